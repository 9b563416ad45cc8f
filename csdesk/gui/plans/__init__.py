"""The page on which a year's targets are worked out."""
