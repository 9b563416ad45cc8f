"""What is right in itself and does not fit the other records: a sentence for each, and nothing is written."""

import re

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.checking import Invalid
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.money.receivables import Application, Receipt
from csdesk.domain.plans.targets import Plan, PlanLine
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Branch, Staff
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.operations.excel import blocks


class World:
    """示例家电 under contract since March owes 100 in L1 and 50 in L2, 别家 owes 70 in L3; 120 came in from the first."""

    def __init__(self, db, now):
        self.db, self.now = db, now
        told = {"client_type": "spot", "contract_from": "2026-03-01", "first_biz_date": "2026-02-15"}
        self.ids = {name: self.put(Client, short_name=name, legal_name=f"{name}有限公司", **told) for name in ("示例家电", "别家")}
        for no, name, yuan in (("L1", "示例家电", 100), ("L2", "示例家电", 50), ("L3", "别家", 70)):
            self.ids[no] = self.put(ChargeLine, client_id=self.ids[name], biz_date="2026-04-01", amount_incl_tax=yuan * 100, line_no=no)
        self.ids["R"] = self.put(Receipt, client_id=self.ids["示例家电"], received_on="2026-05-10", amount=120_00, receipt_no="R")

    def put(self, record, **values):
        return ledgers.create(self.db, record, values, now=self.now).id

    def application(self, line="L1", amount=100, on="2026-05-10", client="示例家电"):
        told = {"receipt_id": self.ids["R"], "client_id": self.ids[client], "charge_line_id": self.ids[line]}
        return self.put(Application, amount=amount * 100, applied_on=on, **told)

    def everything(self):
        records = (Application, ChargeLine, Receipt, Plan, PlanLine)
        return [row.values for record in records for row in ledgers.select(self.db, record, Query())]


@pytest.fixture
def world(manager_db, now):
    ledgers.create(manager_db, Branch, {"code": "NB", "name": "宁波分部"}, now=now)
    ledgers.create(manager_db, Staff, {"name": "张三", "role": "specialist", "branch": "NB"}, now=now)
    return World(manager_db, now)


def target(world, level, entity):
    return world.put(Plan, year=2026, level=level, entity=entity, metric="revenue", total=100)


BAD = [
    ("超过欠款", lambda w: w.application("L2", 51), "所选的应收明细只欠 50.00 元，不能核销 51.00 元"),
    ("超过回款", lambda w: (w.application("L1", 100), w.application("L2", 21)), "这笔回款只余 20.00 元未核销，不能核销 21.00 元"),
    ("另一个客户的应收", lambda w: w.application("L3", 70), "所选的应收明细不属于这个客户或已经结清"),
    ("另一个客户的回款", lambda w: w.application("L3", 70, client="别家"), "这笔回款是另一个客户的"),
    ("早于回款", lambda w: w.application(on="2026-05-09"), "核销日期不能早于回款日期 2026-05-10"),
    (
        "早于合同",
        lambda w: w.put(ChargeLine, client_id=w.ids["别家"], biz_date="2026-02-14", amount_incl_tax=100),
        "2026-02-14 早于合同起始 2026-03-01",
    ),
    (
        "那时没有的税率",
        lambda w: w.put(ChargeLine, client_id=w.ids["别家"], biz_date="2026-04-14", amount_incl_tax=100, vat_rate=1700),
        "2026-04-14 没有 17.*的税率，当天有：13",
    ),
    ("没有的分部", lambda w: target(w, "branch", "SH"), "没有“SH”这个分部，可填：NB、宁波分部"),
    ("没有的专员", lambda w: target(w, "specialist", "李四"), "没有“李四”这个专员，可填：.*张三"),
    ("没有的客户", lambda w: target(w, "client", "无此客户"), "没有“无此客户”这个客户，可填："),
]


@pytest.mark.parametrize(("what", "act", "sentence"), BAD, ids=[what for what, *_ in BAD])
def test_it_is_refused_and_nothing_is_written(world, what, act, sentence):
    fits = 1 if what == "超过回款" else 0  # the first of the two
    before = len(world.everything())
    with pytest.raises(Invalid, match=sentence):
        act(world)
    assert len(world.everything()) == before + fits


@pytest.mark.parametrize(
    ("level", "entity"), [("branch", "NB"), ("branch", "宁波分部"), ("specialist", "张三"), ("client", "别家"), ("nation", "全国")]
)
def test_whoever_is_known_may_have_a_plan(world, level, entity):
    assert target(world, level, entity)


def test_an_application_is_judged_again_when_it_is_changed(world):
    id_ = world.application("L2", 30)
    row = ledgers.get(world.db, Application, world.db.site.book, id_)
    with pytest.raises(Invalid, match="只欠 50.00 元，不能核销 60.00 元"):
        ledgers.change(world.db, Application, row, {"amount": 60_00}, now=world.now)
    assert ledgers.change(world.db, Application, row, {"amount": 50_00}, now=world.now).values["amount"] == 50_00


def test_lines_that_are_pasted_are_judged_together(world):
    head = "回款编号\t客户\t应收明细\t核销金额(元)\t核销日期\n"
    cells = blocks.read(head + "R\t示例家电\tL1\t100\t2026-05-10\nR\t示例家电\tL2\t21\t2026-05-10\n")
    plan = blocks.look(world.db, Application, cells, blocks.Target(), now=world.now)
    [told] = plan.wrong[1].values()
    assert re.search("这笔回款只余 20.00 元未核销", told)
    with pytest.raises(Refused, match="有 1 行不对，第 2 行"):
        blocks.paste(world.db, Application, cells, blocks.Target(), now=world.now)
    assert ledgers.count(world.db, Application, Query()) == 0


def test_a_contract_that_was_renewed_does_not_forbid_the_business_of_before(world):
    assert world.put(ChargeLine, client_id=world.ids["别家"], biz_date="2026-02-20", amount_incl_tax=100)
