"""The KPI board's canvases: another month draws each anew, hovering paints a note over a kept copy."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from functools import partial

from matplotlib.backend_bases import MouseEvent
from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from matplotlib.figure import Figure as Picture
from PySide6.QtWidgets import QApplication

from benchmarks.harness import Table, compare, report
from csdesk.domain.kpi.figure import Figure
from csdesk.domain.kpi.judgement import judged, shown, threshold_for
from csdesk.domain.kpi.periods import months_ending
from csdesk.domain.kpi.registry import KPI_BY_ID, SHIPPED_THRESHOLDS
from csdesk.domain.plans.targets import Level
from csdesk.domain.staff.people import Role
from csdesk.gui.chart import ChartView
from csdesk.operations.kpi import pictures
from csdesk.operations.kpi.pictures import Chart

KPI = "K05"
MONTHS = months_ending("2026-06", 13)
PEOPLE = [f"专员{n:02}" for n in range(1, 31)]
PALETTE = pictures.Palette()


def figure(part: int, name: str = PEOPLE[0], period: str = MONTHS[-1]) -> Figure:
    """One figure of `part` percent."""
    limit, value = threshold_for(SHIPPED_THRESHOLDS, KPI, Role.SPECIALIST, date(2026, 6, 30)), Fraction(part, 100)
    unit = KPI_BY_ID[KPI].unit
    words = shown(value, limit, unit), judged(value, limit, unit), limit, ()
    return Figure(KPI, Level.SPECIALIST, name, name, period, date(2026, 7, 31), value, Fraction(1), *words)


def drawings(n: int) -> dict[str, tuple[tuple[int, int], Callable[[], Chart]]]:
    """What the board shows of one month, each with its size in the window; `n` makes one month differ from the next."""
    months = [figure(70 + (n + 3 * i) % 30, period=month) for i, month in enumerate(MONTHS)]
    people = [figure(70 + (n + 7 * i) % 30, name) for i, name in enumerate(PEOPLE)]
    return {
        "card": ((230, 130), partial(pictures.card, months[-1], PALETTE)),
        "trend of 13 months": ((700, 260), partial(pictures.trend, months, PALETTE)),
        "ranking of 30 people": ((520, 840), partial(pictures.ranking, people, PALETTE)),
    }


def empty(width: int, height: int) -> None:
    """The least that a canvas can be: nothing on its ground."""
    FigureCanvasQTAgg(Picture(figsize=(width / 100, height / 100), dpi=100)).draw()


def switched(view: ChartView, kind: str, months: Iterator[int]) -> None:
    """One canvas from the figures to the pixels, as when a month is chosen."""
    _, made = drawings(next(months))[kind]
    view.show_chart(made())
    drawn: list[object] = []
    assert view.canvas is not None
    view.canvas.mpl_connect("draw_event", drawn.append)
    while not drawn:
        QApplication.processEvents()


def moved(view: ChartView, places: Iterator[tuple[float, float]]) -> None:
    """The mouse on the next part of the chart, told before it returns."""
    canvas = view.canvas
    assert canvas is not None
    x, y = canvas.figure.axes[0].transData.transform(next(places))
    canvas.callbacks.process("motion_notify_event", MouseEvent("motion_notify_event", canvas, x, y))


def middle(low: float, high: float, limits: tuple[float, float]) -> float:
    """Where the mouse is in the middle of what is seen of a part."""
    return (max(low, min(limits)) + min(high, max(limits))) / 2


def canvases() -> Iterator[Table]:
    """Each kind of canvas: drawn anew, and under a moving mouse."""
    for kind, ((width, height), _) in drawings(0).items():
        view = ChartView()
        view.resize(width, height)
        view.show()
        months = itertools.count()
        ways: dict[str, Callable[[], object]] = {
            "an empty canvas of that size (limit)": partial(empty, width, height),
            "csdesk, another month": partial(switched, view, kind, months),
        }
        yield compare(f"Another month: {kind}", ways, turns=20, goal="≤ 50 ms")
        assert view.canvas is not None
        hits = view.canvas.chart.hits
        (axes,) = view.canvas.figure.axes
        middles = [(middle(hit.left, hit.right, axes.get_xlim()), middle(hit.bottom, hit.top, axes.get_ylim())) for hit in hits]
        places = itertools.cycle([*middles, (-1e6, -1e6)] if len(middles) == 1 else middles)
        hover: dict[str, Callable[[], object]] = {"full redraw": view.canvas.draw, "csdesk, hover": partial(moved, view, places)}
        yield compare(f"Hover: {kind}", hover, turns=100, goal="≤ 5 ms")


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _ = QApplication([])
    report("charts", canvases())


if __name__ == "__main__":
    main()
