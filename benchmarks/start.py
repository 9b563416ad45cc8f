"""Starting: from the command to the first paint, to what waits today and to a filled ledger, against an empty PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks import million
from benchmarks.harness import DATA, Table, Way, report

COUNT = 5_000  # clients of one branch, about the S data set
TURNS = 7
Moment = tuple[float, float]  # by the clock, by the processor's time

#: Tells the moment of the first paint of a window, of the workbench once it has been read, and of a table that has rows, then ends
#: the program; each with the seconds of the processor until then.
PROBE = """
import sys, time
from PySide6 import QtWidgets
from PySide6.QtCore import QEvent

class Probed(QtWidgets.QApplication):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.told = set()
        self.installEventFilter(self)

    def tell(self, what):
        if what not in self.told:
            self.told.add(what)
            print(what, time.time(), time.process_time(), flush=True)
        if {wanted} <= self.told:
            self.exit(0)
            import os
            os._exit(0)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QtWidgets.QWidget):
            if isinstance(watched.window(), QtWidgets.QMainWindow):
                self.tell("paint")
            if type(watched).__name__ == "TodayPage" and watched.day.text() and "today" not in self.told:
                self.tell("today")
                watched.window().ui.tabs.setCurrentIndex(1)
            table = watched.parent()
            if "today" in self.told and isinstance(table, QtWidgets.QTableView) and watched is table.viewport() and filled(table.model()):
                self.tell("filled")
        return False

def filled(model):
    return model is not None and model.rowCount() and any(model.index(0, n).data() for n in range(model.columnCount()))

QtWidgets.QApplication = Probed
"""
EMPTY = PROBE.replace("{wanted}", "{'paint'}") + "app = Probed([])\nwindow = QtWidgets.QMainWindow()\nwindow.show()\napp.exec()\n"
CSDESK = (
    PROBE.replace("{wanted}", "{'paint', 'today', 'filled'}")
    + "import runpy\nrunpy.run_module('csdesk', run_name='__main__', alter_sys=True)\n"
)


def started(code: str, *arguments: str) -> dict[str, Moment]:
    """Seconds from starting a program to each moment that it tells, and seconds of the processor."""
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONPYCACHEPREFIX": str(DATA / "bytecode")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program comes compiled
    began = time.time()
    said = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, env=env, timeout=60, check=False).stdout
    lines = (line.split() for line in said.splitlines())
    return {what: (float(moment) - began, float(busy)) for what, moment, busy in lines}


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        for name in ("HOME", "KEYS", "CACHE"):
            os.environ[f"CSDESK_{name}"] = str(Path(place) / name.lower())
        os.environ["CSDESK_SETTINGS"] = str(Path(place) / "settings.json")
        os.environ["CSDESK_LOG"] = str(Path(place) / "csdesk.log")
        file = str(million.file_of(COUNT))
        turns = [(started(EMPTY)["paint"], started(CSDESK, "open", file)) for _ in range(TURNS + 1)][1:]
    report("start", [_table(turns, 0, "by the clock"), _table(turns, 1, "by the processor's time")])


def _table(turns: Sequence[tuple[Moment, Mapping[str, Moment]]], clock: int, told: str) -> Table:
    shown = {"paint": "first paint", "today": "what waits today is there", "filled": "the ledger of clients, chosen then, is filled"}
    ways = [Way(f"csdesk, {what}", [ours[name][clock] for _, ours in turns]) for name, what in shown.items()]
    limit = Way("empty PySide6 window, first paint (limit)", [empty[clock] for empty, _ in turns])
    return Table(f"Start with {COUNT:,} clients, {told}", [limit, *ways], goal="≤ 1.6 × and ≤ 4 ×")


if __name__ == "__main__":
    main()
