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

from csdesk.domain.board import DayBoard, Run
from csdesk.domain.moments import wire_moment
from csdesk.gui.board import words
from csdesk.gui.board.lanes import Axis, Lane
from csdesk.gui.board.paint import Brush
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
        self._axis = Axis("2000-01-01", 24, 30)
        self._now = ""
        self.lanes: list[Lane] = []
        self._tops: list[float] = []
        self._at: tuple[int, int] = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("车辆时间图")
        self.setAcceptDrops(True)
        self.setMinimumSize(320, 160)

    # -- what is shown ------------------------------------------------------------------------------------------------

    def show_board(self, board: DayBoard, lanes: Sequence[Lane], now: datetime) -> None:
        """Show this day instead, standing on the same run or vehicle as before where it is still there."""
        plate, id_ = (self.lane.plate if self.lane else ""), (self.run.row.id if self.run else "")
        self._board, self.lanes, self._now = board, list(lanes), wire_moment(now)
        lane = next((i for i, one in enumerate(self.lanes) if one.plate == plate), 0)
        self._at = (lane, 0)
        self._arrange()
        if not self.stand_on(id_):
            self._go(lane, 0)

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
            top = self._tops[lane] - self.verticalScrollBar().value()
            room = self.viewport().height() - self._head - self._deep(self.lane)
            bar = self.verticalScrollBar()
            bar.setValue(int(bar.value() + (top if top < 0 else max(top - room, 0))))
            about = words.run_sentence(self.run, self._board.day) if self.run else f"{self.lane.plate} 空闲"
            self.setAccessibleDescription(about)
        if self.run:
            self._reveal(self._axis.x(self.run.start), self._axis.x(self.run.end))
        self.viewport().update()
        self.moved.emit()

    def _reveal(self, left: float, right: float) -> None:
        bar, wide = self.horizontalScrollBar(), self.viewport().width() - self._side
        if left < bar.value() or right - left > wide:
            bar.setValue(int(left))
        elif right > bar.value() + wide:
            bar.setValue(int(right - wide))

    # -- geometry -----------------------------------------------------------------------------------------------------

    @property
    def _track(self) -> int:
        return self.fontMetrics().lineSpacing() * 2 + 12

    @property
    def _head(self) -> int:
        return self.fontMetrics().lineSpacing() + 10

    @property
    def _side(self) -> int:
        return self.fontMetrics().averageCharWidth() * 23

    def _deep(self, lane: Lane) -> int:
        return lane.depth * self._track + 4

    def _arrange(self) -> None:
        """Where each lane lies, and how far one can scroll."""
        view = self.viewport().size()
        self._axis = Axis.over(self._board, view.width() - self._side - 1, self.fontMetrics().averageCharWidth() * 3.2)
        self._tops, high = [], 0.0
        for lane in self.lanes:
            self._tops.append(high)
            high += self._deep(lane)
        over = (int(self._axis.width) + self._side - view.width(), int(high) + self._head - view.height())
        for bar, more, page in zip(
            (self.horizontalScrollBar(), self.verticalScrollBar()), over, (view.width(), view.height()), strict=True
        ):
            bar.setRange(0, max(more, 0))
            bar.setPageStep(page)
            bar.setSingleStep(self._track)

    def _lane_rect(self, i: int) -> QRectF:
        top = self._head + self._tops[i] - self.verticalScrollBar().value()
        return QRectF(0, top, self.viewport().width(), self._deep(self.lanes[i]))

    def bar_rect(self, i: int, n: int) -> QRectF:
        """Where run `n` of lane `i` is drawn, in the viewport."""
        lane, box = self.lanes[i], self._lane_rect(i)
        left = self._side - self.horizontalScrollBar().value() + self._axis.x(lane.runs[n].start)
        wide = max(self._axis.x(lane.runs[n].end) - self._axis.x(lane.runs[n].start), 14)
        return QRectF(left + 1, box.top() + 3 + lane.tracks[n] * self._track, wide - 2, self._track - 2)

    def _under(self, at: QPointF) -> tuple[int, int] | None:
        """Lane and run at a point; the number of runs where there is none; nothing outside the lanes."""
        if at.y() < self._head:
            return None
        for i, lane in enumerate(self.lanes):
            if self._lane_rect(i).contains(at):
                hits = (n for n in range(len(lane.runs)) if at.x() >= self._side and self.bar_rect(i, n).contains(at))
                return i, next(hits, len(lane.runs))
        return None

    # -- painting -----------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        brush, view = Brush(painter, self._look.theme, self.font()), QRectF(self.viewport().rect())
        brush.fill(view, "surface")
        if not self.lanes:
            brush.empty(view.adjusted(20, 20, -20, -20), _EMPTY)
            return
        side, left = self._side, self._side - self.horizontalScrollBar().value()
        hours = QRectF(left, self._head, self._axis.width, view.height())
        painter.setClipRect(QRectF(side, 0, view.width(), view.height()))
        brush.grid(hours, self._axis)
        if self._now[:10] == self._board.day:
            x = left + self._axis.x(self._now)
            brush.rule(QPointF(x, self._head), QPointF(x, view.bottom()), "bad", 1.5)
        self._paint_bars(brush, view)
        brush.fill(QRectF(0, 0, view.width(), self._head), "raised")
        brush.head(QRectF(left, 0, self._axis.width, self._head), self._axis)
        painter.setClipping(False)
        self._paint_side(brush, view)

    def _paint_bars(self, brush: Brush, view: QRectF) -> None:
        for i, lane in enumerate(self.lanes):
            box = self._lane_rect(i)
            if box.intersects(view):
                brush.rule(box.bottomLeft(), box.bottomRight(), "line")
                for n, run in enumerate(lane.runs):
                    brush.bar(self.bar_rect(i, n), run, self._axis, (i, n) == self._at)

    def _paint_side(self, brush: Brush, view: QRectF) -> None:
        for i, lane in enumerate(self.lanes):
            box = self._lane_rect(i)
            if box.intersects(view):
                box.setWidth(self._side)
                brush.vehicle(box.adjusted(0, 0, 0, -1), lane, i == self._at[0])
                brush.rule(box.bottomLeft(), box.bottomRight(), "line")
        brush.corner(QRectF(0, 0, self._side, self._head))
        brush.rule(QPointF(self._side, 0), QPointF(self._side, view.bottom()), "line")
        brush.rule(QPointF(0, self._head), QPointF(view.right(), self._head), "line")
        if self.hasFocus():
            brush.frame(self._lane_rect(self._at[0]).adjusted(0.5, 0.5, -1, -1))

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
        found = self._under(at)
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
        if found := self._under(event.position()):
            self._go(*found)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._under(event.position()):
            self.opened.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.lane is None:
            return
        place = self.bar_rect(*self._at) if self.run else self._lane_rect(self._at[0])
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        self.menu_wanted.emit(self.viewport().mapToGlobal(place.bottomLeft().toPoint()) if by_key else event.globalPos())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(WAYBILLS):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        found = self._under(event.position())
        event.setAccepted(found is not None)
        if found and found != self._at:
            self._at = found
            self.viewport().update()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.moved.emit()

    def dropEvent(self, event: QDropEvent) -> None:
        if found := self._under(event.position()):
            event.acceptProposedAction()
            self._go(*found)
            self.dropped.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def dress(self) -> None:
        """The colours are others now."""
        self._arrange()
        self.viewport().update()
