"""A record between its two forms: what the log says of it, and the columns of its cache table."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec

from csdesk.domain.changes import MOVED
from csdesk.domain.record import Field, Record, fields_of, stored_fields
from csdesk.store import search
from csdesk.store.tables import SYSTEM

Key = tuple[str, str]  # (book, id)
_decode = msgspec.json.decode
#: What the column `deleted` says of a record that is not shown: it lies in the recycle bin, or in somebody else's book.
GONE, HANDED_ON = 1, 2


@dataclass(slots=True)
class CacheRow:
    """One row of a cache table, in the log's terms."""

    book: str
    id: str
    values: dict[str, Any]
    heads: tuple[str, ...]
    deleted: bool = False
    conflicts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    created: tuple[str, str] = ("", "")  # (moment, site)
    updated: tuple[str, str] = ("", "")
    n: int | None = None
    search: str | None = None
    kept: Sequence[Any] = ()  # its columns as they stand, in the order of `columns`
    wrote: set[str] | None = None  # the fields that differ from `kept` at most; None where it was not looked at

    @property
    def plain(self) -> bool:
        """Whether the next change on top can simply be applied."""
        return len(self.heads) == 1 and not self.conflicts and not self.deleted


def to_column(f: Field, value: Any) -> Any:
    """A wire value as its column keeps it."""
    return json.dumps(value, ensure_ascii=False) if f.kind.name == "tags" and value is not None else value


def is_converted(f: Field) -> bool:
    """Whether a column keeps this field otherwise than the wire says it."""
    return f.kind.name in ("tags", "flag")


def from_column(f: Field, value: Any) -> Any:
    """A column's value as the wire says it."""
    if value is None:
        return None
    if f.kind.name == "tags":
        return json.loads(value)
    return bool(value) if f.kind.name == "flag" else value


