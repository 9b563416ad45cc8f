"""F3 on a follow-up: a case with what is known already."""

from gui.waiting import settle
from PySide6.QtCore import Qt

from csdesk.domain.care.followups import ClientLog
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.rows import Query
from csdesk.gui.dialogs.followups import FollowupCaseDialog
from csdesk.gui.tabs.clients import ClientsTab
from csdesk.operations import ledgers


def test_a_follow_up_becomes_a_case(qtbot, window, db, client, now):
    told = {"client_id": client("示例甲").id, "log_type": "feedback", "occurred_at": "2026-06-12T09:00:00+08:00"}
    ledgers.create(db, ClientLog, {**told, "participants": ["张三"], "content": "电话三次无人接听，客户很不满意。"}, now=now)
    tab = next(tab for tab in window.tabs if isinstance(tab, ClientsTab))
    window.ui.tabs.setCurrentWidget(tab)
    pane = tab.choose(ClientLog)
    settle()
    pane.table.setFocus()
    qtbot.keyClick(pane.table, Qt.Key.Key_F3)
    settle()
    dialog = next(d for d in window.findChildren(FollowupCaseDialog) if d.isVisible())
    assert "无人接听" in dialog.form.raws()["description"]
    dialog.form.box("type").put("attitude")
    dialog.accept()
    settle()
    [case] = ledgers.select(db, Complaint, Query())
    assert ledgers.select(db, ClientLog, Query())[0].values["complaint_id"] == case.id
