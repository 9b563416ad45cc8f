"""The waybills that wait for a vehicle: a list of two-line entries that can be dragged onto the chart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from csdesk.domain.rows import Row
from csdesk.gui.board import words
from csdesk.gui.theme import Look

#: What a drag from the pool carries.
WAYBILLS = "application/x-csdesk-waybills"
_Index = QModelIndex | QPersistentModelIndex
_PAD = 8


class PoolModel(QAbstractListModel):
    """Unassigned waybills; the text of an entry is its whole sentence, for ears and tooltips."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.day = ""

    def fill(self, rows: Sequence[Row], day: str) -> None:
        """Show these waybills instead."""
        self.beginResetModel()
        self.rows, self.day = list(rows), day
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return words.waybill(self.rows[index.row()], self.day)
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [WAYBILLS]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """A mark only: what is dragged is what is chosen in the list."""
        data = QMimeData()
        data.setData(WAYBILLS, str(len(indexes)).encode())
        return data


class PoolDelegate(QStyledItemDelegate):
    """Client and wanted vehicle above, way and load in the middle, the times below."""

    def __init__(self, look: Look, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, option.fontMetrics.lineSpacing() * 3 + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, PoolModel)
        row, theme = model.rows[index.row()], self._look.theme
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, theme.colour("chosen" if chosen else "surface"))
        painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme.colour("line"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(theme.colour("accent"))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -2))
        ink, faint = theme.colour("chosen_text" if chosen else "text"), theme.colour("chosen_text" if chosen else "muted")
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        lines = _lines(option.rect, option.fontMetrics.lineSpacing())
        _pair(painter, lines[0], (row.titles.get("client_id", ""), bold, ink), (words.vehicle_type(row), option.font, faint))
        _pair(painter, lines[1], (words.route(row), option.font, ink), (words.waybill_load(row), option.font, ink))
        number = str(row.values.get("waybill_no", ""))
        due = str(row.values.get("hold_until") or "9") <= model.day and not chosen
        told = (f"△ {words.aside(row)}" if due else words.aside(row)) if row.values.get("hold_until") else words.times(row, model.day)
        _pair(painter, lines[2], (told, option.font, theme.colour("warn") if due else faint), (number[-4:], option.font, faint))
        painter.restore()


_Written = tuple[str, QFont, QColor]


def _lines(rect: QRect, high: int) -> list[QRect]:
    return [QRect(rect.left() + _PAD + 2, rect.top() + _PAD + n * high, rect.width() - 2 * _PAD - 4, high) for n in range(3)]


def _pair(painter: QPainter, rect: QRect, left: _Written, right: _Written) -> None:
    """One text at each end of a line; the left one gives way."""
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.setFont(right[1])
    painter.setPen(right[2])
    painter.drawText(rect, Qt.AlignmentFlag.AlignRight | middle, right[0])
    room = rect.width() - painter.fontMetrics().horizontalAdvance(right[0]) - _PAD
    painter.setFont(left[1])
    painter.setPen(left[2])
    short = painter.fontMetrics().elidedText(left[0], Qt.TextElideMode.ElideRight, room)
    painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | middle, short)
