"""The other charts of the KPI board in the window: clicks lead to records, choices redraw, the report is one key."""

import pytest
from gui.test_kpi_tab import choose, tab  # noqa: F401  (a fixture)
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from reports.test_charts import title


@pytest.fixture
def page(tab, qtbot):  # noqa: F811
    """The charts of the branch, opened by their button."""
    qtbot.mouseClick(tab.ui.boards_button, Qt.MouseButton.LeftButton)
    return tab.boards


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


@pytest.mark.parametrize("choice", ["应收账龄", "投诉类型"])
def test_debts_and_complaints_are_drawn_even_where_there_are_none(page, choice):
    choose(page.choice, choice)
    assert title(canvas(page).chart).startswith(choice[:2])
    assert not page.against.isVisible()


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
