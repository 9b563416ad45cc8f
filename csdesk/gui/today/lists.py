"""The lists of the workbench at its left side: every group with how many wait in it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from csdesk.gui.desk import Desk
from csdesk.operations.workbench import today
from csdesk.operations.workbench.today import Counted
from csdesk.operations.workbench.todo import Group

FIRST = "先做这些"
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_DONE = "✓"


class Lists(QTreeWidget):
    """All groups of the person's role under one line for what is most urgent of all; announces the chosen one."""

    chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._look = desk.look
        self._groups: list[Group] = today.groups_for(desk.db.site.role)
        self.setObjectName("views")
        self.setAccessibleName("今日清单")
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._lines = [QTreeWidgetItem(self, [label, ""]) for label in (FIRST, *(group.label for group in self._groups))]
        for line in self._lines:
            line.setTextAlignment(1, _RIGHT)
        bold = self.font()
        bold.setBold(True)
        self._lines[0].setFont(0, bold)
        self.setCurrentItem(self._lines[0])
        self.setFixedWidth(self.fontMetrics().averageCharWidth() * 32)
        self.currentItemChanged.connect(lambda *_: self.chosen.emit())

    @property
    def group(self) -> Group | None:
        """The chosen group; None for what is most urgent of all."""
        at = self.currentIndex().row()
        return self._groups[at - 1] if at > 0 else None

    def choose(self, name: str) -> None:
        """Stand on a group, on what is most urgent for ""."""
        names = ["", *(group.name for group in self._groups)]
        self.setCurrentItem(self._lines[names.index(name)])

    def fill(self, counted: Sequence[Counted]) -> None:
        """Show these counts; where nothing waits stands a tick."""
        numbers = {one.group.name: one.count for one in counted}
        first = sum(one.count for one in counted if one.group.glance)
        found = [first, *(numbers.get(group.name, 0) for group in self._groups)]
        for item, number in zip(self._lines, found, strict=True):
            item.setText(1, f"{number:,}" if number else _DONE)
            colour = self._look.theme.colour("text" if number else "muted")
            item.setForeground(0, colour)
            item.setForeground(1, colour)
