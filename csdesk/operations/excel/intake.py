"""What an import would do: every row of every sheet judged, nothing written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from csdesk.domain.changes import canon
from csdesk.domain.checking import edit_problems, not_yet
from csdesk.domain.history import HISTORIES, entry_problems
from csdesk.domain.progress import Progress
from csdesk.domain.record import Problem, Record, Values, field_map
from csdesk.domain.rights import forbidden
from csdesk.domain.rows import Row
from csdesk.errors import Refused
from csdesk.operations.completion import Completion
from csdesk.operations.directory import Directory, Unresolved
from csdesk.operations.entering import Against
from csdesk.operations.ledgers import book_for
from csdesk.reports.headings import Layout
from csdesk.reports.rows import Reading
from csdesk.store.changesets import new_id
from csdesk.store.database import Site

CREATE, UPDATE, SKIP = "create", "update", "skip"


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with one cell, one row (column empty), or a whole sheet or file (row None)."""

    file: str
    sheet: str
    row: int | None
    column: str
    reason: str
    headings: tuple[str, ...] = ()
    cells: tuple[Any, ...] = ()

    @property
    def sentence(self) -> str:
        """Where, what, and what to do next."""
        where = [self.file, f"表“{self.sheet}”" if self.sheet else "", f"第 {self.row} 行" if self.row else ""]
        where.append(f"“{''.join(self.column.split())}”" if self.column else "")
        return f"{' '.join(part for part in where if part)}：{self.reason}"

    def as_json(self) -> dict[str, Any]:
        """The error as the command line prints it."""
        return {"file": self.file, "sheet": self.sheet, "row": self.row, "column": self.column, "reason": self.reason}


@dataclass(slots=True)
class Incoming:
    """One good row. values: all of a new record, what changes of an old one. base: the heads that were seen."""

    number: int
    does: str
    book: str
    id: str
    values: dict[str, Any]
    base: tuple[str, ...] = ()


@dataclass(slots=True)
class SheetPlan:
    """What becomes of one sheet. layout: how it was read; None when nobody knows what it is."""

    file: str
    sheet: str
    layout: Layout | None = None
    rows: list[Incoming] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    first: list[dict[str, str]] = field(default_factory=list)  # the first rows as they were understood: label → text

    def count(self, does: str) -> int:
        """How many rows are created, updated or skipped."""
        return sum(row.does == does for row in self.rows)


@dataclass(frozen=True, slots=True)
class Seen:
    """The record that a row stands on, whatever its codes say, and the fields that its blank cells empty."""

    row: Row
    blank: tuple[str, ...] = ()


