"""Boards beyond the scorecard, as charts in the window."""
