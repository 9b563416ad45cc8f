"""Complaints: made from what went wrong, watched by the clock, found again, put on paper."""
