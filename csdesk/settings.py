"""Local settings in one JSON file: what belongs to this PC and never travels (layouts, saved views, mappings)."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from csdesk import paths


class Settings:
    """A dictionary that is written whole, atomically, at each change. A damaged file starts afresh, a full disk is no error."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.settings_file()
        self._values = self._read()

    def get(self, key: str, default: Any = None) -> Any:
        """What was kept under `key`."""
        return self._values.get(key, default)

    def set(self, key: str, value: Any) -> None:
        """Keep a JSON value under `key`."""
        if self._values.get(key) != value:
            self._values[key] = value
            self._write()

    def _read(self) -> dict[str, Any]:
        try:
            read = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return read if isinstance(read, dict) else {}

    def _write(self) -> None:
        half = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            half.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), encoding="utf-8")
            half.replace(self._path)
        except OSError:
            half.unlink(missing_ok=True)  # a layout is not worth a message
