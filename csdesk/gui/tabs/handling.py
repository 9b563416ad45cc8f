"""What is done with chosen waybills, on the in-transit board by a key and in the ledger by its menu: signing and more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from csdesk.domain.complaints import Complaint
from csdesk.domain.record import Record, field_map, title_of
from csdesk.domain.rows import Row
from csdesk.domain.trips import Trip
from csdesk.domain.waybills import Waybill
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.casemaking import CaseDialog
from csdesk.gui.dialogs.signing import SigningDialog
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.operations import casemaking, ledgers, moves, papers, signing, transit
from csdesk.operations import desk as desk_operations
from csdesk.operations.desk import Named

Act = Callable[[list[Row]], Any]


def add_acts(pane: LedgerPane, acts: list[tuple[str, str, Act]]) -> None:
    """Give a ledger more to do with its chosen records. acts: (word, shortcut, what) in the order of the menu."""
    actions = []
    for word, keys, act in acts:
        action = QAction(word, pane)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(partial(_with_chosen, pane, act))
        pane.addAction(action)
        actions.append(action)
    pane.selection.menu_made.connect(partial(_add_to, actions))


def _add_to(actions: list[QAction], menu: QMenu) -> None:
    menu.addSeparator()
    menu.addActions(actions)


def _with_chosen(pane: LedgerPane, act: Act, _checked: bool = False) -> None:
    """Read the chosen records whole and do it."""
    numbers = [n for at in pane.table.chosen_positions() if (n := pane.model.number_at(at)) is not None]
    if numbers:
        pane.desk.tasks.read(partial(ledgers.page, pane.desk.db, pane.record, numbers), act)


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
            acts = [("签收…", "F6", self.sign), ("转投诉案件…", "F3", self.make_case), *acts]
        add_acts(pane, acts)

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

    def attach_trips(self, pane: LedgerPane) -> None:
        """Offer the papers in the ledger of trips."""
        add_acts(pane, [("打印派车单、装车单…", "Ctrl+Shift+P", self.print_trips)])

    def print_trips(self, trips: list[Row]) -> None:
        """Show the papers of these trips as they will be printed."""

        def read() -> list[papers.TripPaper]:
            return [papers.trip_paper(self._desk.db, trip, self._desk.now()) for trip in trips]

        self._desk.tasks.read(read, partial(self._show_papers, trips))

    def _show_papers(self, trips: list[Row], found: list[papers.TripPaper]) -> None:
        from csdesk.gui.paper.dialog import PaperDialog  # Qt's printing loads when something is printed

        dialog = PaperDialog(self._desk, trips, found, self._parent)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.printed.connect(self._printed)
        dialog.open()

    def _printed(self, told: str) -> None:
        self.changed.emit(Trip.about.name)
        self.said.emit(told)

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
