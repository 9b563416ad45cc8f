"""A tab of ledgers of one noun, chosen by a row of segments."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from csdesk.domain.record import Record
from csdesk.domain.rows import Row
from csdesk.gui.desk import Desk
from csdesk.gui.page import Page
from csdesk.gui.tabs.acts import add_acts
from csdesk.gui.tabs.base import Tab
from csdesk.operations.desk import Named

if TYPE_CHECKING:  # with its card: loaded when the first ledger is shown
    from csdesk.gui.ledger.pane import LedgerPane

_ROOMY = 12  # more segments than these stand closer, so that all fit a narrow screen
_LEAD = 1000  # the first page's number among the segments, beyond every ledger's


class LedgerTab(Tab):
    """Shows one ledger at a time; a ledger is built when it is first seen or chosen."""

    #: Each ledger with the word on its segment.
    ledgers: ClassVar[tuple[tuple[type[Record], str], ...]]
    #: Pages before the ledgers that are none themselves, with the words on their segments.
    leads: ClassVar[tuple[tuple[type[Page], str], ...]] = ()
    #: Whether the tab opens on the first of them, else on the first ledger.
    opens_on_lead: ClassVar[bool] = True

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._pages = QStackedWidget()
        self._panes: dict[type[Record], LedgerPane] = {}
        self._segments = QButtonGroup(self)
        row_box = QWidget()
        row = QHBoxLayout(row_box)
        row.setContentsMargins(10, 6, 10, 0)
        row.setSpacing(2)
        self.leading = [kind(desk) for kind, _ in self.leads]
        for i, (page, (_, word)) in enumerate(zip(self.leading, self.leads, strict=True)):
            row.addWidget(self._segment(_LEAD + i, word, partial(self.show_page, page)))
        for i, (record, word) in enumerate(self.ledgers):
            row.addWidget(self._segment(i, word, partial(self.choose, record)))
        row.addStretch()
        self.tools = QHBoxLayout()  # what a tab offers whatever is in front
        row.addLayout(self.tools)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(row_box)
        row_box.setVisible(len(self.ledgers) + len(self.leads) > 1)
        layout.addWidget(self._pages)
        for page in self.leading:
            page.setParent(self._pages)  # so that it goes with the tab, seen or not
            page.hide()
            page.changed.connect(self.changed)
            page.said.connect(self.said)
        if self.leading and self.opens_on_lead:
            self.show_page(self.leading[0])

    def _segment(self, at: int, word: str, show: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        button.setText(word)
        button.setCheckable(True)
        button.setProperty("segment", True)
        button.setProperty("tight", len(self.ledgers) + len(self.leads) > _ROOMY)
        button.clicked.connect(partial(_call, show))
        self._segments.addButton(button, at)
        return button

    def show_page(self, page: Page) -> None:
        """Bring a page before the ledgers to the front."""
        self._segments.button(_LEAD + self.leading.index(page)).setChecked(True)
        self._pages.addWidget(page)  # not before: what is in front of the stack at first is read when the window opens
        self._pages.setCurrentWidget(page)

    def choose(self, record: type[Record]) -> LedgerPane:
        """Bring the ledger of a record to the front."""
        if record not in self._panes:
            from csdesk.gui.ledger.pane import LedgerPane

            pane = LedgerPane(self.desk, record)
            pane.changed.connect(self.changed)
            pane.said.connect(self.said)
            pane.import_wanted.connect(self.import_wanted)
            pane.record_wanted.connect(self.record_wanted)
            pane.card.touched.connect(self.touched)
            self._panes[record] = pane
            self._offer_papers(pane)
            self._pages.addWidget(pane)
        at = next(i for i, (known, _) in enumerate(self.ledgers) if known is record)
        self._segments.button(at).setChecked(True)
        self._pages.setCurrentWidget(self._panes[record])
        return self._panes[record]

    def _offer_papers(self, pane: LedgerPane) -> None:
        """The papers that the chosen records have of their own, in the ledger's menu."""
        from csdesk.gui.paper.own import OWN  # as late as the ledgers

        if own := OWN.get(pane.record):
            add_acts(pane, [(f"打印{own.word}…", "", partial(self.print_own, pane.record))])

    def print_own(self, record: type[Record], rows: list[Row]) -> None:
        """Show the own papers of these records as they will be printed."""
        from csdesk.gui.paper.printing import print_own  # Qt's printing is loaded when it is first used

        print_own(self.desk, record, rows, self, self.said.emit, self.changed.emit)

    def print(self) -> None:
        front = self._pages.currentWidget()
        if isinstance(front, Page):
            front.print()
        else:
            super().print()

    @property
    def pane(self) -> LedgerPane | None:
        front = self._pages.currentWidget()
        shown = next((pane for pane in self._panes.values() if pane is front), None)
        return shown if shown or self._led else self.choose(self.ledgers[0][0])

    @property
    def current(self) -> Named | None:
        front = self._pages.currentWidget()
        return front.current if isinstance(front, Page) else super().current

    @property
    def _led(self) -> bool:
        """Whether a page before the ledgers is in front, or will be."""
        return bool(self.leading) and (self.opens_on_lead or self._segments.checkedId() >= _LEAD)

    def showEvent(self, event: QShowEvent) -> None:
        if not self._panes and not self._led:
            self.choose(self.ledgers[0][0])
        super().showEvent(event)

    def refresh(self) -> None:
        for page in self.leading:
            page.refresh()
        for pane in self._panes.values():
            pane.refresh()

    def dress(self) -> None:
        for page in self.leading:
            page.dress()
        for pane in self._panes.values():
            pane.dress()

    def show_record(self, name: str, book: str, id: str) -> bool:
        record = next((r for r, _ in self.ledgers if r.about.name == name), None)
        if record is not None:
            self.choose(record).show_record(id, book)
        return record is not None

    @property
    def unsaved(self) -> bool:
        return any(pane.card.dirty or pane.card.waiting for pane in self._panes.values())

    def leave(self) -> bool:
        held = [record for record, pane in self._panes.items() if not pane.leave()]
        if held:
            self.choose(held[0])
        return not held

    def forget(self) -> None:
        for pane in self._panes.values():
            pane.card.forget()


def tool(word: str, act: Callable[[], object], tip: str) -> QToolButton:
    """A button for the end of the row of segments."""
    button = QToolButton()
    button.setText(word)
    button.setToolTip(tip)
    button.clicked.connect(partial(_call, act))
    return button


def _call(show: Callable[[], object], _checked: bool = False) -> None:
    show()
