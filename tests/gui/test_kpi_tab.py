"""The KPI board in the window: what it shows, how one gets from a number to its records, what is written to files."""

import pytest
from operations.kpi.test_figures import World
from PySide6.QtCore import Qt

from csdesk.domain.kpi.registry import KPIS, SCORECARDS
from csdesk.domain.money.charges import ChargeLine, CostLine
from csdesk.gui.desk import Desk
from csdesk.gui.dialogs.closing import ClosingDialog
from csdesk.gui.tabs.kpi import KpiTab
from csdesk.gui.tasks import InlineTasks
from csdesk.gui.theme import Look
from csdesk.settings import Settings


@pytest.fixture
def tab(qtbot, qapp, manager_db, now):
    """The tab of a branch manager whose two specialists have charged and paid something in June."""
    world = World(manager_db)
    with world.together():
        for name, cost in (("张三", 79), ("李四", 90)):
            client = world.client(name, world.staff(name))
            world.charge(client, "2026-06-03", 100)
            world.cost(client, "2026-06-03", cost)
    settings = Settings()
    tab = KpiTab(Desk(manager_db, InlineTasks(), settings, Look(qapp, settings), lambda: now))
    qtbot.addWidget(tab)
    tab.resize(1340, 680)
    with qtbot.waitExposed(tab):
        tab.show()
    return tab


def shown(tab):
    """The figure of each canvas, as `K01 NB 2026-06`, cards first."""
    return [view.canvas.chart.hits[-1].figure for view in tab._views if not view.isHidden() and view.canvas.chart.hits]


def choose(box, text):
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_the_board_opens_on_the_branch_and_the_running_month(tab):
    assert tab.ui.period.currentData() == "2026-06"
    assert [tab.ui.level.itemText(i) for i in range(tab.ui.level.count())] == ["分部", "专员", "客户"]
    *cards, trend, ranking = shown(tab)
    assert [figure.kpi for figure in cards] == list(SCORECARDS["branch_manager"])
    assert (cards[0].display, trend.display, ranking.name) == ("15.50 %", "15.50 %", "李四")


def test_levels_entities_and_periods_are_switched(tab):
    choose(tab.ui.level, "专员")
    choose(tab.ui.entity, "李四")
    assert (shown(tab)[0].name, shown(tab)[0].display) == ("李四", "10.00 %")
    choose(tab.ui.period, "2026-05")
    assert shown(tab)[0].display == "—"


def test_a_number_opens_the_records_that_make_it(tab, qtbot):
    card = tab._views[0].canvas
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert [row[0] for row in tab.records.rows] == [ChargeLine.about.ledger] * 2 + [CostLine.about.ledger] * 2
    shares = sorted(row[4:6] for row in tab.records.rows)
    assert shares == [("-79.00", "0.00"), ("-90.00", "0.00"), ("100.00", "100.00"), ("100.00", "100.00")]
    with qtbot.waitSignal(tab.record_wanted) as wanted:
        tab.ui.records.activated.emit(tab.records.index(0, 0))
    assert (wanted.args[0].record, bool(wanted.args[0].id)) == ("charge_line", True)
    assert "毛利 31.00 ÷ 收入（不含税） 200.00" in tab.ui.told.text()


def test_another_card_changes_trend_and_ranking(tab, qtbot):
    qtbot.keyClick(tab._views[3].canvas, Qt.Key.Key_Return)
    assert [figure.kpi for figure in shown(tab)[-2:]] == ["K05", "K05"]


def test_the_chosen_group_is_compared_with_the_period_before_and_last_year(tab, qtbot):
    choose(tab.ui.group, "管理")
    assert [row[0] for row in tab.comparison.rows] == [*SCORECARDS["branch_manager"], "K08", "K09", "K10", "K11", "K27", "K28"]
    world = World(tab.desk.db)
    with world.together():
        world.charge(world.client("老客", None), "2025-06-04", 100)
        world.charge(world.client("五月", None), "2026-05-04", 100)
    choose(tab.ui.group, "考核指标")
    k01 = tab.comparison.rows[0]
    assert k01[2:9] == ("15.50 %", "✕ 未达标", "≥ 18 %", "100.00 %", "-84.50 个百分点", "100.00 %", "-84.50 个百分点")
    tab.ui.details.setCurrentWidget(tab.ui.comparison_page)
    tab.ui.comparison.setCurrentIndex(tab.comparison.index(3, 0))
    assert [figure.kpi for figure in shown(tab)[-2:]] == ["K05", "K05"]
    qtbot.keyClick(tab.ui.comparison, Qt.Key.Key_Return)
    assert tab.ui.details.currentWidget() is tab.ui.records_page


def test_every_kpi_says_how_it_is_counted(tab):
    choose(tab.ui.group, "全部")
    assert [row[0] for row in tab.comparison.rows] == [row.id for row in KPIS if "branch" in row.levels]
    for at, one in enumerate(tab.board.compared):
        tab.ui.comparison.setCurrentIndex(tab.comparison.index(at, 0))
        page = tab.ui.definition.toPlainText()
        assert all(
            text in page for text in (one.figure.title, one.figure.row.formula, one.figure.row.zero, one.figure.row.attribution.label)
        )


def test_a_month_is_closed_in_the_window_and_its_corrections_stand_beside(tab, qtbot):
    world = World(tab.desk.db)
    with world.together():
        world.charge(world.client("五月", None), "2026-05-04", 100)
    qtbot.mouseClick(tab.ui.close_button, Qt.MouseButton.LeftButton)
    dialog = tab.findChild(ClosingDialog)
    assert dialog.month.currentData() == "2026-05"
    dialog.reason.setText("人员还没有全部入网")
    qtbot.mouseClick(dialog.close_button, Qt.MouseButton.LeftButton)
    assert "由李经理结账" in dialog.told.text()
    assert not dialog.close_button.isEnabled()
    world.cost(world.client("迟到", None), "2026-05-20", 10)
    dialog.month.activated.emit(0)
    assert ("K01", "客户毛利率", "分部", "NB", "100.00 %", "90.00 %", "") in dialog.restated.rows
    dialog.reason.setText("补录成本")
    qtbot.mouseClick(dialog.restate_button, Qt.MouseButton.LeftButton)
    assert any("90.00 %　李经理" in row[6] and "补录成本" in row[6] for row in dialog.restated.rows)
    dialog.reject()
    choose(tab.ui.period, "2026-05")
    k01 = tab.comparison.rows[0]
    assert (k01[2], k01[9], k01[10]) == ("100.00 %", "90.00 %", "已结账、重述")


def test_it_reads_again_when_records_change_and_only_when_in_front(tab):
    tab.hide()
    client = World(tab.desk.db).client("王五", None)
    World(tab.desk.db).charge(client, "2026-06-04", 100)
    tab.refresh()
    assert shown(tab)[0].display == "15.50 %"
    tab.show()
    assert shown(tab)[0].display == "43.67 %"


def test_the_rollup_lists_who_has_sent_what(tab):
    assert [tab.ui.submissions.horizontalHeaderItem(c).text() for c in range(4)] == ["分部", "姓名", "席位", "岗位"]
    assert tab.ui.submissions.rowCount() == 0  # nobody is enrolled yet


def test_the_period_goes_to_a_workbook_and_to_pictures(tab, qtbot, tmp_path):
    with qtbot.waitSignal(tab.said):
        tab.files.export(tmp_path / "指标.xlsx")
    assert (tmp_path / "指标.xlsx").exists()
    tab.dress()
    assert shown(tab)[0].kpi == "K01"
