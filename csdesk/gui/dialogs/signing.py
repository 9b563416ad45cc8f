"""Signing many waybills at once: time and signer for all, what came of each in a small table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QLineEdit, QTableWidget, QVBoxLayout, QWidget

from csdesk.domain.cases.case_choices import Liability
from csdesk.domain.cells import Wrong
from csdesk.domain.record import Choice, field_map
from csdesk.domain.rows import Row
from csdesk.domain.transport.waybills import UndeliveredType, Waybill
from csdesk.gui.board import words
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.editors import DayEditor
from csdesk.gui.tables import fill_table, start_table
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.transport import signing
from csdesk.operations.transport.signing import ASKS, Outcome, Signing

_HEADINGS = ("运单", "客户", "线路", "件数", "结果", "短少", "破损", "未送达类型", "责任", "说明或原因")
_FIRST_ENTRY = 4
#: What each entered column asks for, by its number.
_ASKED = {5: "pieces_short", 6: "pieces_damaged", 7: "undelivered_type", 8: "undelivered_by", 9: "reason"}
_CHOICES: dict[str, type[Choice]] = {"undelivered_type": UndeliveredType, "undelivered_by": Liability}
_HELP = "签收人空着时记各票的收货人；在途的运单一并登记到达。破损、短少、拒收、未送达请在表里逐票选。"


class SigningDialog(QDialog):
    """Closes when everything is written; until then a refusal is told inside it."""

    done_with = Signal(int)

    def __init__(self, desk: Desk, rows: Sequence[Row], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._rows = desk, list(rows)
        self.setWindowTitle(f"签收（{len(rows)} 票）")
        known = field_map(Waybill)
        self.at, self.by = DayEditor(desk, known["signed_at"]), QLineEdit()
        self.at.put(known["signed_at"].read(desk.now()))
        self.by.setPlaceholderText("收货人")
        self.table, self.told = QTableWidget(), QLabel()
        self._outcomes: dict[int, QComboBox] = {}
        self._boxes: dict[tuple[int, str], QWidget] = {}
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(f"签收 {len(rows)} 票")
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._fill()
        self._lay_out()
        self.by.setFocus()

    def _lay_out(self) -> None:
        form, layout = QFormLayout(), QVBoxLayout(self)
        help_ = QLabel(_HELP)
        help_.setProperty("role", "muted")
        for label, box in (("签收时间", self.at), ("签收人", self.by)):
            box.setAccessibleName(label)
            box.setMaximumWidth(self.fontMetrics().averageCharWidth() * 40)
            form.addRow(label, box)
        self.told.setWordWrap(True)
        tell(self.told, "")
        for widget in (help_, self.table, self.told, self.buttons):
            if widget is self.table:
                layout.addLayout(form)
            layout.addWidget(widget)
        self.resize(1180, min(230 + 40 * len(self._rows), 620))

    # -- the table ----------------------------------------------------------------------------------------------------

    def _fill(self) -> None:
        start_table(self.table, _HEADINGS)
        self.table.setAccessibleName("各票的签收结果")
        fill_table(self.table, [self._told(row) + ("",) * (len(_HEADINGS) - _FIRST_ENTRY) for row in self._rows])
        wide = self.fontMetrics().averageCharWidth()
        for column, characters in ((4, 14), (5, 9), (6, 9), (7, 18), (8, 16)):
            self.table.setColumnWidth(column, characters * wide)
        for at in range(len(self._rows)):
            outcome = self._outcomes[at] = _chooser(Outcome, "结果", empty=False)
            outcome.currentIndexChanged.connect(partial(self._outcome_chosen, at))
            self.table.setCellWidget(at, _FIRST_ENTRY, outcome)
            for column, name in _ASKED.items():
                box = _chooser(_CHOICES[name], _HEADINGS[column]) if name in _CHOICES else _line(column)
                self._boxes[at, name] = box
                self.table.setCellWidget(at, column, _held(box))
            self._outcome_chosen(at)
        self.table.verticalHeader().setDefaultSectionSize(self.by.sizeHint().height() + 6)

    def _told(self, row: Row) -> tuple[str, ...]:
        client = row.titles.get("client_id", "").split(" ", 1)[-1]
        return str(row.values.get("waybill_no", "")), client, words.route(row), str(row.values.get("pieces") or "")

    def choose(self, at: int, outcome: Outcome) -> None:
        """Say what came of one waybill."""
        self._outcomes[at].setCurrentIndex(list(Outcome).index(outcome))

    def box(self, at: int, name: str) -> QWidget:
        """Where one waybill's value is entered."""
        return self._boxes[at, name]

    def _outcome(self, at: int) -> Outcome:
        return Outcome(self._outcomes[at].currentData())

    def _outcome_chosen(self, at: int, _index: int = 0) -> None:
        asked = ASKS[self._outcome(at)]
        for name in _ASKED.values():
            self.box(at, name).setVisible(name in asked)

    # -- writing ------------------------------------------------------------------------------------------------------

    def accept(self) -> None:
        """Write; the dialog closes when that is done."""
        try:
            at, signings = self.at.value(), [self._signing(i) for i in range(len(self._rows))]
        except Wrong as wrong:
            tell(self.told, str(wrong), wrong=True)
            return
        work = partial(signing.sign, self._desk.db, signings, at=at, by=self.by.text().strip() or None, now=self._desk.now())
        self._desk.tasks.write(work, self._written, lambda error: tell(self.told, sentence_of(error), wrong=True))

    def _signing(self, at: int) -> Signing:
        outcome, known = self._outcome(at), field_map(Waybill)
        told = {name: _raw(self.box(at, name)) for name in ASKS[outcome]}
        reason = str(told.pop("reason", None) or "")
        filled = {name: known[name].read(value) for name, value in told.items()}
        return Signing(self._rows[at], outcome, filled, reason)

    def _written(self, _result: Any) -> None:
        super().accept()
        self.done_with.emit(len(self._rows))


def _chooser(choices: type[Choice], name: str, *, empty: bool = True) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    if empty:
        box.addItem("", None)
    for code, label in choices.labels().items():
        box.addItem(label, code)
    return box


def _held(box: QWidget) -> QWidget:
    """A place in the table that stays when its box is hidden: a table shows its own widgets again."""
    place = QWidget()
    layout = QVBoxLayout(place)
    layout.setContentsMargins(0, 0, 0, 0)
    box.setMinimumHeight(box.fontMetrics().height() + 12)  # the table's own style makes boxes as low as cells
    layout.addWidget(box)
    return place


def _line(column: int) -> QLineEdit:
    line = QLineEdit()
    line.setAccessibleName(_HEADINGS[column])
    return line


def _raw(box: QWidget) -> Any:
    return box.currentData() if isinstance(box, QComboBox) else cast(QLineEdit, box).text()
