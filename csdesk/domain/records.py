"""The records of csdesk, each declared once in the module of its noun. A new record is its class and its line here."""

from __future__ import annotations

from functools import cache

from csdesk.domain.appraisals import Appraisal, AppraisalItem, Interview, StaffLeave, SuperiorScore
from csdesk.domain.attachments import Attachment
from csdesk.domain.casework import CaseReport, ComplaintProgress, ComplaintWaybill
from csdesk.domain.charges import ChargeLine, CostLine, OpeningBalance
from csdesk.domain.clients import Client, ClientOwner, Contact, RelationNote
from csdesk.domain.closing import KpiSnapshot, MonthClose
from csdesk.domain.complaints import Complaint, ComplaintEvent
from csdesk.domain.fleet import Carrier, Driver, Vehicle
from csdesk.domain.followups import ClientLog
from csdesk.domain.holds import Hold
from csdesk.domain.inspections import Inspection
from csdesk.domain.instructions import Instruction
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.money.prices import PriceAgreement
from csdesk.domain.office import Holiday, KpiThreshold, Policy, VatRate
from csdesk.domain.people import Branch, Staff
from csdesk.domain.published import ReportCorrection, ReportVersion
from csdesk.domain.receivables import Application, Dunning, Invoice, Receipt, Statement
from csdesk.domain.record import Record, field_map, fields_of
from csdesk.domain.revocations import RecoveryKey, Revocation
from csdesk.domain.routes import Route
from csdesk.domain.scorecards import AppraisalScheme
from csdesk.domain.sops import ClientSop, SopRollout, SopSection
from csdesk.domain.surveys import SurveyResponse, SurveyRound
from csdesk.domain.targets import CorrectiveAction, Plan, PlanLine
from csdesk.domain.tasks import Task
from csdesk.domain.trips import Trip, TripEvent, TripStop
from csdesk.domain.visits import VisitPlan
from csdesk.domain.waybill_events import WaybillEvent
from csdesk.domain.waybills import Waybill
from csdesk.domain.weekly import WeeklyReason
from csdesk.domain.workplan import WorkItem

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
