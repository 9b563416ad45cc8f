"""Ledgers: reading any of them, entering, changing, deleting and restoring records, history, undo and redo."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from csdesk.domain.care.followups import ClientLog
from csdesk.domain.changes import DELETED
from csdesk.domain.checking import Invalid, edit_problems, not_yet
from csdesk.domain.history import HISTORIES, entry_problems
from csdesk.domain.moments import wire_moment
from csdesk.domain.record import Record, Values, field_map, stored_fields, title_of
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.domain.rows import Query, Row
from csdesk.errors import Refused
from csdesk.operations import tallies
from csdesk.operations.clients import visits
from csdesk.operations.completion import Completion
from csdesk.operations.entering import Against
from csdesk.store import changesets, ledger
from csdesk.store import history as history_log
from csdesk.store.database import Database, Site
from csdesk.store.history import Done, Step, Undone
from csdesk.store.lookup import Connection

__all__ = ["Done", "Row", "Step", "Undone"]


def record_named(name: str) -> type[Record]:
    """The record whose ledger is called `name` (its wire name or its Chinese label)."""
    for record in RECORD_BY_NAME.values():
        if name in (record.about.name, record.about.label, record.about.ledger):
            return record
    raise Refused(f"没有“{name}”这个台账，可用：{'、'.join(RECORD_BY_NAME)}")


def numbers(
    db: Database, record: type[Record], query: Query, limit: int | None = None, stop: Callable[[], bool] = lambda: False
) -> array[int]:
    """The row numbers a ledger shows, in its order. limit: only as many, of a search the oldest.

    stop: asked now and then whether nobody waits for them any more. Raises Cancelled then.
    """
    with db.reading() as connection:
        return ledger.numbers(connection, record, query, limit, stop)


def first(db: Database, record: type[Record], query: Query, limit: int, stop: Callable[[], bool] = lambda: False) -> array[int]:
    """The row numbers a ledger shows first, where they are known long before all; otherwise all (see `numbers`)."""
    return numbers(db, record, query, limit if ledger.is_quick(record, query) else None, stop)


def count(db: Database, record: type[Record], query: Query) -> int:
    """How many records a view holds."""
    with db.reading() as connection:
        return ledger.count(connection, record, query)


def page(db: Database, record: type[Record], wanted: Sequence[int], names: Iterable[str] | None = None) -> list[Row]:
    """The rows with these numbers."""
    with db.reading() as connection:
        return ledger.rows(connection, record, wanted, names)


def select(db: Database, record: type[Record], query: Query, limit: int | None = None) -> list[Row]:
    """The records of a small set, whole."""
    with db.reading() as connection:
        return ledger.select(connection, record, query, limit)


def get(db: Database, record: type[Record], book: str, id: str) -> Row:
    """One record. Raises Refused when it is gone."""
    with db.reading() as connection:
        return _get(connection, record, book, id)


def _get(connection: Connection, record: type[Record], book: str, id: str) -> Row:
    found = ledger.get(connection, record, book, id)
    if found is None:
        raise Refused(f"这条{record.about.label}已不存在，请刷新")
    return found


# -- writing --------------------------------------------------------------------------------------------------------


def book_for(site: Site, record: type[Record]) -> str:
    """The book into which this person's new records of a kind go. Raises Refused where the role does not allow it."""
    if not record.about.reference:
        return site.book
    if site.role != "specialist":
        return site.book
    raise Refused(f"{record.about.ledger}由分部经理或总部维护，请联系他们修改")


def placed(work: changesets.ChangeSet, record: type[Record], values: Values, now: datetime) -> str:
    """The book into which this new record goes: where it is for somebody, that person's; else as `Completion.book` says.

    Raises Refused where the role does not allow it, or nobody knows that person's book.
    """
    whose = values.get(record.about.lies_with)
    if not whose or whose == ledger.staff_of(work.connection, work.site.site):
        book_for(work.site, record)
        return Completion(work.connection, work.site, now).book(record, values)
    book = ledger.book_of_staff(work.connection, str(whose))
    if book is None:
        raise Refused(f"还没有收到这位同事的同步文件，{record.about.label}交不到他那里：请先让他入网并合并他发来的文件")
    return book


