"""The GUI thread while work runs: how long its turns take, and how much memory the running program holds with 5,000 clients."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks import million
from benchmarks.edit import NOW
from benchmarks.harness import report
from csdesk.app import App
from csdesk.domain.care.clients import Client
from csdesk.domain.progress import Progress
from csdesk.domain.rows import Query
from csdesk.gui.desk import Desk
from csdesk.operations import files
from csdesk.operations.excel import workbooks

COUNT, MORE = 5_000, 20_000  # clients of the branch, and of the workbook that is imported meanwhile
BEAT_MS = 5
_GOAL = f"**Turns of the GUI thread, {COUNT:,} clients, by the clock and by its own work** (goal: p99 ≤ 50 ms, none over 100; ≤ 220 MB)"
_HEAD = "| what | median ms | p99 | longest | worked: median ms | p99 | longest | memory MB |\n|" + " --- |" + " ---: |" * 7


class Heart:
    """Beats on the GUI thread: between two beats lie a turn of the loop by the clock, and what the thread itself worked in it."""

    def __init__(self) -> None:
        self.turns: list[tuple[float, float]] = []
        self._last = time.perf_counter(), time.thread_time()
        self._timer = QTimer(interval=BEAT_MS)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = time.perf_counter(), time.thread_time()
        self.turns.append((now[0] - self._last[0] - BEAT_MS / 1000, now[1] - self._last[1]))
        self._last = now

    def told(self, phase: str) -> str:
        """One line of the table about the turns since the last one was told."""
        columns = [sorted(turn[clock] * 1000 for turn in self.turns) for clock in (0, 1)]
        cells = [f"{at[int(part * (len(at) - 1))]:,.0f}" for at in columns for part in (0.5, 0.99, 1)]
        self.turns.clear()
        return f"| {phase} | {' | '.join(cells)} | {psutil.Process().memory_info().rss / 1e6:,.0f} |"


def wait(until: Callable[[], bool], settle_ms: int = 300) -> None:
    """Let the loop turn until something holds, and a little longer."""
    loop = QEventLoop()
    timer = QTimer(interval=10)
    timer.timeout.connect(lambda: loop.quit() if until() else None)
    timer.start()
    loop.exec()
    timer.stop()
    QTimer.singleShot(settle_ms, loop.quit)
    loop.exec()


def phases(app: App, folder: Path) -> Iterator[tuple[str, Callable[[], None]]]:
    """What is done in the window, one after another."""
    window = app.window
    tabs = window.ui.tabs

    def idle() -> bool:
        return window.desk is not None and not window.desk.tasks.busy and len(window.row.made) == tabs.count()

    def opening() -> None:
        app.start()
        wait(idle)

    def again() -> None:
        window.refresh_who_shows("*")
        wait(idle)

    def every_tab() -> None:
        for at in (*range(tabs.count()), 1):
            tabs.setCurrentIndex(at)
            wait(idle)

    def importing() -> None:
        assert window.desk is not None
        desk, done = window.desk, list[object]()
        desk.tasks.long("导入", partial(_import, desk, folder / "more.xlsx"), done.append)
        for at in range(200):
            tabs.setCurrentIndex(at % tabs.count())
            wait(lambda: True, 200)
            if done:
                break

    yield "opening the file, all tabs built behind 今日", opening
    yield "every tab seen once", every_tab
    yield f"{MORE:,} clients imported while tabs are changed", importing
    yield "everything read again afterwards", again


def _import(desk: Desk, book: Path, progress: Progress) -> object:
    return workbooks.import_books(desk.db, [book], ledger=Client, now=NOW, progress=progress)


def main() -> None:
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as place:
        folder = Path(place)
        for name in ("HOME", "KEYS", "CACHE", "SETTINGS", "LOG"):
            os.environ[f"CSDESK_{name}"] = str(folder / name.lower())
        with files.open_file(million.file_of(MORE), look_only=True) as other:
            workbooks.export_ledger(other, Client, Query(), folder / "more.xlsx")
        file = folder / "张三.csdb"
        shutil.copy(million.file_of(COUNT), file)
        qt = QApplication([])
        app = App(qt, file)
        wait(app.window.isVisible)
        heart = Heart()
        lines = []
        for phase, do in phases(app, folder):
            heart.turns.clear()
            do()
            lines.append(heart.told(phase))
        app.window.close()
        report("stalls", ["\n".join([_GOAL, "", _HEAD, *lines])])


if __name__ == "__main__":
    main()
