"""How everything looks: one palette and type scale for light and dark, read from `resources/style`."""

from __future__ import annotations

import gc
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, Qt, QTranslator, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from csdesk import paths
from csdesk.gui import icons
from csdesk.settings import Settings

SCHEMES = ("system", "light", "dark")
_ROLES = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "band",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "bad",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.Highlight: "chosen",
    QPalette.ColorRole.HighlightedText: "chosen_text",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "edge",
}
_FADED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of one scheme by name, and the sizes of type in points."""

    name: str
    colours: Mapping[str, str]
    sizes: Mapping[str, float]
    fonts: tuple[str, ...]

    def colour(self, name: str) -> QColor:
        """The colour called `name` in palette.json."""
        return QColor(self.colours[name])

    @property
    def dark(self) -> bool:
        return self.name == "dark"


def load(name: str) -> Theme:
    """The scheme `light` or `dark` as shipped."""
    told: dict[str, Any] = json.loads(paths.resource("style", "palette.json").read_text(encoding="utf-8"))
    return Theme(name, told[name], told["type"], tuple(told["fonts"]))


def stylesheet(theme: Theme) -> str:
    """The style sheet with the theme's colours and sizes in place of their names."""
    text = paths.resource("style", "desk.qss").read_text(encoding="utf-8")
    values = {"@" + name: colour for name, colour in theme.colours.items()}
    drawn = {"@arrow": ("down", "muted"), "@rising": ("up", "accent"), "@falling": ("down", "accent"), "@tick": ("check", "accent_text")}
    values |= {name: icons.tinted_file(glyph, theme.colours[colour]).as_posix() for name, (glyph, colour) in drawn.items()}
    values["@family"] = ", ".join(f'"{name}"' for name in font_of(theme).families())
    values |= {"%" + name: str(size) for name, size in theme.sizes.items()}
    for name in sorted(values, key=len, reverse=True):
        text = text.replace(name, values[name])
    return text


def font_of(theme: Theme) -> QFont:
    """The program's font: those of the theme's list that this computer has, best first, none of them with serifs.

    The system's own fonts stand behind them only where it has none of the list.
    """
    here = set(QFontDatabase.families())
    font = QFont([name for name in theme.fonts if name in here] or QFont().families())
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPointSizeF(theme.sizes["body"])
    return font


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, theme.colour(name))
    for role in _FADED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("disabled"))
    return palette


class Look(QObject):
    """The theme in force: follows the system's colour scheme unless the person or the environment chose one."""

    changed = Signal()

    def __init__(self, app: QApplication, settings: Settings) -> None:
        super().__init__(app)
        self._app, self._settings = app, settings
        self.theme = load("light")
        if not app.styleSheet():  # once in a program: a new style polishes every widget there is
            app.setStyle("Fusion")
            _translate(app)
        app.styleHints().colorSchemeChanged.connect(self.apply)
        self.apply()

    @property
    def scheme(self) -> str:
        """What was chosen: system, light or dark."""
        chosen = os.environ.get("CSDESK_SCHEME") or self._settings.get("scheme", "system")
        return chosen if chosen in SCHEMES else "system"

    def choose(self, scheme: str) -> None:
        """Keep one of `SCHEMES` for this person and show it."""
        self._settings.set("scheme", scheme)
        self.apply()

    def apply(self) -> None:
        """Dress the whole program in the scheme that is now right."""
        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark if self.scheme == "system" else self.scheme == "dark"
        theme = load("dark" if dark else "light")
        if theme == self.theme and self._app.styleSheet():
            return
        self.theme = theme
        with _nothing_collected():
            self._app.setPalette(_palette(theme))
            self._app.setFont(font_of(theme))
            self._app.setStyleSheet(stylesheet(theme))
        self.changed.emit()


@contextmanager
def _nothing_collected() -> Iterator[None]:
    """Qt walks through all widgets and calls ours; a window that nobody holds, collected just then, would be a dangling pointer."""
    on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if on:
            gc.enable()


def _translate(app: QApplication) -> None:
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
