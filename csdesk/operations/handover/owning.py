"""Whose a record is once its client has changed hands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from csdesk.domain.cases.complaints import Complaint, ComplaintEvent
from csdesk.domain.record import Record
from csdesk.domain.staff import handover
from csdesk.domain.tasks import Task
from csdesk.store.columns import CacheRow
from csdesk.store.merging import moving
from csdesk.store.merging.moving import Belongings


def owned_by(staff: str, book: str, found: Belongings, on: str = "") -> moving.Anew:
    """What records get anew that become somebody's (his staff record) from the day `on` (wire). book: where they go; "" when they stay.

    A case only where its events say whose it was when it was registered.
    """
    stamped = {event.values.get("complaint_id") for event in found.get(ComplaintEvent, ()) if event.values.get("owner_id")}

    def anew(record: type[Record], row: CacheRow) -> Mapping[str, Any]:
        if record is Task:
            own = row.values.get("by_id") == row.values.get("owner_id")
            return {"owner_id": staff, **({"about_book": book} if book else {}), **({"by_id": staff} if own else {})}
        mine = row.id in stamped if record is Complaint else handover.passes(record, row.values, on)
        return {"owner_id": staff} if mine else {}

    return anew
