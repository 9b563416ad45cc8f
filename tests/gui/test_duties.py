"""docs/duties.md: every place that the table names is opened in the window, and every duty of both posts has one."""

import re
from pathlib import Path

from gui.waiting import settle
from PySide6.QtWidgets import QAbstractButton

TEXT = (Path(__file__).parents[2] / "docs" / "duties.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\w\w-\w\d) \| [^|]+ \| ([^|]+) \|", TEXT, re.MULTILINE)
PLACES = sorted({place for _, told in ROWS for place in re.findall(r"`([^`]+)`", told)})
DUTIES = {
    *(f"{post}-{kind}{n}" for post, kinds in (("SP", {"D": 7, "P": 2, "W": 8}), ("BM", {"D": 6, "P": 4, "W": 7}))
      for kind, many in kinds.items() for n in range(1, many + 1)),
}  # fmt: skip


def test_every_duty_has_its_place():
    assert {id for id, _ in ROWS} == DUTIES
    assert all("`" in told for _, told in ROWS)


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


def test_every_place_is_there(window):
    assert [spot for spot in PLACES if not opened(window, spot)] == []
