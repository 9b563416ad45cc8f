"""Whom to press for money, how hard, and whether promises were kept (催收, domain.md §3.8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from csdesk.domain.money.accounts import Account
from csdesk.domain.money.receivables import DunningStage, stage_for
from csdesk.domain.record import Choice, Values


class Alert(Choice):
    """What is to be reported upward at once (SP-D6)."""

    LIMIT = "limit", "超信用额度"
    LATE = "late", "逾期超 30 天"
    BROKEN = "broken", "承诺失信"


#: So many days past due a debt is reported.
LATE_DAYS = 30


class Kept(Choice):
    OPEN = "open", "待兑现"
    KEPT = "kept", "已兑现"
    BROKEN = "broken", "未兑现"


@dataclass(frozen=True, slots=True)
class Promise:
    """What a client said he would pay, by when, and what came of it. amount in 分, None for "something"."""

    day: str
    amount: int | None
    kept: Kept


def promise_of(dunning: Values, receipts: Iterable[Values], as_of: date) -> Promise | None:
    """The promise told in one dunning entry: kept when what came in from that day to the promised one reaches it."""
    day = dunning.get("promise_date")
    if not day:
        return None
    said = str(dunning["at"])[:10]
    came = sum(v["amount"] for v in receipts if said <= v["received_on"] <= min(str(day), as_of.isoformat()))
    amount = dunning.get("promise_amount")
    if came >= (amount or 1):
        return Promise(str(day), amount, Kept.KEPT)
    return Promise(str(day), amount, Kept.BROKEN if as_of.isoformat() > day else Kept.OPEN)


@dataclass(frozen=True, slots=True)
class Arrears:
    """What of a client's account may be collected. Amounts in 分; disputed debts are in none but `disputed`.

    oldest: days past due of the oldest debt, below zero when it is still to fall due; None where nothing has a due date.
    """

    owed: int = 0
    overdue: int = 0
    late: int = 0  # past due for more than LATE_DAYS
    disputed: int = 0
    oldest: int | None = None

    @property
    def stage(self) -> DunningStage | None:
        """The stage that fits; None while nothing is to be collected. Who collects decides whether to go up to it."""
        return stage_for(self.oldest) if self.oldest is not None else None


def arrears(account: Account, as_of: date) -> Arrears:
    """What of an account is past due, and for how long."""
    day = as_of.isoformat()
    clear = [one for one in account.open if not one.item.disputed]
    dated = [(one, (as_of - date.fromisoformat(one.item.due)).days) for one in clear if one.item.due]
    return Arrears(
        owed=account.owed,
        overdue=sum(one.open for one, days in dated if days > 0),
        late=sum(one.open for one, days in dated if days > LATE_DAYS),
        disputed=sum(one.open for one in account.open if one.item.disputed and (one.item.due or "9999") < day),
        oldest=max((days for _, days in dated), default=None),
    )


def alerts(found: Arrears, limit: int | None, promise: Promise | None) -> tuple[Alert, ...]:
    """What is abnormal about a client's debts. limit: the credit limit in 分; None for none."""
    told = {
        Alert.LIMIT: limit is not None and found.owed > limit,
        Alert.LATE: found.late > 0,
        Alert.BROKEN: promise is not None and promise.kept == Kept.BROKEN and found.overdue > 0,
    }
    return tuple(alert for alert, on in told.items() if on)
