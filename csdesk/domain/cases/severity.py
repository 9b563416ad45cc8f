"""How grave a case is at least, by rule, and who stands above it (domain.md §3.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from csdesk.domain.care.clients import Tier
from csdesk.domain.cases.case_choices import CaseKind, CaseRisk, CaseStatus, CaseType, DisputeKind, Severity
from csdesk.domain.moments import moment_of
from csdesk.domain.record import Problem, Values
from csdesk.domain.staff.people import Role

_WHOLE_LOSS = "整票丢失"
_ORDER = list(Severity)
_GREAT = frozenset({Tier.KA, Tier.A})
_SETTLED = frozenset({CaseStatus.CLOSED, CaseStatus.VOID})
#: Each above the one before it.
_RANKS = (Role.SPECIALIST, Role.BRANCH_MANAGER, Role.DEPUTY_DIRECTOR, Role.DIRECTOR)


@dataclass(frozen=True, slots=True)
class Cause:
    """How grave a case should be at least, and why."""

    severity: Severity
    reason: str


@dataclass(frozen=True, slots=True)
class Around:
    """What a case does not say itself: its client's tier, how many cases the client had in the days before, how late its waybill is."""

    tier: str = ""
    earlier: int = 0
    late_hours: float = 0


def lateness(waybill: Values, now: datetime) -> float:
    """How many hours a waybill arrived, or is by `now`, after it had to; 0 when it did not or is void."""
    due, done = waybill.get("required_arrival_at"), waybill.get("arrived_at") or waybill.get("signed_at")
    if not due or waybill.get("status") == "void":
        return 0
    return max(0.0, ((moment_of(done) if done else now) - moment_of(due)).total_seconds() / 3600)


def graver(case: Values, around: Around, rules: Mapping[str, int]) -> Cause | None:
    """Why a case should be graver than it says; None when it is right, settled, or an inquiry. rules: the company's numbers."""
    if case.get("status") in _SETTLED or case.get("case_kind") == CaseKind.INQUIRY:
        return None
    found = cause(case, around, rules)
    return found if found and above(found.severity, case.get("severity")) else None


def above(one: str, other: object) -> bool:
    """Whether a severity is graver than another; none is the least."""
    return _ORDER.index(Severity(one)) > _ORDER.index(Severity(str(other or Severity.NORMAL)))


def cause(case: Values, around: Around, rules: Mapping[str, int]) -> Cause | None:
    """The gravest thing that the rule knows of a case; None for an ordinary one."""
    return next((Cause(severity, why) for severity, reasons in _reasons(case, around, rules) for why in reasons if why), None)


def _reasons(case: Values, around: Around, rules: Mapping[str, int]) -> Iterator[tuple[Severity, tuple[str, ...]]]:
    """The reasons for each severity, the gravest first; empty words say nothing."""
    claimed, risks = (case.get("claimed_amount") or 0) // 100, set(case.get("risks") or ())
    great, yuan, hours = around.tier in _GREAT, "索赔 {:,} 元以上", rules["case_delay_hours"]
    yield (
        Severity.CRITICAL,
        (
            yuan.format(rules["case_claim_critical"]) * (claimed >= rules["case_claim_critical"]),
            "整票丢失" * (case.get("type") == CaseType.LOSS and case.get("subtype") == _WHOLE_LOSS),
            "安全事故" * (case.get("type") == CaseType.SAFETY),
            "重点客户扬言终止合作" * (great and CaseRisk.LEAVING in risks),
            "媒体曝光" * (CaseRisk.MEDIA in risks),
            "监管或诉讼" * (CaseRisk.REGULATOR in risks or case.get("dispute_kind") in (DisputeKind.REGULATOR, DisputeKind.LITIGATION)),
        ),
    )
    yield (
        Severity.MAJOR,
        (
            yuan.format(rules["case_claim_major"]) * (claimed >= rules["case_claim_major"]),
            f"延误超过 {hours} 小时" * (case.get("type") == CaseType.DELAY and around.late_hours > hours),
            "停线风险" * (CaseRisk.LINE_STOP in risks),
            f"{around.tier} 级客户" * bool(great and rules["case_tier_major"]),
            f"该客户 {rules['case_many_days']} 天内第 {around.earlier + 1} 件" * (around.earlier + 1 >= rules["case_many"]),
        ),
    )


def lowering(before: Values, told: Values) -> Iterator[Problem]:
    """By hand a case only becomes graver; less grave it becomes by the action of the next level, with a reason."""
    if told.get("severity") is None or not above(str(before.get("severity") or Severity.NORMAL), told["severity"]):
        return
    yield Problem("severity", "严重程度只能调高；要降级请用“降级”，由上一级写明原因后批准")


def next_level(severity: object, owner: str) -> tuple[Role, ...]:
    """Who decides what the owner of a case may not decide alone, the lowest first: above him, and of a critical case above the branch.

    owner: the role of whoever the case belongs to; "" where nobody knows. Above the director of the program is nobody: he decides.
    """
    floor = _RANKS.index(Role(owner)) if owner in _RANKS else 0
    if severity == Severity.CRITICAL:
        floor = max(floor, _RANKS.index(Role.BRANCH_MANAGER))
    return _RANKS[floor + 1 :] or (Role.DIRECTOR,)


def named(roles: tuple[Role, ...]) -> str:
    """Whom to ask: the branch manager, or those above him."""
    return roles[0].label if roles[0] == Role.BRANCH_MANAGER else "或".join(role.label for role in roles)
