"""The sheet under the list of disagreements: what stands against each other in the chosen one, and a line for a third value."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from csdesk.domain.cells import Wrong
from csdesk.errors import Refused
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.editors import Editor
from csdesk.gui.ledger.reference import editor_for
from csdesk.gui.telling import tell
from csdesk.operations.handover.late_edits import LATE, LateEdit
from csdesk.operations.peers import conflicts
from csdesk.operations.peers.conflicts import Claim, Conflict


class ClaimSheet(QWidget):
    """Shows the sides of one conflict, or says how many are chosen."""

    taken = Signal(int)  # the side that was clicked
    typed = Signal(object)  # a third value, as the field reads it

    def __init__(self, desk: Desk, frame: QFrame) -> None:
        super().__init__(frame)
        self._desk = desk
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._content: QWidget | None = None
        self.editor: QWidget | None = None
        self._wrong = QLabel()

    def show_chosen(self, chosen: Sequence[Conflict], late: Sequence[LateEdit] = (), *, none: str = "请在上面选一处") -> None:
        """Show what was chosen in the list. none: what is said where nothing is."""
        if self._content is not None:
            self._content.deleteLater()
        self._content, self.editor = QWidget(), None
        self._layout.addWidget(self._content)
        grid = QGridLayout(self._content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        many = len(chosen) + len(late)
        if many == 1 and late:
            self._show_late(grid, late[0])
        elif many == 1:
            self._show_one(grid, chosen[0])
        else:
            grid.addWidget(_label(f"已选 {many} 处：按 ← 都取左，按 → 都取右" if many else none, "strong"), 0, 0)

    def _show_one(self, grid: QGridLayout, conflict: Conflict) -> None:
        grid.addWidget(_label(f"{conflict.title}　{conflict.label}", "strong"), 0, 0, 1, 3)
        for at, claim in enumerate(conflict.claims):
            take = QPushButton(f"采用 {at + 1}")
            take.setAutoDefault(False)
            take.clicked.connect(partial(self.taken.emit, at))
            grid.addWidget(take, at + 1, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_label(claim.text, wrap=True), at + 1, 1)
            grid.addLayout(_by_whom(claim), at + 1, 2)
        self._add_third(grid, conflict)

    def _show_late(self, grid: QGridLayout, edit: LateEdit) -> None:
        grid.addWidget(_label(f"{edit.title}　{LATE}", "strong"), 0, 0, 1, 3)
        sides = (
            ("不采用", edit.now, f"新负责人 {edit.owner}", bool(edit.fields)),
            ("采用到新负责人", edit.his, f"{edit.by}　{edit.at[:16].replace('T', ' ')}", True),
        )
        for at, (word, text, whose, open_) in enumerate(sides):
            take = QPushButton(word)
            take.setAutoDefault(False)
            take.setEnabled(open_)
            take.setToolTip("" if open_ else "移交后新增的记录请转给新负责人，或由原负责人删除")
            take.clicked.connect(partial(self.taken.emit, at))
            grid.addWidget(take, at + 1, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(_label(text, wrap=True), at + 1, 1)
            grid.addWidget(_label(whose, "muted"), at + 1, 2)

    def _add_third(self, grid: QGridLayout, conflict: Conflict) -> None:
        try:
            field = conflicts.third_field(conflict)
        except Refused:
            return
        row = grid.rowCount()
        take, self.editor, self._wrong = QPushButton("另填"), editor_for(self._desk, field), QLabel()
        self.editor.setAccessibleName(f"另填{field.label}")
        take.setAutoDefault(False)
        take.clicked.connect(self.take_typed)
        tell(self._wrong, "", wrong=True)
        grid.addWidget(take, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.editor, row, 1)
        grid.addWidget(self._wrong, row, 2)

    def take_typed(self) -> None:
        """Announce the third value, or say at the line what is wrong with it."""
        if self.editor is None:
            return
        try:
            self.typed.emit(cast(Editor, self.editor).value())
        except Wrong as wrong:
            tell(self._wrong, str(wrong), wrong=True)


def _by_whom(claim: Claim) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addWidget(_label(f"{claim.by}　{claim.at[:16].replace('T', ' ')}　{claim.file or '本机填写'}", "muted"))
    if claim.standing:
        line.addWidget(_chip("暂用", "calm", "在决定以前显示这个值"), alignment=Qt.AlignmentFlag.AlignVCenter)
    if claim.doubtful:
        line.addWidget(_chip("时钟可疑", "warn", "这台电脑的时间比实际快，先后不可信"), alignment=Qt.AlignmentFlag.AlignVCenter)
    line.addStretch()
    return line


def _chip(text: str, tone: str, tip: str) -> QLabel:
    chip = QLabel(text)
    chip.setProperty("tone", tone)
    chip.setToolTip(tip)
    return chip


def _label(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    return label
