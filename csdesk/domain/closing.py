"""Closing a month (结账): its figures frozen, and what they would be after later corrections beside them (domain.md §0.6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Annotated, ClassVar

from csdesk.domain.calendar import WorkCalendar
from csdesk.domain.kinds import Day, Id, Line, Long, Month, Text, Whole
from csdesk.domain.kpi.judgement import Status
from csdesk.domain.kpi.periods import last_day, shifted
from csdesk.domain.plans.targets import Level
from csdesk.domain.record import About, Record, says

#: A month is closed on this working day of the next, unless somebody says why earlier.
CLOSING_WORKDAYS = 5


class MonthClose(Record, frozen=True, kw_only=True):
    """One month that was closed in one book; only ever added."""

    about: ClassVar[About] = About(
        "month_close", "结账", "结账记录", title=("month", "closed_on"), insert_only=True, by_action=True, order="-month"
    )

    month: Annotated[Month, says("月份", listed=True, searched=True)]
    closed_on: Annotated[Day, says("结账日期", listed=True)]
    closed_by: Annotated[Line, says("结账人", listed=True)]
    figures: Annotated[Whole, says("指标数", listed=True)]
    reason: Annotated[Text | None, says("说明", listed=True, help="有未办事项仍然结账的原因")] = None


class KpiSnapshot(Record, frozen=True, kw_only=True):
    """One figure as it was when its month was closed, or restated later; only ever added.

    num, den: exact numbers as text, `4` or `7/2`, in the KPI's base unit.
    """

    about: ClassVar[About] = About(
        "kpi_snapshot", "指标快照", "指标快照", title=("period", "kpi", "name"), parent="close_id", insert_only=True, by_action=True,
        order="-period",
    )  # fmt: skip

    close_id: Annotated[Id, says("结账", of="month_close")]
    period: Annotated[Month, says("月份", listed=True, searched=True)]
    kpi: Annotated[Line, says("指标", listed=True, searched=True)]
    version: Annotated[Whole, says("口径版本")]
    level: Annotated[Level, says("层级", listed=True)]
    entity: Annotated[Line, says("对象编号")]
    name: Annotated[Line, says("对象", listed=True, searched=True)]
    as_of: Annotated[Day, says("截至", listed=True)]
    num: Annotated[Long, says("分子")]
    den: Annotated[Long, says("分母")]
    display: Annotated[Line, says("值", listed=True)]
    threshold: Annotated[Line | None, says("考核", listed=True)] = None
    status: Annotated[Status, says("状态", listed=True)]
    flags: Annotated[Line | None, says("提示")] = None
    restated_of: Annotated[Id | None, says("重述", of="kpi_snapshot", help="被重述的原快照")] = None
    reason: Annotated[Text | None, says("重述原因", listed=True)] = None
    by: Annotated[Line, says("登记人", listed=True)]


def hindrances(month: str, today: date, closed: Iterable[str], conflicts: int, disputed: int) -> Iterator[str]:
    """What stands against closing a month, whatever anybody says; each a sentence that tells what to do."""
    known = sorted(closed)
    if month in known:
        yield f"{month} 已经结账，不能再结一次；之后的更正会作为重述列在旁边"
    if today <= last_day(month):
        yield f"{month} 还没有结束，最早 {last_day(shifted(month, 1)).replace(day=1).isoformat()} 可以结账"
    if known and month not in known and known[-1] < shifted(month, -1):
        yield f"请先结 {shifted(known[-1], 1)}：月份要按顺序结账"
    if known and month < known[0]:
        yield f"{known[0]} 已经结账，更早的月份不能再结"
    if conflicts:
        yield f"还有 {conflicts} 处不一致没有决定，请先点状态栏里的“不一致”处理"
    if disputed:
        yield f"{month} 还有 {disputed} 张对账单有争议，请先在“应收账款 › 对账单”里处理"


def doubts(month: str, today: date, calendar: WorkCalendar, owing: Iterable[str]) -> Iterator[str]:
    """What speaks against closing a month now, unless somebody says why it is closed all the same."""
    due = calendar.after(last_day(month), CLOSING_WORKDAYS)
    if today < due:
        yield f"还没有到结账日 {due.isoformat()}（次月第 {CLOSING_WORKDAYS} 个工作日）"
    missing = list(owing)
    if missing:
        yield f"{'、'.join(missing)}的 {month} 同步文件还不完整"
