"""What is written and told from the in-transit board: tracking nodes, telephone numbers, texts for the clients' groups."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from csdesk.domain.rows import Row
from csdesk.domain.transport.transit import Watch
from csdesk.domain.transport.waybills import Waybill, WaybillStatus
from csdesk.gui.board import words
from csdesk.gui.desk import Desk
from csdesk.gui.telling import sentence_of
from csdesk.operations.transport import transit

if TYPE_CHECKING:
    from csdesk.gui.transit.page import TransitPage


class Reporting(QObject):
    """Asks on the entry line what a driver said and writes it."""

    def __init__(self, desk: Desk, page: TransitPage) -> None:
        super().__init__(page)
        self._desk, self._page, self._entry = desk, page, page.entry
        self._asked: Watch | None = None
        self._entry.entered.connect(self._report)
        self._entry.left.connect(self._leave)

    def ask(self) -> None:
        """Open the entry line for the first chosen waybill."""
        self._asked = self._page.chosen[0]
        work = partial(transit.offered, self._desk.db, self._asked, self._desk.now())
        self._desk.tasks.read(work, partial(self._ask, self._asked), key=(id(self), "offered"))

    def _ask(self, watch: Watch, values: dict[str, Any]) -> None:
        status = WaybillStatus(str(watch.row.values["status"]))
        about = f"{watch.row.values.get('plate_no', '')} {watch.row.values.get('driver_name', '')} {words.route(watch.row)}"
        more = len(self._page.chosen) - 1
        self._entry.ask(f"{about} 等 {more + 1} 票" if more else about, transit.NODES[status], values, len(self._aboard(watch)) - 1 - more)

    def _aboard(self, watch: Watch) -> list[Row]:
        """The chosen waybills and all others on the vehicle that are in the same state."""

        def key(row: Row) -> tuple[Any, Any]:
            return row.values.get("plate_no"), row.values.get("status")

        chosen = [row for row in self._page.rows if row.values.get("status") == watch.row.values.get("status")]
        ids = {row.id for row in chosen}
        return chosen + [one.row for one in self._page.watches if key(one.row) == key(watch.row) and one.row.id not in ids]

    def _report(self, told: dict[str, Any]) -> None:
        watch = self._asked
        if watch is None:
            return
        rows = self._aboard(watch)
        if not self._entry.together.isChecked():
            rows = [row for row in rows if row.id in {one.id for one in self._page.rows}]
        work = partial(transit.report, self._desk.db, rows, told, now=self._desk.now())
        self._desk.tasks.write(work, partial(self._reported, len(rows)), lambda error: self._entry.refuse(sentence_of(error)))

    def _reported(self, many: int, _result: Any) -> None:
        self._leave()
        self._page.table.clearSelection()  # whoever is to be called next moves up to where the cursor stands
        self._page.changed.emit(Waybill.about.name)
        self._page.said.emit(f"已记 {many} 票，Ctrl+Z 可撤销")

    def _leave(self) -> None:
        self._asked = None
        self._entry.hide()
        self._page.table.setFocus()


class Telling(QObject):
    """Puts texts on the clipboard."""

    def __init__(self, desk: Desk, page: TransitPage) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def copy_phone(self) -> None:
        """The driver's telephone to the clipboard."""
        values = self._page.chosen[0].row.values
        if phone := values.get("driver_phone"):
            self._copy(str(phone), f"已复制 {values.get('driver_name', '')} {phone}")
        else:
            self._page.said.emit(f"{values.get('plate_no', '')} 没有司机电话，请在运单上补填")

    def copy_text(self) -> None:
        """Where the chosen waybills are, ready to be pasted into the clients' chat groups."""
        self._tell(self._page.rows)

    def copy_client(self) -> None:
        """The same for everything of the client of the first chosen waybill."""
        client = self._page.rows[0].values.get("client_id")
        self._tell([one.row for one in self._page.watches if one.row.values.get("client_id") == client])

    def _tell(self, rows: list[Row]) -> None:
        work = partial(transit.status_text, self._desk.db, rows, self._desk.now())
        self._desk.tasks.read(work, lambda text: self._copy(text, f"已复制 {len(rows)} 票的在途消息，可直接粘贴到客户群"))

    def _copy(self, text: str, told: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self._page.said.emit(told)
