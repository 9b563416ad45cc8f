"""The page 账龄: who owes how much for how long, as of any day; under it the open items behind the amount one stands on."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTableView,
    QToolButton,
    QVBoxLayout,
)  # fmt: skip

from csdesk.domain.cells import Wrong
from csdesk.domain.kinds import KINDS
from csdesk.domain.money.accounts import PayState
from csdesk.domain.money.ageing import Basis
from csdesk.domain.money.receivables import Receipt
from csdesk.domain.record import field_map
from csdesk.gui import choosing
from csdesk.gui.chips import chip_table
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.editors import DayEditor
from csdesk.gui.page import Page
from csdesk.gui.tables import TextModel, dress_table, toned
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.desk import Named
from csdesk.operations.money import ageing
from csdesk.operations.money.ageing import Ageing, Behind, ClientAge

_yuan = KINDS["fen"].show
_ITEMS = ("应收", "业务日期", "到期日", "天数", "金额(元)", "未收(元)", "回款状态", "争议")
_STATE = _ITEMS.index("回款状态")
_TONES = {PayState.OVERDUE.label: "bad", PayState.PART.label: "info", PayState.WAITING.label: "calm"}
_FIRST = 3  # before the buckets: client, owner, total
_SUMS = 2  # rows before the clients: the sums and their shares
_SETTLE_MS = 400


class AgeingPage(Page):
    """The debts of all clients by age."""

    record_wanted = Signal(object)  # a `Named`

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.found: Ageing | None = None
        self.items: list[Behind] = []
        self.as_of = DayEditor(desk, field_map(Receipt)["received_on"])
        self.as_of.put(desk.now().date().isoformat())
        self.edges, self.told, self.wrong = QLineEdit(), QLabel(), QLabel()
        self.basis = QButtonGroup(self)
        self.table, self.details = QTableView(), QTableView()
        self._model, self._items = TextModel((), self), TextModel(_ITEMS, self, toned(_STATE, _TONES))
        self.export_button = QPushButton("导出…")
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.as_of.setAccessibleName("截至")
        self.as_of.setFixedWidth(self.fontMetrics().averageCharWidth() * 20)
        self.edges.setAccessibleName("账龄分段")
        self.edges.setToolTip("每段的最后一天，从小到大，例如 30,60,90；空着时按公司规定")
        self.edges.setFixedWidth(self.fontMetrics().averageCharWidth() * 26)
        self.told.setProperty("role", "muted")
        tell(self.wrong, "", wrong=True)
        head = QHBoxLayout()
        for i, basis in enumerate(Basis):
            head.addWidget(self._segment(i, basis))
        for label, box in (("截至", self.as_of), ("分段(天)", self.edges)):
            head.addSpacing(10)
            head.addWidget(QLabel(label))
            head.addWidget(box)
        head.addStretch()
        head.addWidget(self.told)
        head.addWidget(self.export_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addLayout(head)
        layout.addWidget(self.wrong)
        layout.addWidget(self._tables(), 1)

    def _segment(self, at: int, basis: Basis) -> QToolButton:
        button = QToolButton()
        button.setText(basis.label)
        button.setCheckable(True)
        button.setChecked(at == 0)
        button.setProperty("segment", True)
        self.basis.addButton(button, at)
        return button

    def _tables(self) -> QSplitter:
        self.table.setModel(self._model)
        dress_table(self.table)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.table.setAccessibleName("账龄")
        chip_table(
            self.details, self._items, self.desk.look, [self.fontMetrics().averageCharWidth() * n for n in (34, 13, 13, 8, 16, 16, 12)]
        )
        self.details.setAccessibleName("未收明细")
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.addWidget(self.table)
        parts.addWidget(self.details)
        parts.setSizes([400, 180])
        return parts

    def _connect(self) -> None:
        self.basis.idClicked.connect(lambda _: self.refresh())
        self._timer.timeout.connect(self.refresh)
        self.as_of.edited.connect(self._timer.start)
        self.edges.textEdited.connect(lambda _: self._timer.start())
        for line in (self.as_of, self.edges):
            line.returnPressed.connect(self.refresh)
        self.table.selectionModel().currentChanged.connect(lambda index, _: self._look_behind(index))
        self.table.activated.connect(self._open_client)
        self.details.activated.connect(self._open_item)
        self.export_button.clicked.connect(self.ask_export)

    # -- reading ------------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        self._timer.stop()
        try:
            day = date.fromisoformat(self.as_of.value() or self.desk.now().date().isoformat())
        except Wrong as wrong:
            tell(self.wrong, str(wrong), wrong=True)
            return
        basis = list(Basis)[self.basis.checkedId()].value
        work = partial(ageing.aged, self.desk.db, day, basis, self.edges.text().strip() or None)
        self.desk.tasks.read(work, self._show, lambda error: tell(self.wrong, sentence_of(error), wrong=True), key=(id(self), "ageing"))

    def _show(self, found: Ageing) -> None:
        self.found = found
        tell(self.wrong, "")
        self._model.fill([*_sums(found), *map(_texts, found.clients)], ("客户", "负责专员", "合计(元)", *found.buckets.labels))
        wide = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate((26, 12, 14, *(13 for _ in found.buckets.labels))):
            self.table.setColumnWidth(column, letters * wide)
        ahead = f"，另有预收 {_yuan(found.prepaid)} 元" if found.prepaid else ""
        owed = f"{len(found.clients)} 个客户未收 {_yuan(sum(found.totals))} 元" if found.clients else "没有未收的款项"
        self.told.setText(owed + ahead)
        self.edges.setPlaceholderText(",".join(map(str, found.buckets.edges)))
        self.export_button.setEnabled(bool(found.clients))
        self._show_items([])
        if found.clients:
            self.table.setCurrentIndex(self._model.index(_SUMS, _FIRST - 1))

    # -- behind an amount ---------------------------------------------------------------------------------------------

    def _look_behind(self, index: QModelIndex) -> None:
        at = index.row() - _SUMS
        if self.found is None or not 0 <= at < len(self.found.clients):
            self._show_items([])
            return
        bucket = index.column() - _FIRST if index.column() >= _FIRST else None
        work = partial(ageing.behind, self.desk.db, self.found, self.found.clients[at], bucket)
        self.desk.tasks.read(work, self._show_items, key=(id(self), "behind"))

    def _show_items(self, items: list[Behind]) -> None:
        self.items = items
        self._items.fill([_item_texts(b, self.found.as_of) for b in items] if self.found else [])

    def _open_item(self, index: QModelIndex) -> None:
        one = self.items[index.row()]
        if one.book:
            self.record_wanted.emit(Named(one.id, one.title, record=one.record.about.name, book=one.book))

    def _open_client(self, _index: QModelIndex) -> None:
        self.details.setFocus()
        if self.items:
            self.details.selectRow(0)

    # -- as a workbook ------------------------------------------------------------------------------------------------

    def ask_export(self) -> None:
        """Ask where to write the workbook."""
        if self.found is not None:
            name = f"{self.found.buckets.basis.label} {self.found.as_of.isoformat()}.xlsx"
            choosing.save_file(self, "导出账龄", name, choosing.BOOKS, lambda chosen: self.export(Path(chosen)))

    def export(self, path: Path) -> None:
        """Write what is shown as a workbook."""
        if self.found is not None:
            work = partial(ageing.export_ageing, self.desk.db, self.found, path)
            self.desk.tasks.read(work, lambda _: self.said.emit(f"账龄已写到 {path.name}"))


def _texts(one: ClientAge) -> tuple[str, ...]:
    return one.name, one.owner, _yuan(one.total), *(_yuan(amount) if amount else "" for amount in one.amounts)


def _sums(found: Ageing) -> list[tuple[str, ...]]:
    if not found.clients:
        return []
    shares = (f"{share / 100:.2f} %" for share in found.shares)
    return [("合计", "", _yuan(sum(found.totals)), *map(_yuan, found.totals)), ("占比", "", "100.00 %", *shares)]


def _item_texts(b: Behind, as_of: date) -> tuple[Any, ...]:
    item = b.one.item
    days = "" if b.days is None else str(b.days) if b.days >= 0 else f"还有 {-b.days}"
    disputed = "有争议" if item.disputed else ""
    return b.title, item.day, item.due or "未定", days, _yuan(item.amount), _yuan(b.one.open), b.one.state(as_of).label, disputed
