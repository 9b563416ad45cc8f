"""The submission board: a week or month, who has sent which file, and the missing names for the chat by one key."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

from csdesk.domain.kpi.periods import month_of, shifted
from csdesk.domain.staff.people import Role
from csdesk.domain.submissions import POLICIES, Standing, last_finished, week_of
from csdesk.gui.chips import chip_table
from csdesk.gui.desk import Desk
from csdesk.gui.forms.submissions_dialog import Ui_SubmissionsDialog
from csdesk.gui.pressing import PressingDialog
from csdesk.gui.tables import TextModel, toned
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.peers import submissions
from csdesk.operations.peers.submissions import Board, Line

_HEADINGS = ("姓名", "岗位", "状态", "第几份", "发出时间", "内容截至", "文件", "说明")
_WIDTHS = (120, 80, 84, 58, 116, 116, 220)
_MARKS = {
    Standing.ON_TIME: ("✓ 按时", "good"), Standing.LATE: ("△ 迟交", "warn"), Standing.PARTIAL: ("△ 未交完", "warn"),
    Standing.MISSING: ("✕ 未交", "bad"), Standing.WAITING: ("… 待交", "calm"),
}  # fmt: skip
_TONES = dict(_MARKS.values())
_STATE = 2
_BACK = {"month": 13, "week": 13}


class SubmissionsDialog(PressingDialog):
    """Everybody of whom a file is expected for a period, and where each stands."""

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.board: Board | None = None
        self.ui = Ui_SubmissionsDialog()
        self.ui.setupUi(self)
        self.model = TextModel(_HEADINGS, self, tone=toned(_STATE, _TONES))
        chip_table(self.ui.lines, self.model, desk.look, _WIDTHS)
        self.ui.hint.setText(
            f"截止时间在“设置 › 政策参数”中用“{'”“'.join(POLICIES.values())}”规定，取值如 3 12:00（期末后第 3 个工作日 12:00）。"
        )
        tell(self.ui.told, "")
        self._connect()
        self._fill_periods()

    def _connect(self) -> None:
        ui = self.ui
        for text, kind in (("按月", "month"), ("按周", "week")):
            ui.kind.addItem(text, kind)
        ui.kind.setCurrentIndex(max(ui.kind.findData(self._desk.settings.get("board kind", "month")), 0))
        ui.period.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        ui.kind.activated.connect(self._fill_periods)
        ui.period.activated.connect(self.read)
        ui.copy_button.clicked.connect(self.copy)
        ui.cancel_button.clicked.connect(self.reject)
        QShortcut(QKeySequence.StandardKey.Copy, self).activated.connect(self.copy)

    def _fill_periods(self) -> None:
        """The running period and those before it; the last finished one is shown."""
        kind, today = str(self.ui.kind.currentData()), self._desk.now().date()
        self._desk.settings.set("board kind", kind)
        weeks = [week_of(today - timedelta(days=7 * n)) for n in range(_BACK["week"])]
        months = [shifted(month_of(today), -n) for n in range(_BACK["month"])]
        self.ui.period.clear()
        for name in weeks if kind == "week" else months:
            self.ui.period.addItem(_called(name), name)
        self.ui.period.setCurrentIndex(self.ui.period.findData(last_finished(kind, today)))
        self.read()

    def read(self) -> None:
        """Read the board of the chosen period."""
        tell(self.ui.told, "")
        work = partial(submissions.board, self._desk.db, str(self.ui.period.currentData()), self._desk.now())
        self._desk.tasks.read(work, self._show, self._failed, key=(id(self), "board"))

    def _show(self, board: Board) -> None:
        self.board = board
        slot, owing = board.slot, len(board.owing)
        self.model.fill([_texts(line) for line in board.lines])
        self.ui.due.setText(f"{slot.start:%m-%d} 至 {slot.end:%m-%d}　{slot.due:%Y-%m-%d %H:%M} 截止")
        told = f"应收 {len(board.lines)} 份　已收 {len(board.lines) - owing} 份　还缺 {owing} 份"
        self.ui.summary.setText(told if board.lines else "没有需要报送的人：批准专员入网，或在“设置 › 人员”中登记后出现在这里")
        self.ui.copy_button.setEnabled(bool(board.reminder))
        self.ui.lines.setFocus()

    def copy(self) -> None:
        """Put the missing names on the clipboard, as a text for the chat."""
        if self.board is not None and self.board.reminder:
            QGuiApplication.clipboard().setText(self.board.reminder)
            tell(self.ui.told, "已复制，可直接粘贴到微信群")

    def _failed(self, error: BaseException) -> None:
        tell(self.ui.told, sentence_of(error), wrong=True)


def _called(period: str) -> str:
    """A month as it is, a week by its number and its Monday."""
    year, _, week = period.partition("-W")
    return f"{year} 第 {int(week)} 周（{date.fromisocalendar(int(year), int(week), 1):%m-%d} 起）" if week else period


def _texts(line: Line) -> tuple[str, ...]:
    last, role = line.latest, line.who.role
    label = Role(role).label if role in Role.labels() else role
    made = f"{last.made:%Y-%m-%d %H:%M}" if last else ""
    until = last.until[:16].replace("T", " ") if last else ""
    file, revision = (last.file, str(line.revision)) if last else ("", "")
    return (line.who.name, label, _MARKS[line.standing][0], revision, made, until, file, "，".join(_notes(line)))


def _notes(line: Line) -> list[str]:
    notes = [] if line.who.sites else ["还没有入网"]
    if line.standing is Standing.PARTIAL and line.latest:
        notes.append(f"{line.latest.made:%m-%d} 之后没有文件")
    return [*notes, f"退回 {line.returned} 份"] if line.returned else notes
