"""Blocks one under the other over as many pages as they need: rows of a table, paragraphs, rows of signatures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from csdesk.gui.paper.paper import Page
from csdesk.gui.paper.sheet import RIGHT, Column, Sheet

#: A row of more lines than this is broken, so that the longest text finds its pages.
_MOST_LINES = 24
_HEADING = 7.0


@dataclass(frozen=True, slots=True)
class Block:
    """What is not torn apart. height in millimetres; draw: at this y.

    head: what stands above it again where it begins a page. stays: something has to follow it on its page.
    """

    height: float
    draw: Callable[[float], None]
    head: Block | None = None
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the blocks of a page. first, rest: where they begin on the first page and on later ones.

    end: where they end. draw: the frame of page `number` of `pages`.
    """

    first: float
    rest: float
    end: float
    draw: Callable[[int, int], None]


def flow(blocks: Sequence[Block], frame: Frame) -> list[Page]:
    """The pages that these blocks fill; one at least."""
    parts = list(_parts(blocks, frame))

    def page(number: int) -> Page:
        def draw() -> None:
            frame.draw(number, len(parts))
            for y, block in parts[number - 1]:
                block.draw(y)

        return draw

    return [page(number) for number in range(1, len(parts) + 1)]


def _parts(blocks: Sequence[Block], frame: Frame) -> Iterator[list[tuple[float, Block]]]:
    """The blocks of each page with where they stand."""
    page: list[tuple[float, Block]] = []
    y = frame.first
    for i, block in enumerate(blocks):
        needed = block.height + (blocks[i + 1].height if block.stays and i + 1 < len(blocks) else 0)
        if page and y + needed > frame.end:
            yield page
            page, y = [], frame.rest
            if block.head is not None:
                page.append((y, block.head))
                y += block.head.height
        page.append((y, block))
        y += block.height
    yield page


def table(
    sheet: Sheet,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str]],
    points: float,
    least: float,
    *,
    totals: Sequence[str] = (),
    most: int = 0,
    headed: bool = True,
) -> Iterator[Block]:
    """Headings, rows and totals; the headings come again on each page, and the totals never stand without a row.

    least: height of a row in millimetres. most: lines of a cell; 0 for all. headed: whether there are headings at all.
    """
    head = row(sheet, columns, [column.heading for column in columns], points, _HEADING, bold=True) if headed else None
    if head is not None:
        yield replace(head, stays=bool(rows))
    parts = [part for texts in rows for part in _torn(sheet, columns, texts, points, most)]
    for i, part in enumerate(parts, 1):
        yield replace(row(sheet, columns, part, points, least), head=head, stays=bool(totals) and i == len(parts))
    if totals:
        yield row(sheet, columns, totals, points, _HEADING, bold=True)


def _torn(sheet: Sheet, columns: Sequence[Column], texts: Sequence[str], points: float, most: int) -> Iterator[Sequence[str]]:
    """A row, cut to `most` lines, or in parts that fit a page."""
    cells = [sheet.wrapped(text, width, points) for text, width in zip(texts, sheet.widths(columns), strict=True)]
    lines = max(map(len, cells))
    if most and lines > most:
        yield ["\n".join(cell[:most]) for cell in cells]
    elif lines <= _MOST_LINES:
        yield texts
    else:
        for start in range(0, lines, _MOST_LINES):
            yield ["\n".join(cell[start : start + _MOST_LINES]) for cell in cells]


def row(sheet: Sheet, columns: Sequence[Column], texts: Sequence[str], points: float, least: float, *, bold: bool = False) -> Block:
    """One row of a table."""
    height = sheet.height_of(columns, texts, points, least)
    return Block(height, lambda y: sheet.row(columns, texts, y, height, points, bold=bold))


def foot(sheet: Sheet, text: str, number: int, pages: int) -> None:
    """The last line of a page: who made it, and which page it is."""
    sheet.text(sheet.left, sheet.bottom - 4, sheet.width, 4, text, 7.5)
    sheet.text(sheet.left, sheet.bottom - 4, sheet.width, 4, f"第 {number} / {pages} 页", 7.5, RIGHT)


def signatures(sheet: Sheet, who: Sequence[str], y: float) -> None:
    """A line for each who signs, side by side."""
    wide = sheet.width / len(who)
    for i, word in enumerate(who):
        x = sheet.left + i * wide
        sheet.text(x, y, wide, 5, f"{word}：", 9.5)
        sheet.line(x + 3.5 * (len(word) + 1), y + 4.5, x + wide - 5, y + 4.5)
