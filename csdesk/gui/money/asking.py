"""The small forms of money: writing an invoice, taking one back, asking for an adjustment or a write-off."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from csdesk.domain.kinds import KINDS
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.money.receivables import Invoice
from csdesk.domain.record import Field, Record, field_map
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.operations.money import invoicing, losses

Told = dict[str, Any]
Work = Callable[[Told], Callable[[], Any]]
_yuan = KINDS["fen"].show


def ask_invoice(desk: Desk, statement: Row, offered: Told, parent: QWidget) -> RecordDialog:
    """An invoice for what was agreed on a statement."""
    help = (
        f"价税合计 {_yuan(offered['amount_incl_tax'])} 元，其中税额 {_yuan(offered['tax'])} 元（逐行计算）。"
        f"到期日空着时按客户账期推算（今天开票为 {offered['due_date'] or '未定'}）。"
    )

    def work(told: Told) -> Callable[[], Any]:
        return partial(
            invoicing.invoice_statement, desk.db, statement, number=str(told["number"]), issued_on=date.fromisoformat(told["issued_on"]),
            type=told["type"], due=date.fromisoformat(told["due_date"]) if told.get("due_date") else None, now=desk.now(),
        )  # fmt: skip

    fields = _fields(Invoice, "number", "type", "issued_on", "due_date")
    begins = {"type": offered["type"], "issued_on": offered["issued_on"]}
    return _ask(desk, Invoice, fields, work, parent, title="开票", help=help, begins=begins)


def ask_reversal(desk: Desk, invoice: Row, parent: QWidget) -> RecordDialog:
    """A red invoice over the whole of another."""
    told = invoice.values
    help = f"红冲 {told['number']}，{_yuan(told['amount_incl_tax'])} 元；它的明细退回已对账，可以重新开票。"

    def work(told: Told) -> Callable[[], Any]:
        on = date.fromisoformat(told["issued_on"])
        return partial(
            invoicing.reverse_invoice, desk.db, invoice, number=str(told["number"]), issued_on=on, reason=str(told["note"]), now=desk.now()
        )

    number, on, note = _fields(Invoice, "number", "issued_on", "note")
    fields = [replace(number, label="红字发票号码"), on, replace(note, label="原因", required=True)]
    return _ask(desk, Invoice, fields, work, parent, title="红冲", help=help, begins={"issued_on": desk.now().date().isoformat()})


def ask_adjustment(desk: Desk, line: Row, owed: int, parent: QWidget) -> RecordDialog:
    """Less for one line, to be approved."""
    amount, note = _fields(ChargeLine, "amount_incl_tax", "note")
    fields = [replace(amount, label="核减金额", least=1), replace(note, label="原因", required=True)]
    help = f"{line.values['line_no']} 未收 {_yuan(owed)} 元。经理批准后生效，记入申请当月，不改原明细。"

    def work(told: Told) -> Callable[[], Any]:
        return partial(losses.ask_adjustment, desk.db, line, told["amount_incl_tax"], str(told["note"]), now=desk.now())

    return _ask(desk, ChargeLine, fields, work, parent, title="申请核减", help=help, begins={})


def ask_write_off(desk: Desk, record: type[Record], row: Row, owed: int, parent: QWidget) -> RecordDialog:
    """A bad debt, to be approved."""
    help = f"未收 {_yuan(owed)} 元。经理批准后从应收中减去，在指标旁单列。"
    begins = {"amount": owed, "written_off_on": desk.now().date().isoformat()}

    def work(told: Told) -> Callable[[], Any]:
        on = date.fromisoformat(told["written_off_on"])
        return partial(losses.ask_write_off, desk.db, record, row, told["amount"], str(told["reason"]), on, now=desk.now())

    fields = _fields(WriteOff, "amount", "written_off_on", "reason")
    return _ask(desk, WriteOff, fields, work, parent, title="申请坏账", help=help, begins=begins)


def _fields(record: type[Record], *names: str) -> list[Field]:
    return [replace(field_map(record)[name], section="") for name in names]


def _ask(
    desk: Desk, record: type[Record], fields: list[Field], work: Work, parent: QWidget, *, title: str, help: str, begins: Told
) -> RecordDialog:  # fmt: skip
    def submit(told: Told, done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        desk.tasks.write(work(told), done, failed)

    dialog = RecordDialog(desk, record, fields, submit, parent, title=title, help=help, acting=True)
    dialog.ask(begins, {})
    return dialog
