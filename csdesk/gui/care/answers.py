"""The grid of a satisfaction round: one line a questionnaire, marks by a single digit, a line is kept when it is left."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from csdesk.domain.care.survey_results import Answered, answered
from csdesk.domain.care.surveys import DIMENSIONS, Dissatisfaction, InvalidReason, SurveyResponse
from csdesk.domain.cells import Wrong
from csdesk.domain.record import field_map
from csdesk.domain.rows import Row
from csdesk.gui.chips import chip_table
from csdesk.gui.tables import TONE_ROLE
from csdesk.gui.theme import Look

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_DISPLAY, _EDIT, _TIP = int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole), int(Qt.ItemDataRole.ToolTipRole)
_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_MARKS = ("overall", *DIMENSIONS)
_FIELDS = (*_MARKS, "nps", "reason_codes", "comment")
_LEAD = ("客户", "联系人", "电话", "状态")
_LETTERS = (26, 9, 14, 14, *(10,) * len(_MARKS), 10, 18)
_TONES = {Answered.VALID: "good", Answered.INVALID: "warn"}
_STATE, _FIRST = _LEAD.index("状态"), len(_LEAD)
_LAST = _FIRST + len(_FIELDS) - 1


def _numbered(names: type[Dissatisfaction] | type[InvalidReason]) -> str:
    return "　".join(f"{n} {member.label}" for n, member in enumerate(names, 1))


def legend(column: int) -> str:
    """What the keys mean in a column."""
    name = _FIELDS[column - _FIRST] if column >= _FIRST else ""
    if name in _MARKS:
        return "1–5：打分并到下一格　Delete：清空　Enter：下一位"
    told = {"nps": "0–10：推荐意愿", "reason_codes": f"选或去掉原因：{_numbered(Dissatisfaction)}", "comment": "直接打字，Enter 结束"}
    return told.get(name, f"0 有效　{_numbered(InvalidReason)}" if column == _STATE else "→ 到打分栏；Enter：下一位")


class AnswerModel(QAbstractTableModel):
    """The questionnaires with what is typed on top of them; a draft waits until it is kept."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self.phones: Mapping[str, str] = {}
        self.drafts: dict[str, dict[str, Any]] = {}
        self.wrong: dict[str, str] = {}
        self.writable = False

    def fill(self, rows: Sequence[Row], phones: Mapping[str, str], *, writable: bool) -> None:
        """Show these instead; drafts stay."""
        self.beginResetModel()
        self.rows, self.phones, self.writable = list(rows), phones, writable
        self.endResetModel()

    def put(self, row: Row) -> None:
        """A questionnaire as it is stored now."""
        at = next((i for i, known in enumerate(self.rows) if known.id == row.id), None)
        self.drafts.pop(row.id, None)
        self.wrong.pop(row.id, None)
        if at is not None:
            self.rows[at] = row
            self._told(at)

    def refuse(self, row: Row, sentence: str) -> None:
        """What is typed cannot be kept."""
        self.wrong[row.id] = sentence
        self._told(next((i for i, known in enumerate(self.rows) if known.id == row.id), 0))

    def _told(self, at: int) -> None:
        self.dataChanged.emit(self.index(at, 0), self.index(at, _LAST))

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else _LAST + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if role != _DISPLAY or orientation != Qt.Orientation.Horizontal:
            return None
        headings = (*_LEAD, *(field_map(SurveyResponse)[name].label for name in _FIELDS))
        return headings[section]

    def value(self, at: int, name: str) -> Any:
        """What a questionnaire says now, typed or stored."""
        row = self.rows[at]
        return self.drafts.get(row.id, {}).get(name, row.values.get(name))

    def data(self, index: _Index, role: int = _DISPLAY) -> Any:
        at, column = index.row(), index.column()
        row = self.rows[at]
        if role == _TIP:
            return self.wrong.get(row.id) or str(self.data(index) or "")
        if column == _STATE:
            word, tone = self._state(row)
            return word if role == _DISPLAY else tone if role == TONE_ROLE else None
        if role == _ALIGNMENT:
            return Qt.AlignmentFlag.AlignCenter if _FIRST <= column < _FIRST + len(_MARKS) + 1 else None
        if role not in (_DISPLAY, _EDIT):
            return None
        if column < _FIRST:
            contact = str(row.values.get("contact_id") or "")
            return (row.titles.get("client_id", ""), row.titles.get("contact_id", ""), self.phones.get(contact, ""))[column]
        name = _FIELDS[column - _FIRST]
        return field_map(SurveyResponse)[name].show(self.value(at, name))

    def _state(self, row: Row) -> tuple[str, str]:
        if row.id in self.wrong:
            return "✕ 待补", "bad"
        if row.id in self.drafts:
            return "录入中", "info"
        state = answered(row.values)
        reason = field_map(SurveyResponse)["invalid_reason"].show(row.values.get("invalid_reason"))
        return (f"无效：{reason or '空白'}" if state is Answered.INVALID else state.label), _TONES.get(state, "calm")

    def setData(self, index: _Index, value: Any, role: int = _EDIT) -> bool:
        field = field_map(SurveyResponse)[_FIELDS[index.column() - _FIRST]]
        try:
            self.enter(index.row(), field.name, field.read(value))
        except Wrong as wrong:
            self.refuse(self.rows[index.row()], str(wrong))
        return role == _EDIT

    def enter(self, at: int, name: str, value: Any) -> None:
        """A value is typed; it waits until its line is left."""
        if self.value(at, name) != value:
            self.drafts.setdefault(self.rows[at].id, {})[name] = value
            self.wrong.pop(self.rows[at].id, None)
            self._told(at)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        typed = self.writable and index.column() == _LAST
        return super().flags(index) | (Qt.ItemFlag.ItemIsEditable if typed else Qt.ItemFlag.NoItemFlags)


