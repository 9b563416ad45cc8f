"""The whole world of the demo: two specialists and a manager of one small branch, as ledger rows (domain.md §5).

Rows hold wire values by field name; a reference holds what people write for it: a code or a name. Everything follows from
`SEED` and `AS_OF`, so the world is the same on every run and machine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from csdesk.demo import planted
from csdesk.demo.clientele import Member, generated
from csdesk.demo.loads import fleet_rows, waybill_rows
from csdesk.demo.market import LAST, months
from csdesk.demo.money import money_rows
from csdesk.demo.names import BANNER
from csdesk.demo.troubles import complaint_rows, planted_rows, progress_rows, report_rows
from csdesk.demo.voices import voice_rows

#: Names say that they are invented, so that every title, board and picture does.
BRANCH, BRANCH_NAME, CITY = "NB", f"宁波分部（{BANNER}）", "宁波"
MANAGER = "沈知行（演示）"
FIRST_DESK, SECOND_DESK = "林晓岚（演示）", "程远舟（演示）"
#: The branch's own target is this much above its specialists' (加码), in per mille.
_ADDED = 50

Rows = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Desk:
    """One specialist: name, seat number, clients, and the rows of every ledger (record name → rows)."""

    name: str
    seat: str
    members: tuple[Member, ...]
    rows: Mapping[str, Rows]


@dataclass(frozen=True, slots=True)
class World:
    """The desks, and the targets that the manager sets (rows of `plan_line`)."""

    desks: tuple[Desk, ...]
    targets: Rows


def make_world() -> World:
    """The demo's world."""
    first = _desk(FIRST_DESK, "01", [*generated("01", 18, 200_000_000), *planted.of_first_desk("01")], per_day=4)
    second = _desk(SECOND_DESK, "02", [*generated("02", 9, 90_000_000), *planted.of_second_desk("02")], per_day=2)
    return World((first, second), _targets((first, second)))


def _desk(name: str, seat: str, members: list[Member], per_day: int) -> Desk:
    fleet = fleet_rows(seat)
    waybills = waybill_rows(seat, members, per_day, fleet)
    voices = voice_rows(seat, members, name)
    return Desk(name, seat, tuple(members), {
        "client": [m.values for m in members],
        **voices,
        **fleet,
        "waybill": waybills,
        **_cases(seat, name, members, waybills),
        **money_rows(seat, members),
    })  # fmt: skip


def _cases(seat: str, name: str, members: list[Member], waybills: Rows) -> dict[str, Rows]:
    """The second desk has no complaint: its closure rate has no value (无应结案)."""
    case_client = next((m for m in members if m.name.endswith("（结案）")), None)
    if case_client is None:
        return {}
    others = [w for w in waybills if w["client_id"] != case_client.name]
    cases = [*complaint_rows(seat, others, members, name), *planted_rows(seat, case_client, name)]
    return {"complaint": cases, "complaint_progress": progress_rows(cases), "case_report": report_rows(cases, MANAGER)}


def _targets(desks: tuple[Desk, ...]) -> Rows:
    rows: Rows = []
    for month in months("2026-01", LAST):
        wanted = {desk.name: _wanted(desk, month) for desk in desks}
        rows += (_target("specialist", name, month, value) for name, value in wanted.items())
        rows.append(_target("branch", BRANCH, month, sum(wanted.values()) * (1000 + _ADDED) // 1000))
    for desk in desks:
        for m in desk.members:
            mark = m.name.partition("（")[2].rstrip("）")
            if mark in planted.TARGETS:
                rows.append(_target("client", m.code, LAST, planted.TARGETS[mark] * planted.YUAN))
    return rows


def _wanted(desk: Desk, month: str) -> int:
    """What a specialist is to sell: the same month of the year before and 3 %, in whole thousands of 元."""
    before = f"{int(month[:4]) - 1}{month[4:]}"
    return sum(m.account.sold(before) for m in desk.members) * 103 // 100 // 100_000 * 100_000


def _target(level: str, entity: str, month: str, value: int) -> dict[str, Any]:
    return {"level": level, "entity": entity, "metric": "revenue", "month": month, "value": value}
