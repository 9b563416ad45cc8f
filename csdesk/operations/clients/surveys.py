"""Satisfaction rounds: whom to ask, what they answered, what the round says (domain.md §3.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from csdesk.domain.care.clients import Client, ClientStatus, Contact, ContactStatus
from csdesk.domain.care.survey_results import Results, late, results, sampled
from csdesk.domain.care.surveys import RoundStatus, SurveyResponse, SurveyRound
from csdesk.domain.checking import Invalid, not_yet, problems
from csdesk.domain.kpi.periods import period_of
from csdesk.domain.moments import wire_moment
from csdesk.domain.record import Values, title_of
from csdesk.domain.rows import Filter, Query, Row
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.store import changesets, ledger
from csdesk.store.database import Database
from csdesk.store.figures import client_ties
from csdesk.store.lookup import Connection


@dataclass(frozen=True, slots=True)
class Round:
    """A round as it is worked on: its questionnaires by client, whose telephone to dial, and what it says so far."""

    row: Row
    responses: tuple[Row, ...]
    phones: Mapping[str, str]  # contact id → telephone
    results: Results

    @property
    def open(self) -> bool:
        """Whether answers may be entered."""
        return self.row.values["status"] != RoundStatus.CLOSED


def read(db: Database, book: str, id: str) -> Round:
    """A round with its questionnaires. Raises Refused when it is gone."""
    with db.reading() as connection:
        row = ledger.get(connection, SurveyRound, book, id)
        if row is None or row.deleted:
            raise Refused("这期调查已不存在，请刷新")
        responses = ledger.select(connection, SurveyResponse, Query(filters=(Filter("round_id", "is", id),)))
        contacts = ledger.select(connection, Contact, _among(response.values.get("contact_id") for response in responses))
        owners = client_ties.owners(connection)
    responses.sort(key=lambda one: (one.titles.get("client_id", ""), one.id))
    phones = {one.id: str(one.values.get("mobile") or one.values.get("phone") or "") for one in contacts}
    return Round(row, tuple(responses), phones, results([one.values for one in responses], owners))


def _among(ids: Any) -> Query:
    return Query(filters=(Filter("id", "in", sorted({str(one) for one in ids if one})),))


# -- whom to ask --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Population:
    """Whom a round may ask. clients: active, with a waybill in the period. asked: those among them that are asked already.

    without: clients nobody can be asked at, since no contact takes part.
    """

    clients: tuple[str, ...]
    asked: int
    without: tuple[str, ...]


def population(db: Database, round_: Row) -> Population:
    """Whom a round may ask, of a specialist his own clients."""
    with db.reading() as connection:
        clients = _clients(connection, round_)
        asked = _asked(connection, round_)
        people = _people(connection, [row.id for row in clients])
    silent = tuple(title_of(Client, row.values) for row in clients if row.id not in people)
    return Population(tuple(row.id for row in clients), sum(row.id in asked for row in clients), silent)


def _clients(connection: Connection, round_: Row) -> list[Row]:
    period = period_of(str(round_.values["period"]))
    shipped = client_ties.shipped(connection, period.start.isoformat(), period.end.isoformat())
    wanted = (Filter("status", "in", [ClientStatus.ACTIVE.value, ClientStatus.TRANSITION.value]),)
    rows = ledger.select(connection, Client, Query(filters=wanted, sort="client_code"))
    return [row for row in rows if row.id in shipped]


def _asked(connection: Connection, round_: Row) -> set[str]:
    rows = ledger.select(connection, SurveyResponse, Query(filters=(Filter("round_id", "is", round_.id),)))
    return {str(row.values["client_id"]) for row in rows}


def _people(connection: Connection, clients: Sequence[str]) -> dict[str, Row]:
    """Client → whom to ask: of those who take part the main contact, else the first by name."""
    takes_part = (Filter("survey_opt_in", "is", True), Filter("status", "is", ContactStatus.ACTIVE.value))
    found: dict[str, Row] = {}
    wanted = set(clients)
    for row in ledger.select(connection, Contact, Query(filters=takes_part, sort="name")):
        client = str(row.values["client_id"])
        if client in wanted and (client not in found or (row.values.get("is_primary") and not found[client].values.get("is_primary"))):
            found[client] = row
    return found


def invite(db: Database, round_: Row, share: int, *, now: datetime) -> int:
    """Send the round to `share` percent of the clients that were not asked yet: one change set; how many. Raises Refused."""
    _refuse_closed(round_)
    with changesets.change_set(db, f"发放调查 {title_of(SurveyRound, round_.values)}") as work:
        asked = _asked(work.connection, round_)
        rows = [row for row in _clients(work.connection, round_) if row.id not in asked]
        people = _people(work.connection, [row.id for row in rows])
        open_ = {row.id: row for row in rows if row.id in people}
        chosen = sampled(list(open_), share)
        if not chosen:
            raise Refused("没有可以发放的客户：期间内有运单、合作中、且有接受调查的联系人，才会列入")
        for client in chosen:
            told = {"round_id": round_.id, "client_id": client, "contact_id": people[client].id, "sent_at": wire_moment(now), "valid": True}
            work.create(SurveyResponse, {**told, "owner_id": open_[client].values.get("owner_id")}, book=open_[client].book)
    return len(chosen)


def _refuse_closed(round_: Row) -> None:
    if round_.values["status"] == RoundStatus.CLOSED:
        raise Refused("这期调查已经结束；要补录请由分部经理“重新开放”")


# -- what they answered -------------------------------------------------------------------------------------------------


def answer(db: Database, round_: Row, row: Row, told: Values, *, now: datetime) -> Row:
    """One questionnaire as it was answered. Raises Refused for a closed round, Invalid with every wrong field.

    told: wire values. When it came is now, unless it says so or has come already; after the round's last day it does not count.
    """
    _refuse_closed(round_)
    values = {**told}
    came = str(values.get("responded_at") or row.values.get("responded_at") or wire_moment(now))
    if not row.values.get("responded_at"):
        values = {**late(came, round_.values["closes_on"]), **values, "responded_at": came, "entered_by": db.site.name}
    full = {**row.values, **values}
    if found := problems(SurveyResponse, full) or not_yet(SurveyResponse, values, now):
        raise Invalid(found)
    with changesets.change_set(db, f"录入答卷 {row.titles.get('client_id', '')}") as work:
        work.change(SurveyResponse, row.book, row.id, values, base=row.heads)
    return ledgers.get(db, SurveyResponse, row.book, row.id)
