"""The sync files that were merged here: their reports, sending one back, and showing it again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from csdesk.gui import choosing
from csdesk.gui.chips import chip_table
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs import packs
from csdesk.gui.forms.packs_dialog import Ui_PacksDialog
from csdesk.gui.pressing import PressingDialog
from csdesk.gui.tables import TextModel, toned
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.files import Database
from csdesk.operations.peers import exchange, reporting
from csdesk.operations.peers.exchange import Merged

_HEADINGS = ("发送人", "状态", "合并时间", "新增", "修改", "删除", "不一致", "时段", "文件")
_WIDTHS = (112, 84, 128, 58, 54, 46, 54, 150)
_STATE = 1
_TONES = {"已合并": "good", "已退回": "calm", "没有新内容": "calm"}
_MAY_RETURN = ("branch_manager", "director")


class PacksDialog(PressingDialog):
    """Newest first; nothing is ever erased."""

    changed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.merged: list[Merged] = []
        self._held: set[str] = set()
        self.ui = Ui_PacksDialog()
        self.ui.setupUi(self)
        self.model = TextModel(_HEADINGS, self, tone=toned(_STATE, _TONES))
        chip_table(self.ui.packs, self.model, desk.look, _WIDTHS)
        self.ui.splitter.setStretchFactor(0, 1)
        self.ui.splitter.setSizes([800, 330])
        tell(self.ui.told, "")
        self._connect()
        self.read()

    def _connect(self) -> None:
        ui = self.ui
        ui.packs.selectionModel().selectionChanged.connect(lambda *_: self._show_report())
        ui.hold_button.clicked.connect(self._ask_hold)
        ui.lift_button.clicked.connect(lambda: self._return(exchange.lift))
        ui.export_button.clicked.connect(self._ask_export)
        ui.cancel_button.clicked.connect(self.reject)
        may = self._desk.db.site.role in _MAY_RETURN and not self._desk.db.look_only
        ui.hold_button.setVisible(may)
        ui.lift_button.setVisible(may)

    # -- the list -----------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the list again."""
        self._desk.tasks.read(partial(_merged, self._desk.db), self._show, self._failed)

    def _show(self, found: tuple[list[Merged], set[str]]) -> None:
        at = max(self.ui.packs.currentIndex().row(), 0)
        self.merged, self._held = found
        self.model.fill([self._texts(pack) for pack in self.merged])
        if self.merged:
            self.ui.packs.selectRow(min(at, len(self.merged) - 1))
            self.ui.packs.setFocus()
        else:
            self.ui.report.setPlainText("还没有合并过同步文件。收到文件后用“同步 › 合并同步文件”，或把文件拖到窗口上。")
        self.ui.export_button.setEnabled(bool(self.merged))
        self._show_report()

    def _texts(self, pack: Merged) -> tuple[str, ...]:
        told = pack.report
        counts = [str(many or "") for many in (*packs.totals(told), len(told.get("conflicts", ())))]
        return (pack.name, self._state(pack), packs.moment(pack.merged_at), *counts, packs.span(told), pack.file)

    def _state(self, pack: Merged) -> str:
        return "已退回" if pack.id in self._held else "已合并" if pack.streams else "没有新内容"

    @property
    def chosen(self) -> Merged | None:
        """The file that is chosen in the list."""
        row = self.ui.packs.currentIndex().row()
        return self.merged[row] if 0 <= row < len(self.merged) else None

    def _show_report(self) -> None:
        pack = self.chosen
        if pack is not None:
            self.ui.report.setHtml(packs.html({"file": pack.file, "sender": pack.name, "pack": pack.id, **pack.report}, self._state(pack)))
        self.ui.hold_button.setEnabled(pack is not None and self._state(pack) == "已合并")
        self.ui.lift_button.setEnabled(pack is not None and pack.id in self._held)

    # -- sending back -------------------------------------------------------------------------------------------------

    def _ask_hold(self) -> None:
        pack = self.chosen
        if pack is not None:
            what = f"退回{pack.name}的“{pack.file}”？\n它带来的内容及其后续不再显示，可以随时取消退回。\n\n退回原因（可不填，对方会看到）："
            choosing.text(self, "退回同步文件", what, "退回", self._hold, no="不退回")

    def _hold(self, reason: str) -> None:
        self._return(partial(exchange.hold, reason=reason.strip()))

    def _return(self, act: Callable[..., str]) -> None:
        if self.chosen is not None:
            self._desk.tasks.write(partial(act, self._desk.db, self.chosen.id), self._returned, self._failed)

    def _returned(self, sentence: str) -> None:
        tell(self.ui.told, sentence)
        self.changed.emit("*")
        self.read()

    def _failed(self, error: BaseException) -> None:
        tell(self.ui.told, sentence_of(error), wrong=True)

    # -- reports ------------------------------------------------------------------------------------------------------

    def _ask_export(self) -> None:
        name = f"合并记录-{self._desk.now():%Y%m%d-%H%M}.xlsx"
        choosing.save_file(self, "导出合并报告", name, choosing.BOOKS, lambda path: self.export(Path(path)))

    def export(self, path: Path) -> None:
        """Write the reports of all merged files as a workbook."""
        told = [({"file": pack.file, "sender": pack.name, "pack": pack.id, **pack.report}, self._state(pack)) for pack in self.merged]
        self._desk.tasks.read(partial(reporting.save_reports, told, path), partial(self._exported, path), self._failed)

    def _exported(self, path: Path, _: int) -> None:
        tell(self.ui.told, f"报告已写到 {path}")


def _merged(db: Database) -> tuple[list[Merged], set[str]]:
    return exchange.listed(db), exchange.held(db)
