"""What a change is, and the pure fold that turns the changes of one record into its current values (sync.md §2.4)."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import Any

import msgspec

DELETED = "_del"
#: The book to which a record was handed over; the copy there has the same id (sync.md §2.8).
MOVED = "_moved_to"
#: On the first change of such a copy: when the record was made, and by whom.
MADE = "_made"
#: On a change of such a copy: the late changes of the former owner that it answers.
SEEN = "_seen"
SALT = "_s"
#: The table name of the line that opens a named change set.
CHANGE_SET = "_set"
#: The table name of a line that has everything blanked that was or will be written to its row.
PURGE = "_purge"

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


class Way(StrEnum):
    """How values of one field are compared that did not know of each other: as they stand, by their digits, or one of them always wins."""

    EQUAL = "equal"
    DIGITS = "digits"  # phone numbers, however they are grouped
    MOST = "most"
    LEAST = "least"


#: Field → how it is compared; fields that are not named as they stand.
Ways = Mapping[str, Way]


def digits(value: Any) -> Any:
    """The form in which two phone numbers are compared."""
    plain = canon(value)
    return "".join(c for c in plain if c.isdecimal()) or plain if isinstance(plain, str) else plain


def written(body: Mapping[str, Any]) -> dict[str, Any]:
    """The fields a body writes, and where its record went; without the log's other marks."""
    told = dict(body)  # a copy without its few marks is made twice as fast as one field by field
    for name in [name for name in body if name[:1] == "_"]:
        if name != MOVED:
            del told[name]
    return told


def in_order(changes: Iterable[Change]) -> list[Change]:
    """Every change after those it saw; ties and hostile cycles by (stamp, id)."""
    return _ordered(changes)[0]


def _ordered(changes: Iterable[Change]) -> tuple[list[Change], bool]:
    """The changes in order, and whether each really stands after all that it saw (False: there is a cycle)."""
    by_age = {c.id: c for c in sorted(changes, key=_age)}
    if _each_after_its_base(by_age):
        return list(by_age.values()), True
    graph = {c.id: [b for b in c.base if b in by_age and b != c.id] for c in by_age.values()}
    try:
        return [by_age[i] for i in TopologicalSorter(graph).static_order()], True
    except CycleError:
        return list(by_age.values()), False


def _age(change: Change) -> tuple[int, ChangeId]:
    """The one total order in which ties are broken, whatever the clocks said."""
    return change.hlc, change.id


def _each_after_its_base(by_age: Mapping[ChangeId, Change]) -> bool:
    seen: set[ChangeId] = set()
    for change in by_age.values():
        if any(b in by_age and b not in seen and b != change.id for b in change.base):
            return False
        seen.add(change.id)
    return True


class _Seen:
    """Who has seen whom among the changes of one record, each change a bit, what it saw a set of bits."""

    def __init__(self, changes: Iterable[Change]) -> None:
        ordered, sound = _ordered(changes)
        self.bit = {c.id: 1 << n for n, c in enumerate(ordered)}
        self.below = dict.fromkeys(self.bit, 0)
        while self._pass(ordered) and not sound:  # a cycle needs passes until nothing is new, and then ends
            pass

    def _pass(self, ordered: list[Change]) -> bool:
        grown = False
        for change in ordered:
            mask = 0
            for b in change.base:
                if b in self.bit and b != change.id:
                    mask |= self.bit[b] | self.below[b]
            grown = grown or mask != self.below[change.id]
            self.below[change.id] = mask
        return grown

    def live(self, changes: Iterable[Change]) -> list[Change]:
        """Those that none of the others has seen, the provisional winner last; all of them where a cycle leaves none."""
        candidates = list(changes)
        covered = 0
        for change in candidates:
            covered |= self.below[change.id] & ~self.bit[change.id]
        left = [c for c in candidates if not covered & self.bit[c.id]] or candidates
        return sorted(left, key=_age)


def fold(changes: Iterable[Change], ways: Ways = MappingProxyType({})) -> Folded:
    """The state of one record from all its visible changes, in whatever order they are given.

    Only heads compete; among concurrent writers of a field the largest (stamp, id) wins provisionally and the field is
    listed as a conflict when the values differ. Where its way is `MOST` or `LEAST` that value wins and nothing is listed.
    A record is deleted only if every head deletes it.
    """
    all_changes = list(changes)
    if straight := _straight_line(all_changes):
        return straight
    seen = _Seen(all_changes)
    heads = seen.live(all_changes)
    values, shared = _laid_together(all_changes)
    conflicts: dict[str, tuple[ChangeId, ...]] = {}
    for name in shared:
        writers = [c for c in all_changes if name in c.body]
        live = seen.live(writers)
        way = ways.get(name, Way.EQUAL)
        values[name] = _standing([c.body[name] for c in live], way)
        if _disagree([c.body[name] for c in live], way):
            conflicts[name] = tuple(c.id for c in live)
    deletes = [head.body.get(DELETED) is True for head in heads]
    if any(deletes) and not all(deletes):
        conflicts[DELETED] = tuple(head.id for head in heads)
    return Folded(values, tuple(sorted(head.id for head in heads)), bool(deletes) and all(deletes), conflicts)


def _standing(live: list[Any], way: Way) -> Any:
    """The value that stands for now; live: the competing ones, the provisional winner last."""
    told = [value for value in live if isinstance(value, int | str)]
    alike = [value for value in told if type(value) is type(told[-1])]
    if way is Way.MOST and alike:
        return max(alike)
    return min(alike) if way is Way.LEAST and alike else live[-1]


def _disagree(live: list[Any], way: Way) -> bool:
    if way in (Way.MOST, Way.LEAST):
        return False
    plain = digits if way is Way.DIGITS else canon
    return len({repr(plain(value)) for value in live}) > 1


def _laid_together(changes: Iterable[Change]) -> tuple[dict[str, Any], list[str]]:
    """All that the changes wrote, and the fields that several of them did, by name: whose value stands there is yet to be said."""
    told: dict[str, Any] = {}
    shared: set[str] = set()
    for change in changes:
        shared |= told.keys() & change.body.keys()
        told.update(change.body)
    values = written(told)
    return values, sorted(shared & values.keys())


def _straight_line(changes: list[Change]) -> Folded | None:
    """The common case, one change after another: apply them in turn. None when any two are concurrent."""
    if not changes:
        return Folded()
    if len(changes) > 1:
        changes = sorted(changes, key=_age)
        for before, after in itertools.pairwise(changes):
            if after.base != (before.id,):
                return None
    if any(b == c.id for c in changes for b in c.base):
        return None
    known = {c.id for c in changes}
    if any(b in known for b in changes[0].base):
        return None
    told: dict[str, Any] = {}
    for change in changes:
        told.update(change.body)
    last = changes[-1]
    return Folded(written(told), (last.id,), last.body.get(DELETED) is True, {})
