"""Disagreements: fields that two people wrote without knowing of each other, listed and decided, once for everybody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from csdesk.domain.cells import Wrong
from csdesk.domain.changes import DELETED
from csdesk.domain.checking import Invalid, problems
from csdesk.domain.moments import moment_from_ms, moment_of
from csdesk.domain.record import Field, Problem, Record, field_map, title_of
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.errors import Refused
from csdesk.operations import desk, ledgers
from csdesk.store import changesets, conflicts, ledger
from csdesk.store.database import Database
from csdesk.store.lookup import Connection
from csdesk.store.merging import packs

#: A stamp this far ahead of the moment at which it came is doubtful.
AHEAD_MS = 300_000
_DELETION = "删除"


@dataclass(frozen=True, slots=True)
class Claim:
    """One of the values that stand against each other.

    text: as a person reads it. at: when it was written, by its author's clock; doubtful: that clock was wrong. file: the
    sync file that brought it, "" for what was written here. standing: shown for now, until somebody decides.
    """

    value: Any
    text: str
    by: str
    at: str
    doubtful: bool
    file: str
    standing: bool = False


@dataclass(frozen=True, slots=True)
class Conflict:
    """One field of one record that is to be decided. heads: what the record stood on when it was read."""

    record: type[Record]
    book: str
    id: str
    title: str
    field: str
    label: str
    heads: tuple[str, ...]
    claims: tuple[Claim, ...]

    @property
    def left(self) -> Claim:
        """The first value: the earliest by its stamp."""
        return self.claims[0]

    @property
    def right(self) -> Claim:
        """The last value: the one that stands for now."""
        return self.claims[-1]

    def as_json(self) -> dict[str, Any]:
        """The conflict as JSON values."""
        told = {name: getattr(self, name) for name in ("book", "id", "title", "field", "label")}
        shown = [{name: getattr(claim, name) for name in Claim.__slots__} for claim in self.claims]
        return {"table": self.record.about.name, "ledger": self.record.about.ledger, **told, "claims": shown}


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the open conflicts, and who and which files and ledgers take part in how many of all."""

    total: int
    items: tuple[Conflict, ...]
    people: Mapping[str, int]
    files: Mapping[str, int]
    ledgers: Mapping[str, int]


def count(db: Database) -> int:
    """How many fields are to be decided."""
    with db.reading() as connection:
        return conflicts.number(connection)


def listing(
    db: Database, *, as_of: datetime, ledger: str = "", person: str = "", file: str = "", start: int = 0, limit: int | None = None
) -> Listing:
    """The open conflicts in which `person` or `file` takes part, a page of them. ledger: a record's wire name."""
    with db.reading() as connection:
        every = [c for c in _open(connection, as_of) if c.claims]
        chosen = [c for c in every if _concerned(c, ledger, person, file)]
        page = tuple(chosen[start : None if limit is None else start + limit])
        people, files, tables = (Counter[str]() for _ in range(3))
        for conflict in every:
            people.update({claim.by for claim in conflict.claims})
            files.update({claim.file for claim in conflict.claims if claim.file})
            tables.update([conflict.record.about.name])
        return Listing(len(chosen), tuple(_named(connection, page)), people, files, tables)


def _concerned(conflict: Conflict, ledger: str, person: str, file: str) -> bool:
    in_ledger = ledger in ("", conflict.record.about.name)
    by = not person or any(claim.by == person for claim in conflict.claims)
    brought = not file or any(claim.file == file for claim in conflict.claims)
    return in_ledger and by and brought


def _open(connection: Connection, as_of: datetime) -> Iterable[Conflict]:
    """Every conflict with its claims, not yet with the words for them."""
    people = ledger.people(connection)
    for (tbl, book, id_, field), told in conflicts.claims(connection, packs.conflicts(connection)).items():
        record = RECORD_BY_NAME[tbl]
        known = field_map(record).get(field)
        label = known.label if known else _DELETION if field == DELETED else field
        standing = next((i for i in range(len(told) - 1, -1, -1) if field != DELETED or not told[i].value), 0)
        claims = [_claim(record, field, one, people, as_of, n == standing) for n, one in enumerate(told)]
        yield Conflict(record, book, id_, "", field, label, (), tuple(claims))


def _claim(record: type[Record], field: str, told: conflicts.Claim, people: Mapping[str, str], as_of: datetime, standing: bool) -> Claim:
    came = moment_of(told.merged_at) if told.merged_at else as_of
    doubtful = told.hlc >> 16 > came.timestamp() * 1000 + AHEAD_MS
    by = told.by or people.get(told.site, told.site)
    return Claim(told.value, _text(record, field, told), by, moment_from_ms(told.hlc >> 16), doubtful, told.file, standing)


