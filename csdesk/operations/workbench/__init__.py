"""Today: what waits for the person of the file."""
