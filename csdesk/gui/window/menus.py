"""What each entry of the menus does once a file is open, and which of them need one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction

if TYPE_CHECKING:
    from csdesk.gui.ledger.pane import LedgerPane
    from csdesk.gui.window.main import MainWindow

_FREE = {f"action_{name}" for name in ("new_file", "open", "quit", "manual", "keys", "log", "about", "system", "light", "dark")}
_WRITING = {
    f"action_{name}"
    for name in (
        "task", "import", "merge", "send", "enrol", "conflicts", "watch", "undo", "redo", "new", "save", "save_new", "delete", "paste",
        "backup", "restore", "fill_down", "edit_many", "act_many", "restore_chosen",
    )
}  # fmt: skip


def needing_file(window: MainWindow) -> list[QAction]:
    """The entries that are grey until a file is open."""
    named = {action: action.objectName() for action in window.findChildren(QAction)}
    return [action for action, name in named.items() if name.startswith("action_") and name not in _FREE]


def connect_file(window: MainWindow) -> None:
    """Plug the entries into the commands of the file that was opened; those that write stay grey where one may only look."""
    looking = window.desk is not None and window.desk.db.look_only
    for action in needing_file(window):
        action.setEnabled(not (looking and action.objectName() in _WRITING))
    for action, act in _simple(window).items():
        action.triggered.connect(partial(_call, act))
    for action, act_on in _on_pane(window).items():
        action.triggered.connect(partial(window.on_pane, act_on))
    _add_reference(window)


def _simple(window: MainWindow) -> dict[QAction, Callable[[], Any]]:
    ui, commands = window.ui, window.commands
    return {
        ui.action_import: commands.import_books, ui.action_enrol: commands.enrol, ui.action_people: commands.people,
        ui.action_task: lambda: commands.note_task(window.front.current), ui.action_reminders: window.reminders.ask,
        ui.action_print: lambda: window.front.print(),
        ui.action_undo: lambda: window.undoing.step("undo"), ui.action_redo: lambda: window.undoing.step("redo"),
        ui.action_find_all: window.find_everywhere, ui.action_refresh: lambda: window.refresh_who_shows("*"),
    } | window.syncing.actions(ui) | window.safety.actions(ui)  # fmt: skip


def _on_pane(window: MainWindow) -> dict[QAction, Callable[[LedgerPane], Any]]:
    from csdesk.gui.ledger.column_setup import ColumnSetup
    from csdesk.gui.ledger.pane import LedgerPane

    ui, commands = window.ui, window.commands
    return {
        ui.action_export: lambda p: commands.export(p.record, p.query), ui.action_template: lambda p: commands.template(p.record),
        ui.action_new: LedgerPane.new, ui.action_save: LedgerPane.save, ui.action_save_new: LedgerPane.save_and_new,
        ui.action_find: LedgerPane.search, ui.action_filter: LedgerPane.ask_filter, ui.action_delete: lambda p: p.selection.delete(),
        ui.action_refresh: lambda p: p.model.entries.clear(),
        ui.action_copy: lambda p: p.selection.copy(), ui.action_paste: lambda p: p.selection.paste(),
        ui.action_fill_down: lambda p: p.selection.many.fill_down(), ui.action_edit_many: lambda p: p.selection.many.ask_edit(),
        ui.action_act_many: lambda p: p.steps.choose(), ui.action_restore_chosen: lambda p: p.selection.restore_chosen(),
        ui.action_keep_view: lambda p: p.worn.ask_name(), ui.action_columns: lambda p: ColumnSetup(p.table).open(),
        ui.action_next: lambda p: p.step(1), ui.action_previous: lambda p: p.step(-1),
    }  # fmt: skip


def _add_reference(window: MainWindow) -> None:
    from csdesk.domain.records import RECORDS

    for record in RECORDS:
        if record.about.reference:
            entry = window.ui.menu_settings.addAction(record.about.ledger)
            entry.triggered.connect(partial(_call, partial(window.commands.reference, record)))


def _call(act: Callable[[], Any], _checked: bool = False) -> None:
    act()
