"""A chart in the window: hover says the value, a click opens the records, every picture can be copied and saved.

Importing this module loads matplotlib; whoever shows charts imports it when the first one is wanted.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from matplotlib.backends.backend_qtagg import FigureCanvasQTAgg
from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QToolTip, QVBoxLayout, QWidget

from csdesk.gui import choosing
from csdesk.operations.kpi import pictures
from csdesk.operations.kpi.pictures import Chart, Hit

FORMATS = "图片 (*.png);;PDF (*.pdf);;矢量图 (*.svg)"


class Canvas(FigureCanvasQTAgg):
    """One chart. What is under the mouse is told in a tool tip: a note inside a small picture would be cut at its edge."""

    clicked = Signal(object)  # the Figure under the mouse

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart.picture)
        self.chart = chart
        self.under: Hit | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(chart.hits[-1].text.replace("\n", "，") if chart.hits else "没有数据")
        self.mpl_connect("motion_notify_event", self._moved)
        self.mpl_connect("figure_leave_event", self._left)
        self.mpl_connect("button_press_event", self._pressed)

    # -- hover --------------------------------------------------------------------------------------------------------

    def _hit(self, event: Any) -> Hit | None:
        axes = self.figure.axes[0]  # beside it lie names and amounts, which answer too
        x, y = axes.transData.inverted().transform((event.x, event.y))
        return next((hit for hit in self.chart.hits if hit.holds(x, y)), None)

    def _moved(self, event: Any) -> None:
        hit = self._hit(event)
        if hit is self.under:
            return
        self.under = hit
        self.setCursor(Qt.CursorShape.PointingHandCursor if hit else Qt.CursorShape.ArrowCursor)
        at = QPoint(round(event.x / self.device_pixel_ratio), self.height() - round(event.y / self.device_pixel_ratio))
        QToolTip.showText(self.mapToGlobal(at), hit.text if hit else "", self)

    def _left(self, _event: Any) -> None:
        self.under = None
        QToolTip.hideText()

    # -- clicks, keys, copies -----------------------------------------------------------------------------------------

    def _pressed(self, event: Any) -> None:
        hit = self._hit(event)
        if hit is not None and event.button == 1:
            self.clicked.emit(hit.figure)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or space opens what the mouse is on, or the latest part; Ctrl+C copies the picture."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.chart.hits:
            self.clicked.emit((self.under or self.chart.hits[-1]).figure)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Copy and save."""
        menu = QMenu(self)
        menu.addAction("复制图片", self.copy)
        menu.addAction("另存为…", self.ask_and_save)
        menu.popup(event.globalPos())

    def copy(self) -> None:
        """The picture to the clipboard."""
        QGuiApplication.clipboard().setPixmap(self.grab())

    def ask_and_save(self) -> None:
        """Ask for a file and write the picture there."""
        choosing.save_file(self, "另存图片", "", FORMATS, lambda name: self.save(Path(name)))

    def save(self, path: Path) -> None:
        """Write the picture as PNG, PDF or SVG. Raises StorageError."""
        pictures.save(self.chart, path)
        self.draw_idle()


class ChartView(QWidget):
    """A place for a chart that changes: each new one takes the old one's place."""

    clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas: Canvas | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)

    def show_chart(self, chart: Chart) -> None:
        """Show this chart instead of the one before."""
        if self.canvas is not None:
            self._layout.removeWidget(self.canvas)
            self.canvas.setParent(None)
            self.canvas.deleteLater()
        self.canvas = Canvas(chart)
        self.canvas.clicked.connect(self.clicked)
        self._layout.addWidget(self.canvas)
