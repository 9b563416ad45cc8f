"""Deadlines of weeks and months by the working calendar, and how a file that came is judged."""

from datetime import datetime

import pytest

from csdesk.domain.calendar import SHIPPED as CALENDAR
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.submissions import SHIPPED, Deadline, Filing, Standing, deadline_of, judged, last_finished, reminder, slot_of, week_of
from csdesk.errors import Refused


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def filing(made, name="a"):
    return Filing(name, at(made), "")


JUNE = slot_of("2026-06", CALENDAR, SHIPPED)
AFTER = at("2026-07-20 09:00")


def standing(*made, as_of=AFTER):
    found = judged(JUNE, [filing(m) for m in made], as_of)
    return found.standing, len(found.filings)


def test_a_month_is_due_on_the_third_working_day_of_the_next():
    assert (JUNE.due, JUNE.opens, JUNE.closes) == (at("2026-07-03 12:00"), at("2026-06-03 12:00"), at("2026-08-05 12:00"))
    assert JUNE.last_workday.isoformat() == "2026-06-30"


def test_a_week_ends_on_its_last_working_day_and_holidays_put_the_deadline_off():
    week = slot_of("2026-W39", CALENDAR, SHIPPED)  # 25 September is off
    assert (week.start.isoformat(), week.last_workday.isoformat(), week.due) == ("2026-09-21", "2026-09-24", at("2026-09-28 12:00"))
    assert slot_of("2026-W40", CALENDAR, SHIPPED).due == at("2026-10-08 12:00")


def test_a_company_sets_its_own_deadline():
    assert deadline_of("5 17:30") == Deadline(5, at("2026-01-01 17:30").time())
    assert [deadline_of(text) for text in ("每月五号", "0 12:00", "3 25:00", "")] == [None] * 4
    assert slot_of("2026-06", CALENDAR, {"month": Deadline(1, at("2026-01-01 09:00").time())}).due == at("2026-07-01 09:00")


def test_how_what_came_is_judged():
    assert standing("2026-06-30 17:00") == (Standing.ON_TIME, 1)
    assert standing("2026-06-12 17:00", "2026-07-01 09:00", "2026-07-03 12:00") == (Standing.ON_TIME, 3)
    assert standing("2026-07-03 12:01") == (Standing.LATE, 1)
    assert standing("2026-06-12 17:00", "2026-07-06 09:00") == (Standing.LATE, 2)
    assert standing("2026-06-12 17:00") == (Standing.PARTIAL, 1)
    assert standing() == (Standing.MISSING, 0)
    assert standing("2026-06-01 09:00") == (Standing.MISSING, 0)  # that was May's
    assert standing("2026-06-12 17:00", as_of=at("2026-07-03 12:00")) == (Standing.WAITING, 1)
    assert standing("2026-07-01 09:00", "2026-07-08 09:00") == (Standing.ON_TIME, 1)  # the second belongs to July


def test_the_reminder_names_who_is_missing_and_what_to_do():
    none, half = judged(JUNE, [], AFTER), judged(JUNE, [filing("2026-06-12 17:00")], AFTER)
    assert reminder(JUNE, [("张三", none), ("李四", half)], "李经理") == (
        "【报送提醒】2026-06 的同步文件 07-03 12:00 截止，还缺 2 份：张三、李四（只到 06-12）。请用“同步 › 发送”写出文件交给李经理。"
    )
    assert reminder(JUNE, [], "李经理") == ""


def test_periods():
    assert week_of(at("2026-06-12 10:00").date()) == "2026-W24"
    assert [last_finished(kind, at("2026-06-12 10:00").date()) for kind in ("week", "month")] == ["2026-W23", "2026-05"]
    for wrong in ("2026", "2026-W60", "2026-13", "六月"):
        with pytest.raises(Refused, match=r"不是期间|没有第"):
            slot_of(wrong, CALENDAR, SHIPPED)
