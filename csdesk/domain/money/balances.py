"""What clients owe on a day, in all (domain.md §3.8).

All amounts are 分 with tax; all records come as wire values, keyed by id where their id matters.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from csdesk.domain.money.accounts import Known
from csdesk.domain.money.charges import UNCOUNTED, OpeningItem
from csdesk.domain.money.losses import counts
from csdesk.domain.money.terms import last_day
from csdesk.domain.record import Values


@dataclass(slots=True)
class Balance:
    """What moved one client's account up to a day. `unapplied` is money that came in and pays nothing yet."""

    charged: int = 0
    opening: int = 0
    applied: int = 0
    unapplied: int = 0
    written_off: int = 0

    @property
    def net(self) -> int:
        """Below zero when the client has paid ahead."""
        return self.opening + self.charged - self.applied - self.unapplied - self.written_off

    @property
    def receivable(self) -> int:
        """应收余额: never below zero, so that one client's prepayment does not hide another's debt (K07, domain.md §2)."""
        return max(0, self.net)

    @property
    def prepaid(self) -> int:
        """预收余额."""
        return max(0, -self.net)


def balances(
    as_of: date,
    *,
    charges: Iterable[Values],
    receipts: Known,
    applications: Iterable[Values],
    write_offs: Iterable[Values] = (),
    openings: Iterable[Values] = (),
) -> dict[str, Balance]:
    """The account of every client at the end of `as_of`, by client id (domain.md §3.8; decisions.md, opening balances).

    Receipts that nobody has assigned to a client are in no account.
    """
    day = as_of.isoformat()
    found: dict[str, Balance] = defaultdict(Balance)
    for line in charges:
        if line["biz_date"] <= day and line.get("state") not in UNCOUNTED:
            found[line["client_id"]].charged += line["amount_incl_tax"]
    used: dict[str, int] = defaultdict(int)
    for part in applications:
        if part["applied_on"] <= day:
            used[part["receipt_id"]] += part["amount"]
            found[part["client_id"]].applied += part["amount"]
    for id_, receipt in receipts.items():
        if receipt.get("client_id") and receipt["received_on"] <= day:
            found[receipt["client_id"]].unapplied += receipt["amount"] - used[id_]
    for loss in write_offs:
        if loss["written_off_on"] <= day and counts(loss):
            found[loss["client_id"]].written_off += loss["amount"]
    for opening in openings:
        if last_day(opening["month"]) <= as_of:
            found[opening["client_id"]].opening += _SIGN.get(opening["item"], 0) * opening["amount"]
    return dict(found)


_SIGN = {OpeningItem.RECEIVABLE: 1, OpeningItem.UNAPPLIED: -1}
