"""The list of views beside a ledger, each with its live count."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QTreeWidget, QTreeWidgetItem

from csdesk.domain.policies import numbers
from csdesk.domain.record import Record
from csdesk.domain.rows import Query
from csdesk.domain.views import Situation, View, views_of
from csdesk.gui import choosing
from csdesk.gui.desk import Desk
from csdesk.operations import ledgers, policies

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ViewList(QObject):
    """Fills the tree of views; announces the one that is chosen. shown: what the ledger shows now, as it is kept in a view."""

    chosen = Signal()
    kept = Signal(str)  # a view was saved under this name

    def __init__(self, desk: Desk, record: type[Record], tree: QTreeWidget, key: str, shown: Callable[[], dict[str, Any]]) -> None:
        super().__init__(tree)
        self._desk, self._record, self._tree, self._key, self._shown = desk, record, tree, key, shown
        self.views: list[View] = []
        self._rules = numbers({})
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        tree.customContextMenuRequested.connect(self._menu)
        tree.currentItemChanged.connect(lambda *_: self.chosen.emit())
        tree.installEventFilter(self)
        self.rebuild()

    def rebuild(self) -> None:
        """Read the saved views again; the first view is chosen."""
        self.views = views_of(self._record, self._desk.me, self._desk.settings.get(self._key, {}))
        self._tree.blockSignals(True)
        self._tree.clear()
        for view in self.views:
            item = QTreeWidgetItem(self._tree, [view.word(self._rules), ""])
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
        return view.query(Situation(self._desk.now(), self._desk.me, self._rules))

    def count(self) -> None:
        """Count every view again, after whatever is being looked at; first the numbers on which some depend."""
        if any(view.rule for view in self.views):
            work = partial(policies.on, self._desk.db, self._desk.now().date())
            self._desk.tasks.read(work, self._count_by, key=(id(self), "rules"), later=True)
        else:
            self._count_by(self._rules)

    def _count_by(self, rules: dict[str, int]) -> None:
        self._rules = rules
        for i, view in enumerate(self.views):
            if view.rule and (item := self._tree.topLevelItem(i)):
                item.setText(0, view.word(rules))
        for i, view in enumerate(self.views):
            work = partial(ledgers.count, self._desk.db, self._record, self.query(view))
            self._desk.tasks.read(work, partial(self._counted, i), key=(id(self), i), later=True)

    def _counted(self, at: int, number: int) -> None:
        if item := self._tree.topLevelItem(at):
            item.setText(1, f"{number:,}")

    # -- the person's own views ---------------------------------------------------------------------------------------

    def ask_name(self, proposed: str = "") -> None:
        """Ask what the view of what is shown now is to be called, and keep it."""
        self._ask("存为视图", proposed, lambda label: self.keep(label, self._shown()))

    def _ask(self, title: str, proposed: str, then: Callable[[str], object]) -> None:
        def named(label: str) -> None:
            if label.strip():
                then(label.strip())

        what = "视图名称（搜索、筛选、排序和栏目一起保存，只在本机）："
        choosing.text(self._tree.window(), title, what, "保存", named, begins=proposed[:20])

    @property
    def _saved(self) -> dict[str, Any]:
        return dict(self._desk.settings.get(self._key, {}))

    def _keep_all(self, saved: dict[str, Any], label: str) -> None:
        self._desk.settings.set(self._key, saved)
        self.rebuild()
        self.count()
        self.choose(label)

    def _free(self, label: str) -> str:
        """A name that no view of the ledger itself has."""
        return f"{label} 2" if any(view.label == label and not view.saved for view in self.views) else label

    def keep(self, label: str, kept: dict[str, Any]) -> None:
        """Save what is shown as a view of this person's; one of the same name is replaced."""
        label = self._free(label)
        self.kept.emit(label)
        self._keep_all({**self._saved, label: kept}, label)

    def rename(self, old: str, label: str) -> None:
        """Another name for a saved view; it stays where it stands."""
        label = self._free(label)
        self._keep_all(
            {label if name == old else name: told for name, told in self._saved.items() if name in (old,) or name != label}, label
        )

    def forget(self, label: str) -> None:
        """Remove a saved view."""
        saved = {name: told for name, told in self._saved.items() if name != label}
        self._keep_all(saved, self.views[0].label)
        self.chosen.emit()

    def _rename_current(self) -> None:
        if self.view.saved:
            self._ask("重命名视图", self.view.label, partial(self.rename, self.view.label))

    def _forget_current(self) -> None:
        if self.view.saved:
            self.forget(self.view.label)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress):
            return False
        act = {Qt.Key.Key_F2: self._rename_current, Qt.Key.Key_Delete: self._forget_current}.get(Qt.Key(event.key()))
        if act:
            act()
        return act is not None

    def menu(self) -> QMenu:
        """What can be done with the chosen view."""
        menu = QMenu(self._tree)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("把现在的样子存为视图…").triggered.connect(lambda: self.ask_name())
        if self.view.saved:
            label = self.view.label
            menu.addAction("更新为现在的样子").triggered.connect(lambda: self.keep(label, self._shown()))
            menu.addAction("重命名…\tF2").triggered.connect(self._rename_current)
            menu.addAction("删除这个视图\tDelete").triggered.connect(self._forget_current)
        return menu

    def _menu(self, place: QPoint) -> None:
        if item := self._tree.itemAt(place):
            self._tree.setCurrentItem(item)
        self.menu().popup(self._tree.mapToGlobal(place))
