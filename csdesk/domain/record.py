"""How a record is declared once: its fields, labels, kinds, choices, references and rules, and how they are read.

Everything else (tables, ledgers, forms, Excel headings, search text, wire form) is derived from `fields_of`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Self

import msgspec
from msgspec import Meta, Struct

from csdesk.domain.cells import Wrong, half_width, tidy
from csdesk.domain.changes import Way, Ways
from csdesk.domain.hints import bare
from csdesk.domain.kinds import KINDS, Kind, Wire

Values = Mapping[str, Wire]


class Choice(StrEnum):
    """A closed list of codes: `NORMAL = "normal", "一般", "普通"`: the code travels, the label is shown, the rest is read too."""

    label: str  # what is shown
    also: tuple[str, ...]  # what workbooks say instead

    def __new__(cls, code: str, label: str = "", *also: str) -> Self:
        member = str.__new__(cls, code)
        member._value_ = code
        member.label = label or code
        member.also = also
        return member

    def __str__(self) -> str:
        return str(self.value)

    @classmethod
    @cache
    def labels(cls) -> dict[str, str]:
        """Code → label, in the declared order."""
        return {member.value: member.label for member in cls}


def says(
    label: str,
    *,
    of: str | None = None,
    help: str = "",
    also: Iterable[str] = (),
    section: str = "",
    number: str | None = None,
    choices: type[Choice] | None = None,
    listed: bool = False,
    searched: bool = False,
    private: bool = False,
    auto: bool = False,
    asked: bool = False,
    offered: str = "",
    action_only: bool = False,
    past: bool = False,
    unit: str = "",
    least: int | None = None,
    most: int | None = None,
    settles: Way | None = None,
    quiet: bool = False,
) -> Meta:
    """What a field says of itself.

    of: the record a reference points to. also: other headings under which workbooks keep it. section: the group on the
    card. number: the template of an automatic number. choices: the allowed tags of a `Tags` field. listed: a column of
    the ledger from the start. searched: found by typing. private: masked in exports, never sent above the branch.
    auto: computed, never entered, imported or sent. asked: marked ● although a default exists. offered: what the form of
    a new record begins with, "me" (the person of the file) or "now". action_only: written by a named action, shown but not
    edited. past: a day or moment at which something happened, never later than now. unit: shown in the heading.
    least, most: limits of a number, in wire units. settles: which of two values stands, silently, that did not know of
    each other (`Way.MOST`, `Way.LEAST`). quiet: on the card only where it is filled.
    """
    told = {k: v for k, v in locals().items() if k not in ("label", "help")}
    return Meta(title=label, description=help or None, extra={"says": told})


@dataclass(frozen=True, slots=True)
class Field:
    """One declared field, as every room reads it."""

    name: str
    label: str
    kind: Kind
    required: bool
    default: Wire = None
    help: str = ""
    of: str | None = None
    choices: type[Choice] | None = None
    also: tuple[str, ...] = ()
    section: str = ""
    number: str | None = None
    listed: bool = False
    searched: bool = False
    private: bool = False
    auto: bool = False
    offered: str = ""
    action_only: bool = False
    past: bool = False
    unit: str = ""
    least: int | None = None
    most: int | None = None
    settles: Way | None = None
    quiet: bool = False

    @property
    def heading(self) -> str:
        """The label with its unit, as ledgers and workbooks show it."""
        return f"{self.label}({self.unit})" if self.unit else self.label

    def read(self, raw: Any) -> Wire:
        """The wire value of what was typed or found in a cell; None for nothing. Raises `Wrong` with a sentence.

        A reference is only tidied here: looking it up needs the store.
        """
        if raw is None or (isinstance(raw, str) and not raw.strip()) or raw == []:
            return None
        value = self.kind.read(raw)
        if self.kind.name == "choice":
            return self._chosen(value)
        if self.kind.name == "tags" and self.choices:
            return [self._chosen(part) for part in value]
        self.check_limits(value)
        return value

    def _chosen(self, text: str) -> str:
        assert self.choices is not None
        plain = half_width(text)
        for member in self.choices:
            if plain in (member.value, half_width(member.label), half_width(member.label).split("(")[0], *member.also):
                return member.value
        allowed = "、".join(member.label for member in self.choices)
        raise Wrong(f"“{text}”不在可选范围内，可填：{allowed}")

    def check_limits(self, value: Wire) -> None:
        """Raise `Wrong` when a number is too small or too large."""
        if self.least is not None and value < self.least:
            raise Wrong(f"{self.label}不能小于 {self.kind.show(self.least)}")
        if self.most is not None and value > self.most:
            raise Wrong(f"{self.label}不能大于 {self.kind.show(self.most)}")

    def show(self, value: Wire) -> str:
        """The text of a wire value; an unknown code of a newer colleague is shown as it is."""
        if value is None:
            return ""
        if self.choices:
            names = self.choices.labels()
            return "、".join(names.get(v, v) for v in value) if self.kind.name == "tags" else str(names.get(value, value))
        return self.kind.show(value)

    def fits(self, value: Wire) -> bool:
        """Whether a value from the wire can stand in this field's column."""
        if value is None:
            return True
        if self.choices and self.kind.name == "choice":
            return isinstance(value, str) and value in self.choices.labels()
        return self.kind.fits(value)


