"""Pages of rows around what is looked at: fetched in the background, forgotten when long unseen."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from csdesk.domain.record import Record
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.operations import desk as desk_operations

PAGE = 100
_KEPT = 60  # pages
_AT_ONCE = 3  # pages asked for in one go


class Pages(QObject):
    """The rows of a ledger by position; a row that is not here yet is None, and is on its way."""

    arrived = Signal(int, int)  # first and last position

    def __init__(self, desk: Desk, record: type[Record], names: Callable[[], Iterable[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._record, self._names = desk, record, names
        self.numbers: array[int] = array("q")
        self._pages: OrderedDict[int, list[Row | None]] = OrderedDict()
        self._wanted: list[int] = []
        self._round = 0
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._fetch)

    def start(self, numbers: array[int]) -> None:
        """Show other numbers; nothing is kept of what was here."""
        self.numbers = numbers
        self.forget()

    def forget(self) -> None:
        """Read every row again when it is next looked at."""
        self._round += 1
        self._pages.clear()
        self._wanted.clear()

    def row(self, position: int) -> Row | None:
        """The row at a position, or None while it is fetched."""
        page, offset = divmod(position, PAGE)
        rows = self._pages.get(page)
        if rows is not None:
            self._pages.move_to_end(page)
            return rows[offset] if offset < len(rows) else None
        if page not in self._wanted:
            self._wanted.append(page)
            self._timer.start()
        return None

    def fetch_top(self) -> None:
        """Fetch the first page now, before it is painted."""
        self.row(0)
        self._fetch()

    def put(self, row: Row) -> int | None:
        """A row as it is now; its position if it is among the kept pages."""
        for page, rows in self._pages.items():
            for offset, old in enumerate(rows):
                if old is not None and old.n == row.n:
                    rows[offset] = row
                    return page * PAGE + offset
        return None

    def _fetch(self) -> None:
        pages, self._wanted = self._wanted[-_AT_ONCE:], []
        for page in reversed(pages):
            numbers = self.numbers[page * PAGE : (page + 1) * PAGE]
            work = partial(desk_operations.page, self._desk.db, self._record, numbers, list(self._names()))
            self._desk.tasks.read(work, partial(self._arrive, self._round, page, numbers), key=(id(self), page))

    def _arrive(self, round_: int, page: int, numbers: array[int], rows: list[Row]) -> None:
        if round_ != self._round:
            return
        by_number = {row.n: row for row in rows}
        self._pages[page] = [by_number.get(n) for n in numbers]
        while len(self._pages) > _KEPT:
            self._pages.popitem(last=False)
        self.arrived.emit(page * PAGE, page * PAGE + len(numbers) - 1)
