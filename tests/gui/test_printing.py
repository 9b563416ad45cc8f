"""A ledger on paper: what is seen, in its order and columns, with the conditions named and pages counted."""

import pytest
from gui.waiting import settle
from PySide6.QtPrintSupport import QPrinter

from csdesk.domain.rows import Filter
from csdesk.gui.ledger import printing
from csdesk.gui.ledger.paper import Paper
from csdesk.gui.ledger.printing import PrintDialog, print_ledger


@pytest.fixture
def dialog_of(qtbot):
    def make(shown):
        print_ledger(shown)
        settle()
        return shown.window().findChild(PrintDialog)

    return make


def test_what_is_seen_is_printed(pane, client, dialog_of):
    client("示例家电", tier="A"), client("海曙食品", tier="C")
    shown = pane()
    shown.chips.add([Filter("tier", "in", ["A"])])
    sheet = dialog_of(shown).sheet
    assert [heading for heading, _, _ in sheet.columns] == [shown.model.columns[i].heading for i in shown.table.visible_columns()]
    assert len(sheet.rows) == 1
    assert "示例家电" in sheet.rows[0]
    assert sheet.lead == "视图：全部    筛选：客户等级：A    共 1 条"
    assert sheet.foot == "张三 打印于 2026-06-12 10:05"


def test_pages_are_as_many_as_needed_and_can_be_a_pdf(pane, client, dialog_of, tmp_path):
    for n in range(90):
        client(f"客户{n}")
    dialog = dialog_of(pane())
    path = tmp_path / "客户.pdf"
    dialog.save_pdf(str(path))
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    pages = Paper(dialog.sheet, printer).pages
    assert len(pages) > 1
    assert sum(map(len, pages)) == 90
    assert path.read_bytes().startswith(b"%PDF")
    assert "页已写到" in dialog.told.text()
    dialog.save_pdf(str(tmp_path / "没有" / "这个.pdf"))
    assert dialog.told.text().startswith("没有写成")


def test_a_book_is_refused(pane, client, monkeypatch, desk, dialog_of):
    client("示例家电"), client("海曙食品")
    refused = []
    desk.tasks.refused.connect(lambda error: refused.append(str(error)))
    monkeypatch.setattr(printing, "MOST_ROWS", 1)
    assert dialog_of(pane()) is None
    assert refused[0].startswith("一次最多打印 1 条，这里有 2 条")
