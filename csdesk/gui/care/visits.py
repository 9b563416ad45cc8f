"""The page 拜访计划: who is to be visited in a month, who is overdue; proposed days are taken with one key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QLabel, QToolButton

from csdesk.domain.care.visits import Standing, VisitPlan
from csdesk.domain.kpi.periods import shifted
from csdesk.domain.policies import NUMBERS
from csdesk.gui.care.listing import ListingPage
from csdesk.gui.desk import Desk
from csdesk.operations.clients import visits
from csdesk.operations.clients.visits import Due

_SHOWS: dict[str, Callable[[Due], bool]] = {
    "该安排": lambda due: bool(due.proposed) or due.standing is Standing.OVERDUE,
    "逾期": lambda due: due.standing is Standing.OVERDUE,
    "已安排": lambda due: due.standing is Standing.PLANNED,
    "已完成": lambda due: due.standing is Standing.DONE,
    "全部": lambda _: True,
}
_COLUMNS = {"客户": 30, "等级": 8, "本月": 12, "频次": 14, "上次走访": 14, "已约": 14, "建议日期": 14, "负责专员": 10}
_TONES = {Standing.OVERDUE: "bad", Standing.DUE: "warn", Standing.PLANNED: "info", Standing.DONE: "good", Standing.LATER: "calm"}
_TONES_BY_LABEL = {standing.label: tone for standing, tone in _TONES.items()}
_MONTH = 2
_OFTEN = NUMBERS["visits_per_year_A"].label


class VisitPage(ListingPage[Due]):
    """Every client in hand, in a month."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "拜访计划", _SHOWS, _COLUMNS, _tone)
        self.month = f"{desk.now():%Y-%m}"
        self.month_told = QLabel()
        for sign, by in (("‹", -1), ("›", 1)):
            button = QToolButton()
            button.setText(sign)
            button.setAccessibleName("上个月" if by < 0 else "下个月")
            button.setToolTip(button.accessibleName())
            button.clicked.connect(partial(self.turn, by))
            self.head.addWidget(button)
            if by < 0:
                self.head.addWidget(self.month_told)
        self.take_button = self.add_act(
            "采用建议(&A)", "Ins", "按建议日期安排选中的客户（Insert）；先按 Ctrl+A 全选", self.take, primary=True
        )

    def turn(self, by: int, _checked: bool = False) -> None:
        """Look at another month."""
        self.month = shifted(self.month, by)
        self._load()

    def _load(self) -> None:
        self.month_told.setText(self.month)
        work = partial(visits.month_plan, self.desk.db, self.month, self.desk.now().date())
        self.desk.tasks.read(work, partial(self._show, self.month), key=(id(self), "month"))

    def _show(self, month: str, found: list[Due]) -> None:
        if month != self.month:
            return
        done = sum(due.standing is Standing.DONE for due in found)
        wanted = sum(due.standing is not Standing.LATER for due in found)
        self.told.setText(f"本月应访 {wanted} 家，已完成 {done} 家")
        self.show_lines(found)

    def take(self) -> None:
        """Plan the selected clients on the days that are proposed."""
        chosen = [(due, due.proposed) for due in self.chosen if due.proposed]
        work = partial(visits.take, self.desk.db, chosen, now=self.desk.now())
        self.desk.tasks.write(work, self._taken)

    def _taken(self, many: int) -> None:
        self.said.emit(f"已安排 {many} 次拜访，Ctrl+Z 可撤销")
        self.changed.emit(VisitPlan.about.name)
        self.refresh()
        self.table.setFocus()

    def texts(self, line: Due) -> tuple[str, ...]:
        told = (line.client.tier, line.standing.label, line.often, line.last or "从未", line.planned, line.proposed, line.owner)
        return (line.title, *told)

    def details(self, line: Due) -> str:
        if line.standing is Standing.OVERDUE:
            return f"约在 {line.planned} 的拜访还没有登记" if line.planned else "上一期没有走访"
        return f"频次按客户等级，客户 SOP 另有约定的从 SOP；在 设置 › 政策参数 的“{_OFTEN}”等项里改"


def _tone(column: int, text: str) -> str:
    return _TONES_BY_LABEL.get(text, "") if column == _MONTH else ""
