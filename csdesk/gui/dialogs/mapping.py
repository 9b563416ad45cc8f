"""Which column of a sheet is which field: guessed, changed by hand, remembered for every sheet with these headings."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from csdesk.domain.record import stored_fields
from csdesk.operations.excel import workbooks
from csdesk.operations.excel.workbooks import SheetPlan
from csdesk.settings import Settings


class MappingDialog(QDialog):
    """One line per heading; the form is the sheet's own, so no drawing of it exists."""

    chosen = Signal()

    def __init__(self, sheet: SheetPlan, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        assert sheet.layout is not None
        self._layout, self._settings = sheet.layout, settings
        self.setWindowTitle(f"栏目对应：{sheet.file} · {sheet.sheet}")
        self.boxes: dict[str, QComboBox] = {}
        form = QFormLayout()
        for column in self._layout.columns:
            if column.heading:
                self.boxes[column.heading] = self._box(column.field.name if column.field else "")
                form.addRow(" ".join(column.heading.split()), self.boxes[column.heading])
        place, area = QWidget(), QScrollArea()
        place.setLayout(form)
        area.setWidget(place)
        area.setWidgetResizable(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.addWidget(QLabel("左边是表格里的标题，右边选它是哪一栏。记住后，同样标题的表格以后都这样读。"))
        outer.addWidget(area)
        outer.addWidget(buttons)
        self.resize(460, 520)

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.addItem("（不导入）", "")
        for field in stored_fields(self._layout.record):
            box.addItem(field.heading, field.name)
        box.setCurrentIndex(max(box.findData(name), 0))
        return box

    def accept(self) -> None:
        """Keep what was chosen for sheets with these headings."""
        told = {heading: str(box.currentData()) for heading, box in self.boxes.items()}
        workbooks.remember_mapping(self._settings, self._layout, told)
        super().accept()
        self.chosen.emit()
