"""Checking a file and mending it: what was found, filling the ledgers anew, restoring, and the drill."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from csdesk.domain.progress import Progress
from csdesk.gui.desk import Desk
from csdesk.gui.forms.repair_dialog import Ui_RepairDialog
from csdesk.gui.telling import sentence_of, tell
from csdesk.gui.working import WorkLine
from csdesk.operations import files
from csdesk.operations.safekeeping import backups, restoring
from csdesk.operations.safekeeping.restoring import Drill

_CLEAN = "全部核对过，没有问题。"
_FOUND = "发现 {many} 处问题。显示内容与流水不一致的，用“重建账簿”；流水、签名或数据库有问题的，用“从备份恢复…”。"


class RepairDialog(QDialog):
    """Every button works on the writing lane, tells how far it is, and can be stopped; closing stops it too."""

    changed = Signal(str)
    restore_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.ui = Ui_RepairDialog()
        self.ui.setupUi(self)
        tell(self.ui.told, "")
        self.work = WorkLine(self.ui.work, self.ui.progress, self.ui.stop_button, self)
        self.work.attach(desk.tasks)
        self._connect()
        desk.tasks.read(partial(backups.last_drill, desk.db), lambda at: self.ui.drilled.setText(_drilled(at)), self._failed)

    def _connect(self) -> None:
        ui = self.ui
        ui.check_button.clicked.connect(self.look)
        ui.rebuild_button.clicked.connect(self.rebuild)
        ui.drill_button.clicked.connect(self.drill)
        ui.restore_button.clicked.connect(self._leave_for_restore)
        ui.cancel_button.clicked.connect(self.reject)

    def done(self, result: int) -> None:
        """Close; while work runs it is stopped first, and the window stays until it has."""
        if self.work.running:
            self.work.cancel()
        else:
            super().done(result)

    # -- doing --------------------------------------------------------------------------------------------------------

    def look(self) -> None:
        """Check everything."""
        self._start("核对")
        self._desk.tasks.long("核对", partial(_look, self._desk), self._looked, self._failed)

    def rebuild(self) -> None:
        """Fill the ledgers anew from the log, then check."""
        self._start("重建账簿")
        self._desk.tasks.long("重建账簿", partial(_rebuild, self._desk), self._rebuilt, self._failed)

    def drill(self) -> None:
        """Restore the newest backup to a place that is thrown away, and compare."""
        self._start("演练恢复")
        self._desk.tasks.long("演练恢复", partial(_drill, self._desk), self._drilled, self._failed)

    def _start(self, what: str) -> None:
        tell(self.ui.told, f"正在{what}……")
        self.ui.findings.clear()
        self._enable(False)

    def _looked(self, told: tuple[list[str], list[str]]) -> None:
        found, blank = told
        self._show(_FOUND.format(many=len(found)) if found else _CLEAN, [*found, *blank], wrong=bool(found))

    def _rebuilt(self, told: tuple[list[str], list[str]]) -> None:
        self.changed.emit("*")
        found, blank = told
        if found:
            self._looked(told)
        else:
            self._show("已从流水重建全部台账和搜索，核对后没有问题。", blank)

    def _drilled(self, found: Drill) -> None:
        first, *rest = found.sentences
        self._show(first, rest, wrong=not found.passed)
        self.ui.drilled.setText(_drilled(self._desk.now()))
        self.changed.emit("")

    def _show(self, sentence: str, lines: Sequence[str], *, wrong: bool = False) -> None:
        tell(self.ui.told, sentence, wrong=wrong)
        self.ui.findings.setPlainText("\n".join(lines))
        self._enable(True)

    def _failed(self, error: BaseException) -> None:
        tell(self.ui.told, sentence_of(error), wrong=True)
        self._enable(True)

    def _enable(self, on: bool) -> None:
        self.ui.check_button.setEnabled(on)
        for button in (self.ui.rebuild_button, self.ui.restore_button, self.ui.drill_button):
            button.setEnabled(on and not self._desk.db.look_only)

    def _leave_for_restore(self) -> None:
        self.accept()
        self.restore_wanted.emit()


def _look(desk: Desk, progress: Progress) -> tuple[list[str], list[str]]:
    """What is wrong, and what is only an outline here."""
    return files.check(desk.db, progress), files.blanks(desk.db)


def _rebuild(desk: Desk, progress: Progress) -> tuple[list[str], list[str]]:
    files.rebuild(desk.db, progress)
    return _look(desk, progress)


def _drill(desk: Desk, progress: Progress) -> Drill:
    return restoring.drill(desk.db, progress=progress, clock=lambda: int(desk.now().timestamp() * 1000))


def _drilled(at: object) -> str:
    return f"上次演练：{at:%Y-%m-%d %H:%M}" if at else "还没有演练过"
