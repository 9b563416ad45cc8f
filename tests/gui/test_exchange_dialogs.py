"""Enrolment, sending, merging, sending back: the dialogs, from one person's file to another's."""

import pytest
from gui.waiting import settle

from csdesk.domain.clients import Client
from csdesk.domain.rows import Query
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.merging import MergeDialog
from csdesk.gui.dialogs.sending import EnrolDialog, SendDialog
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.tasks import InlineTasks
from csdesk.operations import exchange, ledgers


@pytest.fixture
def office(qapp, desk, manager_db, now):
    """The desks of 张三 and of his manager 李经理."""
    tasks = InlineTasks()
    yield desk, Desk(manager_db, tasks, desk.settings, desk.look, lambda: now)
    tasks.deleteLater()


@pytest.fixture
def dialog(qtbot, window):
    """Opens a dialog of this kind over the window."""

    def make(kind, desk):
        made = kind(desk, window)
        qtbot.addWidget(made)
        made.open()
        settle()
        return made

    return make


@pytest.fixture
def enrolled(office, tmp_path):
    mine, manager = office
    exchange.join(mine.db, tmp_path / "a.csjoin")
    exchange.admit(manager.db, tmp_path / "a.csjoin", tmp_path / "a.cscert")
    exchange.accept(mine.db, tmp_path / "a.cscert")
    return office


def shown(dialog):
    table = dialog.ui.packs
    return [[table.item(r, c).text() for c in range(6)] for r in range(table.rowCount())]


def test_the_three_steps_of_enrolment(office, dialog, tmp_path):
    mine, manager = office
    asking, admitting = dialog(EnrolDialog, mine), dialog(EnrolDialog, manager)
    assert not asking.ui.admit_button.isEnabled()
    asking.join(str(tmp_path / "a.csjoin"))
    code = asking.ui.told.text().split("核对码 ")[1][:19]
    admitting.admit(str(tmp_path / "a.csjoin"), str(tmp_path / "a.cscert"))
    assert f"申请人核对码 {code}" in admitting.ui.told.text()
    asking.take(str(tmp_path / "a.cscert"))
    assert "席位 01" in asking.ui.told.text()
    assert mine.db.site.seat == "01"


def test_a_file_is_sent_looked_at_merged_and_sent_back(enrolled, dialog, client, tmp_path, qtbot):
    mine, manager = enrolled
    client("示例家电")
    sending = dialog(SendDialog, mine)
    assert sending.ui.to.currentText() == "李经理"
    with qtbot.waitSignal(sending.sent):
        sending.write(str(tmp_path / "a.csdesk"))

    merging = dialog(MergeDialog, manager)
    merging.take([tmp_path / "a.csdesk"])
    settle()
    ((file, sender, word, *_),) = shown(merging)
    assert (file, sender, word) == ("a.csdesk", "张三", "可合并")
    assert ledgers.count(manager.db, Client, Query()) == 0

    with qtbot.waitSignal(merging.merged):
        merging.ui.go_button.click()
    settle()
    assert shown(merging)[0][2] == "已合并"
    assert ledgers.count(manager.db, Client, Query()) == 1

    merging.ui.packs.selectRow(0)
    merging.ui.hold_button.click()
    settle()
    assert ledgers.count(manager.db, Client, Query()) == 0
    merging.ui.lift_button.click()
    settle()
    assert ledgers.count(manager.db, Client, Query()) == 1


def test_a_damaged_file_is_told_and_cannot_be_merged(enrolled, dialog, tmp_path):
    mine, manager = enrolled
    exchange.send(mine.db, "李经理", tmp_path / "a.csdesk")
    (tmp_path / "坏.csdesk").write_bytes((tmp_path / "a.csdesk").read_bytes()[:-1])
    merging = dialog(MergeDialog, manager)
    merging.take([tmp_path / "坏.csdesk"])
    settle()
    assert shown(merging)[0][2] == "不能合并"
    assert not merging.ui.go_button.isEnabled()


def test_sending_without_enrolment_says_what_to_do(office, dialog):
    mine, _ = office
    sending = dialog(SendDialog, mine)
    assert "请先在“文件 › 入网”中装入证书" in sending.ui.told.text()


def test_both_values_of_a_conflict_are_on_the_card_and_one_is_taken(enrolled, qtbot, client, now, tmp_path):
    mine, manager = enrolled
    row = client("示例家电", tier="C")
    exchange.send(mine.db, "李经理", tmp_path / "1.csdesk")
    exchange.merge(manager.db, [tmp_path / "1.csdesk"])
    ledgers.change(mine.db, Client, row, {"tier": "A"})
    ledgers.change(manager.db, Client, ledgers.get(manager.db, Client, row.book, row.id), {"tier": "B"})
    exchange.send(mine.db, "李经理", tmp_path / "2.csdesk")
    exchange.merge(manager.db, [tmp_path / "2.csdesk"])

    pane = LedgerPane(manager, Client)
    qtbot.addWidget(pane)
    pane.show()
    settle()
    told = pane.card.form.wrong()["tier"]
    assert "A</a>（张三" in told
    assert "B</a>（李经理" in told
    at = 0 if told.index("A</a>") < told.index("B</a>") else 1
    pane.card.form.taken.emit("tier", at)
    settle()
    decided = ledgers.get(manager.db, Client, row.book, row.id)
    assert (decided.values["tier"], decided.conflicts) == ("A", {})
    assert "tier" not in pane.card.form.wrong()
