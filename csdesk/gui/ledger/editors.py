"""One editor per kind of value: what a person types, read by the field's own declaration."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import QDate, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QMenu, QPlainTextEdit, QWidget

from csdesk.domain.cells import Wrong
from csdesk.domain.hurried import AHEAD_EXAMPLES, DAY_EXAMPLES, PAST_EXAMPLES, day_named, moment_named
from csdesk.domain.record import Field
from csdesk.gui.days import pick_day
from csdesk.gui.desk import Desk
from csdesk.gui.icons import icon


class Editor(Protocol):
    """What every editor offers beside being a widget. `value` raises `Wrong` with a sentence."""

    field: Field
    edited: SignalInstance

    def put(self, value: Any, title: str = "") -> None: ...
    def value(self) -> Any: ...
    def raw(self) -> str: ...


class LineEditor(QLineEdit):
    """Text, numbers, codes: one line."""

    edited = Signal()

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk, self.field = desk, field
        self.textEdited.connect(lambda _: self.edited.emit())
        if field.kind.numeric:
            self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if field.number:
            self.setPlaceholderText("保存时自动编号")

    def put(self, value: Any, title: str = "") -> None:
        """Show a wire value."""
        self.setText(self.field.show(value))
        self.setCursorPosition(0)

    def value(self) -> Any:
        """The wire value of what is typed; None for nothing."""
        return self.field.read(self.text())

    def raw(self) -> str:
        """What is typed, as it is."""
        return self.text()

    def glyph(self, name: str, tip: str) -> QAction:
        """A small button at the end of the line."""
        theme = self.desk.look.theme
        action = self.addAction(icon(name, theme.colours["muted"]), QLineEdit.ActionPosition.TrailingPosition)
        action.setToolTip(tip)
        return action


class DayEditor(LineEditor):
    """A date or a moment: typed in any usual form, in a hurry (`+3`, `明天`, `14:30`), or picked; Ctrl+; is now. It can be empty."""

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self._moment = field.kind.name == "moment"
        self.setPlaceholderText((PAST_EXAMPLES if field.past else AHEAD_EXAMPLES) if self._moment else DAY_EXAMPLES)
        self.glyph("calendar", "选日期（Alt+↓）；今天 Ctrl+;").triggered.connect(self.pick)
        self.editingFinished.connect(self._spell_out)

    def value(self) -> Any:
        """The wire value."""
        return self._hurried() or super().value()

    def _hurried(self) -> str | None:
        """What is counted from now; None where a date is typed."""
        now = self.desk.now()
        if self._moment:
            return moment_named(self.text(), now, past=self.field.past)
        day = day_named(self.text(), now.date())
        return self.field.read(day) if day else None

    def _spell_out(self) -> None:
        """Show the day that was meant, so that it can be checked."""
        with suppress(Wrong):
            if meant := self._hurried():
                self.put(meant)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Semicolon and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.setText(self.field.show(self.field.read(self.desk.now())))
            self.edited.emit()
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.pick()
        else:
            super().keyPressEvent(event)

    def pick(self) -> None:
        """Open a calendar under the line."""
        day = QDate.fromString(self.text()[:10], Qt.DateFormat.ISODate)
        today = self.desk.now().date()
        pick_day(self, day if day.isValid() else QDate(today.year, today.month, today.day), self._picked)

    def _picked(self, day: QDate) -> None:
        clock = self.text()[10:] if self._moment else ""
        picked = date(day.year(), day.month(), day.day()).isoformat()
        self.setText(picked + (clock or (f" {self.desk.now():%H:%M}" if self._moment else "")))
        self.edited.emit()


class TagsEditor(LineEditor):
    """Several words with 、 between them; where the field has choices, a menu ticks them."""

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(desk, field, parent)
        self.setPlaceholderText("用、隔开")
        if field.choices:
            self.glyph("tags", "选择").triggered.connect(self.pick)

    def pick(self) -> None:
        """Open the menu of choices."""
        assert self.field.choices is not None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        chosen = self.text().split("、")
        for label in self.field.choices.labels().values():
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setChecked(label in chosen)
            action.toggled.connect(lambda on, word=label: self._tick(word, on))
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _tick(self, word: str, on: bool) -> None:
        words = [w for w in self.text().split("、") if w and w != word]
        self.setText("、".join([*words, word] if on else words))
        self.edited.emit()


class TextEditor(QPlainTextEdit):
    """Text of several lines; Tab goes to the next field."""

    edited = Signal()

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * 3 + 16)
        self.textChanged.connect(self.edited)

    def put(self, value: Any, title: str = "") -> None:
        """Show a wire value."""
        self.blockSignals(True)
        self.setPlainText(self.field.show(value))
        self.blockSignals(False)

    def value(self) -> Any:
        """The wire value of what is typed."""
        return self.field.read(self.toPlainText())

    def raw(self) -> str:
        """What is typed, as it is."""
        return self.toPlainText()


class ChoiceEditor(QComboBox):
    """One of a closed list, or yes and no; a code that this version does not know is kept."""

    edited = Signal()

    def __init__(self, desk: Desk, field: Field, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        known = field.choices.labels() if field.choices else {True: "是", False: "否"}
        if not (field.required or field.default is not None):
            self.addItem("", None)
        for code, label in known.items():
            self.addItem(label, code)
        self.setMinimumContentsLength(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCurrentIndex(-1)
        self.activated.connect(lambda _: self.edited.emit())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the card must not change a value

    def put(self, value: Any, title: str = "") -> None:
        """Show a wire value."""
        at = next((i for i in range(self.count()) if self.itemData(i) == value), -1)
        if at < 0 and value is not None:
            self.addItem(self.field.show(value), value)
            at = self.count() - 1
        self.setCurrentIndex(at)

    def value(self) -> Any:
        """The chosen code."""
        return self.currentData()

    def raw(self) -> str:
        """The label that is shown."""
        return self.currentText()
