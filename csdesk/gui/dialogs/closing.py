"""月结: whether a month can be closed, closing it, and what later corrections make of its figures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QTableView, QVBoxLayout, QWidget

from csdesk.domain.kpi.figure import Figure
from csdesk.domain.kpi.periods import month_of, months_ending, shifted
from csdesk.gui.desk import Desk
from csdesk.gui.tables import TextModel, dress_table
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.kpi import closing
from csdesk.operations.kpi.closing import Readiness, Restated

_RESTATED = ("编号", "指标", "层级", "对象", "结账值", "现值", "已登记的重述")
_MONTHS = 13


class ClosingDialog(QDialog):
    """One month at a time: what stands against closing it, or what it would be now."""

    changed = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("月结")
        self.resize(820, 460)
        self._desk = desk
        self.month = QComboBox()
        last = shifted(month_of(desk.now().date()), -1)
        for month in reversed(months_ending(last, _MONTHS)):
            self.month.addItem(month, month)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.reason = QLineEdit()
        self.restated = TextModel(_RESTATED, self)
        self.view = QTableView()
        self.view.setModel(self.restated)
        self.view.setAccessibleName("结账后变了的指标")
        dress_table(self.view)
        self.close_button, self.restate_button, leave = (QPushButton(text) for text in ("结账", "登记重述", "关闭"))
        self._lay_out(leave)
        self.month.activated.connect(self._look)
        self.close_button.clicked.connect(self._close_month)
        self.restate_button.clicked.connect(self._restate)
        leave.clicked.connect(self.reject)
        self._look()

    def _lay_out(self, leave: QPushButton) -> None:
        layout = QVBoxLayout(self)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("月份(&M)", self.month)
        form.addRow("说明(&R)", self.reason)
        layout.addLayout(form)
        layout.addWidget(self.told)
        layout.addWidget(self.view, 1)
        buttons = QHBoxLayout()
        buttons.addStretch()
        for button in (self.close_button, self.restate_button, leave):
            buttons.addWidget(button)
        layout.addLayout(buttons)

    # -- looking ------------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        self.restated.fill([])
        for button in (self.close_button, self.restate_button):
            button.setEnabled(False)
        self._desk.tasks.read(partial(_state, self._desk, self.month.currentData()), self._show, key="closing")

    def _show(self, found: tuple[Readiness, Sequence[Restated]]) -> None:
        ready, changed = found
        self.restated.fill([_texts(one) for one in changed])
        self.view.resizeColumnsToContents()
        may = closing.may_close(self._desk.db)
        self.close_button.setEnabled(may and not ready.hindrances)
        self.restate_button.setEnabled(may and bool(changed))
        tell(self.told, _sentence(ready, len(changed)), wrong=bool(ready.hindrances) and ready.closed is None)
        self.reason.setPlaceholderText("有未办事项仍要结账的原因" if ready.closed is None else "为什么变了：哪些记录后来改了，谁改的")

    # -- acting -------------------------------------------------------------------------------------------------------

    def _close_month(self) -> None:
        work = partial(closing.close_month, self._desk.db, self.month.currentData(), now=self._desk.now(), reason=self.reason.text())
        self._desk.tasks.write(work, self._done, self._wrong)

    def _restate(self) -> None:
        work = partial(closing.restate, self._desk.db, self.month.currentData(), self.reason.text(), now=self._desk.now())
        self._desk.tasks.write(work, self._done, self._wrong)

    def _done(self, _: object) -> None:
        self.reason.clear()
        self.changed.emit("kpi_snapshot")
        self._look()

    def _wrong(self, error: Exception) -> None:
        tell(self.told, sentence_of(error), wrong=True)


def _state(desk: Desk, month: str) -> tuple[Readiness, list[Restated]]:
    ready = closing.readiness(desk.db, month, now=desk.now())
    return ready, closing.restatements(desk.db, month, now=desk.now()) if ready.closed else []


def _sentence(ready: Readiness, changed: int) -> str:
    if ready.closed is not None:
        told = ready.closed.values
        head = f"{ready.month} 已于 {told['closed_on']} 由{told['closed_by']}结账，冻结了 {told['figures']} 个指标。"
        return head + (f"之后的更正使其中 {changed} 个变了，结账值不变：" if changed else "之后没有变化。")
    if ready.hindrances:
        return "不能结账：" + "；".join(ready.hindrances)
    if ready.doubts:
        return f"{'；'.join(ready.doubts)}。仍要结账请在“说明”里写明原因。"
    return f"{ready.month} 可以结账。结账后指标冻结，之后的更正列在旁边，不改结账值。"


def _texts(one: Restated) -> tuple[str, ...]:
    f, now, last = one.frozen, one.now, one.registered
    told = f"{last.values['display']}　{last.values['by']} {last.created_at[:10]}：{last.values.get('reason') or ''}" if last else ""
    return (f.kpi, f.title, f.level.label, f.name, *(_with_parts(f, now) if f.display == now.display else (f.display, now.display)), told)


def _with_parts(*alike: Figure) -> tuple[str, ...]:
    """Figures that read alike though what they are made of differs: with their numerators and denominators."""
    return tuple(f"{figure.display}（{figure.amount(figure.num)} ÷ {figure.amount(figure.den)}）" for figure in alike)
