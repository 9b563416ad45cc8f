"""A reference is picked by typing any part of the other record's name, code or pinyin."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from csdesk.domain.cells import Wrong
from csdesk.domain.record import Field
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.editors import ChoiceEditor, DayEditor, LineEditor, TagsEditor, TextEditor
from csdesk.operations import desk as desk_operations
from csdesk.operations.desk import Named

_SETTLE_MS = 120


class ReferenceEditor(LineEditor):
    """Shows the title of the record it points to and holds its id."""

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self.target = RECORD_BY_NAME[field.of or ""]
        self.setPlaceholderText(f"输入{self.target.about.label}的名称、编号或拼音")
        self._id: str | None = None
        self._title = ""
        self._offered: dict[str, str] = {}
        self._asked_for = ""  # the text that `_offered` answers
        self._enter = False  # Enter was pressed before the answer came
        self._words = QStringListModel(self)
        completer = QCompleter(self._words, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.setCompleter(completer)
        completer.activated.connect(self._chosen)
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self._search)
        self.textEdited.connect(self._typed)
        self.editingFinished.connect(self._settle)

    def put(self, value: Any, title: str = "") -> None:
        """Point to the record with this id."""
        self._id, self._title = value, title if value else ""
        self.setText(self._title)
        self.setCursorPosition(0)

    def value(self) -> Any:
        """The id pointed to. Raises Wrong when what is typed names no record."""
        text = self.text().strip()
        if not text:
            return None
        if self._id and text == self._title:
            return self._id
        if text in self._offered:
            return self._offered[text]
        raise Wrong(f"没有找到“{text}”这个{self.target.about.label}，请从列表里选一个")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the only match; several stay open to be chosen from."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.undecided and not self._marked:
            event.accept()
            self._enter = True
            if self._timer.isActive():
                self._timer.stop()
                self._search()
            elif self._asked_for == self.text().strip():
                self._take_only()
        else:
            super().keyPressEvent(event)

    @property
    def undecided(self) -> bool:
        """Whether what is typed names nothing yet."""
        text = self.text().strip()
        return bool(text) and text != self._title and text not in self._offered

    @property
    def _marked(self) -> bool:
        """Whether the person has moved onto one of several matches."""
        popup = self.completer().popup()
        return popup is not None and popup.isVisible() and popup.currentIndex().isValid()

    def _take_only(self) -> None:
        self._enter = False
        if len(self._offered) == 1:
            [(title, id)] = self._offered.items()
            if popup := self.completer().popup():
                popup.hide()
            self.put(id, title)
            self.edited.emit()

    def _typed(self, _: str) -> None:
        self._enter = False
        self._timer.start()

    def _search(self) -> None:
        text = self.text().strip()
        if text:
            work = partial(desk_operations.candidates, self.desk.db, self.target, text)
            self.desk.tasks.read(work, partial(self._offer, text), key=(id(self), "candidates"))

    def _offer(self, text: str, found: list[Named]) -> None:
        self._offered, self._asked_for = {named.title: named.id for named in found}, text
        self._words.setStringList(list(self._offered))
        if self._enter and text == self.text().strip():
            self._take_only()
        if self.hasFocus() and found and self.undecided:
            self.completer().complete()

    def _chosen(self, text: str) -> None:
        if text in self._offered:
            self._id, self._title = self._offered[text], text
            self.edited.emit()

    def _settle(self) -> None:
        """Someone who typed a whole code or name and went on has chosen it."""
        text = self.text().strip()
        if text and text != self._title and text not in self._offered:
            work = partial(desk_operations.meant, self.desk.db, self.target, text)
            self.desk.tasks.read(work, partial(self._meant, text), key=(id(self), "meant"))

    def _meant(self, text: str, named: Named | None) -> None:
        if named is not None and self.text().strip() == text:
            self.put(named.id, named.title)
            self.edited.emit()


def editor_for(desk: Desk, field: Field, parent: QWidget | None = None) -> QWidget:
    """The editor of a field's kind (see `Editor`)."""
    if field.of in RECORD_BY_NAME:
        return ReferenceEditor(desk, field, parent)
    match field.kind.name:
        case "choice" | "flag":
            return ChoiceEditor(desk, field, parent)
        case "day" | "moment":
            return DayEditor(desk, field, parent)
        case "tags":
            return TagsEditor(desk, field, parent)
        case "text":
            return TextEditor(desk, field, parent)
    return LineEditor(desk, field, parent)
