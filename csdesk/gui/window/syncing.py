"""What the sync menu does: merging, sending, deciding disagreements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from csdesk.gui.desk import Desk
from csdesk.gui.forms.main_window import Ui_MainWindow
from csdesk.gui.window.watching import Watch
from csdesk.operations.peers import exchange, twins


class SyncCommands(QObject):
    """Opens the dialogs on sync files of one open file and tells what came of them."""

    changed = Signal(str)
    said = Signal(str)
    record_wanted = Signal(object)  # a `Named` that stands on some tab
    offered = Signal(str, str, object)  # a sentence, the word on its button, what the button does

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self.watch = Watch(desk, window)
        self.watch.arrived.connect(self._offer)

    def actions(self, ui: Ui_MainWindow) -> dict[QAction, Callable[[], Any]]:
        """What each entry of the menu does."""
        return {
            ui.action_merge: self.merge, ui.action_send: self.send, ui.action_conflicts: self.conflicts,
            ui.action_submissions: self.submissions, ui.action_packs: self.packs, ui.action_watch: self.watch.ask,
        }  # fmt: skip

    def merge(self, chosen: Sequence[Path] = ()) -> None:
        """Merge sync files."""
        from csdesk.gui.dialogs.merging import MergeDialog

        dialog = MergeDialog(self._desk, self._window)
        dialog.merged.connect(self._everything_changed)
        dialog.conflicts_wanted.connect(self.conflicts)
        dialog.finished.connect(lambda _: self._offer_new_number(dialog.files, dialog.reports))
        dialog.open()
        if chosen:
            dialog.take(chosen)

    def send(self) -> None:
        """Write a sync file."""
        from csdesk.gui.dialogs.sending import SendDialog

        dialog = SendDialog(self._desk, self._window)
        dialog.sent.connect(self.said)
        dialog.sent.connect(lambda _: self.changed.emit(""))  # nothing but the status bar
        dialog.open()

    def conflicts(self) -> None:
        """Decide what two people wrote at once."""
        from csdesk.gui.dialogs.conflicts import ConflictsDialog

        dialog = ConflictsDialog(self._desk, self._window)
        dialog.changed.connect(self.changed)
        dialog.record_wanted.connect(self.record_wanted)
        dialog.open()

    def packs(self) -> None:
        """Look at the files that were merged, send one back, show it again."""
        from csdesk.gui.dialogs.merged import PacksDialog

        dialog = PacksDialog(self._desk, self._window)
        dialog.changed.connect(self.changed)
        dialog.open()

    def submissions(self) -> None:
        """See who has sent a file for a week or month."""
        from csdesk.gui.dialogs.submissions import SubmissionsDialog

        SubmissionsDialog(self._desk, self._window).open()

    def _offer(self, files: list[Path]) -> None:
        if not self._desk.db.look_only:
            names = "、".join(path.name for path in files[:3]) + (" 等" if len(files) > 3 else "")
            self.offered.emit(f"监看的文件夹里有 {len(files)} 份新的同步文件：{names}", "查看并合并…", partial(self.merge, files))

    def _offer_new_number(self, files: Sequence[Path], reports: Sequence[exchange.PackReport]) -> None:
        """Two computers write under one number: this one may take another."""
        if any(report.twin for report in reports) and not self._desk.db.look_only:
            sentence = "另一台电脑也在用本机的编号：本机是复制来的。换用新编号，两边的内容都保留。"
            self.offered.emit(sentence, "这是另一台电脑", partial(self._take_new_number, list(files)))

    def _take_new_number(self, files: Sequence[Path]) -> None:
        self._desk.tasks.write(partial(twins.another_pc, self._desk.db, files), self._new_number_taken)

    def _new_number_taken(self, sentence: str) -> None:
        self.said.emit(sentence)
        self._everything_changed()

    def _everything_changed(self) -> None:
        self.changed.emit("*")
