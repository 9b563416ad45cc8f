"""docs/duties.md: every place that the table names is opened in the window, and every duty of both posts has one."""

import re
from pathlib import Path

from gui.places import opened

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


def test_every_place_is_there(window):
    assert [spot for spot in PLACES if not opened(window, spot)] == []
