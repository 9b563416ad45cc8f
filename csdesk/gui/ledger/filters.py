"""Filters of a ledger: a dialog for one condition, and a row of chips that shows those in force."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidgetItem, QToolButton, QWidget

from csdesk.domain.cells import Wrong
from csdesk.domain.record import Field, Record, field_map
from csdesk.domain.rows import Filter
from csdesk.gui.forms.filter_dialog import Ui_FilterDialog
from csdesk.gui.ledger.columns import Column

_WORDS = {"has": "包含", "is": "等于", "in": "是其中之一", "empty": "为空", "filled": "不为空"}
_SIGNS = {"has": "含", "is": "=", "ge": "≥", "le": "≤", "lt": "<", "gt": ">", "not": "≠", "in": "："}


def ops_of(field: Field) -> tuple[str, ...]:
    """The conditions that make sense for a field; `range` is two of them."""
    if field.kind.name in ("choice", "flag"):
        return ("in", "empty", "filled")
    if field.kind.numeric or field.kind.name in ("day", "moment", "month"):
        return ("range", "empty", "filled")
    return ("has", "empty", "filled") if field.of else ("has", "is", "empty", "filled")


class FilterDialog(QDialog):
    """Asks for one condition on one column."""

    chosen = Signal(list)  # the filters it means

    def __init__(self, columns: Sequence[Column], key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.ui = Ui_FilterDialog()
        self.ui.setupUi(self)
        self.setWindowTitle("筛选")
        self._fields = [c.field for c in columns if c.field]
        for field in self._fields:
            self.ui.field.addItem(field.heading)
        self.ui.field.currentIndexChanged.connect(self._show_field)
        self.ui.op.currentIndexChanged.connect(self._show_op)
        self.ui.ok_button.clicked.connect(self.accept)
        self.ui.cancel_button.clicked.connect(self.reject)
        at = next((i for i, f in enumerate(self._fields) if f.name == key), 0)
        self.ui.field.setCurrentIndex(at)
        self._show_field()

    @property
    def field(self) -> Field:
        return self._fields[self.ui.field.currentIndex()]

    def _show_field(self) -> None:
        self.ui.op.clear()
        for op in ops_of(self.field):
            self.ui.op.addItem("范围" if op == "range" else _WORDS[op], op)
        self.ui.choices.clear()
        known = self.field.choices.labels() if self.field.choices else {True: "是", False: "否"}
        for code, label in known.items():
            item = QListWidgetItem(label, self.ui.choices)
            item.setData(Qt.ItemDataRole.UserRole, code)
            item.setCheckState(Qt.CheckState.Unchecked)
        self._show_op()

    def _show_op(self) -> None:
        op = self.ui.op.currentData()
        self.ui.choices.setVisible(op == "in")
        for widget in (self.ui.value, self.ui.value_label):
            widget.setVisible(op in ("has", "is", "range"))
        for widget in (self.ui.until, self.ui.until_label):
            widget.setVisible(op == "range")
        self.ui.value_label.setText("从(&V)" if op == "range" else "值(&V)")
        self.ui.told.hide()
        self.adjustSize()

    def accept(self) -> None:
        """Announce the condition, unless what was typed cannot be read."""
        try:
            filters = self._filters(self.ui.op.currentData())
        except Wrong as wrong:
            self.ui.told.setText(str(wrong))
            self.ui.told.show()
            return
        super().accept()
        self.chosen.emit(filters)

    def _filters(self, op: str) -> list[Filter]:
        name = self.field.name
        if op == "in":
            items = [self.ui.choices.item(i) for i in range(self.ui.choices.count())]
            codes = [i.data(Qt.ItemDataRole.UserRole) for i in items if i.checkState() == Qt.CheckState.Checked]
            return [Filter(name, "in", [int(c) if isinstance(c, bool) else c for c in codes])] if codes else []
        if op == "has":
            return [Filter(name, "has", self.ui.value.text().strip())] if self.ui.value.text().strip() else []
        if op == "is":
            return [Filter(name, "is", self.field.read(self.ui.value.text()))]
        if op == "range":
            bounds = (("ge", self.field.read(self.ui.value.text())), ("le", self._upper()))
            return [Filter(name, way, value) for way, value in bounds if value is not None]
        return [Filter(name, op)]

    def _upper(self) -> object:
        value, text = self.field.read(self.ui.until.text()), self.ui.until.text().strip()
        whole_day = self.field.kind.name == "moment" and value and ":" not in text and "：" not in text
        return f"{value[:10]}T23:59:59+08:00" if whole_day else value


class FilterChips(QObject):
    """One chip per condition; a click on it takes the condition away."""

    changed = Signal()
    keep = Signal()  # the person wants these conditions as a view of their own

    def __init__(self, record: type[Record], place: QWidget, layout: QHBoxLayout) -> None:
        super().__init__(place)
        self._record, self._place, self._layout = record, place, layout
        self.filters: tuple[Filter, ...] = ()
        self._show()

    def ask(self, columns: Sequence[Column], key: str) -> None:
        """Ask for a condition on the column `key`."""
        dialog = FilterDialog(columns, key, self._place.window())
        dialog.chosen.connect(self.add)
        dialog.open()

    def add(self, filters: Sequence[Filter]) -> None:
        """More conditions; those on the same field are replaced."""
        names = {f.field for f in filters}
        self.put((*(f for f in self.filters if f.field not in names), *filters))

    def put(self, filters: tuple[Filter, ...]) -> None:
        """These conditions and no others."""
        if filters != self.filters:
            self.filters = filters
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for condition in self.filters:
            chip = self._button(f"{self.text(condition)}  ✕", "去掉这个条件")
            chip.setProperty("chip", True)
            chip.clicked.connect(lambda _=False, c=condition: self.put(tuple(f for f in self.filters if f != c)))
        if self.filters:
            self._button("全部清除", "去掉所有条件").clicked.connect(lambda: self.put(()))
            self._button("存为视图", "下次在左侧一点就到").clicked.connect(self.keep)
            self._layout.addStretch()
        self._place.setVisible(bool(self.filters))

    def _button(self, text: str, tip: str) -> QToolButton:
        button = QToolButton(self._place)
        button.setText(text)
        button.setToolTip(tip)
        self._layout.addWidget(button)
        return button

    def text(self, condition: Filter) -> str:
        """A condition as a person reads it."""
        field = field_map(self._record).get(condition.field)
        if field is None:
            return condition.field
        if condition.op in ("empty", "filled"):
            return f"{field.label} {_WORDS[condition.op]}"
        if condition.op == "in":
            return f"{field.label}：{'、'.join(field.show(bool(v) if field.kind.name == 'flag' else v) for v in condition.value)}"
        shown = str(condition.value) if condition.op == "has" else field.show(condition.value)
        return f"{field.label} {_SIGNS[condition.op]} {shown}"
