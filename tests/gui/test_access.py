"""Every screen without a mouse and for a screen reader: each field has a name, each button a word, Tab goes as the eye does."""

from itertools import pairwise

import pytest
from gui.waiting import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHeaderView,
    QLineEdit,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QTextEdit,
    QWidget,
)

from csdesk.gui.board.chart import TimeChart
from csdesk.gui.ledger.table import LedgerTable
from csdesk.gui.tabs.ledgers import LedgerTab
from csdesk.gui.transit.table import TransitTable

_INPUTS = (QLineEdit, QComboBox, QAbstractSpinBox, QAbstractItemView, QPlainTextEdit, QTextEdit, TimeChart)
_WHOLE = (QComboBox, QAbstractSpinBox, QCalendarWidget, QHeaderView)  # what is inside is Qt's own
#: What a menu entry opens that is a dialog of the system.
_SYSTEM = (QFileDialog, QMessageBox)


def inside(widget):
    parent = widget.parentWidget()
    return parent is not None and (isinstance(parent, (*_WHOLE, QLineEdit)) or inside(parent))


def seen(top, kind):
    found = [top] if isinstance(top, kind) else []
    return found + [w for w in top.findChildren(QWidget) if isinstance(w, kind) and w.isVisibleTo(top) and not inside(w)]


def named(widget):
    """What a screen reader would say: its own name, or that of the label whose buddy it is."""
    told = QAccessible.queryAccessibleInterface(widget)
    return bool(told and told.text(QAccessible.Text.Name).strip())


def path_of(widget):
    up, parts = widget, []
    while up is not None and len(parts) < 4:
        parts.append(f"{type(up).__name__}:{up.objectName()}")
        up = up.parentWidget()
    return " < ".join(parts)


def unnamed(top):
    """Inputs without a name and buttons without a word."""
    inputs = [w for w in seen(top, _INPUTS) if not isinstance(w, QHeaderView) and not named(w)]
    buttons = [b for b in seen(top, QAbstractButton) if not b.objectName().startswith("qt_") and _ours(b) and not (b.text() or named(b))]
    return [path_of(w) for w in inputs + buttons]


def _ours(button):
    return type(button).__name__ not in ("QTableCornerButton", "CloseButton", "QAbstractButton")


def by_mouse_only(top):
    """Buttons that neither Tab nor a key reaches."""
    return [
        path_of(b)
        for b in seen(top, QAbstractButton)
        if _ours(b) and b.isEnabled() and not b.objectName().startswith("qt_") and not isinstance(b.parentWidget(), QAbstractScrollArea)
        if not b.focusPolicy() & Qt.FocusPolicy.TabFocus and b.shortcut().isEmpty() and type(b.parentWidget()).__name__ != "QTabBar"
    ]


# -- the order of Tab ---------------------------------------------------------------------------------------------------


def as_read(widget):
    """The fields and buttons of a widget, top-left to bottom-right as its layouts have them."""
    if not widget.isVisible():
        return
    if stops(widget):
        yield widget
    if isinstance(widget, _INPUTS) or inside_view(widget):
        return
    if isinstance(widget, QSplitter):
        below = [widget.widget(i) for i in range(widget.count())]
    elif isinstance(widget, QStackedWidget):
        below = [widget.currentWidget()]
    elif isinstance(widget, QTabWidget):
        below = [widget.tabBar(), widget.currentWidget()]
    elif isinstance(widget, QScrollArea):
        below = [widget.widget()]
    else:
        yield from in_layout(widget.layout()) if widget.layout() else ()
        return
    for one in below:
        if one is not None:
            yield from as_read(one)


def inside_view(widget):
    return isinstance(widget, QAbstractItemView)


def in_layout(layout):
    places = range(layout.count())
    if isinstance(layout, QGridLayout):
        places = sorted(places, key=lambda i: layout.getItemPosition(i)[:2])
    for i in places:
        item = layout.itemAt(i)
        if item.widget() is not None:
            yield from as_read(item.widget())
        elif item.layout() is not None:
            yield from in_layout(item.layout())


def stops(widget):
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and not isinstance(widget, (QTabWidget, QScrollArea)) and not inside(widget)


def out_of_order(top):
    """Where Tab goes back in what the eye reads."""
    read = list(as_read(top))
    at, chain, one = {w: i for i, w in enumerate(read)}, [], top.nextInFocusChain()
    while one is not top and len(chain) < 5000:
        chain.append(one)
        one = one.nextInFocusChain()
    order = [w for w in chain if w in at]
    return [f"{path_of(b)} after {path_of(a)}" for a, b in pairwise(order) if at[b] < at[a]]


# -- walking ------------------------------------------------------------------------------------------------------------


def screens(window):
    """Every page and ledger of every tab, brought to the front one after the other; what a card's pages show too."""
    for tab in window.tabs:
        window.ui.tabs.setCurrentWidget(tab)
        settle()
        if not isinstance(tab, LedgerTab):
            yield tab.title, tab
            continue
        for page, (_, word) in zip(tab.leading, tab.leads, strict=True):
            tab.show_page(page)
            settle()
            yield f"{tab.title} {word}", page
        for record, word in tab.ledgers:
            pane = tab.choose(record)
            pane.new()
            settle()
            yield f"{tab.title} {word}", pane
            pane.card.revert()
            for i in range(1, pane.card.ui.pages.count()):
                pane.card.ui.pages.setCurrentIndex(i)
                settle()
                yield f"{tab.title} {word} {pane.card.ui.pages.tabText(i)}", pane.card.ui.pages.widget(i)


def dialogs(window):
    """Every dialog that an entry of the menus opens, over the ledger of clients."""
    skipped = {"action_quit", "action_new_file", "action_open", "action_undo", "action_redo"}
    for action in window.menuBar().findChildren(QMenu):
        for entry in action.actions():
            if entry.isSeparator() or entry.menu() or not entry.isEnabled() or entry.objectName() in skipped:
                continue
            entry.trigger()
            settle()
            for dialog in [w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()]:
                if not isinstance(dialog, _SYSTEM):
                    yield entry.text(), dialog
                dialog.close()
                settle()


@pytest.fixture
def walked(window, trip, client):
    """The window with something to look at."""
    window.refresh_who_shows("*")
    settle()
    return window


def test_every_field_has_a_name_and_every_button_a_word(walked):
    assert {word: found for word, top in screens(walked) if (found := unnamed(top))} == {}


def test_every_button_is_reached_without_a_mouse(walked):
    assert {word: found for word, top in screens(walked) if (found := by_mouse_only(top))} == {}


def test_tab_goes_as_the_eye_does(walked):
    assert {word: found for word, top in screens(walked) if (found := out_of_order(top))} == {}


def test_dialogs_are_named_and_in_order(walked):
    said, seen_dialogs = {}, set()
    for word, dialog in dialogs(walked):
        seen_dialogs.add(type(dialog).__name__)
        if found := unnamed(dialog) + by_mouse_only(dialog) + out_of_order(dialog):
            said[word] = found
    assert said == {}
    assert len(seen_dialogs) >= 15, seen_dialogs


def test_the_menu_key_opens_the_menu_of_what_is_chosen(tab, qtbot):
    from csdesk.domain.transport.waybills import Waybill

    tab.choose(Waybill)
    settle()
    for view in (tab.pane.table, tab.board.chart, tab.transit.table):
        assert isinstance(view, LedgerTable | TimeChart | TransitTable)
    at = tab.pane.table.rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, tab.pane.table.mapToGlobal(at))
    QApplication.sendEvent(tab.pane.table.viewport(), asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
