"""What the KPI tab writes: the workbook of figures, the pictures, the KPI report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from csdesk.gui import choosing
from csdesk.gui.tabs.base import Tab
from csdesk.operations.kpi import boards, exporting, figures


@dataclass(frozen=True, slots=True)
class Shown:
    """What the tab shows: whose figures of which period, known on which day; name: what the entity is called."""

    level: str
    period: str
    entity: str
    name: str
    as_of: date
    kpis: Sequence[str]


class KpiFiles(QObject):
    """Asks for a place and writes there what the tab shows at that moment."""

    said = Signal(str)

    def __init__(self, tab: Tab, shown: Callable[[], Shown]) -> None:
        super().__init__(tab)
        self.tab, self.shown = tab, shown

    def ask_workbook(self) -> None:
        """Ask where to write the figures."""
        name = f"指标 {self.shown().period}.xlsx"
        choosing.save_file(self.tab, "导出指标", name, choosing.BOOKS, lambda chosen: self.export(Path(chosen)))

    def export(self, path: Path) -> None:
        """Write the figures of the period as a workbook."""
        shown, desk = self.shown(), self.tab.desk
        desk.tasks.read(
            partial(exporting.export_workbook, desk.db, shown.period, path, shown.as_of), lambda _: self.said.emit(f"已导出 {path.name}")
        )

    def ask_pictures(self) -> None:
        """Ask for the folder of the pictures."""
        choosing.folder(self.tab, "图片存到哪个文件夹", lambda name: self.save_pictures(Path(name)))

    def save_pictures(self, folder: Path) -> None:
        """Write the dashboard of the period as pictures."""
        shown, desk = self.shown(), self.tab.desk
        work = partial(figures.save_pictures, desk.db, shown.period, folder, shown.as_of, shown.kpis)
        desk.tasks.read(work, lambda made: self.said.emit(f"已保存 {len(made)} 张图片到 {folder}"))

    def ask_report(self) -> None:
        """Ask where to write the KPI report."""
        shown = self.shown()
        name = f"KPI 报告 {shown.name} {shown.period}.pdf"
        choosing.save_file(self.tab, "KPI 报告", name, "PDF (*.pdf)", lambda chosen: self.write_report(Path(chosen)))

    def write_report(self, path: Path) -> None:
        """Write the KPI report of what is shown, a PDF of some pages."""
        shown, desk = self.shown(), self.tab.desk
        work = partial(boards.write_report, desk.db, shown.period, path, level=shown.level, entity=shown.entity, as_of=shown.as_of)
        desk.tasks.read(work, lambda made: self.said.emit(f"已写 {path.name}，共 {made.pages} 页"))
