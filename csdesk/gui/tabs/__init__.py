"""The tabs, left to right."""
