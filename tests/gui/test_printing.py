"""Ctrl+P: what is seen of a ledger, in its order and columns, with the conditions named and pages counted; and the records' own papers."""

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt

from csdesk.domain.rows import Filter, Query
from csdesk.domain.transport.trips import Trip
from csdesk.gui.paper import printing
from csdesk.gui.paper.dialog import PaperDialog
from csdesk.gui.paper.ledgers import sheet_of
from csdesk.gui.paper.printing import print_pane
from csdesk.operations import ledgers


@pytest.fixture
def dialog_of(qtbot):
    def make(shown):
        print_pane(shown)
        settle()
        return shown.window().findChild(PaperDialog)

    return make


def test_what_is_seen_is_printed(pane, client):
    client("示例家电", tier="A"), client("海曙食品", tier="C")
    shown = pane()
    shown.chips.add([Filter("tier", "in", ["A"])])
    settle()
    sheet = sheet_of(shown, [("示例家电",)])
    assert [heading for heading, _, _ in sheet.columns] == [shown.model.columns[i].heading for i in shown.table.visible_columns()]
    assert sheet.lead == "视图：全部    筛选：客户等级：A    共 1 条"
    assert sheet.foot == "张三 打印于 2026-06-12 10:05"


def test_pages_are_as_many_as_needed_and_can_be_a_pdf(pane, client, dialog_of, tmp_path):
    for n in range(90):
        client(f"客户{n}")
    dialog = dialog_of(pane())
    assert dialog.told.text().startswith("90 条，共 ")
    dialog.save_pdf(tmp_path / "客户.pdf")
    assert (tmp_path / "客户.pdf").read_bytes().startswith(b"%PDF")
    assert dialog.told.text().endswith("页已存为 客户.pdf")
    dialog.save_pdf(tmp_path / "没有" / "这个.pdf")
    assert dialog.told.text().startswith("不能写入")


def test_it_can_be_held_the_other_way(qtbot, pane, client, dialog_of):
    client("示例家电")
    dialog = dialog_of(pane())
    before = dialog.paper.format
    qtbot.keyClick(dialog.across, Qt.Key.Key_Space)
    assert (dialog.paper.format.width, dialog.paper.format.across) == (before.height, not before.across)


def test_a_book_is_refused(pane, client, monkeypatch, desk, dialog_of):
    client("示例家电"), client("海曙食品")
    refused = []
    desk.tasks.refused.connect(lambda error: refused.append(str(error)))
    monkeypatch.setattr(printing, "MOST_ROWS", 1)
    assert dialog_of(pane()) is None
    assert refused[0].startswith("一次最多打印 1 条，这里有 2 条")


def test_one_key_prints_the_ledger_and_the_chosen_records_own_papers(qtbot, tab, window, db, tmp_path):
    tab.choose(Trip)
    window.activateWindow()
    settle()
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle()
    dialog = window.findChild(PaperDialog)
    assert [paper.title for paper in dialog.papers] == ["台账", "派车单", "装车单"]
    dialog.save_pdf(tmp_path / "台账.pdf")
    assert ledgers.select(db, Trip, Query())[0].values["printed_count"] == 0
    dialog._kinds.button(1).click()
    dialog.save_pdf(tmp_path / "派车单.pdf")
    assert ledgers.select(db, Trip, Query())[0].values["printed_count"] == 1
    dialog.reject()
    window.activateWindow()
    settle()
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert window.findChild(PaperDialog).paper.title == "派车单", "what was chosen last comes first"


def test_where_nothing_can_be_printed_it_is_said(qtbot, tab, window):
    tab.show_page(tab.transit)
    window.activateWindow()
    settle()
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert window.findChild(PaperDialog) is None
    assert "没有可以打印" in window.ui.status_bar.currentMessage()