def _text(record: type[Record], field: str, told: conflicts.Claim) -> str:
    known = field_map(record)
    if field == DELETED:
        labels = "、".join(known[name].label for name in told.wrote if name in known)
        return "删除这条记录" if told.value else f"保留（修改了{labels}）" if labels else "保留"
    return (known[field].show(told.value) if field in known else str(told.value or "")) or "空"


def _named(connection: Connection, page: Sequence[Conflict]) -> Iterable[Conflict]:
    """The page with the records' titles and heads, and with references by name."""
    for conflict in page:
        record, known = conflict.record, field_map(conflict.record).get(conflict.field)
        row = ledger.get(connection, record, conflict.book, conflict.id)
        claims = conflict.claims
        if known is not None and known.of in RECORD_BY_NAME:
            names = ledger.titles(connection, RECORD_BY_NAME[known.of], {c.value for c in claims if isinstance(c.value, str)})
            claims = tuple(replace(c, text=next(iter(names.get(c.value, {}).values()), c.text)) for c in claims)
        if row is not None:
            yield replace(conflict, title=title_of(record, row.values), heads=row.heads, claims=claims)


# -- deciding -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Resolved:
    """How many conflicts were decided, and why others were left: a sentence each."""

    resolved: int
    left: tuple[str, ...] = ()


def resolve(db: Database, decided: Sequence[tuple[Conflict, Any]], title: str = "") -> Resolved:
    """Write for each conflict the value that was chosen, on top of everything that was said: one change set.

    What may not be decided by this role is left and told. Raises Refused when nothing could be decided.
    """
    done, left = 0, []
    with changesets.change_set(db, title or _title(decided)) as work:
        for conflict, value in decided:
            try:
                if conflict.record.about.reference:
                    ledgers.book_for(db.site, conflict.record)
                work.add(conflict.record, conflict.book, conflict.id, conflict.heads, {conflict.field: value})
                done += 1
            except Refused as refused:
                left.append(f"{conflict.title}的{conflict.label}：{refused}")
        if not done:
            raise Refused(left[0] if left else "没有要处理的不一致")
    return Resolved(done, tuple(left))


def _title(decided: Sequence[tuple[Conflict, Any]]) -> str:
    if len(decided) == 1:
        conflict = decided[0][0]
        return f"确认{conflict.label} {conflict.title}"
    return f"确认 {len(decided)} 处不一致"


def resolve_all(db: Database, *, as_of: datetime, person: str = "", file: str = "", ledger: str = "") -> Resolved:
    """Decide every conflict in which `person` (or what `file` brought) takes part for that side. Raises Refused when there is none."""
    found = listing(db, as_of=as_of, ledger=ledger, person=person, file=file)
    if not found.items:
        known = "、".join(found.files if file else found.people)
        raise Refused(f"没有与“{file or person}”有关的不一致{f'，有关的是：{known}' if known else ''}")
    decided = [(c, _latest(c, person, file).value) for c in found.items]
    return resolve(db, decided, f"都取{person or f'“{file}”'}的：确认 {len(decided)} 处不一致")


def _latest(conflict: Conflict, person: str, file: str) -> Claim:
    return [c for c in conflict.claims if (not person or c.by == person) and (not file or c.file == file)][-1]


def one(db: Database, id: str, field: str, *, as_of: datetime) -> Conflict:
    """The conflict of a record's field (its name or label). Raises Refused when there is none."""
    found = [c for c in listing(db, as_of=as_of).items if c.id == id]
    wanted = [c for c in found if field in (c.field, c.label)]
    if not wanted:
        labels = "、".join(c.label for c in found)
        raise Refused(f"{id} 的“{field}”没有不一致{f'，有的是：{labels}' if labels else '，请用 csdesk conflicts 查看'}")
    return wanted[0]


def typed(db: Database, conflict: Conflict, text: str) -> Any:
    """A third value as it was typed, read by its field. Raises Invalid when it says nothing sensible, and as `checked`."""
    try:
        return checked(db, conflict, desk.value_of(db, third_field(conflict), text))
    except Wrong as wrong:
        raise Invalid([Problem(conflict.field, str(wrong))]) from wrong


def checked(db: Database, conflict: Conflict, value: Any) -> Any:
    """A value that neither side wrote, if the record allows it. Raises Invalid, and Refused where only an action sets the field."""
    third_field(conflict)
    row = ledgers.get(db, conflict.record, conflict.book, conflict.id)
    if found := [p for p in problems(conflict.record, {**row.values, conflict.field: value}) if p.field == conflict.field]:
        raise Invalid(found)
    return value


def third_field(conflict: Conflict) -> Field:
    """The field into which a third value may be typed. Raises Refused where only an action writes it."""
    known = field_map(conflict.record).get(conflict.field)
    if known is None or known.action_only or known.auto:
        raise Refused(f"“{conflict.label}”只能从已有的取值中选一个")
    return known
