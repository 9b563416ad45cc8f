"""Waybills, visits and SOPs behind the figures, as far as a period looks back."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from csdesk.domain.care.sop_terms import ARRIVAL_GRACE_MIN, DEPARTURE_GRACE_MIN, SIGNOFF_HOURS, in_force, sop_parameters
from csdesk.domain.care.sops import SopStatus
from csdesk.domain.kpi.work import Load
from csdesk.domain.transport.pod_moves import pod_days
from csdesk.domain.transport.transit import CALL_HOURS
from csdesk.store.engines import words_of
from csdesk.store.figures.kpi_money import counted

#: (client, book, owner written on the record) → (owner, branch) of a record.
Stamped = Callable[[str | None, str, str | None], tuple[str, str]]
#: From a day to a day, both included.
Span = tuple[date, date]
#: A waybill's last day that counts, that of its 回单, lies at most this many days after the planned one.
_LATEST = 200
#: The longest that a 回单 may take where no SOP says otherwise (`pod_days`).
_USUAL_POD_DAYS = 15
_PARAMETERS = (
    "departure_grace_min",
    "arrival_grace_min",
    "signoff_hours",
    "pod_original_required",
    "tracking_interval_h",
    "visits_per_year",
)
_DEFAULTS: Mapping[str, Any] = {
    "departure_grace_min": DEPARTURE_GRACE_MIN,
    "arrival_grace_min": ARRIVAL_GRACE_MIN,
    "signoff_hours": SIGNOFF_HOURS,
    "tracking_interval_h": CALL_HOURS,
}
_TIMES = ("planned_departure_at", "required_arrival_at", "departed_at", "arrived_at", "signed_at")
_COLUMNS = (
    "id, book, client_id, owner_id, sop_version, planned_departure_at, required_arrival_at, departed_at, arrived_at, signed_at,"
    " sign_status, status, void_reason, pod_required, pod_due_date, pod_received_at, pod_type, exemption_reason, exemption_approver,"
    " pieces, pieces_damaged, pieces_short, sop_pod_days, origin_city, dest_city"
)


def loads(connection: Connection, whose: Stamped, last: str, spans: Sequence[Span]) -> Iterator[Load]:
    """The waybills of which something falls between the days of one of the spans, as they stand on the day `last`."""
    terms = _terms(connection)
    known = f"{last}T24"
    first = min((since for since, _ in spans), default=date.max)
    where, bound = _falling(spans)
    text = (
        f"SELECT {_COLUMNS} FROM waybill WHERE {counted(connection)} AND plan_date >= ? AND ({where} OR"
        f" (pod_due_date IS NULL AND sop_pod_days > {_USUAL_POD_DAYS}))"
    )
    rows = list(words_of(connection).tuples(connection, text, (_days_before(first, _LATEST), *bound)))
    voided = _voided(connection, [row[0] for row in rows if row[11] == "void"])
    for row in rows:
        yield _load(row, whose, terms.get((row[2], row[4]), _DEFAULTS), voided.get(row[0], "") < known)


def _falling(spans: Sequence[Span]) -> tuple[str, list[str]]:
    """The condition that something of a waybill falls into one of these spans, with its values."""
    each = " OR ".join(f"{name} >= ? AND {name} < ?" for name in (*_TIMES, "pod_due_date"))
    told, bound = f"({each} OR pod_due_date IS NULL AND signed_at >= ? AND signed_at < ?)", list[str]()
    for since, until in spans:
        end = f"{until.isoformat()}T24"
        bound += [since.isoformat(), end] * (len(_TIMES) + 1) + [_days_before(since, _USUAL_POD_DAYS), end]
    return " OR ".join([told] * len(spans)) or "1 = 0", bound


def _days_before(day: date, days: int) -> str:
    return (day - timedelta(days=days)).isoformat() if day > date(1, 12, 31) else ""


def _load(row: Sequence[Any], whose: Stamped, terms: Mapping[str, Any], void: bool) -> Load:
    (id, book, client, owner, _, planned, required, departed, arrived, signed, sign, status, reason, paper, due, back, kind,
     exempt, approver, pieces, damaged, short, days, origin, dest) = row  # fmt: skip
    if signed and not due and paper != 0:
        agreed = pod_days({"sop_pod_days": days, "origin_city": origin, "dest_city": dest})
        due = (date.fromisoformat(signed[:10]) + timedelta(days=agreed)).isoformat()
    stamped, branch = whose(client, book, owner)
    return Load(
        id, client or "", stamped, branch, planned or "", required or "", departed or "", arrived or "", signed or "", sign or "",
        ("us" if reason == "us" else "client") if status == "void" and void else "",
        terms["departure_grace_min"], terms["arrival_grace_min"], terms["signoff_hours"],
        paper != 0, due or "", back or "", kind or "", bool(terms.get("pod_original_required")), bool(exempt and approver),
        pieces or 0, damaged or 0, short or 0, terms["tracking_interval_h"],
    )  # fmt: skip


def _voided(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """When these waybills were cancelled, as far as their events say."""
    found: dict[str, str] = {}
    for start in range(0, len(ids), 500):
        part = tuple(ids[start : start + 500])
        text = (
            "SELECT waybill_id, min(coalesce(reported_at, occurred_at)) FROM waybill_event"
            f" WHERE to_status = 'void' AND waybill_id IN ({','.join('?' * len(part))}) GROUP BY waybill_id"
        )
        found.update((row[0], row[1]) for row in connection.exec_driver_sql(text, part))
    return found


def _sections(connection: Connection) -> dict[tuple[str, int, str, str, str], dict[str, Any]]:
    """The numbers of every SOP version: (client, version, status, from, to) → parameter → value."""
    found: dict[tuple[str, int, str, str, str], list[dict[str, Any]]] = defaultdict(list)
    names = ", ".join(f"s.{name}" for name in _PARAMETERS)
    for client, version, status, start, end, code, *values in connection.exec_driver_sql(
        f"SELECT c.client_id, c.version, c.status, coalesce(c.effective_from, ''), coalesce(c.effective_to, ''), s.code, {names}"
        f" FROM client_sop c JOIN sop_section s ON s.sop_id = c.id AND s.book = c.book"
        f" WHERE {counted(connection, 'c.')} AND {counted(connection, 's.')}"
    ):
        found[client, version, status, start, end].append({"code": code, **dict(zip(_PARAMETERS, values, strict=True))})
    return {key: sop_parameters(sections) for key, sections in found.items()}


def _terms(connection: Connection) -> dict[tuple[str, int], Mapping[str, Any]]:
    """What each SOP version says of a waybill, with the defaults beneath."""
    return {key[:2]: {**_DEFAULTS, **told} for key, told in _sections(connection).items()}


def promised_visits(connection: Connection, last: str) -> dict[str, int]:
    """How often a year a client is visited, by the SOP version that holds on the day `last`."""
    versions = defaultdict[str, list[dict[str, Any]]](list)
    for (client, version, status, start, end), terms in _sections(connection).items():
        known = {"version": version, "status": status, "effective_from": start, "effective_to": end}
        versions[client].append({**known, "times": terms.get("visits_per_year")})
    held = {client: in_force(told, last) for client, told in versions.items()}
    return {client: int(told["times"]) for client, told in held.items() if told and told["times"] is not None}


def covered(connection: Connection) -> dict[str, tuple[tuple[date, date], ...]]:
    """From when to when a client had a SOP in force."""
    found: dict[str, list[tuple[date, date]]] = defaultdict(list)
    for client, status, start, end in connection.exec_driver_sql(
        "SELECT client_id, status, effective_from, effective_to FROM client_sop"
        f" WHERE {counted(connection)} AND effective_from IS NOT NULL AND status IN ('effective', 'superseded') ORDER BY effective_from, id"
    ):
        if status == SopStatus.EFFECTIVE or end:
            found[client].append((date.fromisoformat(start), date.fromisoformat(end) if end else date.max))
    return {client: tuple(spans) for client, spans in found.items()}


def tracks(connection: Connection, last: str, spans: Sequence[Span]) -> dict[str, tuple[str, ...]]:
    """When the way of each waybill was reported on."""
    found: dict[str, list[str]] = defaultdict(list)
    for waybill, at in connection.exec_driver_sql(
        "SELECT waybill_id, coalesce(reported_at, occurred_at) FROM waybill_event"
        f" WHERE {counted(connection)} AND node IN ('checkpoint', 'exception') AND occurred_at >= ? AND occurred_at < ?",
        (min((since for since, _ in spans), default=date.max).isoformat(), f"{last}T24"),
    ):
        found[waybill].append(at)
    return {waybill: tuple(moments) for waybill, moments in found.items()}


def visits(connection: Connection, last: str) -> dict[str, tuple[str, ...]]:
    """The days on which somebody was at a client's: a call is no visit."""
    found: dict[str, list[str]] = defaultdict(list)
    for client, at in connection.exec_driver_sql(
        f"SELECT client_id, occurred_at FROM client_log WHERE {counted(connection)} AND log_type = 'visit' AND channel = 'onsite'"
        " AND occurred_at < ? ORDER BY occurred_at, id",
        (f"{last}T24",),
    ):
        found[client].append(at[:10])
    return {client: tuple(days) for client, days in found.items()}


