"""The window as a whole: title, undo by name, actions of a case, search over everything, refusals, import by hand."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from gui.waiting import settle
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QTableWidget

from csdesk import paths
from csdesk.domain.care.clients import Client, Contact
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.moments import wire_moment
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.gui import choosing
from csdesk.gui.dialogs.first_run import FirstRun
from csdesk.gui.dialogs.imports import ImportDialog
from csdesk.gui.dialogs.mapping import MappingDialog
from csdesk.gui.dialogs.reference import ReferenceDialog
from csdesk.gui.dialogs.search import SearchDialog
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.gui.tabs import TABS
from csdesk.gui.window import MainWindow, placing
from csdesk.operations import files, ledgers


def dialog_of(window, kind):
    """The open dialog of this kind."""
    settle()
    return next(d for d in window.findChildren(kind) if d.isVisible())


@pytest.fixture
def window(window):
    """The window with the ledger of clients in front."""
    window.ui.tabs.setCurrentIndex(1)
    settle()
    return window


@pytest.fixture
def case(db, client, now):
    values = {"client_id": client("示例家电").id, "received_at": wire_moment(now), "registered_at": wire_moment(now)}
    return ledgers.create(db, Complaint, {**values, "type": "billing", "description": "对账差异"}, now=now)


def test_the_title_says_file_person_role_and_branch(window):
    assert window.windowTitle() == "张三.csdb  ·  张三  客服专员  NB 分部  –  csdesk"


def test_undo_is_named_and_takes_back(window, client, db):
    client("示例家电")
    window.ui.action_refresh.trigger()
    assert window.ui.action_undo.text().startswith("撤销 “新建客户 ")
    assert window.ui.action_undo.text().endswith("示例家电”")
    window.tabs[1].pane.table.setFocus()
    window.ui.action_undo.trigger()
    assert ledgers.count(db, Client, Query()) == 0
    assert window.ui.action_redo.text().startswith("重做 “新建客户 ")
    window.ui.action_redo.trigger()
    assert ledgers.count(db, Client, Query()) == 1


def test_a_case_moves_by_its_named_actions(window, case, db):
    tab = window.tabs[2]
    window.ui.tabs.setCurrentWidget(tab)
    settle()
    card = tab.pane.card
    assert [b.text() for b in card.actions_bar.buttons] == ["受理", "首次响应", "更多"]
    card.actions_bar.buttons[0].click()
    dialog = dialog_of(window, RecordDialog)
    dialog.ui.ok_button.click()
    settle()
    assert ledgers.get(db, Complaint, case.book, case.id).values["status"] == "accepted"
    assert card.ui.status.text() == "已受理"


def test_what_an_action_needs_is_asked_in_its_dialog(window, case, db):
    tab = window.tabs[2]
    window.ui.tabs.setCurrentWidget(tab)
    settle()
    bar = tab.pane.card.actions_bar
    void = next(a for a in bar.buttons[-1].menu().actions() if a.text() == "作废")
    void.trigger()
    dialog = dialog_of(window, RecordDialog)
    dialog.ui.ok_button.click()
    assert dialog.isVisible()
    assert dialog.form.wrong() == {"void_reason": "请填写作废原因"}
    assert ledgers.get(db, Complaint, case.book, case.id).values["status"] == "registered"


def test_a_contact_is_added_on_the_clients_card(window, client, db):
    owner = client("示例家电")
    window.ui.action_refresh.trigger()
    settle()
    contacts = window.tabs[1].pane.card.children_tabs[0]
    contacts.add()
    dialog = dialog_of(window, RecordDialog)
    dialog.form.box("name").setText("王丽")
    dialog.accept()
    assert dialog.form.wrong() == {"mobile": "手机和座机请至少填一个"}
    dialog.form.box("mobile").setText("13800138001")
    dialog.accept()
    settle()
    (contact,) = ledgers.select(db, Contact, Query())
    assert contact.values["client_id"] == owner.id
    assert contacts.title == "联系人 1"


def test_an_old_value_comes_back_from_the_history(window, client, db):
    row = client("示例家电")
    ledgers.change(db, Client, row, {"short_name": "样板家电"})
    window.ui.action_refresh.trigger()
    settle()
    card = window.tabs[1].pane.card
    card.ui.pages.setCurrentWidget(card.ui.history_page)
    settle()
    assert [card.ui.history.model().index(0, c).data() for c in (2, 3, 4)] == ["简称", "示例家电", "样板家电"]
    card.ui.history.setCurrentIndex(card.ui.history.model().index(0, 0))
    card.ui.restore_button.click()
    assert ledgers.get(db, Client, row.book, row.id).values["short_name"] == "示例家电"


def test_search_over_all_ledgers_opens_the_record(window, client):
    client("示例家电"), client("海曙食品")
    window.find_everywhere()
    dialog = dialog_of(window, SearchDialog)
    dialog.ui.text.setText("hssp")
    dialog.ui.text.returnPressed.emit()
    settle()
    assert window.tabs[1].pane.card.row.values["short_name"] == "海曙食品"


def test_a_refusal_is_told_in_a_quiet_bar(window, desk):
    desk.tasks.fail(Refused("磁盘空间不足"))
    assert window.ui.notice.isVisible()
    assert window.ui.notice_text.text() == "磁盘空间不足"
    assert window.ui.notice.geometry().bottom() == window.rect().bottom()


def test_the_bar_moves_nothing_and_goes_with_the_next_success(window, desk):
    before = window.ui.tabs.geometry()
    desk.tasks.fail(Refused("磁盘空间不足"))
    settle()
    assert window.ui.tabs.geometry() == before
    desk.tasks.read(lambda: 1)
    assert window.ui.notice.isVisible()
    desk.tasks.write(lambda: 1)
    assert not window.ui.notice.isVisible()


def test_the_workbench_is_in_front_whatever_was_left(qtbot, window, desk):
    again = MainWindow(desk.look)
    qtbot.addWidget(again)
    again.show_desk(desk, TABS)
    again.show()
    settle()
    assert again.ui.tabs.currentIndex() == 0


def test_a_window_that_only_looks_offers_nothing_that_writes(qtbot, desk, look):
    with files.open_file(desk.db.path, look_only=True) as db:
        looking = MainWindow(look)
        qtbot.addWidget(looking)
        looking.show_desk(replace(desk, db=db), TABS)
        looking.show()
        settle()
        ui = looking.ui
        writing = (ui.action_import, ui.action_merge, ui.action_send, ui.action_enrol, ui.action_new, ui.action_delete, ui.action_paste)
        assert not any(action.isEnabled() for action in writing)
        assert all(action.isEnabled() for action in (ui.action_export, ui.action_copy, ui.action_find, ui.action_refresh))
        looking.tabs[1].import_wanted.emit()
        assert not looking.findChildren(ImportDialog)


def test_file_dialogs_start_at_home_and_speak_chinese(window):
    paths.home().mkdir()
    choosing.save_file(window, "导出台账", "客户.xlsx", choosing.BOOKS, print)
    (dialog,) = window.findChildren(QFileDialog)
    assert dialog.directory().absolutePath() == paths.home().as_posix()
    assert dialog.defaultSuffix() == "xlsx"
    assert [dialog.labelText(kind) for kind in (dialog.DialogLabel.LookIn, dialog.DialogLabel.FileType)] == ["查找范围：", "文件类型："]


def test_a_window_fits_a_small_screen_and_comes_back_as_it_was(window, desk):
    assert placing.fitting(QSize(1366, 728)) == QSize(1280, 688)
    left = window.minimumSizeHint()  # what is larger than the test's screen would be cut to fit it
    window.resize(left)
    placing.keep(window, desk.settings)
    window.resize(left + QSize(100, 100))
    placing.restore(window, desk.settings)
    assert window.size() == left


def test_the_list_of_keys_is_read_from_the_menus(window):
    dialog = window.help.show_keys(window.findChildren(QAction))
    table = dialog.findChild(QTableWidget)
    keys = {table.item(r, 0).text() for r in range(table.rowCount())}
    assert {"Ctrl+N", "Ctrl+S", "Ctrl+F", "Ctrl+K", "Ctrl+E", "F5", "F1", "Ctrl+Z", "Ctrl+Y"} <= keys


def test_a_workbook_is_looked_at_before_it_is_imported(window, db, tmp_path):
    book = openpyxl.Workbook()
    for line in (["客户全称", "简称", "客户类型", "客户等级"], ["甲公司", "甲", "零担散客", "A"], ["乙公司", "乙", "零担散客", "特级"]):
        book.active.append(line)
    book.save(tmp_path / "客户.xlsx")
    window.commands.import_books([tmp_path / "客户.xlsx"])
    dialog = dialog_of(window, ImportDialog)
    assert dialog.ui.summary.text() == "将新建 1 条，更新 0 条，跳过 0 条，错误 1 处（错误的行不导入）"
    assert ledgers.count(db, Client, Query()) == 0
    assert dialog.ui.errors_button.isEnabled()
    dialog.save_errors(str(tmp_path / "先看.xlsx"))
    assert dialog.ui.told.text().startswith("错误行已写到")
    assert dialog.ui.told.property("role") == "strong"
    dialog.go()
    assert ledgers.count(db, Client, Query()) == 1
    dialog.save_errors(str(tmp_path / "错误.xlsx"))
    assert (tmp_path / "错误.xlsx").exists()
    assert window.ui.action_undo.text().startswith("撤销 “导入 客户.xlsx")


def test_the_ledger_goes_to_a_workbook(window, client, tmp_path):
    client("示例家电")
    window.commands.export_to(Client, Query(), str(tmp_path / "客户.xlsx"))
    assert "示例家电" in [cell.value for cell in openpyxl.load_workbook(tmp_path / "客户.xlsx").active[2]]


def test_first_run_makes_a_file(qtbot, desk, tmp_path):
    dialog = FirstRun(desk.tasks, tmp_path.joinpath)
    qtbot.addWidget(dialog)
    dialog.ui.place.setText(str(tmp_path / "李四.csdb"))
    dialog.ui.branch.setText("NB")
    dialog.accept()
    assert dialog.ui.told.text() == "请填写姓名"
    made = []
    dialog.ready.connect(made.append)
    dialog.ui.name.setText("李四")
    dialog.ui.place.setText(str(tmp_path / "李四.csdb"))
    dialog.accept()
    assert made[0].site.name == "李四"
    assert dialog.result() == QDialog.DialogCode.Accepted
    made[0].close()


def test_first_run_makes_a_file_name_of_any_name(qtbot, desk):
    dialog = FirstRun(desk.tasks, Path)
    qtbot.addWidget(dialog)
    dialog.ui.name.setText(' 张/三\\四:*?"<>| ')
    assert dialog.ui.place.text() == str(paths.home() / "张_三_四_______.csdb")
    dialog.ui.place.setText(" ")
    dialog.accept()
    assert dialog.ui.told.text() == "请填写文件放在哪里"


def test_first_run_looks_around_in_the_demo(qtbot, desk, tmp_path):
    def demo():
        path = tmp_path / "演示.csdb"
        files.new_file(path, name="李经理", role="branch_manager", branch="NB").close()
        return path

    dialog, opened = FirstRun(desk.tasks, demo), []
    qtbot.addWidget(dialog)
    dialog.ready.connect(opened.append)
    dialog.ui.demo_button.click()
    assert opened[0].site.name == "李经理"
    opened[0].close()


def test_reference_data_is_in_the_settings_menu(window):
    entries = {action.text(): action for action in window.ui.menu_settings.actions()}
    assert {"节假日", "人员", "分部", "税率表", "考核门槛"} <= entries.keys()
    entries["节假日"].trigger()
    assert dialog_of(window, ReferenceDialog).windowTitle() == "节假日"


def test_the_window_asks_before_it_loses_an_unfinished_record(window, client, db):
    client("示例家电")
    window.ui.action_refresh.trigger()
    window.ui.action_new.trigger()
    box = window.tabs[1].pane.card.form.box("short_name")
    box.setText("新客户")
    box.textEdited.emit("新客户")
    assert not window.close()
    asked = dialog_of(window, QMessageBox)
    assert asked.text() == "“客户档案”里还有没填完或填错的记录，关闭后就没有了"
    next(button for button in asked.buttons() if button.text() == "回去填完").click()
    settle()
    assert (window.isVisible(), box.text()) == (True, "新客户")
    window.close()
    settle()
    next(button for button in dialog_of(window, QMessageBox).buttons() if button.text() == "放弃并关闭").click()
    assert not window.isVisible()
    assert ledgers.count(db, Client, Query()) == 1


def test_refreshing_takes_marks_away(window, client):
    client("示例家电")
    window.ui.action_refresh.trigger()
    settle()
    model = window.tabs[1].pane.model
    model.entries.mark(model.row_at(0), "short_name", "", "请填写简称")
    window.ui.action_refresh.trigger()
    assert model.entries.wrong == {}


def test_a_tab_builds_its_ledger_when_it_is_first_seen(window):
    today, first, second = window.tabs[:3]
    assert first.findChildren(LedgerPane)
    assert not [*today.findChildren(LedgerPane), *second.findChildren(LedgerPane)]
    window.ui.tabs.setCurrentWidget(second)
    assert second.findChildren(LedgerPane)


def test_the_empty_window_tells_when_it_is_painted(qtbot, look):
    empty = MainWindow(look)
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.painted):
        empty.show()


def test_a_heading_that_was_not_known_is_mapped_once_and_remembered(window, db, tmp_path):
    book = openpyxl.Workbook()
    for line in (["客户全称", "简称", "客户类型", "几星客户"], ["甲公司", "甲", "零担散客", "A"]):
        book.active.append(line)
    book.save(tmp_path / "客户.xlsx")
    window.commands.import_books([tmp_path / "客户.xlsx"])
    dialog = dialog_of(window, ImportDialog)
    assert dialog.ui.sheets.item(0, 7).text() == "几星客户"
    dialog.ui.mapping_button.click()
    mapping = dialog_of(window, MappingDialog)
    box = mapping.boxes["几星客户"]
    box.setCurrentIndex(box.findData("tier"))
    mapping.accept()
    settle()
    assert dialog.ui.sheets.item(0, 7).text() == ""
    dialog.go()
    (row,) = ledgers.select(db, Client, Query())
    assert row.values["tier"] == "A"
    dialog.take([tmp_path / "客户.xlsx"])
    assert dialog.ui.sheets.item(0, 7).text() == ""
