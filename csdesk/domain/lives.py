"""The records that move through states, each with its machine and its events. A new machine is its module and its line here."""

from __future__ import annotations

from csdesk.domain import instructions, tasks
from csdesk.domain.care import opportunities, sops, surveys, visits
from csdesk.domain.cases import case_moves, casework
from csdesk.domain.money import charges, losses, receivables
from csdesk.domain.plans import documents, meetings, target_moves, workplan
from csdesk.domain.record import Record
from csdesk.domain.staff import appraisals
from csdesk.domain.states import Life
from csdesk.domain.transport import trip_moves, waybill_moves

LIVES: tuple[Life, ...] = (
    case_moves.LIFE,
    casework.REPORT_LIFE,
    waybill_moves.LIFE,
    trip_moves.LIFE,
    sops.LIFE,
    charges.LIFE,
    receivables.LIFE,
    losses.LIFE,
    instructions.LIFE,
    visits.LIFE,
    surveys.LIFE,
    opportunities.LIFE,
    tasks.LIFE,
    target_moves.LIFE,
    target_moves.LINE_LIFE,
    target_moves.CORRECTION_LIFE,
    workplan.LIFE,
    meetings.LIFE,
    documents.LIFE,
    appraisals.LIFE,
)


def life_of(record: type[Record]) -> Life | None:
    """How this record lives; None for one without states."""
    return next((life for life in LIVES if life.record is record), None)
