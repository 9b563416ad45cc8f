"""客户档案: clients, the people there, SOPs, follow-ups and surveys."""

from csdesk.domain.clients import Client, Contact
from csdesk.domain.followups import ClientLog
from csdesk.domain.sops import ClientSop
from csdesk.domain.surveys import SurveyRound
from csdesk.gui.tabs.ledgers import LedgerTab


class ClientsTab(LedgerTab):
    """The client archive."""

    title = "客户档案"
    glyph = "building"
    ledgers = ((Client, "客户"), (Contact, "联系人"), (ClientSop, "SOP"), (ClientLog, "跟踪"), (SurveyRound, "满意度"))
    shows = frozenset({"client", "contact", "client_sop", "client_log", "survey_round", "dunning", "staff"})
