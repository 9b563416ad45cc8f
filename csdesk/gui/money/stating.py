"""Drawing up the statements of a month for many clients, and agreeing one line by line with its client."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QTableWidgetItem, QWidget

from csdesk.domain.care.clients import Client
from csdesk.domain.cells import Wrong
from csdesk.domain.kinds import KINDS
from csdesk.domain.money.charges import ChargeLine, DiffReason
from csdesk.domain.money.terms import last_day
from csdesk.domain.record import field_map, title_of
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.money.sheet import SheetDialog
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.money import statements
from csdesk.operations.money.statements import Agreed, Waiting

_yuan = KINDS["fen"].show
_month = KINDS["month"].read
_STATES = ("客户", "笔数", "待对账(元)", "争议中(笔)")
_STATING = "把截至这个月底、还不在对账单上的预估应收做成对账单草稿，每个客户一份；上月留下的一并带上，争议中的留到解决以后。"


class StatingDialog(SheetDialog):
    """Whose statements are to be drawn up."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent, _STATES, title="制作对账单", help=_STATING, ok="制作对账单")
        self.found: list[Waiting] = []
        self.month = QLineEdit(f"{desk.now():%Y-%m}")
        self.month.textEdited.connect(lambda _: self.load())
        self.add_line("对账月份", self.month, 14)
        self.head.addStretch()
        self.add_tool("全选", self.tick_all)
        self.table.itemChanged.connect(lambda _: self._sum())
        self.resize(720, 520)
        self.load()

    def load(self) -> None:
        """List again, once the month can be read."""
        try:
            month = _month(self.month.text())
            last_day(month)
        except (Wrong, ValueError):  # not typed to its end
            return
        work = partial(statements.waiting, self.desk.db, month)
        self.desk.tasks.read(work, self._show, lambda error: tell(self.told, sentence_of(error), wrong=True), key=(id(self), "waiting"))

    def _show(self, found: list[Waiting]) -> None:
        self.found = found
        self.table.blockSignals(True)
        self.table.setRowCount(len(found))
        for row, one in enumerate(found):
            self.put(row, 0, title_of(Client, one.client.values), ticked=False if one.lines else None)
            for column, text in enumerate((str(len(one.lines)), _yuan(one.total), str(one.disputed or "")), 1):
                self.put(row, column, text, right=True)
        self.table.blockSignals(False)
        self.widths((40, 10, 18, 12))
        self._sum()

    def _sum(self) -> None:
        chosen = [self.found[row] for row in self.ticked()]
        told = f"勾选 {len(chosen)} 家，合计 {_yuan(sum(one.total for one in chosen))} 元"
        self.sums.setText(told if self.found else "没有待对账的预估应收")
        self.ok.setEnabled(bool(chosen))

    def work(self) -> Callable[[], Any]:
        chosen = [self.found[row].client for row in self.ticked()]
        return partial(statements.make_statements, self.desk.db, chosen, _month(self.month.text()), now=self.desk.now())


_LINES = ("应收单号", "日期", "运单", "费用项", "预估(元)", "客户确认(元)", "差异(元)", "差异原因", "争议（写明客户的说法）")
_AMOUNT, _DIFF, _REASON, _DISPUTE = 5, 6, 7, 8
_AGREEING = "客户确认的金额与预估不同的改在“客户确认”里并选原因；客户不认的写在“争议”里，这一条留下，其余照常确认、开票。"


