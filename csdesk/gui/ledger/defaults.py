"""What the form of a new record begins with."""

from __future__ import annotations

from typing import Any

from csdesk.domain.checking import offered
from csdesk.domain.record import Record, field_map, fields_of
from csdesk.domain.staff.people import Staff
from csdesk.gui.desk import Desk


def defaults(desk: Desk, record: type[Record]) -> dict[str, Any]:
    """The values with which a new record is offered."""
    told = offered(record, name=desk.db.site.name, staff=desk.me, now=desk.now())
    return {"owner_id": desk.me, **told} if _owned(desk, record) else told


def _owned(desk: Desk, record: type[Record]) -> bool:
    """Whether a new record is the person's own; who stands in for a colleague writes for him too, and it is known only by the client."""
    owner = field_map(record).get("owner_id")
    return bool(desk.me and owner and owner.of == Staff.about.name and not desk.db.site.post.covers)


def names(desk: Desk, record: type[Record]) -> dict[str, str]:
    """What the person of the file is called where a new record is offered with him as a reference."""
    mine = {f.name for f in fields_of(record) if f.offered == "me" and f.of} | ({"owner_id"} if _owned(desk, record) else set())
    return dict.fromkeys(sorted(mine), desk.db.site.name)


def first_entry(record: type[Record]) -> str:
    """The field with which one begins: the client where there is one, else the first that is typed."""
    typed = [f.name for f in fields_of(record) if not f.number and not f.auto and not f.action_only]
    return "client_id" if "client_id" in field_map(record) else next(iter(typed), "")
