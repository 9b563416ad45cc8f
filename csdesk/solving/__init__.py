"""Proposes a plan of loads; the only room that knows the solver."""
