"""图表: the heat map of clients, what made a change, the way to money, debts by age, times, complaints, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from csdesk.domain.kpi.bridge import Measured
from csdesk.domain.kpi.pareto import Sorting
from csdesk.gui.desk import Desk
from csdesk.operations.kpi import boards
from csdesk.operations.kpi.funnels import funnels
from csdesk.operations.kpi.punctual import punctual

_HEAT, _FUNNEL, _AGEING, _TIMES, _LATE = "heat", "funnel", "ageing", "times", "late"
_CHOICES = {
    _HEAT: "客户热力图",
    Measured.REVENUE.value: "收入变动（按客户）",
    Measured.GROSS_PROFIT.value: "毛利变动（按客户）",
    _FUNNEL: "预估到回款",
    _AGEING: "应收账龄",
    _TIMES: "准时率",
    _LATE: "晚点多久",
    **{by.value: f"投诉（按{by.label}）" for by in Sorting},
}
#: The boards that stand beside another period which one may choose.
_AGAINST = (*Measured, _AGEING)


class BoardsPage(QWidget):
    """The boards of the entity and period that its tab shows; a click on a part leads to the figure's records."""

    clicked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._found: dict[str, Any] = {}
        self.view: Any = None
        self._asked: tuple[str, str, str, date] | None = None
        self.choice, self.against = _box(_CHOICES, "看哪个图"), _box({False: "与上期比", True: "与去年同期比"}, "与哪一期比")
        self.choice.activated.connect(self._chosen)
        self.against.activated.connect(self._read)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QScrollArea.Shape.NoFrame)
        self._lay_out()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.choice)
        bar.addWidget(self.against)
        bar.addWidget(QLabel("点击一格或一条看它的记录；Ctrl+C 复制图片，右键另存为 PNG、PDF 或 SVG"))
        bar.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(bar)
        layout.addWidget(self.area)

    def show_boards(self, level: str, period: str, entity: str, as_of: date) -> None:
        """Show the boards of this entity and period."""
        self._asked = level, period, entity, as_of
        self._read()

    def _chosen(self) -> None:
        """Another board: read it where it was not read yet."""
        if self._source in self._found:
            self.draw()
        else:
            self._ask()

    @property
    def _source(self) -> str:
        """What is read for the board that is chosen."""
        choice = self.choice.currentData()
        return _FUNNEL if choice == _FUNNEL else _TIMES if choice in (_TIMES, _LATE) else _HEAT

    def _read(self) -> None:
        self._found = {}
        self._ask()

    def _ask(self) -> None:
        if self._asked is None:  # chosen before the tab has read whose boards they are
            return
        level, period, entity, as_of = self._asked
        read: Callable[..., Any] = {_FUNNEL: funnels, _TIMES: punctual, _HEAT: boards.boards}[self._source]
        more = {"year": bool(self.against.currentData())} if self._source == _HEAT else {}
        work = partial(read, self.desk.db, level=level, period=period, entity=entity, as_of=as_of, **more)
        self.desk.tasks.read(work, partial(self._show, self._source), key="kpi boards")

    def _show(self, source: str, found: Any) -> None:
        self._found[source] = found
        self.draw()

    def draw(self) -> None:
        """Draw the chosen board in the colours of the day."""
        if self._source not in self._found:
            return
        from csdesk.gui.chart import ChartView  # matplotlib is loaded when the first chart is wanted

        choice = self.choice.currentData()
        self.against.setVisible(choice in _AGAINST)
        if self.view is None:
            self.view = ChartView()
            self.view.clicked.connect(self.clicked)
            self.area.setWidget(self.view)
        chart = _drawn(choice, self._found[self._source], palette(self.desk))
        self.view.setMinimumHeight(round(chart.picture.get_figheight() * 100))
        self.view.show_chart(chart)


def _box(choices: dict[Any, str], name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for value, label in choices.items():
        box.addItem(label, value)
    return box


def _drawn(choice: str, found: Any, colours: Any) -> Any:
    """The chart of what was read for a choice."""
    from csdesk.operations.kpi import pictures

    match choice:
        case "heat":
            return pictures.heat_map(found.heat, colours)
        case "funnel":
            return pictures.funnel(found, colours)
        case "times":
            return pictures.on_time(found, colours)
        case "late":
            return pictures.lateness(found, colours)
        case "ageing":
            return pictures.ageing(found.ageing, found.aged_before, found.against, found.whole.get("K19"), colours)
        case "revenue" | "gross_profit":
            bridge = found.bridges[Measured(choice)]
            return pictures.waterfall(bridge, found.against, found.period, found.margins, found.whole.get("K01"), colours)
        case _:
            return pictures.pareto(found, Sorting(choice), colours)


def palette(desk: Desk) -> Any:
    """The colours of the window's scheme for a chart."""
    from csdesk.operations.kpi import pictures

    colours = desk.look.theme.colours
    return pictures.Palette(
        ground=colours["surface"], ink=colours["text"], muted=colours["muted"], grid=colours["line"],
        accent=colours["accent"], good=colours["good"], near=colours["warn"], bad=colours["bad"],
    )  # fmt: skip
