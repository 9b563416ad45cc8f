"""The records of csdesk, each declared once in the module of its noun. A new record is its class and its line here."""

from __future__ import annotations

from functools import cache

from csdesk.domain.attachments import Attachment
from csdesk.domain.care.clients import Client, ClientOwner, Contact, RelationNote
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.care.opportunities import Opportunity
from csdesk.domain.care.sops import ClientSop, SopRollout, SopSection
from csdesk.domain.care.surveys import SurveyResponse, SurveyRound
from csdesk.domain.care.visits import VisitPlan
from csdesk.domain.cases.casework import CaseReport, ComplaintProgress, ComplaintWaybill
from csdesk.domain.cases.complaints import Complaint, ComplaintEvent
from csdesk.domain.closing import KpiSnapshot, MonthClose
from csdesk.domain.holds import Hold
from csdesk.domain.instructions import Instruction
from csdesk.domain.money.charges import ChargeLine, CostLine, OpeningBalance
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.money.prices import PriceAgreement
from csdesk.domain.money.receivables import Application, Dunning, Invoice, Receipt, Statement
from csdesk.domain.office import Holiday, KpiThreshold, Policy, VatRate
from csdesk.domain.plans.documents import Document
from csdesk.domain.plans.meetings import Meeting, MinuteItem
from csdesk.domain.plans.targets import CorrectiveAction, Plan, PlanLine
from csdesk.domain.plans.weekly import WeeklyReason
from csdesk.domain.plans.workplan import WorkItem
from csdesk.domain.record import Record, field_map, fields_of
from csdesk.domain.revocations import RecoveryKey, Revocation
from csdesk.domain.staff.appraisals import Appraisal, AppraisalItem, Interview, StaffLeave, SuperiorScore
from csdesk.domain.staff.inspections import Inspection
from csdesk.domain.staff.people import Branch, Staff
from csdesk.domain.staff.published import ReportCorrection, ReportVersion
from csdesk.domain.staff.scorecards import AppraisalScheme
from csdesk.domain.tasks import Task
from csdesk.domain.transport.fleet import Carrier, Driver, Vehicle
from csdesk.domain.transport.routes import Route
from csdesk.domain.transport.trips import Trip, TripEvent, TripStop
from csdesk.domain.transport.waybill_events import WaybillEvent
from csdesk.domain.transport.waybills import Waybill

RECORDS: tuple[type[Record], ...] = (
    Branch,
    Staff,
    Client,
    Contact,
    Complaint,
    ComplaintEvent,
    ComplaintProgress,
    ComplaintWaybill,
    CaseReport,
    Carrier,
    Vehicle,
    Driver,
    Waybill,
    WaybillEvent,
    Route,
    Trip,
    TripStop,
    TripEvent,
    Holiday,
    # the client's story
    ClientOwner,
    RelationNote,
    ClientSop,
    SopSection,
    SopRollout,
    ClientLog,
    VisitPlan,
    SurveyRound,
    SurveyResponse,
    Opportunity,
    # money
    PriceAgreement,
    ChargeLine,
    CostLine,
    OpeningBalance,
    Statement,
    Invoice,
    Receipt,
    Application,
    WriteOff,
    Dunning,
    # plans and people
    Plan,
    PlanLine,
    CorrectiveAction,
    WeeklyReason,
    WorkItem,
    Meeting,
    MinuteItem,
    Document,
    ReportVersion,
    ReportCorrection,
    Appraisal,
    AppraisalItem,
    Interview,
    SuperiorScore,
    StaffLeave,
    Inspection,
    MonthClose,
    KpiSnapshot,
    # reference data
    VatRate,
    KpiThreshold,
    Policy,
    AppraisalScheme,
    Instruction,
    Task,
    Attachment,
    Hold,
    Revocation,
    RecoveryKey,
)

RECORD_BY_NAME: dict[str, type[Record]] = {record.about.name: record for record in RECORDS}


@cache
def private_fields(tbl: str) -> frozenset[str]:
    """The fields that may not leave the branch upward. tbl: a record's name, known or not."""
    record = RECORD_BY_NAME.get(tbl)
    return frozenset(f.name for f in fields_of(record) if f.private) if record else frozenset()


def children_of(record: type[Record]) -> tuple[type[Record], ...]:
    """The records shown under one of these on its card."""
    return tuple(child for child in RECORDS if child.about.parent and field_map(child)[child.about.parent].of == record.about.name)
