"""The day of a client in numbers (client_daily), and what of it the manager must see (domain.md §3.4)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from csdesk.domain.record import Choice

_WEEKS = 4


class Alert(Choice):
    """What speaks up by itself."""

    DROP = "drop", "发货骤降"
    SILENT = "silent", "多日无发货"
    OVERDUE = "overdue", "新增逾期"
    EXCEPTION = "exception", "在途异常"
    CASE = "case", "较大投诉"
    RISK = "risk", "高风险"


@dataclass(frozen=True, slots=True)
class DayNumbers:
    """One client's day.

    shipped: waybills by day, for the last four weeks and more. weight in grams, volume in litres: of the day itself.
    under_way, exceptions, cases: how many. severe: open cases above normal. overdue: what fell due since the last working day and is not
    paid, in 分. last_shipped: the last day with a waybill. risky: the last news says high risk.
    """

    shipped: Mapping[date, int]
    weight: int = 0
    volume: int = 0
    under_way: int = 0
    exceptions: int = 0
    cases: int = 0
    severe: int = 0
    overdue: int = 0
    last_shipped: date | None = None
    risky: bool = False

    def usual(self, day: date) -> float:
        """The mean of the same weekday in the four weeks before."""
        return 0.0 if not self.shipped else sum(self.shipped.get(day - timedelta(weeks=n), 0) for n in range(1, _WEEKS + 1)) / _WEEKS

    def change(self, day: date) -> int | None:
        """By how many percent a day differs from that mean, cut towards zero; None where there is nothing to compare."""
        usual = self.usual(day)
        return int((self.shipped.get(day, 0) - usual) * 100 / usual) if usual else None


def alerts(told: DayNumbers, finished: tuple[date, date], as_of: date, rules: Mapping[str, int]) -> Iterator[Alert]:
    """What is to be seen, the gravest first. finished: the last two working days that are over, rules: the policies' numbers."""
    if told.severe:
        yield Alert.CASE
    if told.risky:
        yield Alert.RISK
    if told.exceptions:
        yield Alert.EXCEPTION
    if told.overdue > 0:
        yield Alert.OVERDUE
    falls = [told.change(day) for day in finished]
    if all(fall is not None and fall <= -rules["volume_drop"] for fall in falls):
        yield Alert.DROP
    if told.last_shipped and (as_of - told.last_shipped).days >= rules["quiet_days"]:
        yield Alert.SILENT
