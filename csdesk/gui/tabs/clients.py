"""客户档案: clients, the people there, SOPs, follow-ups and surveys."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from csdesk.domain.care.clients import Client, Contact
from csdesk.domain.care.followups import ClientLog, LogType
from csdesk.domain.care.opportunities import Opportunity
from csdesk.domain.care.sops import ClientSop
from csdesk.domain.care.surveys import SurveyRound
from csdesk.domain.care.visits import VisitPlan
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.instructions import Instruction
from csdesk.domain.record import Record, title_of
from csdesk.domain.rows import Row
from csdesk.gui.care.daily import DailyPage
from csdesk.gui.care.listing import ListingPage
from csdesk.gui.care.values import ChancePage, ValuePage
from csdesk.gui.care.visits import VisitPage
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.ledger.steps import NEXT
from csdesk.gui.tabs.acts import add_acts
from csdesk.gui.tabs.ledgers import LedgerTab
from csdesk.operations import desk as desk_operations
from csdesk.operations import ledgers
from csdesk.operations.clients import followups
from csdesk.operations.clients.followups import Begun
from csdesk.operations.desk import Named


class ClientsTab(LedgerTab):
    """The client archive."""

    leads = ((DailyPage, "今日动态"), (VisitPage, "月度拜访"), (ValuePage, "客户价值"), (ChancePage, "挖潜机会"))
    opens_on_lead = False
    ledgers = (
        (Client, "客户"),
        (Contact, "联系人"),
        (ClientSop, "SOP"),
        (ClientLog, "跟踪"),
        (VisitPlan, "拜访计划"),
        (Opportunity, "商机"),
        (SurveyRound, "满意度"),
        (Instruction, "批示"),
    )
    shows = frozenset(
        {
            "client",
            "contact",
            "client_sop",
            "client_log",
            "visit_plan",
            "opportunity",
            "survey_round",
            "instruction",
            "dunning",
            "staff",
            "policy",
            "charge_line",
            "cost_line",
            "receipt",
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.daily, self.visits, self.values, self.chances = self.leading
        for page in self.leading:
            assert isinstance(page, ListingPage)
            page.record_wanted.connect(self.record_wanted)
            if isinstance(page, ValuePage | ChancePage):
                page.task_wanted.connect(self.note_task)
        assert isinstance(self.daily, DailyPage)
        self.daily.log_wanted.connect(self.log)

    def note_task(self, about: Named, title: str) -> None:
        """A task that came out of a client's analysis."""
        from csdesk.gui.dialogs.noting import TaskDialog

        dialog = TaskDialog(self.desk, about, self, title=title)
        dialog.done_with.connect(self._task_noted)

    def _task_noted(self, task: Row) -> None:
        self.changed.emit("task")
        self.said.emit(f"已记待办“{task.values['title']}”，Ctrl+Z 可撤销")

    def choose(self, record: type[Record]) -> LedgerPane:
        fresh = record not in self._panes
        pane = super().choose(record)
        if fresh:
            pane.hand_over_wanted.connect(self.hand_over)
            pane.clients_wanted.connect(self.merge_clients)
            if record is ClientLog and desk_operations.may_write(self.desk.db, ClientLog):
                add_acts(pane, [("转投诉案件…", "F3", self.make_case)])
            if record is ClientLog:
                add_acts(pane, [("跟踪统计…", "F7", self.count_logs)])
            if record is VisitPlan and desk_operations.may_write(self.desk.db, ClientLog):
                add_acts(pane, [("登记拜访…", NEXT, self.log_visit)])
            if record is SurveyRound:
                add_acts(pane, [("发放与录入答卷…", NEXT, self.survey)])
            if record is Client and desk_operations.may_write(self.desk.db, ClientLog):
                add_acts(pane, [("登记跟踪…", NEXT, self.log_client), ("登记走访…", "F7", self.log_visit_now)])
        return pane

    def log(self, client: str) -> None:
        """Ask for a follow-up of the client with this id."""
        self.desk.tasks.read(partial(followups.begun, self.desk.db, client), self._ask_log)

    def log_client(self, clients: list[Row]) -> None:
        """The same for the first of these clients."""
        self.log(clients[0].id)

    def log_visit_now(self, clients: list[Row]) -> None:
        """Ask what came of a visit to the first of these clients."""
        self.desk.tasks.read(partial(followups.begun, self.desk.db, clients[0].id, kind=LogType.VISIT), self._ask_log)

    def log_visit(self, plans: list[Row]) -> None:
        """Ask what came of a planned visit."""
        plan = plans[0]
        self.desk.tasks.read(partial(followups.begun, self.desk.db, str(plan.values["client_id"]), plan), self._ask_log)

    def count_logs(self, _: list[Row]) -> None:
        """Show how many follow-ups each person wrote."""
        from csdesk.gui.dialogs.followup_counts import FollowupCountsDialog

        FollowupCountsDialog(self.desk, self).open()

    def survey(self, rounds: list[Row]) -> None:
        """Work on the first of these rounds."""
        from csdesk.gui.dialogs.surveying import SurveyDialog

        dialog = SurveyDialog(self.desk, rounds[0], self)
        dialog.changed.connect(self.changed)
        dialog.open()

    def _ask_log(self, begun: Begun) -> None:
        from csdesk.gui.dialogs.followups import FollowupDialog

        FollowupDialog(self.desk, begun, self).done_with.connect(self._logged)

    def _logged(self, log: Row) -> None:
        again = log.values.get("next_on")
        self.changed.emit("*")
        self.said.emit(f"已登记，下次联系 {again}，Ctrl+Z 可撤销" if again else "已登记，Ctrl+Z 可撤销")

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
