"""Who may write what: a static table that is asked both when a person writes and when a file is merged (sync.md §2.9).

Approvals are what only some roles' actions may write in the state machines: the fields that such an action asks for and
nobody enters by hand, and the states that only such actions reach.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from csdesk.domain.changes import CHANGE_SET, MOVED, PURGE, written
from csdesk.domain.lives import LIVES
from csdesk.domain.record import field_map
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.domain.staff.people import Role
from csdesk.domain.states import Action, Machine

#: What a branch manager or headquarters decides about files and workstations.
TRUST = frozenset({"hold", "revocation", "recovery_key"})
TARGETS = frozenset({"plan", "plan_line"})
#: Reference data that figures and deadlines read: kept by the branch or headquarters.
OFFICE = frozenset({"appraisal_scheme", "kpi_threshold", "policy", "vat_rate"})
#: What a superior says of somebody.
SCORES = frozenset({"appraisal_item", "interview", "superior_score"})
#: What was frozen stays as it is, whoever asks; later corrections stand beside it.
FROZEN = frozenset({"month_close", "kpi_snapshot"})
#: Approval fields that no action asks for: it stamps them.
STAMPED = frozenset(
    {
        ("appraisal", "approved_by"),
        ("appraisal", "approved_on"),
        ("appraisal", "grade"),
        ("appraisal", "interviewed_on"),
        ("appraisal", "open_items"),
        ("appraisal", "scheme_version"),
        ("appraisal", "scored_by"),
        ("client_sop", "reviewed_by"),
        ("client_sop", "reviewed_on"),
        ("charge_line", "approved_by"),
        ("complaint", "extension_approver"),
        ("document", "approved_by"),
        ("complaint", "lowered_by"),
        ("complaint", "lowered_reason"),
        ("plan", "approved_at"),
        ("plan", "approved_by"),
        ("visit_plan", "approver"),
        ("work_item", "cancelled_by"),
        ("write_off", "approved_by"),
        ("work_item", "cancelled_on"),
    }
)

#: Who may hand records over to another book: whoever governs both.
MOVERS = ("branch_manager", "assistant", "director")


@dataclass(frozen=True, slots=True)
class Rights:
    """What a role may not write.

    tables: record names. settled: (record, field) that may be written with the record's first change only, such as the
    owner of a client. approves: whether it may write approvals. only: the records it may write at all, beside approvals;
    None for every record.
    """

    tables: frozenset[str] = frozenset()
    settled: frozenset[tuple[str, str]] = frozenset()
    approves: bool = True
    only: frozenset[str] | None = None


#: Instructions, notes, minutes, the events that an approval leaves, and what every file begins with.
_NOTES = frozenset(
    {
        "appraisal",
        "appraisal_item",
        "case_report",
        "client_log",
        "complaint_progress",
        "corrective_action",
        "instruction",
        "interview",
        "meeting",
        "minute_item",
        "relation_note",
        "staff",
        "superior_score",
        "task",
    }
)
_EVENTS = frozenset(life.trace.event.about.name for life in LIVES if life.trace)

#: What an instruction says is the word of who gave it; who it is for answers it.
_WORD = frozenset(("instruction", name) for name in ("text", "due", "by", "given_at", "about_table", "about_id", "about_title"))

#: Who asked for a task, and for whom: whoever is to do it does not change that.
_ASKED = frozenset({("task", "by_id"), ("task", "owner_id")})

RIGHTS: Mapping[str, Rights] = {
    "specialist": Rights(
        tables=TRUST | TARGETS | OFFICE | FROZEN | SCORES | {"client_owner"},
        settled=_WORD | _ASKED | {("client", "owner_id")},
        approves=False,
    ),
    "assistant": Rights(tables=TRUST | (SCORES - {"superior_score"}), approves=False),
    "branch_manager": Rights(),
    "deputy_director": Rights(tables=TRUST, only=_NOTES | _EVENTS),
    "director": Rights(),
}


def forbidden(role: str, tbl: str, base: Collection[str], body: Mapping[str, Any]) -> str:
    """What a role may not do in one change, as a Chinese word; empty when all is well.

    Tables and fields that are not known here are relayed, not judged.
    """
    if tbl == CHANGE_SET:
        return ""
    if tbl == PURGE:
        return "" if role in ("branch_manager", "director") else "清除记录"
    rights = RIGHTS.get(role)
    if rights is None:
        return "任何内容"
    record = RECORD_BY_NAME.get(tbl)
    if record is None:
        return ""
    if MOVED in body and role not in MOVERS:
        return "客户的归属"
    told = written(body) if base or rights.only is not None else {}
    if (
        tbl in rights.tables
        or (base and tbl in FROZEN)
        or (rights.only is not None and tbl not in rights.only and not (told and _approves_all(tbl, told)))
    ):
        return record.about.ledger
    if not base:
        return ""  # what a record begins with says what was agreed on paper before it was entered
    known = field_map(record)
    closed = [known[name].label for name, value in told.items() if name in known and _is_closed(rights, tbl, name, value)]
    return f"{record.about.ledger}的{'、'.join(closed)}" if closed else ""


def _is_closed(rights: Rights, tbl: str, name: str, value: Any) -> bool:
    """Whether a field may not be written so once its record is there."""
    return (tbl, name) in rights.settled or (not rights.approves and is_approval(tbl, name, value))


def _approves_all(tbl: str, told: Mapping[str, Any]) -> bool:
    """Whether a change writes nothing but an approval and what its action asks for beside."""
    asked = {name for life in LIVES if life.record.about.name == tbl for name in _asked(life.machine)}
    return all(name in asked or is_approval(tbl, name, value) for name, value in told.items())


def is_approval(tbl: str, name: str, value: Any) -> bool:
    """Whether this value of this field says that somebody above a specialist approved."""
    fields, states = approvals(tbl)
    return name in fields or (tbl, name) in STAMPED or (isinstance(value, str) and (name, value) in states)


@cache
def approvals(tbl: str) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """The approval fields of a table, and its (field, state) that only an approval reaches."""
    machine = next((life.machine for life in LIVES if life.record.about.name == tbl), None)
    if machine is None:
        return frozenset(), frozenset()
    known = field_map(RECORD_BY_NAME[tbl])
    fields = _asked(machine) - _asked(machine, closed=False)
    open_states = {led for led, roles in _led(machine) if Role.SPECIALIST in roles} | {next(iter(machine.moves)).value}
    states = {(machine.status, led) for led, _ in _led(machine) if led not in open_states}
    return frozenset(name for name in fields if known[name].action_only), frozenset(states)


def _asked(machine: Machine, *, closed: bool = True) -> set[str]:
    """The fields asked for by the actions that are open to some roles only, or by those open to everyone."""
    return {name for moves in machine.moves.values() for action in moves if bool(action.roles) is closed for name in _own(action)}


def _own(action: Action) -> tuple[str, ...]:
    """The fields of the record itself that an action asks for; those of a child that it writes are the child's."""
    return () if action.writes else action.asks


def _led(machine: Machine) -> Iterator[tuple[str, Collection[Role]]]:
    """Each state that an action leads to, with the roles that may take it."""
    for moves in machine.moves.values():
        for action in moves:
            if action.leads is not None:
                yield action.leads.value, action.roles or tuple(Role)
