"""Workbooks and pasted blocks: judged, taken in, given out."""
