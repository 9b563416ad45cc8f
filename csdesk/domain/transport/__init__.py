"""Waybills, trips, fleet, and what may ride together."""
