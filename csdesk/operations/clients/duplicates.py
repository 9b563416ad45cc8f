"""Clients that are entered twice: noticing them while typing, and merging two into one with all that refers to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from csdesk.domain import rights
from csdesk.domain.care import duplicates
from csdesk.domain.care.clients import Client, Contact
from csdesk.domain.checking import Invalid, problems
from csdesk.domain.record import Field, Record, Values, field_map, fields_of, title_of
from csdesk.domain.records import RECORDS
from csdesk.domain.rows import Filter, Query, Row
from csdesk.errors import Refused
from csdesk.store import aliases, changesets, ledger
from csdesk.store.changesets import ChangeSet, Clock, wall_clock
from csdesk.store.database import Database
from csdesk.store.lookup import Connection

#: So many hits of each search are looked at.
_LOOKED_AT = 20


@dataclass(frozen=True, slots=True)
class Lookalike:
    """A client that may be the one being entered. field: where it shows."""

    field: str
    reason: str
    id: str
    book: str
    title: str


def lookalikes(db: Database, record: type[Record], told: Values, *, but: str = "") -> list[Lookalike]:
    """The clients that resemble what is typed on a client's or a contact's form, at most three.

    but: the id of the record that is being edited.
    """
    with db.reading() as connection:
        found = _same_phone(connection, told, but) if record is Contact else _alike(connection, told, but)
        return list({(one.field, one.id): one for one in found}.values())[:3]


def _alike(connection: Connection, told: Values, but: str) -> Iterator[Lookalike]:
    seen: set[str] = {but}
    for text in duplicates.searches(told):
        numbers = ledger.numbers(connection, Client, Query(search=text), _LOOKED_AT)
        for row in ledger.rows(connection, Client, numbers, ("client_code", "short_name", "legal_name", "uscc")):
            if row.id not in seen and (why := duplicates.likeness(told, row.values)):
                seen.add(row.id)
                yield Lookalike(*why, row.id, row.book, title_of(Client, row.values))


def _same_phone(connection: Connection, told: Values, but: str) -> Iterator[Lookalike]:
    for name in ("mobile", "phone"):
        if number := told.get(name):
            for row in ledger.select(connection, Contact, Query(filters=(Filter(name, "is", number),)), 5):
                client = str(row.values.get("client_id"))
                if row.id != but and client != told.get("client_id"):
                    reason = f"{field_map(Contact)[name].label}与联系人 {row.values.get('name')} 相同"
                    yield Lookalike(name, reason, client, row.book, row.titles.get("client_id", ""))


# -- merging --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which two clients differ; wire values. chosen: what is proposed."""

    field: Field
    kept: Any
    gone: Any
    chosen: Any


@dataclass(frozen=True, slots=True)
class Merging:
    """Two clients before they are merged: what differs, and how many records of each ledger go along."""

    kept: Row
    gone: Row
    differences: tuple[Difference, ...]
    counts: Mapping[str, int]

    def as_json(self) -> dict[str, Any]:
        """The plan as JSON values."""
        both = {name: {"id": row.id, "title": title_of(Client, row.values)} for name, row in (("kept", self.kept), ("gone", self.gone))}
        fields = [{"field": d.field.name, "kept": d.kept, "gone": d.gone, "chosen": d.chosen} for d in self.differences]
        return {**both, "fields": fields, "counts": dict(self.counts)}


#: What stays as it is on the client that is kept: its number, whose it is, and what an action decides.
_SETTLED = frozenset({"client_code", "owner_id", "manager_id", "successor_id"})


def plan(db: Database, kept: Row, gone: Row) -> Merging:
    """What merging `gone` into `kept` would do. Raises Refused where the two cannot be merged."""
    _allowed(db, kept, gone)
    with db.reading() as connection:
        counts = Counter(record.about.ledger for record, *_ in _references(connection, {gone.id: kept.id}, db))
    return Merging(kept, gone, tuple(_differences(kept.values, gone.values)), dict(counts))


def _differences(kept: Values, gone: Values) -> Iterator[Difference]:
    for f in fields_of(Client):
        mine, other = kept.get(f.name), gone.get(f.name)
        if mine != other and f.name not in _SETTLED and not (f.auto or f.action_only):
            yield Difference(f, mine, other, other if mine in (None, "", []) else mine)


