"""图表: the heat map of clients, what made a change, debts by age and complaints by type, one at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from csdesk.domain.kpi.bridge import Measured
from csdesk.gui.desk import Desk
from csdesk.operations.kpi import boards
from csdesk.operations.kpi.boards import Boards

_HEAT, _AGEING, _PARETO = "heat", "ageing", "pareto"
_CHOICES = {
    _HEAT: "客户热力图",
    Measured.REVENUE.value: "收入变动（按客户）",
    Measured.GROSS_PROFIT.value: "毛利变动（按客户）",
    _AGEING: "应收账龄",
    _PARETO: "投诉类型",
}


class BoardsPage(QWidget):
    """The boards of the entity and period that its tab shows; a click on a part leads to the figure's records."""

    clicked = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.found: Boards | None = None
        self.view: Any = None
        self._asked: tuple[str, str, str, date] | None = None
        self.choice, self.against = _box(_CHOICES, "看哪个图"), _box({False: "与上期比", True: "与去年同期比"}, "与哪一期比")
        self.choice.activated.connect(self.draw)
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
        """Show the boards of this entity and period; read only where they are not shown already."""
        self._asked = level, period, entity, as_of
        self._read()

    def _read(self) -> None:
        if self._asked is None:
            return
        level, period, entity, as_of = self._asked
        work = partial(
            boards.boards, self.desk.db, level=level, period=period, entity=entity, as_of=as_of, year=bool(self.against.currentData())
        )
        self.desk.tasks.read(work, self._show, key="kpi boards")

    def _show(self, found: Boards) -> None:
        self.found = found
        self.draw()

    def draw(self) -> None:
        """Draw the chosen board in the colours of the day."""
        if self.found is None:
            return
        from csdesk.gui.chart import ChartView  # matplotlib is loaded when the first chart is wanted

        choice = self.choice.currentData()
        self.against.setVisible(choice in list(Measured))
        if self.view is None:
            self.view = ChartView()
            self.view.clicked.connect(self.clicked)
            self.area.setWidget(self.view)
        chart = _DRAWN.get(choice, _change)(self.found, choice, palette(self.desk))
        self.view.setMinimumHeight(round(chart.picture.get_figheight() * 100))
        self.view.show_chart(chart)


def _box(choices: dict[Any, str], name: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for value, label in choices.items():
        box.addItem(label, value)
    return box


def _heat(found: Boards, _choice: str, colours: Any) -> Any:
    from csdesk.operations.kpi import pictures

    return pictures.heat_map(found.heat, colours)


def _change(found: Boards, choice: str, colours: Any) -> Any:
    from csdesk.operations.kpi import pictures

    told = found.bridges[Measured(choice)]
    return pictures.waterfall(told, found.against, found.period, found.margins, found.whole.get("K01"), colours)


def _ageing(found: Boards, _choice: str, colours: Any) -> Any:
    from csdesk.operations.kpi import pictures

    return pictures.ageing(found.ageing, found.whole.get("K19"), colours)


def _pareto(found: Boards, _choice: str, colours: Any) -> Any:
    from csdesk.operations.kpi import pictures

    return pictures.pareto(found.pareto, found.whole.get("K05"), colours)


_DRAWN: dict[str, Callable[[Boards, str, Any], Any]] = {_HEAT: _heat, _AGEING: _ageing, _PARETO: _pareto}


def palette(desk: Desk) -> Any:
    """The colours of the window's scheme for a chart."""
    from csdesk.operations.kpi import pictures

    colours = desk.look.theme.colours
    return pictures.Palette(
        ground=colours["surface"], ink=colours["text"], muted=colours["muted"], grid=colours["line"],
        accent=colours["accent"], good=colours["good"], near=colours["warn"], bad=colours["bad"],
    )  # fmt: skip
