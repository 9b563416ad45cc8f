"""The table view of a ledger: typing searches, widths and order are remembered, blocks are copied."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QItemSelectionModel, QKeyCombination, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QInputMethodEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from csdesk.gui.desk import Desk
from csdesk.gui.ledger.delegate import CellDelegate
from csdesk.gui.ledger.model import LedgerModel

#: How many records can be worked on at once; a query picks what is more.
MOST_CHOSEN = 20_000
_FILL = QKeyCombination(Qt.KeyboardModifier.ControlModifier, Qt.Key.Key_D)
_EDITS = QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed


class LedgerTable(QTableView):
    """Shows a `LedgerModel`."""

    typed = Signal(str)
    composing = Signal(QInputMethodEvent)  # an input method is at work: the words are for the search line
    opened = Signal()  # Enter on a row: go to its card
    delete_wanted = Signal()  # the chosen records
    empty_wanted = Signal()  # the chosen cells
    paste_wanted = Signal()
    fill_wanted = Signal()  # the first chosen row into those below it
    menu_wanted = Signal(QPoint)  # on the screen
    columns_changed = Signal()
    filter_wanted = Signal(str)

    def __init__(self, desk: Desk, model: LedgerModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.ledger = model
        self.setAccessibleName(model.record.about.ledger)
        self.setModel(model)
        self.setItemDelegate(CellDelegate(desk, self))
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setEditTriggers(_EDITS)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        head = self.horizontalHeader()
        head.setSectionsMovable(True)
        head.setResizeContentsPrecision(0)  # the rows in view; others would be fetched for it
        head.setHighlightSections(False)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(self._head_menu)
        head.sectionResized.connect(lambda *_: self.columns_changed.emit())
        head.sectionMoved.connect(lambda *_: self.columns_changed.emit())
        self._start_columns()

    # -- columns ------------------------------------------------------------------------------------------------------

    def _start_columns(self) -> None:
        wide = self.fontMetrics().averageCharWidth()
        for i, column in enumerate(self.ledger.columns):
            heading = self.fontMetrics().horizontalAdvance(column.heading) + 34
            self.setColumnWidth(i, max(column.width * wide + 18, heading))
            self.setColumnHidden(i, column.key not in self.ledger.visible)

    def fit_columns(self) -> None:
        """Widths by what the rows in view hold, within reason; when nobody has arranged them yet."""
        wide = self.fontMetrics().averageCharWidth()
        for i in self.visible_columns():
            column = self.ledger.columns[i]
            heading = self.fontMetrics().horizontalAdvance(column.heading) + 34
            self.setColumnWidth(i, max(heading, min(self.sizeHintForColumn(i) + 14, max(column.width, 22) * wide + 18)))

    def layout_told(self) -> list[dict[str, Any]]:
        """Order, width and visibility of the columns, for the settings."""
        head, told = self.horizontalHeader(), []
        for visual in range(head.count()):
            i = head.logicalIndex(visual)
            told.append({"key": self.ledger.columns[i].key, "width": head.sectionSize(i), "hidden": head.isSectionHidden(i)})
        return told

    def restore_layout(self, told: list[dict[str, Any]]) -> None:
        """Lay the columns out as they were kept; columns that are new since then stay where they are."""
        at = {column.key: i for i, column in enumerate(self.ledger.columns)}
        head = self.horizontalHeader()
        for visual, kept in enumerate(k for k in told if k.get("key") in at):
            i = at[kept["key"]]
            head.moveSection(head.visualIndex(i), visual)
            head.setSectionHidden(i, bool(kept["hidden"]))
            if not kept["hidden"]:
                head.resizeSection(i, max(int(kept["width"]), 24))
        self._tell_visible()

    def show_column(self, logical: int, on: bool) -> None:
        """Show or hide one column."""
        self.setColumnHidden(logical, not on)
        self._tell_visible()
        self.columns_changed.emit()

    def arrange(self, told: list[dict[str, Any]]) -> None:
        """Lay the columns out as a person has just chosen."""
        self.restore_layout(told)
        self.columns_changed.emit()

    def _tell_visible(self) -> None:
        self.ledger.show_columns({c.key for i, c in enumerate(self.ledger.columns) if not self.isColumnHidden(i)})

    def _head_menu(self, place: QPoint) -> None:
        logical = self.horizontalHeader().logicalIndexAt(place)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("筛选这一栏…").triggered.connect(lambda: self.filter_wanted.emit(self.ledger.columns[logical].key))
        menu.addAction("隐藏这一栏").triggered.connect(lambda: self.show_column(logical, False))
        menu.popup(self.horizontalHeader().mapToGlobal(place))

    # -- keys ---------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        text = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            (self.empty_wanted if plain else self.delete_wanted).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.ledger.entries.clear()
            super().keyPressEvent(event)
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste_wanted.emit()
        elif event.keyCombination() == _FILL:
            self.fill_wanted.emit()
        elif plain and text.strip() and text.isprintable():
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)  # which forbids input methods where the cell cannot be edited; they search all the same
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.composing.emit(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def stand_on(self, position: int, column: int) -> None:
        """Put the cursor on a cell and choose it alone, whichever keys are held down."""
        choose = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(self.ledger.index(position, column), choose)

    def chosen_ranges(self) -> list[tuple[int, int, int, int]]:
        """The selected rectangles: first and last row, first and last column. Selecting all of a million rows makes one."""
        return [(r.top(), r.bottom(), r.left(), r.right()) for r in self.selectionModel().selection().toList()]

    def chosen_positions(self) -> list[int]:
        """The positions of the selected rows, top to bottom; of more than can be worked on only one too many."""
        found: dict[int, None] = {}
        for top, bottom, _, _ in sorted(self.chosen_ranges()):
            found.update(dict.fromkeys(range(top, min(bottom + 1, top + MOST_CHOSEN + 1))))
        return sorted(found)[: MOST_CHOSEN + 1]

    def visible_columns(self) -> list[int]:
        """Logical numbers of the visible columns, left to right."""
        head = self.horizontalHeader()
        return [i for i in map(head.logicalIndex, range(head.count())) if not head.isSectionHidden(i)]
