"""The page 催收: whom to call now on top, one client at a time, entries by single keys."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSplitter, QTableView, QToolButton, QVBoxLayout

from csdesk.domain.care.clients import Client
from csdesk.domain.kinds import KINDS
from csdesk.domain.money.collecting import Kept
from csdesk.domain.money.receivables import Dunning, DunningStage
from csdesk.domain.record import field_map
from csdesk.gui.chips import chip_table
from csdesk.gui.desk import Desk
from csdesk.gui.money.calling import Calling
from csdesk.gui.page import Page
from csdesk.gui.tables import TextModel
from csdesk.operations import desk as desk_operations
from csdesk.operations.desk import Named
from csdesk.operations.money import collecting
from csdesk.operations.money.collecting import Case, Turn

_SHOWS: dict[str, Callable[[Case], bool]] = {
    "现在该催": lambda case: case.turn is Turn.NOW,
    "异常": lambda case: bool(case.alerts),
    "未上报": lambda case: bool(case.alerts) and not case.escalated,
    "全部": lambda _: True,
}
_HEADINGS = ("客户", "轮到", "逾期(元)", "最长(天)", "建议阶段", "上次阶段", "上次", "承诺", "下次跟进", "异常", "已上报")
_LETTERS = (22, 7, 13, 8, 10, 10, 8, 24, 16, 24)
_TONES = {"该催": "warn", "已约": "calm", "暂停": "info"}
_CALLS = ("时间", "阶段", "方式", "结果", "答复", "承诺", "上报")
_CALL_LETTERS = (17, 11, 8, 11, 44, 24)
_yuan = KINDS["fen"].show


class CollectingPage(Page):
    """Everyone who is to pay, and what was said so far."""

    record_wanted = Signal(object)  # a `Named`
    letter_wanted = Signal(object)  # a `Case` whose reminder is to be printed

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.cases: list[Case] = []
        self._all: list[Case] = []
        self._shows = QButtonGroup(self)
        self._model = TextModel(_HEADINGS, self, _tone)
        self._calls = TextModel(_CALLS, self)
        self.table, self.calls = QTableView(), QTableView()
        self.told, self.facts, self.search = QLabel(), QLabel(), QLineEdit()
        self.calling = Calling(desk, self)
        self.buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        wide = self.fontMetrics().averageCharWidth()
        chip_table(self.table, self._model, self.desk.look, [wide * n for n in _LETTERS])
        chip_table(self.calls, self._calls, self.desk.look, [wide * n for n in _CALL_LETTERS])
        self.table.setAccessibleName("催收清单")
        self.calls.setAccessibleName("催收记录")
        self.told.setProperty("role", "muted")
        self.facts.setProperty("role", "strong")
        self.facts.setWordWrap(True)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        head, acts, layout = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for i, word in enumerate(_SHOWS):
            head.addWidget(self._segment(i, word))
        head.addStretch()
        head.addWidget(self.told)
        self.search.setPlaceholderText("查找客户（/）")
        self.search.setAccessibleName("查找客户")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(wide * 22)
        head.addWidget(self.search)
        parts = QSplitter(Qt.Orientation.Vertical)
        for table in (self.table, self.calls):
            parts.addWidget(table)
        parts.setSizes([420, 170])
        for key, (word, _, _) in self._acts().items():
            self.buttons[key] = button = QPushButton(f"{word} {key}")
            acts.addWidget(button)
        acts.addStretch()
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addLayout(head)
        layout.addWidget(parts, 1)
        layout.addWidget(self.facts)
        layout.addLayout(acts)

    def _segment(self, at: int, word: str) -> QToolButton:
        chip = QToolButton()
        chip.setCheckable(True)
        chip.setChecked(at == 0)
        chip.setProperty("segment", True)
        chip.setText(word)
        self._shows.addButton(chip, at)
        return chip

    def _acts(self) -> dict[str, tuple[str, Callable[[Case], Any], bool]]:
        """Key → (word, what it does, whether it writes)."""
        return {
            "T": ("记一笔", self.calling.ask, True),
            "N": ("未接通", self.calling.unreached, True),
            "P": ("承诺付款", self.calling.ask_promise, True),
            "U": ("上报", self.calling.ask_escalation, True),
            "L": ("催款函", self.letter_wanted.emit, True),
            "O": ("打开客户", self._open, False),
        }

    def _connect(self) -> None:
        may = desk_operations.may_write(self.desk.db, Dunning)
        for key, (_, act, writes) in self._acts().items():
            self.buttons[key].clicked.connect(partial(self._do, act))
            if may or not writes:
                QShortcut(QKeySequence(key), self.table, partial(self._do, act), context=Qt.ShortcutContext.WidgetShortcut)
            self.buttons[key].setVisible(may or not writes)
        QShortcut(QKeySequence("/"), self.table, self.search.setFocus, context=Qt.ShortcutContext.WidgetShortcut)
        self.search.textChanged.connect(lambda _: self._fill())
        self.search.returnPressed.connect(self.table.setFocus)
        self._shows.idClicked.connect(lambda _: self._fill())
        self.table.selectionModel().currentRowChanged.connect(lambda index, _: self._show_one(index))
        self.table.activated.connect(lambda _: self._do(self.calling.ask if may else self._open))
        self.calling.written.connect(self._written)

    # -- reading ------------------------------------------------------------------------------------------------------

    def _load(self) -> None:
        work = partial(collecting.collection, self.desk.db, self.desk.now())
        self.desk.tasks.read(work, self._show, key=(id(self), "collection"))

    def _show(self, found: list[Case]) -> None:
        self._all = found
        for button, (word, wanted) in zip(self._shows.buttons(), _SHOWS.items(), strict=True):
            button.setText(f"{word} {sum(map(wanted, found))}")
        self._fill()

    def _fill(self) -> None:
        at = self.table.currentIndex().row()
        wanted = list(_SHOWS.values())[self._shows.checkedId()]
        sought = self.search.text().strip().casefold()
        self.cases = [case for case in self._all if wanted(case) and sought in f"{case.title} {case.contact or ''}".casefold()]
        self._model.fill([_texts(case, self.desk.now()) for case in self.cases])
        self.told.setText(
            f"逾期合计 {_yuan(sum(case.arrears.overdue for case in self.cases))} 元"
            if self.cases
            else "没有找到"
            if sought
            else "没有要催的客户"
        )
        for button in self.buttons.values():
            button.setEnabled(bool(self.cases))
        if self.cases:
            self.table.selectRow(min(max(at, 0), len(self.cases) - 1))
        else:
            self._show_one(QModelIndex())

    def _show_one(self, index: QModelIndex) -> None:
        case = self.cases[index.row()] if 0 <= index.row() < len(self.cases) else None
        self.facts.setText(_facts(case) if case else "")
        self._calls.fill([_call_texts(case, at) for at in range(len(case.calls))] if case else [])

    # -- doing --------------------------------------------------------------------------------------------------------

    def _do(self, act: Callable[[Case], Any], _checked: bool = False) -> None:
        at = self.table.currentIndex().row()
        if 0 <= at < len(self.cases):
            act(self.cases[at])

    def _open(self, case: Case) -> None:
        self.record_wanted.emit(Named(case.client.id, case.title, record=Client.about.name, book=case.client.book))

    def _written(self, sentence: str) -> None:
        self.said.emit(f"{sentence}，Ctrl+Z 可撤销")
        self.changed.emit(Dunning.about.name)
        self.refresh()
        self.table.setFocus()


def _stage(code: object) -> str:
    return DunningStage.labels().get(str(code), str(code or ""))


def _promise(case: Case) -> str:
    if case.promise is None:
        return ""
    amount = f"{_yuan(case.promise.amount)} 元 " if case.promise.amount else ""
    mark = {Kept.KEPT: "✓", Kept.BROKEN: "✕", Kept.OPEN: ""}[case.promise.kept]
    return f"{mark} {case.promise.day[5:]} {amount}{case.promise.kept.label}".strip()


def _texts(case: Case, now: datetime) -> tuple[str, ...]:
    last = case.calls[0] if case.calls else None
    ago = collecting.days_since(last, now) if last else 0
    return (
        case.title, case.turn.value, _yuan(case.arrears.overdue), str(max(case.arrears.oldest or 0, 0)), _stage(case.arrears.stage),
        _stage(last.values["stage"]) if last else "", ("今天" if not ago else f"{ago} 天前") if last else "从未", _promise(case),
        case.next_call[:16].replace("T", " "), "、".join(alert.label for alert in case.alerts), case.escalated,
    )  # fmt: skip


def _tone(column: int, text: str) -> str:
    match _HEADINGS[column]:
        case "轮到":
            return _TONES.get(text, "")
        case "承诺":
            return {"✓": "good", "✕": "bad"}.get(text[:1], "info" if text else "")
        case "异常":
            return "bad" if text else ""
        case _:
            return ""


def _facts(case: Case) -> str:
    limit = case.client.values.get("credit_limit")
    parts = [
        f"{case.title}　{case.contact or '没有联系人'}",
        f"应收 {_yuan(case.arrears.owed)} 元，逾期 {_yuan(case.arrears.overdue)} 元",
        f"信用额度 {_yuan(limit)} 元" if limit is not None else "",
        f"争议 {_yuan(case.arrears.disputed)} 元不催" if case.arrears.disputed else "",
        f"暂停催收至 {case.client.values['dunning_hold_until']}" if case.turn is Turn.HELD else "",
    ]
    return "　·　".join(filter(None, parts))


def _call_texts(case: Case, at: int) -> tuple[str, ...]:
    row, known = case.calls[at], field_map(Dunning)
    told = {name: known[name].show(row.values.get(name)) for name in ("at", "stage", "channel", "result", "reply", "escalated_to")}
    amount = row.values.get("promise_amount")
    promise = f"{row.values.get('promise_date') or ''} {_yuan(amount) + ' 元' if amount else ''}".strip()
    return told["at"], told["stage"], told["channel"], told["result"], told["reply"].replace("\n", " "), promise, told["escalated_to"]
