"""One line under the in-transit board: what the driver said, prefilled, written by Enter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from csdesk.domain.cells import Wrong
from csdesk.domain.record import field_map
from csdesk.domain.transport.waybill_events import Node, WaybillEvent
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.editors import ChoiceEditor, Editor, LineEditor
from csdesk.gui.ledger.reference import editor_for
from csdesk.gui.telling import tell

#: Field → how many characters wide it is.
_FIELDS = {"node": 11, "location": 20, "exception_code": 10, "eta": 19, "next_check_at": 19, "note": 0}
_HASTY = ("eta", "next_check_at")
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class EntryLine(QFrame):
    """Asks what happened to the chosen waybills. Times may be typed as 14:30 or as +2 (hours)."""

    entered = Signal(object)  # wire values of a waybill's event
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("card")
        self.about = QLabel()
        self.about.setProperty("role", "strong")
        self.together = QCheckBox()
        self.wrong = QLabel()
        self.wrong.hide()
        self.save_button, self.cancel_button = QPushButton("保存"), QPushButton("取消")
        self.save_button.setProperty("primary", True)
        self.save_button.setToolTip("Enter")
        self.cancel_button.setToolTip("Esc")
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.left)
        self.boxes: dict[str, QWidget] = {}
        self._lay_out()
        self.node.edited.connect(self._node_chosen)

    def _lay_out(self) -> None:
        top, grid = QHBoxLayout(), QGridLayout()
        for widget in (self.about, self.together):
            top.addWidget(widget)
        top.addStretch()
        top.addWidget(self.wrong)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        known, wide = field_map(WaybillEvent), self.fontMetrics().averageCharWidth()
        for column, (name, characters) in enumerate(_FIELDS.items()):
            label, box = QLabel(known[name].label), self._editor(name)
            label.setProperty("role", "label")
            label.setBuddy(box)
            box.setAccessibleName(known[name].label)
            if characters:
                box.setFixedWidth(characters * wide + 34)
            self.boxes[name] = box
            grid.addWidget(label, 0, column)
            grid.addWidget(box, 1, column)
        grid.setColumnStretch(len(_FIELDS) - 1, 1)
        grid.addWidget(self.save_button, 1, len(_FIELDS))
        grid.addWidget(self.cancel_button, 1, len(_FIELDS) + 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 8)
        layout.addLayout(top)
        layout.addLayout(grid)

    def _editor(self, name: str) -> QWidget:
        field = field_map(WaybillEvent)[name]
        box = LineEditor(self._desk, field) if field.kind.name == "text" else editor_for(self._desk, field)
        if name in _HASTY:
            box.setToolTip("可以只填钟点 14:30，或 +2（两小时后）")
        return box

    @property
    def node(self) -> ChoiceEditor:
        """Which node is reported."""
        return cast(ChoiceEditor, self.boxes["node"])

    def ask(self, about: str, nodes: tuple[Node, ...], values: Mapping[str, Any], together: int) -> None:
        """Open the line. nodes: what can be reported. together: how many more waybills are on the same vehicle."""
        self.about.setText(about)
        self.together.setText(f"同车另 {together} 票一起记")
        self.together.setVisible(together > 0)
        self.together.setChecked(together > 0)
        self.node.clear()
        for node in nodes:
            self.node.addItem(node.label, node.value)
        for name, box in self.boxes.items():
            cast(Editor, box).put(values.get(name))
        tell(self.wrong, "")
        self._node_chosen()
        self.show()
        self.boxes["location"].setFocus()
        cast(LineEditor, self.boxes["location"]).selectAll()

    def _node_chosen(self) -> None:
        self.boxes["exception_code"].setEnabled(self.node.value() == Node.EXCEPTION)

    def save(self) -> None:
        """Read the line and announce it; what is wrong is said beside it."""
        told: dict[str, Any] = {}
        for name, box in self.boxes.items():
            editor = cast(Editor, box)
            try:
                told[name] = editor.value()
            except Wrong as wrong:
                tell(self.wrong, f"{editor.field.label}：{wrong}", wrong=True)
                box.setFocus()
                return
        if told["node"] != Node.EXCEPTION:
            told["exception_code"] = None
        self.entered.emit(told)

    def refuse(self, sentence: str) -> None:
        """Say why it was not written."""
        tell(self.wrong, sentence, wrong=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
