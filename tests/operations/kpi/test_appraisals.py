"""The appraisals of a month: made for everyone K10 counts, from frozen figures, overridden with a reason, approved and talked about."""

from datetime import datetime

import pytest
from operations.kpi.test_figures import World

from csdesk.domain.moments import SHANGHAI
from csdesk.domain.rows import Query
from csdesk.domain.staff.appraisals import Appraisal, AppraisalItem, Interview, StaffLeave
from csdesk.domain.staff.people import Staff
from csdesk.domain.staff.scorecards import AppraisalScheme
from csdesk.errors import Refused
from csdesk.operations import ledgers, moves
from csdesk.operations.kpi import appraisals, closing, figures

JULY_8 = datetime(2026, 7, 8, 9, 0, tzinfo=SHANGHAI)
MONTH = "2026-06"


@pytest.fixture
def world(manager_db):
    """张三 with a margin of 15.80 %, 李四 with nothing yet, one too new, one on leave, an assistant."""
    world = World(manager_db)
    with world.together():
        world.zhang = world.staff("张三", hired_on="2020-01-01", book="BR-NB")
        world.staff("李四", hired_on="2020-01-01", book="BR-NB")
        world.staff("王五", hired_on="2026-06-25", book="BR-NB")
        away = world.staff("赵六", hired_on="2020-01-01", book="BR-NB")
        world.put(StaffLeave, staff_id=away, since="2026-06-01", until="2026-06-20", book="BR-NB")
        world.put(Staff, name="孙助理", role="assistant", branch="NB", hired_on="2020-01-01", book="BR-NB")
        a = world.client("A", world.zhang)
        world.charge(a, "2026-06-03", 10_000)
        world.cost(a, "2026-06-03", 8_420)
    return world


def only(db, weights, role="specialist"):
    ledgers.create(db, AppraisalScheme, {"role": role, "version": 2, "valid_from": MONTH, "weights": weights}, now=JULY_8)


def close(db):
    closing.close_month(db, MONTH, now=JULY_8, reason="全部核对完毕")


def member(db, name="张三"):
    return next(one for one in appraisals.review(db, MONTH, as_of=JULY_8.date()).members if one.name == name)


def told(db, name="张三"):
    return {item.values["name"]: item.values for item in member(db, name).items}


def test_who_should_be_appraised_is_who_k10_counts(world):
    review = appraisals.review(world.db, MONTH, as_of=JULY_8.date())
    assert {one.name for one in review.members} >= {"张三", "李四", "孙助理"}
    assert not {one.name for one in review.members} & {"王五", "赵六"}
    assert {one.name for one in review.members if one.mine} == {"张三", "李四", "孙助理"}
    assert (review.approved, review.due.isoformat()) == (0, "2026-07-07")


def test_one_step_makes_them_all_from_what_was_frozen(world):
    only(world.db, "K01 20、K05 80")
    close(world.db)
    made = appraisals.prepare(world.db, MONTH, now=JULY_8)
    assert (made.begun, made.renewed, made.open) == (3, 0, 0)
    item = told(world.db)["客户毛利率"]
    assert (item["value"], item["target_text"], item["attain"], item["data_frozen_at"]) == ("15.80 %", "≥ 18 %", 8778, "2026-07-08")
    assert (item["score"], member(world.db).row.values["total"]) == (87_78, 87_78)  # K05 has nothing to judge: its weight goes to K01
    assert member(world.db).row.values["grade"] == "good"
    world.charge(world.client("B", world.zhang), "2026-06-28", 10_000)  # entered after the closing
    assert appraisals.prepare(world.db, MONTH, now=JULY_8).renewed == 3
    assert told(world.db)["客户毛利率"]["value"] == "15.80 %"
    ledgers.undo(world.db)
    assert ledgers.count(world.db, Appraisal, Query()) == 3


def test_provisional_figures_are_told_and_not_approved(world):
    only(world.db, "K01 100")
    assert appraisals.prepare(world.db, MONTH, now=JULY_8).open == 3
    row = member(world.db).row
    assert [item.values["kpi"] for item in member(world.db).provisional] == ["K01"]
    row = moves.act(world.db, Appraisal, row, "score", {}, now=JULY_8)
    with pytest.raises(Refused, match="还有 1 项的数据没有结账冻结"):
        moves.act(world.db, Appraisal, row, "approve", {}, now=JULY_8)
    close(world.db)
    moves.act(world.db, Appraisal, row, "return", {}, now=JULY_8, note="结账后重新取数")
    appraisals.prepare(world.db, MONTH, now=JULY_8)
    row = moves.act(world.db, Appraisal, member(world.db).row, "score", {}, now=JULY_8)
    assert moves.act(world.db, Appraisal, row, "approve", {}, now=JULY_8).values["approved_by"] == "李经理"


