"""投诉处理单 on A4: head, facts, progress, reports, cause and measures, liability and sums, the client's word, signatures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from csdesk.gui.paper.flow import Block, Frame, flow, foot, row, signatures, table
from csdesk.gui.paper.paper import Page, Paper
from csdesk.gui.paper.sheet import A4, CENTRE, RIGHT, Column, Sheet
from csdesk.operations.cases.case_papers import CasePaper, Pair, Told

_TITLE, _SECTION, _SIGNS = 10.0, 7.5, 16.0
_POINTS, _LEAST = 9.0, 6.2
_LABEL = 24.0
_SIGNED = ("经办人", "分部经理", "客服总监", "客户确认")
_PROGRESS = (Column("", 29), Column("", 14, CENTRE), Column("", 18), Column("", 24), Column("", 0))
_REPORTS = (Column("", 20), Column("", 20), Column("", 27), Column("", 14, CENTRE), Column("", 27), Column("", 0), Column("", 30))


def case_papers(found: Sequence[CasePaper]) -> list[Paper]:
    """The 处理单 of some cases, each from a new page on."""
    numbers = "、".join(paper.number for paper in found[:3])
    return [Paper("处理单", f"投诉处理单 {numbers}", f"{len(found)} 件案件", A4, partial(_pages, found))]


def _pages(found: Sequence[CasePaper], sheet: Sheet) -> list[Page]:
    return [page for paper in found for page in flow(list(_blocks(sheet, paper)), _frame(sheet, paper))]


def _frame(sheet: Sheet, paper: CasePaper) -> Frame:
    top = sheet.format.margin + _TITLE + 3
    return Frame(top, top, sheet.bottom - 6, partial(_around, sheet, paper))


def _around(sheet: Sheet, paper: CasePaper, number: int, pages: int) -> None:
    left, y = sheet.left, sheet.format.margin
    sheet.text(left, y, sheet.width, _TITLE, "投诉处理单", 17, CENTRE, bold=True)
    sheet.text(left, y, sheet.width, _TITLE, f"状态：{paper.status}", 10)
    sheet.text(left, y, sheet.width, _TITLE, f"No. {paper.number}", 10, RIGHT, bold=True)
    sheet.line(left, y + _TITLE, left + sheet.width, y + _TITLE, strong=True)
    foot(sheet, f"{paper.by} 打印于 {paper.at}", number, pages)


def _blocks(sheet: Sheet, paper: CasePaper) -> Iterator[Block]:
    yield from _grid(sheet, paper.head, 2)
    if paper.waybills:
        yield from _texts(sheet, [("关联运单", "、".join(paper.waybills))])
    yield from _texts(sheet, paper.texts)
    yield _section(sheet, "时限")
    yield from _grid(sheet, paper.clock, 2)
    yield _section(sheet, "处理进度")
    yield from _told(sheet, _PROGRESS, paper.progress, "还没有处理进度")
    if paper.ladder or paper.reports.rows:
        yield _section(sheet, "上报")
        yield from _texts(sheet, [(line.mark.split()[-1], line.text) for line in paper.ladder])
        yield from _told(sheet, _REPORTS, paper.reports, "还没有上报")
    if paper.causes:
        yield _section(sheet, "原因与措施")
        yield from _texts(sheet, paper.causes)
    yield _section(sheet, "责任与赔付")
    yield from _grid(sheet, paper.liable, 3)
    yield from _grid(sheet, paper.sums, 4)
    yield _section(sheet, "结案与客户意见")
    yield from _grid(sheet, paper.closing, 2)
    yield _signing(sheet)


def _section(sheet: Sheet, word: str) -> Block:
    """A heading; something of its own follows on the same page."""
    return Block(_SECTION, lambda y: sheet.text(sheet.left, y + 1.5, sheet.width, _SECTION - 1.5, word, 10.5, bold=True), stays=True)


def _grid(sheet: Sheet, pairs: Sequence[Pair], across: int) -> Iterator[Block]:
    """Labels and texts side by side, so many in a row; the last row is filled up."""
    each = sheet.width / across
    columns = [column for _ in range(across) for column in (Column("", _LABEL), Column("", each - _LABEL))]
    for start in range(0, len(pairs), across):
        part = [*pairs[start : start + across], *[("", "")] * across][:across]
        yield row(sheet, columns, [text for pair in part for text in pair], _POINTS, _LEAST)


def _texts(sheet: Sheet, pairs: Sequence[Pair]) -> Iterator[Block]:
    """A label and a text as wide as the page, over as many lines as it takes."""
    yield from table(sheet, (Column("", _LABEL), Column("", 0)), pairs, _POINTS, _LEAST, headed=False)


def _told(sheet: Sheet, columns: Sequence[Column], told: Told, none: str) -> Iterator[Block]:
    if not told.rows:
        yield row(sheet, (Column("", 0, CENTRE),), (none,), _POINTS, _LEAST)
        return
    named = [Column(heading, column.width, column.align) for heading, column in zip(told.headings, columns, strict=True)]
    yield from table(sheet, named, told.rows, 8.5, _LEAST)


def _signing(sheet: Sheet) -> Block:
    def draw(y: float) -> None:
        signatures(sheet, _SIGNED, y + 5)
        for i in range(len(_SIGNED)):
            wide = sheet.width / len(_SIGNED)
            sheet.text(sheet.left + i * wide, y + 11, wide - 5, 4, "年　　月　　日", 8, RIGHT)

    return Block(_SIGNS, draw)
