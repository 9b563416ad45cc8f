"""Which columns a ledger shows, in which order and how wide: a quick menu, and a dialog for all of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from csdesk.gui.ledger.table import LedgerTable

_KEY = Qt.ItemDataRole.UserRole
_WIDTH = Qt.ItemDataRole.UserRole + 1
_LEAST, _MOST = 24, 1200  # pixels


def pick_columns(table: LedgerTable, button: QWidget) -> None:
    """Open a menu under `button` that ticks the visible columns, and leads to the dialog."""
    menu = QMenu(table)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.addAction("栏目设置…").triggered.connect(lambda: ColumnSetup(table).open())
    menu.addSeparator()
    for i, column in enumerate(table.ledger.columns):
        action = menu.addAction(column.heading)
        action.setCheckable(True)
        action.setChecked(not table.isColumnHidden(i))
        action.toggled.connect(lambda on, at=i: table.show_column(at, on))
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


class ColumnSetup(QDialog):
    """Ticks, drags or steps the columns of one ledger into place; nothing changes before 确定."""

    def __init__(self, table: LedgerTable) -> None:
        super().__init__(table.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{table.ledger.record.about.ledger}的栏目")
        self.resize(420, 520)
        self._table = table
        self.list = QListWidget()
        self.list.setAccessibleName("栏目")
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.width_box = QSpinBox()
        self.width_box.setRange(_LEAST, _MOST)
        self.width_box.setSuffix(" 像素")
        self.up, self.down, self.plain = QPushButton("上移(&U)"), QPushButton("下移(&D)"), QPushButton("恢复默认")
        self._lay_out()
        self._fill(table.layout_told())
        self.list.currentItemChanged.connect(lambda *_: self._show_width())
        self.width_box.valueChanged.connect(self._widen)
        self.up.clicked.connect(lambda: self.move_by(-1))
        self.down.clicked.connect(lambda: self.move_by(1))
        self.plain.clicked.connect(lambda: self._fill(self._start()))
        self._show_width()

    def _lay_out(self) -> None:
        hint = QLabel("打勾的栏目显示在表格里；拖动，或用上移、下移，改变先后。")
        hint.setWordWrap(True)
        hint.setProperty("role", "muted")
        width_label = QLabel("宽度(&W)")
        width_label.setBuddy(self.width_box)
        side = QHBoxLayout()
        for widget in (self.up, self.down, width_label, self.width_box):
            side.addWidget(widget)
        side.addStretch()
        side.addWidget(self.plain)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText("确定")
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText("取消")
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(hint)
        layout.addWidget(self.list)
        layout.addLayout(side)
        layout.addWidget(buttons)

    def _start(self) -> list[dict[str, Any]]:
        """The columns as a new ledger has them."""
        wide = self._table.fontMetrics().averageCharWidth()
        return [{"key": c.key, "width": c.width * wide + 18, "hidden": not c.listed} for c in self._table.ledger.columns]

    def _fill(self, told: list[dict[str, Any]]) -> None:
        headings = {c.key: c.heading for c in self._table.ledger.columns}
        widths = {c["key"]: c["width"] for c in self._start()}
        self.list.clear()
        for column in told:
            item = QListWidgetItem(headings[column["key"]], self.list)
            item.setData(_KEY, column["key"])
            item.setData(_WIDTH, max(int(column["width"]), 0) or widths[column["key"]])
            item.setCheckState(Qt.CheckState.Unchecked if column["hidden"] else Qt.CheckState.Checked)
        self.list.setCurrentRow(0)

    def _show_width(self) -> None:
        if item := self.list.currentItem():
            self.width_box.blockSignals(True)
            self.width_box.setValue(item.data(_WIDTH))
            self.width_box.blockSignals(False)

    def _widen(self, pixels: int) -> None:
        if item := self.list.currentItem():
            item.setData(_WIDTH, pixels)

    def move_by(self, by: int) -> None:
        """Move the current column up or down."""
        at = self.list.currentRow()
        if 0 <= at + by < self.list.count():
            self.list.insertItem(at + by, self.list.takeItem(at))
            self.list.setCurrentRow(at + by)

    def accept(self) -> None:
        """Arrange the table; at least one column stays visible."""
        items = [self.list.item(i) for i in range(self.list.count())]
        told = [{"key": i.data(_KEY), "width": i.data(_WIDTH), "hidden": i.checkState() != Qt.CheckState.Checked} for i in items]
        if all(column["hidden"] for column in told):
            told[0]["hidden"] = False
        self._table.arrange(told)
        super().accept()