def test_a_score_is_overridden_with_a_reason_and_the_total_follows(world):
    only(world.db, "K01 60、工作态度 40")
    close(world.db)
    appraisals.prepare(world.db, MONTH, now=JULY_8)
    who = member(world.db)
    assert who.row.values["open_items"] == 1  # what is scored by hand
    with pytest.raises(Refused, match="为什么改定"):
        appraisals.override(world.db, who, who.items[1], 38_00, " ")
    with pytest.raises(Refused, match="0 到 48.00 之间"):
        appraisals.override(world.db, who, who.items[1], 48_01, "很好")
    appraisals.override(world.db, who, who.items[1], 38_00, "主动支援同事")
    who = member(world.db)
    assert (who.row.values["total"], who.row.values["open_items"]) == (52_67 + 38_00, 0)
    assert who.row.values["grade"] == "excellent"
    assert ledgers.undo_redo(world.db)[0].title == "改定得分 张三 工作态度"
    steps = ledgers.history(world.db, AppraisalItem, who.items[1].book, who.items[1].id)
    assert "主动支援同事" in [step.new_text for step in steps]
    appraisals.prepare(world.db, MONTH, now=JULY_8)
    assert told(world.db)["工作态度"]["score"] == 38_00
    appraisals.override(world.db, who := member(world.db), who.items[1], None, "改回待评")
    assert member(world.db).row.values["total"] == 87_78


def test_from_scoring_to_the_archive(world):
    only(world.db, "K01 100")
    close(world.db)
    appraisals.prepare(world.db, MONTH, now=JULY_8)
    row = member(world.db).row
    with pytest.raises(Refused, match="改定单项的得分"):
        moves.act(world.db, Appraisal, row, "score", {"total": 100_00}, now=JULY_8)
    row = moves.act(world.db, Appraisal, row, "score", {"comment": "稳"}, now=JULY_8)
    with pytest.raises(Refused, match="请先退回重评"):
        appraisals.override(world.db, who := member(world.db), who.items[0], 90_00, "好")
    row = moves.act(world.db, Appraisal, row, "approve", {}, now=JULY_8)
    talk = {"held_on": "2026-07-08", "interviewer": "李经理", "shortfalls": "毛利", "confirmed": True}
    row = moves.act(world.db, Appraisal, row, "interview", talk, now=JULY_8)
    assert row.values["interviewed_on"] == "2026-07-08"
    assert ledgers.select(world.db, Interview, Query())[0].values["shortfalls"] == "毛利"
    assert moves.act(world.db, Appraisal, row, "archive", {}, now=JULY_8).values["status"] == "archived"
    review = appraisals.review(world.db, MONTH, as_of=JULY_8.date())
    assert (review.approved, review.talked) == (1, 1)


def test_refusals(world):
    with pytest.raises(Refused, match="2026-08 还没有开始"):
        appraisals.prepare(world.db, "2026-08", now=JULY_8)
    for period in ("2026-06-R12", "2026-05..2026-06", "六月"):
        with pytest.raises(Refused, match="按月、季度或年进行|不是期间"):
            appraisals.prepare(world.db, period, now=JULY_8)


def test_a_quarter_is_appraised_by_its_own_figures_once_its_months_are_closed(world):
    """15.80 % in June, 30 % in May: the quarter is of the sums. It is settled when all three months are closed."""
    only(world.db, "K01 100")
    world.charge(world.client("M", world.zhang), "2026-05-03", 10_000)
    world.cost(world.client("N", world.zhang), "2026-05-03", 7_000)
    appraisals.prepare(world.db, "2026-Q2", now=JULY_8)

    def item():
        who = next(one for one in appraisals.review(world.db, "2026-Q2", as_of=JULY_8.date()).members if one.name == "张三")
        return who.items[0].values, who.row.values

    values, row = item()
    assert (values["value"], values.get("data_frozen_at"), row["open_items"]) == ("22.90 %", None, 1)
    for month in ("2026-04", "2026-05", MONTH):
        closing.close_month(world.db, month, now=JULY_8, reason="全部核对完毕")
    appraisals.prepare(world.db, "2026-Q2", now=JULY_8)
    values, row = item()
    assert (values["value"], values["data_frozen_at"], row["open_items"], row["total"]) == ("22.90 %", "2026-07-08", 0, 120_00)
    review = appraisals.review(world.db, "2026-Q2", as_of=JULY_8.date())
    assert (review.due.isoformat(), {one.name for one in review.members} & {"王五", "赵六"}) == ("2026-07-07", {"赵六"})


def test_a_year_is_appraised_and_counts_in_no_month_of_k10(world):
    only(world.db, "K01 100")
    assert appraisals.prepare(world.db, "2026", now=JULY_8).begun == 5  # whoever joined in June too
    assert appraisals.review(world.db, "2026", as_of=JULY_8.date()).due.isoformat() == "2027-01-07"
    k10 = figures.figures(world.db, level="branch", period=MONTH, as_of=JULY_8.date(), kpis=["K10"])[0]
    assert k10.den == 0


def test_an_assistant_answers_for_the_coverage_of_the_branch_and_for_nothing_that_nobody_marked(world):
    appraisals.prepare(world.db, MONTH, now=JULY_8)
    appraisals.prepare(world.db, MONTH, now=JULY_8)  # K10 begins with the first month that anybody was appraised for
    items = told(world.db, "孙助理")
    assert {name: item["weight"] for name, item in items.items()} == {
        "报表准确率": 30, "月工作计划完成率": 30, "绩效考核覆盖率": 20, "上级满意度": 20,
    }  # fmt: skip
    assert int(items["绩效考核覆盖率"]["den"]) == len(appraisals.review(world.db, MONTH, as_of=JULY_8.date()).members)
    assert items["上级满意度"].get("score") is None
