"""How the time chart is drawn: hours, vehicles, bars; colours by name from the palette."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from csdesk.domain.transport.board import Run
from csdesk.gui.board import words
from csdesk.gui.board.lanes import Axis, Lane
from csdesk.gui.board.places import Places
from csdesk.gui.theme import Theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ROUND = 4
#: State of the run → tone of the bar: under way is green, over is grey.
_TONES = {
    "loading": "good", "departed": "good", "in_transit": "good",
    "arrived": "calm", "completed": "calm", "signed": "calm",
}  # fmt: skip


class Brush:
    """Draws the parts of the chart with one painter in one theme."""

    def __init__(self, painter: QPainter, theme: Theme, font: QFont) -> None:
        self._painter, self._theme = painter, theme
        self._plain, self._bold, self._small = QFont(font), QFont(font), QFont(font)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._small.setPointSizeF(theme.sizes["small"])
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def write(self, rect: QRectF, text: str, colour: str, font: QFont, where: Qt.AlignmentFlag = _LEFT) -> None:
        """One line of text, cut with … where it does not fit."""
        self._painter.setFont(font)
        self._painter.setPen(self._theme.colour(colour))
        short = self._painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
        self._painter.drawText(rect, where, short)

    def fill(self, rect: QRectF, colour: str) -> None:
        """An area without an edge."""
        self._painter.fillRect(rect, self._theme.colour(colour))

    def rule(self, one: QPointF, two: QPointF, colour: str, width: float = 1) -> None:
        """A straight line."""
        self._painter.setPen(QPen(self._theme.colour(colour), width))
        self._painter.drawLine(one, two)

    def corner(self, rect: QRectF) -> None:
        """What the column of vehicles shows."""
        self.fill(rect, "raised")
        self.write(rect.adjusted(10, 0, -10, 0), "车辆", "muted", self._small)
        self.write(rect.adjusted(10, 0, -10, 0), "司机", "muted", self._small, _RIGHT)

    def head(self, rect: QRectF, axis: Axis) -> None:
        """The hours above the chart; rect begins at midnight."""
        every = 1 if axis.hour >= 46 else 2
        for hour in range(0, axis.hours, every):
            place = QRectF(rect.left() + hour * axis.hour + 4, rect.top(), every * axis.hour - 4, rect.height())
            self.write(place, axis.label(hour), "text" if hour % 24 == 0 else "muted", self._small)

    def grid(self, rect: QRectF, axis: Axis) -> None:
        """A line for each hour, a stronger one for each midnight."""
        for hour in range(axis.hours + 1):
            x = rect.left() + hour * axis.hour
            self.rule(QPointF(x, rect.top()), QPointF(x, rect.bottom()), "edge" if hour % 24 == 0 and hour else "line", 1)

    def vehicle(self, rect: QRectF, lane: Lane, chosen: bool) -> None:
        """Plate and driver above, how full below, with a word where it is too much."""
        self.fill(rect, "chosen" if chosen else "surface")
        high = min(rect.height() / 2 - 4, 20)
        top = QRectF(rect.left() + 10, rect.top() + 5, rect.width() - 20, high)
        low = top.translated(0, high + 1)
        ink, faint = ("chosen_text", "chosen_text") if chosen else ("text", "muted")
        self.write(top, lane.plate, ink, self._bold)
        self.write(top.adjusted(90, 0, 0, 0), lane.driver or "未定司机", faint, self._plain, _RIGHT)
        if lane.overload:
            self.write(low, f"{words.SIGNS['bad']} {lane.overload}", "bad", self._small, _RIGHT)
            low = low.adjusted(0, 0, -62, 0)
        full = words.filled(lane.weight, lane.volume, lane.limit)
        free = f"空闲 · {words.load(lane.limit.payload, lane.limit.volume)}" if lane.limit else "空闲"
        self.write(low, full if lane.runs else free, faint, self._small)

    def bar(self, rect: QRectF, run: Run, axis: Axis, chosen: bool) -> None:
        """One run: its colour says the state, red or amber and a sign that something is wrong."""
        wrong = words.tone_of(run.conflicts)
        tone = wrong or _TONES.get(str(run.row.values.get("status")), "info")
        painter = self._painter
        painter.setBrush(self._theme.colour(f"{tone}_soft"))
        painter.setPen(QPen(self._theme.colour("accent" if chosen else tone), 2.5 if chosen else 1))
        painter.drawRoundedRect(rect, _ROUND, _ROUND)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        before, after = axis.cut(run)
        inside = rect.adjusted(6, 2, -4, -2)
        if rect.width() < 26:
            self.write(inside.adjusted(-2, 0, 2, 0), words.SIGNS.get(wrong, ""), tone, self._bold)
            return
        title = f"{'◂ ' if before else ''}{words.SIGNS.get(wrong, '')} {words.goes_to(run)}{' ▸' if after else ''}".strip()
        half = inside.height() / 2
        self.write(QRectF(inside.left(), inside.top(), inside.width(), half), title, tone, self._bold)
        self.write(QRectF(inside.left(), inside.top() + half, inside.width(), half), words.run_line(run, axis.day), "text", self._small)

    def frame(self, rect: QRectF) -> None:
        """The lane that waybills would be dropped on, or that the keys stand on."""
        self._painter.setPen(QPen(self._theme.colour("accent"), 1))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._painter.drawRect(rect)

    def empty(self, rect: QRectF, text: str) -> None:
        """What to do first, where there is nothing to show."""
        self._painter.setFont(self._plain)
        self._painter.setPen(self._theme.colour("muted"))
        self._painter.drawText(rect, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)


def paint_hours(brush: Brush, view: QRectF, places: Places, now: str) -> None:
    """The lines of the hours, and the present one. now: a wire moment, empty on another day."""
    brush.grid(QRectF(places.left, places.head, places.axis.width, view.height()), places.axis)
    if now:
        x = places.left + places.axis.x(now)
        brush.rule(QPointF(x, places.head), QPointF(x, view.bottom()), "bad", 1.5)


def paint_bars(brush: Brush, view: QRectF, places: Places, at: tuple[int, int]) -> None:
    """Every run in view. at: the lane and run that one stands on."""
    for i, lane in enumerate(places.lanes):
        box = places.lane_rect(i)
        if box.intersects(view):
            brush.rule(box.bottomLeft(), box.bottomRight(), "line")
            for n, run in enumerate(lane.runs):
                brush.bar(places.bar_rect(i, n), run, places.axis, (i, n) == at)


def paint_head(brush: Brush, view: QRectF, places: Places) -> None:
    """The hours, over what is scrolled below them."""
    brush.fill(QRectF(0, 0, view.width(), places.head), "raised")
    brush.head(QRectF(places.left, 0, places.axis.width, places.head), places.axis)


def paint_side(brush: Brush, view: QRectF, places: Places, at: int) -> None:
    """The vehicles, over what is scrolled beside them. at: the lane that one stands on."""
    for i, lane in enumerate(places.lanes):
        box = places.lane_rect(i)
        if box.intersects(view):
            box.setWidth(places.side)
            brush.vehicle(box.adjusted(0, 0, 0, -1), lane, i == at)
            brush.rule(box.bottomLeft(), box.bottomRight(), "line")
    brush.corner(QRectF(0, 0, places.side, places.head))
    brush.rule(QPointF(places.side, 0), QPointF(places.side, view.bottom()), "line")
    brush.rule(QPointF(0, places.head), QPointF(view.right(), places.head), "line")
