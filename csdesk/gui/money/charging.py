"""Charging what was driven: waybills without charges, what each would be charged and why, ticked and written at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from csdesk.domain.kinds import KINDS
from csdesk.domain.money.charges import ChargeItem
from csdesk.domain.record import field_map
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.editors import DayEditor
from csdesk.gui.money.sheet import SheetDialog
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.money import charging
from csdesk.operations.money.charging import Proposal

_HEADINGS = ("运单", "日期", "客户", "线路", "费用", "应收(元)", "成本(元)", "请核对")
_HELP = "已发车、还没有应收的运单。金额按客户的价格协议计算，没有协议的取运单上的预估应收；运单有预估应付的同时记成本。有疑问的默认不勾。"
_yuan = KINDS["fen"].show


class ChargingDialog(SheetDialog):
    """The waybills of some days that nobody has charged."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent, _HEADINGS, title="从运单生成预估应收", help=_HELP, ok="生成预估")
        self.found: list[Proposal] = []
        self._why: Callable[[], str] | None = None  # reads why there are none
        day, today = field_map(Waybill)["plan_date"], desk.now().date()
        self.since, self.until = DayEditor(desk, day), DayEditor(desk, day)
        for label, box, begins in (("从", self.since, today.replace(day=1)), ("到", self.until, today)):
            box.put(begins.isoformat())
            box.edited.connect(self.load)
            self.add_line(label, box, 18)
        self.head.addStretch()
        self.add_tool("全选", self.tick_all)
        self.table.itemChanged.connect(lambda _: self._sum())
        self.load()

    def load(self) -> None:
        """List again, once both days can be read."""
        try:
            since, until = (date.fromisoformat(str(box.value())) for box in (self.since, self.until))
        except ValueError:  # not typed to its end
            return
        work = partial(charging.proposals, self.desk.db, since, until)
        self._why = partial(charging.why_none, self.desk.db, since, until)
        self.desk.tasks.read(work, self._show, lambda error: tell(self.told, sentence_of(error), wrong=True), key=(id(self), "uncharged"))

    def _show(self, found: list[Proposal]) -> None:
        self.found = found
        self.table.blockSignals(True)
        self.table.setRowCount(len(found))
        for row, one in enumerate(found):
            self._show_one(row, one)
        self.table.blockSignals(False)
        self.widths((21, 12, 18, 14, 24, 12, 12))
        self._sum()

    def _show_one(self, row: int, one: Proposal) -> None:
        told = one.waybill.values
        self.put(row, 0, str(told["waybill_no"]), ticked=not one.doubt if one.lines else None)
        client = one.waybill.titles.get("client_id", "").split(" ", 1)[-1]
        charged = "、".join(f"{ChargeItem.labels()[line.item]} {line.basis}" for line in one.lines)
        texts = (one.day, client, f"{told.get('origin_city')}→{told.get('dest_city')}", charged)
        for column, text in enumerate(texts, 1):
            self.put(row, column, text)
        self.put(row, 5, _yuan(one.total) if one.lines else "—", right=True)
        self.put(row, 6, _yuan(one.cost) if one.cost else "", right=True)
        self.put(row, 7, one.doubt)

    def _sum(self) -> None:
        chosen = [self.found[row] for row in self.ticked()]
        if self.found:
            self.sums.setText(f"勾选 {len(chosen)} 票，应收 {_yuan(sum(one.total for one in chosen))} 元")
        elif self._why is not None:
            self.desk.tasks.read(self._why, self.sums.setText, key=(id(self), "why none"))
        self.ok.setEnabled(bool(chosen))

    def work(self) -> Callable[[], Any]:
        chosen = [self.found[row] for row in self.ticked()]
        return partial(charging.charge, self.desk.db, chosen, now=self.desk.now())
