"""A field for one day that is always set: typed in any usual form, moved by the arrows, or picked from a calendar."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolTip, QVBoxLayout, QWidget

from csdesk.domain.cells import Wrong, read_day
from csdesk.gui.icons import icon

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
_WEEKDAY = re.compile(r"\s*(周|星期).$")


class DayEdit(QLineEdit):
    """Shows `2026-06-12 周五`; a text that is no day is told at once and never taken."""

    changed = Signal(QDate)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._day = QDate(2000, 1, 1)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("2026-06-30 周三") + 48)
        action = self.addAction(
            icon("calendar", self.palette().color(QPalette.ColorRole.Text).name()), self.ActionPosition.TrailingPosition
        )
        action.setProperty("glyph", "calendar")
        action.setToolTip("选日期（Alt+↓）；↑ ↓ 换一天")
        action.triggered.connect(self.pick)
        self._show()

    def date(self) -> QDate:
        """The day."""
        return self._day

    def setDate(self, day: QDate) -> None:
        """Show a day; tells of it when it is another one."""
        changed, self._day = day != self._day, day
        self._show()
        if changed:
            self.changed.emit(day)

    def _show(self) -> None:
        self.setText(f"{self._day.toString(Qt.DateFormat.ISODate)} 周{'一二三四五六日'[self._day.dayOfWeek() - 1]}")
        self.setModified(False)

    def pick(self) -> None:
        """Open a calendar under the field."""
        pick_day(self, self._day, self.setDate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.isModified():
            self._take()  # and no button of a dialog is pressed by it
        elif key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.pick()
        elif key in _STEPS:
            self.setDate(self._day.addDays(_STEPS[key]))
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if self.isModified():
            self._take()
        super().focusOutEvent(event)

    def _take(self) -> None:
        """The typed day; a text that says none is told, and the day stays as it was."""
        try:
            typed = date.fromisoformat(read_day(_WEEKDAY.sub("", self.text())))
        except Wrong as wrong:
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), str(wrong), self)
            self._show()
        else:
            self.setDate(QDate(typed.year, typed.month, typed.day))
        self.selectAll()


def pick_day(under: QWidget, day: QDate, picked: Callable[[QDate], None]) -> None:
    """Open a calendar under a widget, standing on a day; Enter or a click picks."""
    popup = QFrame(under, Qt.WindowType.Popup)
    popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    calendar = QCalendarWidget(popup)
    calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setSelectedDate(day)
    QVBoxLayout(popup).addWidget(calendar)
    for chosen in (calendar.clicked, calendar.activated):  # by mouse, by Enter
        chosen.connect(picked)
        chosen.connect(lambda _: popup.close())
    popup.move(under.mapToGlobal(QPoint(0, under.height())))
    popup.show()
    calendar.setFocus()
