"""计划会议: what is to be reached, what is to be done, and how it was appraised."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from csdesk.domain.plans.documents import Document
from csdesk.domain.plans.meetings import Meeting
from csdesk.domain.plans.targets import CorrectiveAction, Plan, PlanLine
from csdesk.domain.plans.weekly import WeeklyReason
from csdesk.domain.plans.workplan import WorkItem
from csdesk.domain.record import Record
from csdesk.domain.rows import Row
from csdesk.domain.staff.appraisals import Appraisal, StaffLeave, SuperiorScore
from csdesk.domain.staff.inspections import Inspection
from csdesk.domain.staff.published import ReportCorrection, ReportVersion
from csdesk.gui.plans.appraisals import AppraisalsPage
from csdesk.gui.plans.page import PlansPage
from csdesk.gui.plans.weekly import WeeklyPage
from csdesk.gui.tabs.acts import add_acts
from csdesk.gui.tabs.ledgers import LedgerTab
from csdesk.gui.telling import sentence_of
from csdesk.operations.workbench import minutes

if TYPE_CHECKING:
    from csdesk.gui.ledger.pane import LedgerPane


class PlanningTab(LedgerTab):
    """The ledgers of targets, work plans, published reports and appraisals."""

    leads = ((PlansPage, "指标分解"), (WeeklyPage, "周数据"), (AppraisalsPage, "考核评分"))
    opens_on_lead = False
    ledgers = (
        (WorkItem, "月工作计划"),
        (Plan, "年度计划"),
        (PlanLine, "经营指标"),
        (CorrectiveAction, "纠偏"),
        (Meeting, "会议纪要"),
        (Document, "制度文件"),
        (WeeklyReason, "增减原因"),
        (ReportVersion, "报表发布"),
        (ReportCorrection, "报表更正"),
        (Appraisal, "绩效考核"),
        (SuperiorScore, "上级评分"),
        (StaffLeave, "请假"),
        (Inspection, "5S检查"),
    )
    shows = frozenset({record.about.name for record, _ in ledgers} | {"staff"})

    def choose(self, record: type[Record]) -> LedgerPane:
        fresh = record not in self._panes
        pane = super().choose(record)
        if fresh and record is Meeting:
            add_acts(pane, [("行动项转待办", "F6", self.assign)])
        return pane

    def assign(self, meetings: list[Row]) -> None:
        """Tasks for what somebody is to do after the first of these meetings."""
        work = partial(minutes.assign, self.desk.db, meetings[0], now=self.desk.now())
        self.desk.tasks.write(work, self._assigned, lambda error: self.said.emit(sentence_of(error)))

    def _assigned(self, many: int) -> None:
        self.said.emit(f"已转 {many} 条待办，Ctrl+Z 可撤销")
        self.changed.emit("*")