def _allowed(db: Database, kept: Row, gone: Row) -> None:
    if kept.id == gone.id:
        raise Refused("请选择两个不同的客户")
    for row in (kept, gone):
        if row.deleted:
            raise Refused(f"{title_of(Client, row.values)} 在回收站里，请先恢复再合并")
        if row.conflicts:
            raise Refused(f"{title_of(Client, row.values)} 还有不一致没有处理，请先处理（F8）再合并")
        if not db.site.post.may_write(row.book, wall_clock()):
            raise Refused(f"{title_of(Client, row.values)} 由其他专员负责，请联系分部经理合并")
    if kept.book != gone.book:
        raise Refused("两个客户由不同的专员负责，请先移交到同一位专员名下再合并")


def merge_clients(db: Database, chosen: Merging, values: Values | None = None) -> str:
    """Merge `gone` into `kept`: one change set, taken back by one undo; a sentence that says what was done.

    values: the fields of the kept client that are not as proposed. Raises Invalid when the client would be wrong, and
    Refused as `plan`, also when one of the two was changed meanwhile.
    """
    told = {d.field.name: d.chosen for d in chosen.differences} | dict(values or {})
    kept, gone = chosen.kept, chosen.gone
    if found := [p for p in problems(Client, {**kept.values, **told}) if p.field in told or p.field not in kept.values]:
        raise Invalid(found)
    names = f"{title_of(Client, gone.values)} 到 {title_of(Client, kept.values)}"
    with changesets.change_set(db, f"合并客户 {names}", mark={"whole": True}) as work:
        for row in (kept, gone):
            _still(work.connection, row)
        many = _point(work, db, {gone.id: kept.id})
        changed = {name: value for name, value in told.items() if value != kept.values.get(name)}
        work.change(Client, kept.book, kept.id, changed, base=kept.heads)
        work.change(Client, gone.book, gone.id, {"successor_id": kept.id}, base=gone.heads)
        work.delete(Client, gone.book, gone.id, base=gone.heads)
    return f"已合并客户 {names}，{many} 条记录改指过去；Ctrl+Z 可撤销"


def _still(connection: Connection, row: Row) -> None:
    fresh = ledger.get(connection, Client, row.book, row.id)
    if fresh is None or fresh.heads != row.heads:
        raise Refused(f"{title_of(Client, row.values)} 刚被修改或移交，请重新打开再合并")


def _references(connection: Connection, heirs: Mapping[str, str], db: Database) -> Iterator[tuple[type[Record], str, str, str, str]]:
    """Everything that points to a merged client and that this person may write: (record, field, book, id, to whom).

    What is only ever added (who had the client since when) stays with the client it told of; figures count both as one.
    """
    now = wall_clock()
    for record in RECORDS:
        if record.about.insert_only:
            continue
        for f in fields_of(record):
            if f.of == Client.about.name and f.name != "successor_id":
                if rights.forbidden(db.site.role, record.about.name, ("",), {f.name: ""}):
                    continue
                for book, id_, to in aliases.pointing(connection, record, f.name, heirs):
                    if db.site.post.may_write(book, now):
                        yield record, f.name, book, id_, heirs[to]


def _point(work: ChangeSet, db: Database, heirs: Mapping[str, str]) -> int:
    """Point everything to whoever stands for a merged client; how many records."""
    told: dict[tuple[type[Record], str, str], dict[str, Any]] = {}
    for record, field, book, id_, to in _references(work.connection, heirs, db):
        told.setdefault((record, book, id_), {})[field] = to
    for (record, book, id_), values in told.items():
        if record is Contact and _has_primary(work.connection, values["client_id"]):
            values["is_primary"] = False
        work.change(record, book, id_, values)
    return len(told)


def _has_primary(connection: Connection, client: str) -> bool:
    query = Query(filters=(Filter("client_id", "is", client), Filter("is_primary", "is", True)))
    return ledger.count(connection, Contact, query) > 0


def stragglers(db: Database) -> int:
    """How many records that this person may write still point to a client that was merged into another."""
    with db.reading() as connection:
        heirs = aliases.heirs(connection)
        return len({(record, book, id_) for record, _, book, id_, _ in _references(connection, heirs, db)}) if heirs else 0


def follow(db: Database, *, clock: Clock = wall_clock) -> int:
    """Point what came later, from a file that did not know of a merge, to the client that stands now; how many records.

    Who enters it and who governs the branch do so; their changes say the same and are no conflict.
    """
    if db.look_only or db.site.role not in ("specialist", "branch_manager") or not stragglers(db):
        return 0
    with changesets.change_set(db, "改指合并后的客户", clock=clock) as work:
        return _point(work, db, aliases.heirs(work.connection))
