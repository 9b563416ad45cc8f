"""What is done with chosen waybills, on the in-transit board by a key and in the ledger by its menu: signing and more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.record import Record, field_map, title_of
from csdesk.domain.rows import Row
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.casemaking import CaseDialog
from csdesk.gui.dialogs.signing import SigningDialog
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.gui.ledger.steps import NEXT
from csdesk.gui.tabs.acts import Act, add_acts
from csdesk.operations import desk as desk_operations
from csdesk.operations import moves
from csdesk.operations.cases import casemaking
from csdesk.operations.desk import Named
from csdesk.operations.transport import signing, transit


class Handling(QObject):
    """Opens the dialogs for chosen waybills and tells what came of it."""

    changed = Signal(str)
    said = Signal(str)
    record_wanted = Signal(object)  # a `Named`

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._parent = desk, parent

    def attach(self, pane: LedgerPane) -> None:
        """Offer everything in the ledger of waybills."""
        acts: list[tuple[str, str, Act]] = [("复制在途消息", "F7", self.tell)]
        if desk_operations.may_write(self._desk.db, Waybill):
            acts = [("签收…", NEXT, partial(self._next, pane)), ("转投诉案件…", "F3", self.make_case), *acts]
        add_acts(pane, acts)

    def _next(self, pane: LedgerPane, rows: list[Row]) -> None:
        """What comes next: the signature of those that are there; of one that is signed its correction, of one before that its own step."""
        if len(rows) > 1 or signing.signable(rows):
            self.sign(rows)
        elif rows[0].values.get("signed_at"):
            pane.steps.take_named("correct")
        else:
            pane.steps.take_next()

    def sign(self, rows: list[Row]) -> None:
        """Sign those that can be signed."""
        found = signing.signable(rows)
        if not found:
            self.said.emit("选中的运单都不能签收：到达或在途的才可以")
            return
        dialog = SigningDialog(self._desk, found, self._parent)
        left = len(rows) - len(found)
        dialog.done_with.connect(lambda many: self._done(Waybill, f"已签收 {many} 票" + (f"，另 {left} 票未到可签收状态" if left else "")))
        dialog.open()

    def hold(self, rows: list[Row]) -> None:
        """Set them aside (待定), after asking why and until when."""
        known = field_map(Waybill)
        fields = [replace(known[name], section="", required=True) for name in ("hold_reason", "hold_until")]

        def submit(filled: dict[str, Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
            work = partial(moves.act_many, self._desk.db, Waybill, rows, "hold", filled, now=self._desk.now())
            self._desk.tasks.write(work, done, failed)

        dialog = RecordDialog(self._desk, Waybill, fields, submit, self._parent, title=f"转待定（{len(rows)} 票）", acting=True)
        dialog.done_with.connect(lambda _: self._done(Waybill, f"{len(rows)} 票已转待定"))
        dialog.ask({}, {})

    def make_case(self, rows: list[Row]) -> None:
        """A case of what went wrong with them."""
        work = partial(casemaking.prefilled, self._desk.db, rows, self._desk.now())
        self._desk.tasks.read(work, partial(self._ask_case, rows))

    def _ask_case(self, rows: list[Row], values: dict[str, Any]) -> None:
        dialog = CaseDialog(self._desk, rows, values, self._parent)
        dialog.done_with.connect(self._case_made)

    def _case_made(self, case: Row) -> None:
        for record in (Complaint, Waybill):
            self.changed.emit(record.about.name)
        title = title_of(Complaint, case.values)
        self.record_wanted.emit(Named(case.id, title, record=Complaint.about.name, book=case.book))
        self.said.emit(f"已立案 {title}，Ctrl+Z 可撤销")

    def tell(self, rows: list[Row]) -> None:
        """Where they are, to the clipboard."""
        work = partial(transit.status_text, self._desk.db, rows, self._desk.now())
        self._desk.tasks.read(work, partial(self._copy, len(rows)))

    def _copy(self, many: int, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.said.emit(f"已复制 {many} 票的在途消息，可直接粘贴到客户群")

    def _done(self, record: type[Record], told: str) -> None:
        self.changed.emit(record.about.name)
        self.said.emit(f"{told}，Ctrl+Z 可撤销")
