"""Targets, weekly figures and the work plan."""
