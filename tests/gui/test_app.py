"""One file after another in the running program: a refusal leaves the open one, only the start asks who is there."""

import socket

import pytest
from gui.waiting import settle
from offices import client, clients
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QProgressDialog, QPushButton

from csdesk import paths
from csdesk.app import App
from csdesk.gui.dialogs.connecting import Connecting
from csdesk.gui.dialogs.first_run import FirstRun
from csdesk.gui.dialogs.restoring import RestoringDialog
from csdesk.operations.safekeeping import backups

pytestmark = pytest.mark.both_engines


@pytest.fixture
def started(qapp, qtbot):
    """Starts the program with this file."""
    running = []

    def make(path):
        app = App(qapp, path)
        running.append(app)
        app.start()
        connected(qtbot)
        return app

    yield make
    for app in running:
        app.window.close()
    for left in qapp.topLevelWidgets():  # qtbot closes its widgets before this
        left.deleteLater()


def connected(qtbot):
    """Wait until nobody waits for a server."""
    qtbot.waitUntil(lambda: not QApplication.instance().findChildren(Connecting), timeout=20_000)
    settle()


def open_dialogs(app, kind):
    return [dialog for dialog in app.window.findChildren(kind) if dialog.isVisible()]


@pytest.fixture
def running(started, manager_db):
    """The program over the manager's file."""
    manager_db.close()
    return started(manager_db.place)


def test_a_bad_file_is_told_and_the_open_one_stays(running, tmp_path):
    (tmp_path / "坏.csdb").write_text("垃圾", encoding="utf-8")
    running.open(tmp_path / "坏.csdb")
    (box,) = open_dialogs(running, QMessageBox)
    assert box.text() == "坏.csdb 不是 csdesk 的数据文件"
    assert not open_dialogs(running, FirstRun)
    assert running.window.desk.db.site.name == "李经理"
    assert not running.window.desk.db.closed


def test_whoever_does_not_want_to_look_stays(running, db, qtbot):
    running.open(db.place)
    connected(qtbot)
    (box,) = open_dialogs(running, QMessageBox)
    box.reject()
    settle()
    assert not open_dialogs(running, FirstRun)
    assert running.window.desk.db.site.name == "李经理"


def test_the_open_file_is_not_in_use_by_somebody_else(running):
    running.open(running.window.desk.db.place)
    assert not open_dialogs(running, QMessageBox)


def test_at_the_start_a_bad_file_leads_to_the_first_page(started, tmp_path):
    (tmp_path / "坏.csdb").write_text("垃圾", encoding="utf-8")
    app = started(tmp_path / "坏.csdb")
    (page,) = open_dialogs(app, FirstRun)
    assert page.ui.told.text() == "坏.csdb 不是 csdesk 的数据文件"
    page.reject()


def test_who_founds_headquarters_is_told_what_to_write_for_a_branch(started, qtbot):
    (page,) = open_dialogs(started(None), FirstRun)
    page.ui.name.setText("何总监")
    page.ui.role.setFocus()
    qtbot.keyClick(page.ui.role, Qt.Key.Key_End)
    assert page.ui.role.currentText() == "客服总监"
    assert "总部填 HQ" in page.ui.branch.placeholderText()
    qtbot.keyClick(page.ui.branch, Qt.Key.Key_Return)
    assert page.ui.told.text() == "分部代码应为 2–6 位字母或数字，例如 NB；总部填 HQ"
    page.reject()


def restored(app, qtbot):
    """The dialog of a restore that has come to its end."""
    (dialog,) = open_dialogs(app, RestoringDialog)
    qtbot.waitUntil(lambda: not dialog.work.running, timeout=20_000)
    return dialog


@pytest.mark.about_files
def test_a_backup_takes_the_place_of_the_open_file_which_is_opened_again(running, qtbot, now):
    db = running.window.desk.db
    old, inc = backups.backup(db), db.site.inc
    client(db, now, "之后的")
    running.window.restore_wanted.emit(old)
    dialog = restored(running, qtbot)
    assert dialog.ui.told.text() == f"已恢复到 {db.path}"
    assert "条没有发出过，只在原来的文件里" in dialog.ui.report.toPlainText()
    assert running.window.desk is None
    dialog.ui.go_button.click()
    settle()
    again = running.window.desk.db
    assert (again.path, again.site.inc != inc, clients(again)) == (db.path, True, {})


