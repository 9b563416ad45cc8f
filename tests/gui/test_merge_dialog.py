"""Merging through the window: many files at once, ticked one by one, reported; sending back; the watched folder."""

from dataclasses import replace

import openpyxl
import pytest
from gui.waiting import settle
from offices import SPOT, enrol, sent
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox

from csdesk.domain.care.clients import Client
from csdesk.domain.holds import Hold
from csdesk.domain.rows import Query
from csdesk.errors import Cancelled
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.conflicts import ConflictsDialog
from csdesk.gui.dialogs.merged import PacksDialog
from csdesk.gui.dialogs.merging import MergeDialog
from csdesk.gui.tabs import TABS
from csdesk.gui.tasks import InlineTasks
from csdesk.gui.window import MainWindow
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange


@pytest.fixture
def people(db, manager_db, tmp_path, now):
    """张三, 李四 and 王五 of the branch of 李经理, each with a client and a file for him."""
    others = [files.new_file(tmp_path / f"{name}.csdb", name=name, role="specialist", branch="NB") for name in ("李四", "王五")]
    for person in (db, *others):
        enrol(person, manager_db)
        name = person.site.name
        ledgers.create(person, Client, {**SPOT, "short_name": name, "legal_name": f"{name}的客户"}, now=now)
        sent(person, "李经理")
    yield (db, *others)
    for other in others:
        other.close()


@pytest.fixture
def window(qtbot, qapp, manager_db, desk, look, now, people):
    """The window of 李经理."""
    tasks = InlineTasks()
    made = MainWindow(look)
    qtbot.addWidget(made)
    made.show_desk(Desk(manager_db, tasks, desk.settings, look, lambda: now), TABS)
    made.show()
    settle()
    yield made
    tasks.deleteLater()


def dialog_of(window, kind):
    settle()
    return next(d for d in window.findChildren(kind) if d.isVisible())


