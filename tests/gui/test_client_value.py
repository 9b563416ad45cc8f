"""The pages 客户价值 and 挖潜机会: the year of each client, classes, and a task out of a line."""

from datetime import datetime, timedelta

import pytest
from gui.test_plans import shown
from gui.waiting import settle
from operations.kpi.test_figures import World
from PySide6.QtCore import Qt

from csdesk.domain.care.clients import Client
from csdesk.domain.care.opportunities import Opportunity
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.rows import Query
from csdesk.domain.tasks import Task
from csdesk.errors import Refused
from csdesk.gui.dialogs.noting import TaskDialog
from csdesk.gui.tabs.clients import ClientsTab
from csdesk.operations import ledgers, moves
from csdesk.operations.clients import client_values, opportunities
from csdesk.operations.workbench import today

NOW = datetime(2026, 7, 8, 9, 0, tzinfo=SHANGHAI)


@pytest.fixture
def world(manager_db):
    """甲 with 80 % of the year's revenue, less than last year; 乙 with the rest, all of it late."""
    world = World(manager_db)
    with world.together():
        sp = world.staff("张三", hired_on="2020-01-01", book="BR-NB")
        big, small = world.client("甲", sp, first_biz_date="2023-01-01"), world.client("乙", sp, tier="C", est_annual_revenue=100_000_00)
        for month, yuan in (("2025-04", 10_000), ("2025-05", 10_000), ("2025-06", 10_000), ("2026-06", 8_000)):
            world.charge(big, f"{month}-03", yuan)
        world.cost(big, "2026-06-03", 6_000)
        world.charge(small, "2026-05-03", 2_000)
    return world


def test_a_year_of_every_client(world):
    found = client_values.analysis(world.db, "2026-06", as_of=NOW.date())
    assert {v.title: (v.abc.value, v.worth.revenue, v.worth.profit) for v in found} == {
        "NB-甲 甲": ("A", 8_000_00, 2_000_00),
        "NB-乙 乙": ("B", 2_000_00, 2_000_00),
    }
    assert [v.score for v in found] == sorted((v.score for v in found), reverse=True)


@pytest.fixture
def tab(qtbot, world, look):
    window, _ = shown(qtbot, world.db, look, NOW)
    tab = next(tab for tab in window.tabs if isinstance(tab, ClientsTab))
    window.ui.tabs.setCurrentWidget(tab)
    return tab


def front(tab, page):
    tab.show_page(page)
    settle()
    return page


def test_a_client_is_classed_and_opened(tab, qtbot):
    page = front(tab, tab.values)
    rows = {row[0]: row for row in page._model.rows}
    assert (rows["NB-甲 甲"][2], rows["NB-甲 甲"][4:7]) == ("A", ("8,000.00", "80.00 %", "25.00 %"))
    assert rows["NB-乙 乙"][2] == "B"
    assert page.month_box.currentText() == "2026-06"
    with qtbot.waitSignal(page.record_wanted) as wanted:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert wanted.args[0].record == "client"


def test_what_is_suggested_is_taken_over(tab, qtbot):
    page = front(tab, tab.values)
    page.table.selectAll()
    qtbot.mouseClick(page.adopt_button, Qt.MouseButton.LeftButton)
    settle()
    assert {row[1] for row in page._model.rows} == {"A", "B"}
    kept = ledgers.select(tab.desk.db, Client, Query())
    assert {row.values["maintenance_strategy"].split("：")[0] for row in kept} <= {"重点维护", "保量提质", "培育升级", "稳定合作"}
    page.table.selectAll()
    page.adopt()
    settle()
    assert "已经是建议的等级" in page.told.text()
    ledgers.undo(tab.desk.db)
    assert {row.values.get("maintenance_strategy") for row in ledgers.select(tab.desk.db, Client, Query())} == {None}


def test_a_task_comes_out_of_a_chance(tab, qtbot, tmp_path):
    page = front(tab, tab.chances)
    assert [row[:3] for row in page._model.rows] == [("NB-乙 乙", "份额提升", "8,166.66"), ("NB-甲 甲", "下滑恢复", "7,333.33")]
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Insert)
    settle()
    dialog = tab.findChild(TaskDialog)
    qtbot.mouseClick(dialog.ui.ok_button, Qt.MouseButton.LeftButton)
    settle()
    [task] = ledgers.select(tab.desk.db, Task, Query())
    assert task.values["title"] == "NB-乙 乙 份额提升：年发货额预估中我方约占 2 %"
    assert task.values["about_title"] == "NB-乙 乙"
    page._export(str(tmp_path / "价值.xlsx"))
    assert (tmp_path / "价值.xlsx").exists()


def test_chances_are_kept_in_one_key_and_worked_at_until_won(tab, qtbot):
    page, db = front(tab, tab.chances), tab.desk.db
    page.table.setFocus()
    page.table.selectAll()
    qtbot.keyClick(page.table, Qt.Key.Key_F6)
    settle()
    kept = {row.values["kind"]: row for row in ledgers.select(db, Opportunity, Query())}
    assert {kind: (row.values["monthly"], row.values["stage"]) for kind, row in kept.items()} == {
        "share_gain": (8_166_66, "found"),
        "recover": (7_333_33, "found"),
    }
    page.keep()
    settle()
    assert "都已存为商机" in page.told.text()
    row, told = kept["recover"], {"next_step": "面谈报价", "next_on": "2026-07-10"}
    pursued = moves.act(db, Opportunity, row, "pursue", told, now=NOW)
    assert [g.count for g in today.read(db, NOW + timedelta(days=2), None) if g.group.name == "chances"] == [1]
    with pytest.raises(Refused, match="成交月收入"):
        moves.act(db, Opportunity, pursued, "win", {}, now=NOW)
    won = moves.act(db, Opportunity, pursued, "win", {"won_monthly": 5_000_00}, now=NOW)
    assert (won.values["stage"], won.values["won_on"]) == ("won", "2026-07-08")
    assert opportunities.keep(db, client_values.all_chances(page.values), now=NOW) == 1  # what was won may fall again
    shown_ = tab.choose(Opportunity)
    settle()
    assert shown_.model.rowCount() == 3
