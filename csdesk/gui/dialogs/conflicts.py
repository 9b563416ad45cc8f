"""The list of disagreements: both values, by whom and when; take left, right, a third one, or one side for all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QDialog, QHeaderView, QMenu, QMessageBox, QWidget

from csdesk.domain.records import RECORD_BY_NAME
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.claims import ClaimSheet
from csdesk.gui.forms.conflicts_dialog import Ui_ConflictsDialog
from csdesk.gui.tables import TextModel, dress_table
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.desk import Named
from csdesk.operations.handover import late_edits
from csdesk.operations.handover.late_edits import LATE, LateEdit
from csdesk.operations.peers import conflicts
from csdesk.operations.peers.conflicts import Claim, Conflict, Listing, Resolved

_HEADINGS = ("台账", "记录", "栏目", "左（先写）", "右（后写）")
_WIDTHS = (90, 210, 110, 290)


class ConflictsDialog(QDialog):
    """Everything that two people wrote without knowing of each other, over all ledgers; behind it what former owners wrote late."""

    changed = Signal(str)
    record_wanted = Signal(object)  # a `Named`

    def __init__(self, desk: Desk, parent: QWidget, *, source: str = "") -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.found: Listing | None = None
        self.late: list[LateEdit] = []  # rows behind the conflicts
        self.ui = Ui_ConflictsDialog()
        self.ui.setupUi(self)
        self.model = TextModel(_HEADINGS, self)
        self.ui.conflicts.setModel(self.model)
        dress_table(self.ui.conflicts)
        self.ui.conflicts.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        for column, width in enumerate(_WIDTHS):
            self.ui.conflicts.setColumnWidth(column, width)
        self.ui.conflicts.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.sheet = ClaimSheet(desk, self.ui.sheet)
        self.ui.sheet_layout.addWidget(self.sheet)
        tell(self.ui.told, "")
        self._source = source
        self._connect()
        self.read()

    def _connect(self) -> None:
        ui = self.ui
        ui.conflicts.selectionModel().selectionChanged.connect(lambda *_: self._show_chosen())
        ui.conflicts.activated.connect(lambda _: self.open_record())
        for box in (ui.ledger, ui.person, ui.source):
            box.activated.connect(self.read)
        self.sheet.taken.connect(self.take)
        self.sheet.typed.connect(self._take_third)
        ui.open_button.clicked.connect(self.open_record)
        ui.cancel_button.clicked.connect(self.reject)
        ui.bulk_button.setMenu(QMenu(ui.bulk_button))
        keys: dict[str, Callable[[], Any]] = {"Left": partial(self.take, 0), "Right": partial(self.take, -1), "F2": self._type}
        keys |= {str(n): partial(self.take, n - 1) for n in range(1, 10)}
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), ui.conflicts, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    # -- the list -----------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the list again, as filtered."""
        ui, db, as_of = self.ui, self._desk.db, self._desk.now()
        ledger, person = str(ui.ledger.currentData() or ""), str(ui.person.currentData() or "")
        source = str((ui.source.currentData() if self.found else self._source) or "")
        self._desk.tasks.read(
            lambda: (conflicts.listing(db, as_of=as_of, ledger=ledger, person=person, file=source), late_edits.late_edits(db)),
            lambda read: self._show((ledger, person, source), *read), key=(id(self), "list"),
        )  # fmt: skip

    def _show(self, wanted: tuple[str, str, str], found: Listing, late: list[LateEdit]) -> None:
        at = self.ui.conflicts.currentIndex().row()
        self.found = found
        self.late = [edit for edit in late if _concerned(edit, *wanted)]
        self.model.fill([*map(_texts, found.items), *map(_late_texts, self.late)])
        names = {table: RECORD_BY_NAME[table].about.ledger for table in found.ledgers}
        _offer(self.ui.ledger, "全部台账", {f"{names[t]}（{n}）": t for t, n in found.ledgers.items()}, wanted[0])
        _offer(self.ui.person, "全部", {f"{name}（{n}）": name for name, n in found.people.items()}, wanted[1])
        _offer(self.ui.source, "全部文件", {f"{name}（{n}）": name for name, n in found.files.items()}, wanted[2])
        self._offer_bulk(found)
        total = found.total + len(self.late)
        self.setWindowTitle(f"不一致  ·  {total} 处待决定" if total else "不一致  ·  都已决定")
        self.ui.open_button.setEnabled(bool(total))
        if rows := self.model.rowCount():
            self.ui.conflicts.selectRow(min(max(at, 0), rows - 1))
            self.ui.conflicts.setFocus()
        else:
            self.sheet.show_chosen([], none="没有要决定的了")

    def _show_chosen(self) -> None:
        self.sheet.show_chosen(self.chosen, self.chosen_late)

    def _offer_bulk(self, found: Listing) -> None:
        menu = self.ui.bulk_button.menu()
        menu.clear()
        for name, many in found.people.items():
            menu.addAction(f"都取 {name} 的（{many} 处）").triggered.connect(partial(self.ask_all, f"{name} 的", many, person=name))
        menu.addSeparator()
        for name, many in found.files.items():
            menu.addAction(f"都取文件“{name}”带来的（{many} 处）").triggered.connect(
                partial(self.ask_all, f"“{name}”带来的", many, file=name)
            )
        self.ui.bulk_button.setEnabled(bool(found.items))

    @property
    def chosen(self) -> list[Conflict]:
        """The conflicts that are chosen in the list."""
        items = self.found.items if self.found else ()
        return [items[row] for row in self._rows() if row < len(items)]

    @property
    def chosen_late(self) -> list[LateEdit]:
        """The late edits that are chosen in the list."""
        first = len(self.found.items) if self.found else 0
        return [self.late[row - first] for row in self._rows() if row >= first]

    def _rows(self) -> list[int]:
        return sorted(index.row() for index in self.ui.conflicts.selectionModel().selectedRows())

    # -- deciding -----------------------------------------------------------------------------------------------------

    def take(self, side: int) -> None:
        """Take for every chosen conflict its value number `side`; -1 for the last. Of a late edit the second is the former owner's."""
        if self.chosen_late:
            work = partial(late_edits.answer, self._desk.db, self.chosen_late, take=side != 0)
            self._desk.tasks.write(work, partial(self._answered, side != 0), self._failed)
        decided = [(c, c.claims[side].value) for c in self.chosen if -len(c.claims) <= side < len(c.claims)]
        if decided:
            self._desk.tasks.write(partial(conflicts.resolve, self._desk.db, decided), self._done, self._failed)

    def ask_all(self, whose: str, many: int, _checked: bool = False, *, person: str = "", file: str = "") -> None:
        """Ask before one side is taken everywhere."""
        text = f"{many} 处都取 {whose}值？\n决定以后不再列出；两边的值都留在记录的历史里。"
        box = QMessageBox(QMessageBox.Icon.Question, "批量采用", text, parent=self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.addButton("都取", QMessageBox.ButtonRole.AcceptRole)
        box.addButton("取消", QMessageBox.ButtonRole.RejectRole)
        box.accepted.connect(partial(self.take_all, person=person, file=file))
        box.open()

    def take_all(self, *, person: str = "", file: str = "") -> None:
        """Take one person's side, or what one file brought, wherever it takes part; within the chosen ledger."""
        ledger, db = self.ui.ledger.currentData() or "", self._desk.db
        work = partial(conflicts.resolve_all, db, as_of=self._desk.now(), person=person, file=file, ledger=ledger)
        self._desk.tasks.write(work, self._done, self._failed)

    def _type(self) -> None:
        if self.sheet.editor is not None:
            self.sheet.editor.setFocus()

    def _take_third(self, value: Any) -> None:
        conflict, db = self.chosen[0], self._desk.db
        self._desk.tasks.write(
            lambda: conflicts.resolve(db, [(conflict, conflicts.checked(db, conflict, value))]), self._done, self._failed
        )

    def _done(self, done: Resolved) -> None:
        left = "；没有改动：" + "；".join(done.left) if done.left else ""
        self._decided(f"已确认 {done.resolved} 处，两边的值都留在记录的历史里{left}")

    def _answered(self, taken: bool, many: int) -> None:
        self._decided(f"{many} 处移交后的修改已转给新负责人" if taken else f"{many} 处移交后的修改没有采用，仍留在记录的历史里")

    def _decided(self, sentence: str) -> None:
        tell(self.ui.told, sentence)
        self.changed.emit("*")
        self.read()

    def _failed(self, error: BaseException) -> None:
        tell(self.ui.told, sentence_of(error), wrong=True)

    def open_record(self) -> None:
        """Leave the list for the record of the first chosen conflict."""
        if self.chosen:
            one = self.chosen[0]
            self.accept()
            self.record_wanted.emit(Named(one.id, one.title, record=one.record.about.name, book=one.book))
        elif self.chosen_late:
            edit = self.chosen_late[0]
            book = edit.later.to if edit.fields else edit.later.book
            self.accept()
            self.record_wanted.emit(Named(edit.id, edit.title, record=edit.later.record.about.name, book=book))


def _texts(conflict: Conflict) -> tuple[str, ...]:
    sides = [_told(conflict.left), _told(conflict.right)]
    if (more := len(conflict.claims) - 2) > 0:
        sides[1] += f"　另有 {more} 个"
    return (conflict.record.about.ledger, conflict.title, conflict.label, *sides)


def _late_texts(edit: LateEdit) -> tuple[str, ...]:
    right = f"{edit.his}（{edit.by} {_short(edit.at)}）"
    return (edit.later.record.about.ledger, edit.title, LATE, f"{edit.now}（新负责人 {edit.owner}）", right)


def _concerned(edit: LateEdit, ledger: str, person: str, file: str) -> bool:
    return ledger in ("", edit.later.record.about.name) and person in ("", edit.by, edit.owner) and not file


def _short(at: str) -> str:
    return at[5:16].replace("T", " ")


def _told(claim: Claim) -> str:
    doubt = " ⚠时钟可疑" if claim.doubtful else ""
    return f"{claim.text.replace(chr(10), ' ')}（{claim.by} {_short(claim.at)}{doubt}）"


def _offer(box: QComboBox, everything: str, choices: Mapping[str, str], chosen: str) -> None:
    box.clear()
    box.addItem(everything, "")
    for text, data in choices.items():
        box.addItem(text, data)
    box.setCurrentIndex(max(box.findData(chosen), 0))
