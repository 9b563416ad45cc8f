"""A figure as people read it: one KPI of one entity in one period, judged and worded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from typing import Any

from csdesk.domain.kpi.judgement import FLAGS, ROLE_OF, SIGNS, Status, Threshold, judged, rounded, shown, threshold_for
from csdesk.domain.kpi.registry import KPI_BY_ID, Kpi
from csdesk.domain.kpi.scope import Scope
from csdesk.domain.kpi.shares import Value
from csdesk.domain.plans.targets import Level
from csdesk.domain.record import Record, field_map, title_of
from csdesk.domain.rows import Row


def amount_text(part: Fraction, *, money: bool) -> str:
    """What a record adds, as text: money in 元, everything else as counted."""
    number = rounded(part / 100, 2) if money else rounded(part, 0)
    whole, point, rest = number.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole != "-0" else number


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure. num, den: exact, in the base unit (分, cases, answers, 分 × days); as_of: the last day it knows.

    frozen: the id of the snapshot that it is, when its month was closed. now: what it would be by the records of today, if
    that is something else.
    """

    kpi: str
    level: Level
    entity: str
    name: str
    period: str
    as_of: date
    num: Fraction
    den: Fraction
    display: str
    status: Status
    threshold: Threshold | None
    flags: tuple[str, ...]
    frozen: str = ""
    now: Figure | None = None

    @property
    def row(self) -> Kpi:
        """What the registry says of the KPI."""
        return KPI_BY_ID[self.kpi]

    @property
    def title(self) -> str:
        """The KPI's name."""
        return self.row.name

    @property
    def value(self) -> Fraction | None:
        """The full value, as it was judged; None where nothing is judged yet."""
        return None if "not_yet" in self.flags else Value(self.num, self.den).ratio

    @property
    def status_label(self) -> str:
        """`✓ 达标`; what is indicative only is not judged."""
        if self.status is Status.UNSET and "indicative" in self.flags:
            return f"{SIGNS[self.status]} 仅供参考"
        return f"{SIGNS[self.status]} {self.status.label}"

    @property
    def threshold_text(self) -> str:
        """`≥ 98 %`, empty where none is set."""
        return self.threshold.text(self.row.unit) if self.threshold else ""

    @property
    def flag_labels(self) -> list[str]:
        """The flags in Chinese."""
        return [FLAGS[flag] for flag in self.flags]

    def change_from(self, other: Figure) -> str:
        """How far it is from another figure of the same KPI: `+1.20 个百分点`; empty where either has no value."""
        if self.value is None or other.value is None:
            return ""
        unit = self.row.unit
        number = rounded((self.value - other.value) * unit.scale, unit.digits)
        word = "个百分点" if unit.sign == "%" else "个千分点" if unit.sign == "‰" else unit.sign
        return f"{'' if number.startswith('-') or not number.strip('0.') else '+'}{number} {word}"

    def amount(self, part: Fraction) -> str:
        """A numerator, a denominator or a share of one as text: money in 元, everything else as counted."""
        return amount_text(part, money=self.row.money)

    @property
    def closing_note(self) -> str:
        """What to say of a drawing by the records of today whose month is closed; empty where it is not."""
        if not self.frozen:
            return ""
        if self.now is None:
            return "本期已结账；图按今天的记录，与结账值一致"
        return f"本期已结账；图按今天的记录，结账后有更正：{self.title} 结账时 {self.display}，现为 {self.now.display}"

    def as_json(self) -> dict[str, Any]:
        """The figure for scripts; numerator and denominator exact, `4` or `7/2`."""
        return {
            "kpi": self.kpi,
            "level": self.level.value,
            "entity": self.entity,
            "name": self.name,
            "period": self.period,
            "num": str(self.num),
            "den": str(self.den),
            "display": self.display,
            "status": self.status.value,
            "threshold": self.threshold_text,
            "flags": list(self.flags),
            **({"restated": {name: self.now.as_json()[name] for name in ("num", "den", "display", "status")}} if self.now else {}),
        }


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure beside the same of the period before and of the same period a year earlier."""

    figure: Figure
    before: Figure
    year: Figure


@dataclass(frozen=True, slots=True)
class Board:
    """What the KPI board shows: every entity's figures of the period, the months and the comparison of one entity by KPI.

    parts: the figures of those it is compared by, a branch by its specialists.
    """

    entities: dict[str, str]
    chosen: str
    figures: list[Figure]
    history: dict[str, list[Figure]]
    compared: list[Compared]
    parts: list[Figure]
    period: str
    thresholds: tuple[Threshold, ...]

    @property
    def scorecard(self) -> list[Figure]:
        """The figures of the chosen entity."""
        return [figure for figure in self.figures if figure.entity == self.chosen]

    def of(self, kpi_id: str) -> list[Figure]:
        """One KPI of every part, to rank."""
        return [figure for figure in self.parts if figure.kpi == kpi_id]


@dataclass(frozen=True, slots=True)
class Behind:
    """One record behind a figure, and what it adds to numerator and denominator."""

    record: type[Record]
    row: Row
    num: Fraction
    den: Fraction

    @property
    def changed(self) -> str:
        """When and by whom it was last changed."""
        return f"{self.row.updated_at[:16].replace('T', ' ')} {self.row.updated_by}".strip()

    def texts(self) -> tuple[str, str, str, str]:
        """What a table shows of the record: its ledger, its title, its client, its day."""
        fields = field_map(self.record)
        days = (name for name, f in fields.items() if f.kind.name in ("day", "moment", "month") and self.row.values.get(name))
        day = next(days, None)
        title = title_of(self.record, self.row.values)
        return self.record.about.ledger, title, self.row.titles.get("client_id", ""), fields[day].show(self.row.values[day]) if day else ""


def as_frozen(found: Figure, snapshot: Row) -> Figure:
    """A figure of a closed month: as it was frozen, with what it would be now beside it where that is something else.

    found: the figure by the records of today. Whoever was judged then is not judged anew by a later threshold.
    """
    told = snapshot.values
    num, den = Fraction(str(told["num"])), Fraction(str(told["den"]))
    flags = {flag for flag in str(told.get("flags") or "").split() if flag != "provisional"} | {"frozen"}
    moved = (num, den) != (found.num, found.den)
    return replace(
        found,
        num=num,
        den=den,
        display=str(told["display"]),
        status=Status(str(told["status"])),
        flags=tuple(sorted(flags | ({"restated"} if moved else set()))),
        frozen=snapshot.id,
        now=found if moved else None,
    )


def figure_of(kpi: Kpi, scope: Scope, name: str, thresholds: Iterable[Threshold], as_of: date, more: Iterable[str] = ()) -> Figure:
    """The figure of a scope, judged by the threshold in force on its last day. more: flags of the whole period."""
    value = kpi.value(scope)
    threshold = threshold_for(thresholds, kpi.id, kpi.judged_for or ROLE_OF[scope.level], scope.period.end)
    flags = tuple(sorted({*value.flags, *more}))
    return Figure(
        kpi=kpi.id,
        level=scope.level,
        entity=scope.entity,
        name=name,
        period=scope.period.name,
        as_of=as_of,
        num=value.num,
        den=value.den,
        display=shown(value.ratio, threshold, kpi.unit, flags),
        status=judged(value.ratio, threshold, kpi.unit, flags),
        threshold=threshold,
        flags=flags,
    )
