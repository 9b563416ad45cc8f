"""The page 今日动态: each client's day in numbers, what speaks up, filed in one key when nothing happened; who is missing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal

from csdesk.domain.care.client_days import Alert
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.kinds import KINDS
from csdesk.gui.care.listing import ListingPage
from csdesk.gui.desk import Desk
from csdesk.operations.clients import daily
from csdesk.operations.clients.daily import ClientDay, Filed

_SHOWS: dict[str, Callable[[ClientDay], bool]] = {
    "今日未填": lambda day: day.filed is not Filed.DONE,
    "有预警": lambda day: bool(day.alerts),
    "该联系了": lambda day: day.overdue,
    "全部": lambda _: True,
}
_COLUMNS = {
    "客户": 26, "等级": 6, "今日": 12, "预警": 16, "发货": 6, "比四周同日": 12, "在途": 6, "未结案": 8, "新增逾期(元)": 14,
    "上次联系": 12, "应联系": 16, "负责专员": 10,
}  # fmt: skip
_TONES = {Filed.DONE: "good", Filed.OPEN: "calm", Filed.MISSING: "warn"}
_GRAVE = (Alert.CASE.label, Alert.RISK.label)
_DAY, _ALERTS = 2, 3


class DailyPage(ListingPage[ClientDay]):
    """Every client in hand, today."""

    log_wanted = Signal(str)  # the id of a client

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "今日动态", _SHOWS, _COLUMNS, _tone)
        self.log_button = self.add_act("登记跟踪…(&F)", "F6", "为选中的客户写一条跟踪记录（F6）", self.log)
        self.quiet_button = self.add_act("无异常(&N)", " ", "为选中的客户填“无异常”（空格键）", self.file, primary=True)

    def _load(self) -> None:
        work = partial(daily.today, self.desk.db, self.desk.now())
        self.desk.tasks.read(work, self._show, key=(id(self), "today"))

    def _show(self, found: list[ClientDay]) -> None:
        left = sum(day.filed is not Filed.DONE for day in found)
        self.told.setText(f"{len(found)} 个在手客户，今日还有 {left} 个未填" if left else f"{len(found)} 个在手客户今日都已填写")
        self.show_lines(found)

    def file(self) -> None:
        """File 无异常 for the selected clients."""
        if chosen := self.chosen:
            work = partial(daily.file_quiet, self.desk.db, chosen, now=self.desk.now())
            self.desk.tasks.write(work, self._filed)

    def _filed(self, many: int) -> None:
        self.said.emit(f"已填 {many} 个客户“无异常”，Ctrl+Z 可撤销")
        self.changed.emit(ClientLog.about.name)
        self.refresh()
        self.table.setFocus()

    def log(self) -> None:
        """Write what a client said, or what happened there."""
        if chosen := self.chosen:
            self.log_wanted.emit(chosen[0].client.id)

    def texts(self, line: ClientDay) -> tuple[str, ...]:
        told, last, due = line.numbers, *(d.isoformat() if d else "" for d in (line.last, line.due))
        when = f"{due} 已过" if due and line.overdue else f"{due} 已约" if line.planned else due or "尽快"
        shipped = told.shipped.get(self.desk.now().date(), 0)
        return (
            line.title, line.client.tier, line.filed.value, _alerts(line), _count(shipped), _change(line.change), _count(told.under_way),
            _count(told.cases), KINDS["fen"].show(told.overdue) if told.overdue else "", last or "从未", when, line.owner,
        )  # fmt: skip

    def details(self, line: ClientDay) -> str:
        told = line.numbers
        parts = [f"预警：{'、'.join(alert.label for alert in line.alerts)}"] * bool(line.alerts)
        parts += [f"今日 {KINDS['grams'].show(told.weight)} kg、{KINDS['litres'].show(told.volume)} m³"] * bool(told.weight or told.volume)
        parts += [f"在途异常 {told.exceptions} 次"] * bool(told.exceptions)
        parts += [f"较大及以上案件 {told.severe} 件未结"] * bool(told.severe)
        parts += [f"最近发货 {told.last_shipped}"] * bool(told.last_shipped)
        return "　".join(parts)


def _alerts(line: ClientDay) -> str:
    return line.alerts[0].label + (f" +{len(line.alerts) - 1}" if len(line.alerts) > 1 else "") if line.alerts else ""


def _count(n: int) -> str:
    return str(n) if n else ""


def _change(percent: int | None) -> str:
    return "" if percent is None else f"{percent:+d} %"


def _tone(column: int, text: str) -> str:
    if column == _DAY:
        return _TONES.get(Filed(text), "")
    if column == _ALERTS and text:
        return "bad" if text.startswith(_GRAVE) else "warn"
    return ""
