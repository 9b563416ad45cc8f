"""The keys of an open file: what is wrong with them is told with the way out, and their passphrase is asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.telling import sentence_of
from csdesk.gui.window.notice import Notice


class Keyring(QObject):
    """Looks at the keys once the window is there."""

    def __init__(self, desk: Desk, notice: Notice, new_file: Callable[[], Any], window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._notice, self._new_file, self._window = desk, notice, new_file, window
        desk.tasks.read(partial(_state, desk), self._told, later=True)

    def _told(self, state: tuple[str, bool]) -> None:
        sentence, locked = state
        if self._desk.db.why_look:
            self._notice.offer(sentence, "新建文件…", self._new_file)
        elif locked:
            self.ask("请输入本机密钥的口令。没有口令可以记录，但不能发送和合并文件：")
        elif sentence:
            self._notice.tell(sentence)

    def ask(self, what: str) -> None:
        """Ask for the passphrase, again while it is wrong."""
        choosing.text(self._window, "本机口令", what, "解锁", self.unlock, no="以后再说", secret=True)

    def unlock(self, phrase: str) -> None:
        """Try a passphrase."""
        from csdesk.operations.peers import ownkeys

        work = partial(ownkeys.unlock, self._desk.db, phrase)
        self._desk.tasks.read(work, lambda _: self._notice.clear(), lambda error: self.ask(f"{sentence_of(error)}："))


def _state(desk: Desk) -> tuple[str, bool]:
    from csdesk.operations.peers import ownkeys

    return ownkeys.problem(desk.db), ownkeys.is_locked(desk.db)
