"""Backups, restoring, checking and the drill through the window."""

from dataclasses import replace
from datetime import timedelta

import pytest
from gui.waiting import settle
from PySide6.QtWidgets import QMessageBox

from csdesk.gui.dialogs.backups import BackupsDialog
from csdesk.gui.dialogs.repairing import RepairDialog
from csdesk.gui.tabs import TABS
from csdesk.gui.window import MainWindow
from csdesk.operations import files
from csdesk.operations.safekeeping import backups


@pytest.fixture
def later(window, desk, qtbot, look):
    """The window of the same file so many days later."""

    def make(days):
        made = MainWindow(look)
        qtbot.addWidget(made)
        made.show_desk(replace(desk, now=lambda: desk.now() + timedelta(days=days)), TABS)
        made.show()
        settle()
        return made

    return make


def dialog_of(window, kind):
    settle()
    return next(d for d in window.findChildren(kind) if d.isVisible())


def backed_up(desk, days=0):
    return backups.backup(desk.db, clock=lambda: int((desk.now() + timedelta(days=days)).timestamp() * 1000))


# -- the daily backup -------------------------------------------------------------------------------------------------


def test_the_day_begins_with_a_backup_and_has_only_one(window, desk, client):
    client("甲")
    window.safety.when_idle()
    settle()
    assert len(backups.listing(desk.db)) == 1
    assert "上次备份 06-12 10:05" in window.status.standing.text()
    client("乙")
    window.safety.when_idle()
    assert len(backups.listing(desk.db)) == 1


def test_a_daily_backup_that_fails_is_told_and_the_old_ones_stay(window, later, desk, client):
    old = backed_up(desk)
    client("甲")
    folder = backups.folder_of(desk.db)
    folder.rename(folder.with_suffix(".x"))
    folder.write_text("nothing can be written below a file", encoding="utf-8")
    tomorrow = later(1)
    tomorrow.safety.when_idle()
    assert tomorrow.ui.notice_text.text().startswith("今天的备份没有做成，以前的备份都在：")
    assert (folder.with_suffix(".x") / old.name).exists()


def test_an_old_backup_is_marked_and_a_click_makes_one(window, later, desk, client):
    backed_up(desk)
    client("甲")
    assert not window.status.backup.isVisible()
    then = later(3)
    assert then.status.backup.text() == "3 天没有备份"
    assert "（3 天前）" in then.status.standing.text()
    then.status.backup.click()
    settle()
    assert not then.status.backup.isVisible()
    assert len(backups.listing(desk.db)) == 2


def test_a_second_place_that_is_gone_is_told_and_stops_nothing(window, desk, tmp_path, client):
    stick = tmp_path / "U盘"
    stick.mkdir()
    backups.set_second_place(desk.db, stick)
    stick.rmdir()
    window.ui.action_backup.trigger()
    settle()
    assert "第二备份位置没有写成" in window.ui.notice_text.text()
    assert window.status.backup.text() == "第二份备份没有写成"
    assert len(backups.listing(desk.db)) == 1


def test_a_drill_is_offered_once_after_a_month(window, later, desk):
    backed_up(desk)
    then = later(30)
    then.safety.when_idle()
    assert then.ui.notice_text.text().startswith("已有 30 天没有演练恢复")
    then.ui.notice_act.click()
    assert dialog_of(then, RepairDialog).ui.told.text().startswith("演练通过")
    assert backups.last_drill(desk.db) == desk.now() + timedelta(days=30)
    then.safety.when_idle()
    assert not then.ui.notice.isVisible()


# -- backups ----------------------------------------------------------------------------------------------------------


def opened(window, kind, action):
    action.trigger()
    return dialog_of(window, kind)


def test_backups_are_listed_and_the_chosen_one_is_looked_through(window, desk, client):
    first = backed_up(desk)
    client("甲")
    second = backed_up(desk, 1)
    dialog = opened(window, BackupsDialog, window.ui.action_restore)
    assert [row[0] for row in dialog.model.rows] == ["2026-06-13 10:05:00", "2026-06-12 10:05:00"]
    assert [row[1] for row in dialog.model.rows] == ["完好", "制作时已核对"]
    assert [row[3:] for row in dialog.model.rows] == [("本机", str(second)), ("本机", str(first))]
    first.write_bytes(first.read_bytes()[:20000])
    dialog.ui.backups.selectRow(1)
    settle()
    assert dialog.model.rows[1][1] == "已损坏"
    dialog.ask()
    assert dialog.ui.told.text() == "这份备份已损坏，不能恢复；原有数据没有改动，请换一份备份"
    assert not dialog.findChildren(QMessageBox)


