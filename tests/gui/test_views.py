"""Views a person saved: search, conditions, order and columns come back together; and how columns are set up."""

from dataclasses import replace

from gui.test_ledger import column, names
from gui.waiting import settle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog

from csdesk.domain.office import Policy
from csdesk.domain.rows import Filter
from csdesk.gui.ledger.column_setup import ColumnSetup
from csdesk.store import changesets


def counts(shown):
    return {view.label: shown.ui.views.topLevelItem(i).text(1) for i, view in enumerate(shown.views.views)}


def shown_columns(shown):
    return [shown.model.columns[i].key for i in shown.table.visible_columns()]


def kept_view(shown):
    """A view with a search, a condition, an order and one column less, saved as 甲."""
    shown.ui.search.setText("示例")
    shown.chips.add([Filter("tier", "in", ["A"])])
    shown.table.horizontalHeader().setSortIndicator(column(shown, "short_name"), Qt.SortOrder.DescendingOrder)
    shown.table.show_column(column(shown, "tier"), False)
    shown.load()
    shown.worn.ask_name()
    dialog = shown.window().findChild(QInputDialog)
    assert dialog.textValue() == "示例、客户等级：A"
    dialog.setTextValue("甲")
    dialog.accept()
    settle()


def test_a_view_keeps_search_conditions_order_and_columns(pane, client):
    client("示例家电", tier="A"), client("示例食品", tier="A"), client("示例服饰", tier="B"), client("海曙化工", tier="A")
    shown = pane()
    kept_view(shown)
    assert shown.views.view.label == "甲"
    assert shown.chips.filters == ()
    assert names(shown) == ["示例食品", "示例家电"]
    assert counts(shown)["甲"] == "2"
    shown.views.choose("全部")
    settle()
    assert shown.ui.search.text() == ""
    assert len(names(shown)) == 4
    again = pane()
    again.views.choose("甲")
    settle()
    assert names(again) == ["示例食品", "示例家电"]
    assert again.ui.search.text() == "示例"
    assert "tier" not in shown_columns(again)


def test_the_columns_of_a_view_do_not_change_the_ledger_itself(pane, client):
    client("示例家电", tier="A")
    shown = pane()
    before = shown_columns(shown)
    kept_view(shown)
    shown.views.choose("全部")
    shown.table.show_column(column(shown, "tier"), True)
    shown.memory.keep()
    shown.views.choose("甲")
    settle()
    assert "tier" not in shown_columns(shown)
    shown.views.choose("全部")
    settle()
    assert shown_columns(shown) == before


def test_a_view_is_renamed_in_its_place_and_removed(pane, client, qtbot):
    client("示例家电", tier="A")
    shown = pane()
    shown.views.keep("甲", {"filters": []})
    shown.views.keep("乙", {"filters": []})
    shown.views.rename("甲", "全部")
    own = [view.label for view in shown.views.views if view.saved]
    assert own == ["全部 2", "乙"]
    shown.views.choose("乙")
    shown.ui.views.setFocus()
    qtbot.keyClick(shown.ui.views, Qt.Key.Key_Delete)
    assert [view.label for view in shown.views.views if view.saved] == ["全部 2"]
    assert shown.views.view.label == "全部"
    assert [a.text() for a in shown.views.menu().actions()] == ["把现在的样子存为视图…"]


def test_views_of_before_hold_only_conditions(pane, client, desk):
    client("示例家电", tier="A"), client("海曙食品", tier="C")
    desk.settings.set("views/client/张三", {"旧": [{"field": "tier", "op": "in", "value": ["C"]}]})
    shown = pane()
    shown.views.choose("旧")
    settle()
    assert names(shown) == ["海曙食品"]


def test_columns_are_chosen_ordered_and_made_wide(pane, client):
    client("示例家电")
    shown = pane()
    names(shown)
    dialog = ColumnSetup(shown.table)
    dialog.list.setCurrentRow(1)
    key = dialog.list.currentItem().data(Qt.ItemDataRole.UserRole)
    dialog.width_box.setValue(222)
    dialog.move_by(-1)
    hidden = dialog.list.item(2)
    hidden.setCheckState(Qt.CheckState.Unchecked)
    gone = hidden.data(Qt.ItemDataRole.UserRole)
    dialog.accept()
    assert shown_columns(shown)[0] == key
    assert shown.table.columnWidth(column(shown, key)) == 222
    assert gone not in shown_columns(shown)
    shown.memory.keep()
    assert shown_columns(pane())[0] == key


def test_contracts_that_end_are_told_by_the_companys_number(pane, client, db, now):
    client("甲", contract_to="2026-07-20", contract_from="2025-07-20"), client("乙", contract_to="2026-06-30")
    assert {label: n for label, n in counts(pane()).items() if "到期" in label} == {
        "合同 60 天内到期": "2", "合同 30 天内到期": "1", "合同 7 天内到期": "0",
    }  # fmt: skip
    with changesets.change_set(db, "政策参数") as work:
        work.site = replace(work.site, role="branch_manager")
        work.create(Policy, {"key": "contract_days_second", "value": "45", "valid_from": "2026-01-01"})
    shown = pane()
    words = [shown.ui.views.topLevelItem(i).text(0) for i in range(len(shown.views.views))]
    assert "合同 45 天内到期" in words
    assert counts(shown)["合同 30 天内到期"] == "2"
