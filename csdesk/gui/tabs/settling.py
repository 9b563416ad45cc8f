"""What is done with chosen charges, statements, invoices and receipts: from the estimate to the money, each by one dialog."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from csdesk.domain.money.charges import ChargeLine, CostLine
from csdesk.domain.money.receivables import Application, Dunning, Invoice, Receipt, Statement, StatementStatus
from csdesk.domain.record import Record, title_of
from csdesk.domain.rows import Row
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.ledger.steps import NEXT
from csdesk.gui.money.applying import ApplyingDialog
from csdesk.gui.money.asking import ask_invoice, ask_reversal
from csdesk.gui.money.charging import ChargingDialog
from csdesk.gui.money.stating import AgreeingDialog, StatingDialog
from csdesk.gui.tabs.acts import Act, add_acts
from csdesk.gui.tabs.lowering import Lowering, MoneyActs
from csdesk.operations import desk as desk_operations
from csdesk.operations.money import collecting, invoicing, papers, receipts, statements
from csdesk.operations.money.collecting import Case


class Settling(MoneyActs):
    """Opens the dialogs for chosen rows and tells what came of it."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(desk, parent)
        self.lowering = Lowering(desk, parent)
        self.lowering.changed.connect(self.changed)
        self.lowering.said.connect(self.said)

    def attach(self, pane: LedgerPane) -> None:
        """Offer in a ledger what can be done with its rows."""
        acts = self._acts(pane.record)
        if pane.record is Statement and acts:
            acts = [("办理下一步（发出、逐行对账、开票）", NEXT, partial(self._next_of_statement, pane)), *acts]
        if acts:
            add_acts(pane, acts)

    def _next_of_statement(self, pane: LedgerPane, rows: list[Row]) -> None:
        """A draft is sent, what was sent is agreed, what is agreed is invoiced."""
        status = rows[0].values.get("status") if len(rows) == 1 else None
        if status == StatementStatus.DRAFT:
            pane.steps.take_next()
        elif status == StatementStatus.CONFIRMED:
            self.invoice(rows)
        else:
            self.agree(rows)

    def _acts(self, record: type[Record]) -> list[tuple[str, str, Act]]:
        looks: dict[type[Record], list[tuple[str, str, Act]]] = {Statement: [("导出给客户（Excel）…", "", self.export)]}
        writes: dict[type[Record], list[tuple[str, str, Act]]] = {
            ChargeLine: [("申请核减…", NEXT, self.lowering.adjust), ("申请坏账…", "", partial(self.lowering.write_off, ChargeLine))],
            Statement: [("逐行对账…", "", self.agree), ("开票…", "F7", self.invoice), ("删除草稿", "", self.drop)],
            Invoice: [("红冲…", NEXT, self.reverse), ("申请坏账…", "", partial(self.lowering.write_off, Invoice))],
            Receipt: [("核销…", NEXT, self.apply)],
            Application: [("取消核销", NEXT, self.unapply)],
        }
        may = desk_operations.may_write(self._desk.db, record)
        return [*(writes.get(record, []) if may else []), *looks.get(record, [])]

    # -- estimates and statements -------------------------------------------------------------------------------------

    def charge(self) -> None:
        """Propose charges for what was driven."""
        dialog = ChargingDialog(self._desk, self._parent)
        self._open(dialog, lambda many: f"已生成 {many} 条预估应收", ChargeLine, CostLine)

    def state(self) -> None:
        """Draw up the statements of a month."""
        dialog = StatingDialog(self._desk, self._parent)
        self._open(dialog, lambda made: f"已制作 {len(made)} 份对账单草稿，核对后请“发出”", Statement, ChargeLine)

    def agree(self, rows: list[Row]) -> None:
        """Go through a statement line by line."""
        if statement := self._one(rows, Statement):
            self._read(partial(statements.lines_of, self._desk.db, statement), partial(self._ask_agreement, statement))

    def _ask_agreement(self, statement: Row, lines: list[Row]) -> None:
        dialog = AgreeingDialog(self._desk, statement, lines, self._parent)
        self._open(dialog, lambda row: f"{title_of(Statement, row.values)} 已确认", Statement, ChargeLine)

    def drop(self, rows: list[Row]) -> None:
        """Throw a draft away."""
        if statement := self._one(rows, Statement):
            work = partial(statements.drop, self._desk.db, statement)
            self._desk.tasks.write(work, lambda _: self._done("草稿已删除", Statement, ChargeLine))

    def export(self, rows: list[Row]) -> None:
        """Statements as a workbook for the client."""
        name = f"对账单 {rows[0].values['statement_no']}.xlsx" if len(rows) == 1 else f"对账单 {len(rows)} 份.xlsx"
        choosing.save_file(self._parent, "导出对账单", name, choosing.BOOKS, lambda chosen: self.write_book(rows, Path(chosen)))

    def write_book(self, rows: list[Row], path: Path) -> None:
        """Write statements as a workbook."""
        self._read(
            partial(papers.export_statements, self._desk.db, rows, path, now=self._desk.now()),
            lambda _: self.said.emit(f"对账单已写到 {path.name}"),
        )

    # -- invoices -----------------------------------------------------------------------------------------------------

    def invoice(self, rows: list[Row]) -> None:
        """An invoice for an agreed statement."""
        if statement := self._one(rows, Statement):
            today = self._desk.now().date()
            self._read(partial(invoicing.offered_invoice, self._desk.db, statement, today), partial(self._ask_invoice, statement))

    def _ask_invoice(self, statement: Row, offered: dict[str, Any]) -> None:
        dialog = ask_invoice(self._desk, statement, offered, self._parent)
        self._listen(dialog, _invoiced, Invoice, ChargeLine)

    def reverse(self, rows: list[Row]) -> None:
        """Take an invoice back by a red one."""
        if invoice := self._one(rows, Invoice):
            dialog = ask_reversal(self._desk, invoice, self._parent)
            self._listen(dialog, lambda row: f"已红冲，红字发票 {row.values['number']}", Invoice, ChargeLine)

    # -- receipts -----------------------------------------------------------------------------------------------------

    def apply(self, rows: list[Row]) -> None:
        """Put a receipt against what its client owes."""
        if receipt := self._one(rows, Receipt):
            self._read(partial(receipts.proposal, self._desk.db, receipt), partial(self._ask_parts, receipt))

    def _ask_parts(self, receipt: Row, found: receipts.Proposal) -> None:
        dialog = ApplyingDialog(self._desk, receipt, found, self._parent)
        self._open(dialog, lambda made: f"已核销 {len(made)} 笔", Application, Receipt, ChargeLine)

    def unapply(self, rows: list[Row]) -> None:
        """Take applications back."""
        work = partial(receipts.unapply, self._desk.db, rows, now=self._desk.now())
        self._desk.tasks.write(work, lambda many: self._done(f"已取消核销 {many} 笔", Application, ChargeLine))

    # -- reminders ----------------------------------------------------------------------------------------------------

    def print_letter(self, case: Case) -> None:
        """Show the reminder to a client as it will be printed; that it went out is written down."""
        work = partial(papers.letter_paper, self._desk.db, case.client, case.contact, self._desk.now())
        self._read(work, partial(self._show_letter, case))

    def _show_letter(self, case: Case, found: papers.LetterPaper) -> None:
        from csdesk.gui.paper.dialog import PaperDialog  # Qt's printing loads when something is printed
        from csdesk.gui.paper.statements import letter_papers

        dialog = PaperDialog(letter_papers([found]), self._parent)
        once = Qt.ConnectionType.SingleShotConnection  # printed and kept as PDF, it is one letter all the same
        dialog.printed.connect(lambda _title, told: self._note_letter(case, told), once)
        dialog.open()

    def _note_letter(self, case: Case, told: str) -> None:
        work = partial(collecting.lettered, self._desk.db, case, now=self._desk.now())
        self._desk.tasks.write(work, lambda _: self._done(f"催款函{told}，已记入催收", Dunning))


def _invoiced(row: Row) -> str:
    return f"已开票 {row.values['number']}，{row.values.get('due_date') or '到期日未定'}到期"
