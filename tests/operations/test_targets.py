"""A year's targets through a real file: laid out, saved as drafts, approved, adjusted by a version, counted by K02."""

from datetime import date
from fractions import Fraction

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.closing import MonthClose
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.plans.targets import Level, Metric, Plan, PlanLine, Tier
from csdesk.domain.rows import Filter, Query
from csdesk.domain.staff.people import Branch, Staff
from csdesk.errors import Refused
from csdesk.operations import ledgers, moves, targets
from csdesk.operations.kpi import figures
from csdesk.store import changesets

pytestmark = pytest.mark.both_engines

JANUARY = date(2026, 1, 2)
MARCH = date(2026, 3, 20)


@pytest.fixture
def branch(manager_db):
    """The branch NB: 张三 did a quarter of last year's business, 李四 the rest; 3 clients."""
    with changesets.change_set(manager_db, "试") as work:
        work.create(Branch, {"code": "NB", "name": "宁波分部"}, book="BR-NB")
        for name, monthly in (("张三", 100_000), ("李四", 300_000)):
            owner = work.create(Staff, {"name": name, "role": "specialist", "branch": "NB"}, book="BR-NB")
            client = {
                "client_code": f"NB-{name}",
                "short_name": f"{name}的客户",
                "legal_name": name,
                "client_type": "contract",
                "status": "active",
            }
            id_ = work.create(Client, {**client, "owner_id": owner, "first_biz_date": "2024-01-01"}, book="NB-1")
            for month in range(1, 13):
                told = {"client_id": id_, "biz_date": f"2025-{month:02}-10", "amount_incl_tax": monthly * 109 // 100, "vat_rate": 900}
                work.create(ChargeLine, {**told, "line_no": f"{month}", "item": "freight", "state": "estimated"}, book="NB-1")
    return manager_db


def own_sheet(db, as_of=JANUARY, **more):
    entity = targets.entity_of(db, Level.BRANCH, "NB")
    return targets.sheet(db, entity, Metric.REVENUE, 2026, as_of=as_of, **more)


def in_force(db, entity="NB"):
    rows = ledgers.select(db, PlanLine, Query(filters=(Filter("entity", "is", entity), Filter("status", "is", "approved"))))
    return {row.values["month"]: row.values["value"] for row in rows}


def approved(db, now, total=4_800_000, as_of=JANUARY, note=""):
    known = own_sheet(db, as_of)
    known.sheet.spread(total, Fraction(0))
    known.sheet.divide()
    targets.save(db, known, now=now, reason="试调整" if known.sheet.own.approved else "")
    return targets.approve(db, targets.current(db, known), now=now, gap_note=note)


def test_last_year_stands_beside_the_plan(branch):
    sheet = own_sheet(branch).sheet
    assert list(sheet.own.before) == [400_000] * 12
    assert {part.name: part.recent for part in sheet.parts} == {"张三": 1_200_000, "李四": 3_600_000}


def test_drafts_do_not_count_until_they_are_approved(branch, now):
    known = own_sheet(branch)
    known.sheet.spread(4_800_000, Fraction(0))
    known.sheet.divide()
    assert targets.save(branch, known, now=now) == targets.Kept(begun=3)
    assert in_force(branch) == {}
    again = own_sheet(branch)
    assert again.draft
    assert again.sheet.own.months == known.sheet.own.months

    assert targets.approve(branch, targets.current(branch, again), now=now) == 3
    assert sum(in_force(branch).values()) == 4_800_000
    assert in_force(branch)["2026-02"] == 4_800_000 * 58 // 1200
    assert sum(in_force(branch, "张三").values()) == 1_200_000
    [figure] = figures.figures(branch, level="branch", period="2026-01", kpis=["K02"])
    assert figure.den == 4_800_000 * 98 // 1200


def test_one_undo_takes_a_whole_sheet_back(branch, now):
    approved(branch, now)
    ledgers.undo(branch)
    assert in_force(branch) == {}
    ledgers.undo(branch)
    assert ledgers.count(branch, Plan, Query()) == ledgers.count(branch, PlanLine, Query()) == 0


def test_a_draft_is_changed_in_place(branch, now):
    known = own_sheet(branch)
    known.sheet.spread(1200)
    targets.save(branch, known, now=now)
    known = own_sheet(branch)
    known.sheet.put(known.sheet.own, 0, 5)
    assert targets.save(branch, known, now=now) == targets.Kept(changed=1)
    [plan] = targets.current(branch, own_sheet(branch))
    assert plan.values["total"] == sum(own_sheet(branch).sheet.own.months)
    with pytest.raises(Refused, match="没有改动"):
        targets.save(branch, own_sheet(branch), now=now)


def test_a_gap_is_explained_before_approval(branch, now):
    known = own_sheet(branch)
    known.sheet.spread(4_800_000)
    known.sheet.divide()
    known.sheet.put(known.sheet.parts[0], 3, known.sheet.parts[0].months[3] + 2_000)
    targets.save(branch, known, now=now)
    plans = targets.current(branch, known)
    with pytest.raises(Refused, match=r"下级合计比本级多 20.00，请在“差额说明”里写明原因后再批准"):
        targets.approve(branch, plans, now=now)
    assert in_force(branch) == {}
    targets.approve(branch, plans, now=now, gap_note="加码 20 元")
    own = targets.current(branch, known)[0]
    assert (own.values["gap"], own.values["gap_note"], own.values["approved_by"]) == (2_000, "加码 20 元", "李经理")


def test_the_gap_is_measured_when_it_is_approved_from_the_card(branch, now):
    known = own_sheet(branch)
    known.sheet.spread(4_800_000)
    known.sheet.divide()
    targets.save(branch, known, now=now)
    own, part, _ = targets.current(branch, known)
    ledgers.change(branch, Plan, part, {"total": part.values["total"] - 100})
    with pytest.raises(Refused, match=r"少 1.00"):
        moves.act(branch, Plan, own, "approve", {}, now=now)


def test_an_adjustment_is_a_new_version_and_closed_months_stay(branch, now):
    approved(branch, now)
    before = in_force(branch)
    assert own_sheet(branch, MARCH).sheet.closed == 0  # over, but not closed yet
    with changesets.change_set(branch, "月结") as work:
        work.create(MonthClose, {"month": "2026-02", "closed_on": "2026-03-06", "closed_by": "李经理", "figures": 0})
    known = own_sheet(branch, MARCH)
    assert known.sheet.closed == 2
    known.sheet.spread(6_000_000, Fraction(0))
    known.sheet.divide()
    with pytest.raises(Refused, match="调整要写明原因"):
        targets.save(branch, known, now=now)
    targets.save(branch, known, now=now, reason="新客户上线")
    assert in_force(branch) == before  # the old one stands until the new one is approved
    targets.approve(branch, targets.current(branch, known), now=now)
    after = in_force(branch)
    assert sum(after.values()) == 6_000_000
    assert [after[m] for m in ("2026-01", "2026-02")] == [before[m] for m in ("2026-01", "2026-02")]
    [old, new] = sorted(ledgers.select(branch, Plan, Query(filters=(Filter("entity", "is", "NB"),))), key=lambda row: row.values["version"])
    assert (old.values["status"], new.values["status"], new.values["reason"]) == ("adjusted", "approved", "新客户上线")


def test_a_stretch_is_a_plan_of_its_own_and_owed_by_nobody(branch, now):
    approved(branch, now)
    known = own_sheet(branch, tier=Tier.STRETCH)
    assert not any(known.sheet.own.months)
    known.sheet.spread(9_600_000, Fraction(0))
    targets.save(branch, known, now=now)
    targets.approve(branch, targets.current(branch, known), now=now)
    [figure] = figures.figures(branch, level="branch", period="2026-01", kpis=["K02"])
    assert figure.den == 4_800_000 * 98 // 1200


def test_lines_that_came_from_a_workbook_are_adjusted_too(branch, now):
    told = {"level": "branch", "entity": "NB", "metric": "revenue", "value": 100}
    for month in range(1, 13):
        ledgers.create(branch, PlanLine, {**told, "month": f"2026-{month:02}"}, now=now)
    known = own_sheet(branch)
    assert known.sheet.own.months == [100] * 12
    known.sheet.put(known.sheet.own, 11, 200)
    targets.save(branch, known, now=now, reason="年末加码")
    targets.approve(branch, targets.current(branch, known), now=now)
    [figure] = figures.figures(branch, level="branch", period="2026-12", kpis=["K02"], as_of=date(2026, 12, 31))
    assert figure.den == 200


def test_a_specialist_makes_no_plans(db, now):
    with pytest.raises(Refused, match="年度计划"), changesets.change_set(db, "试") as work:
        work.create(Plan, {"year": 2026, "level": "branch", "entity": "NB", "metric": "revenue", "total": 1, "status": "draft"})


def test_who_is_meant_is_asked_for(branch):
    with pytest.raises(Refused, match="没有唯一的“王五”；可选：张三、李四"):
        targets.entity_of(branch, Level.SPECIALIST, "王五")
