"""The status bar: where the file stands, in records."""

from gui.waiting import settle
from offices import enrol, sent

from csdesk.domain.care.clients import Client
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.moments import wire_moment
from csdesk.domain.rows import Query
from csdesk.gui.dialogs.sending import SendDialog
from csdesk.operations import ledgers
from csdesk.operations.peers import exchange


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
    case = {"client_id": row.id, "type": "billing", "description": "账单不符", "received_at": wire_moment(now)}
    ledgers.create(db, Complaint, case, now=now)
    for tier in ("A", "B"):
        (row,) = ledgers.select(db, Client, Query())
        ledgers.change(db, Client, row, {"tier": tier})
    assert told(window) == "待对方确认 2 条记录"

    exchange.merge(manager_db, [sent(db, "李经理")])
    exchange.merge(db, [sent(manager_db, "张三")])
    assert told(window) == "待对方确认 0 条记录"


def test_work_that_has_not_left_is_told_and_leads_to_sending(window, db, manager_db):
    told(window)
    assert not window.status.unsent.isVisible()
    enrol(db, manager_db)
    told(window)
    assert window.status.unsent.text() == "今天的改动未导出"
    window.status.unsent.click()
    settle()
    dialog = next(d for d in window.findChildren(SendDialog) if d.isVisible())
    dialog.write(str(db.path.with_name("a.csdesk")))
    settle()
    assert not window.status.unsent.isVisible()
