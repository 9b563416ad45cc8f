"""跟踪统计 from the ledger of follow-ups: counts by person, type and channel, and the workbook."""

import openpyxl
from gui.waiting import settle
from PySide6.QtCore import Qt

from csdesk.domain.care.followups import ClientLog
from csdesk.gui.dialogs.followup_counts import FollowupCountsDialog
from csdesk.gui.tabs.clients import ClientsTab
from csdesk.operations import ledgers


def test_follow_ups_are_counted_by_person_type_and_channel(window, db, client, now, qtbot, tmp_path):
    one, two = client("甲"), client("乙")
    for who, day, kind, channel in (
        (one, "2026-06-01", "call", "phone"),
        (one, "2026-06-02", "wechat", "wechat"),
        (two, "2026-05-31", "call", "phone"),
    ):
        told = {"client_id": who.id, "log_type": kind, "channel": channel, "occurred_at": f"{day}T09:00:00+08:00"}
        ledgers.create(db, ClientLog, {**told, "participants": ["张三"], "content": "问候客户，一切正常，无异议。"}, now=now)
    tab = next(tab for tab in window.tabs if isinstance(tab, ClientsTab))
    window.ui.tabs.setCurrentWidget(tab)
    pane = tab.choose(ClientLog)
    settle()
    pane.table.setFocus()
    qtbot.keyClick(pane.table, Qt.Key.Key_F7)
    settle()
    dialog = next(d for d in window.findChildren(FollowupCountsDialog) if d.isVisible())
    headings = [dialog.model.headerData(i, Qt.Orientation.Horizontal) for i in range(dialog.model.columnCount())]
    assert [dict(zip(headings, row, strict=True))["负责专员"] for row in dialog.model.rows] == ["张三", "合计"]
    mine = dict(zip(headings, dialog.model.rows[0], strict=True))
    assert (mine["次数"], mine["客户数"], mine["电话"], mine["微信"], mine["方式·微信"], mine["走访"]) == ("2", "1", "1", "1", "1", "")
    dialog.period.setCurrentIndex(2)
    settle()
    assert dialog.model.rows[-1][1:3] == ("3", "2")
    dialog.save_to(str(tmp_path / "统计.xlsx"))
    settle()
    sheet = openpyxl.load_workbook(tmp_path / "统计.xlsx").active
    assert [cell.value for cell in sheet[3]][:3] == ["合计", 3, 2]
    dialog.period.setCurrentIndex(1)
    settle()
    assert dialog.model.rows[0][1] == "1"
