"""Everything that happened with a client, newest first, over all ledgers (往来)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from csdesk.domain.care.clients import ClientOwner
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.care.sops import ClientSop
from csdesk.domain.care.surveys import SurveyResponse
from csdesk.domain.care.visits import VisitPlan
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.instructions import Instruction
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.money.receivables import Application, Dunning, Invoice, Receipt, Statement
from csdesk.domain.record import Record, field_map, title_of
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.transport.trips import Trip
from csdesk.domain.transport.waybills import Waybill
from csdesk.store import ledger
from csdesk.store.database import Database
from csdesk.store.figures import client_ties
from csdesk.store.lookup import Connection


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event. at: the field that says when. tells: those that say what.

    of: the field that points to the client. found: for what points to none, the ids that are the client's.
    """

    label: str
    record: type[Record]
    at: str
    tells: tuple[str, ...]
    of: str = "client_id"
    found: Callable[[Connection, str, int], list[str]] | None = None


#: Of what is found over other ledgers the newest.
_MOST = 2000

KINDS = (
    Kind("案件", Complaint, "received_at", ("type", "description")),
    Kind("运单", Waybill, "plan_date", ("origin_city", "dest_city", "goods_name")),
    Kind("派车", Trip, "plan_date", ("plate_no", "driver_name"), found=client_ties.trips),
    Kind("拜访计划", VisitPlan, "planned_on", ("log_type", "purpose")),
    Kind("跟踪", ClientLog, "occurred_at", ("log_type", "content")),
    Kind("满意度", SurveyResponse, "responded_at", ("overall", "comment")),
    Kind("对账", Statement, "sent_at", ("total",)),
    Kind("开票", Invoice, "issued_on", ("amount_incl_tax",)),
    Kind("回款", Receipt, "received_on", ("amount", "payer")),
    Kind("核销", Application, "applied_on", ("amount",)),
    Kind("坏账", WriteOff, "written_off_on", ("amount", "reason")),
    Kind("催收", Dunning, "at", ("stage", "amount_overdue", "reply")),
    Kind("SOP", ClientSop, "effective_from", ("version", "change_reason")),
    Kind("交接", ClientOwner, "valid_from", ("owner_id", "reason")),
    Kind("批示", Instruction, "given_at", ("text",), of="about_id"),
)


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the timeline. at: a day or moment on the wire."""

    at: str
    kind: str
    text: str
    state: str
    record: type[Record]
    book: str
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The newest events of a client; counts: how many there are of each kind, whether shown or not."""

    events: tuple[Event, ...]
    counts: dict[str, int]
    more: bool


def timeline(db: Database, client: str, kinds: Collection[str] = (), limit: int = 50) -> Timeline:
    """The newest `limit` events of the client with this id; of some kinds only where they are named."""
    events: list[Event] = []
    counts: dict[str, int] = {}
    with db.reading() as connection:
        for kind in KINDS:
            query = Query(filters=(_mine(connection, kind, client), Filter(kind.at, "filled")), sort=f"-{kind.at}")
            if total := ledger.count(connection, kind.record, query):
                counts[kind.label] = total
                if not kinds or kind.label in kinds:
                    events += _events(connection, kind, query, limit)
    wanted = sum(total for label, total in counts.items() if not kinds or label in kinds)
    events.sort(key=lambda event: (event.at, event.id), reverse=True)
    return Timeline(tuple(events[:limit]), counts, wanted > limit)


def _mine(connection: Connection, kind: Kind, client: str) -> Filter:
    return Filter("_id", "in", kind.found(connection, client, _MOST)) if kind.found else Filter(kind.of, "is", client)


def _events(connection: Connection, kind: Kind, query: Query, limit: int) -> Iterator[Event]:
    names = {kind.at, "status", *kind.tells, *kind.record.about.title} & field_map(kind.record).keys()
    for row in ledger.rows(connection, kind.record, ledger.numbers(connection, kind.record, query, limit), sorted(names)):
        title = title_of(kind.record, row.told)
        yield Event(
            str(row.values[kind.at]), kind.label, _text(kind, row), _shown(kind.record, row, "status"), kind.record, row.book, row.id, title
        )


def _text(kind: Kind, row: Row) -> str:
    """What it is called, unless that says only when, and what it says."""
    named = [name for name in kind.record.about.title if name != kind.at and name not in kind.tells and name != "status"]
    told = (_shown(kind.record, row, name) for name in (*named, *kind.tells))
    return "　".join(" ".join(text.split()) for text in told if text)


def _shown(record: type[Record], row: Row, name: str) -> str:
    f = field_map(record).get(name)
    return "" if f is None else row.titles.get(name) or f.show(row.values.get(name))
