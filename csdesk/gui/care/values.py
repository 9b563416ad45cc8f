"""The pages 客户价值 and 挖潜机会: what each client is worth and how to look after it, and where more business may be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton

from csdesk.domain.care.client_value import PROPOSED, WEIGHTS, Part
from csdesk.domain.care.clients import Client, Tier
from csdesk.domain.care.opportunities import Opportunity, OpportunityKind
from csdesk.domain.kpi.judgement import rounded
from csdesk.domain.kpi.periods import months_ending
from csdesk.gui import choosing
from csdesk.gui.care.listing import ClientLine, ListingPage
from csdesk.gui.desk import Desk
from csdesk.gui.tables import toned
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.clients import client_values, opportunities
from csdesk.operations.clients.client_values import CHANCE_HEADINGS, HEADINGS, ClientChance, ClientValue

_MONTHS = 12
_L = TypeVar("_L", bound=ClientLine)

_SHOWS: dict[str, Callable[[ClientValue], bool]] = {
    "全部": lambda _: True,
    "A 类": lambda value: value.abc is Tier.A,
    "B 类": lambda value: value.abc is Tier.B,
    "C 类": lambda value: value.abc is Tier.C,
    "等级待调": lambda value: value.moves,
    "有机会": lambda value: bool(value.chances),
}
_LETTERS = (25, 6, 7, 7, 15, 10, 10, 10, 9, 10, 10, 10, 20)
_TIERS = {Tier.KA: "info", Tier.A: "good", Tier.B: "calm"}


class _TwelveMonths(ListingPage[_L]):
    """A list over the twelve months that end with the chosen one."""

    task_wanted = Signal(object, str)  # a `Named`, what is to be done

    def _begin(self) -> None:
        self.values: list[ClientValue] = []
        self.month_box = QComboBox()
        self.month_box.setAccessibleName("截至月份")
        self.month_box.setToolTip("分析截至这个月的 12 个月")
        last = client_values.latest_month(self.desk.now().date())
        self.month_box.addItems(list(reversed(months_ending(last, _MONTHS))))
        self.month_box.currentIndexChanged.connect(self.refresh)
        self.head.addWidget(self.month_box)
        self.task_button = self.add_act("记待办…(&T)", "Ins", "给这家客户记一条待办（Insert）", self.note, primary=True)
        self.export_button = QPushButton("导出 Excel…(&E)")
        self.export_button.clicked.connect(self.export)
        self.foot.addWidget(self.export_button)

    def _load(self) -> None:
        work = partial(client_values.analysis, self.desk.db, self.month_box.currentText(), as_of=self.desk.now().date())
        self.desk.tasks.read(work, self._show, self._refused, key=(id(self), "values"))

    def _refused(self, error: BaseException) -> None:
        tell(self.told, sentence_of(error), wrong=True)

    def _show(self, found: list[ClientValue]) -> None:
        self.values = found
        self._list(found)
        tell(self.told, "" if found else "这 12 个月还没有收入，先登记应收")

    def _list(self, found: list[ClientValue]) -> None:
        raise NotImplementedError

    def task_title(self, line: _L) -> str:
        """What the task about a line is called at first."""
        raise NotImplementedError

    def note(self) -> None:
        """A task about the client of the line that one stands on."""
        if self.chosen and self.current:
            self.task_wanted.emit(self.current, self.task_title(self.chosen[0])[:200])

    def export(self) -> None:
        """Both lists as a workbook."""
        name = f"客户价值分析 {self.month_box.currentText()}.xlsx"
        choosing.save_file(self, "导出客户价值分析", name, "Excel 工作簿 (*.xlsx)", self._export)

    def _export(self, path: str) -> None:
        work = partial(client_values.export, self.values, Path(path))
        self.desk.tasks.read(work, lambda _: self.said.emit(f"已导出 {path}"), self._refused)


class ValuePage(_TwelveMonths[ClientValue]):
    """Every client with business, the best first."""

    def __init__(self, desk: Desk) -> None:
        tones = {tier.value: tone for tier, tone in _TIERS.items()}
        super().__init__(desk, "客户价值", _SHOWS, dict(zip(HEADINGS, _LETTERS, strict=True)), toned(HEADINGS.index("建议"), tones))
        self._begin()
        self.adopt_button = self.add_act("采用建议(&A)", "F6", "选中客户的等级改为建议等级，没写维护策略的补上（F6）", self.adopt)

    def _list(self, found: list[ClientValue]) -> None:
        self.show_lines(found)

    def adopt(self) -> None:
        """Take over what is suggested for the selected clients."""
        if self.chosen and not self.desk.db.look_only:
            self.desk.tasks.write(partial(client_values.adopt, self.desk.db, self.chosen), self._adopted, self._refused)

    def _adopted(self, many: int) -> None:
        self.said.emit(f"已按建议修改 {many} 家客户，Ctrl+Z 可撤销")
        self.changed.emit(Client.about.name)
        self.refresh()

    def texts(self, line: ClientValue) -> tuple[str, ...]:
        return client_values.texts(line)

    def details(self, line: ClientValue) -> str:
        shown = (f"{part.label} {_points(line, part)}×{WEIGHTS[part]} %" for part in Part)
        chances = f"　机会 {len(line.chances)} 条" if line.chances else ""
        return f"{line.strategy}{chances}　｜　{'　'.join(shown)}"

    def task_title(self, line: ClientValue) -> str:
        return f"{line.title}：{line.strategy}"


class ChancePage(_TwelveMonths[ClientChance]):
    """Every chance for more business, those that may bring most first."""

    def __init__(self, desk: Desk) -> None:
        shows: dict[str, Callable[[ClientChance], bool]] = {"全部": lambda _: True}
        shows.update({kind.label: partial(_is, kind) for kind in PROPOSED})
        columns = dict(zip(CHANCE_HEADINGS, (30, 14, 18, 40), strict=True))
        super().__init__(desk, "挖潜机会", shows, columns, toned(1, {OpportunityKind.RECOVER.label: "warn"}))
        self._begin()
        self.keep_button = self.add_act("存为商机(&K)", "F6", "选中的机会存成商机，由客户的负责人跟进（F6）", self.keep)

    def _list(self, found: list[ClientValue]) -> None:
        self.show_lines(client_values.all_chances(found))

    def keep(self) -> None:
        """Make records of the selected proposals, to be worked at."""
        if self.chosen and not self.desk.db.look_only:
            work = partial(opportunities.keep, self.desk.db, self.chosen, now=self.desk.now())
            self.desk.tasks.write(work, self._kept, self._refused)

    def _kept(self, many: int) -> None:
        self.said.emit(f"已存 {many} 条商机，在“商机”里跟进，Ctrl+Z 可撤销")
        self.changed.emit(Opportunity.about.name)

    def texts(self, line: ClientChance) -> tuple[str, ...]:
        return client_values.chance_texts(line)

    def details(self, line: ClientChance) -> str:
        return "Enter 打开客户；月增收按差额 ÷ 月数估算，不含税"

    def task_title(self, line: ClientChance) -> str:
        return f"{line.title} {line.found.kind.label}：{line.found.said}"


def _is(kind: OpportunityKind, chance: ClientChance) -> bool:
    return chance.found.kind is kind


def _points(line: ClientValue, part: Part) -> str:
    value = line.parts[part]
    return "—" if value is None else rounded(value, 0)
