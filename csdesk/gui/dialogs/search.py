"""Search over all ledgers (Ctrl+K)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QListWidgetItem, QWidget

from csdesk.domain.records import RECORD_BY_NAME
from csdesk.gui.desk import Desk
from csdesk.gui.forms.search_dialog import Ui_SearchDialog
from csdesk.operations import desk as desk_operations
from csdesk.operations.desk import Named

_SETTLE_MS = 120
_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class SearchDialog(QDialog):
    """Finds records anywhere; `chosen` says which one the person wants."""

    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.ui = Ui_SearchDialog()
        self.ui.setupUi(self)
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._timer.timeout.connect(self._search)
        self.ui.text.textChanged.connect(lambda _: self._timer.start())
        self.ui.text.returnPressed.connect(self._take)
        self.ui.text.installEventFilter(self)
        self.ui.found.itemActivated.connect(lambda _: self._take())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _KEYS:
            QApplication.sendEvent(self.ui.found, event)
            return True
        return False

    def _search(self) -> None:
        text = self.ui.text.text().strip()
        if text:
            work = partial(desk_operations.everywhere, self._desk.db, text)
            self._desk.tasks.read(work, self._show, key=(id(self), "everywhere"))

    def _show(self, found: list[Named]) -> None:
        self.ui.found.clear()
        for named in found:
            label = RECORD_BY_NAME[named.record].about.label
            item = QListWidgetItem(f"{label}   {named.title}   {named.detail}", self.ui.found)
            item.setData(Qt.ItemDataRole.UserRole, named)
        self.ui.found.setCurrentRow(0)
        self.ui.hint.setText("↑ ↓ 选择，Enter 打开，Esc 关闭" if found else "没有找到，换个词试试")

    def _take(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._search()
        if item := self.ui.found.currentItem():
            self.accept()
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
