"""The icon family: SVG line drawings, tinted with the colour of the text around them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QAbstractButton

from csdesk import __version__, paths


def icon(name: str, colour: str, faded: str = "") -> QIcon:
    """The drawing `name`, in `colour`; `faded` is the colour of the disabled one."""
    drawn = QIcon(str(tinted_file(name, colour)))  # drawn when it is painted, in the size that is then wanted
    if faded:
        drawn.addFile(str(tinted_file(name, faded)), mode=QIcon.Mode.Disabled)
    return drawn


def app_icon() -> QIcon:
    """The program's own icon."""
    return icon("csdesk", "#1f5fbf")


def _tinted(name: str, colour: str) -> str:
    return paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)


def tinted_file(name: str, colour: str) -> Path:
    """A tinted drawing as a file, which is all that icons and style sheets take; kept in the cache folder."""
    path = paths.cache_folder() / f"icons-{__version__}" / f"{name}-{colour.lstrip('#')}.svg"
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_tinted(name, colour), encoding="utf-8")
        except OSError:
            return paths.resource("icons", f"{name}.svg")
    return path


def dress(root: QObject, colour: str, faded: str) -> None:
    """Give every action and button below `root` the icon that its property `glyph` names (set in Designer)."""
    carriers: list[QAction | QAbstractButton] = [*root.findChildren(QAction), *root.findChildren(QAbstractButton)]
    for child in carriers:
        if glyph := child.property("glyph"):
            child.setIcon(icon(str(glyph), colour, faded))
