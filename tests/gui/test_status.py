"""The status bar: where the file stands, in records."""

from gui.waiting import settle
from offices import enrol, sent

from csdesk.domain.clients import Client
from csdesk.domain.complaints import Complaint
from csdesk.domain.rows import Query
from csdesk.operations import exchange, ledgers


def told(window):
    window.ui.action_refresh.trigger()
    settle()
    return window.status.standing.text().split("    ")[0]


def test_what_waits_for_a_colleague_is_counted_in_records(window, db, manager_db, client, now):
    enrol(db, manager_db)
    exchange.merge(manager_db, [sent(db, "李经理")])
    exchange.merge(db, [sent(manager_db, "张三")])
    assert told(window) == "待对方确认 0 条记录"

    row = client("示例家电")
    case = {"client_id": row.id, "type": "billing", "description": "账单不符", "received_at": ledgers.now_text(now)}
    ledgers.create(db, Complaint, case, now=now)
    for tier in ("A", "B"):
        (row,) = ledgers.select(db, Client, Query())
        ledgers.change(db, Client, row, {"tier": tier})
    assert told(window) == "待对方确认 2 条记录"

    exchange.merge(manager_db, [sent(db, "李经理")])
    exchange.merge(db, [sent(manager_db, "张三")])
    assert told(window) == "待对方确认 0 条记录"
