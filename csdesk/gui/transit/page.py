"""The page of the in-transit board: whom to call now on top, everything by one key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QPushButton, QStackedWidget, QVBoxLayout

from csdesk.domain.record import title_of
from csdesk.domain.rows import Row
from csdesk.domain.transport.transit import Urgency, Watch
from csdesk.domain.transport.waybills import Waybill, WaybillStatus
from csdesk.gui.desk import Desk
from csdesk.gui.page import Page
from csdesk.gui.transit.entry import EntryLine
from csdesk.gui.transit.reporting import Reporting, Telling
from csdesk.gui.transit.table import TransitTable
from csdesk.operations import desk as desk_operations
from csdesk.operations.desk import Named
from csdesk.operations.transport import transit

_MINUTE_MS = 60_000
_EMPTY = "现在没有在途的运单。\n运单发车以后列在这里，到点该给司机打电话的排在最上面。"
_NONE_FOUND = "没有符合的在途运单"


class TransitPage(Page):
    """Everything on the way."""

    opened = Signal(str, str, str)  # the record, book and id to stand on

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.watches: list[Watch] = []
        self.shown: list[Watch] = []
        self._may = desk_operations.may_write(desk.db, Waybill)
        self.entry = EntryLine(desk)
        self.reporting, self.telling = Reporting(desk, self), Telling(desk, self)
        #: Key → (word, what it does, whether it writes).
        self.acts: dict[str, tuple[str, Callable[[], Any], bool]] = {
            "T": ("记一笔", self.reporting.ask, True),
            "P": ("复制司机电话", self.telling.copy_phone, False),
            "C": ("复制在途消息", self.telling.copy_text, False),
            "A": ("复制该客户全部在途", self.telling.copy_client, False),
            "O": ("打开运单", self.open, False),
        }
        self.table = TransitTable(desk, "".join(self.acts))
        self.totals, self.search, self.empty = QLabel(), QLineEdit(), QLabel(_EMPTY)
        self.pages = QStackedWidget()
        self._buttons: dict[str, QPushButton] = {}
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        self.totals.setProperty("role", "strong")
        self.search.setPlaceholderText("车牌、司机、客户、单号：直接打数字，或按 /")
        self.search.setAccessibleName("查找在途")
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(self.fontMetrics().averageCharWidth() * 34)
        top.addWidget(self.totals)
        top.addStretch()
        top.addWidget(self.search)
        self.buttons_place = QHBoxLayout()
        self.buttons_place.addStretch()
        self.empty.setProperty("role", "empty")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for page in (self.table, self.empty):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.addLayout(top)
        layout.addWidget(self.pages)
        layout.addWidget(self.entry)
        layout.addLayout(self.buttons_place)
        self.entry.hide()
        for key in self.acts:
            self._add_button(key)

    def _add_button(self, key: str) -> None:
        word, act, writes = self.acts[key]
        button = QPushButton(f"{word} {key}")
        button.setProperty("primary", key == "T")
        button.clicked.connect(partial(_call, act))
        self.buttons_place.insertWidget(self.buttons_place.count() - 1, button)
        button.setVisible(self._may or not writes)  # as a part of the page: before, it would be a window of its own
        self._buttons[key] = button

    def add_act(self, key: str, word: str, act: Callable[[list[Row]], Any], *, writes: bool) -> None:
        """One more thing to do with the chosen waybills, by a key of its own."""
        self.acts[key] = word, lambda: act(self.rows) if self.rows else None, writes
        self.table.listen("".join(self.acts))
        self._add_button(key)

    def _connect(self) -> None:
        self.table.keyed.connect(self._key)
        self.table.typed.connect(self.search.setText)
        self.table.typed.connect(lambda _: self.search.setFocus())
        self.table.menu_wanted.connect(self._show_menu)
        self.table.doubleClicked.connect(lambda _: self.open())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_buttons())
        self.search.textChanged.connect(lambda _: self._filter())
        self.search.returnPressed.connect(self.table.setFocus)
        QShortcut(QKeySequence("/"), self.table, self.search.setFocus, context=Qt.ShortcutContext.WidgetShortcut)
        timer = QTimer(self, interval=_MINUTE_MS)
        timer.timeout.connect(self._tick)
        timer.start()

    def dress(self) -> None:
        self.table.viewport().update()

    # -- reading ------------------------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.setFocus()

    def _load(self) -> None:
        work = partial(transit.watched, self.desk.db, self.desk.now())
        self.desk.tasks.read(work, self._show, key=(id(self), "transit"))

    def _tick(self) -> None:
        if self.isVisible() and not self.entry.isVisible():
            self._load()

    def _show(self, found: list[Watch]) -> None:
        self.watches = found
        calls = sum(one.urgency != Urgency.LATER for one in found)
        late = sum(one.late for one in found)
        waiting = sum(one.row.values.get("status") == WaybillStatus.ARRIVED for one in found)
        parts = [
            f"跟踪 {len(found)} 票",
            f"现在该打 {calls} 票",
            *[f"要晚点 {late} 票"] * bool(late),
            *[f"待签收 {waiting} 票"] * bool(waiting),
        ]
        self.totals.setText("　".join(parts))
        self._filter()

    def _filter(self) -> None:
        kept = {one.row.id for one in self.chosen}
        at = self.table.currentIndex().row()
        wanted = self.search.text().strip().casefold()
        self.shown = [one for one in self.watches if wanted in _haystack(one)]
        self.table.fill(self.shown, self.desk.now())
        self.empty.setText(_NONE_FOUND if self.watches else _EMPTY)
        self.pages.setCurrentWidget(self.table if self.shown else self.empty)
        places = [i for i, one in enumerate(self.shown) if one.row.id in kept] or [min(max(at, 0), len(self.shown) - 1)]
        self._choose(places if self.shown else [])
        self._show_buttons()

    def _choose(self, places: list[int]) -> None:
        model, flag = self.table.selectionModel(), QItemSelectionModel.SelectionFlag
        if places:
            model.setCurrentIndex(self.table.texts.index(places[0], 0), flag.NoUpdate)
        for place in places:
            model.select(self.table.texts.index(place, 0), flag.Select | flag.Rows)

    def _show_buttons(self) -> None:
        for button in self._buttons.values():
            button.setEnabled(bool(self.chosen))

    # -- what is chosen -----------------------------------------------------------------------------------------------

    @property
    def chosen(self) -> list[Watch]:
        """The chosen watches, top to bottom."""
        return [self.shown[i] for i in self.table.chosen() if i < len(self.shown)]

    @property
    def rows(self) -> list[Row]:
        """The chosen waybills."""
        return [one.row for one in self.chosen]

    @property
    def current(self) -> Named | None:
        """The first chosen waybill."""
        row = self.rows[0] if self.rows else None
        return Named(row.id, title_of(Waybill, row.values), record=Waybill.about.name, book=row.book) if row else None

    def _key(self, key: str) -> None:
        _, act, writes = self.acts[key]
        if self.chosen and (self._may or not writes):
            act()

    def _show_menu(self, at: QPoint) -> None:
        if self.chosen:
            self.menu().popup(at)

    def menu(self) -> QMenu:
        """What can be done with the chosen waybills."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for key, (word, act, writes) in self.acts.items():
            if self._may or not writes:
                menu.addAction(f"{word}\t{key}").triggered.connect(partial(_call, act))
        return menu

    def open(self) -> None:
        """Show the waybill in its ledger."""
        if self.rows:
            self.opened.emit(Waybill.about.name, self.rows[0].book, self.rows[0].id)


def _haystack(watch: Watch) -> str:
    values = watch.row.values
    names = ("plate_no", "driver_name", "driver_phone", "waybill_no", "client_order_no", "dest_city", "consignee")
    return " ".join([watch.row.titles.get("client_id", ""), *(str(values.get(name) or "") for name in names)]).casefold()


def _call(act: Callable[[], Any], _checked: bool = False) -> None:
    act()
