"""Closing a month: gates, frozen figures, later corrections beside them, never over them."""

from datetime import datetime

import pytest
from operations.kpi.test_figures import World, only

from csdesk.domain.closing import KpiSnapshot, MonthClose
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.money.receivables import Statement
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.operations import files, ledgers
from csdesk.operations.kpi import boards, closing, figures
from csdesk.store import changesets

JULY_8 = datetime(2026, 7, 8, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture
def world(manager_db):
    """A branch with a margin of 21 % in June."""
    world = World(manager_db)
    with world.together():
        sp = world.staff("张三", hired_on="2020-01-01")
        world.a = world.client("A", sp)
        world.line = world.charge(world.a, "2026-06-03", 100)
        world.cost(world.a, "2026-06-03", 79)
    return world


def june(db, kpi="K01", now=JULY_8):
    return only(db, kpi, as_of=now.date())


def snapshots(db):
    return ledgers.select(db, KpiSnapshot, Query())


def close(db, month="2026-06", now=JULY_8, reason="全部核对完毕"):
    return closing.close_month(db, month, now=now, reason=reason)


def test_a_closed_month_keeps_its_figures_and_shows_what_they_would_be_now(world):
    row = close(world.db)
    assert (row.values["month"], row.values["closed_by"], row.values["figures"]) == ("2026-06", "李经理", len(snapshots(world.db)))
    assert june(world.db).flags == ("frozen",)
    world.charge(world.a, "2026-06-28", 100)  # found later
    later = june(world.db)
    assert (later.display, later.flags, later.status) == ("21.00 %", ("frozen", "restated"), "pass")
    assert (later.now.display, later.now.num, later.now.den) == ("60.50 %", 121_00, 200_00)
    assert later.as_json()["restated"] == {"num": "12100", "den": "20000", "display": "60.50 %", "status": "pass"}
    assert only(world.db, "K01", "client", as_of=JULY_8.date()).den == 200_00  # clients stay computed
    assert only(world.db, "K01", period="2026-Q2", as_of=JULY_8.date()).den == 200_00  # a quarter is never frozen


def test_the_boards_of_a_closed_month_say_that_they_follow_the_records_of_today(world):
    def notes():
        found = boards.boards(world.db, level="branch", period="2026-06", entity="NB", as_of=JULY_8.date())
        return [found.whole[kpi].closing_note for kpi in ("K01", "K19")]

    assert notes() == ["", ""]
    close(world.db)
    assert notes() == ["本期已结账；图按今天的记录，与结账值一致"] * 2
    world.charge(world.a, "2026-06-28", 100)
    margin, debts = notes()
    assert margin == "本期已结账；图按今天的记录，结账后有更正：客户毛利率 结账时 21.00 %，现为 60.50 %"
    assert debts.startswith("本期已结账；图按今天的记录，结账后有更正：应收账龄（逾期占比） 结账时 ")


def test_before_its_closing_a_month_reads_as_it_did(world):
    close(world.db)
    assert june(world.db, now=datetime(2026, 7, 7, tzinfo=SHANGHAI)).flags == ()
    assert june(world.db, now=datetime(2026, 7, 6, tzinfo=SHANGHAI)).flags == ("provisional",)


def test_a_restatement_is_registered_with_who_when_and_why_and_the_frozen_figure_stays(world):
    close(world.db)
    with pytest.raises(Refused, match="没有需要登记的重述"):
        closing.restate(world.db, "2026-06", "…", now=JULY_8)
    world.charge(world.a, "2026-06-28", 100)
    with pytest.raises(Refused, match="为什么重述"):
        closing.restate(world.db, "2026-06", " ", now=JULY_8)
    changed = {(one.frozen.kpi, one.frozen.level) for one in closing.restatements(world.db, "2026-06", now=JULY_8)}
    assert {("K01", "branch"), ("K01", "specialist"), ("K07", "branch")} <= changed
    assert closing.restate(world.db, "2026-06", "补录 6 月 28 日运费", now=JULY_8) == len(changed)
    told = next(one for one in closing.restatements(world.db, "2026-06", now=JULY_8) if one.frozen.kpi == "K01")
    assert (told.as_json()["registered"]["by"], told.registered.values["reason"]) == ("李经理", "补录 6 月 28 日运费")
    assert june(world.db).display == "21.00 %"
    with pytest.raises(Refused, match="没有需要登记的重述"):
        closing.restate(world.db, "2026-06", "再来一次", now=JULY_8)


def test_a_correction_taken_back_leaves_nothing_to_restate(world):
    close(world.db)
    world.drop(ChargeLine, world.charge(world.a, "2026-06-28", 100))
    assert (june(world.db).flags, closing.restatements(world.db, "2026-06", now=JULY_8)) == (("frozen",), [])


def test_nobody_changes_what_was_frozen(world):
    close(world.db)
    for record in (KpiSnapshot, MonthClose):
        row = ledgers.select(world.db, record, Query())[0]
        with pytest.raises(Refused), changesets.change_set(world.db, "改") as work:
            work.delete(record, row.book, row.id)


@pytest.mark.parametrize(
    ("month", "when", "sentence"),
    [
        ("2026-07", datetime(2026, 7, 31, tzinfo=SHANGHAI), "还没有结束，最早 2026-08-01 可以结账"),
        ("2026-06", JULY_8, "已经结账"),
        ("2026-08", datetime(2026, 9, 8, tzinfo=SHANGHAI), "请先结 2026-07"),
        ("2026-05", JULY_8, "更早的月份不能再结"),
        ("2026-Q2", JULY_8, "结账按月进行"),
    ],
)
def test_a_month_that_cannot_be_closed(world, month, when, sentence):
    close(world.db)
    n = len(snapshots(world.db))
    with pytest.raises(Refused, match=sentence):
        close(world.db, month, when)
    assert len(snapshots(world.db)) == n


def test_open_differences_stand_against_it(world):
    told = {"statement_no": "1", "client_id": world.a, "period": "2026-06", "total": 1}
    world.put(Statement, status="disputed", **told)
    with pytest.raises(Refused, match="1 张对账单有争议"):
        close(world.db)
    assert snapshots(world.db) == []


def test_doubts_need_a_reason(world):
    early = datetime(2026, 7, 2, tzinfo=SHANGHAI)
    assert any("还没有到结账日 2026-07-07" in sentence for sentence in closing.readiness(world.db, "2026-06", now=early).doubts)
    with pytest.raises(Refused, match="仍要结账请写明原因"):
        close(world.db, now=early, reason="")
    assert close(world.db, now=early, reason="集团要求提前").values["reason"] == "集团要求提前"
    assert "provisional" not in june(world.db, now=early).flags


def test_a_specialist_closes_nothing(db):
    with pytest.raises(Refused, match="结账由分部经理、客服助理、客服总监"):
        close(db)


def test_headquarters_freezes_branches_and_above(tmp_path):
    with files.new_file(tmp_path / "总监.csdb", name="王总监", role="director", branch="HQ") as db:
        World(db).charge(World(db).client("A"), "2026-06-03", 100)
        close(db)
        assert {row.values["level"] for row in snapshots(db)} == {"branch", "span", "nation"}
        assert figures.figures(db, level="nation", period="2026-06", as_of=JULY_8.date(), kpis=["K01"])[0].flags == ("frozen",)
