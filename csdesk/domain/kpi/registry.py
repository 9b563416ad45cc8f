"""The KPIs of csdesk by their numbers, whose scorecard shows which, and what each role is to reach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction

from csdesk.domain.kpi import rows_operating, rows_service, rows_work
from csdesk.domain.kpi.declared import Kpi
from csdesk.domain.kpi.judgement import Threshold
from csdesk.domain.staff.people import Role
from csdesk.errors import Refused

__all__ = ["KPIS", "KPI_BY_ID", "SCORECARDS", "SHIPPED_THRESHOLDS", "Kpi", "chosen"]

KPIS: tuple[Kpi, ...] = tuple(
    sorted((*rows_operating.ROWS, *rows_service.ROWS, *rows_work.TRANSPORT, *rows_work.OFFICE), key=lambda row: row.id)
)
KPI_BY_ID: dict[str, Kpi] = {kpi.id: kpi for kpi in KPIS}

_BRANCH = ("K01", "K02", "K04", "K05", "K06", "K07")
_DIRECTOR = ("K03", "K04", "K05", "K06", "K07")
#: What the job description of each role is judged by (domain.md §1).
SCORECARDS: Mapping[Role, tuple[str, ...]] = {
    Role.SPECIALIST: _BRANCH,
    Role.BRANCH_MANAGER: _BRANCH,
    Role.ASSISTANT: ("K08", "K09", "K10", "K11"),
    Role.DEPUTY_DIRECTOR: _DIRECTOR,
    Role.DIRECTOR: _DIRECTOR,
}

_EVERYONE = (Role.SPECIALIST, Role.BRANCH_MANAGER, Role.DEPUTY_DIRECTOR, Role.DIRECTOR)
_BRANCH_AND_BELOW = (Role.SPECIALIST, Role.BRANCH_MANAGER)
_BRANCH_AND_ABOVE = (Role.BRANCH_MANAGER, Role.DEPUTY_DIRECTOR, Role.DIRECTOR)


def _shipped(kpi: str, value: Fraction, roles: Iterable[Role]) -> list[Threshold]:
    return [Threshold(role, kpi, value, KPI_BY_ID[kpi].rising, date.min) for role in roles]


#: The thresholds of the job descriptions; records of kind `kpi_threshold` come after them and win from their day on.
SHIPPED_THRESHOLDS: tuple[Threshold, ...] = (
    *_shipped("K01", Fraction(18, 100), _BRANCH_AND_BELOW),
    *_shipped("K02", Fraction(95, 100), _BRANCH_AND_BELOW),
    *_shipped("K03", Fraction(1), _BRANCH_AND_ABOVE),
    *_shipped("K04", Fraction(90, 100), _EVERYONE),
    *_shipped("K05", Fraction(98, 100), _EVERYONE),
    *_shipped("K06", Fraction(15, 100), _EVERYONE),
    *_shipped("K07", Fraction(75), _EVERYONE),
    *_shipped("K08", Fraction(99, 100), (Role.ASSISTANT,)),
    *_shipped("K09", Fraction(90, 100), (Role.ASSISTANT,)),
    *_shipped("K10", Fraction(1), (Role.ASSISTANT,)),
)


def chosen(ids: Iterable[str] | None) -> tuple[Kpi, ...]:
    """The KPIs with these ids, all when None. Raises Refused for one that does not exist."""
    if ids is None:
        return KPIS
    wanted = list(ids)
    if unknown := [id for id in wanted if id not in KPI_BY_ID]:
        raise Refused(f"没有指标 {'、'.join(unknown)}，可用：{'、'.join(KPI_BY_ID)}")
    return tuple(KPI_BY_ID[id] for id in wanted)
