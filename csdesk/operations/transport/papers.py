"""What stands on the papers of a trip (派车单, 装车单), as texts; and that it was printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csdesk.domain.moments import wire_moment
from csdesk.domain.record import field_map, title_of
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.transport.board import Load
from csdesk.domain.transport.trips import Trip, TripEvent, TripStop
from csdesk.domain.transport.waybills import PieceUnit, Waybill
from csdesk.operations.transport import driving
from csdesk.store import changesets, ledger
from csdesk.store.database import Database

_HEAD = (
    "plate_no", "trailer_plate_no", "vehicle_type", "driver_name", "driver_phone", "co_driver", "carrier_id", "dock", "planned_loading_at",
    "planned_departure_at", "planned_arrival_at", "seal_no",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One waybill on the paper. pieces, weight (grams), volume (litres): what this trip carries of it."""

    number: str
    client_order: str
    client: str
    consignee: str
    phone: str
    address: str
    goods: str
    unit: str
    pieces: int
    weight: int
    volume: int
    required: str
    note: str


@dataclass(frozen=True, slots=True)
class TripPaper:
    """A trip as it is printed. head: (label, text), empty ones left out. by: who plans; at: when it was printed."""

    number: str
    day: str
    head: tuple[tuple[str, str], ...]
    lines: tuple[PaperLine, ...]
    note: str
    by: str
    at: str

    @property
    def pieces(self) -> int:
        """All pieces."""
        return sum(line.pieces for line in self.lines)

    @property
    def weight(self) -> int:
        """Grams of all."""
        return sum(line.weight for line in self.lines)

    @property
    def volume(self) -> int:
        """Litres of all."""
        return sum(line.volume for line in self.lines)


def trip_paper(db: Database, trip: Row, now: datetime) -> TripPaper:
    """The trip with its waybills in the order in which they are unloaded. Reads only."""
    with db.reading() as connection:
        stops = ledger.select(connection, TripStop, Query(filters=(Filter("trip_id", "is", trip.id),)))
        loads = driving.loads_of(connection, trip, stops, {})
    last = {str(stop.values["waybill_id"]): int(stop.values["seq"]) for stop in stops}
    part = {str(stop.values["waybill_id"]): stop.values["pieces"] for stop in stops if stop.values.get("pieces") is not None}
    loads = sorted(loads, key=lambda load: last[load.waybill.id])
    known = field_map(Trip)
    head = [(known[n].label, trip.titles.get(n) or known[n].show(trip.values.get(n))) for n in _HEAD if trip.values.get(n)]
    return TripPaper(
        number=str(trip.values.get("trip_no", "")),
        day=str(trip.values.get("plan_date", "")),
        head=tuple(head),
        lines=tuple(_line(load, part.get(load.waybill.id)) for load in loads),
        note=str(trip.values.get("note") or ""),
        by=db.site.name,
        at=wire_moment(now)[:16].replace("T", " "),
    )


def _line(load: Load, pieces: int | None) -> PaperLine:
    values = load.waybill.values

    def text(name: str) -> str:
        return str(values.get(name) or "")

    return PaperLine(
        number=text("waybill_no"),
        client_order=text("client_order_no"),
        client=load.waybill.titles.get("client_id", "").split(" ", 1)[-1],
        consignee=text("consignee"),
        phone=text("consignee_phone"),
        address=text("dest_addr") or text("dest_city").lstrip("0123456789 "),
        goods=text("goods_name"),
        unit=PieceUnit.labels().get(text("unit"), "件"),
        pieces=int(pieces if pieces is not None else values.get("pieces") or 0),
        weight=load.weight,
        volume=load.volume,
        required=field_map(Waybill)["required_arrival_at"].show(values.get("required_arrival_at"))[5:],
        note=text("note"),
    )


def printed(db: Database, trips: Sequence[Row], paper: str, now: datetime) -> None:
    """Note on each trip that a paper of it was printed: its count and an event, one change set."""
    with changesets.change_set(db, f"打印{paper} " + (title_of(Trip, trips[0].values) if len(trips) == 1 else f"{len(trips)} 张")) as work:
        for trip in trips:
            fresh = ledger.get(work.connection, Trip, trip.book, trip.id) or trip
            state = fresh.values.get("status")
            work.change(Trip, trip.book, trip.id, {"printed_count": int(fresh.values.get("printed_count") or 0) + 1})
            told: dict[str, Any] = {"trip_id": trip.id, "at": wire_moment(now), "by": work.site.name, "action": f"打印{paper}"}
            work.create(
                TripEvent, {**told, "from_status": state, "to_status": state, "owner_id": fresh.values.get("owner_id")}, book=trip.book
            )
