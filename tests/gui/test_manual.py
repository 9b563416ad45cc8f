"""The manual: read in the window, open where one works, and every place that it names is there."""

import re

from gui.places import opened
from gui.waiting import settle
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument

from csdesk import paths
from csdesk.gui.dialogs.manual import ManualDialog

TEXT = paths.manual().read_text(encoding="utf-8")
PLACES = sorted(set(re.findall(r"`([^`a-z]+? › [^`]+)`", TEXT)))


def shown(window, qtbot, title):
    window.ui.tabs.setCurrentWidget(next(tab for tab in window.tabs if tab.title == title))
    settle()
    window.ui.action_manual.trigger()
    settle()
    return window.findChildren(ManualDialog)[-1]


def top(dialog):
    """The text at the top of the page."""
    return dialog.page.cursorForPosition(dialog.page.viewport().rect().topLeft()).block().text()


def test_it_opens_at_the_part_of_the_tab_in_front(window, qtbot):
    for tab in window.tabs:
        dialog = shown(window, qtbot, tab.title)
        assert dialog.headings.currentItem().text(0) == tab.title
        dialog.close()


def test_a_key_opens_it(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert window.findChild(ManualDialog).isVisible()


def test_a_heading_shows_its_part_and_the_search_goes_round(window, qtbot):
    dialog = shown(window, qtbot, "今日")
    dialog.open_at("备份与恢复")
    assert top(dialog) == "备份与恢复"
    dialog.wanted.setText("核对码")
    qtbot.keyClick(dialog.wanted, Qt.Key.Key_Return)
    first = dialog.page.textCursor()
    assert first.selectedText() == "核对码"
    qtbot.keyClick(dialog.wanted, Qt.Key.Key_Return)
    assert dialog.page.textCursor().selectedText() == "核对码"


def test_another_width_keeps_the_heading(window, qtbot):
    dialog = shown(window, qtbot, "应收账款")
    dialog.resize(700, 500)
    qtbot.waitUntil(lambda: not dialog._later.isActive())
    assert dialog.headings.currentItem().text(0) == "应收账款"


def test_pictures_are_there_and_fit_the_page(window, qtbot):
    dialog = shown(window, qtbot, "今日")
    pictures = re.findall(r"\(pictures/([\w-]+\.png)\)", TEXT)
    assert pictures
    for name in pictures:
        image = dialog.page.loadResource(QTextDocument.ResourceType.ImageResource.value, f"pictures/{name}")
        assert 0 < image.width() <= dialog.page.viewport().width(), name


def test_every_place_is_there(window):
    assert len(PLACES) >= 10
    assert [spot for spot in PLACES if not opened(window, spot)] == []
