"""计划会议: what is to be reached, what is to be done, and how it was appraised."""

from csdesk.domain.plans.targets import CorrectiveAction, Plan, PlanLine
from csdesk.domain.plans.weekly import WeeklyReason
from csdesk.domain.plans.workplan import WorkItem
from csdesk.domain.staff.appraisals import Appraisal, StaffLeave, SuperiorScore
from csdesk.domain.staff.inspections import Inspection
from csdesk.domain.staff.published import ReportCorrection, ReportVersion
from csdesk.gui.plans.appraisals import AppraisalsPage
from csdesk.gui.plans.page import PlansPage
from csdesk.gui.plans.weekly import WeeklyPage
from csdesk.gui.tabs.ledgers import LedgerTab


class PlanningTab(LedgerTab):
    """The ledgers of targets, work plans, published reports and appraisals."""

    leads = ((PlansPage, "指标分解"), (WeeklyPage, "周数据"), (AppraisalsPage, "考核评分"))
    opens_on_lead = False
    ledgers = (
        (WorkItem, "月工作计划"),
        (Plan, "年度计划"),
        (PlanLine, "经营指标"),
        (CorrectiveAction, "纠偏"),
        (WeeklyReason, "增减原因"),
        (ReportVersion, "报表发布"),
        (ReportCorrection, "报表更正"),
        (Appraisal, "绩效考核"),
        (SuperiorScore, "上级评分"),
        (StaffLeave, "请假"),
        (Inspection, "5S检查"),
    )
    shows = frozenset({record.about.name for record, _ in ledgers} | {"staff"})
