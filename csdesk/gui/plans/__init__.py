"""The pages on which a year's targets are worked out and a week's figures explained."""
