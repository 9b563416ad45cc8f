"""Migrations: bringing a file of an older version up to date, backed up first."""

from __future__ import annotations

from pathlib import Path


def upgrade(path: Path) -> None:
    """Bring the file up to the current schema, in one transaction, after a backup beside it."""
    raise NotImplementedError
