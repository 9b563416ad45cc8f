"""A satisfaction round at work: sent to its clients, answered line by line, with what it says so far."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QDialog, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from csdesk.domain.care.survey_results import Answered, Results, answered
from csdesk.domain.care.surveys import SurveyResponse, SurveyRound
from csdesk.domain.kpi.judgement import rounded
from csdesk.domain.record import field_map, title_of
from csdesk.domain.rows import Row
from csdesk.gui.care.answers import AnswerTable, legend
from csdesk.gui.desk import Desk
from csdesk.gui.leaving import ask
from csdesk.gui.telling import sentence_of, tell
from csdesk.operations.clients import surveys
from csdesk.operations.clients.surveys import Population, Round

_SHARES = (100, 50, 30, 20, 10)
_SHOWS: dict[str, Callable[[Row], bool]] = {
    "未回复": lambda row: answered(row.values) is Answered.WAITING,
    "已回复": lambda row: answered(row.values) is not Answered.WAITING,
    "全部": lambda _: True,
}


class SurveyDialog(QDialog):
    """Opens on those who have not answered."""

    changed = Signal(str)

    def __init__(self, desk: Desk, round_: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._key = desk, (round_.book, round_.id)
        self.round: Round | None = None
        self.lead, self.scores, self.whom, self.told, self.legend = (QLabel() for _ in range(5))
        self.share = QComboBox()
        self.send_button, self.close_button = QPushButton("发放(&S)"), QPushButton("关闭")
        self.table = AnswerTable(desk.look, self)
        self._chips = QButtonGroup(self)
        self._lay_out()
        self.setWindowTitle(f"满意度调查　{title_of(SurveyRound, round_.values)}")
        self.resize(1240, 640)
        self.table.left.connect(self.keep)
        self.table.selectionModel().currentChanged.connect(lambda now, _: self.legend.setText(legend(now.column())))
        self.send_button.clicked.connect(self.send)
        self.close_button.clicked.connect(self.reject)
        self.read()

    def _lay_out(self) -> None:
        for share in _SHARES:
            self.share.addItem("全部" if share == 100 else f"抽 {share} %", share)
        self.share.setAccessibleName("发给多少客户")
        self.share.setToolTip("抽样时从名单里均匀抽取")
        self.close_button.setAutoDefault(False)
        self.send_button.setAutoDefault(False)
        self.lead.setProperty("role", "strong")
        for named in (self.lead, self.whom):
            named.setTextFormat(Qt.TextFormat.PlainText)  # it names what people wrote
        for said in (self.scores, self.whom, self.legend):
            said.setProperty("role", "muted")
        tell(self.told, "")
        asking, choosing, foot = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for widget in (self.whom, self.share, self.send_button):
            asking.addWidget(widget)
        asking.insertStretch(1)
        for i, label in enumerate(_SHOWS):
            chip = QToolButton()
            chip.setCheckable(True)
            chip.setProperty("segment", True)
            chip.setText(label)
            chip.clicked.connect(lambda _: self._fill())
            self._chips.addButton(chip, i)
            choosing.addWidget(chip)
        self._chips.button(0).setChecked(True)
        choosing.addStretch()
        foot.addWidget(self.legend, 1)
        foot.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addWidget(self.lead)
        layout.addWidget(self.scores)
        for row in (asking, choosing):
            layout.addLayout(row)
        layout.addWidget(self.table)
        layout.addWidget(self.told)
        layout.addLayout(foot)

    # -- reading ------------------------------------------------------------------------------------------------------

    def read(self) -> None:
        """Read the round again."""
        self._desk.tasks.read(partial(surveys.read, self._desk.db, *self._key), self._show, self._failed, key=(id(self), "round"))

    def _show(self, found: Round) -> None:
        self.round = found
        told, status = found.row.values, field_map(SurveyRound)["status"].show(found.row.values["status"])
        self.lead.setText(f"{told['name']}　{told['period']}　{told['sent_on']} 至 {told['closes_on']}　{status}")
        self.scores.setText(_scores(found.results))
        may = found.open and not self._desk.db.look_only
        for widget in (self.share, self.send_button):
            widget.setVisible(may)
        if may:
            work = partial(surveys.population, self._desk.db, found.row)
            self._desk.tasks.read(work, self._show_whom, self._failed, key=(id(self), "population"))
        self._fill()

    def _show_whom(self, found: Population) -> None:
        without = f"；{len(found.without)} 家没有接受调查的联系人：{'、'.join(found.without[:3])}" if found.without else ""
        self.whom.setText(f"符合口径（期间内有运单、合作中）{len(found.clients)} 家，已发放 {found.asked} 家{without}")

    def _fill(self) -> None:
        if self.round is None:
            return
        rows = self.round.responses
        for button, (label, wanted) in zip(self._chips.buttons(), _SHOWS.items(), strict=True):
            button.setText(f"{label} {sum(map(wanted, rows))}")
        wanted = list(_SHOWS.values())[self._chips.checkedId()]
        shown = [row for row in rows if wanted(row)]
        self.table.answers.fill(shown, self.round.phones, writable=self.round.open and not self._desk.db.look_only)
        self.table.stand_on(0)
        self.table.setFocus()

    # -- writing ------------------------------------------------------------------------------------------------------

    def send(self) -> None:
        """Send the round to a share of the clients that were not asked yet."""
        if self.round is not None:
            work = partial(surveys.invite, self._desk.db, self.round.row, self.share.currentData(), now=self._desk.now())
            self._desk.tasks.write(work, self._sent, self._failed)

    def _sent(self, many: int) -> None:
        tell(self.told, f"已发放 {many} 家，可在主窗口 Ctrl+Z 撤销")
        self.changed.emit(SurveyRound.about.name)
        self.read()

    def keep(self, row: Row) -> None:
        """Write what was typed on a line that is left."""
        told = self.table.answers.drafts.get(row.id)
        if told and self.round is not None:
            work = partial(surveys.answer, self._desk.db, self.round.row, row, dict(told), now=self._desk.now())
            self._desk.tasks.write(work, self._kept, partial(self._refused, row))

    def _kept(self, row: Row) -> None:
        tell(self.told, "")
        self.table.answers.put(row)
        self.changed.emit(SurveyRound.about.name)
        self._desk.tasks.read(partial(surveys.read, self._desk.db, *self._key), self._count, self._failed, key=(id(self), "round"))

    def _count(self, found: Round) -> None:
        """The numbers anew; the lines stay where they are until another segment is chosen."""
        self.round = found
        self.scores.setText(_scores(found.results))
        for button, (label, wanted) in zip(self._chips.buttons(), _SHOWS.items(), strict=True):
            button.setText(f"{label} {sum(map(wanted, found.responses))}")

    def _refused(self, row: Row, error: BaseException) -> None:
        self.table.answers.refuse(row, sentence_of(error))
        self._failed(error)

    def _failed(self, error: BaseException) -> None:
        tell(self.told, sentence_of(error), wrong=True)

    def done(self, result: int) -> None:
        """Write what is still typed; stay while something cannot be written."""
        for row in [row for row in self.table.answers.rows if row.id in self.table.answers.drafts]:
            self.keep(row)
        if self.table.answers.drafts:
            ask(self, self.windowTitle(), partial(super().done, result))
        else:
            super().done(result)


def _scores(told: Results) -> str:
    parts = [f"发出 {told.sent}　回复 {told.came}　有效 {told.valid}（回复率 {_percent(told.response_rate)}）"]
    parts.append(f"满意率 {_percent(told.rate)}　满意度指数 {_percent(told.index)}　按客户平均 {_percent(told.by_client)}")
    labels = field_map(SurveyResponse)
    parts.append("　".join(f"{labels[name].label} {rounded(mean, 2)}" for name, mean in told.dimensions.items()))
    parts.append(f"{told.own} 份由负责专员本人录入" if told.own else "")
    return "\n".join(filter(None, ("　".join(parts[:2]), "　".join(filter(None, parts[2:])))))


def _percent(value: Fraction | None) -> str:
    return "—" if value is None else f"{rounded(value * 100, 2)} %"