@pytest.mark.about_files
def test_a_restore_that_is_refused_leaves_the_file_and_opens_it_again(running, qtbot):
    db = running.window.desk.db
    old = backups.backup(db)
    old.write_bytes(old.read_bytes()[:20000])
    running.window.restore_wanted.emit(old)
    dialog = restored(running, qtbot)
    assert dialog.ui.told.text() == "这份备份已损坏，不能恢复；原有数据没有改动，请换一份备份"
    dialog.ui.go_button.click()
    settle()
    assert running.window.desk.db.site == db.site


@pytest.mark.about_files
def test_a_damaged_file_is_offered_its_newest_backup(started, manager_db, qtbot):
    backups.backup(manager_db)
    path = manager_db.path
    manager_db.close()
    path.write_bytes(path.read_bytes()[:20000])
    app = started(path)
    (box,) = open_dialogs(app, QMessageBox)
    assert "已损坏" in box.text()
    next(button for button in box.buttons() if button.text() == "恢复这份备份").click()
    settle()
    restored(app, qtbot).ui.go_button.click()
    settle()
    assert app.window.desk.db.site.name == "李经理"


def test_what_was_open_is_open_again_after_a_restart(started, manager_db):
    manager_db.close()
    first = started(manager_db.place)
    shown = first.window.windowTitle()
    first.window.close()
    assert started(None).window.windowTitle() == shown
    assert shown.startswith(f"{manager_db.name}  ·  李经理")


def test_the_first_page_takes_the_address_of_a_server(started, server, qtbot):
    with server.database() as at:
        for button in ("new_button", "open_button"):
            app = started(None)
            (page,) = open_dialogs(app, FirstRun)
            page.ui.name.setText("李经理")
            page.ui.branch.setText("NB")
            page.ui.place.setText(at.url)
            getattr(page.ui, button).click()
            connected(qtbot)
            assert app.window.windowTitle().startswith(f"{at.name}  ·  李经理")
            app.settings.set("last_file", None)
            app.window.close()


@pytest.fixture
def mute():
    """The address of a server that takes calls and never answers; it hangs up at the end."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield f"postgresql://nobody@127.0.0.1:{listening.getsockname()[1]}/全国"


@pytest.mark.about_files
def test_a_server_that_does_not_answer_can_be_left_at_once(running, mute, qtbot):
    running.open(paths.place(mute))
    qtbot.waitUntil(lambda: open_dialogs(running, QProgressDialog) != [])
    (box,) = open_dialogs(running, QProgressDialog)
    assert box.labelText() == "正在连接数据库 全国……"
    box.findChild(QPushButton).click()
    settle()
    assert not open_dialogs(running, QProgressDialog)
    assert not open_dialogs(running, QMessageBox)
    assert running.window.desk.db.site.name == "李经理"


@pytest.mark.about_files
def test_the_first_page_stays_when_connecting_is_cancelled_or_fails(started, mute, qtbot):
    app = started(None)
    (page,) = open_dialogs(app, FirstRun)
    page.ui.place.setText(mute)
    page.ui.open_button.click()
    assert not page.ui.open_button.isEnabled()
    qtbot.waitUntil(lambda: [box for box in page.findChildren(QProgressDialog) if box.isVisible()] != [])
    page.findChild(QProgressDialog).findChild(QPushButton).click()
    assert page.ui.told.text() == "已取消连接"
    assert page.ui.open_button.isEnabled()
    with socket.create_server(("127.0.0.1", 0)) as closed:
        page.ui.place.setText(f"postgresql://nobody@127.0.0.1:{closed.getsockname()[1]}/全国")
    page.ui.open_button.click()
    qtbot.waitUntil(lambda: page.ui.open_button.isEnabled(), timeout=20_000)
    assert page.ui.told.text().startswith("连不上数据库 全国，没有保存的操作不会生效。请核对地址、用户和密码")
    page.reject()
