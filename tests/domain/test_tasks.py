"""Tasks move as their table says, and are shown from the day they are due or were put off to."""

import pytest

from csdesk.domain.calendar import SHIPPED
from csdesk.domain.checking import problems
from csdesk.domain.states import Step
from csdesk.domain.tasks import MACHINE, Task
from csdesk.errors import Refused

AT = "2026-06-12T10:05:00+08:00"


def test_a_task_is_dropped_with_a_reason_only():
    step = Step(MACHINE.action("open", "drop"), {"status": "open"}, {}, AT, "张三", "specialist")
    with pytest.raises(Refused, match="取消前请填写：取消原因"):
        MACHINE.judge(step, {"drop_reason": "取消原因"})


def test_it_is_put_off_to_tomorrow_and_counted_when_reopened():
    def told(name, before):
        return MACHINE.outcome(Step(MACHINE.action(before["status"], name), before, {}, AT, "张三", "specialist"))

    assert told("put_off", {"status": "open"}) == {"put_off_to": "2026-06-13"}
    assert told("reopen", {"status": "done", "done_at": AT, "reopened": 1}) == {
        "done_at": None, "drop_reason": None, "reopened": 2, "status": "open",
    }  # fmt: skip


def test_it_is_shown_from_the_later_of_both_days():
    assert Task.about.derive({"due": "2026-06-12"}, SHIPPED) == {"show_on": "2026-06-12"}
    assert Task.about.derive({"due": "2026-06-12", "put_off_to": "2026-06-15"}, SHIPPED) == {"show_on": "2026-06-15"}
    assert Task.about.derive({"due": "2026-06-20", "put_off_to": "2026-06-15"}, SHIPPED) == {"show_on": "2026-06-20"}


def test_a_reminder_does_not_come_after_the_day_it_is_due():
    told = {"title": "报价", "due": "2026-06-12", "status": "open", "source": "ad_hoc", "remind_at": "2026-06-13T09:00:00+08:00"}
    assert [p.field for p in problems(Task, told)] == ["remind_at"]
