"""How often a client is to be spoken to, and what a quiet day of it is filed as (SP-W1, SP-W7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from csdesk.domain.care.clients import Tier

#: What a quiet day is filed as.
QUIET = "今日无异常，发货与服务情况正常。"


def contact_days(tier: object, rules: Mapping[str, int]) -> int:
    """Days between two contacts with a client of this tier. rules: the policies' numbers."""
    return rules.get(f"contact_days_{tier}", rules[f"contact_days_{Tier.C.value}"])


def contact_due(tier: object, last: date | None, rules: Mapping[str, int]) -> date | None:
    """The day by which a client is to be spoken to again; None where nobody has spoken to it yet."""
    return last + timedelta(days=contact_days(tier, rules)) if last else None
