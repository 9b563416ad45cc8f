"""How late a thing is, in words, and the moment by which somebody has to act."""

from datetime import datetime

import pytest

from csdesk.domain import dues
from csdesk.domain.moments import SHANGHAI

NOW = datetime(2026, 6, 12, 10, 5, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        ("", "", ""),
        ("2026-06-09", "逾期 3 天", "bad"),
        ("2026-06-12", "今天", "warn"),
        ("2026-06-13", "明天", "calm"),
        ("2026-06-20", "还有 8 天", "calm"),
        ("2026-06-11T23:59:59+08:00", "逾期 1 天", "bad"),
        ("2026-06-12T23:59:59+08:00", "今天", "warn"),
        ("2026-06-12T10:00:00+08:00", "已过 5 分", "bad"),
        ("2026-06-12T07:05:00+08:00", "已过 3 小时", "bad"),
        ("2026-06-09T10:05:00+08:00", "逾期 3 天", "bad"),
        ("2026-06-12T10:45:00+08:00", "还有 40 分", "warn"),
        ("2026-06-12T16:30:00+08:00", "今天", "warn"),
        ("2026-06-13T08:00:00+08:00", "明天", "calm"),
    ],
)
def test_how_late(due, words, tone):
    assert dues.said(due, NOW) == (words, tone)


def test_it_is_shown_as_short_as_it_can_be_said():
    shown = [dues.shown(due, NOW) for due in ("", "2026-07-01", "2027-01-01", "2026-06-12T14:30:00+08:00", "2026-06-13T14:30:00+08:00")]
    assert shown == ["", "07-01", "2027-01-01", "14:30", "06-13 14:30"]
    assert dues.shown("2026-06-13T23:59:59+08:00", NOW) == "06-13"


def test_the_end_of_a_day_is_the_end_of_office_hours():
    assert dues.office_moment("2026-06-12T23:59:59+08:00") == NOW.replace(hour=17, minute=30)
    assert dues.office_moment("2026-06-12T14:00:00+08:00") == NOW.replace(hour=14, minute=0)
