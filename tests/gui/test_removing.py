"""Purging from the window: a manager is asked, and only then it is done."""

from gui.waiting import settle
from offices import client
from PySide6.QtWidgets import QMessageBox, QWidget

from csdesk.domain.care.clients import Client, Contact
from csdesk.domain.rows import Query
from csdesk.gui.desk import Desk
from csdesk.gui.ledger import removing
from csdesk.gui.tasks import InlineTasks
from csdesk.operations import ledgers
from csdesk.operations.safekeeping import backups


def test_a_manager_purges_after_confirming(qtbot, desk, look, manager_db, now):
    row = client(manager_db, now)
    place, tasks, said = QWidget(), InlineTasks(), []
    qtbot.addWidget(place)
    mine = Desk(manager_db, tasks, desk.settings, look, lambda: now)
    assert removing.may_purge(mine)
    assert not removing.may_purge(desk)
    ledgers.create(manager_db, Contact, {"client_id": row.id, "name": "王女士", "mobile": "13900001111"}, now=now)
    backups.backup(manager_db)
    removing.purge(mine, row, place, said.append)
    box = place.findChild(QMessageBox)
    assert "连同它的联系人 1 条" in box.text()
    assert "本机的 1 份备份里仍有" in box.text()
    assert ledgers.count(manager_db, Client, Query()) == 1
    next(b for b in box.buttons() if b.text() == "彻底清除").click()
    assert "已清除" in said[0]
    assert ledgers.count(manager_db, Client, Query()) == 0
    assert ledgers.count(manager_db, Contact, Query()) == 0
    (asked,) = [one for one in place.findChildren(QMessageBox) if one.isVisible()]
    assert asked.text().startswith("以前的 1 份备份里仍有刚才清除的内容，按规则最长保留 12 个月。")
    assert asked.defaultButton() is asked.button(QMessageBox.StandardButton.Cancel)
    next(b for b in asked.buttons() if b.text() == "换成新备份").click()
    assert said[1].startswith("已做一份新的备份，删除以前的 1 份")
    assert len(backups.listing(manager_db)) == 1
    settle()
    tasks.deleteLater()
