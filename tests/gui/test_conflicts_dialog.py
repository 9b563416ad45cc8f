"""The list of disagreements: by keyboard and by mouse, one by one and many at once, and from the status bar."""

import pytest
from gui.waiting import settle
from offices import SPOT, enrol, sent
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QMessageBox

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Query
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.conflicts import ConflictsDialog
from csdesk.gui.tabs import TABS
from csdesk.gui.tasks import InlineTasks
from csdesk.gui.window import MainWindow
from csdesk.operations import files, ledgers
from csdesk.operations.handover import handovers
from csdesk.operations.peers import conflicts, exchange

NAMES = ("甲", "乙", "丙")


@pytest.fixture
def manager_desk(qapp, db, manager_db, look, desk, now):
    """The desk of 李经理, with three clients of whose tier 张三 says A and he says B."""
    enrol(db, manager_db)
    rows = [ledgers.create(db, Client, {**SPOT, "short_name": n, "legal_name": n, "tier": "C"}, now=now) for n in NAMES]
    exchange.merge(manager_db, [sent(db, "李经理")])
    for row in rows:
        ledgers.change(db, Client, row, {"tier": "A"})
        ledgers.change(manager_db, Client, ledgers.get(manager_db, Client, row.book, row.id), {"tier": "B"})
    exchange.merge(manager_db, [sent(db, "李经理", "张三第二份")])
    tasks = InlineTasks()
    yield Desk(manager_db, tasks, desk.settings, look, lambda: now)
    tasks.deleteLater()


@pytest.fixture
def window(qtbot, manager_desk, look):
    made = MainWindow(look)
    qtbot.addWidget(made)
    made.show_desk(manager_desk, TABS)
    made.show()
    settle()
    return made


@pytest.fixture
def dialog(window):
    """Opened by the button in the status bar."""
    window.status.conflicts.click()
    settle()
    return next(d for d in window.findChildren(ConflictsDialog) if d.isVisible())


def tiers(db):
    return [row.values["tier"] for row in ledgers.select(db, Client, Query())]


def press(dialog, key):
    QTest.keyClick(dialog.ui.conflicts, key)
    settle()


def test_the_status_bar_counts_and_leads_to_the_list(window, dialog):
    assert window.status.conflicts.text() == "⚠ 3 处不一致"
    assert dialog.windowTitle() == "不一致  ·  3 处待决定"
    ledger, _, field, left, right = dialog.model.rows[0]
    assert (ledger, field) == ("客户档案", "客户等级")
    assert left.startswith("A（张三 ")
    assert right.startswith("B（李经理 ")


def test_left_and_right_by_key_until_nothing_is_left(window, dialog, manager_db, qtbot):
    with qtbot.waitSignal(dialog.changed):
        press(dialog, Qt.Key.Key_Left)
    press(dialog, Qt.Key.Key_Right)
    assert dialog.windowTitle() == "不一致  ·  1 处待决定"
    press(dialog, Qt.Key.Key_1)
    assert tiers(manager_db) == ["A", "B", "A"]
    assert dialog.windowTitle() == "不一致  ·  都已决定"
    assert "没有要决定的了" in [label.text() for label in dialog.sheet.findChildren(QLabel) if label.isVisible()]
    assert not window.status.conflicts.isVisible()
    press(dialog, Qt.Key.Key_Left)
    assert tiers(manager_db) == ["A", "B", "A"]


def test_several_at_once(dialog, manager_db):
    dialog.ui.conflicts.selectAll()
    press(dialog, Qt.Key.Key_Left)
    assert tiers(manager_db) == ["A", "A", "A"]
    assert "已确认 3 处" in dialog.ui.told.text()


def test_one_side_for_all_by_the_menu(dialog, manager_db):
    actions = {action.text(): action for action in dialog.ui.bulk_button.menu().actions()}
    assert {"都取 张三 的（3 处）", "都取 李经理 的（3 处）", "都取文件“张三第二份.csdesk”带来的（3 处）"} <= set(actions)
    actions["都取 张三 的（3 处）"].trigger()
    settle()
    box = next(b for b in dialog.findChildren(QMessageBox) if b.isVisible())
    assert box.text().startswith("3 处都取 张三 的值？")
    assert tiers(manager_db) == ["B", "B", "B"]
    next(b for b in box.buttons() if b.text() == "都取").click()
    settle()
    assert tiers(manager_db) == ["A", "A", "A"]


def test_a_third_value_is_typed(dialog, manager_db):
    press(dialog, Qt.Key.Key_F2)
    assert dialog.sheet.editor.hasFocus()
    dialog.sheet.editor.put("C")
    dialog.sheet.take_typed()
    settle()
    assert tiers(manager_db) == ["C", "B", "B"]
    assert dialog.windowTitle() == "不一致  ·  2 处待决定"


def test_a_filter_by_person_stays_while_deciding(dialog):
    box = dialog.ui.person
    box.setCurrentIndex(box.findData("张三"))
    box.activated.emit(box.currentIndex())
    settle()
    press(dialog, Qt.Key.Key_Left)
    assert (box.currentText(), len(dialog.model.rows)) == ("张三（2）", 2)


def test_the_record_behind_a_disagreement_opens(window, dialog):
    press(dialog, Qt.Key.Key_Return)
    assert not window.findChildren(ConflictsDialog)
    assert window.ui.tabs.currentWidget().title == "客户档案"


def test_what_a_former_owner_wrote_after_a_hand_over_is_given_on_or_left(window, db, manager_desk, tmp_path, now):
    manager = manager_desk.db
    conflicts.resolve_all(manager, as_of=now, person="张三")
    with files.new_file(tmp_path / "李四.csdb", name="李四", role="specialist", branch="NB") as li:
        enrol(li, manager)
        exchange.merge(manager, [sent(li, "李经理")])
    rows = ledgers.select(manager, Client, Query())
    handovers.hand_over(manager, handovers.plan(manager, rows, "李四", now.date()))
    for row, tier in zip(ledgers.select(db, Client, Query()), "ABB", strict=True):
        ledgers.change(db, Client, row, {"biz_address": f"{tier} 路"})
    exchange.merge(manager, [sent(db, "李经理", "移交后")])
    window.syncing.changed.emit("*")
    settle()
    assert window.status.conflicts.text() == "⚠ 3 处不一致"
    window.status.conflicts.click()
    settle()
    made = next(d for d in window.findChildren(ConflictsDialog) if d.isVisible())
    assert made.windowTitle() == "不一致  ·  3 处待决定"
    assert {row[2] for row in made.model.rows} == {"原负责人在移交后修改"}
    made.ui.conflicts.selectRow(0)
    press(made, Qt.Key.Key_Right)
    settle()
    assert made.ui.told.text() == "1 处移交后的修改已转给新负责人"
    made.ui.conflicts.selectAll()
    settle()
    press(made, Qt.Key.Key_Left)
    settle()
    assert made.windowTitle() == "不一致  ·  都已决定"
    assert sorted(row.values.get("biz_address") or "" for row in ledgers.select(manager, Client, Query())) == ["", "", "A 路"]
