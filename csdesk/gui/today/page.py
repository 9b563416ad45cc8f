"""The page of the workbench: on the left what waits and how much, on the right the things themselves, each worked off by one key."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout

from csdesk.domain import dues
from csdesk.gui.desk import Desk
from csdesk.gui.page import Page
from csdesk.gui.today.lists import Lists
from csdesk.gui.today.table import TodayTable
from csdesk.operations.desk import Named
from csdesk.operations.files import Database
from csdesk.operations.workbench import today
from csdesk.operations.workbench.today import GROUP_BY_NAME, Counted
from csdesk.operations.workbench.todo import Act, Item

_MINUTE_MS = 60_000
_WEEK = "一二三四五六日"
_KEYS = sorted({act.key for group in GROUP_BY_NAME.values() for act in group.acts})
_ALL_DONE = "都做完了。\n到点的电话、到期的案件和待办会自己列在这里；Ctrl+T 记一条待办。"
_FRESH = (
    "这是一个新文件。\n把现有的 Excel 台账拖到窗口上，或按 Ctrl+I 导入；也可以到客户档案按 Ctrl+N 从第一家客户记起。\n"
    "要和经理交换，先在“同步 → 入网”里申请。Shift+F1 是使用手册。"
)


class TodayPage(Page):
    """Everything that waits for the person of the file."""

    record_wanted = Signal(object)  # a `Named`
    task_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.counted: list[Counted] = []
        self.items: list[Item] = []
        self.lists, self.table = Lists(desk), TodayTable(desk)
        self.day, self.told, self.empty = QLabel(), QLabel(), QLabel(_ALL_DONE)
        self.pages = QStackedWidget()
        self.task_button, self.open_button = QPushButton("记待办 Ctrl+T"), QPushButton("打开 Enter")
        self.act_buttons = {key: QPushButton() for key in _KEYS}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.day.setProperty("role", "title")
        self.told.setProperty("role", "muted")
        self.empty.setProperty("role", "empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = QHBoxLayout()
        head.setSpacing(16)
        for widget in (self.day, self.told):
            head.addWidget(widget)
        head.addStretch()
        head.addWidget(self.task_button)
        for page in (self.table, self.empty):
            self.pages.addWidget(page)
        below = QHBoxLayout()
        for button in (*self.act_buttons.values(), self.open_button):
            below.addWidget(button)
        self.act_buttons[_KEYS[0]].setProperty("primary", True)
        below.addStretch()
        right = QVBoxLayout()
        right.addWidget(self.pages)
        right.addLayout(below)
        middle = QHBoxLayout()
        middle.setSpacing(8)
        middle.addWidget(self.lists)
        middle.addLayout(right)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addLayout(head)
        layout.addLayout(middle)

    def _connect(self) -> None:
        self.lists.chosen.connect(self._load)
        self.lists.itemActivated.connect(lambda *_: self.table.setFocus())
        self.table.activated.connect(lambda _: self.open())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_buttons())
        self.task_button.clicked.connect(self.task_wanted)
        self.open_button.clicked.connect(self.open)
        for key, button in self.act_buttons.items():
            button.clicked.connect(partial(self._press, key))
            self._shortcut(key, key)
        self._shortcut(Qt.Key.Key_Space, _KEYS[0])
        timer = QTimer(self, interval=_MINUTE_MS)
        timer.timeout.connect(self.tick)
        timer.start()

    def _shortcut(self, keys: str | Qt.Key, act: str) -> None:
        QShortcut(QKeySequence(keys), self.table, partial(self._press, act), context=Qt.ShortcutContext.WidgetShortcut)

    def dress(self) -> None:
        self.lists.fill(self.counted)
        self.table.viewport().update()

    # -- reading ------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.setFocus()

    def tick(self) -> None:
        """A minute has passed, perhaps the day has turned: what is seen is read again."""
        if self.isVisible():
            self._read(later=True)

    def _load(self) -> None:
        self._read(later=False)

    def _read(self, *, later: bool) -> None:
        group, now = self.lists.group, self.desk.now()
        name = group.name if group else ""
        work = partial(_looked_at, self.desk.db, now, self.desk.me, name)
        self.desk.tasks.read(work, partial(self._show, name, now), key=(id(self), "today"), later=later)

    def _show(self, name: str, now: datetime, looked_at: tuple[list[Counted], bool]) -> None:
        counted, fresh = looked_at
        self.counted = counted
        self.empty.setText(_FRESH if fresh else _ALL_DONE)
        self.lists.fill(counted)
        self.day.setText(f"{now.month} 月 {now.day} 日　星期{_WEEK[now.weekday()]}")
        found = today.soonest(counted, now) if not name else [item for one in counted for item in one.items]
        chosen, at = {_key(item) for item in self.chosen}, self.table.currentIndex().row()
        self.items = found
        self.told.setText(_summary(found, counted, name, now))
        self.table.fill(found, now, grouped=bool(name))
        self.pages.setCurrentWidget(self.table if found else self.empty)
        places = [i for i, item in enumerate(found) if _key(item) in chosen] or [min(max(at, 0), len(found) - 1)]
        self._choose(places if found else [])
        self._show_buttons()

    def _choose(self, places: Sequence[int]) -> None:
        model, flag = self.table.selectionModel(), QItemSelectionModel.SelectionFlag
        if places:
            model.setCurrentIndex(self.table.texts.index(places[0], 0), flag.NoUpdate)
        for place in places:
            model.select(self.table.texts.index(place, 0), flag.Select | flag.Rows)

    # -- what is chosen -----------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> list[Item]:
        """The chosen items, top to bottom."""
        return [self.items[i] for i in self.table.chosen() if i < len(self.items)]

    @property
    def current(self) -> Named | None:
        """The record that the first chosen item is about."""
        leads = self.chosen[0].leads if self.chosen else None
        return leads if leads and leads.id else None

    def _acts(self) -> dict[str, Act]:
        """What each key does with the chosen items: those of the first one's group."""
        group = GROUP_BY_NAME[self.chosen[0].group] if self.chosen and not self.desk.db.look_only else None
        return {act.key: act for act in group.acts} if group else {}

    def _show_buttons(self) -> None:
        acts = self._acts()
        for key, button in self.act_buttons.items():
            button.setVisible(key in acts)
            button.setText(f"{acts[key].word} {key}" if key in acts else "")
        self.open_button.setVisible(bool(self.chosen))

    def _press(self, key: str, _checked: bool = False) -> None:
        act, chosen = self._acts().get(key), self.chosen
        if act is not None:
            same = [item for item in chosen if item.group == chosen[0].group]
            work = partial(act.do, self.desk.db, same, self.desk.now())
            self.desk.tasks.write(work, partial(self._done, act.word, same))

    def _done(self, word: str, items: Sequence[Item], _result: object) -> None:
        what = f"{items[0].what}　{items[0].whom}".strip() if len(items) == 1 else f"{len(items)} 条"
        self.said.emit(f"{word}：{what}，Ctrl+Z 可撤销")
        self.changed.emit("*")
        self.table.setFocus()

    def open(self) -> None:
        """Go to what the first chosen item is about."""
        if self.chosen:
            self.record_wanted.emit(self.chosen[0].leads)


def _looked_at(db: Database, now: datetime, me: str | None, only: str) -> tuple[list[Counted], bool]:
    """The groups, and whether the file is a fresh one, which matters only where nothing is listed."""
    counted = today.read(db, now, me, only=only)
    return counted, not any(one.items for one in counted) and today.fresh(db)


def _key(item: Item) -> tuple[str, str, str]:
    return item.group, item.leads.id, item.what


def _summary(items: Sequence[Item], counted: Sequence[Counted], name: str, now: datetime) -> str:
    """How many are late and how many are due today; and where not all are listed, that they are not."""
    tones = [dues.said(item.due, now)[1] for item in items]
    parts = [f"{word} {tones.count(tone)}" for word, tone in (("已过期限", "bad"), ("今天到期", "warn")) if tones.count(tone)]
    if any(one.count > len(one.items) for one in counted if (one.group.name == name if name else one.group.glance)):
        most = today.WHOLE if name else today.GLANCE
        parts.append(f"只列最急的 {most} 条" if name else f"每类只列最急的 {most} 条，点左边看全部")
    return "　".join(parts)
