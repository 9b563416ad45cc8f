"""登记纠偏 on a missed figure: prefilled, seen beside the figure, listed in 今日 when due; minutes become tasks."""

from datetime import timedelta

import pytest
from gui.test_kpi_tab import tab  # noqa: F401
from gui.waiting import settle
from PySide6.QtCore import Qt

from csdesk.domain.kpi.judgement import Status
from csdesk.domain.moments import wire_moment
from csdesk.domain.plans.meetings import Meeting, MinuteItem
from csdesk.domain.plans.targets import CorrectiveAction
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Staff
from csdesk.domain.tasks import Task
from csdesk.errors import Refused
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.operations import ledgers, moves
from csdesk.operations.workbench import minutes, today


def missed(tab):  # noqa: F811
    return next(f for f in tab.board.scorecard if f.status is Status.FAIL)


def test_a_missed_figure_is_corrected_where_it_is_seen(tab, qtbot):  # noqa: F811
    db, figure = tab.desk.db, missed(tab)
    tab.open(figure)
    settle()
    assert tab.corrections.button.isVisible()
    qtbot.mouseClick(tab.corrections.button, Qt.MouseButton.LeftButton)
    dialog = tab.findChild(RecordDialog)
    assert figure.display in dialog.ui.help.text()
    dialog.accept()
    assert dialog.form.wrong()["cause"] == "请填写原因"
    assert ledgers.count(db, CorrectiveAction, Query()) == 0
    for name, text in (("cause", "外调车贵"), ("measure", "签两家合同承运商")):
        dialog.form.box(name).setPlainText(text)
    dialog.form.box("due").setText("2026-07-15")
    dialog.accept()
    settle()
    (row,) = ledgers.select(db, CorrectiveAction, Query())
    told = {name: row.values[name] for name in ("kpi", "period", "level", "entity", "owner")}
    assert told == {"kpi": figure.kpi, "period": figure.period, "level": "branch", "entity": "NB", "owner": db.site.name}
    assert row.values["stood_at"] == f"{figure.display}，考核 {figure.threshold_text}"
    assert tab.corrections.told.text() == f"纠偏 1 项进行中：签两家合同承运商（{db.site.name}，2026-07-15）"
    moves.act(db, CorrectiveAction, row, "check", {"effect": "毛利率回到 19 %"}, now=tab.desk.now())
    tab.open(figure)
    settle()
    assert tab.corrections.told.text() == ""


def test_what_is_met_is_not_corrected(tab):  # noqa: F811
    met = next((f for f in tab.board.scorecard if f.status not in (Status.FAIL, Status.NEAR)), None)
    assert met is not None
    tab.open(met)
    settle()
    assert not tab.corrections.button.isVisible()


def test_one_that_is_due_waits_in_today(manager_db, now):
    told = {"kpi": "K01", "cause": "…", "measure": "换承运商", "owner": "李经理", "due": now.date().isoformat()}
    ledgers.create(manager_db, CorrectiveAction, told, now=now)
    (group,) = [found for found in today.read(manager_db, now, None) if found.group.name == "corrections"]
    assert (group.count, group.items[0].what) == (1, "换承运商")


@pytest.fixture
def meeting(manager_db, now):
    told = {"kind": "weekly", "subject": "六月第二周", "at": wire_moment(now), "chair": "李经理", "recorder": "李经理"}
    return ledgers.create(manager_db, Meeting, told, now=now)


def test_minutes_are_issued_once_there_are_some(manager_db, meeting, now):
    with pytest.raises(Refused, match="还没有写纪要"):
        moves.act(manager_db, Meeting, meeting, "issue", {"issued_to": "全体"}, now=now)
    written = ledgers.change(manager_db, Meeting, meeting, {"content": "各人汇报在途"}, now=now)
    issued = moves.act(manager_db, Meeting, written, "issue", {"issued_to": "全体"}, now=now)
    assert (issued.values["status"], issued.values["issued_at"]) == ("issued", wire_moment(now))


def test_what_somebody_is_to_do_becomes_his_task_once(manager_db, meeting, now):
    me = ledgers.select(manager_db, Staff, Query())[0]
    item = {"meeting_id": meeting.id, "kind": "action", "text": "整理七月报价", "owner_id": me.id}
    with pytest.raises(Refused, match="行动项请填写期限"):
        ledgers.create(manager_db, MinuteItem, item, now=now)
    ledgers.create(manager_db, MinuteItem, {**item, "due": (now + timedelta(3)).date().isoformat()}, now=now)
    ledgers.create(manager_db, MinuteItem, {"meeting_id": meeting.id, "kind": "info", "text": "端午放假"}, now=now)
    assert minutes.assign(manager_db, meeting, now=now) == 1
    (task,) = ledgers.select(manager_db, Task, Query())
    assert (task.values["title"], task.values["source"], task.values["about_table"]) == ("整理七月报价", "meeting", "meeting")
    with pytest.raises(Refused, match="没有还未转待办的行动项"):
        minutes.assign(manager_db, meeting, now=now)
