"""5S inspections of the office (domain.md §3.13)."""

from __future__ import annotations

from typing import Annotated, ClassVar

from csdesk.domain.kinds import Day, Id, Line, Text, Whole
from csdesk.domain.record import About, Record, says

#: The five dimensions, each marked 0 to 20.
DIMENSIONS = ("seiri", "seiton", "seiso", "seiketsu", "shitsuke")
FULL_MARK = 20


class Inspection(Record, frozen=True, kw_only=True):
    """One inspection of one area."""

    about: ClassVar[About] = About("inspection_5s", "5S检查", "5S检查", title=("day", "area"), order="-day")

    day: Annotated[Day, says("检查日期", past=True, offered="now", listed=True)]
    area: Annotated[Line, says("区域", listed=True, searched=True, also=("检查区域",))]
    inspector: Annotated[Line, says("检查人", offered="me", listed=True)]
    owner_id: Annotated[Id | None, says("责任人", of="staff", listed=True, also=("区域责任人",))] = None
    seiri: Annotated[Whole, says("整理", listed=True, least=0, most=FULL_MARK)]
    seiton: Annotated[Whole, says("整顿", listed=True, least=0, most=FULL_MARK)]
    seiso: Annotated[Whole, says("清扫", listed=True, least=0, most=FULL_MARK)]
    seiketsu: Annotated[Whole, says("清洁", listed=True, least=0, most=FULL_MARK)]
    shitsuke: Annotated[Whole, says("素养", listed=True, least=0, most=FULL_MARK)]
    finding: Annotated[Text | None, says("问题", listed=True, searched=True, also=("检查发现",))] = None
    recheck_on: Annotated[Day | None, says("复查日期")] = None
