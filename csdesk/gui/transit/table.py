"""The table of the in-transit board: single keys act on the chosen rows, any other sign begins a search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QTableView, QWidget

from csdesk.domain.moments import moment_of
from csdesk.domain.transport.transit import Urgency, Watch
from csdesk.domain.transport.waybill_events import Node
from csdesk.domain.transport.waybills import WaybillStatus
from csdesk.gui.board import words
from csdesk.gui.chips import chip_table
from csdesk.gui.desk import Desk
from csdesk.gui.tables import TextModel

#: Heading → width in characters.
COLUMNS = {
    "电话": 13, "时效": 9, "下次": 10, "车牌": 9, "司机": 7, "司机电话": 11, "客户": 11, "线路": 15, "状态": 6,
    "最近": 24, "预计到达": 10, "要求到达": 10, "运单号": 18,
}  # fmt: skip
_HEADINGS = list(COLUMNS)
_TONES: Mapping[str, str] = {"✕": "bad", "●": "warn", "△": "warn"}
_CHIPS = (_HEADINGS.index("电话"), _HEADINGS.index("时效"))
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def tone_of(column: int, text: str) -> str:
    """The tone of a cell's chip."""
    return _TONES.get(text[:1], "") if column in _CHIPS else ""


def texts(watch: Watch, now: datetime) -> tuple[str, ...]:
    """The cells of one row."""
    values, day = watch.row.values, now.date().isoformat()
    return (
        _call(watch, now),
        "△ 要晚点" if watch.late else "",
        words.clock(watch.next_call, day),
        str(values.get("plate_no", "")),
        str(values.get("driver_name", "")),
        str(values.get("driver_phone", "")),
        watch.row.titles.get("client_id", "").split(" ", 1)[-1],
        words.route(watch.row),
        WaybillStatus.labels().get(str(values.get("status")), ""),
        _last(watch, day),
        words.clock(watch.eta, day),
        words.clock(str(values.get("required_arrival_at") or ""), day),
        str(values.get("waybill_no", "")),
    )


def _call(watch: Watch, now: datetime) -> str:
    if watch.urgency == Urgency.LATER:
        return ""
    minutes = int((now - moment_of(watch.next_call)).total_seconds()) // 60
    since = f"{minutes} 分" if minutes < 120 else f"{minutes // 60} 小时" if minutes < 2880 else f"{minutes // 1440} 天"
    return f"✕ 已过 {since}" if watch.urgency == Urgency.OVERDUE else "● 现在该打"


def _last(watch: Watch, day: str) -> str:
    if watch.last is None:
        return ""
    told = watch.last.values
    return " ".join(filter(None, [words.clock(str(told["occurred_at"]), day), Node.labels().get(str(told["node"]), ""), watch.place]))


class TransitTable(QTableView):
    """Shows watches; `keyed` says which single key was pressed."""

    keyed = Signal(str)
    typed = Signal(str)  # what begins a search: any sign that is no key of its own
    menu_wanted = Signal(QPoint)

    def __init__(self, desk: Desk, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.texts = TextModel(_HEADINGS, self, tone_of)
        chip_table(self, self.texts, desk.look)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setAccessibleName("在途运单")
        for i, characters in enumerate(COLUMNS.values()):
            self.setColumnWidth(i, characters * self.fontMetrics().averageCharWidth() + 12)

    def listen(self, keys: str) -> None:
        """Which single keys mean something."""
        self._keys = keys

    def chosen(self) -> list[int]:
        """The chosen rows, top to bottom."""
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})

    def fill(self, watches: Sequence[Watch], now: datetime) -> None:
        """Show these instead."""
        self.texts.fill([texts(watch, now) for watch in watches])

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.keyed.emit("C")
        elif plain and event.key() in _ENTER:
            self.keyed.emit("T")
        elif plain and event.text() and event.text().upper() in self._keys:
            self.keyed.emit(event.text().upper())
        elif plain and event.text().strip() and event.text().isprintable() and event.text() != "/":
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())
