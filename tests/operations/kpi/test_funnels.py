"""The funnel of a period's business: what was charged, agreed, invoiced and paid, at every level the same lines."""

from datetime import date

import pytest
from operations.kpi.test_figures import World

from csdesk.domain.money.charges import OpeningBalance
from csdesk.domain.money.receivables import Application, Invoice, Receipt
from csdesk.operations.kpi import figures
from csdesk.operations.kpi.funnels import funnels

DONE = date(2026, 7, 31)
pytestmark = pytest.mark.both_engines


@pytest.fixture
def db(manager_db):
    """Two specialists: of 张三's 600 yuan in June 400 are agreed, 300 invoiced, 250 paid; 李四 has 100, all of it estimated."""
    world = World(manager_db)
    with world.together():
        one, two = world.staff("张三"), world.staff("李四")
        a, b = world.client("A", one), world.client("B", two)
        bill = world.put(Invoice, number="12345678", client_id=a, issued_on="2026-07-02", amount_incl_tax=300_00, tax=0)
        paid = charge(world, a, "2026-06-03", 200, state="settled", invoice_id=bill)
        part = charge(world, a, "2026-06-05", 100, state="invoiced", invoice_id=bill)
        charge(world, a, "2026-06-20", 100, state="reconciled")
        charge(world, a, "2026-06-30", 200)
        charge(world, a, "2026-06-30", 999, state="void")
        charge(world, a, "2026-05-31", 50)
        charge(world, b, "2026-06-10", 100)
        world.put(OpeningBalance, client_id=b, item="receivable", month="2026-06", amount=77_00)
        receipt = world.put(Receipt, receipt_no="SK1", client_id=a, received_on="2026-07-10", amount=250_00)
        for line, amount in ((paid, 200_00), (part, 50_00)):
            world.put(Application, receipt_id=receipt, client_id=a, charge_line_id=line, amount=amount, applied_on="2026-07-10")
    return manager_db


def charge(world, client, day, yuan, **more):
    return world.charge(client, day, 0, amount_incl_tax=yuan * 100, **more)


def way(db, level="branch", entity="NB", as_of=DONE, period="2026-06"):
    return funnels(db, level=level, period=period, entity=entity, as_of=as_of)


def told(funnel):
    return [(part.amount // 100, part.count) for part in funnel.parts]


def test_each_stage_holds_what_has_come_so_far(db):
    assert told(way(db).now) == [(700, 5), (400, 3), (300, 2), (250, 1)]
    assert told(way(db).before) == [(50, 1), (0, 0), (0, 0), (0, 0)]
    assert told(way(db).year) == [(0, 0)] * 4


def test_what_is_not_known_yet_has_not_come(db):
    assert told(way(db, as_of=date(2026, 7, 1)).now)[2:] == [(0, 0), (0, 0)]  # neither invoice nor money


def test_what_was_not_paid_is_what_the_ageing_shows_of_it(db):
    (k19,) = figures.figures(db, level="branch", period="2026-07", as_of=DONE, kpis=["K19"])
    charged, *_, paid = way(db).now.parts
    assert charged.amount - paid.amount + 50_00 + 77_00 == k19.den  # May's line and what was there before


def test_the_specialists_together_are_the_branch(db):
    people = [way(db, "specialist", f.entity).now for f in figures.figures(db, level="specialist", period="2026-06", kpis=["K01"])]
    assert [sum(column) for column in zip(*([part.amount for part in one.parts] for one in people), strict=True)] == [
        part.amount for part in way(db).now.parts
    ]
    assert sorted(told(one)[0] for one in people) == [(100, 1), (600, 4)]


def test_a_stage_leads_to_its_lines(db):
    lead = way(db).leads[-1]
    found = figures.behind_part(db, lead)
    assert sorted((lead.amount(one.num), lead.amount(one.den)) for one in found) == [("200.00", "200.00"), ("50.00", "100.00")]
    assert lead.title == "NB　2026-06 的业务　回款核销（截至 2026-07-31）"
