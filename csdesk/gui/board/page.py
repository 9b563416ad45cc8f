"""The page of the day board: which day, what waits, who drives, and what one does about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QDate, QItemSelectionModel, QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from csdesk.domain.rows import Query, Row
from csdesk.domain.transport.board import Conflict, DayBoard, Run
from csdesk.domain.transport.fleet import FleetStatus, Vehicle
from csdesk.domain.transport.trips import Trip
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui import icons
from csdesk.gui.board import words
from csdesk.gui.board.chart import TimeChart
from csdesk.gui.board.giving import plan_like, take_back, takes_more
from csdesk.gui.board.holding import Holding
from csdesk.gui.board.lanes import known_conflicts, lanes_of
from csdesk.gui.board.planning import Planning
from csdesk.gui.board.pool import PoolDelegate, PoolModel
from csdesk.gui.desk import Desk
from csdesk.gui.forms.board import Ui_Board
from csdesk.gui.page import Page
from csdesk.gui.tables import fill_table, start_table
from csdesk.operations import desk as desk_operations
from csdesk.operations import ledgers
from csdesk.operations.files import Database
from csdesk.operations.transport import dispatch

_HEADINGS = ("问题", "车牌", "车次", "说明")


class BoardPage(Page):
    """One day of dispatching."""

    opened = Signal(str, str, str)  # the record, book and id to stand on
    print_wanted = Signal(object)  # trips
    hold_wanted = Signal(object)  # waybills
    dispatch_wanted = Signal(object, object)  # waybills; the vehicle's own record, or None

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.ui = Ui_Board()
        self.ui.setupUi(self)
        self.board: DayBoard | None = None
        self.fleet: list[Row] = []
        self.day = desk.now().date()
        self.pool = PoolModel(self)
        self.chart = TimeChart(desk.look)
        self.ui.chart_place.addWidget(self.chart)
        self.ui.pool.setModel(self.pool)
        self.ui.pool.setItemDelegate(PoolDelegate(desk.look, self))
        start_table(self.ui.conflicts, _HEADINGS)
        self._conflicts: list[tuple[Run, Conflict]] = []
        self._may = desk_operations.may_write(desk.db, Waybill)
        self.ui.propose_button.setVisible(self._may)
        wide = self.fontMetrics().averageCharWidth() * 34
        self.ui.left.setMinimumWidth(wide)
        self.ui.splitter.setSizes([wide, 4 * wide])
        self.ui.splitter.setStretchFactor(1, 1)
        self.ui.right.setSizes([430, 140])
        self.ui.right.setStretchFactor(0, 1)
        self.planning = Planning(self)
        self.holding = Holding(self, self._may)
        self._connect()
        self.go(self.day)
        self.dress()

    def _connect(self) -> None:
        ui, chart = self.ui, self.chart
        ui.previous_button.clicked.connect(lambda: self.go(self.day - timedelta(days=1)))
        ui.next_button.clicked.connect(lambda: self.go(self.day + timedelta(days=1)))
        ui.today_button.clicked.connect(lambda: self.go(self.desk.now().date()))
        ui.day.changed.connect(lambda day: self.go(date(day.year(), day.month(), day.day())))
        ui.idle.toggled.connect(lambda _: self._draw())
        ui.give_button.clicked.connect(self.ask_vehicle)
        ui.back_button.clicked.connect(self.take_back)
        ui.pool.selectionModel().selectionChanged.connect(lambda *_: self.holding.show())
        ui.pool.activated.connect(lambda _: self.ask_vehicle())
        ui.conflicts.cellClicked.connect(lambda row, _: self._to_conflict(row))
        ui.conflicts.cellActivated.connect(lambda row, _: self._to_conflict(row))
        chart.moved.connect(self._show_run)
        chart.opened.connect(self.open)
        chart.dropped.connect(self.give)
        chart.take_back_wanted.connect(self.take_back)
        chart.menu_wanted.connect(self._show_menu)

    def dress(self) -> None:
        """Draw in the new colours."""
        theme = self.desk.look.theme
        icons.dress(self, theme.colours["muted"], theme.colours["disabled"])
        self.chart.dress()
        self._show_conflicts()
        self.ui.pool.viewport().update()

    # -- reading ------------------------------------------------------------------------------------------------------

    def go(self, day: date) -> None:
        """Show another day."""
        self.day = day
        shown = QDate(day.year, day.month, day.day)
        if self.ui.day.date() != shown:
            self.ui.day.setDate(shown)
        self.refresh()

    def _load(self) -> None:
        self.desk.tasks.read(partial(_read, self.desk.db, self.day), self._show, key=(id(self), "board"))

    def _show(self, found: tuple[DayBoard, list[Row]]) -> None:
        self.board, self.fleet = found
        active = sum(row.values.get("status") == FleetStatus.ACTIVE for row in self.fleet)
        self.ui.totals.setText(words.day_totals(self.board, active))
        self._conflicts = known_conflicts(self.board)
        self._show_conflicts()
        self.show_pool()
        self._draw()

    def show_pool(self) -> None:
        """Fill the list of waiting waybills, or of those set aside; what was chosen stays chosen."""
        kept = {row.id for row in self.chosen}
        self.pool.fill(self.holding.rows(), self.day.isoformat())
        chosen = self.ui.pool.selectionModel()
        for i, row in enumerate(self.pool.rows):
            if row.id in kept:
                chosen.select(self.pool.index(i), QItemSelectionModel.SelectionFlag.Select)
        self.ui.pool_pages.setCurrentWidget(self.ui.pool_page if self.pool.rows else self.ui.no_pool_page)
        self.holding.show()

    def _draw(self) -> None:
        if self.board is not None:
            self.chart.show_board(self.board, lanes_of(self.board, self.fleet, idle=self.ui.idle.isChecked()), self.desk.now())

    def _show_conflicts(self) -> None:
        self.ui.conflict_box.setVisible(bool(self._conflicts))
        self.ui.conflict_title.setText(f"冲突 {len(self._conflicts)} 项")
        tones = [words.tone_of([conflict]) for _, conflict in self._conflicts]
        texts = [
            (f"{words.SIGNS[tone]} {conflict.kind.label}", run.plate, words.number(run), conflict.sentence)
            for tone, (run, conflict) in zip(tones, self._conflicts, strict=True)
        ]
        fill_table(self.ui.conflicts, texts)
        for i, tone in enumerate(tones):
            if item := self.ui.conflicts.item(i, 0):
                item.setForeground(self.desk.look.theme.colour(tone))

    def _to_conflict(self, at: int) -> None:
        self.chart.stand_on(self._conflicts[at][0].row.id)

    # -- where one stands ---------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> list[Row]:
        """The chosen waybills of the pool, top to bottom."""
        return [self.pool.rows[i] for i in sorted(index.row() for index in self.ui.pool.selectionModel().selectedIndexes())]

    def _show_run(self) -> None:
        run = self.chart.run
        self.ui.told.setText(words.run_sentence(run, self.day.isoformat()).split("\n")[0] if run else "")
        self.ui.back_button.setEnabled(self._may and run is not None)

    def open(self) -> None:
        """Show the record of the bar in its ledger; of a vehicle without runs, the vehicle."""
        run, lane = self.chart.run, self.chart.lane
        if run is not None:
            self.opened.emit((Trip if run.is_trip else Waybill).about.name, run.row.book, run.row.id)
        elif lane is not None and lane.vehicle is not None:
            self.opened.emit(Vehicle.about.name, lane.vehicle.book, lane.vehicle.id)

    def print(self) -> None:
        """The papers of the trip where the chart stands; without one, those of the whole day."""
        run, board = self.chart.run, self.board
        runs = [run] if run is not None else [one for bar in board.bars for one in bar.runs] if board else []
        if trips := [one.row for one in runs if one.is_trip]:
            self.print_wanted.emit(trips)
        else:
            self.said.emit("这里没有派车单可以打印：直接派车的运单请先开派车单")

    def _show_menu(self, at: QPoint) -> None:
        menu = self.menu()
        if menu.actions():
            menu.popup(at)

    def menu(self) -> QMenu:
        """What can be done where the chart stands."""
        menu = QMenu(self)
        run, lane, rows = self.chart.run, self.chart.lane, self.chosen
        if run is not None or (lane is not None and lane.vehicle is not None):
            menu.addAction("打开\tEnter", self.open)
        if not self._may:
            return menu
        if rows and lane is not None:
            menu.addAction(f"{'加入这张派车单' if takes_more(run) else '派给这辆车'}（{len(rows)} 票）", self.give)
        if run is not None:
            menu.addAction("退回待派\tDelete", self.take_back)
            if run.is_trip:
                menu.addAction("打印派车单、装车单…\tCtrl+P", self.print)
            menu.addAction("存为常用线路…", partial(self.planning.ask_name, run))
            for load in run.loads if run.is_trip and len(run.loads) > 1 else ():
                action: QAction = menu.addAction(f"移出 {load.waybill.values.get('waybill_no')} {words.route(load.waybill)}")
                action.triggered.connect(partial(self._take_off, run, load.waybill))
        return menu

    # -- writing ------------------------------------------------------------------------------------------------------

    def ask_vehicle(self) -> None:
        """Have the vehicle chosen for the chosen waybills."""
        if self._may and self.chosen and not self.holding.on:
            self.dispatch_wanted.emit(self.chosen, None)

    def give(self) -> None:
        """The chosen waybills go where the chart stands: onto its open trip, else onto a new trip of that vehicle."""
        rows, lane, run = self.chosen, self.chart.lane, self.chart.run
        if not (self._may and rows and lane):
            return
        db, now = self.desk.db, self.desk.now()
        if run is not None and takes_more(run):
            self.write(partial(dispatch.add_to_trip, db, run.row, rows, now=now), f"{len(rows)} 票已加入 {words.number(run)}")
        elif lane.driver or lane.vehicle is None:
            self.write(partial(plan_like, db, rows, lane, now), f"{len(rows)} 票已派给 {lane.plate}")
        else:
            self.dispatch_wanted.emit(rows, lane.vehicle)

    def take_back(self) -> None:
        """The waybills of the bar return to the pool; a trip is voided with it."""
        run = self.chart.run
        if not self._may or run is None:
            return
        work = partial(take_back, self.desk.db, run, self.desk.now())
        self.write(work, f"{words.number(run)} 的 {len(run.loads)} 票已退回待派")

    def _take_off(self, run: Run, waybill: Row, _checked: bool = False) -> None:
        work = partial(dispatch.remove_from_trip, self.desk.db, run.row, [waybill], now=self.desk.now())
        self.write(work, f"{waybill.values.get('waybill_no')} 已退回待派")

    def write(self, work: Callable[[], Any], told: str) -> None:
        """Do it, then tell and show the day anew."""
        self.desk.tasks.write(work, partial(self._written, told))

    def _written(self, told: str, _result: Any) -> None:
        self.changed.emit(Waybill.about.name)
        self.said.emit(told)


def _read(db: Database, day: date) -> tuple[DayBoard, list[Row]]:
    return dispatch.day_board(db, day), ledgers.select(db, Vehicle, Query())
