"""What a desk's lorries carry: carriers, drivers, vehicles and the waybills of the last three months (domain.md §3.7, §5.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from csdesk.demo.clientele import Member
from csdesk.demo.draw import Draw
from csdesk.demo.market import AS_OF
from csdesk.demo.names import CITIES, mobile, person, plate, trailer
from csdesk.domain.calendar import SHIPPED
from csdesk.domain.moments import SHANGHAI, wire_moment

Rows = list[dict[str, Any]]
_FROM = date(2026, 4, 1)
_VEHICLES = (("4.2m", 28), ("6.8m", 18), ("7.6m", 8), ("9.6m", 24), ("13m", 16), ("17.5m", 6))
#: Vehicle → mean distance in km, base price in 元, price per km in 1/100 元, payload in kg.
_LANES = {
    "4.2m": (80, 400, 220, 1_800),
    "6.8m": (220, 550, 280, 8_000),
    "7.6m": (260, 600, 295, 9_000),
    "9.6m": (650, 700, 320, 15_000),
    "13m": (950, 1_000, 400, 30_000),
    "17.5m": (1_100, 1_200, 450, 31_000),
}
_GOODS = {"appliances": "冰箱", "food": "饮料", "fmcg": "洗涤用品", "medicine": "药品", "clothing": "服装", "electronics": "电子元件"}
_CARRIERS = ("陆岚运输", "途禾物流", "骏川运输", "捷柏货运")


def fleet_rows(seat: str) -> dict[str, Rows]:
    """Four carriers, twelve drivers and their vehicles."""
    carriers = [
        {"licence_name": f"宁波{name}有限公司", "short_name": name, "contact_name": person(600 + n), "contact_phone": mobile(9100 + n)}
        for n, name in enumerate(_CARRIERS)
    ]
    drivers, vehicles = [], []
    for n in range(12):
        kind = tuple(_LANES)[n % 6]
        number = int(seat) * 100 + n
        carrier = _CARRIERS[n % 4]
        drivers.append({"name": person(400 + n + 20 * int(seat)), "mobile": mobile(1000 + number), "carrier_id": carrier})
        told = {"plate_no": plate(number), "vehicle_type": kind, "capacity_type": "contracted", "carrier_id": carrier}
        vehicles.append(told | ({"trailer_plate_no": trailer(number)} if kind in ("13m", "17.5m") else {}))
    return {"carrier": carriers, "driver": drivers, "vehicle": vehicles}


def waybill_rows(seat: str, members: Sequence[Member], per_day: int, fleet: dict[str, Rows]) -> Rows:
    """The waybills from April to the demo's day, on working days and some Saturdays, and the one across the month's end."""
    shippers = [(m, max(m.account.sold("2026-05") // 1_000_000, 1)) for m in members if m.account.sold("2026-05")]
    rows: Rows = []
    last = date.fromisoformat(AS_OF)
    for day in (_FROM + timedelta(days=n) for n in range((last - _FROM).days + 1)):
        draw = Draw("waybills", f"{seat}{day}")
        wanted = draw.whole(per_day - 1, per_day + 2) if SHIPPED.is_workday(day) else draw.whole(0, 1)
        rows += (_waybill(seat, day, n, draw.weighed(shippers), fleet) for n in range(1, wanted + 1))
    return [*rows, _across(seat, shippers[0][0], fleet)]


def _across(seat: str, m: Member, fleet: dict[str, Rows]) -> dict[str, Any]:
    """Leaves on the last day of May, arrives on the first of June."""
    row = _waybill(seat, date(2026, 5, 31), 99, m, fleet)
    times = ("planned_loading_at", "31T19"), ("planned_departure_at", "31T21"), ("loaded_at", "31T20"), ("departed_at", "31T21")
    row |= {name: f"2026-05-{at}:00:00+08:00" for name, at in times}
    row |= {"required_arrival_at": "2026-06-01T12:00:00+08:00", "arrived_at": "2026-06-01T11:20:00+08:00"}
    return row | {"signed_at": "2026-06-01T14:00:00+08:00", "sign_status": "ok", "status": "signed", "pod_received_at": None}


def _waybill(seat: str, day: date, n: int, m: Member, fleet: dict[str, Rows]) -> dict[str, Any]:
    number = f"NB{seat}-{day:%y%m%d}{n:04}"
    draw = Draw("waybill", number)
    kind = draw.weighed(_VEHICLES)
    mean, base, rate, payload = _LANES[kind]
    km = max(mean + draw.bell(0, mean * 2 // 5), 15)
    cost = (base * 100 + km * rate) * draw.bell(1000, 60) // 1000
    departure = datetime(day.year, day.month, day.day, draw.whole(6, 9) if kind == "4.2m" else draw.whole(14, 21), tzinfo=SHANGHAI)
    return {
        "waybill_no": number,
        "client_id": m.name,
        "mode": "city" if kind == "4.2m" else "ftl",
        "goods_name": _GOODS.get(m.company.industry, "普货"),
        "pieces": draw.whole(20, 600),
        "weight": payload * draw.whole(40, 95) * 10,
        "origin_city": m.company.city,
        "dest_city": draw.one(CITIES),
        "distance_km": km,
        "vehicle_type_req": kind,
        "plan_date": day.isoformat(),
        "planned_loading_at": wire_moment(departure - timedelta(hours=2)),
        "planned_departure_at": wire_moment(departure),
        "required_arrival_at": wire_moment(departure + _allowed(km)),
        "est_receivable": cost * 100 // (100 - draw.whole(15, 24)) // 100 * 100,
        "est_payable": cost // 100 * 100,
        **_way(draw, departure, km, kind, fleet),
    }


def _allowed(km: int) -> timedelta:
    return timedelta(hours=km // 45 + 3)


def _way(draw: Draw, departure: datetime, km: int, kind: str, fleet: dict[str, Rows]) -> dict[str, Any]:
    """What happened up to the demo's day: a lorry found or not, underway, arrived, signed, the 回单 back."""
    now = datetime.fromisoformat(f"{AS_OF}T18:00:00+08:00")
    if draw.chance(4):
        return {"status": "void", "void_reason": draw.one(("client", "us"))}
    if departure > now:
        return {"status": "pool"}
    at = draw.one([n for n, vehicle in enumerate(fleet["vehicle"]) if vehicle["vehicle_type"] == kind])
    told = {key: value for key, value in fleet["vehicle"][at].items() if key != "vehicle_type"}
    told |= {"driver_name": fleet["driver"][at]["name"], "driver_phone": fleet["driver"][at]["mobile"]}
    told["status"] = "planned"
    for name, moment, status in _nodes(draw, departure, km):
        if moment > now:
            break
        told |= {name: wire_moment(moment), **({"status": status} if status else {})}
    if told["status"] == "signed":
        told["sign_status"] = draw.weighed((("ok", 993), ("damage", 5), ("short", 2)))
    return told


def _nodes(draw: Draw, departure: datetime, km: int) -> Iterator[tuple[str, datetime, str]]:
    delay = draw.whole(60, 240) if draw.chance(30) else max(0, draw.bell(-10, 25))
    left = departure + timedelta(minutes=delay)
    yield "loaded_at", left - timedelta(minutes=20), "loading"
    yield "departed_at", left, "in_transit"
    late = draw.whole(60, 600) if draw.chance(40) else 0
    arrived = left + timedelta(minutes=km * 60 // draw.whole(55, 65) + draw.whole(20, 70) + late)
    yield "arrived_at", arrived, "arrived"
    signed = arrived + timedelta(minutes=draw.whole(30, 900) if draw.chance(940) else draw.whole(1500, 2400))
    yield "signed_at", signed, "signed"
    yield "pod_received_at", signed + timedelta(days=draw.whole(2, 12)), ""
