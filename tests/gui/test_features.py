"""docs/features.md: every place that the table names is opened in the window, and every name is there to be found."""

import re
from pathlib import Path

from gui.places import opened, plain
from gui.waiting import settle
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLabel, QTabBar

from csdesk.domain.lives import LIVES
from csdesk.domain.record import fields_of
from csdesk.domain.records import RECORDS
from csdesk.domain.views import VIEWS

TEXT = (Path(__file__).parents[2] / "docs" / "features.md").read_text(encoding="utf-8")
#: Number, feature, places, names, what is missing.
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in re.findall(r"^\| \d.*\|$", TEXT, re.MULTILINE)]
PLACES = list(dict.fromkeys(place for row in ROWS for place in re.findall(r"`([^`]+)`", row[2])))
NAMES = list(dict.fromkeys(name for row in ROWS for name in re.findall(r"「([^」]+)」", row[3])))
#: What every such program must have, by its number in the list of features.
MUST = {
    1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15, 16, 17, 18, 19, 21, 22, 23, 24, 25, *range(26, 37), 39, 42, 43, *range(45, 50), *range(51, 61),
    *range(61, 68), 69, 70, 71, 73, *range(102, 118),
}  # fmt: skip


def test_every_feature_has_its_row_with_a_place_or_what_is_missing():
    assert {int(row[0]) for row in ROWS} == MUST
    assert [row[0] for row in ROWS if "`" not in row[2] and not row[4]] == []


def test_every_place_and_every_name_is_there(window):
    assert [spot for spot in PLACES if not opened(window, spot)] == []
    settle()
    known = {f.label for record in RECORDS for f in fields_of(record)} | {record.about.ledger for record in RECORDS}
    known |= {record.about.label for record in RECORDS} | {view.label for views in VIEWS.values() for view in views}
    known |= {action.label for life in LIVES for moves in life.machine.moves.values() for action in moves}
    known |= {plain(action.text()).split("\t")[0] for action in window.findChildren(QAction)}
    known |= {plain(button.text()) for button in window.findChildren(QAbstractButton)}
    known |= {plain(label.text()) for label in window.findChildren(QLabel)}
    known |= {plain(bar.tabText(i)).split(" ")[0] for bar in window.findChildren(QTabBar) for i in range(bar.count())}
    assert [name for name in NAMES if name.rstrip("…") not in {text.rstrip("…") for text in known}] == []
