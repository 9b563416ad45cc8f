"""A form built from a declaration: sections, marks, editors, and wrong values marked at their field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QScrollArea, QWidget

from csdesk.domain.cells import Wrong
from csdesk.domain.checking import asked_now, empty, problems
from csdesk.domain.record import Field, Problem, Record, field_map
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.form_line import Line, Musts, Needed
from csdesk.gui.ledger.reference import editor_for

#: Said at a number as long as the workstation has no seat.
PROVISIONAL = (
    "入网前的编号是临时的：T 和后面三位代表这台电脑。入网后新建的记录按席位编号；案件会换成席位编号，原编号留作临时编号，其他已有的编号不变"
)


class FieldForm(QWidget):
    """Fields of one record. `read` gives wire values and marks what is wrong."""

    edited = Signal()
    taken = Signal(str, int)  # of a field in conflict, which of its values
    hinted = Signal(str)  # a link in a hint

    def __init__(
        self, desk: Desk, record: type[Record], fields: Iterable[Field], *, writable: bool = True, acting: bool = False,
        needed: Needed | None = None,
    ) -> None:  # fmt: skip
        """needed: which fields the values on the form make a must, beside those always required; else the rules of the record say it."""
        super().__init__()
        self._desk, self._record = desk, record
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        self._lines: dict[str, Line] = {}
        self._musts = Musts(self._lines, needed or partial(asked_now, record))
        self._rows = 0
        self._lead: QLabel | None = None
        self._standing: dict[str, str] = {}  # what stays at a field until its conflict is decided
        section = ""
        for field in _by_section(list(fields)):
            if field.section != section:
                section = field.section
                self._add_section(section)
            self._add(field, writable and not field.auto and (acting or not field.action_only))
        self._grid.setRowStretch(self._grid.rowCount(), 1)

    # -- building -----------------------------------------------------------------------------------------------------

    def _add_section(self, name: str) -> None:
        heading = QLabel(name)
        heading.setProperty("role", "section")
        self._grid.addWidget(heading, self._below(), 0, 1, 2)

    def _below(self) -> int:
        """The next free row of the grid: each field has one for itself, one for what is wrong and one for a hint."""
        self._rows += 3
        return self._rows

    def _add(self, field: Field, entered: bool) -> None:
        label, row = QLabel(), self._below()
        label.setProperty("role", "label")
        box = editor_for(self._desk, field) if entered else QLabel()
        box.setObjectName(field.name)
        box.setAccessibleName(field.heading)
        wrong = QLabel()
        wrong.setProperty("role", "wrong")
        wrong.setWordWrap(True)
        wrong.hide()
        wrong.linkActivated.connect(lambda at: self.taken.emit(field.name, int(at)))
        line = Line(field, label, box, wrong, row, entered)
        line.star(field.required)
        for widget in (label, box):
            widget.setToolTip(field.help or (PROVISIONAL if field.number and not self._desk.db.site.seat else ""))
        if entered:
            label.setBuddy(box)
            box.installEventFilter(self)
            line.editor.edited.connect(partial(self._edited, field.name))
        elif isinstance(box, QLabel):
            box.setWordWrap(True)
            box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        top = Qt.AlignmentFlag.AlignTop if field.kind.name == "text" else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignLeft | top)
        self._grid.addWidget(box, row, 1)
        self._grid.addWidget(wrong, row + 1, 1)
        self._lines[field.name] = line

    # -- filling and reading ------------------------------------------------------------------------------------------

    def put(self, values: Mapping[str, Any], titles: Mapping[str, str], conflicts: Iterable[str] = ()) -> None:
        """Show wire values, and the titles of references; fields in conflict are marked."""
        self._standing = dict.fromkeys(conflicts, "两人同时改过这一栏，请核对后保存")
        for name, line in self._lines.items():
            self._mark(line, "")
            if line.entered:
                line.editor.put(values.get(name), titles.get(name, ""))
            elif isinstance(line.box, QLabel):
                line.box.setText(titles.get(name) or line.field.show(values.get(name)) or "—")
                line.show(not line.field.quiet or values.get(name) is not None)
        self._musts.begin(values)

    def fill(self, name: str, value: Any, title: str = "") -> None:
        """Put a value into one field as if it had been typed."""
        if (line := self._lines.get(name)) and line.entered:
            line.editor.put(value, title)
            self._edited(name)

    def put_raw(self, raws: Mapping[str, str]) -> None:
        """Show a draft again, as it was typed."""
        for name, raw in raws.items():
            if (line := self._lines.get(name)) and line.entered:
                try:
                    line.editor.put(line.field.read(raw), raw)
                except Wrong:
                    if hasattr(line.box, "setText"):
                        line.box.setText(raw)
        self._musts.look()

    def value(self, name: str) -> Any:
        """The wire value of what is typed in one field. Raises Wrong."""
        line = self._lines[name]
        return line.editor.value() if line.entered else None

    def raws(self) -> dict[str, str]:
        """What is typed in every field."""
        return {name: line.editor.raw() for name, line in self._lines.items() if line.entered}

    def read(self, before: Mapping[str, Any], *, whole: bool = True) -> dict[str, Any] | None:
        """Wire values of every field, or None when any is wrong; each wrong one is marked.

        before: the record's values, among which the rules of the record look too; whole: check those rules, else only
        that nothing asked for is empty.
        """
        told: dict[str, Any] = {}
        found: list[Problem] = []
        for name, line in self._lines.items():
            if line.entered:
                try:
                    told[name] = line.editor.value()
                except Wrong as wrong:
                    found.append(Problem(name, str(wrong)))
        if whole:
            settled = {p.field for p in found} | {n for n, line in self._lines.items() if line.field.number}
            more = problems(self._record, {**before, **told})
            found += [p for p in more if p.field in self._lines and p.field not in settled]
        else:
            lacking = (line.field for name, line in self._lines.items() if self._musts.holds(line) and empty(told.get(name, 0)))
            found += [Problem(field.name, f"请填写{field.label}") for field in lacking]
        self.mark(found)
        return None if found else told

    def mark(self, found: Sequence[Problem]) -> None:
        """Show these problems at their fields, and no others."""
        sentences = {p.field: p.sentence for p in reversed(found)}
        for name, line in self._lines.items():
            self._mark(line, sentences.get(name, ""))

    def oppose(self, name: str, told: str) -> None:
        """Show at a field in conflict what stands against each other; links are the values, by number."""
        self._standing[name] = told
        if name in self._lines:
            self._mark(self._lines[name], "")

    def _mark(self, line: Line, sentence: str) -> None:
        line.mark(sentence or self._standing.get(line.field.name, ""))

    def hint(self, name: str, told: str, source: str = "") -> None:
        """Show under a field what the person should know, with links; nothing for no text. source: who says so; each says one thing."""
        line = self._lines.get(name)
        if line is None or not (line.hint or told):
            return
        if line.hint is None:
            line.hint = QLabel()
            line.hint.setProperty("role", "hint")
            line.hint.setWordWrap(True)
            line.hint.linkActivated.connect(self.hinted)
            self._grid.addWidget(line.hint, line.place + 2, 1)
        line.hints[source] = told
        text = "<br>".join(filter(None, line.hints.values()))
        line.hint.setText(text)
        line.hint.setVisible(bool(text))

    def lead(self, told: str) -> None:
        """Show over all fields what the person should know, with links; nothing for no text."""
        if self._lead is None and told:
            self._lead = QLabel()
            self._lead.setProperty("role", "hint")
            self._lead.setWordWrap(True)
            self._lead.linkActivated.connect(self.hinted)
            self._grid.addWidget(self._lead, 0, 0, 1, 2)
        if self._lead is not None:
            self._lead.setText(told)
            self._lead.setVisible(bool(told))

    def holds(self, name: str) -> bool:
        """Whether a field stands on the form and can be filled in."""
        return name in self._lines and self._lines[name].entered

    def wrong(self) -> dict[str, str]:
        """The sentences shown at fields now."""
        return {name: line.wrong.text() for name, line in self._lines.items() if line.wrong.text()}

    def focus(self, name: str = "") -> None:
        """Put the cursor into a field: the named one, else the first wrong, else the first; what stands there is typed over."""
        chosen = name or next(iter(self.wrong()), "") or next((n for n, line in self._lines.items() if line.entered), "")
        if chosen in self._lines:
            box = self._lines[chosen].box
            box.setFocus()
            if isinstance(box, QLineEdit) and not name:
                box.selectAll()
            self._bring(box)

    def begin(self) -> None:
        """Put the cursor where there is something to fill in: the first must that is empty, else the first field.

        A note (`_…`) says why something is so, and comes after it.
        """
        lacking = self._musts.lacking()
        self.focus("" if lacking.startswith("_") else lacking)

    def _bring(self, box: QWidget) -> None:
        """Scroll until a field is seen, with what is said under it."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(box, 0, 2 * box.height())

    def wrong_labels(self) -> str:
        """What the fields are called that are marked wrong."""
        known = field_map(self._record)
        return "、".join(known[name].label for name in self.wrong() if name in known)

    def box(self, name: str) -> QWidget:
        """The editor of a field."""
        return self._lines[name].box

    # -- watching -----------------------------------------------------------------------------------------------------

    def _edited(self, name: str) -> None:
        if self._lines[name].wrong.text():
            self._check(name)
        self._musts.look()
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self._check(watched.objectName())
        return False

    def _check(self, name: str) -> None:
        line = self._lines[name]
        try:
            blank = empty(line.editor.value())
        except Wrong as wrong:
            self._mark(line, str(wrong))
        else:
            self._mark(line, line.wrong.text() if blank and self._musts.holds(line) else "")


def _by_section(fields: list[Field]) -> list[Field]:
    order = list(dict.fromkeys(["", *(f.section for f in fields)]))
    return sorted(fields, key=lambda f: order.index(f.section))


def chosen(form: FieldForm, name: str) -> str | None:
    """The record that a reference field of a form names; None while it names none."""
    try:
        value = form.value(name)
    except Wrong:
        return None
    return value if isinstance(value, str) else None
