"""A million clients on the screen: first paint and jumps, against a model that computes nothing and against QSqlTableModel.

The ledger reads in the background as in the program: its first paint ends with rows in every visible cell, while the
order of all rows may still be on its way; that is a figure of its own.
"""

from __future__ import annotations

import os
import random
import tempfile
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import psutil
from PySide6.QtCore import QAbstractTableModel, QEventLoop, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtSql import QSqlDatabase, QSqlTableModel
from PySide6.QtWidgets import QApplication, QTableView

from benchmarks import million
from benchmarks.harness import Table, compare, report
from csdesk.domain.care.clients import Client
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.rows import Query
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.model import LedgerModel
from csdesk.gui.ledger.table import LedgerTable
from csdesk.gui.tasks import BackgroundTasks
from csdesk.gui.theme import Look
from csdesk.operations import files
from csdesk.settings import Settings

COUNT = 1_000_000
ROOT = QModelIndex()
_DISPLAY = Qt.ItemDataRole.DisplayRole


class NullModel(QAbstractTableModel):
    """As many cells as the ledger has, each the same text: what Qt itself costs."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self._columns = columns

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else COUNT

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = ROOT) -> int:
        return 0 if parent.isValid() else self._columns

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = _DISPLAY) -> Any:
        return "宁波示例家电有限公司" if role == _DISPLAY else None


def settle(view: QTableView) -> None:
    """Paint what is asked for now, and what arrives for it."""
    for _ in range(3):
        QApplication.processEvents()
        view.viewport().repaint()
    while not filled(view):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    view.viewport().repaint()


def filled(view: QTableView) -> bool:
    """Whether the first and the last visible row are there."""
    model = view.model()
    if not isinstance(model, LedgerModel):
        return True
    last = view.rowAt(view.viewport().height() - 1)
    return model.row_at(view.rowAt(0)) is not None and (last < 0 or model.row_at(last) is not None)


def whole(make: Callable[[], QTableView]) -> None:
    """A view made, painted, complete and gone."""
    view = shown(make)
    wait_for_all(view)
    view.viewport().repaint()
    view.close()
    view.deleteLater()
    QApplication.processEvents()


def wait_for_all(view: QTableView) -> None:
    """Let the order of all rows arrive."""
    model = view.model()
    while isinstance(model, LedgerModel) and not model.whole:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def shown(make: Callable[[], QTableView]) -> QTableView:
    """A view on the screen, painted."""
    view = make()
    view.resize(1280, 900)
    view.show()
    settle(view)
    return view


def first_paint(make: Callable[[], QTableView]) -> None:
    """A view made, painted and gone."""
    view = shown(make)
    view.close()
    view.deleteLater()
    QApplication.processEvents()


def jump(view: QTableView, places: random.Random) -> None:
    """The view at a random row, painted."""
    model = view.model()
    view.scrollTo(model.index(places.randrange(model.rowCount()), 0))
    settle(view)


def null_view(columns: int) -> QTableView:
    view = QTableView()
    view.setModel(NullModel(columns))
    view.model().setParent(view)
    return view


def ledger_view(desk: Desk) -> QTableView:
    model = LedgerModel(desk, Client)
    view = LedgerTable(desk, model)
    model.setParent(view)
    model.show_query(Query(sort=Client.about.order))
    return view


def sql_to_the_middle(path: Path) -> None:
    """What Qt's own model does to reach the middle of the table."""
    database = QSqlDatabase.addDatabase("QSQLITE", "bench")
    database.setConnectOptions("QSQLITE_OPEN_READONLY")
    database.setDatabaseName(str(path))
    if not database.open():
        raise OSError(database.lastError().text())
    model = QSqlTableModel(None, database)
    model.setTable("client")
    model.select()
    while model.rowCount() < COUNT // 2 and model.canFetchMore():
        model.fetchMore()
    view = shown(partial(_viewed, model))
    view.scrollTo(model.index(COUNT // 2, 1))
    settle(view)
    view.close()
    del view, model, database
    QSqlDatabase.removeDatabase("bench")


def _viewed(model: QSqlTableModel) -> QTableView:
    view = QTableView()
    view.setModel(model)
    return view


def tables(desk: Desk, path: Path) -> list[Table]:
    """First paint, then jumps, with the growth of the process at the first paint of a million rows."""
    before = psutil.Process().memory_info().rss
    ours = shown(partial(ledger_view, desk))
    wait_for_all(ours)
    grown = psutil.Process().memory_info().rss - before
    listed = len(desk_columns(ours))
    paint = compare(
        "First paint of a million rows",
        {
            "a model that computes nothing (limit)": partial(first_paint, partial(null_view, listed)),
            "csdesk": partial(first_paint, partial(ledger_view, desk)),
            "csdesk, all rows there": partial(whole, partial(ledger_view, desk)),
        },
        goal="≤ 1.5 ×",
    )
    paint.notes.append(f"csdesk grew by {grown / 1e6:.0f} MB at its first paint (goal: ≤ 60 MB more than an empty table).")
    null = shown(partial(null_view, listed))
    jumps = compare(
        "Jump anywhere in a million rows",
        {
            "a model that computes nothing (limit)": partial(jump, null, random.Random(7)),
            "csdesk": partial(jump, ours, random.Random(7)),
        },
        turns=100,
        goal="≤ 1.5 ×",
    )
    middle = compare("QSqlTableModel to the middle", {"QSqlTableModel": partial(sql_to_the_middle, path)}, turns=1, warm=False)
    return [paint, jumps, middle]


def desk_columns(view: QTableView) -> list[int]:
    """The columns that are visible in a view."""
    return [n for n in range(view.model().columnCount()) if not view.isColumnHidden(n)]


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QApplication([])
    app.setStyle("Fusion")
    path = million.file_of(COUNT)
    with tempfile.TemporaryDirectory() as place, files.open_file(path, look_only=True) as db:
        settings = Settings(Path(place) / "settings.json")
        tasks = BackgroundTasks()
        desk = Desk(db, tasks, settings, Look(app, settings), lambda: datetime(2026, 6, 12, 10, 5, tzinfo=SHANGHAI))
        report("ledger_painting", tables(desk, path))
        tasks.shut_down()


if __name__ == "__main__":
    main()
