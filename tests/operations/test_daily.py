"""The day's news of each client: who is filed, who is missing, a quiet day in one change set."""

from datetime import timedelta

import pytest
from offices import client, enrol, sent

from csdesk.domain.clients import Client
from csdesk.domain.followups import ClientLog
from csdesk.domain.office import Policy
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.operations import daily, exchange, ledgers


@pytest.fixture
def three(db, now):
    """甲 was called eleven days ago, 乙 never; 丙 is lost."""
    rows = [client(db, now, name) for name in ("甲", "乙", "丙")]
    told = {"client_id": rows[0].id, "log_type": "call", "occurred_at": "2026-06-01T09:00:00+08:00", "participants": ["张三"]}
    ledgers.create(db, ClientLog, {**told, "content": "电话问候，对方一切正常。"}, now=now)
    ledgers.change(db, Client, rows[2], {"status": "lost", "exit_type": "price", "exit_date": "2026-06-01"})
    return rows


def days(db, at):
    return {day.client.name: day for day in daily.today(db, at)}


def test_every_client_in_hand_has_its_day(db, three, now):
    found = days(db, now)
    assert set(found) == {"甲", "乙"}
    assert {name: day.filed for name, day in found.items()} == {"甲": "未填", "乙": "未填"}
    assert found["甲"].due.isoformat() == "2026-07-01"
    assert {name: day.overdue for name, day in found.items()} == {"甲": False, "乙": True}
    assert found["甲"].owner == "张三"
    assert days(db, now.replace(hour=17))["甲"].filed == "逾时未填"


def test_a_quiet_day_is_filed_for_all_at_once_and_undone_at_once(db, three, now):
    assert daily.file_quiet(db, daily.today(db, now), now=now) == 2
    assert {day.filed for day in daily.today(db, now)} == {"已填"}
    assert days(db, now)["乙"].last is None  # news is no contact
    with pytest.raises(Refused, match="都已填写"):
        daily.file_quiet(db, daily.today(db, now), now=now)
    assert {day.filed for day in daily.today(db, now + timedelta(days=1))} == {"未填"}
    ledgers.undo(db)
    assert ledgers.count(db, ClientLog, Query()) == 1


def test_the_manager_sees_who_has_not_filed_and_sets_the_days(db, manager_db, three, now):
    enrol(db, manager_db)
    daily.file_quiet(db, [days(db, now)["甲"]], now=now)
    exchange.merge(manager_db, [sent(db, "李经理")])
    found = days(manager_db, now.replace(hour=18))
    assert {name: (day.filed, day.owner) for name, day in found.items()} == {"甲": ("已填", "张三"), "乙": ("逾时未填", "张三")}
    ledgers.create(manager_db, Policy, {"key": "contact_days_C", "value": "10", "valid_from": "2026-01-01"}, now=now)
    assert days(manager_db, now)["甲"].overdue
