"""How grave a case is by rule: sums, the client's tier, how often it complains (domain.md §3.6)."""

from __future__ import annotations

from dataclasses import dataclass

from csdesk.domain.cases.case_choices import CaseType, Severity
from csdesk.domain.record import Values

#: Cases of one client and type within so many days are repeated; of any type within so many make the third a major one.
ALIKE_DAYS, MANY_DAYS = 90, 30
_THIRD = 2  # earlier ones
_MAJOR_CLAIM, _CRITICAL_CLAIM = 5_000_00, 50_000_00  # 分
_WHOLE_LOSS = "整票丢失"
_ORDER = list(Severity)


@dataclass(frozen=True, slots=True)
class Cause:
    """How grave a case should be at least, and why."""

    severity: Severity
    reason: str


def graver(case: Values, *, tier: str, earlier: int) -> Cause | None:
    """Why a case should be graver than it says; None when it is right. tier: of its client. earlier: its cases within 30 days."""
    cause = _cause(case, tier, earlier)
    said = Severity(case.get("severity") or Severity.NORMAL)
    return cause if cause and _ORDER.index(cause.severity) > _ORDER.index(said) else None


def _cause(case: Values, tier: str, earlier: int) -> Cause | None:
    claimed = case.get("claimed_amount") or 0
    if claimed >= _CRITICAL_CLAIM:
        return Cause(Severity.CRITICAL, "索赔 50,000 元以上")
    if case.get("type") == CaseType.LOSS and case.get("subtype") == _WHOLE_LOSS:
        return Cause(Severity.CRITICAL, "整票丢失")
    if case.get("type") == CaseType.SAFETY:
        return Cause(Severity.CRITICAL, "安全事故")
    if claimed >= _MAJOR_CLAIM:
        return Cause(Severity.MAJOR, "索赔 5,000 元以上")
    if tier == "A":
        return Cause(Severity.MAJOR, "A 级客户")
    if earlier >= _THIRD:
        return Cause(Severity.MAJOR, f"该客户 30 天内第 {earlier + 1} 件")
    return None
