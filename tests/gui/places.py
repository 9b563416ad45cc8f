"""The places in the window that a text names: `标签 › 分段` or `菜单 › 命令`."""

import re

from gui.waiting import settle
from PySide6.QtWidgets import QAbstractButton


def plain(text):
    return re.sub(r"\(&.\)|…|&", "", text)


def in_menus(window, title, name):
    menu = next((a.menu() for a in window.menuBar().actions() if plain(a.text()) == title and a.menu()), None)
    return menu is not None and any(plain(action.text()).startswith(name) for action in menu.actions())


def segment_of(tab, name):
    found = [b for b in tab.findChildren(QAbstractButton) if b.property("segment") and b.isVisible()]
    return next((b for b in found if plain(b.text()).split()[0] == name), None)


def opened(window, spot):
    title, _, part = spot.partition(" › ")
    tab = next((tab for tab in window.tabs if tab.title == title), None)
    if tab is None:
        return in_menus(window, title, part)
    window.ui.tabs.setCurrentWidget(tab)
    settle()
    if not part:
        return True
    segment = segment_of(tab, part)
    if segment:
        segment.click()
        settle()
    return segment is not None and segment.isChecked()
