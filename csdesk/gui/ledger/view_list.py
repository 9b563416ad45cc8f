"""The list of views beside a ledger, each with its live count."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QHeaderView, QInputDialog, QMenu, QTreeWidget, QTreeWidgetItem

from csdesk.domain.record import Record
from csdesk.domain.rows import Query
from csdesk.gui.desk import Desk
from csdesk.gui.ledger.filters import FilterChips
from csdesk.gui.ledger.views import Situation, View, as_kept, views_of
from csdesk.operations import ledgers

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ViewList(QObject):
    """Fills the tree of views; announces the one that is chosen."""

    chosen = Signal()

    def __init__(self, desk: Desk, record: type[Record], tree: QTreeWidget, key: str) -> None:
        super().__init__(tree)
        self._desk, self._record, self._tree, self._key = desk, record, tree, key
        self.views: list[View] = []
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._menu)
        tree.currentItemChanged.connect(lambda *_: self.chosen.emit())
        self.rebuild()

    def rebuild(self) -> None:
        """Read the saved views again; the first view is chosen."""
        self.views = views_of(self._record, self._desk.me, self._desk.settings.get(self._key, {}))
        self._tree.blockSignals(True)
        self._tree.clear()
        for view in self.views:
            item = QTreeWidgetItem(self._tree, [view.label, ""])
            item.setTextAlignment(1, _RIGHT)
        self._stand_on(0)
        self._tree.blockSignals(False)

    def _stand_on(self, at: int) -> None:
        if item := self._tree.topLevelItem(at):
            self._tree.setCurrentItem(item)

    @property
    def view(self) -> View:
        """The chosen view."""
        item = self._tree.currentItem()
        return self.views[self._tree.indexOfTopLevelItem(item) if item else 0]

    def choose(self, label: str) -> None:
        """Choose a view by its label."""
        at = next(i for i, view in enumerate(self.views) if view.label == label)
        self._stand_on(at)

    def query(self, view: View) -> Query:
        """What a view shows now."""
        return Query(filters=view.filters(Situation(self._desk.now(), self._desk.me)), deleted=view.deleted)

    def count(self) -> None:
        """Count every view again, after whatever is being looked at."""
        for i, view in enumerate(self.views):
            work = partial(ledgers.count, self._desk.db, self._record, self.query(view))
            self._desk.tasks.read(work, partial(self._counted, i), key=(id(self), i), later=True)

    def _counted(self, at: int, number: int) -> None:
        if item := self._tree.topLevelItem(at):
            item.setText(1, f"{number:,}")

    def ask_name(self, chips: FilterChips) -> None:
        """Ask what the view with the conditions in force is to be called, and keep it."""
        dialog = QInputDialog(self._tree.window())
        dialog.setWindowTitle("存为视图")
        dialog.setLabelText("视图名称：")
        dialog.setTextValue("、".join(chips.text(f) for f in chips.filters)[:20])
        dialog.textValueSelected.connect(partial(self._named, chips))
        dialog.open()

    def _named(self, chips: FilterChips, label: str) -> None:
        if label.strip():
            filters = (*self.query(self.view).filters, *chips.filters)
            chips.put(())
            self.keep(label.strip(), as_kept(filters))

    def keep(self, label: str, kept: list[dict[str, object]]) -> None:
        """Save conditions as a view of this person's."""
        saved = dict(self._desk.settings.get(self._key, {}))
        self._desk.settings.set(self._key, {**saved, label: kept})
        self.rebuild()
        self.count()
        self.choose(label)

    def _menu(self, place: QPoint) -> None:
        item = self._tree.itemAt(place)
        at = self._tree.indexOfTopLevelItem(item) if item else 0
        if self.views[at].saved:
            menu = QMenu(self._tree)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            remove: Callable[[], None] = partial(self.forget, self.views[at].label)
            menu.addAction("删除这个视图").triggered.connect(lambda: remove())
            menu.popup(self._tree.mapToGlobal(place))

    def forget(self, label: str) -> None:
        """Remove a saved view."""
        saved = {k: v for k, v in self._desk.settings.get(self._key, {}).items() if k != label}
        self._desk.settings.set(self._key, saved)
        self.rebuild()
        self.count()
        self.chosen.emit()