@cache
def columns(record: type[Record]) -> tuple[str, ...]:
    """The columns of a cache table, without its local number."""
    return (*SYSTEM, *(f.name for f in fields_of(record)))


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is asked of a declaration for every row, asked once.

    place: the column of each field. fits: the fields that a change may write, each with its check.
    """

    names: tuple[str, ...]
    place: Mapping[str, int]
    fits: Mapping[str, Callable[[Any], bool]]
    converted: tuple[Field, ...]
    auto: tuple[str, ...]
    searched: frozenset[str]


@cache
def _plan(record: type[Record]) -> _Plan:
    fields = fields_of(record)
    return _Plan(
        names=tuple(f.name for f in fields),
        place={name: n for n, name in enumerate(columns(record))},
        fits={f.name: _check(f) for f in stored_fields(record)},
        converted=tuple(f for f in fields if is_converted(f)),
        auto=tuple(f.name for f in fields if f.auto),
        searched=frozenset(f.name for f in search.own_text(record)),
    )


def _check(f: Field) -> Callable[[Any], bool]:
    """`f.fits` of anything but None, without asking again what kind of field it is."""
    if f.choices and f.kind.name == "choice":
        codes = frozenset(f.choices.labels())
        return lambda value: isinstance(value, str) and value in codes
    return f.kind.fits


def as_row(record: type[Record], n: int, kept: Sequence[Any]) -> CacheRow:
    """The row that a cache table keeps in these columns."""
    book, id_, heads, deleted, conflicts, extra, text, created_at, created_by, updated_at, updated_by, *cells = kept
    plan = _plan(record)
    values = {name: cell for name, cell in zip(plan.names, cells, strict=True) if cell is not None}
    for name in plan.auto:
        values.pop(name, None)
    for f in plan.converted:
        if f.name in values:
            values[f.name] = from_column(f, values[f.name])
    if extra:
        values.update(_decode(extra))
    return CacheRow(
        book=book,
        id=id_,
        values=values,
        heads=tuple(_decode(heads)),
        deleted=deleted == GONE,
        conflicts=_decode(conflicts) if conflicts else {},
        created=(created_at, created_by),
        updated=(updated_at, updated_by),
        n=n,
        search=text,
        kept=kept,
    )


def as_columns(record: type[Record], row: CacheRow, calendar: Any, old: CacheRow | None = None) -> Sequence[Any]:
    """The row as its columns, in the order of `columns`. old: as it stands, which spares what has not changed."""
    if old is not None and row.wrote is not None and (laid := _laid_on(record, row, calendar, old)) is not None:
        return laid
    good, extra = _sorted_out(record, row.values)
    if record.about.derive:
        good.update(record.about.derive(good, calendar))
    standing = GONE if row.deleted else HANDED_ON if row.values.get(MOVED) else 0
    text = None if standing or not search.is_searched(record) else search.text_of(record, good)
    plan = _plan(record)
    for f in plan.converted:
        if f.name in good:
            good[f.name] = to_column(f, good[f.name])
    return (
        row.book,
        row.id,
        _ids(row.heads),
        standing,
        _competing(row.conflicts),
        json.dumps(extra, ensure_ascii=False, sort_keys=True) if extra else None,
        text,
        *row.created,
        *row.updated,
        *map(good.get, plan.names),
    )


def shown(made: Sequence[Any]) -> tuple[Any, ...]:
    """Columns without the search text."""
    return (*made[:_SEARCH], *made[_SEARCH + 1 :])


def differing(values: Mapping[str, Any], before: Mapping[str, Any]) -> set[str] | None:
    """The fields that say something else than before, as `CacheRow.wrote` tells them; None where a value is gone altogether.

    Nothing where nothing was said before counts too: what has no column of its own is kept with it, such as that a record came back.
    """
    if not before.keys() <= values.keys():
        return None
    return {name for name, value in values.items() if value != (was := before.get(name, ...)) or type(value) is not type(was)}


def _laid_on(record: type[Record], row: CacheRow, calendar: Any, old: CacheRow) -> Sequence[Any] | None:
    """The columns as they stand with what changes wrote; None where that does not tell all of it, or something fits no column."""
    plan, made, wrote = _plan(record), list(old.kept), row.wrote or set()
    if row.deleted or made[_STANDING] or MOVED in wrote or made[_EXTRA] is not None:
        return None
    if not all(_fits(plan, name, row.values[name]) for name in wrote):
        return None
    good = {name: value for name, value in row.values.items() if value is not None}
    fresh: dict[str, Any] = {name: row.values[name] for name in wrote}
    if record.about.derive:
        fresh.update(dict.fromkeys(plan.auto), **record.about.derive(good, calendar))
    for f in plan.converted:
        if f.name in fresh:
            fresh[f.name] = to_column(f, fresh[f.name])
    for name, value in fresh.items():
        made[plan.place[name]] = value
    if not plan.searched.isdisjoint(fresh):
        made[_SEARCH] = search.text_of(record, {**good, **fresh} if record.about.derive else good)
    made[_HEADS], made[_CONFLICTS] = _ids(row.heads), _competing(row.conflicts)
    made[_CREATED : _CREATED + 4] = (*row.created, *row.updated)
    return made


_HEADS, _STANDING, _CONFLICTS, _EXTRA, _SEARCH, _CREATED = map(
    SYSTEM.index, ("heads", "deleted", "conflicts", "extra", "search", "created_at")
)


def _fits(plan: _Plan, name: str, value: Any) -> bool:
    fits = plan.fits.get(name)
    return fits is not None and (value is None or fits(value))


def _sorted_out(record: type[Record], values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What has a column of its own, and what a newer version knows or what fits no column."""
    checks = _plan(record).fits
    good: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for name, value in values.items():
        fits = checks.get(name)
        if fits is None or not (value is None or fits(value)):
            extra[name] = value
        elif value is not None:
            good[name] = value
    return good, extra


def _ids(ids: Sequence[str]) -> str:
    """Ids of changes as JSON; they hold nothing that JSON would write otherwise."""
    inner = '", "'.join(ids)
    return f'["{inner}"]' if ids else "[]"


def _competing(conflicts: Mapping[str, Sequence[str]]) -> str | None:
    return json.dumps({k: list(v) for k, v in sorted(conflicts.items())}) if conflicts else None
