"""Putting a receipt against what its client owes: proposed oldest due date first, changed before it is written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from csdesk.domain.cells import Wrong
from csdesk.domain.kinds import KINDS
from csdesk.domain.money.receivables import Application
from csdesk.domain.record import field_map
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.editors import DayEditor
from csdesk.gui.money.sheet import SheetDialog
from csdesk.gui.telling import tell
from csdesk.operations.money import receipts
from csdesk.operations.money.receipts import Part, Proposal

_HEADINGS = ("款项", "到期日", "未收(元)", "本次核销(元)")
_HELP = "按到期日先后分配，可以改。核销不完的留作这个客户的预收，以后再核销。"
_yuan = KINDS["fen"].show
_PART = 3


class ApplyingDialog(SheetDialog):
    """One receipt and the debts of its client."""

    def __init__(self, desk: Desk, receipt: Row, found: Proposal, parent: QWidget) -> None:
        super().__init__(desk, parent, _HEADINGS, title=f"核销回款 {receipt.values['receipt_no']}", help=_HELP, ok="核销")
        self._receipt, self.found = receipt, found
        self.on = DayEditor(desk, field_map(Application)["applied_on"])
        self.on.put(desk.now().date().isoformat())
        self.add_line("核销日期", self.on, 18)
        self.head.addWidget(QLabel(f"{found.client}　未核销 {_yuan(found.left)} 元"))
        self.head.addStretch()
        self.add_tool("按到期日先后", self.propose)
        self.add_tool("清空", self.clear)
        self.edit_in()
        self.resize(860, 500)
        self._fill()
        self.table.itemChanged.connect(lambda _: self._sum())

    def _fill(self) -> None:
        self.table.setRowCount(len(self.found.owed))
        for row, debt in enumerate(self.found.owed):
            self.put(row, 0, debt.label)
            self.put(row, 1, debt.due or "未定")
            self.put(row, 2, _yuan(debt.open), right=True)
        self.widths((44, 13, 18))
        self.propose()
        if self.found.owed:
            self.table.setCurrentCell(0, _PART)

    def propose(self) -> None:
        """Oldest due date first, as far as it reaches."""
        parts = {(part.target, part.id): part.amount for part in self.found.parts}
        self._put([parts.get((debt.target, debt.id), 0) for debt in self.found.owed])

    def clear(self) -> None:
        """Nothing yet."""
        self._put([0] * len(self.found.owed))

    def _put(self, amounts: list[int]) -> None:
        self.table.blockSignals(True)
        for row, amount in enumerate(amounts):
            self.put(row, _PART, _yuan(amount) if amount else "", right=True, edited=True)
        self.table.blockSignals(False)
        self._sum()

    def _sum(self) -> None:
        try:
            total = sum(self.fen(row, _PART) for row in range(len(self.found.owed)))
        except Wrong as wrong:
            tell(self.told, str(wrong), wrong=True)
            return
        tell(self.told, "")
        left = self.found.left - total
        rest = f"余 {_yuan(left)} 元留作预收" if left >= 0 else f"超出 {_yuan(-left)} 元"
        told = f"本次核销 {_yuan(total)} 元，{rest}" if self.found.owed else "这个客户没有未收的款项，回款留作预收"
        self.sums.setText(told if self.found.left else "这笔回款已全部核销，要改请先取消核销")
        self.ok.setEnabled(bool(self.found.owed and self.found.left))

    def work(self) -> Callable[[], Any]:
        parts = [(debt, self.fen(row, _PART)) for row, debt in enumerate(self.found.owed)]
        chosen = [Part(debt.target, debt.id, amount) for debt, amount in parts if amount]
        on = self.on.value()
        if not on:
            raise Wrong("请填写核销日期")
        day = date.fromisoformat(str(on))
        return partial(receipts.apply_receipt, self.desk.db, self._receipt, applied_on=day, now=self.desk.now(), parts=chosen)
