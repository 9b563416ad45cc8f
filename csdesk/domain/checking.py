"""Checking a whole record that a person entered: every wrong field, each with its sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from csdesk.domain.cells import Wrong
from csdesk.domain.kinds import Wire
from csdesk.domain.moments import wire_moment
from csdesk.domain.record import Field, Problem, Record, Values, stored_fields
from csdesk.errors import Refused


class Invalid(Refused):
    """What a person entered has wrong fields; `problems` says which, for marking them in place."""

    def __init__(self, found: Iterable[Problem]) -> None:
        self.problems = tuple(found)
        super().__init__("；".join(dict.fromkeys(p.sentence for p in self.problems)))


def with_defaults(record: type[Record], values: Values) -> dict[str, Wire]:
    """The values of a new record: what is given, and the declared defaults for the rest."""
    told = {f.name: f.default for f in stored_fields(record) if f.default is not None}
    return {**told, **{k: v for k, v in values.items() if v is not None}}


def offered(record: type[Record], *, name: str, staff: str | None, now: datetime) -> dict[str, Wire]:
    """What the form of a new record begins with for the person of the file: by name, and as a reference by staff record."""
    told: dict[str, Wire] = {}
    for f in stored_fields(record):
        if f.offered:
            me = staff if f.of else [name] if f.kind.name == "tags" else name
            told[f.name] = f.read(now) if f.offered == "now" else me
    return with_defaults(record, told)


def problems(record: type[Record], values: Values) -> list[Problem]:
    """Everything wrong with a whole record that a person entered, field by field, each a sentence.

    values: wire values by field name; references are ids already.
    """
    found = []
    for f in stored_fields(record):
        value = values.get(f.name)
        if empty(value):
            if f.required:
                found.append(Problem(f.name, f"请填写{f.label}"))
            continue
        if not f.fits(value):
            found.append(Problem(f.name, f"{f.label}的值“{value}”不合要求，请重填"))
            continue
        try:
            f.check_limits(value)
        except Wrong as wrong:
            found.append(Problem(f.name, str(wrong)))
    if not found:
        found = [problem for rule in record.about.rules for problem in rule(values)]
    return found


def empty(value: Wire) -> bool:
    """Whether a field that holds this says nothing."""
    return value is None or value in ("", [])


def asked_now(record: type[Record], values: Values) -> set[str]:
    """The empty fields that these values make a must: those that a rule of the record speaks of.

    values: wire values, of which any may still be missing.
    """
    return {problem.field for rule in record.about.rules for problem in rule(values) if empty(values.get(problem.field))}


def edit_problems(record: type[Record], before: Values, told: Values) -> list[Problem]:
    """What is wrong with new values for some fields of a record, entered by hand: what is agreed is not edited any more."""
    agreed = record.about.agreed(before) if record.about.agreed else {}
    if closed := [Problem(name, agreed[name]) for name in told if name in agreed]:
        return closed
    if record.about.edits and (wrong := list(record.about.edits(before, told))):
        return wrong
    return [p for p in problems(record, {**before, **told}) if p.field in told or p.field not in before]


#: How far ahead of ours the clock may go by which somebody wrote down when something happened.
_AHEAD = timedelta(minutes=5)


def not_yet(record: type[Record], told: Values, now: datetime) -> list[Problem]:
    """What is told as a fact of `record` but would happen only after `now`; a moment that two fields share is told once."""
    latest = wire_moment(now + _AHEAD)
    late: dict[Wire, Field] = {}
    for f in stored_fields(record):
        at = told.get(f.name) if f.past else None
        if at and at > latest[: len(at)]:
            late.setdefault(at, f)
    return [Problem(f.name, f"{f.label} {f.show(at)} 还没有到，请核对日期") for at, f in late.items()]
