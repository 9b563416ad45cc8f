"""One palette for light and dark, legible in both; frames as they were drawn; Chinese standard buttons."""

import importlib.util
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFont, QRawFont
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QMenu,
    QMenuBar,
    QMessageBox,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QStatusBar,
    QTabBar,
    QTableView,
    QTableWidget,
    QTextBrowser,
    QToolButton,
    QTreeView,
)

from csdesk.gui import theme
from csdesk.gui.theme import Theme

ROOT = Path(__file__).parents[2]
PAIRS = [
    ("text", "surface"),
    ("text", "window"),
    ("text", "band"),
    ("muted", "surface"),
    ("muted", "window"),
    ("muted", "raised"),
    ("chosen_text", "chosen"),
    ("accent_text", "accent"),
    ("accent", "surface"),
    ("bad", "surface"),
    ("bad", "bad_soft"),
    ("good", "good_soft"),
    ("warn", "warn_soft"),
    ("calm", "calm_soft"),
    ("info", "info_soft"),
    ("text", "bad_soft"),
]


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), PAIRS)
def test_text_can_be_read(scheme, front, back):
    colours = theme.load(scheme).colours
    dark, light = sorted((luminance(colours[front]), luminance(colours[back])))
    assert (light + 0.05) / (dark + 0.05) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back"), [("edge", "surface"), ("accent", "surface"), ("accent_text", "accent"), ("accent", "raised")])
def test_boxes_ticks_and_arrows_can_be_seen(scheme, front, back):
    colours = theme.load(scheme).colours
    dark, light = sorted((luminance(colours[front]), luminance(colours[back])))
    assert (light + 0.05) / (dark + 0.05) >= 3  # WCAG 1.4.11, what is no text


def pixels_of(widget, colour, off=0):
    """Row by row, where a colour stands in the picture of a widget."""
    picture = widget.grab().toImage()
    wide, high = range(picture.width()), range(picture.height())
    rows = ([x for x in wide if _off(picture.pixelColor(x, y), colour) <= off] for y in high)
    return [row for row in rows if row]


def _off(one, two):
    return sum(abs(a - b) for a, b in zip(one.getRgb(), two.getRgb(), strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_tick_box_is_drawn_in_the_palettes_colours(scheme, look, qtbot):
    look.choose("dark" if scheme == "light" else "light")  # whatever the test before it left
    look.choose(scheme)
    box = QCheckBox("开派车单")
    qtbot.addWidget(box)
    edge, accent = look.theme.colour("edge"), look.theme.colour("accent")
    assert len(pixels_of(box, edge)) >= 10
    assert not pixels_of(box, accent)
    box.setChecked(True)
    assert len(pixels_of(box, accent)) >= 10


@pytest.mark.parametrize(("order", "rises"), [(Qt.SortOrder.AscendingOrder, True), (Qt.SortOrder.DescendingOrder, False)])
def test_the_arrow_of_an_ascending_column_rises(order, rises, look, qtbot):
    look.choose("light")
    look.choose("dark")  # whatever the test before it left
    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    table.setHorizontalHeaderLabels([""])
    table.setSortingEnabled(True)
    table.horizontalHeader().setSortIndicator(0, order)
    with qtbot.waitExposed(table):
        table.show()
    rows = pixels_of(table.horizontalHeader(), look.theme.colour("accent"), off=200)  # thin lines are smoothed
    spans = [max(row) - min(row) for row in rows if len(row) < 20]
    assert len(spans) >= 3
    assert (spans[0] < spans[-1]) == rises


# -- type -------------------------------------------------------------------------------------------------------------

_CLASSES = (
    *(QLabel, QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QCheckBox, QRadioButton, QPushButton, QToolButton, QTextBrowser),
    *(QTableView, QTreeView, QListView, QListWidget, QMenu, QMenuBar, QTabBar, QStatusBar, QMessageBox, QGroupBox, QProgressBar),
)


#: The classes to which Qt gives the fonts of Windows, again whenever the colours of Windows change.
_OF_WINDOWS = (
    "QMenu",
    "QMenuBar",
    "QMessageBox",
    "QTipLabel",
    "QStatusBar",
    "QListView",
    "QHeaderView",
    "QAbstractItemView",
    "QPushButton",
)


def is_serif(font):
    """Whether the face that a font comes to has serifs: by the PANOSE of its own table."""
    panose = bytes(QRawFont.fromFont(font).fontTable("OS/2"))[32:42]
    return panose[0] == 2 and 2 <= panose[1] <= 10


def test_no_kind_of_widget_is_set_in_a_serif_face(look, qtbot):
    families = theme.font_of(look.theme).families()
    assert set(families) <= set(look.theme.fonts) or families == QFont().families()
    for name in _OF_WINDOWS:
        QApplication.setFont(QFont("serif"), name)
    try:
        for kind in _CLASSES:
            widget = kind()
            qtbot.addWidget(widget)
            widget.ensurePolished()
            assert widget.font().families() == families, kind.__name__
            assert not is_serif(widget.font()), kind.__name__
        header = QHeaderView(Qt.Orientation.Horizontal)
        qtbot.addWidget(header)
        header.ensurePolished()
        assert header.font().families() == families
    finally:
        QApplication.setFont(theme.font_of(look.theme))  # forgets the fonts of single classes


def test_the_programs_font_is_sans_serif_also_where_none_of_the_list_is_here(look):
    bare = Theme("light", look.theme.colours, look.theme.sizes, ("No Such Font",))
    assert theme.font_of(bare).styleHint() == QFont.StyleHint.SansSerif
    assert theme.font_of(bare).families()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_style_sheet_names_only_colours_that_exist(scheme, qapp):
    assert "@" not in theme.stylesheet(theme.load(scheme))


def test_a_chosen_scheme_is_kept(look):
    look.choose("dark")
    assert look.theme.dark
    look.choose("light")
    assert not look.theme.dark


def test_standard_buttons_speak_chinese(look):
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


def test_the_forms_are_those_that_were_drawn(tmp_path):
    told = importlib.util.spec_from_file_location("compile", ROOT / "ui" / "compile.py")
    module = importlib.util.module_from_spec(told)
    told.loader.exec_module(module)
    fresh = {path.name: path.read_text(encoding="utf-8") for path in module.compile_forms(tmp_path)}
    kept = {path.name: path.read_text(encoding="utf-8") for path in module.FORMS.glob("*.py") if path.name != "__init__.py"}
    assert fresh == kept
