"""Clients and their care: SOPs and what they promise, follow-ups and visits, daily news, surveys, duplicates, value."""
