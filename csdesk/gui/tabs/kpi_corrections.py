"""登记纠偏 under a missed figure: the record prefilled with what was missed, and what is being done about it already."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from csdesk.domain.checking import offered
from csdesk.domain.kpi.figure import Figure
from csdesk.domain.plans.targets import CorrectiveAction
from csdesk.domain.record import field_map
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.operations import desk as desk_operations
from csdesk.operations import ledgers
from csdesk.operations.kpi import corrections

_ASKED = ("cause", "measure", "owner", "due")


class Corrections(QObject):
    """A line with what is being done about the shown figure, and the button for more."""

    said = Signal(str)
    changed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, parent
        self._figure: Figure | None = None
        self.told, self.button = QLabel(), QPushButton("登记纠偏…(&J)")
        self.told.setWordWrap(True)
        self.button.setToolTip("写下没有达标的原因、措施、责任人和期限；到期列在“今日”")
        self.button.clicked.connect(self.ask)
        self.row = QHBoxLayout()
        self.row.addWidget(self.button)
        self.row.addWidget(self.told, 1)
        self.row.addStretch()
        self._shown(False)

    def _shown(self, missed: bool) -> None:
        self.button.setVisible(missed)
        self.told.setVisible(bool(self.told.text()))

    def clear(self) -> None:
        """No figure is in front."""
        self._figure = None
        self.told.clear()
        self._shown(False)

    def show_figure(self, figure: Figure) -> None:
        """The figure in front, and what is being done about it."""
        self._figure = figure
        work = partial(corrections.open_for, self._desk.db, figure)
        self._desk.tasks.read(work, partial(self._show, figure), key="kpi corrections")

    def _show(self, figure: Figure, found: list[Row]) -> None:
        if figure is not self._figure:
            return
        self.told.setText(corrections.sentence(found))
        may = desk_operations.may_write(self._desk.db, CorrectiveAction)
        self._shown(may and figure.status in corrections.MISSED)

    def ask(self) -> None:
        """Ask for a corrective action of the shown figure."""
        from csdesk.gui.ledger.record_dialog import RecordDialog  # with its form: loaded when it is first asked for

        if (figure := self._figure) is None:
            return
        known, begun = field_map(CorrectiveAction), corrections.begun(figure)
        help = f"{figure.name}　{figure.period}　{figure.kpi} {figure.title}：{begun['stood_at']}"
        submit = partial(self._submit, begun)
        dialog = RecordDialog(
            self._desk, CorrectiveAction, [known[name] for name in _ASKED], submit, self._window, title="登记纠偏", help=help
        )
        dialog.done_with.connect(self._written)
        dialog.ask(offered(CorrectiveAction, name=self._desk.db.site.name, staff=self._desk.me, now=self._desk.now()), {})

    def _submit(
        self, begun: dict[str, Any], filled: dict[str, Any], done: Callable[[Any], None], failed: Callable[[BaseException], None]
    ) -> None:
        values = {"owner": self._desk.db.site.name, **begun, **filled}
        self._desk.tasks.write(partial(ledgers.create, self._desk.db, CorrectiveAction, values, now=self._desk.now()), done, failed)

    def _written(self, row: Row) -> None:
        if self._figure is not None:
            self.show_figure(self._figure)
        self.said.emit("已登记纠偏，Ctrl+Z 可撤销")
        self.changed.emit(CorrectiveAction.about.name)
