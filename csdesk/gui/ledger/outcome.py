"""What came of work on many records: a sentence, and a list of those that were left as they are, each with the reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTableView, QVBoxLayout, QWidget

from csdesk.gui.tables import TextModel, dress_table
from csdesk.operations.bulk import Outcome

_SHOWN = 2000


def summary(verb: str, outcome: Outcome) -> str:
    """What was done, in one sentence."""
    if not outcome.done and len(outcome.refused) == 1 and not outcome.same:
        return f"没有{verb}：{outcome.refused[0][1]}"
    parts = [f"{verb} {outcome.done:,} 条"] if outcome.done else [f"没有{verb}"]
    if outcome.same:
        parts.append(f"{outcome.same:,} 条原来就是这样")
    if outcome.refused:
        parts.append(f"{len(outcome.refused):,} 条不能改")
    return "，".join(parts) + ("，Ctrl+Z 可撤销" if outcome.done else "")


class OutcomeDialog(QDialog):
    """Lists the records that were left, with the reason."""

    def __init__(self, verb: str, outcome: Outcome, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(verb)
        self.resize(640, 380)
        self.told = QLabel(summary(verb, outcome))
        self.told.setWordWrap(True)
        self.model = TextModel(("没有改的记录", "原因"), self)
        self.model.fill(outcome.refused[:_SHOWN])
        table = QTableView()
        table.setAccessibleName("没有改的记录")
        table.setModel(self.model)
        dress_table(table)
        table.setColumnWidth(0, 220)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText("关闭")
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        for widget in (self.told, table, buttons):
            layout.addWidget(widget)