class AgreeingDialog(SheetDialog):
    """One statement, line by line, as the client sees it."""

    def __init__(self, desk: Desk, statement: Row, lines: Sequence[Row], parent: QWidget) -> None:
        title = f"逐行对账 {statement.values['statement_no']}"
        super().__init__(desk, parent, _LINES, title=title, help=_AGREEING, ok="客户已确认")
        self._statement, self._lines = statement, list(lines)
        self._reasons: dict[int, QComboBox] = {}
        self.by = QLineEdit(str(statement.values.get("confirmed_by") or ""))
        self.by.setPlaceholderText("对方姓名")
        self.add_line("客户确认人", self.by, 24)
        self.head.addStretch()
        self.edit_in()
        self.resize(1240, 560)
        self._fill()
        self.table.itemChanged.connect(self._changed)

    def _fill(self) -> None:
        known = field_map(ChargeLine)
        self.table.setRowCount(len(self._lines))
        for row, line in enumerate(self._lines):
            told = line.values
            texts = (told["line_no"], told["biz_date"], line.titles.get("waybill_id", ""), known["item"].show(told["item"]))
            for column, text in enumerate(texts):
                self.put(row, column, str(text))
            for column in (4, _AMOUNT):
                self.put(row, column, _yuan(told["amount_incl_tax"]), right=True, edited=column == _AMOUNT)
            self.put(row, _DIFF, "", right=True)
            self.put(row, _REASON, "")
            self.put(row, _DISPUTE, "", edited=True)
        self.widths((22, 12, 17, 9, 14, 14, 13, 13))
        self._sum()
        if self._lines:
            self.table.setCurrentCell(0, _AMOUNT)

    # -- what the person says -----------------------------------------------------------------------------------------

    def _changed(self, item: QTableWidgetItem) -> None:
        if item.column() not in (_AMOUNT, _DISPUTE):
            return
        try:
            self._show_difference(item.row())
            tell(self.told, "")
        except Wrong as wrong:
            tell(self.told, str(wrong), wrong=True)
        self._sum()

    def _show_difference(self, row: int) -> None:
        diff = self.fen(row, _AMOUNT) - self._estimate(row)
        self.table.blockSignals(True)
        self.put(row, _DIFF, _yuan(diff) if diff else "", right=True)
        self.table.blockSignals(False)
        if diff and row not in self._reasons:
            self._reasons[row] = box = QComboBox()
            box.setAccessibleName("差异原因")
            for code, label in {"": "请选择", **DiffReason.labels()}.items():
                box.addItem(label, code)
            self.table.setCellWidget(row, _REASON, box)
        elif not diff and row in self._reasons:
            self.table.removeCellWidget(row, _REASON)
            del self._reasons[row]

    def reason(self, row: int) -> QComboBox:
        """Where the reason of a difference is chosen."""
        return self._reasons[row]

    def _estimate(self, row: int) -> int:
        return int(self._lines[row].values["amount_incl_tax"])

    def _disputed(self, row: int) -> str:
        return self.text(row, _DISPUTE).strip()

    def _sum(self) -> None:
        agreed = contested = 0
        try:
            for row in range(len(self._lines)):
                if self._disputed(row):
                    contested += self._estimate(row)
                else:
                    agreed += self.fen(row, _AMOUNT)
        except Wrong:
            return
        whole = sum(self._estimate(row) for row in range(len(self._lines)))
        diff = agreed + contested - whole
        self.sums.setText(f"预估 {_yuan(whole)} 元，确认 {_yuan(agreed)} 元，差异 {_yuan(diff)} 元，争议 {_yuan(contested)} 元")

    def work(self) -> Callable[[], Any]:
        if not self.by.text().strip():
            self.by.setFocus(Qt.FocusReason.OtherFocusReason)
            raise Wrong("请填写客户确认人")
        rows = range(len(self._lines))
        disputed = {self._lines[row].id: self._disputed(row) for row in rows if self._disputed(row)}
        agreed = {
            self._lines[row].id: Agreed(self.fen(row, _AMOUNT), self._reasons[row].currentData() or None)
            for row in self._reasons
            if not self._disputed(row)
        }
        return partial(
            statements.reconcile, self.desk.db, self._statement, confirmed_by=self.by.text(), now=self.desk.now(), agreed=agreed,
            disputed=disputed,
        )  # fmt: skip
