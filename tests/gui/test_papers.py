"""The papers of a trip in the window: preview, pages, PDF, and that nothing runs out of the paper."""

import re
from dataclasses import replace

import pytest
from gui.waiting import settle
from PySide6.QtGui import QImage, QPainter

from csdesk.domain.rows import Query
from csdesk.domain.trips import Trip
from csdesk.domain.waybills import Waybill
from csdesk.errors import Refused
from csdesk.gui.paper.dialog import PaperDialog, write_pdf
from csdesk.gui.paper.sheet import Sheet
from csdesk.gui.paper.trips import DISPATCH, KINDS, LOADING, split
from csdesk.gui.tabs.dispatch import DispatchTab
from csdesk.operations import dispatch, ledgers, papers

TRUCK = {"plate_no": "浙B12345", "vehicle_type": "9.6m", "driver_name": "王师傅", "driver_phone": "19900000001", "capacity_type": "own"}


@pytest.fixture
def trip(db, client, now):
    values = {"client_id": client("示例家电").id, "goods_name": "冰箱", "origin_city": "宁波", "dest_city": "合肥", "pieces": 10,
              "planned_loading_at": "2026-06-12T12:00:00+08:00", "planned_departure_at": "2026-06-12T14:00:00+08:00",
              "required_arrival_at": "2026-06-12T23:00:00+08:00", "vehicle_type_req": "9.6m"}  # fmt: skip
    return dispatch.plan_trip(db, [ledgers.create(db, Waybill, values, now=now)], TRUCK, now=now)


@pytest.fixture
def paper(db, trip, now):
    return papers.trip_paper(db, trip, now)


def long(paper, lines, address=""):
    """The same paper with many lines."""
    line = replace(paper.lines[0], address=address or paper.lines[0].address)
    return replace(paper, lines=(line,) * lines)


def boxes(path):
    """The sizes of a PDF's pages in millimetres."""
    found = re.findall(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)\s*\]", path.read_bytes())
    return {tuple(round(float(side) / 72 * 25.4) for side in box) for box in found}


@pytest.mark.parametrize(("kind", "size"), [(DISPATCH, (210, 140)), (LOADING, (210, 297))])
def test_the_pdf_is_on_its_paper(qapp, paper, tmp_path, kind, size):
    path = tmp_path / "单.pdf"
    assert write_pdf(path, [paper, paper], kind, "sans") == 2
    assert boxes(path) == {size}


@pytest.mark.parametrize("kind", KINDS)
def test_many_lines_go_on_over_pages_and_none_is_lost_or_runs_out(qapp, paper, kind):
    image = QImage(2480, 3508, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(11811)
    image.setDotsPerMeterY(11811)
    painter = QPainter(image)
    sheet = Sheet(painter, kind.format, "sans")
    pages = split(sheet, long(paper, 60, "合肥市经济技术开发区示范大道 18 号物流园" * 3), kind)
    painter.end()
    assert len(pages) > 1
    assert [n for page in pages for n, _, _ in page] == list(range(1, 61))
    assert max(sum(height for *_, height in page) for page in pages) < kind.format.height - 2 * kind.format.margin - 40


def test_a_file_that_cannot_be_written_is_told(qapp, paper, tmp_path):
    with pytest.raises(Refused, match="不能写入"):
        write_pdf(tmp_path / "没有" / "单.pdf", [paper], DISPATCH, "sans")


@pytest.fixture
def tab(trip, window):
    tab = next(tab for tab in window.tabs if isinstance(tab, DispatchTab))
    window.ui.tabs.setCurrentWidget(tab)
    tab.refresh()
    settle()
    return tab


def test_from_the_board_and_counted(tab, db, tmp_path):
    assert tab.board.chart.run is not None
    tab.board.print()
    dialog = tab.findChild(PaperDialog)
    settle()
    assert dialog.told.text() == "1 张派车单，共 1 页"
    dialog.choose(LOADING)
    assert dialog.windowTitle() == "打印装车单"
    dialog.save_pdf(tmp_path / "装车单.pdf")
    assert dialog.told.text() == "已存为 装车单.pdf"
    assert boxes(tmp_path / "装车单.pdf") == {(210, 297)}
    [row] = ledgers.select(db, Trip, Query())
    assert row.values["printed_count"] == 1
    dialog.reject()


def test_from_the_ledger_of_trips(tab):
    pane = tab.choose(Trip)
    settle()
    pane.table.selectAll()
    next(action for action in pane.selection.menu().actions() if action.text().startswith("打印派车单")).trigger()
    dialog = tab.findChild(PaperDialog)
    assert dialog.windowTitle() == "打印派车单"
    dialog.reject()
