"""The icon family: SVG line drawings, tinted with the colour of the text around them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from csdesk import paths

_SIZES = (16, 20, 24, 32, 48, 64)


def icon(name: str, colour: str, faded: str = "") -> QIcon:
    """The drawing `name`, in `colour`; `faded` is the colour of the disabled one."""
    drawn = QIcon()
    _add(drawn, name, colour, QIcon.Mode.Normal)
    if faded:
        _add(drawn, name, faded, QIcon.Mode.Disabled)
    return drawn


def app_icon() -> QIcon:
    """The program's own icon."""
    return icon("csdesk", "#1f5fbf")


def _add(target: QIcon, name: str, colour: str, mode: QIcon.Mode) -> None:
    renderer = QSvgRenderer(QByteArray(_tinted(name, colour).encode()))
    for size in _SIZES:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        renderer.render(painter, QRectF(0, 0, size, size))
        painter.end()
        target.addPixmap(pixmap, mode)


def _tinted(name: str, colour: str) -> str:
    return paths.resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)


def tinted_file(name: str, colour: str) -> Path:
    """A tinted drawing as a file, for style sheets, which can show nothing else; kept in the cache folder."""
    path = paths.cache_folder() / f"{name}-{colour.lstrip('#')}.svg"
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
