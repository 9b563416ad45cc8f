"""应收账款: from the charge line to the money."""

from PySide6.QtWidgets import QWidget

from csdesk.domain.charges import ChargeLine, CostLine, OpeningBalance
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.money.prices import PriceAgreement
from csdesk.domain.receivables import Application, Dunning, Invoice, Receipt, Statement
from csdesk.gui.desk import Desk
from csdesk.gui.money.ageing import AgeingPage
from csdesk.gui.tabs.ledgers import LedgerTab


class ReceivablesTab(LedgerTab):
    """The ledgers of what clients owe, and its age."""

    title = "应收账款"
    glyph = "money"
    leads = ((AgeingPage, "账龄"),)
    opens_on_lead = False
    ledgers = (
        (ChargeLine, "费用明细"), (CostLine, "成本"), (Statement, "对账单"), (Invoice, "发票"), (Receipt, "回款"), (Application, "核销"),
        (Dunning, "催收"), (WriteOff, "坏账"), (PriceAgreement, "价格"), (OpeningBalance, "期初"),
    )  # fmt: skip
    shows = frozenset({record.about.name for record, _ in ledgers} | {"client", "waybill"})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        (self.ageing,) = self.leading
        assert isinstance(self.ageing, AgeingPage)
        self.ageing.record_wanted.connect(self.record_wanted)