def of_case(more: Sequence[Any], waybills: tuple[str, ...], reports: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    """When a case came in and was answered, what it is, which waybills it is about, what it keeps of the company's numbers."""
    received, responded, respond_by, type_, severity, waybill, liability, terms = (value or "" for value in more)
    told: dict[str, Any] = {"received": received, "responded": responded, "respond_by": respond_by, "type": type_}
    told |= {"severity": severity or "normal", "liability": liability, "terms": tuple(json.loads(terms)) if terms else ()}
    return {**told, "waybills": (waybill, *waybills) if waybill else waybills, "reports": reports}


def of_cases(connection: Connection) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[tuple[str, str], ...]]]:
    """The further waybills of each case, and its reports up the line: (level, moment)."""
    waybills: dict[str, list[str]] = defaultdict(list)
    reports: dict[str, list[tuple[str, str]]] = defaultdict(list)
    live = counted(connection)
    for case, waybill in connection.exec_driver_sql(f"SELECT complaint_id, waybill_id FROM complaint_waybill WHERE {live} ORDER BY id"):
        waybills[case].append(waybill)
    for case, level, at in connection.exec_driver_sql(f"SELECT complaint_id, level, at FROM case_report WHERE {live} ORDER BY at, id"):
        reports[case].append((level, at))
    return {case: tuple(ids) for case, ids in waybills.items()}, {case: tuple(told) for case, told in reports.items()}
