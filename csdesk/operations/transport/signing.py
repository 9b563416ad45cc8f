"""Signing many waybills at once, each with what came of it (批量签收): one change set, every gate of the state machine held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csdesk.domain.record import Choice, title_of
from csdesk.domain.rows import Row
from csdesk.domain.transport.waybills import Waybill, WaybillStatus
from csdesk.errors import Refused
from csdesk.operations import moves
from csdesk.store import changesets
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database

#: What can be signed: what has arrived, and what is still said to be on the way (it arrives with its signature).
SIGNABLE = (WaybillStatus.ARRIVED, WaybillStatus.IN_TRANSIT, WaybillStatus.PARTIAL)


class Outcome(Choice):
    OK = "ok", "完好"
    DAMAGE = "damage", "破损"
    SHORT = "short", "短少"
    PARTIAL = "partial", "部分签收"
    REJECTED = "rejected", "拒收"
    UNDELIVERED = "undelivered", "未送达"


#: Outcome → the action of the waybill.
_ACTIONS = {Outcome.PARTIAL: "sign_partly", Outcome.REJECTED: "reject", Outcome.UNDELIVERED: "undeliver"}
#: What each outcome asks for besides.
ASKS: dict[Outcome, frozenset[str]] = {
    Outcome.OK: frozenset(),
    Outcome.DAMAGE: frozenset({"pieces_damaged"}),
    Outcome.SHORT: frozenset({"pieces_short"}),
    Outcome.PARTIAL: frozenset({"pieces_short", "pieces_damaged", "reason"}),
    Outcome.REJECTED: frozenset({"reason", "undelivered_by"}),
    Outcome.UNDELIVERED: frozenset({"undelivered_type", "reason", "undelivered_by"}),
}


@dataclass(frozen=True, slots=True)
class Signing:
    """What came of one waybill. filled: wire values of the fields that its outcome asks for; reason: in words."""

    row: Row
    outcome: Outcome = Outcome.OK
    filled: dict[str, Any] | None = None
    reason: str = ""


def signable(rows: Sequence[Row]) -> list[Row]:
    """Those of the rows that can be signed."""
    return [row for row in rows if row.values.get("status") in SIGNABLE]


def sign(db: Database, signings: Sequence[Signing], *, at: str | None, by: str | None, now: datetime) -> None:
    """Write what came of all of them: one change set, all or none.

    at: when, as a wire moment (now where nobody says); by: who signed, else each waybill's consignee. Raises Refused naming
    the waybill, or Invalid.
    """
    if not signings:
        raise Refused("请先选择到达或在途的运单")
    with changesets.change_set(db, f"签收 {len(signings)} 票") as work:
        for signing in signings:
            try:
                _sign(work, signing, at, by, now)
            except Refused as refused:
                raise Refused(f"{title_of(Waybill, signing.row.values)}：{refused}") from refused


def _sign(work: ChangeSet, signing: Signing, at: str | None, by: str | None, now: datetime) -> None:
    row, outcome, told = signing.row, signing.outcome, dict(signing.filled or {})
    if outcome != Outcome.UNDELIVERED:
        told |= {"signed_at": at, "signed_by": by or row.values.get("consignee")}
    if outcome in (Outcome.OK, Outcome.DAMAGE, Outcome.SHORT):
        told["sign_status"] = outcome.value
    if outcome in (Outcome.REJECTED, Outcome.UNDELIVERED):
        told["undelivered_reason"] = signing.reason
    if told.get("signed_by") is None and outcome in (Outcome.OK, Outcome.DAMAGE, Outcome.SHORT, Outcome.PARTIAL):
        raise Refused("没有收货人，请填写签收人")
    moves.take(work, Waybill, row, _ACTIONS.get(outcome, "sign"), told, now=now, note=signing.reason)
