"""派车单 on half A4 and 装车单 on A4, page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QPagedPaintDevice, QPainter

from csdesk.gui.board.words import cubes, tonnes
from csdesk.gui.paper.sheet import A4, CENTRE, HALF_A4, RIGHT, Column, Format, Sheet
from csdesk.operations.papers import PaperLine, TripPaper

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


def paint(device: QPagedPaintDevice, papers: Sequence[TripPaper], kind: Kind, family: str) -> int:
    """Draw these trips, each from a new page on; how many pages. The device is set to the paper before."""
    painter = QPainter(device)
    sheet, pages = Sheet(painter, kind.format, family), 0
    for paper in papers:
        parts = split(sheet, paper, kind)
        for number, part in enumerate(parts, 1):
            if pages:
                device.newPage()
            pages += 1
            _page(sheet, paper, kind, part, number, len(parts))
    painter.end()
    return pages


def split(sheet: Sheet, paper: TripPaper, kind: Kind) -> list[list[tuple[int, PaperLine, float]]]:
    """The lines of each page with their number and height; the last page keeps room for the totals."""
    room = kind.format.height - _top(kind, paper) - 7 - _FOOT - kind.format.margin - 7
    pages: list[list[tuple[int, PaperLine, float]]] = [[]]
    used = 0.0
    for n, line in enumerate(paper.lines, 1):
        height = sheet.height_of(kind.columns, kind.cells(n, line), kind.points, kind.least)
        if pages[-1] and used + height > room:
            pages.append([])
            used = 0.0
        pages[-1].append((n, line, height))
        used += height
    return pages


def _top(kind: Kind, paper: TripPaper) -> float:
    """Where the table begins."""
    rows = -(-len(paper.head) // kind.head)
    return kind.format.margin + _TITLE + 2 + rows * _HEAD_LINE + 1.5


def _page(sheet: Sheet, paper: TripPaper, kind: Kind, part: list[tuple[int, PaperLine, float]], number: int, pages: int) -> None:
    left, y = sheet.format.margin, sheet.format.margin
    sheet.text(left, y, sheet.width, _TITLE, kind.title, 16, CENTRE, bold=True)
    sheet.text(left, y, sheet.width, _TITLE, f"{paper.day}", 10)
    sheet.text(left, y, sheet.width, _TITLE, f"No. {paper.number}", 10, RIGHT, bold=True)
    sheet.line(left, y + _TITLE, left + sheet.width, y + _TITLE, strong=True)
    _head(sheet, paper, kind, y + _TITLE + 2)
    y = _top(kind, paper)
    sheet.row(kind.columns, [column.heading for column in kind.columns], y, 7, kind.points, bold=True)
    y += 7
    for n, line, height in part:
        sheet.row(kind.columns, kind.cells(n, line), y, height, kind.points)
        y += height
    if number == pages:
        sheet.row(kind.columns, kind.totals(paper), y, 7, kind.points, bold=True)
        y += 7
        if paper.note:
            sheet.text(left, y + 0.8, sheet.width, 5, f"备注：{paper.note}", kind.points)
    _foot(sheet, paper, kind, number, pages)


def _head(sheet: Sheet, paper: TripPaper, kind: Kind, y: float) -> None:
    wide = sheet.width / kind.head
    for i, (label, text) in enumerate(paper.head):
        x = sheet.format.margin + i % kind.head * wide
        sheet.text(x, y + i // kind.head * _HEAD_LINE, wide - 2, _HEAD_LINE, f"{label}：{text}", 9.5)


def _foot(sheet: Sheet, paper: TripPaper, kind: Kind, number: int, pages: int) -> None:
    left, bottom = sheet.format.margin, sheet.format.height - sheet.format.margin
    wide = sheet.width / len(kind.sign)
    for i, who in enumerate(kind.sign):
        x = left + i * wide
        sheet.text(x, bottom - 11, wide, 5, f"{who}：", 9.5)
        sheet.line(x + 14, bottom - 6.5, x + wide - 5, bottom - 6.5)
    load = f"{paper.pieces:,} 件 · {tonnes(paper.weight)} 吨 · {cubes(paper.volume)} 方"
    sheet.text(left, bottom - 4, sheet.width, 4, f"制单 {paper.by}　{paper.at}　全车 {load}", 7.5)
    sheet.text(left, bottom - 4, sheet.width, 4, f"第 {number} / {pages} 页", 7.5, RIGHT)
