"""Tab goes as one reads: from field to field in the order of the layouts, whenever the widgets were made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QWidget,
)

_WHOLE = (QLineEdit, QComboBox, QAbstractItemView)


def tab_as_read(top: QWidget) -> None:
    """Make Tab visit what lies in a widget from the top left to the bottom right, hidden pages too."""
    for one, next_ in pairwise(_stops(top)):
        QWidget.setTabOrder(one, next_)


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QTabWidget | QScrollArea):
        yield widget
    if isinstance(widget, _WHOLE):
        return
    for part in _parts(widget):
        yield from _stops(part)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    found: Iterable[QWidget | None] = ()
    if isinstance(widget, QTabWidget):
        found = (widget.tabBar(), *map(widget.widget, range(widget.count())))
    elif isinstance(widget, QSplitter | QStackedWidget):
        found = map(widget.widget, range(widget.count()))
    elif isinstance(widget, QScrollArea):
        found = (widget.widget(),)
    elif (layout := widget.layout()) is not None:
        found = _laid_out(layout)
    return (part for part in found if part is not None)


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda i: _place(layout, i))
    for item in map(layout.itemAt, places):
        assert item is not None
        if (inside := item.layout()) is not None:
            yield from _laid_out(inside)
        elif (widget := item.widget()) is not None:
            yield widget


def _place(grid: QGridLayout, i: int) -> tuple[int, int]:
    """Row and column of an item of a grid."""
    row, column, *_ = cast(tuple[int, int, int, int], grid.getItemPosition(i))
    return row, column
