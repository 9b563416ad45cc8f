"""投诉台账: complaints, claims and incidents."""

from csdesk.domain.cases.complaints import Complaint
from csdesk.gui.tabs.ledgers import LedgerTab


class ComplaintsTab(LedgerTab):
    """The ledger of cases."""

    ledgers = ((Complaint, "案件"),)
    shows = frozenset({"complaint", "complaint_event", "complaint_progress", "case_report", "client", "contact", "holiday"})
