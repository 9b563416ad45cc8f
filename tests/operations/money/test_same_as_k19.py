"""What the ageing says is what K19 says: the same debts, the same age, to the 分."""

from datetime import date

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.money.receivables import Receipt
from csdesk.operations import ledgers, moves
from csdesk.operations.kpi import companions, figures
from csdesk.operations.money.ageing import aged
from csdesk.operations.money.losses import ask_adjustment, ask_write_off
from csdesk.operations.money.receipts import Part, apply_receipt

AS_OF = date(2026, 6, 12)


@pytest.fixture
def owing(manager_db, now):
    """A client with debts of every age, of which parts are paid, adjusted, given up, rebated, or wait for it."""
    db = manager_db
    client = ledgers.create(db, Client, {"legal_name": "甲有限公司", "short_name": "甲", "client_type": "spot"}, now=now)

    def line(day, amount, due=None, **more):
        values = {"client_id": client.id, "biz_date": day, "amount_incl_tax": amount, "due_date": due, **more}
        return ledgers.create(db, ChargeLine, values, now=now)

    lines = [line("2025-03-01", 50_00, "2025-05-01"), line("2025-11-05", 300_00, "2025-12-31"), line("2026-03-01", 200_00, "2026-05-01"),
             line("2026-05-01", 90_00, "2026-06-11"), line("2026-06-01", 70_00)]  # fmt: skip
    line("2026-05-20", -20_00, item="rebate")
    came = ledgers.create(db, Receipt, {"client_id": client.id, "received_on": "2026-06-01", "amount": 120_00}, now=now)
    apply_receipt(db, came, applied_on=date(2026, 6, 2), now=now, parts=[Part("charge_line_id", lines[2].id, 80_00)])
    moves.act(db, ChargeLine, ask_adjustment(db, lines[4], 5_00, "折让", now=now), "approve", {}, now=now)
    ask_adjustment(db, lines[4], 6_00, "折让", now=now)
    given_up = ask_write_off(db, ChargeLine, lines[3], 30_00, "破产", AS_OF, now=now)
    moves.act(db, WriteOff, given_up, "approve", {}, now=now)
    ask_write_off(db, ChargeLine, lines[3], 10_00, "破产", AS_OF, now=now)
    return db


def test_the_buckets_are_those_of_k19(owing):
    found = aged(owing, AS_OF)
    (k19,) = figures.figures(owing, level="branch", period="2026-06", as_of=AS_OF, kpis=["K19"])
    assert (sum(found.totals), sum(found.totals[1:])) == (k19.den, k19.num)
    assert found.totals == tuple(beside.num for beside in companions.beside_of(owing, k19)[: len(found.totals)])
    assert found.totals == (65_00, 60_00, 120_00, 0, 290_00, 0, 0)
