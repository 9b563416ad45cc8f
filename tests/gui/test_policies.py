"""设置 › 政策参数: every number that may be set is there by what it means, and nonsense is told."""

import pytest
from gui.waiting import settle
from offices import client

from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.moments import wire_moment
from csdesk.domain.office import Policy
from csdesk.domain.rows import Query
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.reference import ReferenceDialog
from csdesk.gui.tasks import InlineTasks
from csdesk.operations import ledgers, policies
from csdesk.settings import Settings


@pytest.fixture
def dialog(qtbot, manager_db, look, now):
    tasks = InlineTasks()
    made = ReferenceDialog(Desk(manager_db, tasks, Settings(), look, lambda: now), Policy, None)
    qtbot.addWidget(made)
    made.open()
    settle()
    yield made
    tasks.deleteLater()


def test_a_number_is_set_by_its_meaning(dialog, manager_db, now):
    at = dialog.numbers.findData("contact_days_A")
    assert "A 级客户多久联系一次" in dialog.numbers.itemText(at)
    dialog.numbers.setCurrentIndex(at)
    dialog.numbers.activated.emit(at)
    form = dialog.pane.card.form
    assert form.raws()["value"] == "7"
    form.box("value").setText("一周")
    assert not dialog.pane.card.save()
    assert form.wrong()["value"] == "A 级客户多久联系一次请填 1 到 366 的整数（天）"
    form.box("value").setText("5")
    assert dialog.pane.card.save()
    settle()
    assert ledgers.count(manager_db, Policy, Query()) == 1
    assert policies.on(manager_db, now.date())["contact_days_A"] == 5


def test_a_specialist_only_looks(qtbot, desk):
    made = ReferenceDialog(desk, Policy, None)
    qtbot.addWidget(made)
    assert made.numbers is None


def test_limits_of_a_case_are_set_and_a_case_of_that_day_keeps_them(dialog, manager_db, now):
    for key, value in (("report_min_branch", "20"), ("case_claim_critical", "8000")):
        dialog.begin(key)
        dialog.pane.card.form.box("value").setText(value)
        assert dialog.pane.card.save()
        settle()
    who = client(manager_db, now)
    told = {"client_id": who.id, "type": "billing", "description": "账单不符", "received_at": wire_moment(now), "claimed_amount": 8_000_00}
    case = ledgers.create(manager_db, Complaint, told, now=now).values
    assert (case["severity"], case["report_due_at"]) == ("critical", "2026-06-12T10:25:00+08:00")
