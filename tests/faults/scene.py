"""A manager's file, what is brought to it, and the four kinds of work that are interrupted; every try has its own copy."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path

from offices import SPOT, enrol
from openpyxl import Workbook

from csdesk.domain.care.clients import Client
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.rows import Query
from csdesk.errors import Refused, StorageError
from csdesk.operations import files, ledgers
from csdesk.operations.excel import workbooks
from csdesk.operations.peers import exchange
from csdesk.operations.safekeeping import backups
from csdesk.reports.sheets import open_book
from csdesk.store import changesets

NOW = datetime(2026, 6, 12, 10, 5, tzinfo=SHANGHAI)
#: What brings records into a file, and what takes something out of it.
COMING, GOING = ("merge", "import"), ("send", "export", "backup")
WORKS = (*COMING, *GOING)
#: A forked process starts at once; this needs POSIX, as kill -9 does.
FORK = get_context("fork")


class Scene:
    """The manager's file `before` and `after` so many records came, 张三's file, a sync file and a workbook of them."""

    def __init__(self, folder: Path, records: int) -> None:
        self.folder, self.records = folder, records
        self.signs: dict[str, int] = {}  # of progress, by work
        self.pack, self.book, self.sender = folder / "new.csdesk", folder / "new.xlsx", folder / "sender.csdb"
        before = folder / "before" / "manager.csdb"
        with (
            files.new_file(self.sender, name="张三", role="specialist", branch="NB") as sender,
            files.new_file(before, name="李经理", role="branch_manager", branch="NB") as manager,
        ):
            enrol(sender, manager)
            with changesets.change_set(sender, "导入") as work:
                for n in range(records):
                    work.create(Client, {**SPOT, "short_name": f"客户{n}"})
            exchange.send(sender, "李经理", self.pack)
        self._write_book()
        shutil.copytree(before.parent, folder / "after")
        with files.open_file(folder / "after" / "manager.csdb") as manager:
            exchange.merge(manager, [self.pack])

    def _write_book(self) -> None:
        book = Workbook()
        book.active.append(["客户全称", "简称", "客户类型"])
        for n in range(self.records):
            book.active.append([f"宁波示例{n}有限公司", f"客户{n}", "零担散客"])
        book.save(self.book)

    def fresh(self, work: str, place: Path | None = None) -> Path:
        """A new copy of the file to work on; the folder."""
        place = place or self.folder / "run"
        source = self.folder / ("before" if work in COMING else "after")
        if place.is_mount():
            for left in place.iterdir():
                shutil.rmtree(left) if left.is_dir() else left.unlink()
        else:
            shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(source, place, dirs_exist_ok=True)
        return place

    def do(self, work: str, place: Path, ready: Callable[[], None] = lambda: None) -> None:
        """Do the work on the copy in `place`; `ready` is called once the file is open. Raises as the operations do."""
        with files.open_file(place / "manager.csdb") as db:
            ready()
            match work:
                case "merge":
                    [report] = exchange.merge(db, [self.pack])
                    if report.outcome == "refused":
                        raise Refused(report.reason)
                case "import":
                    workbooks.import_books(db, [self.book], now=NOW)
                case "send":
                    exchange.send(db, "张三", place / "out.csdesk", full=True)
                case "export":
                    workbooks.export_ledger(db, Client, Query(), place / "out.xlsx")
                case "backup":
                    backups.backup(db, place / "second")

    # -- afterwards -------------------------------------------------------------------------------------------------

    def state(self, place: Path) -> tuple[str, list[str]]:
        """Whether a file is as `before` or `after`, and everything that is wrong with it."""
        with files.open_file(place / "manager.csdb") as db:
            problems, shown = files.check(db), ledgers.count(db, Client, Query())
        if shown not in (0, self.records):
            problems.append(f"{shown} of {self.records} records")
        return ("before", "after")[shown > 0], problems

    def judged(self, work: str, place: Path) -> tuple[str, list[str]]:
        """What a work that was interrupted has left: its state, and everything that is wrong. Then the work is done once more."""
        state, problems = self.state(place)
        if work in GOING:
            problems += [f"the file itself is {state}"] if state != "after" else []
            state, wrong = self._gone_out(place)
            problems += wrong
        try:
            self.do(work, place)
        except (Refused, StorageError) as told:
            problems.append(f"a second time: {told}")
        again, wrong = self.state(place)
        if again != "after":
            problems.append(f"a second time: {again}")
        return state, problems + wrong

    def _gone_out(self, place: Path) -> tuple[str, list[str]]:
        """What stands under a final name must be whole."""
        found = [path for path in (place / "out.csdesk", place / "out.xlsx", *place.glob("second/*.csdb")) if path.exists()]
        return ("after" if found else "before"), [wrong for path in found for wrong in self._not_whole(path)]

    def _not_whole(self, path: Path) -> Iterator[str]:
        try:
            if path.suffix == ".csdesk":
                with files.open_file(self.sender) as db:
                    [report] = exchange.merge(db, [path], dry_run=True)
                    if report.failed:
                        yield f"{path.name}: {report.sentence}"
            elif path.suffix == ".xlsx":
                rows = len(open_book(path)[0].rows)
                if rows != self.records + 1:
                    yield f"{path.name}: {rows} rows"
            else:
                backups.verify(path)
        except (Refused, StorageError) as told:
            yield f"{path.name}: {told}"


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder that is thrown away, in which the keys lie too."""
    with tempfile.TemporaryDirectory(prefix="csdesk-faults-") as folder:
        kept = {name: os.environ.get(name) for name in ("CSDESK_KEYS", "CSDESK_HOME")}
        os.environ.update(CSDESK_KEYS=f"{folder}/keys", CSDESK_HOME=f"{folder}/home")
        try:
            yield Path(folder)
        finally:
            for name, value in kept.items():
                os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)


@contextmanager
def scene(records: int) -> Iterator[Scene]:
    """A scene in a folder that is thrown away."""
    with own_folder() as folder:
        yield Scene(folder, records)


# -- a process of its own -------------------------------------------------------------------------------------------


def in_a_process(act: Callable[[Callable[[str], None]], None], *, killed_after: float = 0) -> list[str]:
    """Do something in a forked process, which ends itself by SIGKILL after so many seconds; what it told until then."""
    here, there = FORK.Pipe(duplex=False)

    def child() -> None:
        if killed_after:
            threading.Timer(killed_after, lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
        act(there.send)
        os._exit(0)

    process = FORK.Process(target=child)
    process.start()
    there.close()
    told: list[str] = []
    with suppress(EOFError):
        while True:
            told.append(here.recv())
    process.join()
    return told
