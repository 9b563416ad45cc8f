"""What does not fit the other records, typed into the window: the field says why, and nothing is written."""

import pytest
from gui.waiting import settle
from operations.test_entering import World
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.money.receivables import Application, Statement
from csdesk.domain.plans.targets import Plan
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Branch
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.closing import ClosingDialog
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.tasks import InlineTasks
from csdesk.operations import ledgers
from csdesk.operations.kpi import closing
from csdesk.settings import Settings


@pytest.fixture
def desk(manager_db, now, look):
    tasks = InlineTasks()
    yield Desk(manager_db, tasks, Settings(), look, lambda: now)
    tasks.deleteLater()


@pytest.fixture
def world(manager_db, now):
    ledgers.create(manager_db, Branch, {"code": "NB", "name": "宁波分部"}, now=now)
    return World(manager_db, now)


def paying(world, line, yuan, on="2026-05-10", client="示例家电"):
    return {
        "receipt_id": world.ids["R"],
        "client_id": world.ids[client],
        "charge_line_id": world.ids[line],
        "amount": yuan * 100,
        "applied_on": on,
    }


def charging(world, day, rate=900):
    return {"client_id": world.ids["别家"], "biz_date": day, "item": "freight", "amount_incl_tax": 100_00, "vat_rate": rate}


def planning(_, level, entity):
    return {"year": 2026, "level": level, "entity": entity, "metric": "revenue", "total": 100_00}


BAD = [
    (Application, lambda w: paying(w, "L2", 51), "amount", "所选的应收明细只欠 50.00 元"),
    (Application, lambda w: paying(w, "L3", 70), "charge_line_id", "不属于这个客户或已经结清"),
    (Application, lambda w: paying(w, "L3", 70, client="别家"), "client_id", "这笔回款是另一个客户的"),
    (Application, lambda w: paying(w, "L1", 9, on="2026-05-09"), "applied_on", "不能早于回款日期 2026-05-10"),
    (ChargeLine, lambda w: charging(w, "2026-02-14"), "biz_date", "早于合同起始 2026-03-01"),
    (ChargeLine, lambda w: charging(w, "2026-04-14", 1700), "vat_rate", "没有 17 %的税率"),
    (Plan, lambda w: planning(w, "branch", "SH"), "entity", "没有“SH”这个分部，可填：NB"),
]


@pytest.mark.parametrize(("record", "values", "field", "sentence"), BAD, ids=[f"{one[0].about.name}-{one[2]}" for one in BAD])
def test_the_field_says_why(qtbot, desk, world, record, values, field, sentence):
    pane = LedgerPane(desk, record)
    qtbot.addWidget(pane)
    pane.resize(1200, 640)
    pane.show()
    settle()
    before = ledgers.count(world.db, record, Query())
    pane.new()
    titles = {id_: name for name, id_ in world.ids.items()}
    for name, value in values(world).items():
        pane.card.form.fill(name, value, titles.get(value, ""))
    assert not pane.card.save() or pane.card.form.wrong()
    settle()
    assert sentence in pane.card.form.wrong()[field]
    assert ledgers.count(world.db, record, Query()) == before
    pane.card.revert()


def test_a_month_with_open_differences_is_not_closed(qtbot, desk, world):
    world.put(Statement, client_id=world.ids["示例家电"], period="2026-04", total=1, status="disputed", statement_no="1")
    over = QWidget()
    qtbot.addWidget(over)
    dialog = ClosingDialog(desk, over)
    dialog.open()
    settle()
    assert dialog.month.currentData() <= "2026-05"
    dialog.month.setCurrentIndex(dialog.month.findData("2026-04"))
    dialog.month.activated.emit(dialog.month.currentIndex())
    settle()
    dialog.reason.setText("照样结账")
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    settle()
    assert "1 张对账单有争议" in dialog.told.text()
    assert closing.closings(world.db) == []
    dialog.reject()
