"""What a file would hold before it is written, and how long own work has waited to leave."""

from datetime import datetime, timedelta

import pytest
from offices import SPOT, client, enrol, sent

from csdesk.domain.care.clients import Client
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.transport.fleet import Driver
from csdesk.errors import Refused
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange
from csdesk.operations.peers.outgoing import outgoing, recipients, unsent_days


def test_it_says_what_send_would_write(db, manager_db, now):
    enrol(db, manager_db)
    client(db, now)
    client(db, now, "样板食品")
    told = outgoing(db, "李经理")
    assert (told.to, told.role, told.code) == ("李经理", "branch_manager", exchange.fingerprint(manager_db))
    assert (told.tables["客户档案"], told.withheld, told.since <= told.until) == (2, 0, True)
    assert told.changes == sum(told.tables.values()) == 3  # with the person's own record
    exchange.send(db, "李经理", db.path.with_name("a.csdesk"))
    assert 0.3 < told.size / db.path.with_name("a.csdesk").stat().st_size < 3


def test_what_was_acknowledged_is_left_out_unless_all_is_wanted(db, manager_db, now):
    enrol(db, manager_db)
    client(db, now)
    exchange.merge(manager_db, [sent(db, "李经理")])
    exchange.merge(db, [sent(manager_db, "张三")])
    assert (outgoing(db, "李经理").changes, outgoing(db, "李经理").tables, outgoing(db, "李经理").since) == (0, {}, "")
    assert outgoing(db, "李经理", full=True).tables["客户档案"] == 1


def test_private_lines_that_stay_in_the_branch_are_counted(db, manager_db, tmp_path, now):
    enrol(db, manager_db)
    ledgers.create(db, Driver, {"name": "王建军", "mobile": "13800138001"}, now=now)
    assert outgoing(db, "李经理").withheld == 0
    exchange.merge(manager_db, [sent(db, "李经理")])
    with files.new_file(tmp_path / "总监.csdb", name="王总监", role="director", branch="HQ") as chief:
        enrol(manager_db, chief)
        assert outgoing(manager_db, "王总监").withheld == 1
        assert [(one.name, one.chief) for one in recipients(manager_db)] == [("王总监", True), ("张三", False)]


def test_it_refuses_as_sending_does(db):
    with pytest.raises(Refused, match="本机还没有入网"):
        outgoing(db, "李经理")


def test_own_work_waits_until_it_is_in_a_file(db, manager_db, now):
    today = datetime.now(SHANGHAI)
    assert unsent_days(db, today) is None  # nobody to send it to
    enrol(db, manager_db)
    assert unsent_days(db, today + timedelta(days=4)) == 4
    pack = sent(db, "李经理")
    assert unsent_days(db, today) is None
    ledgers.create(db, Client, SPOT, now=now)
    assert unsent_days(db, today) == 0
    exchange.merge(manager_db, [pack])
    assert unsent_days(db, today) == 0
