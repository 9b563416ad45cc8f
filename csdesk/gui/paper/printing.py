"""Ctrl+P: what a ledger shows now, and the papers of its chosen records, each looked at first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from csdesk.domain.progress import Progress
from csdesk.domain.record import Record
from csdesk.domain.rows import Query, Row
from csdesk.errors import Refused
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.pane import LedgerPane
from csdesk.gui.paper.dialog import PaperDialog
from csdesk.gui.paper.ledgers import LEDGER, ledger_paper, sheet_of
from csdesk.gui.paper.own import OWN
from csdesk.operations import desk as desk_operations
from csdesk.operations import ledgers

MOST_ROWS, MOST_PAPERS = 2_000, 200
_PAGE = 500

Said = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read for printing: the ledger's rows, the chosen records, and what stands on their papers."""

    rows: Sequence[Row]
    chosen: Sequence[Row]
    own: Sequence[Any]


def print_pane(pane: LedgerPane) -> None:
    """Read what a ledger shows now and the papers of its chosen records, and show how they would be printed."""
    numbers = [n for at in pane.table.chosen_positions() if (n := pane.model.number_at(at)) is not None]
    chosen = numbers if pane.record in OWN and len(numbers) <= MOST_PAPERS else []
    names = [column.key for at in pane.table.visible_columns() if (column := pane.model.columns[at]).field]
    work = partial(_read, pane.desk, pane.record, pane.query, names, chosen)
    pane.desk.tasks.long("准备打印", work, partial(_show_pane, pane))


def _read(desk: Desk, record: type[Record], query: Query, names: Sequence[str], chosen: Sequence[int], progress: Progress) -> _Read:
    """Raises Refused when the ledger would fill a book."""
    rows = _read_rows(desk, record, query, names, progress)
    whole = ledgers.page(desk.db, record, chosen) if chosen else []
    return _Read(rows, whole, _read_own(desk, record, whole))


def _read_rows(desk: Desk, record: type[Record], query: Query, names: Sequence[str], progress: Progress) -> list[Row]:
    wanted = ledgers.numbers(desk.db, record, query)
    if len(wanted) > MOST_ROWS:
        raise Refused(f"一次最多打印 {MOST_ROWS:,} 条，这里有 {len(wanted):,} 条：请先筛选，或用“文件 › 导出台账”")
    found: dict[int, Row] = {}
    for start in range(0, len(wanted), _PAGE):
        progress("准备打印", start, len(wanted))
        found.update({row.n: row for row in desk_operations.page(desk.db, record, wanted[start : start + _PAGE], names)})
    return [found[n] for n in wanted if n in found]


def _read_own(desk: Desk, record: type[Record], rows: Sequence[Row]) -> list[Any]:
    return [OWN[record].read(desk.db, row, desk.now()) for row in rows]


def _show_pane(pane: LedgerPane, found: _Read) -> None:
    if not found.rows:
        pane.said.emit("没有可以打印的记录")
        return
    columns = [pane.model.columns[at] for at in pane.table.visible_columns()]
    sheet = sheet_of(pane, [tuple(column.text(row) for column in columns) for row in found.rows])
    papers = [ledger_paper(sheet, f"{pane.record.about.ledger}-{pane.desk.now():%Y%m%d}")]
    if found.own:
        papers += OWN[pane.record].made(found.own)
    dialog = PaperDialog(papers, pane.window())
    key = f"print/{pane.record.about.name}"
    if last := next((paper for paper in papers if paper.title == pane.desk.settings.get(key)), None):
        dialog.choose(last)
    dialog.chosen.connect(partial(pane.desk.settings.set, key))
    dialog.printed.connect(partial(_note, pane.desk, pane.record, found.chosen, pane.said.emit, pane.changed.emit))
    dialog.open()


def print_own(desk: Desk, record: type[Record], rows: Sequence[Row], parent: QWidget, said: Said, changed: Said) -> None:
    """Show the own papers of these records. Tells when there are too many."""
    if len(rows) > MOST_PAPERS:
        said(f"一次最多打印 {MOST_PAPERS} 张，这里选了 {len(rows):,} 条：请少选一些")
        return
    desk.tasks.read(partial(_read_own, desk, record, rows), partial(_show_own, desk, record, rows, parent, said, changed))


def _show_own(
    desk: Desk, record: type[Record], rows: Sequence[Row], parent: QWidget, said: Said, changed: Said, own: Sequence[Any]
) -> None:
    dialog = PaperDialog(OWN[record].made(own), parent)
    dialog.printed.connect(partial(_note, desk, record, rows, said, changed))
    dialog.open()


def _note(desk: Desk, record: type[Record], rows: Sequence[Row], said: Said, changed: Said, title: str, told: str) -> None:
    """Write down that a paper of these records was printed; a ledger's own print is nobody's."""
    said(told)
    own = OWN.get(record)
    if own is None or own.noted is None or not rows or title == LEDGER:
        return
    desk.tasks.write(partial(own.noted, desk.db, rows, title, desk.now()), lambda _: changed(record.about.name))
