"""A ledger wears the view that is chosen: its search stands in the search line, its columns and order on the table."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from csdesk.domain.views import View
from csdesk.gui.ledger.filters import FilterChips
from csdesk.gui.ledger.memory import Memory
from csdesk.gui.ledger.view_list import ViewList


class Worn(QObject):
    """Dresses a ledger for its view, and keeps what it shows as a view."""

    def __init__(self, views: ViewList, chips: FilterChips, search: QLineEdit, memory: Memory) -> None:
        super().__init__(views)
        self._views, self._chips, self._search, self._memory = views, chips, search, memory
        self._searched = False  # what stands in the search line belongs to a saved view
        views.kept.connect(self._bare)

    def ask_name(self) -> None:
        """Ask for a name for what the ledger shows now: search, conditions, order and columns."""
        parts = (self._search.text(), *map(self._chips.text, self._chips.filters))
        self._views.ask_name("、".join(filter(None, parts)))

    def wear(self, view: View) -> None:
        """Dress for a view that was chosen; a search that a person typed himself stays."""
        if view.saved or self._searched:
            self._search.blockSignals(True)
            self._search.setText(view.search)
            self._search.blockSignals(False)
        self._searched = bool(view.search)
        self._memory.wear(view.columns, view.sort)

    def _bare(self, _: str) -> None:
        """What was in force is part of a view now and stands beside it no more."""
        self._searched = True
        self._chips.blockSignals(True)
        self._chips.put(())
        self._chips.blockSignals(False)