@dataclass(frozen=True, slots=True)
class Problem:
    """One wrong field of a record, with the sentence to show at it."""

    field: str
    sentence: str


Rule = Callable[[Values], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class About:
    """What a record says of itself.

    name: on the wire and as the table's name. label: one of it. ledger: the list of all of them. title: the fields
    that name one to a person. codes: the fields by which a workbook may refer to it. parent: the reference field under
    which it is shown as a child. insert_only: added, never edited (events, logs). by_action: never
    entered, only written by a named action. rules: checks over the whole record.
    agreed: the fields of a record that are not edited by hand any more, as it stands, each with the sentence that says what to do.
    edits: what is wrong with an edit by hand, from (values before, new values).
    derive: computes the auto fields from (values, working calendar). by_calendar: they depend on that calendar.
    reference: reference data, kept in ORG or BR-x. lies_with: the field that names whose book a new one goes into.
    """

    name: str
    label: str
    ledger: str
    title: tuple[str, ...]
    codes: tuple[str, ...] = ()
    parent: str | None = None
    insert_only: bool = False
    by_action: bool = False
    reference: bool = False
    rules: tuple[Rule, ...] = ()
    derive: Callable[[Values, Any], dict[str, Wire]] | None = None
    agreed: Callable[[Values], Mapping[str, str]] | None = None
    edits: Callable[[Values, Values], Iterable[Problem]] | None = None
    by_calendar: bool = False
    lies_with: str = ""
    order: str = ""  # the field a ledger is sorted by at first; "-" in front: newest first
    former: tuple[str, ...] = field(default=())


class Record(Struct, frozen=True, kw_only=True):
    """A declared record. Subclasses say what they are in `about` and what they hold in annotated fields."""

    about: ClassVar[About]


def _kind_name(plain: Any, metas: list[Meta]) -> str:
    for meta in metas:
        if meta.extra and "kind" in meta.extra:
            return str(meta.extra["kind"])
    if isinstance(plain, type) and issubclass(plain, Choice):
        return "choice"
    return {bool: "flag", int: "whole", date: "day", datetime: "moment"}.get(plain, "line")


def _field_of(name: str, hint: Any, default: Any) -> Field:
    plain, metas, optional = bare(hint)
    meta = next(m for m in reversed(metas) if m.extra and "says" in m.extra)
    assert meta.extra is not None
    told = dict(meta.extra["says"])
    choices = told.pop("choices") or (plain if isinstance(plain, type) and issubclass(plain, Choice) else None)
    has_default = default is not msgspec.NODEFAULT
    asked = told.pop("asked")
    return Field(
        name=name,
        label=meta.title or name,
        kind=KINDS[_kind_name(plain, metas)],
        required=asked or (not optional and not has_default),
        default=_wire_default(default),
        help=meta.description or "",
        choices=choices,
        also=tuple(told.pop("also")),
        **told,
    )


def _wire_default(default: Any) -> Wire:
    """A declared default as a wire value; an empty tuple and a missing default are nothing at all."""
    return None if default is msgspec.NODEFAULT or default == () else msgspec.to_builtins(default)


@cache
def fields_of(record: type[Record]) -> tuple[Field, ...]:
    """The declared fields of a record, in order; those that are hardly ever filled last."""
    found = (
        _field_of(spec.name, spec.type, spec.default if spec.default_factory is msgspec.NODEFAULT else None)
        for spec in msgspec.structs.fields(record)
    )
    return tuple(sorted(found, key=lambda f: f.quiet))


@cache
def field_map(record: type[Record]) -> dict[str, Field]:
    """The declared fields of a record by name."""
    return {f.name: f for f in fields_of(record)}


@cache
def ways_of(record: type[Record]) -> Ways:
    """How the fields of a record are compared when two people wrote them at once."""
    phones = {f.name: Way.DIGITS for f in fields_of(record) if f.kind.name in ("mobile", "phone")}
    return {**phones, **{f.name: f.settles for f in fields_of(record) if f.settles}}


def stored_fields(record: type[Record]) -> Iterator[Field]:
    """The fields that a change may carry: all but the computed ones."""
    return (f for f in fields_of(record) if not f.auto)


def title_of(record: type[Record], values: Values) -> str:
    """What a person calls this record: `NB-00042 示例家电`."""
    known = field_map(record)
    parts = [known[name].show(values.get(name)) for name in record.about.title if values.get(name) is not None]
    return tidy(" ".join(parts)) or record.about.label
