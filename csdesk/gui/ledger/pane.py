"""One ledger: views, table, card, side by side."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QWidget

from csdesk.domain.record import Record
from csdesk.domain.rows import Query, Row
from csdesk.domain.views import as_kept
from csdesk.gui import icons
from csdesk.gui.desk import Desk
from csdesk.gui.forms.ledger import Ui_Ledger
from csdesk.gui.ledger.card import Card
from csdesk.gui.ledger.column_setup import pick_columns
from csdesk.gui.ledger.cursor import Cursor
from csdesk.gui.ledger.filters import FilterChips
from csdesk.gui.ledger.memory import Memory
from csdesk.gui.ledger.model import LedgerModel
from csdesk.gui.ledger.selection import Selection
from csdesk.gui.ledger.steps import Steps
from csdesk.gui.ledger.table import LedgerTable
from csdesk.gui.ledger.view_list import ViewList
from csdesk.gui.ledger.worn import Worn
from csdesk.gui.reading import tab_as_read
from csdesk.operations import desk as desk_operations
from csdesk.operations import ledgers

_SETTLE_MS = 150


class LedgerPane(QWidget):
    """The three panes of one record's ledger."""

    changed = Signal(str)
    said = Signal(str)
    import_wanted = Signal()
    hand_over_wanted = Signal(object)  # the selected clients
    clients_wanted = Signal(object)  # two clients that are one
    record_wanted = Signal(object)  # a `Named` that may stand elsewhere
    stood = Signal()  # the card shows the record of the cursor, or there is none

    def __init__(self, desk: Desk, record: type[Record]) -> None:
        super().__init__()
        self.desk, self.record = desk, record
        self.ui = Ui_Ledger()
        self.ui.setupUi(self)
        self.model = LedgerModel(desk, record, self)
        self.table = LedgerTable(desk, self.model)
        self.ui.table_layout.addWidget(self.table)
        self.card = Card(desk, record)
        self.ui.card_layout.addWidget(self.card)
        key = f"{record.about.name}/{desk.db.site.name}"
        self.views = ViewList(desk, record, self.ui.views, f"views/{key}", lambda: as_kept(self.query, self.table.layout_told()))
        self.chips = FilterChips(record, self.ui.filters, self.ui.filters_layout)
        self.row_cursor = Cursor(self.table, self.card)
        self.selection = Selection(desk, self.table, lambda: self.views.view.deleted)
        self.memory = Memory(desk.settings, f"ledger/{key}", self.table, self.ui.splitter)
        self._wanted: int | None = None  # the row number to stand on when the ledger has been read
        self.worn = Worn(self.views, self.chips, self.ui.search, self.memory)
        self._stale = True
        self._timer = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self.steps = Steps(self, self._timer)
        self._connect()
        wide = self.fontMetrics().averageCharWidth()
        self.ui.left.setMinimumWidth(wide * 19)
        self.ui.card_place.setMinimumWidth(wide * 42)
        self.memory.restore()
        tab_as_read(self)
        self.dress()

    def _connect(self) -> None:
        ui = self.ui
        ui.new_button.clicked.connect(self.new)
        ui.empty_new.clicked.connect(self.new)
        ui.empty_import.clicked.connect(self.import_wanted)
        ui.filter_button.clicked.connect(lambda: self.ask_filter())
        ui.columns_button.clicked.connect(lambda: pick_columns(self.table, ui.columns_button))
        ui.search.textChanged.connect(lambda _: self._timer.start())
        ui.search.returnPressed.connect(self.load)
        ui.search.returnPressed.connect(self.table.setFocus)
        self._timer.timeout.connect(self.load)
        self.views.chosen.connect(self._view_chosen)
        self.chips.changed.connect(self.load)
        self.chips.keep.connect(self.worn.ask_name)
        self.table.typed.connect(ui.search.setText)
        self.table.typed.connect(lambda _: ui.search.setFocus())
        self.table.composing.connect(self._compose)
        self.table.opened.connect(lambda: self.card.form.focus())
        self.table.filter_wanted.connect(self.ask_filter)
        self.table.columns_changed.connect(self.memory.keep_soon)
        ui.splitter.splitterMoved.connect(lambda *_: self.memory.keep_soon())
        self.row_cursor.moved.connect(self._show_card)
        head = self.table.horizontalHeader()
        head.sortIndicatorChanged.connect(lambda *_: self.memory.keep_soon())
        self.model.modelAboutToBeReset.connect(self._hold)
        self.model.loaded.connect(self._loaded)
        self.model.dataChanged.connect(lambda *_: self.memory.fit() if self.model.row_at(0) else None)
        self.model.entries.saved.connect(self._saved_in_cell)
        self.model.entries.refused.connect(self.said)
        self.card.saved.connect(self._saved)
        self.card.changed.connect(self.changed)
        self.card.said.connect(self.said)
        self.card.record_wanted.connect(self.record_wanted)
        self.card.given_up.connect(self._hold)
        self.card.given_up.connect(partial(self._loaded, True))
        self.card.restore_wanted.connect(lambda row: self.selection.restore([row]))
        self.selection.changed.connect(self.changed)
        self.selection.hand_over_wanted.connect(self.hand_over_wanted)
        self.selection.clients_wanted.connect(self.clients_wanted)
        self.selection.said.connect(self.said)

    def dress(self) -> None:
        """Icons in the colours of the scheme in force; a hint where the ledger can only be looked at."""
        theme = self.desk.look.theme
        icons.dress(self, theme.colours["muted"], theme.colours["disabled"])
        for button in (self.card.ui.save_button, self.ui.empty_new):
            button.setIcon(icons.icon(str(button.property("glyph")), theme.colours["accent_text"], theme.colours["disabled"]))
        may = desk_operations.may_write(self.desk.db, self.record)
        for widget in (self.ui.new_button, self.ui.empty_new, self.ui.empty_import):
            widget.setVisible(may and not self.record.about.by_action)
        self.ui.hint.setText("双击或 F2 改单元格，直接打字即搜索" if may else "只能查看")

    # -- reading ------------------------------------------------------------------------------------------------------

    @property
    def query(self) -> Query:
        """What the ledger is to show: the view, the filters, the search, the order."""
        base = self.views.query(self.views.view)
        return replace(base, search=self.ui.search.text(), filters=(*base.filters, *self.chips.filters), sort=self.model.query.sort)

    def refresh(self) -> None:
        """Read again; when hidden, as soon as it is shown."""
        self._stale = not self.isVisible()
        if not self._stale:
            self.load()
            self.views.count()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def load(self) -> None:
        """Read which records are shown."""
        self._timer.stop()
        self.model.show_query(self.query)

    def _hold(self) -> None:
        """Other numbers come: stand on the same record afterwards."""
        if self._wanted is None:
            self._wanted = self.model.number_at(self.table.currentIndex().row())

    def _loaded(self, others: bool) -> None:
        total = self.model.rowCount()
        self.ui.total.setText(f"共 {total:,} 条" if self.model.whole else f"前 {total:,} 条，正在读取其余……")
        self._show_empty(total)
        wanted = self._wanted
        position = self.model.position_of(wanted) if wanted is not None else None
        if self.model.whole or position is not None:
            self._wanted = None
        if total and not self.card.new:
            if others or position is not None:
                self._stand_on(position or 0)
            self._show_card()
        elif not total and not self.card.new:
            self.card.leave()
            self.card.clear()
            self.stood.emit()

    def _show_empty(self, total: int) -> None:
        bare = not (self.ui.search.text() or self.chips.filters or self.views.view.label != "全部")
        self.ui.pages.setCurrentWidget(self.ui.table_page if total else self.ui.empty_page)
        label = self.record.about.label
        self.ui.empty_text.setText(
            f"还没有{label}。\n可以新建第一条，导入现有台账，或在 Excel 中复制后按 Ctrl+Shift+V 粘贴。"
            if bare
            else f"没有符合条件的{label}"
        )
        self.ui.empty_new.setVisible(bare and self.model.editable)
        self.ui.empty_import.setVisible(bare and self.model.editable)

    def _stand_on(self, position: int) -> None:
        column = max(self.table.currentIndex().column(), 0)
        if self.table.isColumnHidden(column):
            column = self.table.visible_columns()[0]
        self.table.stand_on(position, column)

    # -- the card -----------------------------------------------------------------------------------------------------

    def _show_card(self) -> None:
        number = self.model.number_at(self.table.currentIndex().row())
        if number is not None:
            work = partial(desk_operations.page, self.desk.db, self.record, [number])
            self.desk.tasks.read(work, self._card_read, key=(id(self), "card"))

    def _card_read(self, rows: list[Row]) -> None:
        if rows and rows[0].n == self.model.number_at(self.table.currentIndex().row()):
            self.card.show_row(rows[0])
            self.stood.emit()

    def _saved_in_cell(self, row: Row) -> None:
        self._show_card()
        self.changed.emit(self.record.about.name)

    def _saved(self, row: Row) -> None:
        self.model.put(row)
        if self.card.row is row:
            self._wanted = row.n
        self.changed.emit(self.record.about.name)

    # -- what the person does -----------------------------------------------------------------------------------------

    def new(self) -> None:
        """Start a new record on the card."""
        may = desk_operations.may_write(self.desk.db, self.record) and not self.record.about.by_action
        if may and self.card.leave():
            self.card.start_new()

    def save(self) -> None:
        """Save what is on the card."""
        self.card.save()

    def save_and_new(self) -> None:
        """Save, then an empty card."""
        if self.card.save(left=True):
            self.card.start_new()

    def step(self, by: int) -> None:
        """To the next or the previous record."""
        position = self.table.currentIndex().row() + by
        if 0 <= position < self.model.rowCount():
            self._stand_on(position)

    def search(self) -> None:
        """Put the cursor into the search line."""
        self.ui.search.setFocus()
        self.ui.search.selectAll()

    def _compose(self, event: QInputMethodEvent) -> None:
        """Words composed over the table are searched for; the cursor follows only when they are chosen."""
        if not QApplication.sendEvent(self.ui.search, event) or event.commitString():
            self.ui.search.setFocus()

    def show_record(self, id: str, book: str) -> None:
        """Stand on one record, whatever is filtered now; not while a new one is unfinished."""
        if not self.card.leave():
            return
        row = ledgers.get(self.desk.db, self.record, book, id)
        self.ui.search.clear()
        self.chips.put(())
        self.views.choose("回收站" if row.deleted else "全部")
        self._wanted = row.n
        self.load()

    def _view_chosen(self) -> None:
        view = self.views.view
        self.worn.wear(view)
        self.load()
        deleted = view.deleted
        self.said.emit("回收站里的记录可以恢复：选中后点“恢复”" if deleted else "")

    def ask_filter(self, key: str = "") -> None:
        """Ask for a condition on a column: the named one, else the current one."""
        at = self.table.currentIndex().column()
        self.chips.ask(self.model.columns, key or self.model.columns[max(at, 0)].key)

    def leave(self) -> bool:
        """The window closes: save what is being entered, keep the layout. False when something cannot be saved."""
        self.memory.keep()
        if self.card.leave() and not self.card.waiting:
            return True
        if not self.card.new:
            self._show_card()
        return False
