"""The table of the workbench: how late, what, for whom, by when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QHeaderView, QTableView

from csdesk.domain import dues
from csdesk.gui.chips import chip_table
from csdesk.gui.desk import Desk
from csdesk.gui.tables import TextModel
from csdesk.operations.workbench.today import GROUP_BY_NAME
from csdesk.operations.workbench.todo import Item

#: Heading → width in characters; what is to be done takes the rest.
COLUMNS = {"情况": 13, "期限": 13, "类别": 18, "事项": 30, "客户 / 关于": 27, "负责专员": 15}
_HEADINGS = list(COLUMNS)
_LATE, _GROUP, _WHAT, _OWNER = (_HEADINGS.index(name) for name in ("情况", "类别", "事项", "负责专员"))
_TONES = {"逾期": "bad", "已过": "bad", "今天": "warn", "还有": "calm", "明天": "calm"}


def _tone(column: int, text: str) -> str:
    if column != _LATE:
        return ""
    return "warn" if text.endswith("分") and text.startswith("还有") else _TONES.get(text[:2], "")


def texts(item: Item, now: datetime) -> tuple[str, ...]:
    """The cells of one item."""
    words, _ = dues.said(item.due, now)
    return words, dues.shown(item.due, now), GROUP_BY_NAME[item.group].label, item.what, item.whom, item.owner


class TodayTable(QTableView):
    """Shows items."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.texts = TextModel(_HEADINGS, self, _tone)
        wide = self.fontMetrics().averageCharWidth()
        chip_table(self, self.texts, desk.look, [letters * wide for letters in COLUMNS.values()])
        self.horizontalHeader().setStretchLastSection(False)
        self.horizontalHeader().setSectionResizeMode(_WHAT, QHeaderView.ResizeMode.Stretch)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.setAccessibleName("今日事项")
        self.setColumnHidden(_OWNER, desk.db.site.role == "specialist")

    def fill(self, items: Sequence[Item], now: datetime, *, grouped: bool) -> None:
        """Show these instead. grouped: they are of one group, whose name needs not be told."""
        self.texts.fill([texts(item, now) for item in items])
        self.setColumnHidden(_GROUP, grouped)

    def chosen(self) -> list[int]:
        """The chosen rows, top to bottom."""
        return sorted({index.row() for index in self.selectionModel().selectedIndexes()})