def create(db: Database, record: type[Record], values: Values, *, now: datetime, title: str = "") -> Row:
    """A new record, numbered if it has a number. Raises Invalid with every wrong field."""
    with changesets.change_set(db, title or f"新建{record.about.label}") as work:
        full = completed(work, record, values, now)
        if not title:
            work.title = f"新建{record.about.label} {title_of(record, full)}"
        if found := entry_problems(record, full, now) or Against(work.connection).problems(record, full):
            raise Invalid(found)
        book = placed(work, record, full, now)
        id_ = enter(work, record, full, now, book=book)
        if record is ClientLog:
            visits.follow(work, full, id_, book, now)
        tallies.keep(work, record, [(book, full)])
        return _written(work, record, book, id_)


def _written(work: changesets.ChangeSet, record: type[Record], book: str, id: str) -> Row:
    """What a change set makes of one record, told before it is committed: no second transaction to wait for."""
    work.write()
    return ledger.as_read(work.connection, record, work.written(record, book, id))


def enter(work: changesets.ChangeSet, record: type[Record], full: Values, now: datetime, *, book: str, id: str | None = None) -> str:
    """A new, completed and checked record and, where it has states, the events that tell how it came to its own; its id."""
    id_ = work.create(record, full, book=book, id=id)
    history = HISTORIES.get(record)
    if history and history.event:
        for event in history.events(full, wire_moment(now)):
            work.create(history.event, {"by": work.site.name, **event, str(history.event.about.parent): id_}, book=book)
    return id_


def completed(
    work: changesets.ChangeSet, record: type[Record], values: Values, now: datetime, by: Completion | None = None
) -> dict[str, Any]:
    """The values of a new record with what follows from them, defaults and automatic numbers filled in.

    by: one for all new records of a change set, so that no number is given out twice. Raises Refused for a record that only
    named actions write.
    """
    if record.about.by_action:
        raise Refused(f"{record.about.ledger}由相应的操作写下，不能直接新建")
    history = HISTORIES.get(record)
    settled = {**values, **history.settle(values)} if history else values
    return (by or Completion(work.connection, work.site, now)).of(record, settled)


def change(db: Database, record: type[Record], row: Row, values: Values, *, now: datetime | None = None) -> Row:
    """New values of some fields of a record as it was read in `row`. Raises Invalid with every wrong field.

    now: facts that lie after it are wrong; None where no person enters them.
    The change says which heads the person saw: an edit that raced a merge becomes a visible conflict, never a loss.
    """
    if record.about.insert_only:
        raise Refused(f"{record.about.label}只能新增，不能修改；需要更正时请再记一条")
    kept = {f.name for f in stored_fields(record) if not f.action_only}
    told = {name: value for name, value in values.items() if name in kept and value != row.values.get(name)}
    if not told:
        return row
    if record.about.lies_with in told:
        raise Refused(f"{record.about.label}已在原负责人那里，不能改换人：请取消这一条，再给新的负责人记一条")
    found = edit_problems(record, row.values, told)
    if found := found or (not_yet(record, told, now) if now else []):
        raise Invalid(found)
    with changesets.change_set(db, f"修改{record.about.label} {title_of(record, row.values)}") as work:
        _owned(db.site, record)
        if found := Against(work.connection).problems(record, {**row.values, **told}, row.values):
            raise Invalid(found)
        follows = Completion(work.connection, work.site, now).follows(record, row, told) if now else {}
        work.change(record, row.book, row.id, {**told, **follows}, base=row.heads)
        return _written(work, record, row.book, row.id)


def _owned(site: Site, record: type[Record]) -> None:
    if record.about.reference:
        book_for(site, record)


def delete(db: Database, record: type[Record], chosen: Sequence[Row]) -> None:
    """Records into the recycle bin: one change set."""
    what = title_of(record, chosen[0].told) if len(chosen) == 1 else f"{len(chosen)} 条"
    with changesets.change_set(db, f"删除{record.about.label} {what}") as work:
        for row in chosen:
            work.delete(record, row.book, row.id, base=row.heads)


