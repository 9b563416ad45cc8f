"""KPI 看板: the scorecard of an entity, its months, the ranking, the records behind every figure, and who has sent what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QTableWidget, QWidget

from csdesk.domain.kpi.figure import Board, Figure
from csdesk.domain.kpi.leads import Lead
from csdesk.domain.kpi.registry import KPI_BY_ID
from csdesk.domain.kpi.scope import LEVELS
from csdesk.gui.boards.page import BoardsPage, palette
from csdesk.gui.desk import Desk
from csdesk.gui.forms.kpi_tab import Ui_KpiTab
from csdesk.gui.tables import TextModel, dress_table, fill_table, start_table
from csdesk.gui.tabs import kpi_texts
from csdesk.gui.tabs.base import Tab
from csdesk.gui.tabs.kpi_behind import KpiBehind
from csdesk.gui.tabs.kpi_corrections import Corrections
from csdesk.gui.tabs.kpi_files import KpiFiles, Shown
from csdesk.operations.kpi import figures
from csdesk.operations.peers import returns
from csdesk.operations.peers.returns import Submission

#: No role is judged by more.
_MOST_CARDS = 6


class KpiTab(Tab):
    """The figures of a period, from the branch down to single records."""

    shows = frozenset(
        {"client", "client_owner", "charge_line", "cost_line", "opening_balance", "receipt", "application", "write_off", "complaint",
         "complaint_event", "survey_response", "plan_line", "kpi_threshold", "staff", "branch", "holiday", "hold", "waybill",
         "waybill_event", "client_log", "client_sop", "statement", "invoice", "work_item", "report_version", "report_correction",
         "appraisal", "superior_score", "staff_leave", "inspection_5s", "instruction", "month_close", "kpi_snapshot"}
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_KpiTab()
        self.ui.setupUi(self)
        self.board: Board | None = None
        self._kpi = ""
        self._stale = True
        self._opened = False  # the first reading chooses the month
        self._views: list[Any] = []
        self.behind, self.comparison = KpiBehind(desk, self.ui.records, self.ui.told), TextModel(kpi_texts.COMPARED, self)
        self.records = self.behind.model
        self.behind.wanted.connect(self.record_wanted)
        self.ui.comparison.setModel(self.comparison)
        dress_table(self.ui.comparison)
        self.ui.comparison.activated.connect(lambda index: self._open_compared(index.row()))
        self.ui.comparison.selectionModel().currentRowChanged.connect(lambda index, _: self._choose_compared(index.row()))
        start_table(self.ui.submissions, kpi_texts.SUBMITTED)
        self._fill_choices()
        for box in (self.ui.period, self.ui.level, self.ui.entity, self.ui.group):
            box.activated.connect(self._asked)
        self.boards = BoardsPage(desk)
        self.ui.layout.addWidget(self.boards)
        self.boards.hide()
        self.boards.clicked.connect(self.open)
        self.corrections = Corrections(desk, self)
        self.ui.records_layout.insertLayout(1, self.corrections.row)
        self.corrections.said.connect(self.said)
        self.corrections.changed.connect(self.changed)
        self.files = KpiFiles(self, self.shown)
        self.files.said.connect(self.said)
        self.ui.boards_button.toggled.connect(self._turn)
        self.ui.report_button.clicked.connect(self.print)
        self.ui.close_button.clicked.connect(self._ask_closing)
        self.ui.export_button.clicked.connect(self.files.ask_workbook)
        self.ui.pictures_button.clicked.connect(self.files.ask_pictures)

    # -- what to show -------------------------------------------------------------------------------------------------

    @property
    def _as_of(self) -> date:
        return self.desk.now().date()

    @property
    def _cards(self) -> tuple[str, ...]:
        """The KPIs that are shown as cards."""
        return kpi_texts.scorecard(self.desk.db.site.role, self.ui.level.currentData())

    def _fill_choices(self) -> None:
        for label, period in kpi_texts.periods(self._as_of):
            self.ui.period.addItem(label, period)
        for choice, label in kpi_texts.CHOICES.items():
            self.ui.group.addItem(label, choice)
        own = LEVELS.index(figures.own_level(self.desk.db.site))
        for level in reversed(LEVELS[: own + 1]):
            self.ui.level.addItem(level.label, level.value)

    def refresh(self) -> None:
        """Read again, at once when in front, else when next shown."""
        self._stale = True
        if self.isVisible():
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._load()

    def dress(self) -> None:
        """Draw in the new colours."""
        if self.board is not None:
            self._draw()
            self.boards.draw()

    def _turn(self, to_boards: bool) -> None:
        """From the scorecard to the other charts, or back."""
        self.ui.splitter.setVisible(not to_boards)
        self.boards.setVisible(to_boards)
        if to_boards and self.board is not None:
            self.boards.show_boards(self.ui.level.currentData(), self.board.period, self.board.chosen, self._as_of)

    def _asked(self) -> None:
        self.behind.clear()
        self._load()

    def _load(self) -> None:
        self._stale = False
        work = partial(
            _read,
            self.desk.db,
            self.ui.level.currentData(),
            self.ui.period.currentData() if self._opened else None,
            self.ui.entity.currentData(),
            self._as_of,
            kpi_texts.wanted(self.ui.group.currentData(), self._cards),
            self._cards,
        )
        self.desk.tasks.read(work, self._show, key="kpi board")
        self.desk.tasks.read(
            partial(returns.rollup, self.desk.db), partial(_fill_submissions, self.ui.submissions), key="kpi rollup", later=True
        )

    # -- showing ------------------------------------------------------------------------------------------------------

    def _show(self, found: tuple[str, Board]) -> None:
        period, self.board = found
        if not self._opened:
            self._opened = True
            self.ui.period.setCurrentIndex(max(self.ui.period.findData(period), 0))
        _fill_box(self.ui.entity, self.board.entities, self.board.chosen)
        self._draw()
        self._turn(self.ui.boards_button.isChecked())

    def _draw(self) -> None:
        assert self.board is not None
        from csdesk.gui.chart import ChartView  # matplotlib is loaded when the first chart is wanted
        from csdesk.operations.kpi import pictures

        cards = [figure for figure in self.board.scorecard if figure.kpi in self._cards]
        if not self._views:
            self._place([ChartView() for _ in range(_MOST_CARDS + 2)])
        for view, figure in zip(self._views, cards, strict=False):
            view.show_chart(pictures.card(figure, palette(self.desk)))
        for i, view in enumerate(self._views[:-2]):
            view.setVisible(i < len(cards))
        if self._kpi not in [figure.kpi for figure in self.board.scorecard]:
            self._kpi = next(iter(self.board.history), "")
        self.comparison.fill([kpi_texts.compared_texts(one) for one in self.board.compared])
        self.ui.comparison.resizeColumnsToContents()
        self._draw_kpi()

    def _draw_kpi(self) -> None:
        """The trend, the ranking and the definition of the chosen KPI."""
        assert self.board is not None
        from csdesk.operations.kpi import pictures

        ranking, order = self._views[-1], self.board.of(self._kpi)
        self._draw_trend()
        ranking.setMinimumHeight(60 + 26 * len(order))
        ranking.show_chart(pictures.ranking(order, palette(self.desk)))
        if row := KPI_BY_ID.get(self._kpi):
            self.ui.definition.setHtml(kpi_texts.definition(row, self.board.period, self.board.thresholds))

    def _draw_trend(self) -> None:
        """The months of the chosen KPI; those of one without a card are read when they are wanted."""
        assert self.board is not None
        from csdesk.operations.kpi import pictures

        if self._kpi in self.board.history:
            self._views[-2].show_chart(pictures.trend(self.board.history[self._kpi], palette(self.desk)))
            return
        board, kpi = self.board, self._kpi
        work = partial(figures.trend, self.desk.db, kpi, self.ui.level.currentData(), board.chosen, board.period, 12, self._as_of)
        self.desk.tasks.read(work, partial(self._keep_trend, board, kpi), key="kpi trend")

    def _keep_trend(self, board: Board, kpi: str, months: list[Figure]) -> None:
        board.history[kpi] = months
        if board is self.board and kpi == self._kpi:
            self._draw_trend()

    def _place(self, views: list[Any]) -> None:
        self._views = views
        *cards, trend, ranking = views
        for view in cards:
            view.setMinimumSize(190, 112)
            view.setMaximumHeight(150)
            self.ui.cards.addWidget(view)
        trend.setMinimumHeight(170)
        self.ui.trend_place.addWidget(trend)
        self.ui.ranking_area.setWidget(ranking)
        for view in views:
            view.clicked.connect(self.open)

    # -- the records behind a figure ----------------------------------------------------------------------------------

    def open(self, figure: Figure | Lead) -> None:
        """Show a figure's KPI in trend and ranking, and the records that make it; of a part of a board only its records."""
        self.ui.boards_button.setChecked(False)
        self.ui.details.setCurrentWidget(self.ui.records_page)
        if isinstance(figure, Lead):
            self.behind.show_part(figure)
            self.corrections.clear()
            return
        if figure.kpi != self._kpi:
            self._kpi = figure.kpi
            self._draw_kpi()
        self.behind.show_figure(figure)
        self.corrections.show_figure(figure)

    def _choose_compared(self, at: int) -> None:
        if self.board is not None and 0 <= at < len(self.board.compared) and self.board.compared[at].figure.kpi != self._kpi:
            self._kpi = self.board.compared[at].figure.kpi
            self._draw_kpi()

    def _open_compared(self, at: int) -> None:
        assert self.board is not None
        self.open(self.board.compared[at].figure)

    def _ask_closing(self) -> None:
        from csdesk.gui.dialogs.closing import ClosingDialog

        dialog = ClosingDialog(self.desk, self)
        dialog.changed.connect(self.changed)
        dialog.open()

    def print(self) -> None:
        """Ask where to write the KPI report of what is shown."""
        self.files.ask_report()

    def shown(self) -> Shown:
        """What is shown now, for whoever writes files of it."""
        ui = self.ui
        kpis = kpi_texts.wanted(ui.group.currentData(), self._cards)
        return Shown(ui.level.currentData(), ui.period.currentData(), ui.entity.currentData(), ui.entity.currentText(), self._as_of, kpis)


def _read(
    db: Any, level: str, period: str | None, entity: str | None, as_of: date, kpis: Sequence[str], trends: Sequence[str]
) -> tuple[str, Board]:
    """The period and its board; the months of what is on the cards only, since the others may be many."""
    period = period or figures.latest_month(db, as_of)
    return period, figures.board(db, level=level, period=period, entity=entity, as_of=as_of, kpis=kpis, trends=trends)


def _fill_submissions(table: QTableWidget, found: Sequence[Submission]) -> None:
    fill_table(table, list(kpi_texts.submission_rows(found)))


def _fill_box(box: QComboBox, names: dict[str, str], chosen: str) -> None:
    box.clear()
    for id, name in names.items():
        box.addItem(name, id)
    box.setCurrentIndex(max(box.findData(chosen), 0))
