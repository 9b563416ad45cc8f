"""Where lanes and bars lie in the viewport of the chart, as far as it is scrolled."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QAbstractScrollArea, QScrollBar

from csdesk.domain.transport.board import DayBoard
from csdesk.gui.board.lanes import Axis, Lane

_NARROWEST = 14  # pixels of a bar that one can still hit


class Places:
    """Sizes follow the font; the scroll bars of the area say what is in view. Rectangles are in the viewport."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        self._area = area
        self.axis = Axis("2000-01-01", 24, 30)
        self.lanes: Sequence[Lane] = ()
        self._tops: list[float] = []

    @property
    def head(self) -> int:
        """How high the hours stand."""
        return self._area.fontMetrics().lineSpacing() + 10

    @property
    def side(self) -> int:
        """How wide the column of vehicles is."""
        return self._area.fontMetrics().averageCharWidth() * 23

    @property
    def left(self) -> int:
        """Where midnight is."""
        return self.side - self._area.horizontalScrollBar().value()

    @property
    def _track(self) -> int:
        return self._area.fontMetrics().lineSpacing() * 2 + 12

    def _deep(self, lane: Lane) -> int:
        return lane.depth * self._track + 4

    def arrange(self, board: DayBoard, lanes: Sequence[Lane]) -> None:
        """Lay out a day anew, and say how far one can scroll."""
        area, view = self._area, self._area.viewport().size()
        self.lanes = lanes
        self.axis = Axis.over(board, view.width() - self.side - 1, area.fontMetrics().averageCharWidth() * 3.2)
        self._tops, high = [], 0
        for lane in lanes:
            self._tops.append(high)
            high += self._deep(lane)
        over = (int(self.axis.width) + self.side - view.width(), high + self.head - view.height())
        for bar, more, page in zip(
            (area.horizontalScrollBar(), area.verticalScrollBar()), over, (view.width(), view.height()), strict=True
        ):
            bar.setRange(0, max(more, 0))
            bar.setPageStep(page)
            bar.setSingleStep(self._track)

    def lane_rect(self, i: int) -> QRectF:
        """Where lane `i` lies, with its vehicle."""
        top = self.head + self._tops[i] - self._area.verticalScrollBar().value()
        return QRectF(0, top, self._area.viewport().width(), self._deep(self.lanes[i]))

    def bar_rect(self, i: int, n: int) -> QRectF:
        """Where run `n` of lane `i` lies."""
        lane, box = self.lanes[i], self.lane_rect(i)
        start, end = self.axis.x(lane.runs[n].start), self.axis.x(lane.runs[n].end)
        return QRectF(
            self.left + start + 1, box.top() + 3 + lane.tracks[n] * self._track, max(end - start, _NARROWEST) - 2, self._track - 2
        )

    def under(self, at: QPointF) -> tuple[int, int] | None:
        """Lane and run at a point; the number of runs where there is none; nothing outside the lanes."""
        if at.y() < self.head:
            return None
        for i, lane in enumerate(self.lanes):
            if self.lane_rect(i).contains(at):
                hits = (n for n in range(len(lane.runs)) if at.x() >= self.side and self.bar_rect(i, n).contains(at))
                return i, next(hits, len(lane.runs))
        return None

    def reveal(self, at: tuple[int, int]) -> None:
        """Scroll until a lane, and its run where there is one, can be seen."""
        box, view = self.lane_rect(at[0]), self._area.viewport().rect()
        _scroll(self._area.verticalScrollBar(), box.top() - self.head, box.bottom() - view.height())
        if at[1] < len(self.lanes[at[0]].runs):
            bar = self.bar_rect(*at)
            _scroll(self._area.horizontalScrollBar(), bar.left() - self.side, bar.right() - view.width())


def _scroll(bar: QScrollBar, before: float, after: float) -> None:
    """Scroll so that nothing is hidden before the edge (`before` < 0), else nothing behind the other (`after` > 0)."""
    if before < 0:
        bar.setValue(int(bar.value() + before))
    elif after > 0:
        bar.setValue(int(bar.value() + min(after, before) + 1))
