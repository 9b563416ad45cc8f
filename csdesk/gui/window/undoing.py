"""Ctrl+Z and Ctrl+Y: what is being typed first, then the last change set; what was done before the program was opened only when asked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox, QPlainTextEdit, QWidget

if TYPE_CHECKING:  # ledgers are loaded once the empty window is painted
    from csdesk.gui.desk import Desk
    from csdesk.operations.files import Database
    from csdesk.operations.ledgers import Done, Undone

_KEYS = {QKeySequence.StandardKey.Undo: "undo", QKeySequence.StandardKey.Redo: "redo"}
_AVAILABLE = {"undo": "isUndoAvailable", "redo": "isRedoAvailable"}
_WORDS = {"undo": "撤销", "redo": "重做"}


class Undoing(QObject):
    """Takes back and does again, and names in the menu what that would be."""

    stepped = Signal(str)  # a sentence that says what was taken back or done again

    def __init__(self, desk: Desk, undo: QAction, redo: QAction, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._actions = {"undo": undo, "redo": redo}
        self._before = 0  # the stamp of the last change set that was there when the file was opened
        self._known = False
        QApplication.instance().focusChanged.connect(self._watch)  # type: ignore[union-attr]
        self.read()

    # -- typing -------------------------------------------------------------------------------------------------------

    def _watch(self, left: QWidget | None, entered: QWidget | None) -> None:
        if left is not None:
            left.removeEventFilter(self)
        if isinstance(entered, QLineEdit | QPlainTextEdit):
            entered.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A field in which there is nothing to take back leaves the key to the menu, which it would swallow otherwise."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            typed = next((typed for keys, typed in _KEYS.items() if event.matches(keys)), "")
            if typed and not _typing(watched, typed):
                event.ignore()
                return True
        return False

    # -- stepping -----------------------------------------------------------------------------------------------------

    def step(self, typed: str) -> None:
        """undo or redo: of the typing while one types, otherwise of the last change set."""
        box = QApplication.focusWidget()
        if _typing(box, typed):
            getattr(box, typed)()
            return
        self._step(typed)

    def _ask(self, done: Done) -> None:
        text = f"“{done.title}”是这次打开之前做的（{done.by}，{done.at[:16].replace('T', ' ')}），要撤销吗？"
        box = QMessageBox(QMessageBox.Icon.Question, "撤销以前的操作", text, parent=self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        stay = box.addButton("不撤销", QMessageBox.ButtonRole.RejectRole)
        box.addButton("撤销", QMessageBox.ButtonRole.AcceptRole).clicked.connect(lambda: self._step("undo", done.hlc))
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.open()

    def _step(self, typed: str, agreed: int = 0) -> None:
        """agreed: the stamp of what may be taken back although it was there before."""
        from csdesk.operations import ledgers

        known = partial(_undo, self._desk.db, self._before, agreed) if typed == "undo" else partial(ledgers.redo, self._desk.db)
        self._desk.tasks.write(known, partial(self._stepped, typed))

    def _stepped(self, typed: str, result: Undone | Done) -> None:
        from csdesk.operations import ledgers

        if isinstance(result, ledgers.Done):
            self._ask(result)
            return
        left = f"，{len(result.left)} 栏后来又改过，保持不变" if result.left else ""
        self.stepped.emit(f"已{_WORDS[typed]}“{result.title}”{left}")

    # -- the menu -----------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read what the next steps would be."""
        from csdesk.operations import ledgers

        self._desk.tasks.read(partial(ledgers.undo_redo, self._desk.db), self._name, key=(id(self), "undo"), later=self._known)

    def _name(self, steps: tuple[Done | None, Done | None]) -> None:
        if not self._known:
            self._known = True
            self._before = steps[0].hlc if steps[0] else 0
        for typed, step in zip(_WORDS, steps, strict=True):
            self._actions[typed].setText(f"{_WORDS[typed]} “{step.title}”" if step else _WORDS[typed])


def _typing(box: QObject | None, typed: str) -> bool:
    """Whether there is typing to take back, or to do again, in a field."""
    document = box.document() if isinstance(box, QPlainTextEdit) else box
    return isinstance(box, QLineEdit | QPlainTextEdit) and bool(getattr(document, _AVAILABLE[typed])())


def _undo(db: Database, before: int, agreed: int) -> Undone | Done:
    """Take back the last change set; one that was there `before` (a stamp) is returned instead, unless it is `agreed` on."""
    from csdesk.operations import ledgers

    done, _ = ledgers.undo_redo(db)
    return done if done is not None and agreed < done.hlc <= before else ledgers.undo(db)
