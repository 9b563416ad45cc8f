"""Clients and books that change hands."""
