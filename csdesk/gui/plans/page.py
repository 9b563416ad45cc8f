"""The page 指标分解: type a year's target, see it fall into months and onto those below, save it as a draft, approve it."""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from PySide6.QtWidgets import QAbstractItemView, QComboBox, QHBoxLayout, QHeaderView, QLabel, QPushButton, QSpinBox, QTableView, QVBoxLayout

from csdesk.domain import rights
from csdesk.domain.kinds import KINDS
from csdesk.domain.plans.targets import Level, Metric, Plan, PlanLine, Tier
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.page import Page
from csdesk.gui.plans.grid import PlanGrid
from csdesk.gui.plans.whose import Whose, meant
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations import targets
from csdesk.operations.targets import Entity, Kept, Known

_HOW = "在“全年”一格输入年度目标即按月分解；“分解到下级”按近 12 个月实际和预计增长分到每个下级；单元格可直接改，差额随时可见。"


class PlansPage(Page):
    """One entity's year in one metric."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.known: Known | None = None
        self._may = not desk.db.look_only and not rights.forbidden(desk.db.site.role, Plan.about.name, (), {})
        self.whose = Whose(desk, self)
        self.metric_box, self.tier_box = QComboBox(), QComboBox()
        self.year_box, self.blend_box = QSpinBox(), QSpinBox()
        self.divide_button, self.save_button = QPushButton("分解到下级(&D)"), QPushButton("保存草稿(&A)")
        self.approve_button, self.drop_button = QPushButton("批准…(&P)"), QPushButton("放弃改动")
        self._edits = False  # typed and not saved: no refresh takes it away
        self.told, self.state = QLabel(), QLabel()
        self.grid = PlanGrid(lambda name: desk.look.theme.colour(name), self)
        self.table = QTableView()
        self._lay_out()
        self._fill_choices()
        self._connect()

    def _lay_out(self) -> None:
        chosen = (self.whose.level_box, self.whose.entity_box, self.metric_box, self.tier_box, self.year_box, self.blend_box)
        head = QHBoxLayout()
        for word, box in zip(("层级", "对象", "指标", "档位", "年度", "参照去年"), chosen, strict=True):
            label = QLabel(word)
            label.setBuddy(box)
            box.setAccessibleName(word)
            head.addWidget(label)
            head.addWidget(box)
        for spin in (self.year_box, self.blend_box):
            spin.setMinimumWidth(self.fontMetrics().averageCharWidth() * 10)
        self.blend_box.setRange(0, 100)
        self.blend_box.setValue(50)
        self.blend_box.setSuffix(" %")
        self.blend_box.setToolTip("按月分解时，去年同月实际占多少，其余按一般季节指数；一、二月随春节移动")
        head.addStretch()
        acts = QHBoxLayout()
        acts.addWidget(self.state, 1)
        for button in (self.divide_button, self.drop_button, self.save_button, self.approve_button):
            acts.addWidget(button)
        self.save_button.setProperty("primary", True)
        self.state.setProperty("role", "muted")
        self.state.setText(_HOW)
        self.state.setWordWrap(True)
        self._dress_table()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        for row in (head, acts):
            layout.addLayout(row)
        layout.addWidget(self.told)
        layout.addWidget(self.table, 1)
        self.told.hide()

    def _dress_table(self) -> None:
        self.table.setModel(self.grid)
        self.table.setAccessibleName("指标分解")
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setMinimumSectionSize(self.fontMetrics().averageCharWidth() * 14)
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 8)

    def _fill_choices(self) -> None:
        for metric in Metric:
            self.metric_box.addItem(metric.label, metric.value)
        for tier in Tier:
            self.tier_box.addItem(tier.label, tier.value)
        self.year_box.setRange(2020, 2099)
        self.year_box.setValue(self.desk.now().year)

    def _connect(self) -> None:
        self.whose.changed.connect(self.refresh)
        for box in (self.metric_box, self.tier_box):
            box.currentIndexChanged.connect(self.refresh)
        self.year_box.valueChanged.connect(self.refresh)
        self.blend_box.valueChanged.connect(self._blended)
        self.grid.told.connect(partial(tell, self.told, wrong=True))
        self.grid.edited.connect(self._edited)
        self.divide_button.clicked.connect(self.divide)
        self.save_button.clicked.connect(self.save)
        self.approve_button.clicked.connect(self.ask_approval)
        self.drop_button.clicked.connect(self.drop)

    # -- reading --------------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        if self._edits:
            return
        metric, tier = Metric(self.metric_box.currentData()), Tier(self.tier_box.currentData())
        work = partial(_read, self.desk, self.whose.level, self.whose.text, metric, tier, self.year_box.value())
        self.desk.tasks.read(work, self._show, self._refused, key=(id(self), "plan"))

    def _refused(self, error: BaseException) -> None:
        tell(self.told, sentence_of(error), wrong=True)

    def _show(self, found: tuple[list[Entity], Known | None]) -> None:
        entities, self.known = found
        self.whose.offer(entities)
        if self.known is None:
            tell(self.told, self.whose.none_said, wrong=True)
            return
        self.grid.show(self.known.sheet, writable=self._may)
        tell(self.told, "")
        self.state.setText(_state_of(self.known))
        self._enable()

    def _enable(self) -> None:
        known, writes = self.known, self.grid.writable
        self.divide_button.setEnabled(writes and bool(known and known.sheet.parts))
        self.save_button.setEnabled(writes and known is not None)
        self.approve_button.setEnabled(writes and bool(known and known.draft) and not self._edits)
        self.drop_button.setEnabled(self._edits)
        for box in (self.whose.level_box, self.whose.entity_box, self.metric_box, self.tier_box, self.year_box):
            box.setEnabled(not self._edits)

    # -- doing ----------------------------------------------------------------------------------------------------------

    def _blended(self, percent: int) -> None:
        self.grid.blend = Fraction(percent, 100)
        if self.known and any(self.known.sheet.own.months) and self.grid.writable:
            sheet = self.known.sheet
            sheet.spread(sheet.total(sheet.own), self.grid.blend)
            self.grid.renewed()

    def _edited(self) -> None:
        tell(self.told, "")
        self.state.setText("有未保存的改动：Alt+A 保存草稿，或放弃改动")
        self._edits = True
        self._enable()

    def drop(self) -> None:
        """Give up what was typed, and read again."""
        self._edits = False
        self.refresh()

    def divide(self) -> None:
        """Each month over those below, by what they did lately and are to grow."""
        if self.known:
            self.known.sheet.divide()
            self.grid.renewed()

    def save(self) -> None:
        """Keep what the grid shows as drafts; where something approved changes, ask why first."""
        if self.known is None or not self.save_button.isEnabled():
            return
        if self.known.sheet.own.approved:
            choosing.text(self, "调整计划", "这份计划已批准，保存后成为新版本的草稿。\n调整原因：", "保存", self._save)
        else:
            self._save("")

    def _save(self, reason: str) -> None:
        assert self.known is not None
        work = partial(targets.save, self.desk.db, self.known, now=self.desk.now(), reason=reason)
        self.desk.tasks.write(work, self._saved, self._refused)

    def _saved(self, kept: Kept) -> None:
        self._edits = False
        self.said.emit(f"已保存草稿：新建 {kept.begun} 份、修改 {kept.changed} 份计划，Ctrl+Z 可撤销")
        self._changed()

    def _changed(self) -> None:
        self.changed.emit(PlanLine.about.name)
        self.refresh()

    def ask_approval(self) -> None:
        """Approve the drafts; a gap is to be explained."""
        assert self.known is not None
        gap = self.known.sheet.gap()
        if not gap:
            self._approve("")
            return
        word = "多" if gap > 0 else "少"
        what = f"下级合计比本级{word} {KINDS['fen'].show(abs(gap))}（{'加码' if gap > 0 else '缺口'}）。\n请写明原因："
        choosing.text(self, "批准计划", what, "批准", self._approve)

    def _approve(self, note: str) -> None:
        assert self.known is not None
        work = partial(_approve, self.desk, self.known, note)
        self.desk.tasks.write(work, self._approved, self._refused)

    def _approved(self, many: int) -> None:
        self.said.emit(f"已批准 {many} 份计划，Ctrl+Z 可撤销")
        self._changed()


def _read(desk: Desk, level: Level, text: str | None, metric: Metric, tier: Tier, year: int) -> tuple[list[Entity], Known | None]:
    found = targets.entities(desk.db, level)
    entity = meant(found, text)
    return found, targets.sheet(desk.db, entity, metric, year, as_of=desk.now().date(), tier=tier) if entity else None


def _approve(desk: Desk, known: Known, note: str) -> int:
    return targets.approve(desk.db, targets.current(desk.db, known), now=desk.now(), gap_note=note)


def _state_of(known: Known) -> str:
    if known.draft:
        return "草稿，批准后生效并计入完成率"
    if known.sheet.own.approved:
        closed = f"；1–{known.sheet.closed} 月已关账，不能再改" if known.sheet.closed else ""
        return f"已批准{closed}"
    return _HOW
