"""What a former owner wrote to a client after it was handed over, and giving it to the new one (原负责人在移交后修改)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from csdesk.domain.changes import MOVED, SEEN
from csdesk.domain.moments import moment_from_ms
from csdesk.domain.record import field_map, title_of
from csdesk.errors import Refused
from csdesk.operations.handover.owning import owned_by
from csdesk.store import changesets, conflicts, ledger
from csdesk.store.database import Database
from csdesk.store.lookup import Connection
from csdesk.store.merging import moving
from csdesk.store.merging.moving import Later

LATE = "原负责人在移交后修改"


@dataclass(frozen=True, slots=True)
class LateEdit:
    """What the former owner wrote after a hand-over (原负责人在移交后修改).

    fields: (label, his value, the new owner's value) as a person reads them; empty for a record that he added.
    """

    later: Later
    title: str
    by: str
    at: str
    owner: str
    fields: tuple[tuple[str, str, str], ...]

    @property
    def id(self) -> str:
        return self.later.id

    @property
    def his(self) -> str:
        """What the former owner wrote, as a person reads it."""
        return "、".join(f"{label} {his or '空'}" for label, his, _ in self.fields) or f"新增的{self.later.record.about.label}"

    @property
    def now(self) -> str:
        """What the new owner has."""
        return "、".join(f"{label} {now or '空'}" for label, _, now in self.fields) or "没有这一条"

    @property
    def sentence(self) -> str:
        """One line for the list."""
        what = "、".join(f"{label} {now or '空'} → {his or '空'}" for label, his, now in self.fields) or "新增"
        return f"{self.later.record.about.label} {self.title}：{what}（{self.by}，{LATE}）"

    def as_json(self) -> dict[str, Any]:
        """The late edit as JSON values."""
        fields = [{"label": label, "value": his, "now": now} for label, his, now in self.fields]
        told = {name: getattr(self, name) for name in ("id", "title", "by", "at", "owner")}
        return {"ledger": self.later.record.about.ledger, **told, "fields": fields}


def count(connection: Connection) -> int:
    """How many are to be answered."""
    return sum(1 for _ in moving.later(connection))


def undecided(connection: Connection) -> int:
    """How much a person is to decide (F8): fields in conflict, and what is to be answered."""
    return conflicts.number(connection) + count(connection)


def late_edits(db: Database) -> list[LateEdit]:
    """Everything that former owners wrote to clients after they were handed over and that nobody has answered yet."""
    with db.reading() as connection:
        people = ledger.people(connection)
        return [_late(connection, one, people) for one in moving.later(connection)]


def _late(connection: Connection, one: Later, people: Mapping[str, str]) -> LateEdit:
    copy = ledger.get(connection, one.record, one.to, one.id)
    here = copy or ledger.get(connection, one.record, one.book, one.id)
    known = field_map(one.record)
    values = copy.values if copy else {}
    fields = tuple((f.label, f.show(value), f.show(values.get(name))) for name, value in one.wrote.items() if (f := known.get(name)))
    holder = connection.exec_driver_sql("SELECT name FROM staff WHERE book = ? AND deleted = 0 ORDER BY n LIMIT 1", (one.to,)).scalar()
    title = title_of(one.record, here.values) if here else one.record.about.label
    at = moment_from_ms(one.hlc >> 16) if one.hlc else here.updated_at if here else ""
    return LateEdit(one, title, people.get(one.by, one.by), at, holder or one.to, fields if one.changes else ())


def apply_late_edit(db: Database, edit: LateEdit) -> None:
    """Give the new owner what the former one wrote: his values, or the record he added with what hangs on it."""
    one = edit.later
    with changesets.change_set(db, f"转给新负责人 {edit.title}") as work:
        if one.changes:
            wrote = {name: value for name, value in one.wrote.items() if name != MOVED}
            work.change(one.record, one.to, one.id, {**wrote, SEEN: list(one.changes)})
        else:
            found = moving.subtree(work.connection, one.record, one.book, one.id)
            owner = ledger.owner_of(work.connection, one.to)
            moving.move(work, found, one.to, owned_by(owner, one.to, found) if owner else moving.nothing)


def answer(db: Database, edits: Sequence[LateEdit], *, take: bool) -> int:
    """Give what former owners wrote to the new ones, or leave it; how many. Raises Refused as `leave_late_edit`."""
    for edit in edits:
        (apply_late_edit if take else leave_late_edit)(db, edit)
    return len(edits)


def leave_late_edit(db: Database, edit: LateEdit) -> None:
    """Leave the new owner's record as it is; what the former one wrote stays in the history. Raises Refused for an added record."""
    one = edit.later
    if not one.changes:
        raise Refused("这是移交后新增的记录，请转给新负责人，或由原负责人删除")
    with changesets.change_set(db, f"不采用移交后的修改 {edit.title}") as work:
        work.change(one.record, one.to, one.id, {SEEN: list(one.changes)})
