"""The log file: what a bug leaves behind for whoever mends it."""

from __future__ import annotations

import logging
from functools import cache

from csdesk import paths


@cache
def start() -> None:
    """Log to the user's log folder, 3 files of 1 MB; where that cannot be written, go on without."""
    from logging.handlers import RotatingFileHandler  # brings sockets and pickle along, and a start waits for neither

    path = paths.log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)
