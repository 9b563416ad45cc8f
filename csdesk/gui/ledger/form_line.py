"""One field on a form, and which of all fields must be filled in at this moment."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, cast

from PySide6.QtWidgets import QLabel, QWidget

from csdesk.domain.cells import Wrong
from csdesk.domain.checking import empty
from csdesk.domain.record import Field
from csdesk.gui.ledger.editors import Editor

#: The names of fields that must be filled in, by the values that stand on the form.
Needed = Callable[[Mapping[str, Any]], Collection[str]]
_MUST = " ●"


@dataclass(slots=True)
class Line:
    """One field on the form. place: the row of the grid. entered: whether a person may fill it in."""

    field: Field
    label: QLabel
    box: QWidget  # an Editor, or a label where nothing can be entered
    wrong: QLabel
    place: int
    entered: bool
    hint: QLabel | None = None
    hints: dict[str, str] = dataclass_field(default_factory=dict)

    @property
    def editor(self) -> Editor:
        """What it is filled in with."""
        return cast(Editor, self.box)

    def show(self, shown: bool) -> None:
        """Show it, or not."""
        self.label.setVisible(shown)
        self.box.setVisible(shown)

    def mark(self, sentence: str) -> None:
        """Say what is wrong; nothing for no sentence."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        if self.box.property("wrong") != bool(sentence):
            self.box.setProperty("wrong", bool(sentence))
            self.box.style().unpolish(self.box)
            self.box.style().polish(self.box)

    def star(self, must: bool) -> None:
        """Mark that it must be filled in."""
        self.label.setText(self.field.heading + (_MUST if must and self.entered else ""))


class Musts:
    """Which fields of a form must be filled in: those that always must, and those that the values on it make a must."""

    def __init__(self, lines: Mapping[str, Line], needed: Needed) -> None:
        self._lines, self._needed = lines, needed
        self._before: Mapping[str, Any] = {}
        self._found: set[str] = set()

    def begin(self, before: Mapping[str, Any]) -> None:
        """Another record is on the form. before: its values, those that the form does not show too."""
        self._before = before
        self.look()

    def look(self) -> None:
        """Mark what the values on the form have made a must, from the moment they do."""
        found = set(self._needed(self._readable()))
        for name in found ^ self._found:
            if line := self._lines.get(name):
                line.star(line.field.required or name in found)
        self._found = found

    def holds(self, line: Line) -> bool:
        """Whether a field must be filled in now."""
        return line.entered and (line.field.required or line.field.name in self._found)

    def lacking(self) -> str:
        """The first must that is empty; nothing where there is none."""
        told = self._readable()
        return next((name for name, line in self._lines.items() if self.holds(line) and empty(told.get(name))), "")

    def _readable(self) -> dict[str, Any]:
        """The wire values of the form now; what cannot be read yet is left out."""
        told = dict(self._before)
        for name, line in self._lines.items():
            if line.entered:
                try:
                    told[name] = line.editor.value()
                except Wrong:
                    told.pop(name, None)
        return told
