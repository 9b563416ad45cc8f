"""The ageing through a real file: by client, prepayments apart, as of any day, as a workbook."""

from datetime import date

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.money.receivables import Receipt
from csdesk.domain.office import Policy
from csdesk.operations import ledgers
from csdesk.operations.money.ageing import aged, behind, export_ageing
from csdesk.reports import sheets

pytestmark = pytest.mark.both_engines


@pytest.fixture
def owing(db, now):
    """Two clients: A owes an old and a new line, B has paid ahead."""

    def client(name):
        return ledgers.create(db, Client, {"legal_name": f"{name}有限公司", "short_name": name, "client_type": "spot"}, now=now)

    def line(whose, day, amount, due=None):
        values = {"client_id": whose.id, "biz_date": day, "amount_incl_tax": amount, "due_date": due}
        return ledgers.create(db, ChargeLine, values, now=now)

    a, b = client("甲"), client("乙")
    old = line(a, "2026-01-05", 100_00, "2026-04-30")
    new = line(a, "2026-06-01", 50_00)
    line(b, "2026-06-01", 10_00, "2026-06-10")
    ledgers.create(db, Receipt, {"client_id": b.id, "received_on": "2026-06-11", "amount": 25_00}, now=now)
    return a, b, old, new


def test_by_due_date(db, owing, now):
    _, _, old, _ = owing
    found = aged(db, now.date())
    (one,) = found.clients
    assert (one.amounts, one.total, found.prepaid) == ((50_00, 0, 100_00, 0, 0, 0, 0), 150_00, 15_00)
    (told,) = behind(db, found, one, 2)
    assert (told.id, told.days, told.title) == (old.id, 43, f"{old.values['line_no']} 运费")
    assert len(behind(db, found, one)) == 2
    assert found.as_json()["buckets"][2] == {"label": "31–60", "amount": 100_00, "share": 6667}


def test_as_of_a_day_before(db, owing):
    found = aged(db, date(2026, 6, 10))
    assert {one.name[-1]: one.total for one in found.clients} == {"甲": 150_00, "乙": 10_00}
    assert aged(db, date(2026, 1, 4)).clients == ()


def test_by_the_day_of_the_business_in_own_buckets(db, owing, now):
    assert aged(db, now.date(), "biz", "100").clients[0].amounts == (50_00, 100_00)


@pytest.mark.about_files
def test_the_companys_buckets(manager_db, now):
    ledgers.create(manager_db, Policy, {"key": "ageing_buckets", "value": "45,90", "valid_from": "2026-01-01"}, now=now)
    assert aged(manager_db, now.date()).buckets.labels == ("未到期", "1–45", "46–90", ">90")
    assert aged(manager_db, date(2025, 12, 31)).buckets.labels[1] == "1–30"


@pytest.mark.about_files
def test_as_a_workbook(db, owing, now, tmp_path):
    export_ageing(db, aged(db, now.date()), tmp_path / "账龄.xlsx")
    first, items = sheets.open_book(tmp_path / "账龄.xlsx")
    assert first.rows[0][2:5] == ["未到期(元)", "1–30(元)", "31–60(元)"]
    assert first.rows[-2][2:] == [50, 0, 100, 0, 0, 0, 0, 150]
    assert first.rows[-1][2] == "33.33 %"
    assert [row[4] for row in items.rows[1:]] == [43, ""]
