"""客户档案: clients, the people there, SOPs, follow-ups and surveys."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from csdesk.domain.clients import Client, Contact
from csdesk.domain.complaints import Complaint
from csdesk.domain.followups import ClientLog
from csdesk.domain.instructions import Instruction
from csdesk.domain.record import Record, title_of
from csdesk.domain.rows import Row
from csdesk.domain.sops import ClientSop
from csdesk.domain.surveys import SurveyRound
from csdesk.gui.dailypage import DailyPage
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.tabs.acts import add_acts
from csdesk.gui.tabs.ledgers import LedgerTab
from csdesk.operations import desk as desk_operations
from csdesk.operations import ledgers


class ClientsTab(LedgerTab):
    """The client archive."""

    title = "客户档案"
    glyph = "building"
    leads = ((DailyPage, "今日动态"),)
    opens_on_lead = False
    ledgers = (
        (Client, "客户"),
        (Contact, "联系人"),
        (ClientSop, "SOP"),
        (ClientLog, "跟踪"),
        (SurveyRound, "满意度"),
        (Instruction, "批示"),
    )
    shows = frozenset({"client", "contact", "client_sop", "client_log", "survey_round", "instruction", "dunning", "staff"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        (self.daily,) = self.leading
        assert isinstance(self.daily, DailyPage)
        self.daily.record_wanted.connect(self.record_wanted)

    def choose(self, record: type[Record]) -> LedgerPane:
        fresh = record not in self._panes
        pane = super().choose(record)
        if fresh:
            pane.hand_over_wanted.connect(self.hand_over)
            pane.clients_wanted.connect(self.merge_clients)
            if record is ClientLog and desk_operations.may_write(self.desk.db, ClientLog):
                add_acts(pane, [("转投诉案件…", "F3", self.make_case)])
        return pane

    def hand_over(self, clients: Sequence[Row]) -> None:
        """Ask to whom these clients are to go."""
        from csdesk.gui.dialogs.handing_over import HandoverDialog

        if clients:
            dialog = HandoverDialog(self.desk, clients, self)
            dialog.done_well.connect(self._handed_over)
            dialog.open()

    def merge_clients(self, clients: Sequence[Row]) -> None:
        """Show two clients side by side and merge them."""
        from csdesk.gui.dialogs.merging_clients import ClientsDialog

        if len(clients) == 2:
            kept, gone = (ledgers.get(self.desk.db, Client, row.book, row.id) for row in clients)
            dialog = ClientsDialog(self.desk, kept, gone, self)
            dialog.done_well.connect(self._handed_over)
            dialog.open()

    def make_case(self, logs: list[Row]) -> None:
        """Make a case of the first of these follow-ups."""
        from csdesk.gui.dialogs.followups import FollowupCaseDialog

        if len(logs) != 1 or logs[0].values.get("complaint_id"):
            self.said.emit("请选一条跟踪记录" if len(logs) != 1 else f"已转为案件 {logs[0].titles.get('complaint_id', '')}")
            return
        dialog = FollowupCaseDialog(self.desk, logs[0], self)
        dialog.done_with.connect(self._case_made)
        dialog.open()

    def _case_made(self, case: Row) -> None:
        self.changed.emit("*")
        self.said.emit(f"已登记案件 {title_of(Complaint, case.values)}，Ctrl+Z 可撤销")

    def _handed_over(self, sentence: str) -> None:
        self.changed.emit("*")
        self.said.emit(sentence)