def dropped_on(window, paths):
    """Files let go over the window; the dialog that opens."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    told = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    window.dragEnterEvent(QDragEnterEvent(QPoint(5, 5), *told))
    window.dropEvent(QDropEvent(QPoint(5, 5), *told))
    return dialog_of(window, MergeDialog)


def path_of(person):
    return person.path.with_suffix(".csdesk")


def counted(db):
    return ledgers.count(db, Client, Query())


def verdicts(dialog):
    return [(row[0], row[1]) for row in dialog.model.rows]


def press(dialog, key):
    QTest.keyClick(dialog.ui.packs, key)
    settle()


def test_many_files_are_looked_at_before_anything_is_written(window, people, manager_db, tmp_path):
    bad = tmp_path / "坏.csdesk"
    bad.write_bytes(path_of(people[0]).read_bytes()[:-1])
    dialog = dropped_on(window, [*map(path_of, people), bad])
    assert verdicts(dialog) == [("张三", "可合并"), ("李四", "可合并"), ("王五", "可合并"), ("坏.csdesk", "不能合并")]
    assert dialog.ui.summary.text() == "3 份有新内容，共 12 条改动，1 份不能合并"
    _, _, span, created, *_, role, code, file = dialog.model.rows[0]
    assert (created, role, file) == ("2", "客服专员", "张三.csdesk")  # the client, and himself
    assert span.endswith("当日")
    assert code == exchange.fingerprint(people[0])
    assert counted(manager_db) == 0
    dialog.ui.packs.selectRow(3)
    assert "请让对方重新发送" in dialog.ui.report.toPlainText()
    dialog.ui.packs.selectRow(1)
    assert "客户档案" in dialog.ui.report.toPlainText()


def test_one_file_is_left_by_key_and_the_others_are_merged(window, people, manager_db, qtbot):
    dialog = dropped_on(window, map(path_of, people))
    assert dialog.ui.go_button.text() == "合并 3 份"
    dialog.ui.packs.selectRow(1)
    press(dialog, Qt.Key.Key_Space)
    assert dialog.ui.go_button.text() == "合并 2 份"
    with qtbot.waitSignal(dialog.merged):
        dialog.ui.go_button.click()
    settle()
    assert verdicts(dialog) == [("张三", "已合并"), ("李四", "不收"), ("王五", "已合并")]
    assert counted(manager_db) == 2
    assert not dialog.ui.go_button.isEnabled()
    dialog.reject()
    again = dropped_on(window, map(path_of, people))
    assert verdicts(again) == [("张三", "没有新内容"), ("李四", "可合并"), ("王五", "没有新内容")]


def test_enter_presses_the_button_that_has_the_focus_and_none_from_the_list(window, people):
    window.syncing.merge()
    dialog = dialog_of(window, MergeDialog)
    dialog.ui.choose_button.setFocus()
    QTest.keyClick(dialog.ui.choose_button, Qt.Key.Key_Return)
    asking = dialog_of(dialog, QFileDialog)
    asking.setDirectory(str(path_of(people[0]).parent))
    asking.filesSelected.emit([str(path_of(people[0]))])
    asking.close()
    settle()
    press(dialog, Qt.Key.Key_Return)
    assert verdicts(dialog) == [("张三", "可合并")]
    dialog.ui.go_button.setFocus()
    QTest.keyClick(dialog.ui.go_button, Qt.Key.Key_Return)
    settle()
    assert verdicts(dialog) == [("张三", "已合并")]


def test_a_box_is_ticked_by_mouse(window, people):
    dialog = dropped_on(window, map(path_of, people))
    index = dialog.model.index(0, 0)
    dialog.model.setData(index, Qt.CheckState.Unchecked, Qt.ItemDataRole.CheckStateRole)
    assert (dialog.ticked, dialog.ui.go_button.text()) == ([1, 2], "合并 2 份")
    assert dialog.model.flags(index) & Qt.ItemFlag.ItemIsUserCheckable


def test_the_report_goes_to_a_workbook(window, people, tmp_path):
    dialog = dropped_on(window, map(path_of, people))
    dialog.go()
    dialog.export(tmp_path / "报告.xlsx")
    assert dialog.ui.told.text() == f"报告已写到 {tmp_path / '报告.xlsx'}"
    book = openpyxl.load_workbook(tmp_path / "报告.xlsx")
    assert book.sheetnames == ["文件", "台账", "不一致", "覆盖"]
    assert [cell.value for cell in book["文件"][2]][:4] == ["张三.csdesk", "已合并", "张三", "客服专员"]
    assert [cell.value for cell in book["台账"][2]][:6] == ["张三.csdesk", "张三", "人员", 1, 0, 0]


def test_a_stop_leaves_the_file_at_hand_and_says_how_the_others_stand(window, people, manager_db, monkeypatch):
    dialog = dropped_on(window, map(path_of, people))
    merge = exchange.merge

    def stopped(db, chosen, **told):
        if told.get("dry_run"):
            return merge(db, chosen, **told)
        merge(db, chosen[:1])
        raise Cancelled("已取消，数据保持原样")

    monkeypatch.setattr(exchange, "merge", stopped)
    dialog.go()
    settle()
    assert verdicts(dialog) == [("张三", "没有新内容"), ("李四", "可合并"), ("王五", "可合并")]
    assert "已停止" in dialog.ui.told.text()
    assert counted(manager_db) == 1


def test_disagreements_lead_to_their_list(window, people, manager_db):
    mine = people[0]
    exchange.merge(manager_db, [path_of(mine)])
    (row,) = ledgers.select(mine, Client, Query())
    ledgers.change(mine, Client, row, {"tier": "A"})
    ledgers.change(manager_db, Client, ledgers.get(manager_db, Client, row.book, row.id), {"tier": "B"})
    dialog = dropped_on(window, [sent(mine, "李经理", "第二份")])
    assert dialog.model.rows[0][6] == "1"
    assert "A ↔ B" in dialog.ui.report.toPlainText()
    assert not dialog.ui.conflicts_button.isVisible()
    dialog.go()
    settle()
    dialog.ui.conflicts_button.click()
    assert dialog_of(window, ConflictsDialog).windowTitle() == "不一致  ·  1 处待决定"


def test_the_detail_tells_what_gave_way_and_how_many_there_were(window, people, manager_db):
    mine = people[0]
    exchange.merge(manager_db, [path_of(mine)])
    (row,) = ledgers.select(mine, Client, Query())
    ledgers.change(mine, Client, row, {"tier": "A"})
    dialog = dropped_on(window, [sent(mine, "李经理", "第二份")])
    dialog.go()
    settle()
    told = dialog.ui.report.toPlainText()
    assert "被覆盖的值 1 处" in told
    assert "客户等级：C → A" in told
    assert "合并后" in told
    assert "用时" in told
    late = replace(dialog.reports[0], ahead=3, cleared=2, gaps=(("李四", 5, 9),))
    dialog.reports = [late]
    dialog._show_report()
    told = dialog.ui.report.toPlainText()
    assert all(words in told for words in ("李四 第 5–9 条", "发送人的电脑快 3 天", "2 处不一致不必再决定"))


# -- merged files ---------------------------------------------------------------------------------------------------


def test_a_merged_file_is_sent_back_with_a_reason_and_shown_again(window, people, manager_db):
    exchange.merge(manager_db, map(path_of, people))
    window.ui.action_packs.trigger()
    dialog = dialog_of(window, PacksDialog)
    assert verdicts(dialog) == [("王五", "已合并"), ("李四", "已合并"), ("张三", "已合并")]
    dialog.ui.packs.selectRow(1)
    dialog.ui.hold_button.click()
    ask = dialog_of(dialog, QInputDialog)
    assert "退回李四的“李四.csdesk”" in ask.labelText()
    ask.setTextValue("金额都填错了")
    ask.accept()
    settle()
    assert counted(manager_db) == 2
    assert verdicts(dialog)[1] == ("李四", "已退回")
    assert {row.values["reason"] for row in ledgers.select(manager_db, Hold, Query())} == {"金额都填错了"}
    assert (dialog.ui.hold_button.isEnabled(), dialog.ui.lift_button.isEnabled()) == (False, True)
    dialog.ui.lift_button.click()
    settle()
    assert counted(manager_db) == 3
    assert verdicts(dialog)[1] == ("李四", "已合并")


def test_a_file_sent_back_is_not_offered_again(window, people, manager_db):
    exchange.hold(manager_db, exchange.merge(manager_db, [path_of(people[0])])[0].pack)
    dialog = dropped_on(window, [path_of(people[0])])
    assert (verdicts(dialog), dialog.ticked) == ([("张三", "已退回")], [])
    assert dialog.ui.summary.text() == "没有可以合并的新内容，1 份已退回"


def test_old_reports_go_to_a_workbook(window, people, manager_db, tmp_path):
    exchange.merge(manager_db, map(path_of, people))
    window.ui.action_packs.trigger()
    dialog_of(window, PacksDialog).export(tmp_path / "记录.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "记录.xlsx")["文件"]
    assert [row[2].value for row in sheet.iter_rows(min_row=2)] == ["王五", "李四", "张三"]


# -- the watched folder ---------------------------------------------------------------------------------------------


def test_new_files_in_the_watched_folder_are_offered_once_and_never_merged_unasked(window, people, manager_db, tmp_path):
    folder = tmp_path / "收件"
    folder.mkdir()
    (folder / "别人的.csdesk").write_text("不是同步文件", encoding="utf-8")
    watch = window.syncing.watch
    watch.choose(str(folder))
    assert not window.ui.notice.isVisible()
    path_of(people[0]).replace(folder / "张三.csdesk")
    path_of(people[1]).replace(folder / "李四.csdesk")
    watch.look()
    settle()
    assert window.ui.notice_text.text() == "监看的文件夹里有 2 份新的同步文件：张三.csdesk、李四.csdesk"
    assert counted(manager_db) == 0
    window.notice.clear()
    assert window.ui.notice.isVisible()
    window.ui.notice_act.click()
    dialog = dialog_of(window, MergeDialog)
    assert verdicts(dialog) == [("张三", "可合并"), ("李四", "可合并")]
    dialog.go()
    watch.look()
    settle()
    assert not window.ui.notice.isVisible()
    watch.choose("")
    assert watch.folder is None


def test_the_watch_can_be_ended_by_its_menu(window, tmp_path):
    watch = window.syncing.watch
    watch.choose(str(tmp_path))
    window.ui.action_watch.trigger()
    box = dialog_of(window, QMessageBox)
    assert f"正在监看 {tmp_path}" in box.text()
    next(button for button in box.buttons() if button.text() == "不再监看").click()
    settle()
    assert watch.folder is None


def test_the_system_tells_of_a_new_file(window, people, tmp_path, qtbot):
    folder = tmp_path / "收件"
    folder.mkdir()
    watch = window.syncing.watch
    watch.choose(str(folder))
    with qtbot.waitSignal(watch.arrived, timeout=10_000) as told:
        path_of(people[2]).replace(folder / "王五.csdesk")
    assert [path.name for path in told.args[0]] == ["王五.csdesk"]


def test_a_computer_of_which_there_are_two_is_offered_a_new_number(window, people, manager_db):
    offers = []
    window.syncing.offered.connect(lambda *told: offers.append(told))
    dialog = dropped_on(window, map(path_of, people))
    dialog.reports = [replace(dialog.reports[0], twin=True)]
    dialog.reject()
    [(sentence, word, act)] = offers
    assert ("另一台电脑也在用本机的编号" in sentence, word) == (True, "这是另一台电脑")
    act()
    assert "没有发现另一台电脑" in window.ui.notice_text.text()
