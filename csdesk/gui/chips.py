"""Words painted as chips in tables: the tone is the model's, the colours are the theme's, and the word always stands in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from csdesk.gui.tables import TONE_ROLE, dress_table
from csdesk.gui.theme import Look

Index = QModelIndex | QPersistentModelIndex
_EDGE = 6


class ChipDelegate(QStyledItemDelegate):
    """Paints the cells for which the model knows a tone as chips, all others as ever."""

    def __init__(self, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if tone := index.data(TONE_ROLE):
            self._chip(painter, option, index, tone)
        else:
            super().paint(painter, option, index)

    def _chip(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, tone: str) -> None:
        theme, text = self._look.theme, str(index.data())
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, blank, painter, option.widget)
        metrics = option.fontMetrics
        wide = min(metrics.horizontalAdvance(text) + 16, option.rect.width() - _EDGE)
        high = metrics.height() + 2
        box = QRectF(option.rect.x() + _EDGE, option.rect.center().y() - high / 2, wide, high)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(f"{tone}_soft"))
        painter.drawRoundedRect(box, high / 2, high / 2)
        painter.setPen(theme.colour(tone))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(wide) - 8))
        painter.restore()


def chip_table(view: QTableView, model: QAbstractItemModel, look: Look, widths: Sequence[int] = ()) -> None:
    """A small table with chips: shows the model, dressed as all of them. widths: of the first columns, in pixels."""
    view.setModel(model)
    view.setItemDelegate(ChipDelegate(look, view))
    dress_table(view)
    for column, width in enumerate(widths):
        view.setColumnWidth(column, width)
