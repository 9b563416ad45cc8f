"""The page 周数据: a week's figures beside the week before, and why they changed, written where the change is large."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSplitter, QTableView, QVBoxLayout, QWidget

from csdesk.domain.plans.targets import Level
from csdesk.domain.plans.weekly import Cause, Part, WeeklyMetric, WeeklyReason, shown, signed
from csdesk.domain.submissions import last_finished, week_of
from csdesk.gui import choosing
from csdesk.gui.chips import chip_table
from csdesk.gui.desk import Desk
from csdesk.gui.page import Page
from csdesk.gui.plans.whose import Whose, meant
from csdesk.gui.tables import TextModel, dress_table, toned
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations import targets
from csdesk.operations.kpi import weekly
from csdesk.operations.kpi.weekly import Line, Sheet
from csdesk.operations.targets import Entity

_WEEKS = 26
_PARTS = ("客户", "本周", "上周", "增减", "量", "价")
_BELOW = ("对象", "原因类别", "增减原因")
_CODE = weekly.HEADINGS.index("原因类别")
_LETTERS = (20, 16, 16, 16, 12, 16, 12)


class WeeklyPage(Page):
    """One entity's week."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.sheet: Sheet | None = None
        self.whose = Whose(desk, self)
        self.week_box, self.code_box = QComboBox(), QComboBox()
        self.table, self.parts, self.below = QTableView(), QTableView(), QTableView()
        self.model = TextModel(weekly.HEADINGS, self, tone=toned(_CODE, {"待填": "warn"}))
        self._parts, self._below = TextModel(_PARTS, self), TextModel(_BELOW, self)
        self.reason, self.told, self.state = QLineEdit(), QLabel(), QLabel()
        self.draft_button, self.save_button = QPushButton("用草稿(&D)"), QPushButton("记下原因(&R)")
        self.export_button = QPushButton("导出 Excel…(&X)")
        self._lay_out()
        self._fill_choices()
        self._connect()

    # -- layout ---------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        for word, box in (("周次", self.week_box), ("层级", self.whose.level_box), ("对象", self.whose.entity_box)):
            label = QLabel(word)
            label.setBuddy(box)
            box.setAccessibleName(word)
            head.addWidget(label)
            head.addWidget(box)
        head.addWidget(self.state, 1)
        head.addWidget(self.export_button)
        self.state.setProperty("role", "muted")
        chip_table(self.table, self.model, self.desk.look)
        self.table.setAccessibleName("周数据")
        wide = self.fontMetrics().averageCharWidth()
        for column, letters in enumerate(_LETTERS):
            self.table.setColumnWidth(column, wide * letters)
        lower = QSplitter()
        for view, model, name in ((self.parts, self._parts, "变化最大的客户"), (self.below, self._below, "下级说明")):
            view.setModel(model)
            dress_table(view)
            view.setAccessibleName(name)
            lower.addWidget(_titled(name, view))
        self.parts.setColumnWidth(0, wide * 26)
        lower.setSizes([680, 420])
        self.told.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addLayout(head)
        layout.addWidget(self.table, 5)
        layout.addLayout(self._lay_out_reason())
        layout.addWidget(self.told)
        layout.addWidget(lower, 2)

    def _lay_out_reason(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for cause in Cause:
            self.code_box.addItem(cause.label, cause.value)
        self.code_box.setAccessibleName("原因类别")
        self.reason.setAccessibleName("增减原因")
        self.reason.setPlaceholderText("增减原因，回车记下并到下一项")
        self.reason.setMaxLength(200)
        self.save_button.setProperty("primary", True)
        row.addWidget(QLabel("原因"))
        row.addWidget(self.code_box)
        row.addWidget(self.reason, 1)
        row.addWidget(self.draft_button)
        row.addWidget(self.save_button)
        return row

    def _fill_choices(self) -> None:
        today = self.desk.now().date()
        weeks = [week_of(today - timedelta(weeks=n)) for n in range(_WEEKS)]
        self.week_box.addItems(weeks)
        self.week_box.setCurrentIndex(weeks.index(last_finished("week", today)))

    def _connect(self) -> None:
        self.week_box.currentIndexChanged.connect(self.refresh)
        self.whose.changed.connect(self.refresh)
        self.table.selectionModel().currentRowChanged.connect(self._show_line)
        self.table.activated.connect(lambda _: self.reason.setFocus())
        self.reason.returnPressed.connect(self.save)
        self.draft_button.clicked.connect(self.use_draft)
        self.save_button.clicked.connect(self.save)
        self.export_button.clicked.connect(self.export)

    # -- reading --------------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        work = partial(_read, self.desk, self.whose.level, self.whose.text, self.week_box.currentText())
        self.desk.tasks.read(work, self._show, self._refused, key=(id(self), "week"))

    def _refused(self, error: BaseException) -> None:
        tell(self.told, sentence_of(error), wrong=True)

    def _show(self, found: tuple[list[Entity], Sheet | None]) -> None:
        entities, self.sheet = found
        self.whose.offer(entities)
        if self.sheet is None:
            tell(self.told, self.whose.none_said, wrong=True)
            return
        at = max(self.table.currentIndex().row(), 0)
        self.model.fill(weekly.rows(self.sheet))
        self.state.setText(_state_of(self.sheet))
        tell(self.told, "")
        self.table.selectRow(at)

    @property
    def line(self) -> Line | None:
        """The figure that is chosen."""
        at = self.table.currentIndex().row()
        return self.sheet.lines[at] if self.sheet and 0 <= at < len(self.sheet.lines) else None

    def _show_line(self, *_: QModelIndex) -> None:
        line = self.line
        writes = line is not None and not self.desk.db.look_only
        for widget in (self.code_box, self.reason, self.draft_button, self.save_button):
            widget.setEnabled(writes)
        if line is None:
            return
        metric = line.figure.metric
        self._parts.fill([_part(metric, part) for part in line.figure.parts])
        self._below.fill([(str(r.values.get("entity_name") or ""), Cause(r.values["code"]).label, r.values["text"]) for r in line.below])
        code = line.reason.values["code"] if line.reason else line.draft.code.value
        self.code_box.setCurrentIndex(self.code_box.findData(code))
        self.reason.setText(str(line.reason.values["text"]) if line.reason else "")

    # -- doing ----------------------------------------------------------------------------------------------------------

    def use_draft(self) -> None:
        """Put the reason that the contributions tell into the field, to be mended."""
        if self.line:
            self.code_box.setCurrentIndex(self.code_box.findData(self.line.draft.code.value))
            self.reason.setText(self.line.draft.text[: self.reason.maxLength()])
            self.reason.home(False)
            self.reason.setFocus()

    def save(self) -> None:
        """Write the reason down and go to the next figure that lacks one."""
        if self.sheet is None or self.line is None:
            return
        metric, code = self.line.figure.metric, Cause(self.code_box.currentData())
        work = partial(weekly.explain, self.desk.db, self.sheet, metric, code, self.reason.text(), now=self.desk.now())
        self.desk.tasks.write(work, self._saved, self._refused)

    def _saved(self, _: object) -> None:
        assert self.sheet is not None
        self.said.emit("已记下增减原因，Ctrl+Z 可撤销")
        self.changed.emit(WeeklyReason.about.name)
        here = self.table.currentIndex().row()
        waiting = [at for at, line in enumerate(self.sheet.lines) if line.missing and at != here]
        self.table.selectRow(next((at for at in waiting if at > here), waiting[0] if waiting else here))
        self.refresh()

    def export(self) -> None:
        """The week as a workbook."""
        if self.sheet:
            name = f"{self.sheet.entity.name} {self.sheet.week} 周数据.xlsx"
            choosing.save_file(self, "导出周数据", name, "Excel 工作簿 (*.xlsx)", self._export)

    def _export(self, path: str) -> None:
        assert self.sheet is not None
        self.desk.tasks.read(partial(weekly.export, self.sheet, Path(path)), lambda _: self.said.emit(f"已导出 {path}"), self._refused)


def _part(metric: WeeklyMetric, part: Part) -> tuple[str, ...]:
    moved = (signed(metric, value) for value in (part.change, part.volume, part.price))
    return (part.name, shown(metric, part.this), shown(metric, part.last), *moved)


def _titled(title: str, view: QTableView) -> QWidget:
    box = QWidget()
    layout = QVBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    label = QLabel(title)
    label.setProperty("role", "strong")
    layout.addWidget(label)
    layout.addWidget(view)
    return box


def _read(desk: Desk, level: Level, text: str | None, week: str) -> tuple[list[Entity], Sheet | None]:
    found = targets.entities(desk.db, level)
    entity = meant(found, text)
    return found, weekly.sheet(desk.db, entity, week, as_of=desk.now().date()) if entity else None


def _state_of(sheet: Sheet) -> str:
    told = [f"本周截至 {sheet.until:%m-%d}，尚未结束"] if sheet.runs else []
    missing = len(sheet.missing)
    told.append(f"还有 {missing} 项要写原因" if missing else "要写的原因都已写明")
    told.append(f"{sheet.until:%m} 月收入已有 {_wan(sheet.so_far)}")
    if sheet.heading_for is not None and sheet.so_far:
        told.append(f"按此进度月底约 {_wan(sheet.heading_for)}")
    return "　".join(told)


def _wan(fen: Fraction) -> str:
    return f"{float(fen) / 1_000_000:,.1f} 万元"