class AnswerTable(QTableView):
    """Takes single keys in the cells; `left` names the line that is left."""

    left = Signal(object)  # a `Row`

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.answers = AnswerModel(self)
        letter = self.fontMetrics().averageCharWidth()
        chip_table(self, self.answers, look, [letter * wide for wide in _LETTERS])
        self.setAccessibleName("答卷")
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        self.selectionModel().currentChanged.connect(self._moved)

    def _moved(self, now: QModelIndex, before: QModelIndex) -> None:
        if before.isValid() and before.row() != now.row() and before.row() < len(self.answers.rows):
            self.left.emit(self.answers.rows[before.row()])

    def stand_on(self, at: int) -> None:
        """The cursor on the first mark of a line."""
        if 0 <= at < self.answers.rowCount():
            self.setCurrentIndex(self.answers.index(at, _FIRST))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._next_line(index.row())
        elif not (plain and index.isValid() and self.answers.writable and self._typed(index, event)):
            super().keyPressEvent(event)

    def _next_line(self, at: int) -> None:
        if at + 1 < self.answers.rowCount():
            self.stand_on(at + 1)
        else:
            self.left.emit(self.answers.rows[at])

    def _typed(self, index: QModelIndex, event: QKeyEvent) -> bool:
        """Whether a key meant something in its cell."""
        at, column, text = index.row(), index.column(), event.text()
        if column == _STATE:
            return text.isascii() and text.isdigit() and self._judge(at, int(text))
        name = _FIELDS[column - _FIRST] if column >= _FIRST else ""
        if name and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.answers.enter(at, name, None)
            return True
        if not (text.isascii() and text.isdigit()):
            return False
        digits: dict[str, Callable[[int, int], bool]] = {"nps": self._recommend, "reason_codes": self._reason}
        if name in _MARKS:
            return self._mark(index, name, int(text))
        return name in digits and digits[name](at, int(text))

    def _mark(self, index: QModelIndex, name: str, digit: int) -> bool:
        if not 1 <= digit <= 5:
            return True  # no mark, and nothing to edit either
        self.answers.enter(index.row(), name, digit)
        self.setCurrentIndex(index.siblingAtColumn(index.column() + 1))
        return True

    def _recommend(self, at: int, digit: int) -> bool:
        ten = self.answers.value(at, "nps") == 1 and digit == 0
        self.answers.enter(at, "nps", 10 if ten else digit)
        return True

    def _reason(self, at: int, digit: int) -> bool:
        codes = [member.value for member in Dissatisfaction]
        if 1 <= digit <= len(codes):
            told = list(self.answers.value(at, "reason_codes") or [])
            code = codes[digit - 1]
            kept = [one for one in codes if (one in told) != (one == code)]
            self.answers.enter(at, "reason_codes", kept or None)
        return True

    def _judge(self, at: int, digit: int) -> bool:
        reasons = list(InvalidReason)
        if digit <= len(reasons):
            self.answers.enter(at, "valid", digit == 0)
            self.answers.enter(at, "invalid_reason", reasons[digit - 1].value if digit else None)
        return True
