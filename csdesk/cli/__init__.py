"""What is typed: the same operations for scripts and tests."""
