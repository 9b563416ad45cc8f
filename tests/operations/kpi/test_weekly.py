"""A week of real records: figures by person and branch, the reason drafted, written, found missing, and seen from above."""

from datetime import date

import pytest
from openpyxl import load_workbook

from csdesk.domain.care.clients import Client
from csdesk.domain.money.charges import ChargeLine, CostLine
from csdesk.domain.money.receivables import Receipt
from csdesk.domain.plans.targets import Level
from csdesk.domain.plans.weekly import Cause, WeeklyMetric, WeeklyReason
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Branch, Staff
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Refused
from csdesk.operations import ledgers, targets
from csdesk.operations.kpi import weekly
from csdesk.store import changesets

pytestmark = pytest.mark.both_engines
SUNDAY = date(2026, 6, 14)
THIS, LAST = "2026-06-09", "2026-06-03"


@pytest.fixture
def branch(manager_db):
    with changesets.change_set(manager_db, "试") as work:
        work.create(Branch, {"code": "NB", "name": "宁波分部"}, book="BR-NB")
        for name, this, last in (("张三", 2_000_000, 1_000_000), ("李四", 500_000, 500_000)):
            owner = work.create(Staff, {"name": name, "role": "specialist", "branch": "NB"}, book="BR-NB")
            told = {
                "client_code": f"NB-{name}",
                "short_name": f"{name}家",
                "legal_name": name,
                "client_type": "contract",
                "owner_id": owner,
            }
            client = work.create(Client, told, book="NB-1")
            for day, amount, cost in ((THIS, this, 400_000), (LAST, last, 300_000)):
                line = {
                    "client_id": client,
                    "biz_date": day,
                    "vat_rate": 0,
                    "line_no": f"{name}{day}",
                    "item": "freight",
                    "state": "estimated",
                }
                work.create(ChargeLine, {**line, "amount_incl_tax": amount}, book="NB-1")
                work.create(CostLine, {**line, "amount_incl_tax": cost}, book="NB-1")
                work.create(
                    Waybill, {"client_id": client, "plan_date": day, "waybill_no": f"W{name}{day}", "weight": 2_000_000}, book="NB-1"
                )
            work.create(Receipt, {"client_id": client, "received_on": THIS, "amount": 700}, book="NB-1")
    return manager_db


def week(db, level=Level.BRANCH, text="NB", as_of=SUNDAY, name="2026-W24"):
    return weekly.sheet(db, targets.entity_of(db, level, text), name, as_of=as_of)


def figures(made):
    return {line.figure.metric: line for line in made.lines}


def test_a_branchs_week_beside_the_one_before(branch):
    found = figures(week(branch))
    revenue = found[WeeklyMetric.REVENUE]
    assert (revenue.figure.this.num, revenue.figure.last.num, revenue.asked) == (2_500_000, 1_500_000, True)
    assert found[WeeklyMetric.GROSS_PROFIT].figure.this.num == 1_700_000
    assert (found[WeeklyMetric.WAYBILLS].figure.this.num, found[WeeklyMetric.WEIGHT].figure.this.num) == (2, 4_000_000)
    assert found[WeeklyMetric.COLLECTION].figure.this.num == 1_400
    assert revenue.draft.text == "NB-张三 张三家 +10,000.00（量 +0.00，价 +10,000.00）".replace("+0.00", "0.00")


def test_each_specialist_has_his_own(branch):
    one = figures(week(branch, Level.SPECIALIST, "张三"))[WeeklyMetric.REVENUE].figure
    other = figures(week(branch, Level.SPECIALIST, "李四"))[WeeklyMetric.REVENUE].figure
    assert (one.this.num, other.this.num) == (2_000_000, 500_000)
    assert other.change == 0


def test_a_reason_is_missing_until_it_is_written_and_then_changed_in_place(branch, now):
    made = week(branch)
    assert WeeklyMetric.REVENUE in [line.figure.metric for line in made.missing]
    with pytest.raises(Refused, match="请写明"):
        weekly.explain(branch, made, WeeklyMetric.REVENUE, Cause.PRICE, "  ", now=now)
    weekly.explain(branch, made, WeeklyMetric.REVENUE, Cause.PRICE, "涨价", now=now)
    weekly.explain(branch, week(branch), WeeklyMetric.REVENUE, Cause.VOLUME, "大单", now=now)
    [row] = ledgers.select(branch, WeeklyReason, Query())
    assert (row.values["text"], row.values["this"], row.values["last"], row.values["by"]) == ("大单", 2_500_000, 1_500_000, "李经理")
    assert WeeklyMetric.REVENUE not in [line.figure.metric for line in week(branch).missing]


def test_the_reasons_of_those_below_are_seen_from_above(branch, now, tmp_path):
    weekly.explain(branch, week(branch, Level.SPECIALIST, "张三"), WeeklyMetric.REVENUE, Cause.CLIENT_GAIN, "新客户上量", now=now)
    made = week(branch)
    assert [row.values["text"] for row in figures(made)[WeeklyMetric.REVENUE].below] == ["新客户上量"]
    weekly.export(made, tmp_path / "周.xlsx")
    own, below = load_workbook(tmp_path / "周.xlsx").worksheets
    assert [cell.value for cell in own[2]][:3] == ["收入（不含税）", "25,000.00", "15,000.00"]
    assert [cell.value for cell in below[2]] == ["收入（不含税）", "张三", "新增客户", "新客户上量", "李经理"]


def test_a_running_week_counts_to_the_day_and_says_so(branch):
    made = week(branch, as_of=date(2026, 6, 8))
    assert made.runs
    assert figures(made)[WeeklyMetric.REVENUE].figure.this.num == 0
    assert (made.so_far, made.heading_for) == (1_500_000, 1_500_000 * 21 // 6)
    with pytest.raises(Refused, match="还没有开始"):
        week(branch, as_of=date(2026, 6, 7))
