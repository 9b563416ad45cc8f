"""Purging from the window: a manager is asked, and only then it is done."""

from offices import client
from PySide6.QtWidgets import QMessageBox, QWidget

from csdesk.domain.clients import Client
from csdesk.domain.rows import Query
from csdesk.gui.desk import Desk
from csdesk.gui.ledger import removing
from csdesk.gui.tasks import InlineTasks
from csdesk.operations import ledgers


def test_a_manager_purges_after_confirming(qtbot, desk, look, manager_db, now):
    row = client(manager_db, now)
    place, tasks, said = QWidget(), InlineTasks(), []
    qtbot.addWidget(place)
    mine = Desk(manager_db, tasks, desk.settings, look, lambda: now)
    assert removing.may_purge(mine)
    assert not removing.may_purge(desk)
    removing.purge(mine, Client, row, place, said.append)
    box = place.findChild(QMessageBox)
    assert "不能恢复" in box.text()
    assert ledgers.count(manager_db, Client, Query()) == 1
    next(b for b in box.buttons() if b.text() == "彻底清除").click()
    assert "已清除" in said[0]
    assert ledgers.count(manager_db, Client, Query()) == 0
    tasks.deleteLater()
