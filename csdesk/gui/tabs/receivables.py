"""应收账款: from the charge line to the money."""

from PySide6.QtWidgets import QWidget

from csdesk.domain.money.charges import ChargeLine, CostLine, OpeningBalance
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.money.prices import PriceAgreement
from csdesk.domain.money.receivables import Application, Dunning, Invoice, Receipt, Statement
from csdesk.domain.record import Record
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.money.ageing import AgeingPage
from csdesk.gui.money.collecting import CollectingPage
from csdesk.gui.tabs.ledgers import LedgerTab, tool
from csdesk.gui.tabs.settling import Settling
from csdesk.operations import desk as desk_operations


class ReceivablesTab(LedgerTab):
    """The ledgers of what clients owe, and its age."""

    leads = ((CollectingPage, "催收清单"), (AgeingPage, "账龄"))
    opens_on_lead = False
    ledgers = (
        (ChargeLine, "费用明细"), (CostLine, "成本"), (Statement, "对账单"), (Invoice, "发票"), (Receipt, "回款"), (Application, "核销"),
        (Dunning, "催收记录"), (WriteOff, "坏账"), (PriceAgreement, "价格"), (OpeningBalance, "期初"),
    )  # fmt: skip
    shows = frozenset({record.about.name for record, _ in ledgers} | {"client", "contact", "waybill", "policy"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        collecting, ageing = self.leading
        assert isinstance(collecting, CollectingPage)
        assert isinstance(ageing, AgeingPage)
        self.collecting, self.ageing = collecting, ageing
        self.ageing.record_wanted.connect(self.record_wanted)
        self.collecting.record_wanted.connect(self.record_wanted)
        self.settling = Settling(desk, self)
        self.settling.changed.connect(self.changed)
        self.settling.said.connect(self.said)
        self.collecting.letter_wanted.connect(self.settling.print_letter)
        if desk_operations.may_write(desk.db, ChargeLine):
            self.tools.addWidget(tool("生成预估…", self.settling.charge, "从已发车的运单按价格协议生成预估应收"))
            self.tools.addWidget(tool("制作对账单…", self.settling.state, "把一个月的预估应收做成对账单，可一次做多家"))

    def choose(self, record: type[Record]) -> LedgerPane:
        fresh = record not in self._panes
        pane = super().choose(record)
        if fresh:
            self.settling.attach(pane)
        return pane
