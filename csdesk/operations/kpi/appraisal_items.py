"""The items of an appraisal: what the month's figures of a person come to, and the points they earn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from csdesk.domain.closing import KpiSnapshot
from csdesk.domain.kpi.figure import Figure
from csdesk.domain.kpi.periods import period_of
from csdesk.domain.kpi.registry import KPI_BY_ID
from csdesk.domain.kpi.scope import NATION
from csdesk.domain.plans.targets import Level
from csdesk.domain.record import Values
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.staff.appraisals import AppraisalStatus, grade_of
from csdesk.domain.staff.people import Role
from csdesk.domain.staff.scorecards import GROWTHS, AppraisalScheme, Entry, Scheme, attained, earned, hundredths, scheme_for, total_of
from csdesk.operations.kpi import figures
from csdesk.store import ledger
from csdesk.store.database import Database

#: At which level the figures of a role are taken; a specialist's and an assistant's are his own.
_LEVEL = {Role.BRANCH_MANAGER: Level.BRANCH, Role.DEPUTY_DIRECTOR: Level.SPAN, Role.DIRECTOR: Level.NATION}
#: An assistant answers for the coverage of the whole branch.
_TEAM_KPIS = ("K10",)


def status_of(row: Row) -> AppraisalStatus:
    """How far an appraisal is; one that a workbook brought without a word has not begun."""
    known = {status.value: status for status in AppraisalStatus}
    return known.get(str(row.values.get("status")), AppraisalStatus.SELF)


@dataclass(frozen=True, slots=True)
class Member:
    """One person who should be appraised for the month. ids: every id he goes by. mine: whoever sits here appraises him."""

    ids: tuple[str, ...]
    name: str
    role: Role
    branch: str
    mine: bool
    row: Row | None = None
    items: tuple[Row, ...] = ()

    @property
    def approved(self) -> bool:
        """Whether his appraisal is approved, or further."""
        return self.row is not None and bool(self.row.values.get("approved_on"))

    @property
    def unscored(self) -> bool:
        """Whether he has an appraisal whose items may still change."""
        return self.row is not None and status_of(self.row) is AppraisalStatus.SELF

    @property
    def provisional(self) -> list[Row]:
        """The items whose figures are not frozen yet."""
        return [item for item in self.items if item.values.get("kpi") and not item.values.get("data_frozen_at")]


class Reader:
    """The schemes and figures of one period, each level read once.

    A quarter's or a year's figures are not frozen themselves: they are settled once all its months are closed, and taken as known then.
    """

    def __init__(self, db: Database, month: str, as_of: date) -> None:
        self.month, self._db, self._as_of, self._months = month, db, as_of, period_of(month).months
        self._figures: dict[tuple[Level, str, str], Figure] = {}
        with db.reading() as connection:
            rows = ledger.select(connection, AppraisalScheme, Query())
            frozen = ledger.select(connection, KpiSnapshot, Query(filters=(Filter("period", "in", list(self._months)),)))
        ours = [row.values for row in rows if row.book == "ORG"] or [row.values for row in rows]
        self._schemes: list[Values] = list(ours)
        self._frozen_on = {row.id: str(row.values["as_of"]) for row in frozen}
        self._closed = self._settled(frozen)
        if len(self._months) > 1 and self._closed:
            self._as_of = min(as_of, date.fromisoformat(max(self._closed.values())))

    def _settled(self, frozen: Iterable[Row]) -> dict[tuple[str, str], str]:
        """(KPI, level) → the day on which the last of the months was closed, where all of them are."""
        found: dict[tuple[str, str], dict[str, str]] = defaultdict(dict)
        for row in frozen:
            told = row.values
            found[str(told["kpi"]), str(told["level"])][str(told["period"])] = str(told["as_of"])
        return {key: max(days.values()) for key, days in found.items() if len(days) == len(self._months)}

    def scheme(self, member: Member) -> Scheme:
        """By what he is scored."""
        return scheme_for(self._schemes, member.role, self._months[-1])

    def figures(self, members: Iterable[Member]) -> None:
        """Read the figures of these people."""
        wanted: dict[Level, set[str]] = defaultdict(set)
        for member in members:
            for name in self.scheme(member).weights:
                if name in KPI_BY_ID:
                    wanted[_place(member, name)[0]].add(name)
        for level, names in wanted.items():
            kpis = [name for name in KPI_BY_ID if name in names]
            for figure in figures.figures(self._db, level=level, period=self.month, as_of=self._as_of, kpis=kpis):
                self._figures[level, figure.entity, figure.kpi] = figure

    def figure(self, member: Member, name: str) -> Figure | None:
        """His figure of a KPI; of the ids he goes by the one that has any records."""
        level, entities = _place(member, name)
        found = [self._figures[level, id, name] for id in entities if (level, id, name) in self._figures]
        return next((figure for figure in found if figure.num or figure.den), found[0] if found else None)

    def item(self, member: Member, name: str, weight: int, position: int) -> dict[str, Any]:
        """An item of his appraisal before it is scored."""
        row, figure = KPI_BY_ID.get(name), self.figure(member, name) if name in KPI_BY_ID else None
        told: dict[str, Any] = {"position": position, "kpi": row.id if row else None, "name": row.name if row else name, "weight": weight}
        closed = self._closed.get((name, _place(member, name)[0].value))  # in a closed month nothing is a word too
        if figure is None:
            return {**told, "data_frozen_at": closed}
        attain = _attain(figure)
        return {
            **told,
            "target": str(figure.threshold.value) if figure.threshold else None,
            "target_text": figure.threshold_text or None,
            "num": str(figure.num),
            "den": str(figure.den),
            "value": figure.display,
            "attain": None if attain is None else hundredths(attain * 100),
            "data_frozen_at": self._frozen_on.get(figure.frozen) or (closed if attain is None or len(self._months) > 1 else None),
        }


def _place(member: Member, kpi_id: str) -> tuple[Level, tuple[str, ...]]:
    """At which level a KPI of somebody is taken, and under which names."""
    level = Level.BRANCH if member.role == Role.ASSISTANT and kpi_id in _TEAM_KPIS else _LEVEL.get(member.role, Level.SPECIALIST)
    match level:
        case Level.BRANCH:
            return level, (member.branch,)
        case Level.SPAN:
            return level, (member.name,)
        case Level.NATION:
            return level, (NATION,)
    return level, member.ids


def _attain(figure: Figure) -> Fraction | None:
    """How far a figure reaches its target; debt without turnover reaches nothing."""
    if "no_turnover" in figure.flags and figure.value is None:
        return Fraction(0)
    target = figure.threshold.value if figure.threshold else None
    return attained(figure.value, target, rising=figure.row.rising, growth=figure.kpi in GROWTHS)


# -- points -------------------------------------------------------------------------------------------------------------


def entry_of(item: Values) -> Entry:
    """An item as it is scored: its attainment exactly, from what it keeps."""
    return Entry(int(item["weight"]), _kept_attain(item), item.get("override"))


def _kept_attain(item: Values) -> Fraction | None:
    if item.get("attain") is None:
        return None
    num, den = Fraction(str(item["num"])), Fraction(str(item["den"]))
    if not den:
        return Fraction(0)
    kpi_id, target = str(item["kpi"]), Fraction(str(item["target"])) if item.get("target") else None
    return attained(num / den, target, rising=KPI_BY_ID[kpi_id].rising, growth=kpi_id in GROWTHS)


def scored(items: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Give each item its points; what the appraisal says of them together."""
    entries = [entry_of(item) for item in items]
    for item, points in zip(items, earned(entries), strict=True):
        item["score"] = points
    total = total_of(entries)
    undecided = (_is_open(item) for item in items)
    return {"total": total, "grade": None if total is None else grade_of(total).value, "open_items": sum(undecided)}


def _is_open(item: Values) -> bool:
    """Whether an item cannot be approved yet: by hand and not scored, or provisional and not overridden."""
    if item.get("override") is not None:
        return False
    return not item.get("kpi") or not item.get("data_frozen_at")
