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
from csdesk.operations import ledgers
from csdesk.operations.safekeeping import purging
from csdesk.operations.safekeeping.purging import Plan


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


def purge(desk: Desk, row: Row, place: QWidget, done: Callable[[str], Any]) -> None:
    """Have a record and what is part of it purged everywhere once it is confirmed, then `done` with what was done.

    Afterwards one is asked whether the backups, which hold it still, shall give way to a new one.
    """

    def planned(plan: Plan) -> None:
        _ask(place, "彻底清除", plan.sentence, lambda: desk.tasks.write(partial(purging.purge, desk.db, row.id), partial(purged, plan)))

    def purged(plan: Plan, sentence: str) -> None:
        done(sentence)
        if plan.backups:
            _ask(place, "换成新备份", _BACKUPS.format(many=plan.backups), renew)

    def renew() -> None:
        desk.tasks.write(partial(purging.renew_backups, desk.db), done)

    desk.tasks.read(partial(purging.plan, desk.db, row.id), planned)


_BACKUPS = (
    "以前的 {many} 份备份里仍有刚才清除的内容，按规则最长保留 12 个月。现在做一份新的备份，并删除以前的备份和存档文件吗？"
    "删除后不能再恢复到以前的状态。"
)


def _ask(place: QWidget, word: str, question: str, go: Callable[[], Any]) -> None:
    box = QMessageBox(QMessageBox.Icon.Question, word, question, QMessageBox.StandardButton.Cancel, place)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.addButton(word, QMessageBox.ButtonRole.AcceptRole).clicked.connect(lambda: go())
    box.setDefaultButton(QMessageBox.StandardButton.Cancel)
    box.open()
