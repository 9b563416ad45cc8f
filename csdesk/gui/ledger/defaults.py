"""What the form of a new record begins with."""

from __future__ import annotations

from typing import Any

from csdesk.domain.checking import offered
from csdesk.domain.record import Record, fields_of
from csdesk.gui.desk import Desk


def defaults(desk: Desk, record: type[Record]) -> dict[str, Any]:
    """The values with which a new record is offered."""
    return offered(record, name=desk.db.site.name, staff=desk.me, now=desk.now())


def names(desk: Desk, record: type[Record]) -> dict[str, str]:
    """What the person of the file is called where a new record is offered with him as a reference."""
    return {f.name: desk.db.site.name for f in fields_of(record) if f.offered == "me" and f.of}
