"""A page with one table of clients: segments with counts over it, acts with a key each under it; Enter opens the client."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QButtonGroup, QHBoxLayout, QLabel, QPushButton, QTableView, QToolButton, QVBoxLayout

from csdesk.domain.care.clients import Client
from csdesk.gui.chips import chip_table
from csdesk.gui.desk import Desk
from csdesk.gui.page import Page
from csdesk.gui.tables import TextModel, Tone
from csdesk.operations.desk import Named


class Place(Protocol):
    """Where a client lies."""

    @property
    def id(self) -> str: ...
    @property
    def book(self) -> str: ...


class ClientLine(Protocol):
    """One line: a client, by what a person calls it."""

    @property
    def client(self) -> Place: ...
    @property
    def title(self) -> str: ...


L = TypeVar("L", bound=ClientLine)


class ListingPage(Page, Generic[L]):
    """Subclasses read lines in `_load` and hand them to `show_lines`.

    shows: segment → which lines it holds. columns: heading → letters wide; the last takes the rest.
    """

    record_wanted = Signal(object)  # a `Named`

    def __init__(self, desk: Desk, name: str, shows: Mapping[str, Callable[[L], bool]], columns: Mapping[str, int], tone: Tone) -> None:
        super().__init__(desk)
        self.lines: list[L] = []
        self.all: list[L] = []
        self._shows = shows
        self._chips = QButtonGroup(self)
        self._model = TextModel(list(columns), self, tone=tone)
        self.table = QTableView()
        self.table.setAccessibleName(name)
        letter = self.fontMetrics().averageCharWidth()
        chip_table(self.table, self._model, desk.look, [letter * wide for wide in list(columns.values())[:-1]])
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.told, self.detail = QLabel(), QLabel()
        self.head, self.foot = QHBoxLayout(), QHBoxLayout()
        self._lay_out()
        self.table.activated.connect(self.open)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._tell())

    def _lay_out(self) -> None:
        for i, label in enumerate(self._shows):
            chip = QToolButton()
            chip.setCheckable(True)
            chip.setProperty("segment", True)
            chip.setText(label)
            chip.clicked.connect(lambda _: self._fill())
            self._chips.addButton(chip, i)
            self.head.addWidget(chip)
        self._chips.button(0).setChecked(True)
        self.head.addStretch()
        self.head.addWidget(self.told)
        self.foot.addWidget(self.detail, 1)
        for said in (self.told, self.detail):
            said.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addLayout(self.head)
        layout.addWidget(self.table)
        layout.addLayout(self.foot)

    def add_act(self, word: str, key: str, tip: str, act: Callable[[], Any], *, primary: bool = False) -> QPushButton:
        """One thing to do with the selected lines, by a button and a key on the table."""
        button = QPushButton(word)
        button.setToolTip(tip)
        button.setProperty("primary", primary)
        button.clicked.connect(partial(_call, act))
        button.setEnabled(False)
        QShortcut(QKeySequence(key), self.table, act, context=Qt.ShortcutContext.WidgetShortcut)
        self.foot.addWidget(button)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.table.setFocus()

    # -- showing ------------------------------------------------------------------------------------------------------

    def show_lines(self, found: Sequence[L]) -> None:
        """These lines stand on the page now."""
        self.all = list(found)
        for button, (label, wanted) in zip(self._chips.buttons(), self._shows.items(), strict=True):
            button.setText(f"{label} {sum(map(wanted, found))}")
        self._fill()

    def _fill(self) -> None:
        at = max(self.table.currentIndex().row(), 0)
        wanted = list(self._shows.values())[self._chips.checkedId()]
        self.lines = [line for line in self.all if wanted(line)]
        self._model.fill([self.texts(line) for line in self.lines])
        for button in self.findChildren(QPushButton):
            button.setEnabled(bool(self.lines) and not self.desk.db.look_only)
        if self.lines:
            self.table.selectRow(min(at, len(self.lines) - 1))
        self._tell()

    def _tell(self) -> None:
        at = self.table.currentIndex().row()
        self.detail.setText(self.details(self.lines[at]) if 0 <= at < len(self.lines) else "")

    def texts(self, line: L) -> tuple[str, ...]:
        """The cells of a line."""
        raise NotImplementedError

    def details(self, line: L) -> str:
        """What is told under the table of the line that one stands on."""
        raise NotImplementedError

    @property
    def chosen(self) -> list[L]:
        """The selected lines, top to bottom."""
        return [self.lines[at] for at in sorted(index.row() for index in self.table.selectionModel().selectedRows())]

    @property
    def current(self) -> Named | None:
        """The client of the line that one stands on."""
        at = self.table.currentIndex().row()
        return _named(self.lines[at]) if 0 <= at < len(self.lines) else None

    def open(self, index: QModelIndex) -> None:
        """Go to the client of a line."""
        self.record_wanted.emit(_named(self.lines[index.row()]))


def _named(line: ClientLine) -> Named:
    return Named(line.client.id, line.title, record=Client.about.name, book=line.client.book)


def _call(act: Callable[[], Any], _checked: bool = False) -> None:
    act()
