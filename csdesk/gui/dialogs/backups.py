"""The backups of a file: when, how large, where, whether sound; one is brought back, and a second place is chosen."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from csdesk.gui import choosing
from csdesk.gui.chips import chip_table
from csdesk.gui.desk import Desk
from csdesk.gui.forms.backups_dialog import Ui_BackupsDialog
from csdesk.gui.tables import TextModel, toned
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.safekeeping import backups
from csdesk.operations.safekeeping.backups import Backup

_HEADINGS = ("时间", "核对", "大小", "位置", "文件")
_WIDTHS = (150, 110, 80, 80)
_SOUND = 1
_MADE, _GOOD, _BAD = "制作时已核对", "完好", "已损坏"
_TONES = {_MADE: "calm", _GOOD: "good", _BAD: "bad"}
_WARNING = (
    "把数据恢复到 {at:%Y-%m-%d %H:%M} 的备份？\n\n"
    "现在的数据先备份一份，原来的文件也另外保留。\n"
    "备份之后收到的同步文件会重新合并；您自己在那之后写的内容不在备份里，发出过的可以从对方取回。"
)


class BackupsDialog(QDialog):
    """Newest first. The chosen one is looked through again before it can be brought back."""

    changed = Signal()
    restore_wanted = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.backups: list[Backup] = []
        self._found: dict[Path, str] = {}  # what looking through each of them showed
        self.ui = Ui_BackupsDialog()
        self.ui.setupUi(self)
        self.model = TextModel(_HEADINGS, self, tone=toned(_SOUND, _TONES))
        chip_table(self.ui.backups, self.model, desk.look, _WIDTHS)
        tell(self.ui.told, "")
        self._connect()
        self.read()

    def _connect(self) -> None:
        ui = self.ui
        ui.backups.selectionModel().selectionChanged.connect(lambda *_: self._look_through())
        ui.restore_button.clicked.connect(self.ask)
        ui.other_button.clicked.connect(self._choose_other)
        ui.now_button.clicked.connect(self.back_up)
        ui.second_button.clicked.connect(lambda: choosing.folder(self, "每份备份也放到哪个文件夹", self.choose_second))
        ui.no_second_button.clicked.connect(lambda: self.choose_second(""))
        ui.cancel_button.clicked.connect(self.reject)

    # -- the list -----------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the list again."""
        db = self._desk.db
        self._desk.tasks.read(lambda: (backups.listing(db), backups.second_place(db), backups.second_trouble(db)), self._show, self._failed)

    def _show(self, found: tuple[list[Backup], Path | None, str]) -> None:
        self.backups, second, trouble = found
        self._fill()
        if self.backups:
            self.ui.backups.selectRow(0)
            self.ui.backups.setFocus()
        self.ui.second.setText(f"第二位置：{second}" if second else "第二位置：没有。本机的硬盘坏了，备份也会一起丢")
        self.ui.no_second_button.setVisible(second is not None)
        if trouble:
            tell(self.ui.told, trouble, wrong=True)
        self.ui.restore_button.setEnabled(bool(self.backups))

    def _fill(self) -> None:
        self.model.fill([self._texts(one) for one in self.backups])

    def _texts(self, one: Backup) -> tuple[str, ...]:
        size = f"{one.size / 1024 / 1024:.1f} MB"
        return (f"{one.at:%Y-%m-%d %H:%M:%S}", self._found.get(one.path, _MADE), size, one.where, str(one.path))

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen in the list."""
        row = self.ui.backups.currentIndex().row()
        return self.backups[row] if 0 <= row < len(self.backups) else None

    def _look_through(self) -> None:
        one = self.chosen
        if one is not None and one.path not in self._found:
            work, key = partial(backups.verify, one.path), (id(self), "sound")
            self._desk.tasks.read(work, partial(self._looked, one.path, ""), partial(self._wrong, one.path), key=key, later=True)

    def _wrong(self, path: Path, error: BaseException) -> None:
        self._looked(path, sentence_of(error), None)

    def _looked(self, path: Path, trouble: str, _: None) -> None:
        self._found[path] = _BAD if trouble else _GOOD
        for row, one in enumerate(self.backups):
            self.model.rows[row] = self._texts(one)
        self.model.dataChanged.emit(self.model.index(0, 0), self.model.index(len(self.backups) - 1, len(_HEADINGS) - 1))
        if trouble:
            tell(self.ui.told, trouble, wrong=True)

    # -- doing --------------------------------------------------------------------------------------------------------

    def back_up(self) -> None:
        """Make one now."""
        work = partial(backups.backup, self._desk.db, clock=lambda: int(self._desk.now().timestamp() * 1000))
        self._desk.tasks.write(work, self._backed_up, self._failed)

    def _backed_up(self, path: Path) -> None:
        tell(self.ui.told, f"已备份到 {path}")
        self.changed.emit()
        self.read()

    def choose_second(self, folder: str) -> None:
        """Lay backups there too from now on; "" for no more."""
        work = partial(backups.set_second_place, self._desk.db, Path(folder) if folder else None)
        self._desk.tasks.write(work, lambda _: self._second_chosen(), self._failed)

    def _second_chosen(self) -> None:
        tell(self.ui.told, "")
        self.changed.emit()
        self.read()

    def _choose_other(self) -> None:
        choosing.open_file(self, "选择备份", choosing.DATA_FILES, self._ask_other, place=self._desk.db.path.parent)

    def _ask_other(self, path: str) -> None:
        self._desk.tasks.read(partial(backups.one, Path(path)), self._confirm, self._failed)

    def ask(self) -> None:
        """Bring the chosen one back, once that is confirmed."""
        if self.chosen is not None:
            self._desk.tasks.read(partial(backups.one, self.chosen.path), self._confirm, self._failed)

    def _confirm(self, one: Backup) -> None:
        box = QMessageBox(QMessageBox.Icon.Warning, "从备份恢复", _WARNING.format(at=one.at), parent=self)
        box.addButton("恢复", QMessageBox.ButtonRole.AcceptRole).clicked.connect(partial(self._go, one.path))
        box.setEscapeButton(box.addButton("不恢复", QMessageBox.ButtonRole.RejectRole))
        box.open()

    def _go(self, path: Path) -> None:
        self.accept()
        self.restore_wanted.emit(path)

    def _failed(self, error: BaseException) -> None:
        tell(self.ui.told, sentence_of(error), wrong=True)