class Judge:
    """Judges the rows of sheets, one sheet after the other; knows the records that earlier rows make."""

    def __init__(
        self,
        directory: Directory,
        completion: Completion,
        site: Site,
        now: datetime,
        progress: Progress,
        against: Against | None = None,
    ) -> None:
        """against: what the rows must also fit; None for workbooks of the past, which bring what they are to fit themselves."""
        self._directory, self._completion, self._site, self._against = directory, completion, site, against
        self._now, self._progress = now, progress
        self._seen: Mapping[int, Seen] = {}

    def sheet(self, plan: SheetPlan, read: Sequence[Reading], seen: Mapping[int, Seen] | None = None) -> None:
        """Fill `plan` with what each row does, or why it is refused. seen: the records of rows of which they are known."""
        assert plan.layout is not None
        self._seen = seen or {}
        record = plan.layout.record
        try:
            book_for(self._site, record)
        except Refused as refused:
            plan.errors.append(RowError(plan.file, plan.sheet, None, "", str(refused)))
            return
        self._directory.learn(record, read)
        waiting = list(read)
        while waiting:  # a row may refer to one below it
            later = [reading for reading in self._watched(waiting) if not self._row(plan, record, reading, last=False)]
            if len(later) == len(waiting):
                for reading in later:
                    self._row(plan, record, reading, last=True)
                break
            waiting = later
        plan.rows.sort(key=lambda row: row.number)
        plan.errors.sort(key=lambda error: error.row or 0)

    def _watched(self, read: Sequence[Reading]) -> Iterator[Reading]:
        for n, reading in enumerate(read):
            if n % 200 == 0:
                self._progress("核对", n, len(read))
            yield reading

    def _row(self, plan: SheetPlan, record: type[Record], reading: Reading, *, last: bool) -> bool:
        """Judge one row; False when it should wait for the rows below it."""
        try:
            values = self._directory.resolved(record, reading.values)
        except Unresolved as error:
            if not last and not reading.wrong and field_map(record)[error.field].of == record.about.name:
                return False
            self._refuse(plan, reading, [*reading.wrong, (self._heading(plan, error.field), error.sentence)])
            return True
        if reading.wrong:
            self._refuse(plan, reading, reading.wrong)
            return True
        seen, book = self._seen.get(reading.number), self._completion.book(record, values)
        try:
            old = seen.row if seen else self._directory.existing(record, values, book)
        except Unresolved as error:
            self._refuse(plan, reading, [(self._heading(plan, error.field), error.sentence)])
            return True
        if seen:
            values = {**dict.fromkeys(seen.blank), **values}
        wrong = self._new(plan, record, book, reading, values) if old is None else self._old(plan, record, reading, values, old)
        if wrong:
            self._refuse(plan, reading, wrong)
        return True

    def _new(self, plan: SheetPlan, record: type[Record], book: str, reading: Reading, values: dict[str, Any]) -> list[tuple[str, str]]:
        history = HISTORIES.get(record)
        settled = {**values, **history.settle(values)} if history else values
        mark = self._completion.mark()
        full = self._completion.of(record, settled)
        found = entry_problems(record, full, self._now) or self._misfits(record, full)
        if found:
            self._completion.back(mark)
            return [(self._heading(plan, p.field), p.sentence) for p in found]
        incoming = Incoming(reading.number, CREATE, book, new_id(), full)
        self._directory.add(record, Row(0, book, incoming.id, full))
        self._completion.met(record, incoming.id, full)
        plan.rows.append(incoming)
        return []

    def _old(self, plan: SheetPlan, record: type[Record], reading: Reading, values: dict[str, Any], old: Row) -> list[tuple[str, str]]:
        told = {name: value for name, value in values.items() if canon(value) != canon(old.values.get(name))}
        if not told:
            plan.rows.append(Incoming(reading.number, SKIP, old.book, old.id, {}))
            return []
        if wrong := [(self._heading(plan, name), sentence) for name, sentence in _locked(record, told)]:
            return wrong
        if closed := [name for name in told if forbidden(self._site.role, record.about.name, old.heads, {name: told[name]})]:
            return [(self._heading(plan, name), f"{field_map(record)[name].label}由分部经理修改，请联系他") for name in closed]
        found = edit_problems(record, old.values, told)
        found = found or not_yet(record, told, self._now) or self._misfits(record, {**old.values, **told}, old.values)
        if found:
            return [(self._heading(plan, p.field), p.sentence) for p in found]
        told |= self._completion.follows(record, old, told)
        old.values.update(told)
        if not told.keys().isdisjoint(record.about.codes):
            self._directory.add(record, old)  # rows below may call it by its new name
        plan.rows.append(Incoming(reading.number, UPDATE, old.book, old.id, told, old.heads))
        return []

    def _misfits(self, record: type[Record], values: Values, before: Values | None = None) -> list[Problem]:
        return self._against.problems(record, values, before) if self._against else []

    def _heading(self, plan: SheetPlan, name: str) -> str:
        """The heading under which a field stands in this sheet, or else its label."""
        assert plan.layout is not None
        columns = (column.heading for column in plan.layout.mapped if column.field and column.field.name == name)
        return next(columns, field_map(plan.layout.record)[name].label)

    def _refuse(self, plan: SheetPlan, reading: Reading, wrong: Iterable[tuple[str, str]]) -> None:
        assert plan.layout is not None
        headings = tuple(column.heading for column in plan.layout.columns)
        cells = tuple(reading.cells[column.index] for column in plan.layout.columns)
        for column, sentence in dict.fromkeys(wrong):
            plan.errors.append(RowError(plan.file, plan.sheet, reading.number, column, sentence, headings, cells))


def _locked(record: type[Record], told: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Why some fields of a record that is already here cannot be changed by an import."""
    known = field_map(record)
    for name in told:
        if record.about.insert_only:
            yield name, f"{record.about.label}只能新增，不能修改；需要更正时请再记一条"
        elif known[name].action_only:
            yield name, f"{known[name].label}不能用导入修改，请打开这条{record.about.label}，用相应的操作（例如“结案”）来改"
