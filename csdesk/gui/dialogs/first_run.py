"""First run: who are you, and which file. One page."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QWidget

from csdesk import paths
from csdesk.domain.staff.people import Role
from csdesk.errors import CsdeskError
from csdesk.gui import choosing
from csdesk.gui.dialogs.connecting import Connecting
from csdesk.gui.forms.first_run import Ui_FirstRun
from csdesk.gui.tasks import Tasks
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations import files
from csdesk.operations.files import Database


class FirstRun(QDialog):
    """Makes a new file, or opens one. `ready` hands over the open database."""

    ready = Signal(object)

    def __init__(self, tasks: Tasks, demo: Callable[[], Path], parent: QWidget | None = None, *, told: str = "") -> None:
        super().__init__(parent)
        self._tasks, self._demo = tasks, demo
        self.ui = Ui_FirstRun()
        self.ui.setupUi(self)
        for role in Role:
            self.ui.role.addItem(role.label, role.value)
        self._tell(told)
        self._place_chosen = False
        self._suggest()
        self.ui.name.textChanged.connect(lambda _: self._suggest())
        self.ui.place.textEdited.connect(self._chosen)
        self.ui.browse_button.clicked.connect(self._browse)
        self.ui.new_button.clicked.connect(self.accept)
        self.ui.open_button.clicked.connect(self._open)
        self.ui.demo_button.clicked.connect(self._look_around)

    def _tell(self, sentence: str, *, wrong: bool = True) -> None:
        tell(self.ui.told, sentence, wrong=wrong)

    def _suggest(self) -> None:
        if not self._place_chosen:
            name = paths.file_name(self.ui.name.text()) or "我的客服台"
            self.ui.place.setText(str(paths.home() / f"{name}.csdb"))

    def _chosen(self) -> None:
        self._place_chosen = True

    def _browse(self) -> None:
        choosing.save_file(self, "文件放在哪里", self.ui.place.text(), choosing.DATA_FILES, self._browsed)

    def _browsed(self, path: str) -> None:
        self._place_chosen = True
        self.ui.place.setText(path)

    def accept(self) -> None:
        """Make the file; a refusal is told on the page."""
        ui = self.ui
        place = ui.place.text().strip()
        if not place:
            self._tell("请填写文件放在哪里")
            return
        wanted = paths.place(place)
        if isinstance(wanted, Path):
            wanted = paths.home() / wanted  # a bare name lies there; a whole path stays as it is
        self._at(wanted, partial(files.new_file, wanted, name=ui.name.text(), role=ui.role.currentData(), branch=ui.branch.text()))

    def _open(self) -> None:
        """Ask for a file; where the address of a server has been typed, open that."""
        typed = paths.place(self.ui.place.text().strip())
        if isinstance(typed, paths.Server):
            self._at(typed, partial(files.open_file, typed))
            return
        choosing.open_file(self, "打开数据文件", choosing.DATA_FILES, lambda path: self._try(lambda: files.open_file(Path(path))))

    def _look_around(self) -> None:
        """Make the demo's files in the background, then open the branch's."""
        self._tell("正在准备演示数据，大约需要一分钟……", wrong=False)
        self._wait(True)
        self._tasks.write(self._demo, self._made, self._not_made)

    def _wait(self, waiting: bool) -> None:
        for button in (self.ui.demo_button, self.ui.open_button, self.ui.new_button):
            button.setEnabled(not waiting)

    def _made(self, path: Path) -> None:
        self._wait(False)
        self._try(lambda: files.open_file(path))

    def _not_made(self, error: BaseException) -> None:
        self._wait(False)
        self._tell(sentence_of(error))

    def _at(self, place: paths.Place, make: Callable[[], Database]) -> None:
        """Make or open something: a file at once, a database on a server behind a box that can be closed."""
        if not isinstance(place, paths.Server):
            self._try(make)
            return
        self._wait(True)
        attempt = Connecting(place.name, make, self)
        attempt.ready.connect(self._connected)
        attempt.failed.connect(self._not_made)

    def _connected(self, db: Database) -> None:
        super().accept()
        self.ready.emit(db)

    def _try(self, make: Callable[[], Database]) -> None:
        try:
            db = make()
        except CsdeskError as refused:
            self._tell(str(refused))
            return
        self._connected(db)
