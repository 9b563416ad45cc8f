"""The painted time chart: vehicles down, hours across, a bar for each run; everything can be done from the keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from csdesk.domain.moments import wire_moment
from csdesk.domain.transport.board import DayBoard, Run
from csdesk.gui.board import words
from csdesk.gui.board.lanes import Lane
from csdesk.gui.board.paint import Brush, paint_bars, paint_head, paint_hours, paint_side
from csdesk.gui.board.places import Places
from csdesk.gui.board.pool import WAYBILLS
from csdesk.gui.theme import Look

_EMPTY = "这一天还没有派车。\n选中左边的运单按“派给…”；车辆台账里的车会列在这里，可以把运单拖上去。"
_BACK = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class TimeChart(QAbstractScrollArea):
    """Stands on one lane and, where that has any, on one of its runs."""

    moved = Signal()  # the chart stands elsewhere now
    opened = Signal()
    dropped = Signal()  # waybills fell on where the chart now stands
    take_back_wanted = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._board = DayBoard("2000-01-01", (), (), ())
        self._now = ""
        self.places = Places(self)
        self._at: tuple[int, int] = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("车辆时间图")
        self.setAcceptDrops(True)
        self.setMinimumSize(320, 160)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def show_board(self, board: DayBoard, lanes: Sequence[Lane], now: datetime) -> None:
        """Show this day instead, standing on the same run or vehicle as before where it is still there."""
        plate, id_ = (self.lane.plate if self.lane else ""), (self.run.row.id if self.run else "")
        self._board, self._now = board, wire_moment(now)
        self.places.arrange(board, lanes)
        lane = next((i for i, one in enumerate(self.lanes) if one.plate == plate), 0)
        self._at = (lane, 0)
        if not self.stand_on(id_):
            self._go(lane, 0)

    @property
    def lanes(self) -> Sequence[Lane]:
        """The vehicles, top to bottom."""
        return self.places.lanes

    @property
    def lane(self) -> Lane | None:
        """The vehicle the chart stands on."""
        return self.lanes[self._at[0]] if self._at[0] < len(self.lanes) else None

    @property
    def run(self) -> Run | None:
        """The run the chart stands on."""
        return self.lane.runs[self._at[1]] if self.lane and self._at[1] < len(self.lane.runs) else None

    def stand_on(self, id: str) -> bool:
        """Go to the run of this record; False when it is not on the board."""
        for i, lane in enumerate(self.lanes):
            for n, run in enumerate(lane.runs):
                if run.row.id == id:
                    self._go(i, n)
                    return True
        return False

    def _go(self, lane: int, run: int) -> None:
        self._at = (lane, run)
        if self.lane:
            self.places.reveal(self._at)
            about = words.run_sentence(self.run, self._board.day) if self.run else f"{self.lane.plate} 空闲"
            self.setAccessibleDescription(about)
        self.viewport().update()
        self.moved.emit()

    # -- painting -----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        brush, view = Brush(painter, self._look.theme, self.font()), QRectF(self.viewport().rect())
        brush.fill(view, "surface")
        if not self.lanes:
            brush.empty(view.adjusted(20, 20, -20, -20), _EMPTY)
            return
        now = self._now if self._now[:10] == self._board.day else ""
        painter.setClipRect(QRectF(self.places.side, 0, view.width(), view.height()))
        paint_hours(brush, view, self.places, now)
        paint_bars(brush, view, self.places, self._at)
        paint_head(brush, view, self.places)
        painter.setClipping(False)
        paint_side(brush, view, self.places, self._at[0])
        if self.hasFocus():
            brush.frame(self.places.lane_rect(self._at[0]).adjusted(0.5, 0.5, -1, -1))

    # -- keys and mouse -----------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keys that the window would take for its ledgers mean the bar here; focus and tooltips are painted."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.key() in _BACK:
            event.accept()
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip(QPointF(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def tip(self, at: QPointF) -> str:
        """What is told about the bar at a point."""
        found = self.places.under(at)
        runs = self.lanes[found[0]].runs if found else ()
        return words.run_sentence(runs[found[1]], self._board.day) if found and found[1] < len(runs) else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        lane, run = self._at
        match event.key():
            case Qt.Key.Key_Left | Qt.Key.Key_Right if self.lane and self.lane.runs:
                by = 1 if event.key() == Qt.Key.Key_Right else -1
                self._go(lane, min(max(run + by, 0), len(self.lane.runs) - 1))
            case Qt.Key.Key_Up if lane > 0:
                self._go(lane - 1, 0)
            case Qt.Key.Key_Down if lane + 1 < len(self.lanes):
                self._go(lane + 1, 0)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.take_back_wanted.emit()
            case _:
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if found := self.places.under(event.position()):
            self._go(*found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.places.under(event.position()):
            self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.lane is None:
            return
        place = self.places.bar_rect(*self._at) if self.run else self.places.lane_rect(self._at[0])
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(self.viewport().mapToGlobal(place.bottomLeft().toPoint()) if by_key else event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(WAYBILLS):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        found = self.places.under(event.position())
        event.setAccepted(found is not None)
        if found and found != self._at:
            self._at = found
            self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.moved.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        if found := self.places.under(event.position()):
            event.acceptProposedAction()
            self._go(*found)
            self.dropped.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.places.arrange(self._board, self.lanes)

    def dress(self) -> None:
        """The colours are others now."""
        self.places.arrange(self._board, self.lanes)
        self.viewport().update()
