"""The submission board: who is expected, what came, what was sent back, and the names to copy."""

from datetime import datetime, timedelta

import pytest
from offices import client, enrol, sent

from csdesk.domain.moments import SHANGHAI
from csdesk.domain.office import Policy
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Branch, Staff
from csdesk.domain.submissions import Standing
from csdesk.errors import Refused
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange
from csdesk.operations.peers.submissions import board

FIRST = datetime(2026, 6, 12, 17, tzinfo=SHANGHAI)
ENOUGH = datetime(2026, 7, 2, 9, tzinfo=SHANGHAI)
LATER = datetime(2026, 7, 20, 9, tzinfo=SHANGHAI)


def ms(moment):
    return int(moment.timestamp() * 1000)


def brought(sender, receiver, moment, name):
    """A file that was made and merged at this moment."""
    out = sender.path.with_name(f"{name}.csdesk")
    exchange.send(sender, receiver.site.name, out, full=True, clock=lambda: ms(moment))
    return exchange.merge(receiver, [out], clock=lambda: ms(moment + timedelta(hours=1)))[0].pack


@pytest.fixture
def branch(db, manager_db, tmp_path, now):
    """张三 and 李四 are enrolled, 王五 is on the staff list only, 赵六 has left, 孙七 is in another branch."""
    for name, more in (("王五", {}), ("赵六", {"left_on": "2026-05-31"}), ("孙七", {"branch": "HZ"})):
        ledgers.create(manager_db, Staff, {"name": name, "role": "specialist", "branch": "NB", **more}, now=now)
    enrol(db, manager_db, FIRST)
    with files.new_file(tmp_path / "李四.csdb", name="李四", role="specialist", branch="NB") as other:
        enrol(other, manager_db, FIRST)
        yield db, other, manager_db


def told(db, period="2026-06", as_of=LATER):
    return {line.who.name: (line.standing, line.revision) for line in board(db, period, as_of).lines}


def test_everybody_of_the_branch_is_expected_once(branch):
    _, _, manager = branch
    assert told(manager) == dict.fromkeys(("张三", "李四", "王五"), (Standing.MISSING, 0))
    assert "赵六" in told(manager, "2026-05")


def test_what_came_counts_for_its_period(branch, now):
    mine, other, manager = branch
    client(mine, now)
    brought(mine, manager, FIRST, "一")
    brought(mine, manager, ENOUGH, "二")
    brought(other, manager, FIRST, "三")
    found = board(manager, "2026-06", LATER)
    assert told(manager) == {"张三": (Standing.ON_TIME, 2), "李四": (Standing.PARTIAL, 1), "王五": (Standing.MISSING, 0)}
    assert [line.who.name for line in found.owing] == ["李四", "王五"]
    assert "还缺 2 份：李四（只到 06-12）、王五。" in found.reminder
    zhang = next(line for line in found.as_json()["lines"] if line["name"] == "张三")
    assert (zhang["file"], zhang["standing"], zhang["made"]) == ("二.csdesk", "on_time", ENOUGH.isoformat())
    assert (found.as_json()["expected"], found.as_json()["received"]) == (3, 1)


def test_what_was_sent_back_does_not_count(branch, now):
    mine, _, manager = branch
    client(mine, now)
    pack = brought(mine, manager, ENOUGH, "一")
    exchange.hold(manager, pack)
    line = next(line for line in board(manager, "2026-06", LATER).lines if line.who.name == "张三")
    assert (line.standing, line.returned) == (Standing.MISSING, 1)
    exchange.lift(manager, pack)
    assert told(manager)["张三"] == (Standing.ON_TIME, 1)


def test_the_deadline_is_a_policy(branch, now):
    mine, _, manager = branch
    client(mine, now)
    brought(mine, manager, ENOUGH, "一")
    ledgers.create(manager, Policy, {"key": "报送截止-月", "value": "1 09:00", "valid_from": "2026-01-01"}, now=now)
    ledgers.create(manager, Policy, {"key": "报送截止-月", "value": "随便", "valid_from": "2026-02-01"}, now=now)
    assert told(manager)["张三"] == (Standing.LATE, 1)


def test_a_clock_that_ran_ahead_is_not_believed(branch, now):
    mine, _, manager = branch
    client(mine, now)
    out = mine.path.with_name("a.csdesk")
    exchange.send(mine, "李经理", out, clock=lambda: ms(LATER))
    exchange.merge(manager, [out], clock=lambda: ms(ENOUGH))
    assert told(manager)["张三"] == (Standing.ON_TIME, 1)


def test_who_was_enrolled_after_the_deadline_owes_nothing_for_before(branch, tmp_path, now):
    _, _, manager = branch
    with files.new_file(tmp_path / "周八.csdb", name="周八", role="specialist", branch="NB") as newcomer:
        enrol(newcomer, manager, LATER - timedelta(days=5))
        brought(newcomer, manager, LATER - timedelta(days=4), "周八")  # with his own entry of the staff list
        assert "周八" not in told(manager)
        assert told(manager, "2026-07", LATER + timedelta(days=20))["周八"] == (Standing.PARTIAL, 1)
        (entry,) = (row for row in ledgers.select(manager, Staff, Query()) if row.values["name"] == "周八")
        ledgers.change(manager, Staff, entry, {"hired_on": "2026-05-01"}, now=now)
        assert told(manager)["周八"] == (Standing.LATE, 1)


def test_headquarters_expect_branches(branch, tmp_path, now):
    _, _, manager = branch
    with files.new_file(tmp_path / "总监.csdb", name="王总监", role="director", branch="HQ") as chief:
        ledgers.create(chief, Branch, {"code": "HZ", "name": "杭州分部"}, now=now)
        ledgers.create(chief, Branch, {"code": "NB", "name": "宁波分部"}, now=now)
        enrol(manager, chief, FIRST)
        brought(manager, chief, ENOUGH, "分部")
        assert told(chief) == {"HZ 杭州分部": (Standing.MISSING, 0), "NB 宁波分部 李经理": (Standing.ON_TIME, 1)}


def test_a_deputy_expects_the_branches_of_the_span(tmp_path, now):
    with (
        files.new_file(tmp_path / "总监.csdb", name="王总监", role="director", branch="HQ") as director,
        files.new_file(tmp_path / "副总监.csdb", name="钱副总", role="deputy_director", branch="HQ") as deputy,
    ):
        enrol(deputy, director, FIRST)
        for code, span in (("HZ", "钱副总"), ("NB", "孙副总")):
            ledgers.create(director, Branch, {"code": code, "name": f"{code} 分部", "span": span}, now=now)
        exchange.merge(deputy, [sent(director, "钱副总")])
        assert told(deputy) == {"HZ HZ 分部": (Standing.MISSING, 0)}


def test_a_specialist_expects_nobody_and_other_periods_are_refused(db):
    assert board(db, "2026-06", LATER).lines == ()
    with pytest.raises(Refused, match="不是期间"):
        board(db, "2026", LATER)
