"""Plans made again on the day board: another day's trips as drafts, usual lanes driven once more or saved from a bar."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMenu

from csdesk.domain.rows import Query, Row
from csdesk.domain.transport.board import Run
from csdesk.domain.transport.routes import Route
from csdesk.domain.transport.trips import Trip
from csdesk.gui import choosing
from csdesk.operations import ledgers
from csdesk.operations.transport import plans

if TYPE_CHECKING:
    from csdesk.gui.board.page import BoardPage

_DAYS = "一二三四五六日"


class Planning(QObject):
    """The two menus over the board."""

    def __init__(self, page: BoardPage) -> None:
        super().__init__(page)
        self._page, self._desk = page, page.desk
        self.menu = QMenu(page)
        page.ui.copy_button.clicked.connect(self.ask_day)
        page.ui.route_button.clicked.connect(self.ask_route)

    def _popup(self, button: Any) -> None:
        self.menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        self.menu.setFocus(Qt.FocusReason.PopupFocusReason)

    # -- another day --------------------------------------------------------------------------------------------------

    def ask_day(self) -> None:
        """Offer the days before that can be copied."""
        work = partial(plans.days_before, self._desk.db, self._page.day)
        self._desk.tasks.read(work, self._offer_days, key=(id(self), "days"))

    def _offer_days(self, days: list[tuple[date, int]]) -> None:
        self.menu.clear()
        for then, many in days:
            back = (self._page.day - then).days
            word = "前一天 " if back == 1 else ""
            text = f"{word}{then:%m-%d} 周{_DAYS[then.weekday()]}　{many} 车"
            self.menu.addAction(text).triggered.connect(partial(self.copy, then))
        if not days:
            self.menu.addAction("前两周没有派车可以复制").setEnabled(False)
        self._popup(self._page.ui.copy_button)

    def copy(self, then: date, _checked: bool = False) -> None:
        """The trips of that day as drafts of the day shown."""
        work = partial(plans.copy_day, self._desk.db, then, self._page.day, now=self._desk.now())
        self._desk.tasks.write(work, self._copied)

    def _copied(self, made: tuple[int, int]) -> None:
        if not made[0]:
            self._page.said.emit(f"没有复制：那天的 {made[1]} 辆车这一天都已有派车")
            return
        left = f"，{made[1]} 辆当天已有派车，没有重复" if made[1] else ""
        self._done(f"已复制 {made[0]} 张草稿{left}；选中左边的运单加入各车")

    # -- usual lanes --------------------------------------------------------------------------------------------------

    def ask_route(self) -> None:
        """Offer the usual lanes."""
        self._desk.tasks.read(partial(ledgers.select, self._desk.db, Route, Query(), 40), self._offer_routes, key=(id(self), "routes"))

    def _offer_routes(self, routes: list[Row]) -> None:
        self.menu.clear()
        for route in routes:
            values = route.values
            text = f"{values['name']}　{values.get('plate_no', '')} {values.get('driver_name', '')}　{values.get('departs', '')}"
            self.menu.addAction(text).triggered.connect(partial(self.drive, route))
        if not routes:
            self.menu.addAction("还没有常用线路：在车条上右键“存为常用线路”").setEnabled(False)
        self._popup(self._page.ui.route_button)

    def drive(self, route: Row, _checked: bool = False) -> None:
        """A trip of that lane, with the chosen waybills or empty."""
        rows = self._page.chosen
        work = partial(plans.drive_route, self._desk.db, route, self._page.day, rows, now=self._desk.now())
        told = f"已按“{route.values['name']}”派车" + (f"，{len(rows)} 票" if rows else "，运单可以随后加入")
        self._desk.tasks.write(work, lambda _: self._done(told))

    def ask_name(self, run: Run) -> None:
        """Ask what the lane of a bar is to be called."""
        what, save = "线路名称（同名的会更新）：", partial(self.save, run)
        choosing.text(self._page, "存为常用线路", what, "保存", save, begins=plans.lane_of(run))

    def save(self, run: Run, name: str) -> None:
        """Save it under that name."""
        work = partial(plans.save_route, self._desk.db, run, name, now=self._desk.now())
        self._desk.tasks.write(work, lambda _: self._done(f"已存为常用线路“{name.strip()}”", Route.about.name))

    def _done(self, told: str, what: str = Trip.about.name) -> None:
        self._page.changed.emit(what)
        self._page.said.emit(f"{told}，Ctrl+Z 可撤销")
