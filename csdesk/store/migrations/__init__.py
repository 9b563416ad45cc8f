"""Numbered steps that bring the tables of an older file into today's shape; `python -m csdesk.store.migrations` writes them."""
