"""Files that are dropped on a window."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QDropEvent


def dropped(event: QDropEvent, suffixes: Iterable[str]) -> list[Path]:
    """The dropped local files with one of these endings."""
    wanted = tuple(suffixes)
    paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in wanted]
