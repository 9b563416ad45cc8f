"""Pasting a block from a spreadsheet: shown and judged first, mended in place, one undo."""

import pytest
from gui.test_ledger import column, names
from gui.waiting import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from csdesk.domain.care.clients import Client
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.rows import Filter, Query
from csdesk.gui.ledger.block_model import LEAD
from csdesk.gui.ledger.model import WRONG_ROLE
from csdesk.gui.ledger.pasting import PasteDialog
from csdesk.operations import ledgers
from csdesk.operations.excel import blocks

_HEAD = "客户编号\t客户全称\t简称\t客户类型\t客户等级"


@pytest.fixture
def paste(qtbot):
    """Presses Ctrl+V in a ledger with this on the clipboard; the dialog that opens, if one does."""

    def press(shown, text, key="short_name", row=0):
        shown.table.setFocus()
        shown.table.stand_on(row, column(shown, key))
        QGuiApplication.clipboard().setText(text)
        qtbot.keyClick(shown.table, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
        settle()
        return shown.findChild(PasteDialog)

    return press


def said_by(shown):
    said = []
    shown.said.connect(said.append)
    return said


def test_a_single_right_line_is_written_at_once(pane, client, db, paste):
    row = client("示例家电")
    assert paste(pane(), "样板家电\n") is None
    assert ledgers.get(db, Client, row.book, row.id).values["short_name"] == "样板家电"
    assert ledgers.undo(db).title == "粘贴 1 行到客户档案"
    assert ledgers.get(db, Client, row.book, row.id).values["short_name"] == "示例家电"


def test_a_wrong_cell_is_framed_with_its_reason_and_mended_in_the_preview(pane, client, db, paste, qtbot):
    client("示例家电"), client("海曙食品")
    shown = pane()
    said = said_by(shown)
    dialog = paste(shown, "A\n特级\n", "tier")
    assert dialog.ui.summary.text() == "共 2 行：新建 0 行，更新 1 行，✕ 有错 1 行（红框处按 F2 可直接改）"
    assert not dialog.ui.go_button.isEnabled()
    wrong = dialog.ui.block.currentIndex()
    assert (wrong.row(), wrong.column()) == (1, len(LEAD))
    assert "“特级”不在可选范围内" in wrong.data(WRONG_ROLE)
    assert dialog.model.index(1, 0).data() == "✕ 错误"
    assert "客户等级：“特级”不在可选范围内" in dialog.model.index(1, 1).data()
    dialog.model.setData(wrong, "B", Qt.ItemDataRole.EditRole)
    assert wrong.data(WRONG_ROLE) is None
    assert ledgers.count(db, Client, Query(filters=(Filter("tier", "is", "A"),))) == 0
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert said[-1] == "已粘贴：更新 2 行，Ctrl+Z 可撤销"
    assert [row.values["tier"] for row in ledgers.select(db, Client, Query(sort="client_code"))] == ["A", "B"]
    assert ledgers.undo(db).restored == 2


def test_wrong_lines_can_be_left_out(pane, client, db, paste):
    client("示例家电"), client("海曙食品")
    shown = pane()
    said = said_by(shown)
    dialog = paste(shown, "A\n特级\n", "tier")
    dialog.ui.skip.setChecked(True)
    dialog.ui.go_button.click()
    assert said[-1] == "已粘贴：更新 1 行，有错没有粘贴 1 行，Ctrl+Z 可撤销"
    assert ledgers.count(db, Client, Query(filters=(Filter("tier", "is", "A"),))) == 1


def test_headings_are_known_by_label_and_synonym_and_codes_find_their_records(pane, client, db, paste):
    first, second = client("示例家电"), client("海曙食品")
    shown = pane()
    code = second.values["client_code"]
    head = _HEAD.replace("客户全称", "公司名称")
    lines = ["\t新客户有限公司\t新客户\t零担散客\tB", f"{code}\t\t海曙食品厂\t\tA", f"{first.values['client_code']}\t\t示例家电\t\t"]
    dialog = paste(shown, "\n".join([head, *lines]))
    assert [dialog.model.index(row, 0).data() for row in range(3)] == ["新建", "更新", "不变"]
    dialog.ui.go_button.click()
    assert names(shown) == ["示例家电", "海曙食品厂", "新客户"]
    assert ledgers.get(db, Client, first.book, first.id).values == first.values
    changed = ledgers.get(db, Client, second.book, second.id).values
    assert (changed["tier"], changed["legal_name"]) == ("A", "海曙食品有限公司")
    assert ledgers.undo(db).title == "粘贴 2 行到客户档案"
    assert names(pane()) == ["示例家电", "海曙食品"]


def test_lines_below_the_last_row_are_new_records_that_must_be_whole(pane, client, paste):
    client("示例家电")
    shown = pane()
    dialog = paste(shown, "样板家电\n海曙食品\n")
    assert dialog.model.index(0, 0).data() == "更新"
    assert "请填写客户全称" in dialog.model.index(1, 1).data()


def test_a_column_that_nobody_fills_in_is_not_taken(pane, client, paste):
    client("示例家电")
    shown = pane()
    said = said_by(shown)
    shown.table.show_column(column(shown, "_updated_at"), True)
    assert paste(shown, "2026-01-01\n2026-01-02\n", "_updated_at") is None
    assert said[-1].startswith("没有粘贴：当前单元格不能填写")


def test_a_blank_cell_empties_what_may_be_empty(pane, client, db, paste):
    row = client("示例家电", biz_address="海曙区")
    shown = pane()
    shown.table.show_column(column(shown, "biz_address"), True)
    shown.table.horizontalHeader().moveSection(shown.table.horizontalHeader().visualIndex(column(shown, "biz_address")), 0)
    shown.table.horizontalHeader().moveSection(shown.table.horizontalHeader().visualIndex(column(shown, "short_name")), 0)
    paste(shown, "样板家电\t\n")
    values = ledgers.get(db, Client, row.book, row.id).values
    assert values["short_name"] == "样板家电"
    assert "biz_address" not in values


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\n" * 30_000, "一次最多粘贴 20,000 行，这里有 30,001 行"),
        ("", "剪贴板里没有可以粘贴的文字"),
        ("a\t" * 300_000 + "\nb", "一次最多粘贴 1 行"),
        ("a" * 200_000, "剪贴板里的内容不是表格"),
        ("a\t" * 60, "往右只有"),
    ],
)
def test_what_cannot_be_pasted_is_refused_with_a_sentence(pane, client, paste, text, sentence):
    client("示例家电")
    shown = pane()
    said = said_by(shown)
    assert paste(shown, text) is None
    assert sentence in said[-1]


