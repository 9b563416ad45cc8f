"""The status bar: what is not confirmed yet, last sync file, last backup, and background work with progress and cancel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton

from csdesk.gui.working import WorkLine

if TYPE_CHECKING:
    from csdesk.domain.rows import Row
    from csdesk.gui.desk import Desk
    from csdesk.operations.desk import Named, Standing

_SAID_MS = 8000
_LONG_DAYS = 3  # own work that has waited so long to leave, and a backup of this age, are marked


class Status(QObject):
    """Fills the status bar of the window."""

    record_wanted = Signal(object)  # a `Named`
    due_wanted = Signal(object)  # a `Named`; None for the workbench

    def __init__(self, bar: QStatusBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self._desk: Desk | None = None
        self.standing, self.conflicts = QLabel(), QToolButton()
        self.conflicts.setToolTip("两人同时改过、还没有决定的栏目（F8）")
        self.conflicts.setProperty("alert", True)
        self.conflicts.hide()
        self.unsent = QToolButton()
        self.unsent.setToolTip("本机的改动还没有写进任何同步文件：点这里发送")
        self.unsent.hide()
        self.due = QToolButton()
        self.due.setToolTip("到点提醒：点这里打开")
        self.due.setProperty("alert", True)
        self.due.hide()
        self.due.clicked.connect(self._open_due)
        self._due: Named | None = None
        self.unread = QToolButton()
        self.unread.setToolTip("上级对您的记录有批示：点这里查看")
        self.unread.setProperty("alert", True)
        self.unread.hide()
        self.unread.clicked.connect(self._ask_unread)
        self.backup = QToolButton()
        self.backup.setProperty("alert", True)
        self.backup.hide()
        self.work, self.progress, self.cancel = QLabel(), QProgressBar(), QToolButton()
        self.cancel.setText("取消")
        for widget in (
            self.work,
            self.progress,
            self.cancel,
            self.due,
            self.unread,
            self.conflicts,
            self.unsent,
            self.backup,
            self.standing,
        ):
            bar.addPermanentWidget(widget)
        self._line = WorkLine(self.work, self.progress, self.cancel, self)

    def attach(self, desk: Desk) -> None:
        """A file has been opened."""
        self._desk = desk
        self._line.attach(desk.tasks)

    def say(self, sentence: str) -> None:
        """A sentence for a while."""
        self._bar.showMessage(sentence, _SAID_MS)

    def remind(self, sentence: str, leads: Named | None) -> None:
        """Something falls due; it stands there until it is opened, or the next comes. leads: what a click opens."""
        self._due = leads
        self.due.setText(sentence)
        self.due.show()

    def _open_due(self) -> None:
        self.due.hide()
        self.due_wanted.emit(self._due)

    def refresh(self) -> None:
        """Read again where the file stands."""
        from csdesk.operations import desk as desk_operations

        if self._desk is not None:
            work = partial(desk_operations.standing, self._desk.db, self._desk.now())
            self._desk.tasks.read(work, self._show, key=(id(self), "standing"), later=True)

    def _show(self, standing: Standing) -> None:
        many = f"{standing.unconfirmed:,}{' 以上' if standing.more else ''}"
        parts = [
            f"待对方确认 {many} 条记录",
            f"上次同步 {standing.last_pack or '—'}",
            f"上次备份 {standing.last_backup or '—'}{_age(standing.backup_days)}",
        ]
        self.standing.setText("    ".join(parts))
        self.conflicts.setText(f"⚠ {standing.conflicts:,} 处不一致")
        self.conflicts.setVisible(standing.conflicts > 0)
        self.unread.setText(f"{standing.instructions:,} 条批示待阅")
        self.unread.setVisible(standing.instructions > 0)
        self._show_unsent(standing.unsent_days)
        self._show_backup(standing)

    def _ask_unread(self) -> None:
        from csdesk.operations.peers import instructions

        if self._desk is not None:
            self._desk.tasks.read(partial(instructions.first_waiting, self._desk.db), self._show_first)

    def _show_first(self, row: Row | None) -> None:
        from csdesk.operations.desk import Named

        if row is not None:
            self.record_wanted.emit(Named(row.id, str(row.values.get("about_title") or ""), record="instruction", book=row.book))

    def _show_unsent(self, days: int | None) -> None:
        self.unsent.setVisible(days is not None)
        self.unsent.setText(f"{days} 天未导出" if days else "今天的改动未导出")
        self.unsent.setProperty("alert", (days or 0) >= _LONG_DAYS)
        self.unsent.style().unpolish(self.unsent)
        self.unsent.style().polish(self.unsent)

    def _show_backup(self, standing: Standing) -> None:
        """What is wrong with the backups, one thing at a time; a click makes one."""
        days = standing.backup_days or 0
        self.backup.setVisible(days >= _LONG_DAYS or bool(standing.second_trouble))
        self.backup.setText(f"{days} 天没有备份" if days >= _LONG_DAYS else "第二份备份没有写成")
        self.backup.setToolTip(f"{standing.second_trouble or '最近一份备份已旧'}。点这里现在备份")


def _age(days: int | None) -> str:
    return f"（{days} 天前）" if days is not None and days > 0 else ""
