"""Filling the small tables of dialogs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem


def start_table(table: QTableWidget, headings: Sequence[str], *, wrap: bool = False) -> None:
    """Headings, whole rows, nothing to edit. wrap: long texts go on over more lines."""
    table.setColumnCount(len(headings))
    table.setHorizontalHeaderLabels(list(headings))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.setWordWrap(wrap)
    table.verticalHeader().hide()
    table.horizontalHeader().setHighlightSections(False)
    table.horizontalHeader().setStretchLastSection(True)
    if wrap:
        table.horizontalHeader().sectionResized.connect(lambda *_: table.resizeRowsToContents())


def fill_table(table: QTableWidget, rows: Sequence[Sequence[str]]) -> None:
    """Show these rows of texts instead of what is there."""
    table.setRowCount(len(rows))
    for r, texts in enumerate(rows):
        for c, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            table.setItem(r, c, item)
    table.resizeColumnsToContents()
    head = table.horizontalHeader()
    for c in range(table.columnCount() - 1):
        head.setSectionResizeMode(c, QHeaderView.ResizeMode.Interactive)
        table.setColumnWidth(c, min(table.columnWidth(c), 260))
    if table.wordWrap():
        table.resizeRowsToContents()
