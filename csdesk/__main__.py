"""`python -m csdesk`."""
