"""KPI 看板: the scorecard of an entity, its months, the ranking, the records behind every figure, and who has sent what."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QWidget

from csdesk.domain.kpi.figure import Behind, Figure
from csdesk.domain.kpi.periods import month_of, months_ending
from csdesk.domain.kpi.registry import SCORECARDS
from csdesk.domain.kpi.scope import LEVELS
from csdesk.domain.people import Role
from csdesk.domain.targets import Level
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.forms.kpi_tab import Ui_KpiTab
from csdesk.gui.tables import TextModel, fill_table, start_table
from csdesk.gui.tabs.base import Tab
from csdesk.operations import figures, returns
from csdesk.operations.desk import Named
from csdesk.operations.figures import Board
from csdesk.operations.returns import Submission

_SUBMITTED = ("分部", "姓名", "席位", "岗位", "文件数", "最近一份", "合并时间", "内容起", "内容止", "改动数", "状态")
_BEHIND = ("台账", "记录", "客户", "日期", "计入分子", "计入分母")


class KpiTab(Tab):
    """The figures of a period, from the branch down to single records."""

    title = "KPI 看板"
    glyph = "chart"
    shows = frozenset(
        {"client", "client_owner", "charge_line", "cost_line", "opening_balance", "receipt", "application", "write_off", "complaint",
         "complaint_event", "survey_response", "plan_line", "kpi_threshold", "staff", "branch", "holiday", "hold"}
    )  # fmt: skip

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.ui = Ui_KpiTab()
        self.ui.setupUi(self)
        self.board: Board | None = None
        self._people: Board | None = None
        self._kpis = SCORECARDS.get(Role(desk.db.site.role), SCORECARDS[Role.DIRECTOR])
        self._kpi = self._kpis[0]
        self._stale = True
        self._opened = False  # the first reading chooses the month
        self._views: list[Any] = []
        self.records = TextModel(_BEHIND, self)
        self.ui.records.setModel(self.records)
        self.ui.records.verticalHeader().hide()
        self.ui.records.activated.connect(lambda index: self._show_record(index.row()))
        self._behind: list[Behind] = []
        start_table(self.ui.submissions, _SUBMITTED)
        self._fill_choices()
        for box in (self.ui.period, self.ui.level, self.ui.entity):
            box.activated.connect(self._asked)
        self.ui.export_button.clicked.connect(self._ask_export)
        self.ui.pictures_button.clicked.connect(self._ask_pictures)

    # -- what to show -------------------------------------------------------------------------------------------------

    @property
    def _as_of(self) -> date:
        return self.desk.now().date()

    def _fill_choices(self) -> None:
        month = month_of(self._as_of)
        for text in reversed(months_ending(month, 13)):
            self.ui.period.addItem(text, text)
        year, quarter = month[:4], (int(month[5:]) + 2) // 3
        for n in range(quarter, 0, -1):
            self.ui.period.addItem(f"{year} 第{n}季度", f"{year}-Q{n}")
        self.ui.period.addItem(f"{year} 年", year)
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

    def _asked(self) -> None:
        self.records.fill([])
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
            self._kpis,
        )
        self.desk.tasks.read(work, self._show, key="kpi board")
        self.desk.tasks.read(partial(returns.rollup, self.desk.db), self._show_submissions, key="kpi rollup", later=True)

    # -- showing ------------------------------------------------------------------------------------------------------

    def _show(self, found: tuple[str, Board, Board]) -> None:
        period, self.board, self._people = found
        if not self._opened:
            self._opened = True
            self.ui.period.setCurrentIndex(max(self.ui.period.findData(period), 0))
        _fill_box(self.ui.entity, self.board.entities, self.board.chosen)
        self._draw()

    def _draw(self) -> None:
        assert self.board is not None
        assert self._people is not None
        from csdesk.gui.chart import ChartView  # matplotlib is loaded when the first chart is wanted
        from csdesk.operations import pictures

        if not self._views:
            self._place([ChartView() for _ in range(len(self._kpis) + 2)])
        colours = self.desk.look.theme.colours
        palette = pictures.Palette(
            ground=colours["surface"], ink=colours["text"], muted=colours["muted"], grid=colours["line"],
            accent=colours["accent"], good=colours["good"], near=colours["warn"], bad=colours["bad"],
        )  # fmt: skip
        *cards, trend, ranking = self._views
        for view, figure in zip(cards, self.board.scorecard, strict=False):
            view.show_chart(pictures.card(figure, palette))
        trend.show_chart(pictures.trend(self.board.history.get(self._kpi, []), palette))
        order = self._people.of(self._kpi)
        ranking.setMinimumHeight(60 + 26 * len(order))
        ranking.show_chart(pictures.ranking(order, palette))

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

    def _show_submissions(self, found: Sequence[Submission]) -> None:
        fill_table(self.ui.submissions, [_submission_texts(one) for one in found])

    # -- the records behind a figure ----------------------------------------------------------------------------------

    def open(self, figure: Figure) -> None:
        """Show a figure's KPI in trend and ranking, and the records that make it."""
        if figure.kpi != self._kpi:
            self._kpi = figure.kpi
            self._draw()
        self.ui.details.setCurrentWidget(self.ui.records_page)
        self.desk.tasks.read(partial(figures.behind, self.desk.db, figure), partial(self._show_records, figure), key="kpi behind")

    def _show_records(self, figure: Figure, found: Sequence[Behind]) -> None:
        row = figure.row
        self.ui.told.setText(
            f"{figure.name}　{figure.period}　{figure.title} {figure.display} {figure.status_label}　＝　"
            f"{row.num_label} {figure.amount(figure.num)} ÷ {row.den_label} {figure.amount(figure.den)}　共 {len(found)} 条记录\n"
            f"双击或按回车打开记录　口径：{row.formula}"
        )
        self._behind = list(found)
        self.records.fill([(*one.texts(), figure.amount(one.num), figure.amount(one.den)) for one in found])
        self.ui.records.resizeColumnsToContents()

    def _show_record(self, at: int) -> None:
        one = self._behind[at]
        self.record_wanted.emit(Named(one.row.id, one.texts()[1], record=one.record.about.name, book=one.row.book))

    # -- files --------------------------------------------------------------------------------------------------------

    def _ask_export(self) -> None:
        period = self.ui.period.currentData()
        choosing.save_file(self, "导出指标", f"指标 {period}.xlsx", choosing.BOOKS, lambda name: self.export(Path(name)))

    def export(self, path: Path) -> None:
        """Write the figures of the period as a workbook."""
        work = partial(figures.export_figures, self.desk.db, self.ui.period.currentData(), path, self._as_of)
        self.desk.tasks.read(work, lambda _: self.said.emit(f"已导出 {path.name}"))

    def _ask_pictures(self) -> None:
        choosing.folder(self, "图片存到哪个文件夹", lambda name: self.save_pictures(Path(name)))

    def save_pictures(self, folder: Path) -> None:
        """Write the dashboard of the period as pictures."""
        work = partial(figures.save_pictures, self.desk.db, self.ui.period.currentData(), folder, self._as_of)
        self.desk.tasks.read(work, lambda made: self.said.emit(f"已保存 {len(made)} 张图片到 {folder}"))


def _read(db: Any, level: str, period: str | None, entity: str | None, as_of: date, kpis: Sequence[str]) -> tuple[str, Board, Board]:
    """The period, its board, and the board whose entities are ranked: a branch is compared by its specialists."""
    period = period or figures.latest_month(db, as_of)
    board = figures.board(db, level=level, period=period, entity=entity, as_of=as_of, kpis=kpis)
    parts = figures.parts_of(Level(level))
    ranked = board if parts == level else figures.board(db, level=parts, period=period, as_of=as_of, kpis=kpis)
    return period, board, ranked


def _fill_box(box: QComboBox, names: dict[str, str], chosen: str) -> None:
    box.clear()
    for id, name in names.items():
        box.addItem(name, id)
    box.setCurrentIndex(max(box.findData(chosen), 0))


def _submission_texts(one: Submission) -> tuple[str, ...]:
    state = "已退回" if one.held else "已合并" if one.files else "未提交"
    moments = (one.last_at, one.since, one.until)
    shown = [moment[:16].replace("T", " ") for moment in moments]
    role = Role(one.role).label if one.role in Role.labels() else one.role
    return (one.branch, one.name, one.seat, role, str(one.files), one.last_file, *shown, str(one.changes), state)
