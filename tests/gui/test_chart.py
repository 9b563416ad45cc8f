"""A chart in the window: what the mouse finds on it, what a click opens, and what is copied and saved."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QToolTip
from reports.test_charts import figure

from csdesk.gui.chart import Canvas, ChartView
from csdesk.operations.kpi import pictures


@pytest.fixture
def canvas(qtbot):
    """A trend of three months, shown and drawn."""
    chart = pictures.trend([figure(period=f"2026-0{m}", value=v) for m, v in ((4, "0.9"), (5, "1"), (6, "0.97"))])
    canvas = Canvas(chart)
    qtbot.addWidget(canvas)
    canvas.resize(640, 280)
    with qtbot.waitExposed(canvas):
        canvas.show()
    canvas.draw()
    return canvas


def place(canvas, x, y):
    """The pixel at which a point of the data lies."""
    across, up = canvas.figure.axes[0].transData.transform((x, y)) / canvas.device_pixel_ratio
    return QPoint(round(across), round(canvas.height() - up))


def test_hover_says_the_value_beside_the_mouse_whole_and_leaves_no_trace(canvas, qtbot):
    clean = bytes(canvas.buffer_rgba())
    qtbot.mouseMove(canvas, place(canvas, 1, 95))
    assert canvas.under.figure.period == "2026-05"
    assert QToolTip.text() == canvas.under.text  # a window of its own: the edge of the picture does not cut it
    assert bytes(canvas.buffer_rgba()) == clean
    qtbot.mouseMove(canvas, QPoint(1, 1))
    assert canvas.under is None
    qtbot.waitUntil(lambda: not QToolTip.isVisible())


def test_a_click_opens_the_figure_under_the_mouse(canvas, qtbot):
    with qtbot.waitSignal(canvas.clicked) as caught:
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=place(canvas, 0, 95))
    assert caught.args[0].period == "2026-04"


def test_enter_opens_the_latest_part(canvas, qtbot):
    with qtbot.waitSignal(canvas.clicked) as caught:
        qtbot.keyClick(canvas, Qt.Key.Key_Return)
    assert caught.args[0].period == "2026-06"


def test_a_click_beside_it_opens_nothing(canvas, qtbot):
    with qtbot.assertNotEmitted(canvas.clicked):
        qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
        qtbot.mouseClick(canvas, Qt.MouseButton.RightButton, pos=place(canvas, 0, 95))


def test_the_picture_goes_to_the_clipboard_and_to_files(canvas, tmp_path):
    canvas.copy()
    assert QGuiApplication.clipboard().pixmap().width() == canvas.width()
    for suffix, start in ((".png", b"\x89PNG"), (".svg", b"<?xml")):
        canvas.save(tmp_path / f"图{suffix}")
        assert (tmp_path / f"图{suffix}").read_bytes().startswith(start)


def test_a_view_shows_one_chart_after_another(qtbot):
    view = ChartView()
    qtbot.addWidget(view)
    for month in ("2026-05", "2026-06"):
        view.show_chart(pictures.card(figure(period=month)))
    assert view.canvas.chart.hits[0].figure.period == "2026-06"
    assert "2026-06" in view.canvas.accessibleName()
    with qtbot.waitSignal(view.clicked):
        qtbot.keyClick(view.canvas, Qt.Key.Key_Space)
