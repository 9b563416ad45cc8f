"""How cells are painted and edited: status chips with their word, wrong values marked, an editor for each kind."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from csdesk.domain.cells import Wrong
from csdesk.gui.chips import ChipDelegate
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.editors import Editor
from csdesk.gui.ledger.model import WRONG_ROLE, LedgerModel
from csdesk.gui.ledger.reference import ReferenceEditor, editor_for

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MarkDelegate(ChipDelegate):
    """Paints a frame round each cell whose model says that it is wrong."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if not index.data(WRONG_ROLE):
            super().paint(painter, option, index)
        else:
            QStyledItemDelegate.paint(self, painter, option, index)
            painter.save()
            painter.setPen(QPen(self._look.theme.colour("bad"), 2))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -2))
            painter.restore()


class CellDelegate(MarkDelegate):
    """Paints and edits the cells of one ledger."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(desk.look, parent)
        self._desk = desk

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = cast(LedgerModel, index.model()).columns[index.column()].field
        assert field is not None
        editor = editor_for(self._desk, field, parent)
        if isinstance(editor, QComboBox):
            editor.activated.connect(lambda _: self._finish(editor))
        return editor

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        model = cast(LedgerModel, index.model())
        row, key = model.row_at(index.row()), model.columns[index.column()].key
        if row is not None and not editor.property("filled"):
            editor.setProperty("filled", True)
            cast(Editor, editor).put(row.values.get(key), row.titles.get(key, ""))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        ledger = cast(LedgerModel, model)
        row, column, entry = ledger.row_at(index.row()), ledger.columns[index.column()], cast(Editor, editor)
        if row is None:
            return
        try:
            value = entry.value()
        except Wrong as wrong:
            ledger.entries.mark(row, column.key, entry.raw(), str(wrong))
            ledger.entries.refused.emit(str(wrong))
        else:
            ledger.entries.enter(row, column, value)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        wide = max(option.rect.width(), editor.sizeHint().width() if isinstance(editor, QComboBox) else 0)
        editor.setGeometry(QRect(option.rect.topLeft(), option.rect.size()).adjusted(0, 0, wide - option.rect.width(), 0))
        if editor.minimumHeight() == editor.maximumHeight():  # text of several lines: three of them over the rows below
            editor.resize(max(option.rect.width(), 280), editor.height())

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # The popup of a completer takes the focus; that is no reason to close the editor.
        if event.type() == QEvent.Type.FocusOut and _popup_open(editor):
            return False
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _ENTER and _undecided(editor):
            return False  # it is the editor's own: it takes the only match, and the next Enter ends the cell
        return super().eventFilter(editor, event)


def _undecided(editor: QObject) -> bool:
    return isinstance(editor, ReferenceEditor) and editor.undecided


def _popup_open(editor: QObject) -> bool:
    completer = getattr(editor, "completer", lambda: None)()
    popup: Any = completer.popup() if completer else None
    return popup is not None and popup.isVisible()
