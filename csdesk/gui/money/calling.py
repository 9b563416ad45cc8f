"""Writing down what came of a call: the whole entry, a promise, nobody there, a report upward."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from csdesk.domain.kinds import KINDS
from csdesk.domain.money.receivables import Dunning
from csdesk.domain.record import field_map
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.record_dialog import RecordDialog
from csdesk.operations.money import collecting
from csdesk.operations.money.collecting import Case

_ASKED = ("stage", "channel", "contact_id", "result", "reply", "promise_date", "promise_amount", "next_action_at")
#: A promise that nobody dates is for a week from now.
_WEEK = timedelta(days=7)
Told = dict[str, Any]


class Calling(QObject):
    """Asks and writes; `written` says what was."""

    written = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._parent = desk, parent

    def ask(self, case: Case) -> None:
        """The whole entry; what fits stands in it already."""
        fitting = case.arrears.stage
        help = f"{case.contact or ''}　建议阶段：{fitting.label if fitting else '无'}；上次：{len(case.calls)} 次".strip()
        begins = {name: value for name, value in collecting.offered(case, self._desk.now()).items() if name in _ASKED}
        self._ask(case, _ASKED, begins, self._note, title=f"催收 {case.title}", help=help)

    def _note(self, case: Case, told: Told) -> Callable[[], Any]:
        return partial(collecting.note, self._desk.db, case, told, now=self._desk.now())

    def unreached(self, case: Case) -> None:
        """Nobody there: one key."""
        work = partial(collecting.unreached, self._desk.db, case, now=self._desk.now())
        self._desk.tasks.write(work, lambda _: self.written.emit(f"已记 {case.title} 未接通，明早再催"))

    def ask_promise(self, case: Case) -> None:
        """A promise: the day and the amount; all that is overdue in a week when nothing is changed."""
        begins = {
            "promise_date": (self._desk.now().date() + _WEEK).isoformat(),
            "promise_amount": case.arrears.overdue or case.arrears.owed,
        }
        help = "到承诺日的第二天早上再看有没有到账。"
        self._ask(case, ("promise_date", "promise_amount"), begins, self._promise, title=f"承诺付款 {case.title}", help=help)

    def _promise(self, case: Case, told: Told) -> Callable[[], Any]:
        day, amount = date.fromisoformat(told["promise_date"]), told.get("promise_amount")
        return partial(collecting.promised, self._desk.db, case, day, amount, now=self._desk.now())

    def ask_escalation(self, case: Case) -> None:
        """Report to whoever is above."""
        overdue = KINDS["fen"].show(case.arrears.overdue)
        reason = "；".join(filter(None, [collecting.told_alerts(case), f"逾期 {overdue} 元，最长 {max(case.arrears.oldest or 0, 0)} 天"]))
        begins = {"escalated_to": case.client.titles.get("manager_id", "分部经理"), "reply": reason}
        help = "上报随下一份同步文件交给经理。"
        self._ask(case, ("escalated_to", "reply"), begins, self._escalate, title=f"上报 {case.title}", help=help, label={"reply": "情况"})

    def _escalate(self, case: Case, told: Told) -> Callable[[], Any]:
        to, reason = str(told.get("escalated_to") or ""), str(told.get("reply") or "")
        return partial(collecting.escalate, self._desk.db, case, to, reason, now=self._desk.now())

    def _ask(
        self, case: Case, names: tuple[str, ...], begins: Mapping[str, Any], work: Callable[[Case, Told], Callable[[], Any]],
        *, title: str, help: str, label: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        known = field_map(Dunning)
        fields = [replace(known[name], label=(label or {}).get(name, known[name].label)) for name in names]

        def submit(told: Told, done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
            self._desk.tasks.write(work(case, told), done, failed)

        dialog = RecordDialog(self._desk, Dunning, fields, submit, self._parent, title=title, help=help, acting=True)
        dialog.ui.ok_button.setText("保存")
        dialog.done_with.connect(lambda _: self.written.emit(f"已记 {title}"))
        dialog.ask(begins, {})
