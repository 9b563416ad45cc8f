"""What a ledger shows, on paper: its columns fitted to the page, the conditions in words, long texts over several lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.paper.flow import Block, Frame, flow, foot, table
from csdesk.gui.paper.paper import Page, Paper
from csdesk.gui.paper.sheet import A4, LEFT, RIGHT, Column, Sheet

#: What the paper of a ledger is called.
LEDGER = "台账"
_UPRIGHT = 900  # pixels of columns that still fit a page held upright
_POINTS, _LEAST, _LINES = 8.0, 5.0, 4
_TITLE, _LEAD = 8.0, 4.4


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    """What is printed. columns: (heading, relative width, whether numbers stand right). lead: view, conditions and count."""

    title: str
    lead: str
    foot: str
    columns: tuple[tuple[str, float, bool], ...]
    rows: Sequence[tuple[str, ...]]


def sheet_of(pane: LedgerPane, rows: Sequence[tuple[str, ...]]) -> LedgerSheet:
    """What a ledger shows: the columns as wide as on the screen, and the conditions in words."""
    db, search = pane.desk.db, pane.ui.search.text()
    told = [f"视图：{pane.views.view.label}"] + ([f"搜索：{search}"] if search else [])
    told += [f"筛选：{'；'.join(map(pane.chips.text, pane.chips.filters))}"] if pane.chips.filters else []
    shown = [(pane.model.columns[at], pane.table.columnWidth(at)) for at in pane.table.visible_columns()]
    return LedgerSheet(
        title=f"{db.site.branch} 分部 {pane.record.about.ledger}",
        lead=f"{'    '.join(told)}    共 {len(rows):,} 条",
        foot=f"{db.site.name} 打印于 {pane.desk.now():%Y-%m-%d %H:%M}",
        columns=tuple((column.heading, float(width), column.numeric) for column, width in shown),
        rows=rows,
    )


def ledger_paper(found: LedgerSheet, name: str) -> Paper:
    """The paper of a ledger; a wide one lies across at first. name: of its file."""
    across = sum(width for _, width, _ in found.columns) > _UPRIGHT
    paper = Paper(LEDGER, name, f"{len(found.rows):,} 条", A4, partial(_pages, found), turns=True)
    return paper.turned(across)


def _pages(found: LedgerSheet, sheet: Sheet) -> list[Page]:
    lead = sheet.wrapped(found.lead, sheet.width, _POINTS)
    top = sheet.format.margin + _TITLE + len(lead) * _LEAD + 1.5
    frame = Frame(top, sheet.format.margin, sheet.bottom - 6, partial(_around, found, lead, sheet))
    return flow(list(_blocks(found, sheet)), frame)


def _blocks(found: LedgerSheet, sheet: Sheet) -> Iterator[Block]:
    each = sheet.width / (sum(width for _, width, _ in found.columns) or 1)
    columns = [Column(heading, width * each, RIGHT if right else LEFT) for heading, width, right in found.columns]
    yield from table(sheet, columns, found.rows, _POINTS, _LEAST, most=_LINES)


def _around(found: LedgerSheet, lead: Sequence[str], sheet: Sheet, number: int, pages: int) -> None:
    if number == 1:
        sheet.text(sheet.left, sheet.format.margin, sheet.width, _TITLE, found.title, 13, bold=True)
        for i, line in enumerate(lead):
            sheet.text(sheet.left, sheet.format.margin + _TITLE + i * _LEAD, sheet.width, _LEAD, line, _POINTS)
    foot(sheet, found.foot, number, pages)
