"""Search over all ledgers (Ctrl+K)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QListWidgetItem, QWidget

from csdesk.domain.records import RECORD_BY_NAME
from csdesk.gui.desk import Desk
from csdesk.gui.forms.search_dialog import Ui_SearchDialog
from csdesk.operations import desk as desk_operations
from csdesk.operations.desk import Named
from csdesk.operations.transport import transit

_SETTLE_MS = 120
_HINT = "↑ ↓ 选择，Enter 打开，Esc 关闭"
_LINES = 3
_COPYING = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class SearchDialog(QDialog):
    """Finds records anywhere; `chosen` says which one the person wants."""

    chosen = Signal(object)
    copied = Signal(str)  # a sentence that says so

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
        self.ui.found.currentItemChanged.connect(lambda *_: self._look_up())
        self._answer = ""  # where the cargo of the current hit is

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _KEYS:
            QApplication.sendEvent(self.ui.found, event)
            return True
        copies = isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Copy)
        if copies and self._answer and not self.ui.text.hasSelectedText() and event.type() in _COPYING:
            if event.type() == QEvent.Type.KeyPress:
                self.copy_answer()
            event.accept()
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
        if not found:
            self.ui.hint.setText("没有找到，换个词试试")

    def _look_up(self) -> None:
        """Where is the cargo of the hit one stands on?"""
        self._answer = ""
        self.ui.hint.setText(_HINT)
        if item := self.ui.found.currentItem():
            named: Named = item.data(Qt.ItemDataRole.UserRole)
            work = partial(transit.answer, self._desk.db, named.record, named.book, named.id, self._desk.now())
            self._desk.tasks.read(work, self._tell, key=(id(self), "answer"))

    def _tell(self, answer: str) -> None:
        self._answer = answer
        lines = answer.splitlines()[1:]
        more = f"\n…… 共 {len(lines)} 票" if len(lines) > _LINES else ""
        self.ui.hint.setText("\n".join(lines[:_LINES]) + f"{more}\nCtrl+C 复制这段在途消息　{_HINT}" if lines else _HINT)

    def copy_answer(self) -> None:
        """Where the cargo is, to the clipboard; then the way is free to the client's chat group."""
        QApplication.clipboard().setText(self._answer)
        self.copied.emit("已复制在途消息，可直接粘贴到客户群")
        self.accept()

    def _take(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self._search()
        if item := self.ui.found.currentItem():
            self.accept()
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
