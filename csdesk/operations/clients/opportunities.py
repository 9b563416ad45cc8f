"""Opportunities kept: what the numbers propose becomes a record that somebody works at, in one step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from csdesk.domain.care.opportunities import OPEN, Opportunity, OpportunityKind
from csdesk.domain.rows import Filter, Query, Row
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.operations.clients.client_values import ClientChance
from csdesk.store import changesets, ledger
from csdesk.store.database import Database
from csdesk.store.lookup import Connection

Key = tuple[str, str, str]


def keep(db: Database, chosen: Sequence[ClientChance], *, now: datetime) -> int:
    """Make opportunities of these proposals, each for whoever looks after the client; how many. One change set.

    Raises Refused where somebody works at all of them already.
    """
    with changesets.change_set(db, f"存为商机 {len(chosen)} 条") as work:
        known = kept(work.connection)
        new = [one for one in chosen if _key(one.client.id, one.found.kind.value, one.found.said) not in known]
        if not new:
            raise Refused("选中的机会都已存为商机，请到“商机”里跟进")
        me = ledger.staff_of(work.connection, work.site.site)
        for one in new:
            told = {"client_id": one.client.id, "kind": one.found.kind.value, "said": one.found.said, "monthly": one.found.monthly}
            owner = {"owner_id": one.client.values.get("owner_id") or me, "found_on": now.date().isoformat()}
            full = ledgers.completed(work, Opportunity, {k: v for k, v in {**told, **owner}.items() if v is not None}, now)
            ledgers.enter(work, Opportunity, full, now, book=ledgers.placed(work, Opportunity, full, now))
    return len(new)


def kept(connection: Connection) -> Mapping[Key, Row]:
    """The opportunities somebody works at."""
    found = ledger.select(connection, Opportunity, Query(filters=(Filter("stage", "in", list(OPEN)),)))
    return {_key(str(row.values["client_id"]), str(row.values["kind"]), str(row.values["said"])): row for row in found}


def _key(client: str, kind: str, said: str) -> Key:
    """What makes two chances one: the client and the kind; of lanes, of which a client may have several, what is said too."""
    return client, kind, said if kind == OpportunityKind.LANE else ""
