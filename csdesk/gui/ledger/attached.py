"""The files of the record on the card: added by button or by dropping them, opened with the system."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTableView, QTabWidget, QVBoxLayout, QWidget

from csdesk.domain.attachments import Attachment
from csdesk.domain.record import Record
from csdesk.domain.rows import Row
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.removing import remove
from csdesk.gui.tables import TextModel, dress_table
from csdesk.operations import desk as desk_operations
from csdesk.operations.safekeeping import attachments

_HEADINGS = ("文件名", "文件在", "大小", "添加人", "添加时间")


class Attached(QWidget):
    """The attachments of one record."""

    changed = Signal(str)
    said = Signal(str)

    def __init__(self, desk: Desk, record: type[Record], pages: QTabWidget) -> None:
        super().__init__()
        self._desk, self._record, self._pages = desk, record, pages
        pages.insertTab(pages.count() - 1, self, "附件")  # before the history
        self._row: Row | None = None
        self.rows: list[Row] = []
        self.setAcceptDrops(True)
        self.model = TextModel(_HEADINGS, self)
        self.table = QTableView()
        self.table.setAccessibleName("附件")
        self.table.setModel(self.model)
        dress_table(self.table)
        self.table.setColumnWidth(0, 180)
        self.add_button, self.open_button, self.remove_button = QPushButton("添加文件…"), QPushButton("打开"), QPushButton("移到回收站")
        self.add_button.clicked.connect(lambda: choosing.open_files(self, "添加附件", "所有文件 (*)", self.add))
        self.open_button.clicked.connect(self.open_chosen)
        self.remove_button.clicked.connect(self.remove_chosen)
        self.table.doubleClicked.connect(lambda _: self.open_chosen())
        row = QHBoxLayout()
        for button in (self.add_button, self.open_button):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.remove_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addWidget(self.table)
        layout.addLayout(row)

    def show_row(self, row: Row | None) -> None:
        """Read the attachments of a record."""
        self._row = row
        if row is None:
            self._show(None, [])
        else:
            work = partial(attachments.of, self._desk.db, self._record, row.id)
            self._desk.tasks.read(work, partial(self._show, row), key=(id(self), "attached"))

    def _show(self, row: Row | None, rows: list[Row]) -> None:
        if row is not self._row:
            return
        self.rows = rows
        self._pages.setTabText(self._pages.indexOf(self), f"附件 {len(rows)}" if rows else "附件")
        may = row is not None and not row.deleted and desk_operations.may_write(self._desk.db, Attachment)
        self.add_button.setEnabled(may)
        self.remove_button.setEnabled(may and bool(rows))
        self.open_button.setEnabled(bool(rows))
        self.model.fill([self._texts(one) for one in rows])
        if rows:
            self.table.selectRow(0)

    def _texts(self, one: Row) -> tuple[str, ...]:
        told, here = one.values, attachments.is_here(self._desk.db, one)
        size = f"{max(int(told['size'] or 0), 1) / 1024:,.0f} KB"
        when = str(told["added_at"])[:16].replace("T", " ")
        where = "本机" if here else f"{told['added_by']}的电脑"
        return str(told["name"]), where, size, str(told["added_by"]), when

    def add(self, files: Sequence[Path]) -> None:
        """Attach these files."""
        row, desk, record, now = self._row, self._desk, self._record, self._desk.now()
        if row is not None and self.add_button.isEnabled() and files:
            desk.tasks.long(
                "添加附件",
                lambda progress: attachments.add(desk.db, record, row, files, now=now, progress=progress),
                lambda many: self._done(f"已添加 {many} 个附件，Ctrl+Z 可撤销"),
            )

    def _chosen(self) -> Row | None:
        at = self.table.currentIndex().row()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def open_chosen(self) -> None:
        """Open the chosen file with the program that the system has for it."""
        if chosen := self._chosen():
            self._desk.tasks.read(partial(attachments.opened, self._desk.db, chosen), _open)

    def remove_chosen(self) -> None:
        """The chosen attachment into the recycle bin; its file stays."""
        if chosen := self._chosen():
            remove(self._desk, Attachment, [chosen], self, partial(self._done, "附件已移到回收站，Ctrl+Z 可撤销"))

    def _done(self, sentence: str) -> None:
        self.said.emit(sentence)
        self.changed.emit(Attachment.about.name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.add_button.isEnabled() and event.mimeData().hasUrls():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
