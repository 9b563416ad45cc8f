"""The page 考核评分: who is to be appraised for a month, quarter or year, what each item came to, and the next step of each appraisal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QSplitter, QTableView, QVBoxLayout, QWidget

from csdesk.domain.kpi.periods import month_of, months_ending, shifted
from csdesk.domain.record import field_map
from csdesk.domain.rows import Row
from csdesk.domain.staff.appraisals import Appraisal, AppraisalItem
from csdesk.gui.chips import chip_table
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.action_bar import ActionBar
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.gui.page import Page
from csdesk.gui.tables import TextModel, dress_table, toned
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.desk import Named
from csdesk.operations.kpi import appraisals
from csdesk.operations.kpi.appraisal_items import Member, status_of
from csdesk.operations.kpi.appraisals import Prepared, Review

_MONTHS = 24
_GRADE = appraisals.HEADINGS.index("等级")
_TONES = {"优秀": "good", "良好": "good", "尚可": "calm", "需改进": "warn", "不称职": "bad"}
_PEOPLE_LETTERS, _ITEM_LETTERS = (14, 14, 12, 14, 12, 14, 24, 16, 16), (26, 8, 12, 16, 14, 12, 18, 14)


class AppraisalsPage(Page):
    """One period's appraisals."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.review: Review | None = None
        self.month_box, self.state, self.told, self.why = QComboBox(), QLabel(), QLabel(), QLabel()
        self.prepare_button, self.override_button = QPushButton("生成考核(&G)"), QPushButton("改定得分…(&E)")
        self.table, self.items = QTableView(), QTableView()
        self.model = TextModel(appraisals.HEADINGS, self, tone=toned(_GRADE, _TONES))
        self.item_model = TextModel(appraisals.ITEM_HEADINGS, self, tone=toned(6, {"暂估": "warn", "待打分": "warn"}))
        self._lay_out()
        today = self.desk.now().date()
        months = list(reversed(months_ending(month_of(today), _MONTHS)))
        self.month_box.addItems([*months, *_longer(months)])
        self.month_box.setCurrentText(shifted(month_of(today), -1))
        self.month_box.currentIndexChanged.connect(self.refresh)
        self.table.selectionModel().currentRowChanged.connect(self._show_member)
        self.items.selectionModel().currentRowChanged.connect(self._free_override)
        self.items.activated.connect(lambda _: self.override())
        self.prepare_button.clicked.connect(self.prepare)
        self.override_button.clicked.connect(self.override)
        self.bar.acted.connect(self._acted)

    # -- layout ---------------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        head, foot, place = QHBoxLayout(), QHBoxLayout(), QWidget()
        label = QLabel("期间(&M)")
        label.setBuddy(self.month_box)
        self.month_box.setAccessibleName("期间")
        self.state.setProperty("role", "muted")
        self.prepare_button.setProperty("primary", True)
        for widget in (label, self.month_box):
            head.addWidget(widget)
        head.addWidget(self.state, 1)
        head.addWidget(self.prepare_button)
        steps = QHBoxLayout(place)
        steps.setContentsMargins(0, 0, 0, 0)
        self.bar = ActionBar(self.desk, Appraisal, place, steps, self.why)
        self.why.setProperty("role", "muted")
        foot.addWidget(place)
        foot.addWidget(self.why, 1)
        foot.addStretch()
        foot.addWidget(self.override_button)
        self._dress()
        lower = QSplitter()
        lower.setOrientation(lower.orientation().Vertical)
        lower.addWidget(self.table)
        lower.addWidget(self.items)
        lower.setSizes([320, 300])
        self.told.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addLayout(head)
        layout.addWidget(self.told)
        layout.addWidget(lower, 1)
        layout.addLayout(foot)

    def _dress(self) -> None:
        wide = self.fontMetrics().averageCharWidth()
        for view, model, letters, name in (
            (self.table, self.model, _PEOPLE_LETTERS, "应考核人员"),
            (self.items, self.item_model, _ITEM_LETTERS, "考核项目"),
        ):
            chip_table(view, model, self.desk.look, [wide * many for many in letters])
            dress_table(view)
            view.setAccessibleName(name)

    # -- reading --------------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        work = partial(appraisals.review, self.desk.db, self.month_box.currentText(), as_of=self.desk.now().date())
        self.desk.tasks.read(work, self._show, self._refused, key=(id(self), "review"))

    def _refused(self, error: BaseException) -> None:
        tell(self.told, sentence_of(error), wrong=True)

    def _show(self, found: Review) -> None:
        at = max(self.table.currentIndex().row(), 0)
        self.review = found
        self.model.fill(appraisals.rows(found))
        self.state.setText(appraisals.state_of(found))
        self.prepare_button.setEnabled(appraisals.may_prepare(self.desk.db))
        tell(self.told, "" if found.members else "这个期间没有应考核的人：请先在“设置”里登记人员和入职日期", wrong=not found.members)
        self.table.selectRow(min(at, len(found.members) - 1))
        self._show_member()

    @property
    def member(self) -> Member | None:
        """The person who is chosen."""
        at = self.table.currentIndex().row()
        return self.review.members[at] if self.review and 0 <= at < len(self.review.members) else None

    @property
    def item(self) -> Row | None:
        """The item that is chosen."""
        at = self.items.currentIndex().row()
        return self.member.items[at] if self.member and 0 <= at < len(self.member.items) else None

    @property
    def current(self) -> Named | None:
        who = self.member
        if who is None or who.row is None:
            return None
        return Named(who.row.id, f"{who.name} {who.row.values['period']} 考核", record=Appraisal.about.name, book=who.row.book)

    def _show_member(self, *_: QModelIndex) -> None:
        who = self.member
        at = max(self.items.currentIndex().row(), 0)
        self.item_model.fill(appraisals.item_rows(who) if who else [])
        self.bar.show_row(who.row if who and who.mine else None)
        if who and who.items:
            self.items.selectRow(min(at, len(who.items) - 1))
        self._free_override()

    def _free_override(self, *_: QModelIndex) -> None:
        who = self.member
        opens = who is not None and who.mine and who.unscored
        self.override_button.setEnabled(bool(opens and self.item and not self.desk.db.look_only))

    # -- doing ----------------------------------------------------------------------------------------------------------

    def prepare(self) -> None:
        """Make the month's appraisals, or read the figures of the unscored ones again."""
        work = partial(appraisals.prepare, self.desk.db, self.month_box.currentText(), now=self.desk.now())
        self.desk.tasks.write(work, self._prepared, self._refused)

    def _prepared(self, made: Prepared) -> None:
        self.said.emit(made.sentence)
        self._changed()

    def override(self) -> None:
        """Ask for other points of the chosen item, and why."""
        who, item = self.member, self.item
        if who is None or item is None or not self.override_button.isEnabled():
            return
        known = field_map(AppraisalItem)
        fields = [known["override"], replace(known["override_reason"], required=True)]
        help = f"{who.name}：{item.values['name']}，权重 {item.values['weight']}。得分留空即恢复按指标计算"
        submit = partial(self._submit, who, item)
        dialog = RecordDialog(self.desk, AppraisalItem, fields, submit, self.window(), title="改定得分", help=help, acting=True)
        dialog.done_with.connect(lambda _: self._overridden(who))
        dialog.ask({"override": item.values.get("override") or item.values.get("score")}, {})

    def _submit(
        self, who: Member, item: Row, filled: dict[str, Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]
    ) -> None:
        points, reason = filled.get("override"), str(filled.get("override_reason") or "")
        self.desk.tasks.write(partial(appraisals.override, self.desk.db, who, item, points, reason), done, failed)

    def _overridden(self, who: Member) -> None:
        self.said.emit(f"已改定 {who.name} 的得分，Ctrl+Z 可撤销")
        self._changed()

    def _acted(self, row: Row) -> None:
        self.said.emit(f"{self.member.name if self.member else ''} {status_of(row).label}")
        self._changed()

    def _changed(self) -> None:
        self.changed.emit(Appraisal.about.name)
        self.refresh()


def _longer(months: list[str]) -> list[str]:
    """The quarters, then the years of these months."""
    quarters = [f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}" for month in months]
    return [*dict.fromkeys(quarters), *dict.fromkeys(month[:4] for month in months)]
