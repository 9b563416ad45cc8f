"""The main window: a row of tabs under a menu, over a status bar. It is painted before a file is open."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QMainWindow

from csdesk.gui import icons
from csdesk.gui.drops import dropped
from csdesk.gui.forms.main_window import Ui_MainWindow
from csdesk.gui.theme import Look
from csdesk.gui.window import menus
from csdesk.gui.window.help import HelpCommands
from csdesk.gui.window.keyring import Keyring
from csdesk.gui.window.leaving import Unsaved, may_leave
from csdesk.gui.window.notice import Notice
from csdesk.gui.window.status import Status
from csdesk.gui.window.tab_row import TabRow

if TYPE_CHECKING:  # records, store and ledgers are loaded once the empty window is painted
    from csdesk.gui.desk import Desk
    from csdesk.gui.ledger.pane import LedgerPane
    from csdesk.gui.tabs import Entry
    from csdesk.gui.tabs.base import Tab
    from csdesk.operations.desk import Named

_BOOKS, _PACKS, _PAPERS = (".xlsx", ".xls", ".csv"), (".csdesk",), (".csjoin", ".cscert")


class MainWindow(QMainWindow):
    """Shows a desk once there is one."""

    file_wanted = Signal(bool)  # another file; True for a new one
    restore_wanted = Signal(object)  # a backup, to be put in the place of the open file
    closed = Signal()
    painted = Signal()  # it is seen for the first time

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.desk: Desk | None = None
        self._seen = False
        self.ui = Ui_MainWindow()
        self.ui.setupUi(self)
        self.row = TabRow(self.ui.tabs)
        self.setWindowIcon(icons.app_icon())
        self.setWindowTitle("csdesk 客服台")
        self.notice = Notice(self, self.ui.notice, self.ui.notice_text, self.ui.notice_act, self.ui.notice_close)
        self.status = Status(self.ui.status_bar)
        self.unsaved = Unsaved(self.ui.tabs)
        self.unsaved.said.connect(self.status.say)
        self.status.conflicts.clicked.connect(self.ui.action_conflicts.trigger)
        self.status.record_wanted.connect(self.show_record)
        self.status.due_wanted.connect(self.show_due)
        self.status.unsent.clicked.connect(self.ui.action_send.trigger)
        self.status.backup.clicked.connect(self.ui.action_backup.trigger)
        self.help = HelpCommands(self)
        self._connect_own()
        look.changed.connect(self.dress)
        self.dress()

    # -- a file -------------------------------------------------------------------------------------------------------

    def show_desk(self, desk: Desk, tabs: Sequence[Entry]) -> None:
        """Fill the window with the tabs of an open file."""
        from csdesk.gui.window.commands import FileCommands
        from csdesk.gui.window.reminders import Reminders
        from csdesk.gui.window.safety import SafetyCommands
        from csdesk.gui.window.syncing import SyncCommands
        from csdesk.gui.window.undoing import Undoing

        self.desk = desk
        self.commands = FileCommands(desk, self)
        self.commands.changed.connect(self.refresh_who_shows)
        self.commands.said.connect(self.status.say)
        self.commands.renamed.connect(self._show_title)
        self.syncing = SyncCommands(desk, self)
        self.syncing.changed.connect(self.refresh_who_shows)
        self.syncing.said.connect(self.status.say)
        self.syncing.record_wanted.connect(self.show_record)
        self.syncing.offered.connect(self.notice.offer)
        self.safety = SafetyCommands(desk, self)
        self.safety.changed.connect(self.refresh_who_shows)
        self.safety.said.connect(self.status.say)
        self.safety.told.connect(self.notice.tell)
        self.safety.offered.connect(self.notice.offer_too)
        self.safety.restore_wanted.connect(lambda backup: _leave_then(self, partial(self.restore_wanted.emit, backup)))
        self.reminders = Reminders(desk, self)
        self.reminders.told.connect(self.status.remind)
        self.reminders.opened.connect(self.show_due)
        self.undoing = Undoing(desk, self.ui.action_undo, self.ui.action_redo, self)
        self.undoing.stepped.connect(self.status.say)
        self.undoing.stepped.connect(lambda _: self.refresh_who_shows("*"))
        self.status.attach(desk)
        desk.tasks.refused.connect(lambda error: self.notice.tell(str(error)))
        desk.tasks.succeeded.connect(self.notice.clear)
        desk.tasks.started.connect(self.notice.clear)
        self.row.fill(tabs, self._tab, desk.tasks, self.look.theme.colours["muted"])
        menus.connect_file(self)
        self._show_title()
        self.status.refresh()
        self.keyring = Keyring(desk, self.notice, partial(self.file_wanted.emit, True), self)

    @property
    def tabs(self) -> list[Tab]:
        """Every tab of the open file; asking for them builds those that nobody has seen yet."""
        return self.row.all()

    def _tab(self, entry: Entry) -> Tab:
        assert self.desk is not None
        tab = entry.load()(self.desk)
        tab.title = entry.title
        tab.changed.connect(self.refresh_who_shows)
        tab.said.connect(self.status.say)
        tab.import_wanted.connect(self.ui.action_import.trigger)
        tab.record_wanted.connect(self.show_record)
        tab.task_wanted.connect(self.ui.action_task.trigger)
        self.unsaved.watch(tab)
        return tab

    def _show_title(self) -> None:
        from csdesk.domain.staff.people import Role

        if self.desk is not None:
            site = self.desk.db.site
            look = "  【只读】" if self.desk.db.look_only else ""
            role = Role.labels().get(site.role, site.role)
            self.setWindowTitle(f"{self.desk.db.name}  ·  {site.name}  {role}  {site.branch} 分部{look}  –  csdesk")

    def dress(self) -> None:
        """Icons in the colours of the scheme in force."""
        theme = self.look.theme
        icons.dress(self, theme.colours["muted"], theme.colours["disabled"])
        self.row.dress(theme.colours["muted"])
        for tab in self.row.made:
            tab.dress()
        for scheme, action in self._schemes().items():
            action.setChecked(scheme == self.look.scheme)

    # -- commands -----------------------------------------------------------------------------------------------------

    def _schemes(self) -> dict[str, QAction]:
        ui = self.ui
        return {"system": ui.action_system, "light": ui.action_light, "dark": ui.action_dark}

    def _connect_own(self) -> None:
        ui = self.ui
        for action, new in ((ui.action_new_file, True), (ui.action_open, False)):
            action.triggered.connect(partial(_call, partial(_leave_then, self, partial(self.file_wanted.emit, new))))
        ui.action_quit.triggered.connect(self.close)
        ui.action_keys.triggered.connect(lambda: self.help.show_keys(self.findChildren(QAction)))
        ui.action_manual.triggered.connect(lambda: self.help.show_manual(self.look, self.front.title if self.desk else ""))
        ui.action_log.triggered.connect(self.help.show_log)
        ui.action_about.triggered.connect(self.help.show_about)
        for scheme, action in self._schemes().items():
            action.triggered.connect(partial(self._choose_scheme, scheme))
        for action in menus.needing_file(self):
            action.setEnabled(False)

    def _choose_scheme(self, scheme: str, _checked: bool = False) -> None:
        self.look.choose(scheme)
        self.dress()

    def on_pane(self, act: Callable[[LedgerPane], Any], _checked: bool = False) -> None:
        """Do something with the ledger in front, if there is one."""
        pane = self.front.pane
        if pane is not None:
            act(pane)

    @property
    def front(self) -> Tab:
        """The tab in front, once a file is open."""
        return next(tab for tab in self.row.made if tab is self.ui.tabs.currentWidget())

    # -- what happens -------------------------------------------------------------------------------------------------

    def refresh_who_shows(self, what: str) -> None:
        """Tabs that show a record of this name read again, and the status bar; `*` for all."""
        for tab in self.row.made:
            if what == "*" or what in tab.shows:
                tab.refresh()
        self.status.refresh()
        self.undoing.read()

    def find_everywhere(self) -> None:
        """Search over all ledgers."""
        from csdesk.gui.dialogs.search import SearchDialog

        assert self.desk is not None
        dialog = SearchDialog(self.desk, self)
        dialog.chosen.connect(self.show_record)
        dialog.copied.connect(self.status.say)
        dialog.open()

    def show_due(self, named: Named | None) -> None:
        """Come to the front and show what falls due, the workbench where it is several things."""
        self.showNormal() if self.isMinimized() else self.show()
        self.raise_()
        self.activateWindow()
        if named is not None:
            self.show_record(named)
        else:
            self.ui.tabs.setCurrentIndex(0)

    def show_record(self, named: Named) -> None:
        """Bring a record to the front."""
        for tab in self.tabs:
            if tab.show_record(named.record, named.book, named.id):
                self.ui.tabs.setCurrentWidget(tab)
                return
        self.status.say(f"“{named.title}”不在任何标签页上，可在“设置”菜单中查看")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.ui.action_import.isEnabled() and dropped(event, (*_BOOKS, *_PACKS, *_PAPERS)):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        packs: list[Path] = dropped(event, _PACKS)
        if packs:
            self.syncing.merge(packs)
        elif papers := dropped(event, _PAPERS):
            self.commands.enrol_with(papers[0])
        else:
            self.commands.import_books(dropped(event, _BOOKS))

    def closeEvent(self, event: QCloseEvent) -> None:
        if may_leave(self.row.made, self.ui.tabs, self.close):
            event.accept()
            if self.desk is not None:
                self.reminders.stop()
            self.closed.emit()
        else:
            event.ignore()


def _leave_then(window: MainWindow, go: Callable[[], Any]) -> None:
    if may_leave(window.row.made, window.ui.tabs, go):
        go()


def _call(act: Callable[[], Any], _checked: bool = False) -> None:
    act()
