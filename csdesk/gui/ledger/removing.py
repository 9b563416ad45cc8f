"""Into the recycle bin, asking first when other records refer to what goes; and purging for good, always asking."""

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
from csdesk.operations import ledgers, purging


def remove(desk: Desk, record: type[Record], rows: Sequence[Row], place: QWidget, done: Callable[[], Any]) -> None:
    """Move records into the recycle bin, then `done`; over `place` one is asked first when others refer to them."""
    work = partial(ledgers.delete, desk.db, record, rows)
    go = partial(desk.tasks.write, work, lambda _: done())

    def counted(referring: Mapping[str, int]) -> None:
        if referring:
            _ask(place, "移到回收站", _question(record, rows, referring), go)
        else:
            go()

    desk.tasks.read(partial(desk_operations.referring, desk.db, record, rows), counted)


def _question(record: type[Record], rows: Sequence[Row], referring: Mapping[str, int]) -> str:
    one = f"“{title_of(record, rows[0].told)}”"
    what = one if len(rows) == 1 else f"这 {len(rows)} 条{record.about.label}"
    return f"{what}还有 {'、'.join(f'{n} 条{label}' for label, n in referring.items())}，仍要移到回收站吗？"


def may_purge(desk: Desk) -> bool:
    """Whether this person may have a record purged."""
    return desk.db.site.role in purging.MAY_PURGE and not desk.db.look_only


def purge(desk: Desk, record: type[Record], row: Row, place: QWidget, done: Callable[[str], Any]) -> None:
    """Have one record purged everywhere once it is confirmed, then `done` with what was done."""
    name = f"“{title_of(record, row.values)}”"
    question = f"彻底清除{name}？它的全部内容和修改历史在所有人的电脑上都会清除，不能恢复。"
    work = partial(purging.purge, desk.db, row.id)
    _ask(place, "彻底清除", question, lambda: desk.tasks.write(work, done))


def _ask(place: QWidget, word: str, question: str, go: Callable[[], Any]) -> None:
    box = QMessageBox(QMessageBox.Icon.Question, word, question, QMessageBox.StandardButton.Cancel, place)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.addButton(word, QMessageBox.ButtonRole.AcceptRole).clicked.connect(lambda: go())
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.open()
