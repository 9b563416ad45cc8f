"""The papers of a trip in the window: preview, pages, PDF, and that nothing runs out of the paper."""

import re
from dataclasses import replace

import pytest
from gui.waiting import settle
from PySide6.QtGui import QImage, QPainter

from csdesk.domain.rows import Query
from csdesk.domain.transport.trips import Trip
from csdesk.errors import Refused
from csdesk.gui.paper.dialog import PaperDialog
from csdesk.gui.paper.paper import write_pdf
from csdesk.gui.paper.sheet import Sheet
from csdesk.gui.paper.trips import trip_papers
from csdesk.operations import ledgers
from csdesk.operations.transport import papers


class Recorded(Sheet):
    """A sheet that remembers the first cell of its rows and where they end."""

    def __init__(self, *told):
        super().__init__(*told)
        self.rows = []

    def row(self, columns, texts, y, height, points, *, bold=False):
        super().row(columns, texts, y, height, points, bold=bold)
        self.rows.append((texts[0], y + height))


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


@pytest.mark.parametrize(("at", "size"), [(0, (210, 140)), (1, (210, 297))])
def test_the_pdf_is_on_its_paper(qapp, paper, tmp_path, at, size):
    path = tmp_path / "单.pdf"
    assert write_pdf(path, trip_papers([paper, paper])[at], "sans") == 2
    assert boxes(path) == {size}


@pytest.mark.parametrize("at", [0, 1])
def test_many_lines_go_on_over_pages_and_none_is_lost_or_runs_out(qapp, paper, at):
    image = QImage(2480, 3508, QImage.Format.Format_RGB32)
    image.setDotsPerMeterX(11811)
    image.setDotsPerMeterY(11811)
    painter = QPainter(image)
    printed = trip_papers([long(paper, 60, "合肥市经济技术开发区示范大道 18 号物流园" * 3)])[at]
    sheet = Recorded(painter, printed.format, "sans")
    pages = printed.lay_out(sheet)
    for page in pages:
        page()
    painter.end()
    assert len(pages) > 1
    assert [text for text, _ in sheet.rows if text.isdigit()] == [str(n) for n in range(1, 61)]
    assert [text for text, _ in sheet.rows].count("序") == len(pages), "the headings stand on each page"
    assert max(end for _, end in sheet.rows) <= printed.format.height - printed.format.margin - 12, "above the signatures"


def test_a_file_that_cannot_be_written_is_told(qapp, paper, tmp_path):
    with pytest.raises(Refused, match="不能写入"):
        write_pdf(tmp_path / "没有" / "单.pdf", trip_papers([paper])[0], "sans")


def test_from_the_board_and_counted(tab, db, tmp_path):
    assert tab.board.chart.run is not None
    tab.board.print()
    dialog = tab.findChild(PaperDialog)
    settle()
    assert dialog.told.text() == "1 张派车单，共 1 页"
    dialog.choose(dialog.papers[1])
    assert dialog.windowTitle() == "打印装车单"
    dialog.save_pdf(tmp_path / "装车单.pdf")
    assert dialog.told.text() == "1 页已存为 装车单.pdf"
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
