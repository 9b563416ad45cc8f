"""A case in the window: its clock and 上报 chain over the form, reports by action, what it repeats, and its 处理单."""

import re
from datetime import timedelta

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt

from csdesk.domain.cases.casework import CaseReport, ComplaintProgress
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.moments import wire_moment
from csdesk.domain.rows import Query
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.gui.paper.dialog import PaperDialog
from csdesk.gui.tabs.complaints import ComplaintsTab
from csdesk.operations import ledgers


@pytest.fixture
def make(db, client, now):
    """Makes a case of one client; minutes ago it came."""
    owner = client("示例家电")

    def make(minutes=0, **told):
        at = wire_moment(now - timedelta(minutes=minutes))
        values = {"client_id": owner.id, "type": "billing", "description": "账单不符", "received_at": at, "registered_at": at, **told}
        return ledgers.create(db, Complaint, values, now=now)

    return make


@pytest.fixture
def shown(window):
    """The complaint ledger in the window, with the given case on its card."""
    tab = next(tab for tab in window.tabs if isinstance(tab, ComplaintsTab))
    window.ui.tabs.setCurrentWidget(tab)

    def show(case):
        tab.refresh()
        tab.pane.show_record(case.id, case.book)
        settle()
        return tab.pane.card

    return show


def page_of(card, record):
    return next(tab for tab in card.children_tabs if tab.record is record)


def lines(card):
    return [f"{line.mark} {line.text}" for line in card.clock.shown]


def test_a_critical_case_is_reported_received_and_answered(qtbot, window, make, shown, db):
    card = shown(make(10, severity="critical"))
    assert lines(card) == [
        "期限 结案期限 07-06 23:59，还有 15 个工作日",
        "△ 待报 报分部经理，应在 06-12 10:25 前",
        "△ 待报 报总监或副总监，应在 06-12 10:55 前",
        "△ 待报 书面初报，应在 06-12 13:55 前",
        "△ 待报 报副总裁，应在 06-12 23:59 前",
    ]
    reports = page_of(card, CaseReport)
    card.ui.pages.setCurrentWidget(reports)
    qtbot.mouseClick(reports.add_button, Qt.MouseButton.LeftButton)
    dialog = window.findChild(RecordDialog)
    assert dialog.form.raws() == {
        "level": "分部经理",
        "reported_to": "",
        "at": "2026-06-12 10:05",
        "channel": "电话",
        "content": "账单不符",
    }
    dialog.accept()
    assert dialog.form.wrong() == {"reported_to": "请填写上报对象"}
    qtbot.keyClicks(dialog.form.box("reported_to"), "Li")
    dialog.accept()
    settle()
    assert lines(card)[1] == "✓ 已报 报分部经理 06-12 10:05，待接报"
    assert [button.text() for button in reports.bar.buttons] == ["接报", "批示"]
    reports.bar.buttons[1].click()
    dialog = [d for d in card.window().findChildren(RecordDialog) if d.isVisible()][-1]
    dialog.form.box("instructions").setPlainText("先垫付")
    dialog.accept()
    settle()
    assert lines(card)[1] == "✓ 已报 报分部经理 06-12 10:05，张三批示：先垫付"
    assert ledgers.select(db, CaseReport, Query())[0].values["status"] == "instructed"
    window.undoing.step("undo"), window.undoing.step("undo")
    settle()
    assert ledgers.count(db, CaseReport, Query()) == 0


def test_late_reports_are_found_by_the_views(window, make, shown):
    case = make(120, severity="critical")
    make(0, severity="major")
    card = shown(case)
    assert lines(card)[1] == "✕ 未报 报分部经理，应在 06-12 08:35 前，已超时"
    pane = next(tab for tab in window.tabs if isinstance(tab, ComplaintsTab)).pane
    for view, many in (("待上报", 2), ("上报超时", 1), ("重大未报进展", 0), ("待复盘", 0)):
        pane.views.choose(view)
        settle()
        assert pane.model.rowCount() == many, view


def test_a_note_of_progress_does_not_disturb_what_is_typed(window, make, shown):
    card = shown(make())
    card.form.box("demand").setPlainText("退差价")
    progress = page_of(card, ComplaintProgress)
    progress.add()
    dialog = progress.findChild(RecordDialog)
    dialog.form.box("text").setPlainText("已致电客户")
    dialog.accept()
    settle()
    assert card.dirty
    assert card.save()
    settle()
    assert (card.row.values["demand"], card.row.conflicts) == ("退差价", {})


def test_what_a_new_case_repeats_is_told_and_linked_by_a_click(qtbot, window, make, shown, db):
    earlier = make(60 * 24)
    card = shown(earlier)
    window.ui.action_new.trigger()
    card.form.fill("client_id", earlier.values["client_id"], "示例家电")
    card.form.fill("type", "billing")
    card.form.fill("claimed_amount", 6_000_00)
    hints = card.notes.case_hints
    hints.look()
    settle()
    assert re.match(r"90 天内同类第 2 件：\S+ .*打开.*关联", card.form._lines["type"].hint.text())
    assert card.form._lines["severity"].hint.text().startswith("按规定至少为较大（索赔 5,000 元以上），保存时自动改")
    card.form.hinted.emit("severity:major")
    card.form.hinted.emit(f"link:{earlier.id}")
    assert (card.form.value("severity"), card.form.value("linked_case_id")) == ("major", earlier.id)
    card.form.hinted.emit(f"case:{earlier.id}")
    settle()
    assert card.row.id == earlier.id


def test_the_sheet_of_a_case_is_printed_by_one_key(qtbot, window, make, shown, db, now, tmp_path):
    case = make(30, severity="critical", description="整车倾倒" * 900, demand="لتعويض 😀 " * 40)
    for n in range(40):
        ledgers.create(db, ComplaintProgress, {"complaint_id": case.id, "at": wire_moment(now), "text": f"第 {n} 次联系" * 20}, now=now)
    shown(case)
    window.activateWindow()
    settle()
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle()
    dialog = window.findChild(PaperDialog)
    assert [paper.title for paper in dialog.papers] == ["台账", "处理单"]
    dialog._kinds.button(1).click()
    settle()
    pages = int(re.search(r"共 (\d+) 页", dialog.told.text())[1])
    assert pages > 3, "the longest texts find their pages"
    dialog.save_pdf(tmp_path / "处理单.pdf")
    assert dialog.told.text() == f"{pages} 页已存为 处理单.pdf"


def test_a_case_is_saved_as_grave_as_the_rule_says_and_its_owner_cannot_lower_it(window, make, shown):
    card = shown(make())
    card.form.fill("claimed_amount", 6_000_00)
    assert card.save()
    settle()
    assert (card.form.raws()["severity"], card.row.values["severity_reason"]) == ("较大", "索赔 5,000 元以上")
    card.form.fill("severity", "normal")
    card.save()
    settle()
    assert card.form.wrong()["severity"].startswith("严重程度只能调高；要降级请用“降级”")
    assert "降级" not in [button.text() for button in card.actions_bar.buttons]
