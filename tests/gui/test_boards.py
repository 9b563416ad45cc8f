"""The other charts of the KPI board in the window: clicks lead to records, choices redraw, the report is one key."""

from datetime import date

import pytest
from gui.test_kpi_tab import choose, tab  # noqa: F401  (a fixture)
from operations.kpi.test_figures import World
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from reports.test_charts import title

from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Staff
from csdesk.domain.transport.waybills import Waybill
from csdesk.operations import ledgers

DAY = date(2026, 6, 12)


@pytest.fixture
def page(tab, qtbot):  # noqa: F811
    """The charts of the branch, opened by their button."""
    qtbot.mouseClick(tab.ui.boards_button, Qt.MouseButton.LeftButton)
    return tab.boards


def specialist(db):
    """One of the branch's."""
    return next(row.id for row in ledgers.select(db, Staff, Query()) if row.values["name"] == "张三")


def canvas(page):
    page.view.canvas.draw()
    return page.view.canvas


def press(qtbot, page, hit):
    """A click in the middle of a part of the chart."""
    drawn = canvas(page)
    (axes,) = drawn.figure.axes
    ends = [sorted((max(low, min(limits)), min(high, max(limits)))) for low, high, limits in (
        (hit.left, hit.right, axes.get_xlim()), (hit.bottom, hit.top, axes.get_ylim()))]  # fmt: skip
    x, y = axes.transData.transform([sum(pair) / 2 for pair in ends])
    at = QPoint(round(x / drawn.device_pixel_ratio), drawn.height() - round(y / drawn.device_pixel_ratio))
    qtbot.mouseClick(drawn, Qt.MouseButton.LeftButton, pos=at)


def test_the_button_turns_from_the_scorecard_to_the_charts_and_back(tab, page, qtbot):  # noqa: F811
    assert (page.isVisible(), tab.ui.splitter.isVisible()) == (True, False)
    qtbot.mouseClick(tab.ui.boards_button, Qt.MouseButton.LeftButton)
    assert (page.isVisible(), tab.ui.splitter.isVisible()) == (False, True)


def test_a_cell_of_the_heat_map_opens_the_records_of_its_client(tab, page, qtbot):  # noqa: F811
    cell = next(hit for hit in page.view.canvas.chart.hits if hit.figure.kpi == "K01" and "李四" in hit.figure.name)
    assert "10.00 %" in cell.text
    press(qtbot, page, cell)
    assert tab.ui.splitter.isVisible()
    assert sorted(row[4] for row in tab.records.rows) == ["-90.00", "100.00"]


def test_a_change_is_shown_from_the_period_or_the_year_before(page):
    choose(page.choice, "毛利变动（按客户）")
    first, *clients, last = page.view.canvas.chart.hits
    assert (first.text, last.text) == ("2026-05 毛利 0.00 元", "2026-06 毛利 31.00 元")
    assert clients[0].text.endswith("+21.00 元\n新增、流失或无运单 +21.00")
    choose(page.against, "与去年同期比")
    assert page.view.canvas.chart.hits[0].text.startswith("2025-06")


def test_a_bar_of_the_change_opens_the_client(tab, page, qtbot):  # noqa: F811
    choose(page.choice, "收入变动（按客户）")
    press(qtbot, page, page.view.canvas.chart.hits[1])
    assert [row[5] for row in tab.records.rows if row[5] != "0.00"] == ["100.00"]


def test_the_level_and_the_entity_of_the_tab_are_those_of_the_charts(tab, page):  # noqa: F811
    choose(tab.ui.level, "专员")
    choose(tab.ui.entity, "李四")
    assert {hit.figure.name for hit in page.view.canvas.chart.hits} == {"NB-李四 李四"}


@pytest.mark.parametrize("choice", ["应收账龄", "投诉（按类型）", "投诉（按责任方）", "预估到回款", "准时率", "晚点多久"])
def test_debts_and_complaints_are_drawn_even_where_there_are_none(page, choice):
    choose(page.choice, choice)
    assert title(canvas(page).chart).startswith(choice[:2])
    assert page.against.isVisible() == (choice == "应收账龄")


def test_the_picture_is_copied_with_the_usual_keys(page, qtbot):
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(page.view.canvas, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert not QGuiApplication.clipboard().pixmap().isNull()


def test_the_report_is_written_from_the_tab(tab, qtbot, tmp_path):  # noqa: F811
    qtbot.mouseClick(tab.ui.report_button, Qt.MouseButton.LeftButton)
    (dialog,) = tab.findChildren(QFileDialog)
    with qtbot.waitSignal(tab.said) as said:
        dialog.fileSelected.emit(str(tmp_path / "六月.pdf"))
    assert said.args[0].startswith("已写 六月.pdf，共 ")
    assert (tmp_path / "六月.pdf").read_bytes().startswith(b"%PDF-")
    dialog.close()


def test_a_stage_of_the_funnel_opens_its_lines(tab, page, qtbot):  # noqa: F811
    choose(page.choice, "预估到回款")
    press(qtbot, page, page.view.canvas.chart.hits[0])
    assert tab.ui.splitter.isVisible()
    assert [row[4:6] for row in tab.records.rows] == [("109.00", "109.00")] * 2
    assert tab.ui.told.text().startswith("NB　2026-06 的业务　预估（截至 2026-06-12）　计 218.00（共 218.00）　2 条记录")


def test_a_bar_of_the_complaints_opens_its_cases(page, tab, qtbot, manager_db):  # noqa: F811
    world = World(manager_db)
    owner = specialist(manager_db)
    world.case(world.client("王五", owner), owner, "2026-06-02", liability="carrier")
    page.show_boards("branch", "2026-06", "NB", DAY)
    choose(page.choice, "投诉（按责任方）")
    press(qtbot, page, page.view.canvas.chart.hits[0])
    assert tab.ui.told.text().startswith("NB　2026-06 登记　承运商　计 1（共 1）　1 条记录")
    assert len(tab.records.rows) == 1


def test_a_week_on_time_and_a_bar_of_late_ones_open_their_waybills(page, tab, qtbot, manager_db):  # noqa: F811
    world = World(manager_db)
    client = world.client("王五", specialist(manager_db))
    for no, left in (("1", "2026-06-02T10:00:00+08:00"), ("2", None)):
        world.put(Waybill, waybill_no=no, client_id=client, plan_date="2026-06-02", planned_departure_at="2026-06-02T10:00:00+08:00",
                  departed_at=left, status="planned")  # fmt: skip
    page.show_boards("branch", "2026-06", "NB", DAY)
    choose(page.choice, "准时率")
    press(qtbot, page, next(hit for hit in page.view.canvas.chart.hits if "准时发车率" in hit.text))
    assert tab.ui.told.text().startswith("NB　06-01～07　准时发车率　计 1（共 2）　2 条记录")
    qtbot.mouseClick(tab.ui.boards_button, Qt.MouseButton.LeftButton)
    choose(page.choice, "晚点多久")
    press(qtbot, page, next(hit for hit in page.view.canvas.chart.hits if hit.text == "发车　尚未完成：1 单"))
    assert [row[0] for row in tab.records.rows] == [Waybill.about.ledger]


def test_the_boards_are_drawn_in_other_colours_and_another_entity_is_read_anew(tab, page):  # noqa: F811
    choose(page.choice, "预估到回款")
    before = page.view.canvas
    tab.dress()
    assert page.view.canvas is not before
    choose(tab.ui.level, "专员")
    choose(tab.ui.entity, "李四")
    assert page.view.canvas.chart.hits[0].text.startswith("预估 109.00 元　1 笔")