def restore(db: Database, record: type[Record], chosen: Sequence[Row]) -> None:
    """Records back from the recycle bin."""
    what = title_of(record, chosen[0].values) if len(chosen) == 1 else f"{len(chosen)} 条"
    with changesets.change_set(db, f"恢复{record.about.label} {what}") as work:
        for row in chosen:
            work.revive(record, row.book, row.id)


# -- history, undo, redo --------------------------------------------------------------------------------------------


def history(db: Database, record: type[Record], book: str, id: str) -> list[Step]:
    """Who wrote which field when, oldest first, with the values as a person reads them; of a record that was handed over all of it."""
    with db.reading() as connection:
        before = [place for tbl, place in history_log.whereabouts(connection, id) if tbl == record.about.name and place != book]
        steps = [step for place in before for step in history_log.history(connection, record, place, id)]
        steps += history_log.history(connection, record, book, id)
        names = _names_in(connection, record, steps)
    known = field_map(record)

    def text(name: str, value: Any) -> str:
        f = known.get(name)
        return names.get(value, str(value)) if f and f.of and value else f.show(value) if f else str(value or "")

    return [replace(s, old_text=text(s.field, s.old), new_text=s.new_text or text(s.field, s.new)) for s in steps]


def rivals(db: Database, record: type[Record], row: Row) -> dict[str, list[Step]]:
    """What stands against each other in the fields of a record that are in conflict: each value, by whom and when."""
    if not row.conflicts:
        return {}
    found: dict[str, list[Step]] = {}
    for step in history(db, record, row.book, row.id):
        if step.change in row.conflicts.get(step.field, ()):
            found.setdefault(step.field, []).append(step)
    return found


def settle(db: Database, record: type[Record], row: Row, field: str, value: Any) -> Row:
    """Decide a conflict: the field is written anew on top of everything that was said, whatever value it gets."""
    known = field_map(record).get(field)  # a newer version may know it, and a deletion is no field
    label = known.label if known else "删除" if field == DELETED else field
    with changesets.change_set(db, f"确认{label} {title_of(record, row.values)}") as work:
        work.change(record, row.book, row.id, {field: value}, base=row.heads)
        return _written(work, record, row.book, row.id)


def _names_in(connection: Connection, record: type[Record], steps: Sequence[Step]) -> dict[Any, str]:
    """What the records are called that a history refers to."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for step in steps:
        f = field_map(record).get(step.field)
        if f and f.of in RECORD_BY_NAME:
            wanted[f.of].update(value for value in (step.old, step.new) if isinstance(value, str))
    found: dict[Any, str] = {}
    for name, ids in wanted.items():
        for id_, by_book in ledger.titles(connection, RECORD_BY_NAME[name], ids).items():
            found[id_] = next(iter(by_book.values()))
    return found


def history_of(db: Database, id: str) -> list[Step]:
    """The history of the record with this id, whatever ledger it is in. Raises Refused when there is none."""
    with db.reading() as connection:
        found = history_log.whereabouts(connection, id)
    if not found:
        raise Refused(f"没有编号为 {id} 的记录，请用 csdesk list 查出编号")
    return [step for tbl, book in found for step in history(db, RECORD_BY_NAME[tbl], book, id)]


def undo_redo(db: Database) -> tuple[Done | None, Done | None]:
    """What 撤销 and 重做 would do now; None where there is nothing."""
    with db.reading() as connection:
        return history_log.next_undo(connection, db.site), history_log.next_redo(connection, db.site)


def undo(db: Database) -> Undone:
    """Take back the latest change set. Raises Refused when there is none."""
    done, _ = undo_redo(db)
    if done is None:
        raise Refused("没有可以撤销的操作")
    return history_log.undo(db, done)


def redo(db: Database) -> Undone:
    """Do again what was taken back last. Raises Refused when there is none."""
    _, done = undo_redo(db)
    if done is None:
        raise Refused("没有可以重做的操作")
    return history_log.undo(db, done, redo=True)
