"""What is remembered: the engine, the log of changes, the tables that cache it, search and backup."""
