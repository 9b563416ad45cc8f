"""The page 账龄 in the window: amounts by bucket, what is behind one, a click to the record, the workbook."""

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt

from csdesk.domain.money.charges import ChargeLine
from csdesk.gui.tabs.receivables import ReceivablesTab
from csdesk.operations import ledgers
from csdesk.reports import sheets


@pytest.fixture
def tab(window):
    tab = next(tab for tab in window.tabs if isinstance(tab, ReceivablesTab))
    window.ui.tabs.setCurrentWidget(tab)
    settle()
    return tab


@pytest.fixture
def page(db, client, now, tab):
    a = client("甲")
    for day, amount, due in (("2026-01-05", 100_00, "2026-04-30"), ("2026-06-01", 50_00, None)):
        values = {"client_id": a.id, "biz_date": day, "amount_incl_tax": amount, "due_date": due}
        ledgers.create(db, ChargeLine, values, now=now)
    tab.show_page(tab.ageing)
    settle()
    return tab.ageing


def test_amounts_and_shares(page):
    assert page._model.rows[2][2:6] == ("150.00", "50.00", "", "100.00")
    assert [row[0] for row in page._model.rows[:2]] == ["合计", "占比"]
    assert page._model.rows[1][3:6] == ("33.33 %", "0.00 %", "66.67 %")
    assert page.told.text() == "1 个客户未收 150.00 元"


def test_behind_an_amount_and_on_to_the_record(page, qtbot, window):
    assert len(page.items) == 2
    page.table.setCurrentIndex(page._model.index(2, 5))
    settle()
    (one,) = page.items
    assert page._items.rows[0][1:7] == ("2026-01-05", "2026-04-30", "43", "100.00", "100.00", "逾期")
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    qtbot.keyClick(page.details, Qt.Key.Key_Return)
    settle()
    assert window.ui.tabs.currentWidget().pane.card.row.id == one.id


def test_another_day_another_basis_own_buckets(page, qtbot):
    page.as_of.setText("2026-5-2")
    qtbot.keyClick(page.as_of, Qt.Key.Key_Return)
    assert page._model.rows[2][2:5] == ("100.00", "", "100.00")
    page.basis.button(1).click()
    page.edges.setText("100,200")
    qtbot.keyClick(page.edges, Qt.Key.Key_Return)
    assert page._model.rows[2][3:] == ("", "100.00", "")


@pytest.mark.parametrize(("line", "told", "why"), [("edges", "60,30", "应为从小到大的天数"), ("as_of", "去年夏天", "去年夏天")])
def test_a_wrong_entry_is_told(page, qtbot, line, told, why):
    getattr(page, line).setText(told)
    qtbot.keyClick(getattr(page, line), Qt.Key.Key_Return)
    assert why in page.wrong.text()


def test_as_a_workbook(page, tmp_path):
    page.export(tmp_path / "账龄.xlsx")
    assert [s.name for s in sheets.open_book(tmp_path / "账龄.xlsx")] == ["逾期账龄 2026-06-12", "明细"]
