"""What the dialogs over a table of money share: a few lines above, the table, sums, and one button that writes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from csdesk.domain.cells import Wrong
from csdesk.domain.kinds import KINDS
from csdesk.gui.desk import Desk
from csdesk.gui.tables import start_table
from csdesk.gui.telling import sentence_of, tell

_FEN = KINDS["fen"]
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_FIXED = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class SheetDialog(QDialog):
    """Closes when everything is written; until then a refusal is told inside it. `done_with`: what the writing returned."""

    done_with = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget, headings: Sequence[str], *, title: str, help: str, ok: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.desk = desk
        self.setWindowTitle(title)
        self.head, self.tools = QHBoxLayout(), QHBoxLayout()
        self.table, self.sums, self.told = QTableWidget(), QLabel(), QLabel()
        start_table(self.table, headings)
        self.table.setAccessibleName(title)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.ok: QPushButton = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(ok)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self._lay_out(help, buttons)

    def _lay_out(self, help: str, buttons: QWidget) -> None:
        told = QLabel(help)
        told.setProperty("role", "muted")
        told.setWordWrap(True)
        self.told.setWordWrap(True)
        self.sums.setProperty("role", "strong")
        tell(self.told, "")
        self.tools.addWidget(self.sums)
        self.tools.addStretch()
        layout = QVBoxLayout(self)
        layout.addWidget(told)
        layout.addLayout(self.head)
        layout.addWidget(self.table, 1)
        layout.addLayout(self.tools)
        layout.addWidget(self.told)
        layout.addWidget(buttons)
        self.resize(1080, 560)

    def add_line(self, label: str, box: QWidget, characters: int) -> None:
        """A line above the table with its label."""
        box.setAccessibleName(label)
        box.setFixedWidth(self.fontMetrics().averageCharWidth() * characters)
        self.head.addWidget(QLabel(label))
        self.head.addWidget(box)
        self.head.addSpacing(12)

    def add_tool(self, word: str, act: Callable[[], Any]) -> QPushButton:
        """A button under the table."""
        button = QPushButton(word)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _: act())
        self.tools.addWidget(button)
        return button

    def edit_in(self) -> None:
        """Cells that may be edited are, by a key or a click."""
        trigger = QAbstractItemView.EditTrigger
        self.table.setEditTriggers(trigger.AnyKeyPressed | trigger.EditKeyPressed | trigger.DoubleClicked | trigger.SelectedClicked)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)

    def widths(self, characters: Sequence[int]) -> None:
        """The widths of the first columns, in characters."""
        for column, wide in enumerate(characters):
            self.table.setColumnWidth(column, self.fontMetrics().averageCharWidth() * wide)

    def put(self, row: int, column: int, text: str, *, right: bool = False, edited: bool = False, ticked: bool | None = None) -> None:
        """One cell. edited: a person may change it; ticked: it has a box, or None for no box."""
        item = QTableWidgetItem(text)
        item.setToolTip(text)
        flags = _FIXED | (Qt.ItemFlag.ItemIsEditable if edited else Qt.ItemFlag.NoItemFlags)
        if ticked is not None:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        item.setFlags(flags)
        if right:
            item.setTextAlignment(_RIGHT)
        self.table.setItem(row, column, item)

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        item = self.table.item(row, column)
        return item.text() if item else ""

    def fen(self, row: int, column: int) -> int:
        """The amount in a cell, in 分; 0 for nothing. Raises Wrong with a sentence."""
        text = self.text(row, column).strip()
        try:
            return int(_FEN.read(text)) if text else 0
        except Wrong as wrong:
            raise Wrong(f"{self.text(row, 0)}：{wrong}") from wrong

    def ticked(self) -> list[int]:
        """The rows whose box is ticked."""
        items = ((row, self.table.item(row, 0)) for row in range(self.table.rowCount()))
        return [row for row, item in items if item and item.checkState() == Qt.CheckState.Checked]

    def tick_all(self) -> None:
        """Tick every row that has a box; none where all are."""
        boxes = [item for row in range(self.table.rowCount()) if (item := self.table.item(row, 0)) and _has_box(item)]
        on = any(box.checkState() != Qt.CheckState.Checked for box in boxes)
        for box in boxes:
            box.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    # -- writing ------------------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Write; the dialog closes when that is done."""
        try:
            work = self.work()
        except Wrong as wrong:
            tell(self.told, str(wrong), wrong=True)
            return
        self.ok.setEnabled(False)
        self.desk.tasks.write(work, self._written, self._refused)

    def work(self) -> Callable[[], Any]:
        """What is to be written. Raises Wrong where something typed is no value."""
        raise NotImplementedError

    def _written(self, result: Any) -> None:
        super().accept()
        self.done_with.emit(result)

    def _refused(self, error: BaseException) -> None:
        self.ok.setEnabled(True)
        tell(self.told, sentence_of(error), wrong=True)


def _has_box(item: QTableWidgetItem) -> bool:
    return bool(item.flags() & Qt.ItemFlag.ItemIsUserCheckable)
