"""Blocks over pages: none lost, none past the end, headings again on each page, no heading alone at a page's foot."""

from PySide6.QtGui import QImage, QPainter

from csdesk.gui.paper.flow import Block, Frame, _parts, flow, table
from csdesk.gui.paper.sheet import A4, Column, Sheet


def laid(blocks, frame):
    """Where the blocks stand: page by page, as (name, y)."""
    found = []
    for page in flow([Block(b[1], lambda y, n=b[0]: found[-1].append((n, y)), *b[2:]) for b in blocks], frame):
        found.append([])
        page()
    return found


def framed(first=10, rest=5, end=30, told=None):
    return Frame(first, rest, end, lambda number, pages: told.append((number, pages)) if told is not None else None)


def test_blocks_go_on_over_pages_and_pages_are_counted():
    told = []
    assert laid([("a", 10), ("b", 10), ("c", 10)], framed(told=told)) == [[("a", 10), ("b", 20)], [("c", 5)]]
    assert told == [(1, 2), (2, 2)]


def test_nothing_is_a_page_too():
    assert laid([], framed()) == [[]]


def test_headings_come_again():
    head = Block(2, lambda y: None)
    assert laid([("a", 15), ("b", 10, head)], framed()) == [[("a", 10)], [("b", 7)]]


def test_what_stays_does_not_end_a_page():
    assert laid([("a", 15), ("title", 3, None, True), ("b", 5)], framed()) == [[("a", 10)], [("title", 5), ("b", 8)]]


def test_the_totals_of_a_table_never_stand_without_a_row(qapp):
    image = QImage(2480, 3508, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    sheet = Sheet(painter, A4, "sans")
    blocks = list(table(sheet, [Column("客户", 0)], [["甲"], ["乙"]], 8, 10, totals=["合计"]))
    pages = list(_parts(blocks, framed(first=0, rest=0, end=30)))
    painter.end()
    assert [block.height for block in blocks] == [7, 10, 10, 7]
    assert [[block.height for _, block in page] for page in pages] == [[7, 10], [7, 10, 7]]


def test_what_is_too_high_for_any_page_still_has_its_page():
    assert laid([("a", 5), ("giant", 500), ("b", 5)], framed()) == [[("a", 10)], [("giant", 5)], [("b", 5)]]
