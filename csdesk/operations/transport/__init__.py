"""Dispatch and transit: vehicles, trips, proposals for loads, the watch over what is under way, signing."""
