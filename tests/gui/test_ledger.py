"""A ledger as a person uses it: entering, editing, wrong values, searching, sorting, filtering, the recycle bin, blocks."""

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMessageBox

from csdesk.domain.care.clients import Client, Contact
from csdesk.domain.record import fields_of
from csdesk.domain.records import RECORDS
from csdesk.domain.rows import Filter, Query
from csdesk.gui.ledger.model import WRONG_ROLE
from csdesk.operations import ledgers


def names(pane):
    """What the column 简称 shows, top to bottom."""
    at = column(pane, "short_name")
    for row in range(pane.model.rowCount()):
        pane.model.index(row, at).data()
    settle()
    return [pane.model.index(row, at).data() for row in range(pane.model.rowCount())]


def column(pane, key):
    return next(i for i, c in enumerate(pane.model.columns) if c.key == key)


def test_the_model_keeps_the_rules_of_qt(pane, client, qtbot):
    for name in ("示例家电", "海曙食品"):
        client(name)
    shown = pane()
    QAbstractItemModelTester(shown.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    shown.model.sort(column(shown, "short_name"), Qt.SortOrder.DescendingOrder)
    assert sorted(names(shown)) == ["海曙食品", "示例家电"]


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.about.name)
def test_every_record_has_a_ledger(pane, record):
    shown = pane(record)
    assert shown.ui.total.text() == f"共 {ledgers.count(shown.desk.db, record, Query()):,} 条"
    assert {c.key for c in shown.model.columns} >= {f.name for f in fields_of(record)}


def test_the_first_rows_are_there_before_all_and_the_chosen_one_stays_chosen(pane, client, monkeypatch):
    monkeypatch.setattr("csdesk.gui.ledger.model.FIRST", 2)
    monkeypatch.setattr("csdesk.gui.ledger.pages.PAGE", 2)
    for name in ("示例家电", "示例食品", "示例化工", "海曙食品"):
        client(name)
    shown = pane()
    steps = []
    shown.model.loaded.connect(lambda _: steps.append((shown.model.rowCount(), shown.model.whole, shown.ui.total.text())))
    shown.step(2)
    chosen = shown.model.number_at(2)
    shown.ui.search.setText("示例")
    shown.load()
    settle()
    assert [step[:2] for step in steps] == [(2, False), (3, True)]
    assert "正在读取其余" in steps[0][2]
    assert shown.model.number_at(shown.table.currentIndex().row()) == chosen
    assert names(shown) == ["示例家电", "示例食品", "示例化工"]


def test_a_new_record_is_entered_on_the_card(pane, db):
    shown = pane()
    shown.new()
    shown.card.form.box("legal_name").setText("宁波示例家电有限公司")
    shown.card.form.box("short_name").setText("示例家电")
    shown.card.form.box("client_type").put("spot")
    shown.save()
    settle()
    (row,) = ledgers.select(db, Client, Query())
    assert row.values["client_code"].endswith("-00001")
    assert names(shown) == ["示例家电"]
    assert shown.card.row.id == row.id


def test_wrong_values_are_marked_at_their_field_and_nothing_is_written(pane, db):
    shown = pane()
    shown.new()
    shown.card.form.box("uscc").setText("91330201MA2AABCD12")
    shown.save()
    marked = shown.card.form.wrong()
    assert marked["legal_name"] == "请填写客户全称"
    assert "校验位" in marked["uscc"]
    assert ledgers.count(db, Client, Query()) == 0


def type_in(pane, key, text):
    """Fill a field of the card as a person does."""
    pane.card.form.box(key).setText(text)
    pane.card.form.box(key).textEdited.emit(text)


def test_a_mark_at_a_field_goes_as_soon_as_it_holds_a_value(pane):
    shown = pane()
    shown.new()
    shown.save()
    assert "legal_name" in shown.card.form.wrong()
    type_in(shown, "legal_name", "宁波示例家电有限公司")
    assert "legal_name" not in shown.card.form.wrong()
    assert "short_name" in shown.card.form.wrong()


def test_a_new_card_counts_no_children(pane, client, db, now):
    ledgers.create(db, Contact, {"client_id": client("示例家电").id, "name": "王丽", "mobile": "13800138001"}, now=now)
    shown = pane()
    tab = shown.card.ui.pages.indexOf(shown.card.children_tabs[0])
    assert shown.card.ui.pages.tabText(tab) == "联系人 1"
    shown.new()
    assert shown.card.ui.pages.tabText(tab) == "联系人"


