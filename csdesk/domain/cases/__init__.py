"""Complaints, claims and incidents: what they are, their clocks, gates and moves."""
