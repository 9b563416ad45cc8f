"""What figures are made of, read in few walks through the tables."""
