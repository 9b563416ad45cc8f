"""How an appraisal is counted: what each role is scored by, and the points that a value earns (domain.md §2.9)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from csdesk.domain.kinds import Long, Month, Text, Whole
from csdesk.domain.kpi.judgement import rounded
from csdesk.domain.kpi.registry import KPI_BY_ID
from csdesk.domain.record import About, Problem, Record, Values, says
from csdesk.domain.staff.people import Role

#: The weights of a scheme, whole points.
FULL = 100
#: Nobody earns more than this share of a weight.
CAP = Fraction(12, 10)
#: A growth rate earns its weight at 15 %: a ratio of growth rates misbehaves near zero.
GROWTH_FULL = Fraction(15, 100)
GROWTHS = frozenset({"K06"})

_KPI = re.compile(r"K\d+")
_PART = re.compile(r"(.+?)(?:\s+|\s*[:：]\s*)(\d+)")

Weights = Mapping[str, int]

_BRANCH: Weights = {"K01": 20, "K02": 20, "K04": 15, "K05": 15, "K06": 10, "K07": 20}
_DIRECTOR: Weights = {"K03": 20, "K04": 20, "K05": 20, "K06": 20, "K07": 20}
#: What each role is scored by until headquarters says otherwise.
SHIPPED: Mapping[Role, Weights] = {
    Role.SPECIALIST: _BRANCH,
    Role.BRANCH_MANAGER: _BRANCH,
    Role.ASSISTANT: {"K08": 30, "K09": 30, "K10": 20, "K11": 20},
    Role.DEPUTY_DIRECTOR: _DIRECTOR,
    Role.DIRECTOR: _DIRECTOR,
}


def weights_of(text: str) -> dict[str, int]:
    """`K01 20、K02 20、工作态度 10` → name → points, in that order. Raises ValueError for what is not written so."""
    found: dict[str, int] = {}
    for part in filter(None, (one.strip() for one in re.split(r"[、，,；;\n]", text))):
        if not (read := _PART.fullmatch(part)) or read[1] in found:
            raise ValueError(part)
        found[read[1]] = int(read[2])
    return found


def _scheme_rules(values: Values) -> Iterator[Problem]:
    try:
        weights = weights_of(str(values.get("weights") or ""))
    except ValueError as wrong:
        yield Problem("weights", f"“{wrong}”看不懂或写了两次，请写成“K01 20、K02 20、工作态度 10”的样子")
        return
    if unknown := [name for name in weights if _KPI.fullmatch(name) and name not in KPI_BY_ID]:
        yield Problem("weights", f"没有指标 {'、'.join(unknown)}，可用：{'、'.join(KPI_BY_ID)}")
    if 0 in weights.values():
        yield Problem("weights", "权重不能为 0，请删去这一项")
    if sum(weights.values()) != FULL:
        yield Problem("weights", f"权重合计是 {sum(weights.values())}，必须正好是 {FULL}")


class AppraisalScheme(Record, frozen=True, kw_only=True):
    """What a role is scored by from one month on; a KPI by its number, anything else is scored by hand."""

    about: ClassVar[About] = About(
        "appraisal_scheme", "考核方案", "考核方案", title=("role", "version"), reference=True, rules=(_scheme_rules,), order="-valid_from"
    )

    role: Annotated[Role, says("岗位", listed=True)]
    version: Annotated[Whole, says("版本", listed=True, least=2, help="随程序提供的方案是第 1 版")]
    valid_from: Annotated[Month, says("启用月份", listed=True)]
    weights: Annotated[Text, says("项目与权重", listed=True, help="例如：K01 40、K05 40、工作态度 20；合计 100，没有编号的项目由上级打分")]
    note: Annotated[Long | None, says("说明", listed=True)] = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """The scheme of a role in force. version: 1 is the shipped one."""

    role: Role
    version: int
    weights: Weights


def scheme_for(schemes: Iterable[Values], role: Role, month: str) -> Scheme:
    """The scheme of a role in force in a month: of those begun by then the latest, of the same month the highest version."""
    begun = [one for one in schemes if one.get("role") == role and str(one.get("valid_from")) <= month]
    if not begun:
        return Scheme(role, 1, SHIPPED[role])
    best = max(begun, key=lambda one: (str(one["valid_from"]), int(one["version"])))
    return Scheme(role, int(best["version"]), weights_of(str(best["weights"])))


# -- points ---------------------------------------------------------------------------------------------------------


def attained(value: Fraction | None, target: Fraction | None, *, rising: bool = True, growth: bool = False) -> Fraction | None:
    """How far a value reaches its target: value ÷ target, of what should be small target ÷ value, of a growth value ÷ 15 %.

    None without a value, or without a target to reach.
    """
    if growth:
        return None if value is None else value / GROWTH_FULL
    if value is None or target is None or target <= 0:
        return None
    if rising:
        return value / target
    return target / value if value > 0 else CAP


@dataclass(frozen=True, slots=True)
class Entry:
    """One item to be scored. attain: None where there is nothing to judge. override: hundredths of a point set by a person."""

    weight: int
    attain: Fraction | None
    override: int | None = None

    @property
    def counts(self) -> bool:
        """Whether it is scored at all; otherwise the others share its weight."""
        return self.attain is not None or self.override is not None


def shares(entries: Sequence[Entry]) -> list[Fraction | None]:
    """The weight each item really has: that of items without a value is spread over the others pro rata."""
    whole = sum(entry.weight for entry in entries if entry.counts)
    return [Fraction(entry.weight * FULL, whole) if entry.counts else None for entry in entries]


def earned(entries: Sequence[Entry]) -> list[int | None]:
    """The points of each item in hundredths: weight × attainment, at most 1.2 and at least 0, or what a person set."""
    found: list[int | None] = []
    for entry, share in zip(entries, shares(entries), strict=True):
        if share is None or entry.attain is None or entry.override is not None:
            found.append(entry.override)
        else:
            found.append(hundredths(share * max(Fraction(0), min(entry.attain, CAP))))
    return found


def total_of(entries: Sequence[Entry]) -> int | None:
    """The total in hundredths, the sum of what the items show; None where nothing is scored."""
    points = [one for one in earned(entries) if one is not None]
    return sum(points) if points else None


def hundredths(points: Fraction) -> int:
    """Points as whole hundredths, half away from zero."""
    return int(rounded(points * 100, 0))
