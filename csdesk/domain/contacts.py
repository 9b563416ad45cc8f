"""How often a client is to be spoken to, and by when the day's news of it is filed (SP-W1, SP-W7)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from csdesk.domain.clients import Tier

#: Days between two contacts by tier, and the hour by which the day is filed, where no policy says otherwise.
CONTACT_DAYS = {Tier.KA: 7, Tier.A: 7, Tier.B: 15, Tier.C: 30}
CUT_OFF = 17
#: The keys of the policies that change them.
POLICIES = {**{f"contact_days_{tier.value}": days for tier, days in CONTACT_DAYS.items()}, "daily_cut_off": CUT_OFF}
#: What a quiet day is filed as.
QUIET = "今日无异常，发货与服务情况正常。"


def numbers(told: Mapping[str, str]) -> dict[str, int]:
    """Every number, as the policies say it; what cannot be read, or makes no sense, leaves the default."""
    read = {key: int(text) for key, text in told.items() if key in POLICIES and text.strip().isdigit()}
    good = {key: n for key, n in read.items() if (0 <= n < 24 if key == "daily_cut_off" else 0 < n <= 366)}
    return POLICIES | good


def contact_due(tier: str | None, last: date | None, rules: Mapping[str, int]) -> date | None:
    """The day by which a client is to be spoken to again; None where nobody has spoken to it yet."""
    days = rules.get(f"contact_days_{tier}", CONTACT_DAYS[Tier.C])
    return last + timedelta(days=days) if last else None
