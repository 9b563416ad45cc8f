"""Clients, their SOPs, follow-ups, visits and surveys."""
