"""Work on many records through the window: fill down, bulk edit, bulk steps, and what is told of those that were left."""

import pytest
from gui.test_ledger import column, names
from gui.waiting import settle
from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from csdesk.domain.care.clients import Client
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.rows import Query
from csdesk.gui.ledger.many import EditMany
from csdesk.gui.ledger.outcome import OutcomeDialog
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.operations import ledgers, moves


def choose(shown, first, last, *keys):
    """Select a rectangle of cells."""
    columns = [column(shown, key) for key in keys]
    block = QItemSelection(shown.model.index(first, min(columns)), shown.model.index(last, max(columns)))
    shown.table.setCurrentIndex(shown.model.index(first, columns[0]))
    shown.table.selectionModel().select(block, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    settle()


def tiers(db):
    return [row.values.get("tier") for row in ledgers.select(db, Client, Query(sort="client_code"))]


def test_fill_down_is_one_undo(pane, client, db, qtbot):
    client("示例家电", tier="A"), client("海曙食品"), client("鄞州服饰", tier="A"), client("北仑化工")
    shown, said = pane(), []
    shown.said.connect(said.append)
    choose(shown, 0, 2, "tier")
    before = tiers(db)
    qtbot.keyClick(shown.table, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert tiers(db) == ["A", "A", "A", before[3]]
    assert said[-1] == "向下填充 1 条，1 条原来就是这样，Ctrl+Z 可撤销"
    assert ledgers.undo(db).title == "向下填充 1 条客户"
    assert tiers(db) == before


def test_what_must_differ_or_be_filled_is_told(pane, client, db, qtbot):
    client("示例家电"), client("海曙食品")
    shown, said = pane(), []
    shown.said.connect(said.append)
    choose(shown, 0, 1, "short_name")
    qtbot.keyClick(shown.table, Qt.Key.Key_Delete)
    assert said[-1] == "没有清空，2 条不能改"
    dialog = shown.findChild(OutcomeDialog)
    assert [(title.split()[1], why) for title, why in dialog.model.rows] == [("示例家电", "请填写简称"), ("海曙食品", "请填写简称")]
    assert names(shown) == ["示例家电", "海曙食品"]


def test_one_field_of_many(pane, client, db):
    client("示例家电", tier="A"), client("海曙食品")
    shown, said = pane(), []
    shown.said.connect(said.append)
    choose(shown, 0, 1, "short_name")
    shown.selection.many.ask_edit()
    dialog = shown.findChild(EditMany)
    assert dialog.windowTitle() == "批量修改 2 条客户"
    assert dialog.field.currentText() == "简称"
    dialog.field.setCurrentText("客户等级")
    box = dialog.form.box("tier")
    box.setCurrentIndex(box.findText("A"))
    dialog.ui.ok_button.click()
    assert tiers(db) == ["A", "A"]
    assert said[-1] == "批量修改 1 条，1 条原来就是这样，Ctrl+Z 可撤销"
    assert ledgers.undo(db).title == "批量修改客户等级 1 条客户"


@pytest.fixture
def case(db, now, client):
    owner = client("示例家电")

    def make(**values):
        told = {"client_id": owner.id, "received_at": "2026-06-12T09:00:00+08:00", "type": "billing", "description": "账单不符", **values}
        return ledgers.create(db, Complaint, told, now=now)

    return make


def test_a_step_is_taken_by_all_that_allow_it_and_the_others_are_told(pane, case, db, now):
    for row in (case(), case()):
        row = moves.act(db, Complaint, row, "accept", {}, now=now)
        moves.act(db, Complaint, row, "investigate", {}, now=now)
    left = case()
    shown, said = pane(Complaint), []
    shown.said.connect(said.append)
    choose(shown, 0, 2, shown.model.columns[0].key)
    steps = next(a for a in shown.selection.menu().actions() if a.text() == "批量办理").menu()
    wait = next(a for a in steps.actions() if a.text() == "等待对方（2 条）")
    wait.trigger()
    dialog = shown.findChild(RecordDialog)
    assert dialog.windowTitle() == "等待对方 3 条案件"
    dialog.ui.ok_button.click()
    assert dialog.form.wrong() == {"waiting_on": "请填写在等谁", "_note": "请填写说明"}
    dialog.form.box("waiting_on").setCurrentIndex(1)
    dialog.form.box("_note").setPlainText("等承运商回复")
    dialog.ui.ok_button.click()
    assert said[-1] == "等待对方 2 条，1 条不能改，Ctrl+Z 可撤销"
    ((title, reason),) = shown.findChild(OutcomeDialog).model.rows
    assert title.startswith(left.values["case_no"])
    assert "不能做这一步" in reason
    assert ledgers.undo(db).title == "批量等待对方 2 条案件"


def test_a_block_goes_to_excel_whole_though_its_rows_were_never_seen(pane, client, db):
    for n in range(230):
        client(f"客户{n}")
    shown = pane()
    shown.table.selectAll()
    shown.selection.copy()
    assert len(QGuiApplication.clipboard().text().strip().split("\n")) == 231
    shown.selection.delete()
    assert ledgers.count(db, Client, Query()) == 0
    shown.views.choose("回收站")
    settle()
    shown.table.selectAll()
    shown.selection.restore_chosen()
    assert ledgers.count(db, Client, Query()) == 230
    assert ledgers.undo(db).title == "恢复客户 230 条"
    QTest.qWait(0)
