"""The office's reference data: holidays, VAT rates and KPI thresholds, kept by headquarters or the branch."""

from __future__ import annotations

from typing import Annotated, ClassVar

from csdesk.domain.kinds import Day, Line
from csdesk.domain.record import About, Record, says


class Holiday(Record, frozen=True, kw_only=True):
    """One day on which the working calendar differs from Monday to Friday (节假日与调休)."""

    about: ClassVar[About] = About("holiday", "节假日", "节假日", title=("day", "title"), codes=("day",), reference=True, order="day")

    day: Annotated[Day, says("日期", listed=True)]
    worked: Annotated[bool, says("是否上班", listed=True, asked=True, help="调休上班填 是，放假填 否")] = False
    title: Annotated[Line | None, says("名称", listed=True, searched=True)] = None
