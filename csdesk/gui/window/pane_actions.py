"""The menu's commands that act on the ledger in front."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QAction

from csdesk.gui.forms.main_window import Ui_MainWindow
from csdesk.gui.ledger.column_setup import ColumnSetup
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.window.commands import FileCommands

Act = Callable[[LedgerPane], Any]


def pane_actions(ui: Ui_MainWindow, commands: FileCommands) -> dict[QAction, Act]:
    """Each such command with what it does."""
    return {
        ui.action_export: lambda p: commands.export(p.record, p.query),
        ui.action_template: lambda p: commands.template(p.record),
        ui.action_new: LedgerPane.new,
        ui.action_save: LedgerPane.save,
        ui.action_save_new: LedgerPane.save_and_new,
        ui.action_find: LedgerPane.search,
        ui.action_filter: LedgerPane.ask_filter,
        ui.action_delete: lambda p: p.selection.delete(),
        ui.action_refresh: lambda p: p.model.entries.clear(),
        ui.action_copy: lambda p: p.selection.copy(),
        ui.action_paste: lambda p: p.selection.paste(),
        ui.action_fill_down: lambda p: p.selection.many.fill_down(),
        ui.action_edit_many: lambda p: p.selection.many.ask_edit(),
        ui.action_act_many: lambda p: p.selection.many.choose_step(),
        ui.action_restore_chosen: lambda p: p.selection.restore_chosen(),
        ui.action_keep_view: lambda p: p.worn.ask_name(),
        ui.action_columns: lambda p: ColumnSetup(p.table).open(),
        ui.action_next: lambda p: p.step(1),
        ui.action_previous: lambda p: p.step(-1),
    }
