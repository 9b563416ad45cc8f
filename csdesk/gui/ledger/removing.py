"""Into the recycle bin, asking first when other records refer to what goes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from csdesk.domain.record import Record, title_of
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.operations import desk as desk_operations
from csdesk.operations import ledgers


def remove(desk: Desk, record: type[Record], rows: Sequence[Row], place: QWidget, done: Callable[[], Any]) -> None:
    """Move records into the recycle bin, then `done`; over `place` one is asked first when others refer to them."""
    work = partial(ledgers.delete, desk.db, record, rows)
    go = partial(desk.tasks.write, work, lambda _: done())

    def counted(referring: Mapping[str, int]) -> None:
        if referring:
            _ask(place, _question(record, rows, referring), go)
        else:
            go()

    desk.tasks.read(partial(desk_operations.referring, desk.db, record, rows), counted)


def _question(record: type[Record], rows: Sequence[Row], referring: Mapping[str, int]) -> str:
    one = f"“{title_of(record, rows[0].told)}”"
    what = one if len(rows) == 1 else f"这 {len(rows)} 条{record.about.label}"
    return f"{what}还有 {'、'.join(f'{n} 条{label}' for label, n in referring.items())}，仍要移到回收站吗？"


def _ask(place: QWidget, question: str, go: Callable[[], Any]) -> None:
    box = QMessageBox(QMessageBox.Icon.Question, "移到回收站", question, QMessageBox.StandardButton.Cancel, place)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.addButton("移到回收站", QMessageBox.ButtonRole.AcceptRole).clicked.connect(lambda: go())
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.open()
