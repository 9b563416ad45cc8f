"""The page 催收 in the window: whom to call, entries by one and two keys, promises kept and broken, reports upward."""

from datetime import timedelta

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt

from csdesk.domain.care.clients import Contact
from csdesk.domain.moments import wire_moment
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.money.receivables import Dunning, Receipt
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.gui.paper.dialog import PaperDialog
from csdesk.gui.tabs.receivables import ReceivablesTab
from csdesk.operations import ledgers, moves
from csdesk.operations.money.papers import letter_paper


def charge(db, now, client, amount, due):
    values = {"client_id": client.id, "biz_date": "2026-01-05", "amount_incl_tax": amount, "due_date": due}
    return ledgers.create(db, ChargeLine, values, now=now)


@pytest.fixture
def page(db, client, now, window):
    """甲 owes for 43 days above his limit, 乙 since yesterday, 丙 in a week, 丁 much later."""
    limits = {"甲": 50_00, "乙": None, "丙": None, "丁": None}
    dues = {"甲": "2026-04-30", "乙": "2026-06-11", "丙": "2026-06-19", "丁": "2026-08-01"}
    for name, due in dues.items():
        whose = client(name, credit_limit=limits[name])
        charge(db, now, whose, 100_00, due)
        if name == "甲":
            for who, role, number in (("老王", "logistics", "19900000001"), ("王会计", "finance", "19900000002")):
                ledgers.create(db, Contact, {"client_id": whose.id, "name": who, "role": role, "mobile": number}, now=now)
    tab = next(tab for tab in window.tabs if isinstance(tab, ReceivablesTab))
    window.ui.tabs.setCurrentWidget(tab)
    settle()
    tab.show_page(tab.collecting)
    settle()
    return tab.collecting


def names(page):
    return [row[0][-1] for row in page._model.rows]


def entries(db):
    return [row.values for row in ledgers.select(db, Dunning, Query(sort="-at"))]


def test_whom_to_call_stands_on_top(page):
    assert names(page) == ["甲", "乙", "丙"]
    assert page._model.rows[0][1:7] == ("该催", "100.00", "43", "经理介入", "", "从未")
    assert page._model.rows[0][9] == "超信用额度、逾期超 30 天"
    assert [row[4] for row in page._model.rows[1:]] == ["电话催收", "到期提醒"]
    assert "王会计 19900000002" in page.facts.text()
    assert [button.text() for button in page._shows.buttons()] == ["现在该催 3", "异常 1", "未上报 1", "全部 3"]


def test_nobody_there_takes_one_key(page, qtbot, db, window):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_N)
    settle()
    (told,) = entries(db)
    assert (told["result"], told["next_action_at"], told["stage"]) == ("unreached", "2026-06-13T09:00:00+08:00", "manager")
    assert names(page) == ["乙", "丙"]
    window.undoing.step("undo")
    settle()
    assert names(page) == ["甲", "乙", "丙"]


def test_a_promise_takes_two_keys_and_is_kept_or_broken(page, qtbot, db, desk, now):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_P)
    qtbot.keyClick(page.findChild(RecordDialog), Qt.Key.Key_Return)
    settle()
    (told,) = entries(db)
    assert (told["promise_date"], told["promise_amount"], told["result"]) == ("2026-06-19", 100_00, "promised")
    page._shows.button(3).click()
    assert next(row for row in page._model.rows if row[0].endswith("甲"))[7] == "06-19 100.00 元 待兑现"

    later = now + timedelta(days=8)
    object.__setattr__(desk, "now", lambda: later)
    page.refresh()
    settle()
    first = page._model.rows[0]
    assert (first[0][-1], first[7], first[9]) == ("甲", "✕ 06-19 100.00 元 未兑现", "超信用额度、逾期超 30 天、承诺失信")
    values = {"client_id": page.cases[0].client.id, "received_on": "2026-06-18", "amount": 100_00}
    ledgers.create(db, Receipt, values, now=later)
    page.refresh()
    settle()
    assert "甲" not in names(page)  # paid: nothing is left to collect


def test_a_whole_entry_and_a_wrong_one(page, qtbot, db):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_T)
    dialog = page.findChild(RecordDialog)
    dialog.form.box("promise_date").setText("2026-06-01")
    dialog.form.box("reply").setPlainText("月底付")
    dialog.accept()
    assert dialog.form.wrong() == {"promise_date": "承诺付款日不能早于催收当天"}
    dialog.form.box("promise_date").setText("2026-06-30")
    dialog.accept()
    settle()
    assert entries(db)[0]["reply"] == "月底付"


def test_what_is_abnormal_is_reported(page, qtbot, db):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_U)
    dialog = page.findChild(RecordDialog)
    assert dialog.form.box("reply").toPlainText() == "超信用额度；逾期超 30 天；逾期 100.00 元，最长 43 天"
    dialog.accept()
    settle()
    assert (entries(db)[0]["escalated_to"], entries(db)[0]["stage"]) == ("分部经理", "manager")
    assert page._shows.buttons()[2].text() == "未上报 0"
    assert page._calls.rows[0][-1] == "分部经理"


def test_what_is_in_dispute_or_held_is_not_collected(page, db, now, client):
    line = next(row for row in ledgers.select(db, ChargeLine, Query()) if row.values["due_date"] == "2026-06-11")
    moves.act(db, ChargeLine, line, "dispute", {"dispute": "没有这一趟"}, now=now)
    held = client("戊", dunning_hold_until="2026-06-12")
    charge(db, now, held, 10_00, "2026-06-01")
    page.refresh()
    settle()
    assert names(page) == ["甲", "丙"]
    page._shows.button(3).click()
    assert [row[1] for row in page._model.rows] == ["该催", "该催", "暂停"]


def test_a_call_agreed_for_later_waits(page, db, now):
    case = page.cases[1]
    at = wire_moment(now + timedelta(hours=2))
    values = {"client_id": case.client.id, "at": wire_moment(now), "stage": "phone", "next_action_at": at}
    ledgers.create(db, Dunning, values, now=now)
    page.refresh()
    settle()
    assert names(page) == ["甲", "丙"]


def test_a_reminder_is_printed_and_written_down_once(page, qtbot, db, tmp_path, window):
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_L)
    dialog = window.findChild(PaperDialog)
    assert dialog.windowTitle() == "打印催款函"
    for name in ("a.pdf", "b.pdf"):
        dialog.save_pdf(tmp_path / name)
    dialog.close()
    settle()
    (told,) = entries(db)
    assert (told["stage"], told["channel"], told["reply"]) == ("manager", "letter", "发出催款函")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")


def test_who_owes_nothing_yet_gets_no_letter(page, db, now):
    with pytest.raises(Refused, match="丙 没有逾期未付的款项"):
        letter_paper(db, page.cases[2].client, "", now)
