"""What a change is, and the pure fold that turns the changes of one record into its current values (sync.md §2.4)."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any

import msgspec

DELETED = "_del"
SALT = "_s"
#: The table name of the line that opens a named change set.
CHANGE_SET = "_set"

ChangeId = str  # "site.incarnation:seq", unique within a book


class Change(msgspec.Struct, frozen=True, gc=False):
    """One commit on one record: the fields it wrote, having seen the changes in `base`."""

    id: ChangeId
    hlc: int
    base: tuple[ChangeId, ...]
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Folded:
    """The state of one record: a pure function of the set of its visible changes.

    values: field → current wire value. heads: the changes that nothing has seen yet. deleted: every head deletes.
    conflicts: field → the competing changes, the provisional winner last.
    """

    values: dict[str, Any] = field(default_factory=dict)
    heads: tuple[ChangeId, ...] = ()
    deleted: bool = False
    conflicts: dict[str, tuple[ChangeId, ...]] = field(default_factory=dict)


def canon(value: Any) -> Any:
    """The form in which two values are compared: NFC and trimmed, so that a trailing blank is no conflict."""
    return unicodedata.normalize("NFC", value).strip() if isinstance(value, str) else value


def written(body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields a body writes, without the log's own marks."""
    return {name: value for name, value in body.items() if not name.startswith("_")}


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Every change after those it saw; ties and hostile cycles by (stamp, id)."""
    by_age = {c.id: c for c in sorted(changes, key=lambda c: (c.hlc, c.id))}
    if _already_sorted(by_age):
        return list(by_age.values())
    graph = {c.id: [b for b in c.base if b in by_age and b != c.id] for c in by_age.values()}
    try:
        return [by_age[i] for i in TopologicalSorter(graph).static_order()]
    except CycleError:
        return list(by_age.values())


def _already_sorted(by_age: Mapping[ChangeId, Change]) -> bool:
    seen: set[ChangeId] = set()
    for change in by_age.values():
        if any(b in by_age and b not in seen and b != change.id for b in change.base):
            return False
        seen.add(change.id)
    return True


def ancestors(changes: Iterable[Change]) -> dict[ChangeId, set[ChangeId]]:
    """For each change, all that it has seen, directly or through others. Terminates on hostile cycles."""
    ordered = in_order(changes)
    known = {c.id for c in ordered}
    seen: dict[ChangeId, set[ChangeId]] = {c.id: set() for c in ordered}
    again = True
    while again:  # one pass, except for cycles
        again = False
        for change in ordered:
            mine = seen[change.id]
            before = len(mine)
            for b in change.base:
                if b in known and b != change.id:
                    mine.add(b)
                    mine |= seen[b]
            again = again or len(mine) != before
        if _already_sorted({c.id: c for c in ordered}):
            break
    return seen


def fold(changes: Iterable[Change]) -> Folded:
    """The state of one record from all its visible changes, in whatever order they are given.

    Only heads compete; among concurrent writers of a field the largest (stamp, id) wins provisionally and the field is
    listed as a conflict when the values differ. A record is deleted only if every head deletes it.
    """
    all_changes = list(changes)
    if straight := _straight_line(all_changes):
        return straight
    by_id = {c.id: c for c in all_changes}
    seen = ancestors(all_changes)
    rank = {c.id: (c.hlc, c.id) for c in all_changes}

    def newest(ids: list[ChangeId]) -> list[ChangeId]:
        covered = set().union(*(seen[i] - {i} for i in ids)) if ids else set()
        live = [i for i in ids if i not in covered] or ids
        return sorted(live, key=lambda i: rank[i])

    heads = newest(list(by_id))
    values: dict[str, Any] = {}
    conflicts: dict[str, tuple[ChangeId, ...]] = {}
    for name in sorted({name for c in all_changes for name in written(c.body)}):
        live = newest([c.id for c in all_changes if name in c.body])
        values[name] = by_id[live[-1]].body[name]
        if len({repr(canon(by_id[i].body[name])) for i in live}) > 1:
            conflicts[name] = tuple(live)
    deletes = [by_id[h].body.get(DELETED) is True for h in heads]
    if any(deletes) and not all(deletes):
        conflicts[DELETED] = tuple(heads)
    return Folded(values, tuple(sorted(heads)), bool(deletes) and all(deletes), conflicts)


def _straight_line(changes: list[Change]) -> Folded | None:
    """The common case, one change after another: apply them in turn. None when any two are concurrent."""
    if not changes:
        return Folded()
    if len(changes) > 1:
        changes = sorted(changes, key=lambda c: (c.hlc, c.id))
        for before, after in itertools.pairwise(changes):
            if after.base != (before.id,):
                return None
    if any(b == c.id for c in changes for b in c.base):
        return None
    known = {c.id for c in changes}
    if any(b in known for b in changes[0].base):
        return None
    values: dict[str, Any] = {}
    for change in changes:
        values.update(written(change.body))
    last = changes[-1]
    return Folded(values, (last.id,), last.body.get(DELETED) is True, {})
