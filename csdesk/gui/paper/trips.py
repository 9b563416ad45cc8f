"""派车单 on half A4 and 装车单 on A4, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from csdesk.gui.board.words import cubes, tonnes
from csdesk.gui.paper.flow import Block, Frame, flow, foot, signatures, table
from csdesk.gui.paper.paper import Page, Paper
from csdesk.gui.paper.sheet import A4, CENTRE, HALF_A4, RIGHT, Column, Format, Sheet
from csdesk.operations.transport.papers import PaperLine, TripPaper

Cells = Callable[[int, PaperLine], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Kind:
    """One paper of a trip.

    head: how many labels stand side by side above the table. sign: who signs. least: the least height of a row in millimetres.
    """

    title: str
    format: Format
    columns: tuple[Column, ...]
    cells: Cells
    totals: Callable[[TripPaper], tuple[str, ...]]
    head: int
    sign: tuple[str, ...]
    points: float
    least: float


def _kilograms(grams: int) -> str:
    return f"{grams / 1000:,.10g}" if grams else ""


def _cubes(litres: int) -> str:
    return cubes(litres) if litres else ""


def _dispatch_cells(n: int, line: PaperLine) -> tuple[str, ...]:
    who = "\n".join(filter(None, [line.consignee, line.phone]))
    pieces = f"{line.pieces:,}{line.unit}" if line.pieces else ""
    load = pieces, _kilograms(line.weight), _cubes(line.volume)
    return str(n), line.number, line.client, who, line.address, line.goods, *load, line.required


def _dispatch_totals(paper: TripPaper) -> tuple[str, ...]:
    return "", f"合计 {len(paper.lines)} 票", "", "", "", "", f"{paper.pieces:,}", _kilograms(paper.weight), cubes(paper.volume), ""


def _loading_cells(n: int, line: PaperLine) -> tuple[str, ...]:
    order = "\n".join(filter(None, [line.number, line.client_order]))
    place = "\n".join(filter(None, [line.consignee, line.address]))
    pieces = f"{line.pieces:,} {line.unit}" if line.pieces else ""
    return str(n), order, line.client, line.goods, place, pieces, _kilograms(line.weight), _cubes(line.volume), "", "", line.note


def _loading_totals(paper: TripPaper) -> tuple[str, ...]:
    return "", f"合计 {len(paper.lines)} 票", "", "", "", f"{paper.pieces:,}", _kilograms(paper.weight), cubes(paper.volume), "", "", ""


DISPATCH = Kind(
    "派车单",
    HALF_A4,
    (
        Column("序", 6, CENTRE), Column("运单号", 31), Column("客户", 20), Column("收货人", 30), Column("送货地址", 0), Column("货物", 16),
        Column("件数", 13, RIGHT), Column("重量kg", 14, RIGHT), Column("体积m³", 12, RIGHT), Column("要求到达", 18, CENTRE),
    ),
    _dispatch_cells,
    _dispatch_totals,
    4,
    ("调度", "装车员", "司机", "收货方"),
    8,
    6.2,
)  # fmt: skip
LOADING = Kind(
    "装车单",
    A4,
    (
        Column("序", 7, CENTRE), Column("运单号 / 客户单号", 31), Column("客户", 18), Column("货物", 16), Column("收货人 / 地址", 0),
        Column("应装", 14, RIGHT), Column("重量kg", 14, RIGHT), Column("体积m³", 12, RIGHT), Column("实装", 11), Column("破损", 10),
        Column("备注", 15),
    ),
    _loading_cells,
    _loading_totals,
    3,
    ("装车员", "仓库复核", "司机"),
    8.5,
    10,
)  # fmt: skip
KINDS = (DISPATCH, LOADING)

_TITLE, _HEAD_LINE, _FOOT = 9.0, 5.4, 15.0


def trip_papers(found: Sequence[TripPaper]) -> list[Paper]:
    """Both papers of some trips, each trip from a new page on."""
    return [_paper(found, kind) for kind in KINDS]


def _paper(found: Sequence[TripPaper], kind: Kind) -> Paper:
    numbers = "、".join(paper.number for paper in found[:3])
    return Paper(kind.title, f"{kind.title} {numbers}", f"{len(found)} 张派车单", kind.format, partial(_pages, found, kind))


def _pages(found: Sequence[TripPaper], kind: Kind, sheet: Sheet) -> list[Page]:
    return [page for paper in found for page in flow(list(_blocks(sheet, paper, kind)), _frame(sheet, paper, kind))]


def _blocks(sheet: Sheet, paper: TripPaper, kind: Kind) -> Iterator[Block]:
    cells = [kind.cells(n, line) for n, line in enumerate(paper.lines, 1)]
    yield from table(sheet, kind.columns, cells, kind.points, kind.least, totals=kind.totals(paper))
    if paper.note:
        yield Block(6, lambda y: sheet.text(sheet.left, y + 0.8, sheet.width, 5, f"备注：{paper.note}", kind.points))


def _frame(sheet: Sheet, paper: TripPaper, kind: Kind) -> Frame:
    top = sheet.format.margin + _TITLE + 2 + -(-len(paper.head) // kind.head) * _HEAD_LINE + 1.5
    return Frame(top, top, sheet.bottom - _FOOT, partial(_around, sheet, paper, kind))


def _around(sheet: Sheet, paper: TripPaper, kind: Kind, number: int, pages: int) -> None:
    """What stands above and below the table on each page."""
    left, y = sheet.left, sheet.format.margin
    sheet.text(left, y, sheet.width, _TITLE, kind.title, 16, CENTRE, bold=True)
    sheet.text(left, y, sheet.width, _TITLE, f"{paper.day}", 10)
    sheet.text(left, y, sheet.width, _TITLE, f"No. {paper.number}", 10, RIGHT, bold=True)
    sheet.line(left, y + _TITLE, left + sheet.width, y + _TITLE, strong=True)
    _head(sheet, paper, kind, y + _TITLE + 2)
    signatures(sheet, kind.sign, sheet.bottom - 11)
    load = f"{paper.pieces:,} 件 · {tonnes(paper.weight)} 吨 · {cubes(paper.volume)} 方"
    foot(sheet, f"制单 {paper.by}　{paper.at}　全车 {load}", number, pages)


def _head(sheet: Sheet, paper: TripPaper, kind: Kind, y: float) -> None:
    wide = sheet.width / kind.head
    for i, (label, text) in enumerate(paper.head):
        x = sheet.left + i % kind.head * wide
        sheet.text(x, y + i // kind.head * _HEAD_LINE, wide - 2, _HEAD_LINE, f"{label}：{text}", 9.5)
