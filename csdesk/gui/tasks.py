"""Work off the GUI thread: one lane that reads, one that writes, one that computes, each in the order it was asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from functools import partial
from itertools import count
from queue import PriorityQueue
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from csdesk.domain.progress import Progress
from csdesk.errors import Cancelled, CsdeskError

Work = Callable[[], Any]
LongWork = Callable[[Progress], Any]
AskingWork = Callable[[Callable[[], bool]], Any]  # may ask whether it is not wanted any more
Then = Callable[[Any], object]

_LANES = "read", "write", "think"
_SOON, _LATER, _LAST = 0, 1, 2
_PAINTED_MS = 20
_SUPERSEDED = Cancelled("已有更新的请求")


def _nothing(_: Any) -> None:
    """Nobody waits for the result."""


def _last() -> None:
    """What is read when nothing else is to be."""


def _alive(then: Then) -> bool:
    """Whether the widget that a callback belongs to still exists."""
    plain = then.func if isinstance(then, partial) else then
    owner = getattr(plain, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


class Tasks(QObject):
    """Runs work somewhere, then `done(result)` or `failed(error)` on the GUI thread.

    Work closes over values and the database, never over a widget. Callbacks wait here under a number: only the number
    and the result cross threads. A refusal that nobody handles is announced by `refused`; any other error is a bug and
    goes up to the crash dialog.
    """

    refused = Signal(object)
    started = Signal(int, str)  # long work: its number and title
    progressed = Signal(int, str, int, int)
    finished = Signal(int)
    succeeded = Signal()  # something was written

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tickets = count(1)
        self._waiting: dict[int, tuple[Then, Then]] = {}
        self._newest: dict[Hashable, int] = {}
        self._long: set[int] = set()
        self._writing: set[int] = set()
        self._stopped: set[int] = set()

    # -- asking -------------------------------------------------------------------------------------------------------

    def read(self, work: Work, done: Then = _nothing, failed: Then | None = None, *, key: Hashable = None, later: bool = False) -> int:
        """Read in the background. A newer request of the same `key` makes an unstarted older one void."""
        return self._read(lambda _: work(), done, failed, key, later)

    def read_while_wanted(self, work: AskingWork, done: Then = _nothing, *, key: Hashable, later: bool = False) -> int:
        """The same for what takes long: `work` gets what it asks whether there is a newer request, and breaks off by Cancelled then."""
        return self._read(work, done, None, key, later)

    def _read(self, work: AskingWork, done: Then, failed: Then | None, key: Hashable, later: bool) -> int:
        ticket = self._ticket(done, failed)
        if key is not None:
            self._newest[key] = ticket
        self._submit("read", _LATER if later else _SOON, ticket, partial(self._unless_superseded, key, ticket, work))
        return ticket

    def write(self, work: Work, done: Then = _nothing, failed: Then | None = None) -> int:
        """Write in the background, after everything asked for before."""
        ticket = self._ticket(done, failed)
        self._writing.add(ticket)
        self._submit("write", _SOON, ticket, work)
        return ticket

    def long(self, title: str, work: LongWork, done: Then = _nothing, failed: Then | None = None) -> int:
        """Work that tells its progress and can be cancelled, on the writing lane."""
        ticket = self._ticket(done, failed)
        self._writing.add(ticket)
        self._begin("write", ticket, title, work)
        return ticket

    def think(self, title: str, work: LongWork, done: Then = _nothing, failed: Then | None = None) -> int:
        """The same for work that writes nothing, on a lane of its own: reading and writing go on meanwhile."""
        ticket = self._ticket(done, failed)
        self._begin("think", ticket, title, work)
        return ticket

    def when_idle(self, then: Callable[[], object]) -> None:
        """Call `then` on the GUI thread once everything that was asked for has been read and painted."""
        raise NotImplementedError

    def _begin(self, lane: str, ticket: int, title: str, work: LongWork) -> None:
        self._long.add(ticket)
        self.started.emit(ticket, title)
        self._submit(lane, _SOON, ticket, partial(work, partial(self._tell, ticket)))

    def cancel(self, ticket: int) -> None:
        """Stop long work at its next sign of progress."""
        self._stopped.add(ticket)

    @property
    def busy(self) -> bool:
        """Whether any result is still to come."""
        return bool(self._waiting)

    # -- answering ----------------------------------------------------------------------------------------------------

    def _ticket(self, done: Then, failed: Then | None) -> int:
        ticket = next(self._tickets)
        self._waiting[ticket] = done, failed or self.fail
        return ticket

    def _superseded(self, key: Hashable, ticket: int) -> bool:
        return key is not None and self._newest.get(key) != ticket

    def _unless_superseded(self, key: Hashable, ticket: int, work: AskingWork) -> Any:
        if self._superseded(key, ticket):
            raise _SUPERSEDED
        try:
            return work(partial(self._superseded, key, ticket))
        except Cancelled as error:
            raise _SUPERSEDED from error

    def _tell(self, ticket: int, what: str, done: int, total: int) -> None:
        if ticket in self._stopped:
            raise Cancelled("已取消，数据保持原样")
        self.progressed.emit(ticket, what, done, total)

    def _deliver(self, ticket: int, result: Any, error: BaseException | None) -> None:
        done, failed = self._waiting.pop(ticket)
        self._stopped.discard(ticket)
        if ticket in self._long:
            self._long.discard(ticket)
            self.finished.emit(ticket)
        wrote = ticket in self._writing
        self._writing.discard(ticket)
        if error is _SUPERSEDED:
            return
        if error is None:
            if wrote:
                self.succeeded.emit()  # before `done`, which may start what is refused
            if _alive(done):
                done(result)
        elif _alive(failed):
            failed(error)

    def fail(self, error: BaseException) -> None:
        """What happens to an error that its asker does not handle."""
        if not isinstance(error, CsdeskError):
            raise error
        self.refused.emit(error)

    def _submit(self, lane: str, rank: int, ticket: int, work: Work) -> None:
        raise NotImplementedError

    def shut_down(self) -> None:
        """Finish the work in hand, drop what waits."""


def _run(work: Work) -> tuple[Any, BaseException | None]:
    try:
        return work(), None
    except Exception as error:
        return None, error


class InlineTasks(Tasks):
    """Runs everything at once, on the thread that asks; for tests and pictures."""

    def _submit(self, lane: str, rank: int, ticket: int, work: Work) -> None:
        self._deliver(ticket, *_run(work))

    def when_idle(self, then: Callable[[], object]) -> None:
        then()


class BackgroundTasks(Tasks):
    """Three worker threads. Writing waits for nothing but earlier writing; reading serves the view before the counts."""

    _ended = Signal(int, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Queued even when work ends before the asker returns: results arrive later, always.
        self._ended.connect(self._arrived, Qt.ConnectionType.QueuedConnection)
        self._queues: dict[str, PriorityQueue[tuple[int, int, Work | None]]] = {
            lane: PriorityQueue() for lane in ("read", "write", "think")
        }
        self._threads = [threading.Thread(target=self._serve, args=(lane,), name=f"csdesk-{lane}", daemon=True) for lane in self._queues]
        self._closing = False
        for thread in self._threads:
            thread.start()

    def when_idle(self, then: Callable[[], object]) -> None:
        self.read(_last, lambda _: QTimer.singleShot(_PAINTED_MS, self, then), later=True)

    def _submit(self, lane: str, rank: int, ticket: int, work: Work) -> None:
        self._queues[lane].put((rank, ticket, work))

    def _serve(self, lane: str) -> None:
        queue = self._queues[lane]
        while (job := queue.get())[2] is not None:
            if lane != "write" and self._closing:
                continue
            self._ended.emit(job[1], *_run(job[2]))

    def _superseded(self, key: Hashable, ticket: int) -> bool:
        return self._closing or super()._superseded(key, ticket)

    @Slot(int, object, object)
    def _arrived(self, ticket: int, result: Any, error: BaseException | None) -> None:
        if not self._closing:
            self._deliver(ticket, result, error)

    def shut_down(self) -> None:
        """Write what was entered, drop what was to be read or computed, end all threads."""
        if self._closing:
            return
        self._closing = True
        self._stopped |= self._long - self._writing
        for queue in self._queues.values():
            queue.put((_LAST, 0, None))
        for thread in self._threads:
            thread.join()