def test_restoring_is_confirmed_first(window, desk, qtbot):
    made = backed_up(desk)
    dialog = opened(window, BackupsDialog, window.ui.action_restore)
    dialog.ui.restore_button.click()
    box = dialog_of(dialog, QMessageBox)
    assert "把数据恢复到 2026-06-12 10:05 的备份？" in box.text()
    with qtbot.waitSignal(window.restore_wanted) as wanted:
        next(button for button in box.buttons() if button.text() == "恢复").click()
    assert wanted.args == [made]


def test_a_second_place_is_chosen_and_given_up(window, desk, tmp_path):
    backed_up(desk)
    stick = tmp_path / "U盘"
    stick.mkdir()
    dialog = opened(window, BackupsDialog, window.ui.action_restore)
    assert "硬盘坏了，备份也会一起丢" in dialog.ui.second.text()
    dialog.choose_second(str(stick))
    assert dialog.ui.second.text() == f"第二位置：{stick}"
    assert [row[3] for row in dialog.model.rows] == ["本机", "第二位置"]
    dialog.choose_second(str(tmp_path))
    assert "备份本来就在这里" in dialog.ui.told.text()
    dialog.ui.no_second_button.click()
    assert [row[3] for row in dialog.model.rows] == ["本机"]
    dialog.ui.now_button.click()
    assert dialog.ui.told.text().startswith("已备份到")


# -- checking and mending ---------------------------------------------------------------------------------------------


def test_what_is_wrong_is_found_and_the_ledgers_are_filled_anew(window, desk, client):
    row = client("甲")
    with desk.db.writing() as connection:
        connection.exec_driver_sql("UPDATE client SET tier = 'A'")
    dialog = opened(window, RepairDialog, window.ui.action_check)
    assert dialog.ui.told.text().startswith("发现 1 处问题")
    assert dialog.ui.findings.toPlainText() == f"客户档案 {row.id} 的显示内容与流水不一致"
    dialog.ui.rebuild_button.click()
    settle()
    assert dialog.ui.told.text() == "已从流水重建全部台账和搜索，核对后没有问题。"
    assert len(backups.listing(desk.db)) == 1
    dialog.ui.check_button.click()
    assert dialog.ui.told.text() == "全部核对过，没有问题。"


def test_a_drill_says_what_was_compared_and_when(window, desk, client):
    client("甲")
    dialog = opened(window, RepairDialog, window.ui.action_check)
    assert dialog.ui.drilled.text() == "还没有演练过"
    dialog.ui.drill_button.click()
    assert dialog.ui.told.text() == "还没有备份，不能演练。请先用“文件 › 立即备份”做一份"
    backed_up(desk)
    client("乙")
    dialog.ui.drill_button.click()
    settle()
    assert dialog.ui.told.text().startswith("演练通过：2026-06-12 10:05 的备份")
    assert "条记录的内容、版本与不一致，校验值" in dialog.ui.findings.toPlainText()
    assert "没有参加对比" in dialog.ui.findings.toPlainText()
    assert dialog.ui.drilled.text() == "上次演练：2026-06-12 10:05"


def test_repair_leads_to_restoring(window, desk):
    backed_up(desk)
    opened(window, RepairDialog, window.ui.action_check).ui.restore_button.click()
    assert dialog_of(window, BackupsDialog).backups


def test_whoever_looks_may_check_but_not_mend(qtbot, desk, look, db):
    db.close()
    with files.open_file(db.path, look_only=True) as seen:
        window = MainWindow(look)
        qtbot.addWidget(window)
        window.show_desk(replace(desk, db=seen), TABS)
        window.show()
        settle()
        assert not window.ui.action_restore.isEnabled()
        dialog = opened(window, RepairDialog, window.ui.action_check)
        assert dialog.ui.told.text() == "全部核对过，没有问题。"
        assert not dialog.ui.rebuild_button.isEnabled()
        assert dialog.ui.check_button.isEnabled()
        window.safety.when_idle()
        assert backups.listing(seen) == []
