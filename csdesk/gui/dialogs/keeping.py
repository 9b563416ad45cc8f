"""Keys beside the list of people: the recovery key of headquarters, what it opens again, and the passphrase of this computer."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.operations.peers import enrolment, exchange, ownkeys, recovery
from csdesk.operations.peers.exchange import PackReport

_KEYS, _PACKS = "恢复密钥 (*.csrecovery)", "同步文件 (*.csdesk)"


class KeyMenu(QObject):
    """What can be done with keys, in the menu of a button."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, button: QPushButton, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.menu = QMenu(button)
        button.setMenu(self.menu)
        self.make_action = self.menu.addAction("制作恢复密钥…", self._ask_recovery)
        self.recover_action = self.menu.addAction("用恢复密钥找回…", self._ask_key)
        self.menu.addSeparator()
        self.passphrase_action = self.menu.addAction("本机口令…", self._ask_passphrase)
        self.make_action.setVisible(desk.db.site.role in enrolment.ROOTS)
        button.setVisible(not desk.db.look_only)

    # -- the recovery key ---------------------------------------------------------------------------------------------

    def _ask_recovery(self) -> None:
        choosing.save_file(self._window, "恢复密钥写到哪里", "恢复密钥.csrecovery", _KEYS, self._ask_recovery_phrase)

    def _ask_recovery_phrase(self, path: str) -> None:
        what = "给恢复密钥设一个口令（至少 8 个字，建议一句话）。\n忘记口令，恢复密钥就没有用了："
        choosing.text(self._window, "恢复密钥", what, "制作", partial(self.make_recovery, path), secret=True)

    def make_recovery(self, path: str, phrase: str) -> None:
        """Make a recovery key."""
        self._desk.tasks.write(partial(recovery.make, self._desk.db, Path(path), phrase), self.told.emit, self.failed.emit)

    # -- what it opens ------------------------------------------------------------------------------------------------

    def _ask_key(self) -> None:
        choosing.open_file(self._window, "选择恢复密钥", _KEYS, self._ask_lost)

    def _ask_lost(self, key: str) -> None:
        title = "选择原收件人打不开的同步文件"
        choosing.open_files(self._window, title, _PACKS, partial(self._ask_key_phrase, key))

    def _ask_key_phrase(self, key: str, files: list[Path]) -> None:
        what = f"输入恢复密钥的口令，找回 {len(files)} 份同步文件的内容："
        choosing.text(self._window, "用恢复密钥找回", what, "找回", partial(self.recover, key, files), secret=True)

    def recover(self, key: str, files: list[Path], phrase: str) -> None:
        """Merge files that were sealed for somebody whose own key is lost."""
        db = self._desk.db
        self._desk.tasks.long(
            "找回同步文件",
            lambda progress: exchange.merge(db, files, progress=progress, recovery=recovery.opened(Path(key), phrase)),
            self._recovered, self.failed.emit,
        )  # fmt: skip

    def _recovered(self, reports: list[PackReport]) -> None:
        self.told.emit("\n".join(report.sentence for report in reports))

    # -- the passphrase -----------------------------------------------------------------------------------------------

    def _ask_passphrase(self) -> None:
        what = "给本机密钥设一个口令，以后打开文件时要输入。\n留空则不用口令，由系统帐户保护："
        choosing.text(self._window, "本机口令", what, "设置", self.set_passphrase, secret=True)

    def set_passphrase(self, phrase: str) -> None:
        """Seal the own keys by a passphrase, or by none."""
        self._desk.tasks.write(partial(ownkeys.set_passphrase, self._desk.db, phrase), self.told.emit, self.failed.emit)