def test_a_new_record_is_saved_when_it_is_left(pane, client, db):
    client("示例家电"), client("海曙食品")
    shown = pane()
    shown.new()
    for key, text in (("legal_name", "新客户有限公司"), ("short_name", "新客户")):
        type_in(shown, key, text)
    shown.card.form.box("client_type").put("spot")
    shown.step(1)
    settle()
    assert names(shown) == ["示例家电", "海曙食品", "新客户"]
    assert shown.card.row.values["short_name"] == "海曙食品"


def test_an_unfinished_new_record_keeps_the_cursor(pane, client, db, qtbot):
    client("示例家电"), client("海曙食品")
    shown = pane()
    said = []
    shown.said.connect(said.append)
    shown.new()
    type_in(shown, "short_name", "新客户")
    place = shown.table.visualRect(shown.model.index(1, 0)).center()
    qtbot.mouseClick(shown.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    settle()
    assert said[-1] == "新记录还没填完：填好保存，或点“放弃修改”"
    assert shown.table.currentIndex().row() == 0
    assert shown.card.form.box("short_name").text() == "新客户"
    assert shown.card.form.wrong()["legal_name"] == "请填写客户全称"
    assert not shown.leave()
    shown.card.ui.revert_button.click()
    (box,) = shown.findChildren(QMessageBox)
    next(button for button in box.buttons() if button.text() == "放弃").click()
    settle()
    assert shown.card.row.values["short_name"] == "示例家电"
    assert shown.leave()


def test_a_record_is_saved_when_it_is_left(pane, client, db):
    first, _ = client("示例家电"), client("海曙食品")
    shown = pane()
    shown.card.form.box("biz_address").setText("海曙区中山西路 138 号")
    shown.card.form.box("biz_address").textEdited.emit("")
    shown.step(1)
    settle()
    assert ledgers.get(db, Client, first.book, first.id).values["biz_address"] == "海曙区中山西路 138 号"
    assert shown.card.row.values["short_name"] == "海曙食品"


def test_a_draft_with_a_wrong_value_waits_on_the_card(pane, client, db):
    first, _ = client("示例家电"), client("海曙食品")
    shown = pane()
    shown.card.form.box("payment_term_days").setText("三十")
    shown.card.form.box("payment_term_days").textEdited.emit("")
    shown.step(1)
    settle()
    assert ledgers.get(db, Client, first.book, first.id).values["payment_term_days"] == 30
    shown.step(-1)
    settle()
    assert shown.card.form.box("payment_term_days").text() == "三十"
    assert shown.card.ui.state.text() == "未保存"


def edit(pane, key, text):
    """Type into a cell of the first row, and press Enter."""
    index = pane.model.index(0, column(pane, key))
    index.data()
    settle()
    pane.table.setCurrentIndex(index)
    pane.table.edit(index)
    editor = pane.table.indexWidget(index) or pane.table.findChildren(type(pane.card.form.box("legal_name")))[-1]
    editor.setText(text)
    delegate = pane.table.itemDelegate()
    delegate.commitData.emit(editor)
    delegate.closeEditor.emit(editor)
    settle()
    return index


def test_a_cell_is_written_at_once(pane, client, db):
    row = client("示例家电")
    shown = pane()
    edit(shown, "short_name", "样板家电")
    assert ledgers.get(db, Client, row.book, row.id).values["short_name"] == "样板家电"
    assert names(shown) == ["样板家电"]


def test_a_wrong_cell_is_marked_in_place_until_the_record_is_written(pane, client, db, qtbot):
    row = client("示例家电")
    shown = pane()
    said = []
    shown.said.connect(said.append)
    index = edit(shown, "short_name", "")
    assert said[-1] == "请填写简称"
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "请填写简称"
    assert ledgers.get(db, Client, row.book, row.id).values["short_name"] == "示例家电"
    qtbot.keyClick(shown.table, Qt.Key.Key_Escape)
    assert (index.data(), index.data(WRONG_ROLE)) == ("示例家电", None)
    edit(shown, "short_name", "")
    edit(shown, "legal_name", "样板家电有限公司")
    names(shown)
    assert (index.data(), index.data(WRONG_ROLE)) == ("示例家电", None)


def test_search_finds_characters_and_initials(pane, client):
    client("示例家电"), client("海曙食品")
    shown = pane()
    for text in ("海曙", "hssp"):
        shown.ui.search.setText(text)
        shown.load()
        assert names(shown) == ["海曙食品"]


def test_typing_in_the_table_starts_the_search(pane, client, qtbot):
    client("示例家电")
    shown = pane()
    qtbot.keyClicks(shown.table, "s")
    assert shown.ui.search.text() == "s"


def test_a_heading_sorts_by_the_value(pane, client):
    client("小", credit_limit=900_00), client("大", credit_limit=10_000_00)
    shown = pane()
    shown.table.sortByColumn(column(shown, "credit_limit"), Qt.SortOrder.AscendingOrder)
    assert names(shown) == ["小", "大"]
    shown.table.sortByColumn(column(shown, "credit_limit"), Qt.SortOrder.DescendingOrder)
    assert names(shown) == ["大", "小"]


def test_filters_are_chips_and_can_be_kept_as_a_view(pane, client):
    client("示例家电", tier="A"), client("海曙食品", tier="C")
    shown = pane()
    shown.chips.add([Filter("tier", "in", ["A"])])
    assert names(shown) == ["示例家电"]
    assert shown.chips.text(shown.chips.filters[0]) == "客户等级：A"
    shown.views.keep("重点", {"filters": [{"field": "tier", "op": "in", "value": ["C"]}]})
    shown.chips.put(())
    assert names(shown) == ["海曙食品"]


def test_views_count(pane, client):
    client("示例家电"), client("海曙食品", status="transition")
    shown = pane()
    counts = {view.label: shown.ui.views.topLevelItem(i).text(1) for i, view in enumerate(shown.views.views)}
    assert counts["全部"] == "2"
    assert counts["过渡期"] == "1"
    assert counts["我的"] == "2"


def test_the_recycle_bin_gives_back(pane, client, db, qtbot):
    client("示例家电")
    shown = pane()
    qtbot.keyClick(shown.table, Qt.Key.Key_Delete, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert names(shown) == []
    shown.views.choose("回收站")
    settle()
    assert names(shown) == ["示例家电"]
    contacts = shown.card.children_tabs[0]
    assert contacts.add_button.isHidden()
    assert [action.text() for action in shown.selection.menu().actions()] == ["复制（带标题）\tCtrl+Shift+C", "恢复"]
    (restore,) = shown.card.actions_bar.buttons
    assert restore.text() == "恢复"
    restore.click()
    assert ledgers.count(db, Client, Query()) == 1


def test_what_others_refer_to_goes_to_the_bin_only_when_asked_again(pane, client, db, now):
    row = client("示例家电")
    told = {"client_id": row.id, "name": "王丽", "mobile": "13800138001"}
    ledgers.create(db, Contact, told, now=now)
    shown = pane()
    shown.selection.delete()
    box = shown.findChild(QMessageBox)
    assert "示例家电”还有 1 条联系人，仍要移到回收站吗？" in box.text()
    assert ledgers.count(db, Client, Query()) == 1
    next(button for button in box.buttons() if button.text() == "移到回收站").click()
    assert ledgers.count(db, Client, Query()) == 0


def test_a_block_goes_to_excel_with_headings(pane, client):
    client("示例家电", credit_limit=1_234_567_00)
    shown = pane()
    shown.table.show_column(column(shown, "credit_limit"), True)
    names(shown)
    shown.table.selectAll()
    shown.selection.copy()
    head, line = QGuiApplication.clipboard().text().strip().split("\n")
    assert "信用额度(元)" in head.split("\t")
    assert "1234567.00" in line.split("\t")


def test_delete_empties_cells_that_may_be_empty(pane, client, db, qtbot):
    row = client("示例家电", biz_address="海曙区")
    shown = pane()
    shown.table.show_column(column(shown, "biz_address"), True)
    names(shown)
    said = []
    shown.said.connect(said.append)
    shown.table.stand_on(0, column(shown, "short_name"))
    qtbot.keyClick(shown.table, Qt.Key.Key_Delete)
    assert said[-1] == "没有清空：请填写简称"
    shown.table.stand_on(0, column(shown, "biz_address"))
    qtbot.keyClick(shown.table, Qt.Key.Key_Delete)
    values = ledgers.get(db, Client, row.book, row.id).values
    assert "biz_address" not in values
    assert values["short_name"] == "示例家电"
    assert ledgers.count(db, Client, Query()) == 1


def test_the_layout_is_remembered_for_ledger_and_person(pane, client):
    client("示例家电")
    shown = pane()
    shown.table.show_column(column(shown, "uscc"), True)
    shown.table.setColumnWidth(column(shown, "uscc"), 222)
    shown.leave()
    again = pane()
    assert again.table.columnWidth(column(again, "uscc")) == 222


def test_a_colleagues_reference_data_can_only_be_looked_at(pane):
    from csdesk.domain.office import Holiday

    shown = pane(Holiday)
    assert shown.ui.new_button.isHidden()
    assert shown.ui.hint.text() == "只能查看"


def test_only_a_manager_may_purge_and_is_asked_first(pane, client, db):
    client("示例家电")
    assert "彻底清除…" not in [action.text() for action in pane().selection.menu().actions()]
