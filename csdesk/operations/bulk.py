"""The same thing done to many records of a ledger at once: one change set, and those that must not are told with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from csdesk.domain.checking import edit_problems, not_yet
from csdesk.domain.progress import Progress, quiet
from csdesk.domain.record import Record, Values, field_map, title_of
from csdesk.domain.rows import Row
from csdesk.domain.states import Action
from csdesk.errors import Refused
from csdesk.operations import ledgers, moves
from csdesk.operations.completion import Completion
from csdesk.store import changesets, ledger
from csdesk.store.changesets import ChangeSet
from csdesk.store.database import Database

_STEP = 200


@dataclass(slots=True)
class Outcome:
    """How many records were changed, how many were so already, and which were left: (title, sentence)."""

    done: int = 0
    same: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def set_all(
    db: Database,
    record: type[Record],
    numbers: Sequence[int],
    values: Values,
    *,
    now: datetime,
    verb: str = "批量修改",
    progress: Progress = quiet,
) -> Outcome:
    """The same wire values into the records with these row numbers."""
    label = "、".join(field_map(record)[name].label for name in values)
    return write(db, record, dict.fromkeys(numbers, values), verb=f"{verb}{label}", now=now, progress=progress)


def fill_down(
    db: Database, record: type[Record], numbers: Sequence[int], names: Sequence[str], *, now: datetime, progress: Progress = quiet
) -> Outcome:
    """Some fields of the first record into all others."""
    first, *others = numbers
    (source,) = ledgers.page(db, record, [first], names)
    told = {name: source.values.get(name) for name in names}
    return write(db, record, dict.fromkeys(others, told), verb="向下填充", now=now, progress=progress)


def write(
    db: Database, record: type[Record], told: Mapping[int, Values], *, verb: str, now: datetime, progress: Progress = quiet
) -> Outcome:
    """Wire values into records by row number, as the change set “`verb` 3 条客户”. Raises Refused where nobody may edit the record."""
    if record.about.insert_only:
        raise Refused(f"{record.about.label}只能新增，不能修改；需要更正时请再记一条")
    ledgers.book_for(db.site, record)

    def change(work: ChangeSet, row: Row) -> bool:
        new = {name: value for name, value in told[row.n].items() if value != row.values.get(name)}
        if not new:
            return False
        found = edit_problems(record, row.values, new)
        if found := found or not_yet(record, new, now):
            raise Refused("；".join(dict.fromkeys(p.sentence for p in found)))
        follows = Completion(work.connection, work.site, now).follows(record, row, new)
        work.change(record, row.book, row.id, {**new, **follows}, base=row.heads)
        return True

    return _each(db, record, list(told), change, verb, progress)


def _each(
    db: Database,
    record: type[Record],
    numbers: Sequence[int],
    change: Callable[[ChangeSet, Row], bool],
    verb: str,
    progress: Progress,
) -> Outcome:
    """Do something to each record; a refusal leaves that one record as it is."""
    outcome = Outcome()
    with changesets.change_set(db, verb) as work:
        for row in _watched(work, record, numbers, f"{verb} {record.about.label}", progress):
            try:
                with work.attempt():
                    written = change(work, row)
            except Refused as refused:
                outcome.refused.append((title_of(record, row.told), str(refused)))
            else:
                outcome.done, outcome.same = outcome.done + written, outcome.same + (not written)
        work.title = f"{verb} {outcome.done} 条{record.about.label}"
    return outcome


def _watched(work: ChangeSet, record: type[Record], numbers: Sequence[int], what: str, progress: Progress) -> Iterator[Row]:
    for start in range(0, len(numbers), _STEP):
        progress(what, start, len(numbers))
        by_number = {row.n: row for row in ledger.rows(work.connection, record, numbers[start : start + _STEP])}
        yield from (by_number[n] for n in numbers[start : start + _STEP] if n in by_number)


# -- named actions --------------------------------------------------------------------------------------------------


def actions(db: Database, record: type[Record], numbers: Sequence[int]) -> list[tuple[Action, int]]:
    """Every action that some of these records allow in their state, with how many do; those that add a child are for one record only."""
    found: dict[str, tuple[Action, int]] = {}
    for row in ledgers.page(db, record, numbers):
        for action in (one for one in moves.actions(db, record, row) if one.writes is None):
            found[action.name] = (action, found[action.name][1] + 1 if action.name in found else 1)
    return list(found.values())


def act(
    db: Database,
    record: type[Record],
    numbers: Sequence[int],
    action: Action,
    filled: Mapping[str, Any],
    *,
    now: datetime,
    note: str = "",
    progress: Progress = quiet,
) -> Outcome:
    """One named action on all these records whose state and gate allow it; the others are told with the reason."""

    def take(work: ChangeSet, row: Row) -> bool:
        moves.take(work, record, row, action.name, filled, now=now, note=note)
        return True

    return _each(db, record, numbers, take, f"批量{action.label}", progress)
