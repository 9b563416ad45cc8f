"""Judging a figure on its full value and showing it rounded, without ever showing a fail as the threshold (domain.md §0.3)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from csdesk.domain.plans.targets import Level
from csdesk.domain.record import Choice
from csdesk.domain.staff.people import Role


class Status(Choice):
    PASS = "pass", "达标"
    NEAR = "near", "临界"
    FAIL = "fail", "未达标"
    NONE = "none", "无数据"
    UNSET = "unset", "未设阈值"


#: Colour is never the only signal (desk.md).
SIGNS = {Status.PASS: "✓", Status.NEAR: "△", Status.FAIL: "✕", Status.NONE: "—", Status.UNSET: "○"}

FLAGS = {
    "few_responses": "样本不足",
    "no_turnover": "无周转",
    "cost_without_revenue": "有成本无收入",
    "negative_revenue": "负收入",
    "not_yet": "本期还没有记录",
    "no_target": "无目标",
    "short_window": "期间不足三个月",
    "indicative": "仅供参考（春节月份）",
    "provisional": "暂估",
    "partial": "仅含本文件的数据",
    "restated": "重述",
    "frozen": "已结账",
}

#: Whose threshold judges an entity of a level (decisions.md).
ROLE_OF = {
    Level.CLIENT: Role.SPECIALIST,
    Level.SPECIALIST: Role.SPECIALIST,
    Level.BRANCH: Role.BRANCH_MANAGER,
    Level.SPAN: Role.DEPUTY_DIRECTOR,
    Level.NATION: Role.DIRECTOR,
}


@dataclass(frozen=True, slots=True)
class Unit:
    """How a figure is shown. scale: from the ratio to the shown number. band: how far a fail may miss and be 临界."""

    sign: str
    scale: int
    digits: int
    band: Fraction


PERCENT = Unit("%", 100, 2, Fraction(2, 100))
DAYS = Unit("天", 1, 1, Fraction(5))
PERMILLE = Unit("‰", 1000, 3, Fraction(2, 1000))
MINUTES = Unit("分钟", 1, 1, Fraction(0))


@dataclass(frozen=True, slots=True)
class Threshold:
    """What a role is to reach from a day on. rising: more is better; value: in the base unit (0.98, 75 days)."""

    role: str
    kpi: str
    value: Fraction
    rising: bool = True
    since: date = date.min

    def met(self, value: Fraction) -> bool:
        """Whether the full value passes."""
        return value >= self.value if self.rising else value <= self.value

    def text(self, unit: Unit) -> str:
        """`≥ 98 %`."""
        number = rounded(self.value * unit.scale, 3).rstrip("0").rstrip(".")
        return f"{'≥' if self.rising else '≤'} {number} {unit.sign}"


def threshold_for(known: Iterable[Threshold], kpi: str, role: str, day: date) -> Threshold | None:
    """The threshold in force on `day`; of two from the same day the later in `known`."""
    fitting = [t for t in known if t.kpi == kpi and t.role == role and t.since <= day]
    return max(enumerate(fitting), key=lambda pair: (pair[1].since, pair[0]), default=(0, None))[1]


def judged(value: Fraction | None, threshold: Threshold | None, unit: Unit, flags: Collection[str] = ()) -> Status:
    """The state of a figure, on its full value.

    Debt without turnover fails although it has no value; what has not begun does not. A single January or February of a
    growth is not judged (春节 moves between them), the two together are.
    """
    if "not_yet" in flags:
        return Status.NONE
    if value is None:
        return Status.FAIL if "no_turnover" in flags and threshold else Status.NONE
    if threshold is None or "indicative" in flags:
        return Status.UNSET
    if threshold.met(value):
        return Status.PASS
    return Status.NEAR if abs(value - threshold.value) <= unit.band else Status.FAIL


def rounded(value: Fraction, digits: int) -> str:
    """The number with so many digits, half away from zero (四舍五入)."""
    scaled = abs(value) * 10**digits
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    text = f"{whole:0{digits + 1}}"
    text = f"{text[:-digits]}.{text[-digits:]}" if digits else text
    return f"-{text}" if value < 0 and whole else text


def shown(value: Fraction | None, threshold: Threshold | None, unit: Unit, flags: Collection[str] = ()) -> str:
    """The figure as text. A fail that would read like the threshold gets as many digits as it takes to differ."""
    if "not_yet" in flags:
        return "—"
    if value is None:
        return "∞ 无周转" if "no_turnover" in flags else "—"
    digits = unit.digits
    if threshold and not threshold.met(value):
        while rounded(value * unit.scale, digits) == rounded(threshold.value * unit.scale, digits):
            digits += 1
    return f"{rounded(value * unit.scale, digits)} {unit.sign}"