@pytest.mark.parametrize("text", ["\0\t\0", "\u202e反\t😀" * 2, '"' * 5000, "=1+1\t#REF!\t-5", "1900-01-01\t2999-12-31"])
def test_garbage_changes_nothing_before_it_is_confirmed(pane, client, db, paste, text):
    row = client("示例家电")
    shown = pane()
    paste(shown, f"{text}\n{text}\n")
    assert ledgers.get(db, Client, row.book, row.id).values == row.values


def test_a_large_block_can_be_stopped(db, now):
    lines = [[f"客户{n}有限公司", f"客户{n}", "零担散客"] for n in range(600)]
    told = []
    cells = [["客户全称", "简称", "客户类型"], *lines]
    plan = blocks.look(db, Client, cells, blocks.Target(), now=now, progress=lambda *step: told.append(step))
    assert plan.count(blocks.CREATE) == 600
    assert ("核对", 200, 600) in told


CASE = {"客户": "示例家电", "类型": "费用争议", "描述": "账单不符", "受理时间": "2026-06-12 09:00", "索赔金额(元)": "100"}


@pytest.mark.parametrize(
    ("heading", "text", "sentence"),
    [
        ("受理时间", "2999-01-01 09:00", "年份不在 1990–2100 之间"),
        ("索赔金额(元)", "-5", "索赔金额不能小于"),
        ("客户", "名" * 4000, "文字过长（4000 字）"),
    ],
)
def test_a_wrong_case_is_shown_and_not_written(pane, client, db, paste, qtbot, heading, text, sentence):
    client("示例家电")
    shown = pane(Complaint)
    told = {**CASE, heading: text}
    dialog = paste(shown, "\n".join("\t".join(line) for line in (CASE, CASE.values(), told.values())), "description")
    assert sentence in dialog.model.index(1, 1).data()
    assert not dialog.ui.go_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert ledgers.count(db, Complaint, Query()) == 0


def test_a_hundred_thousand_cases_are_told_at_once_that_a_workbook_takes_them(pane, client, db, paste):
    client("示例家电")
    shown = pane(Complaint)
    said = said_by(shown)
    assert paste(shown, "\t".join(CASE) + ("\n" + "\t".join(CASE.values())) * 100_000, "description") is None
    assert "一次最多粘贴 20,000 行，这里有 100,001 行" in said[-1]
    assert "用“文件 › 导入 Excel”" in said[-1]
    assert ledgers.count(db, Complaint, Query()) == 0
