"""F25, F26: a file that changes or goes while it is read, and a person who stops: everything is as it was."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from properties.adversary import hacked

from csdesk.errors import Cancelled, Refused, StorageError
from csdesk.operations import files
from csdesk.operations.excel import workbooks
from csdesk.operations.peers import exchange
from faults.forged import held
from faults.outcome import Outcome
from faults.scene import NOW, Scene, scene


def pulled(times: int, records: int, seed: int = 20260612) -> Outcome:
    """F25: while the file is copied into the inbox it ends, is gone, or is another; or it goes right after the copy."""
    outcome, rng = Outcome(), random.Random(seed)
    with scene(records) as made:
        whole = made.pack.read_bytes()
        with files.open_file(made.fresh("merge") / "manager.csdb") as db:
            before = held(db)
            for n in range(times):
                stick = made.folder / "stick.csdesk"
                stick.write_bytes(whole)
                how = (_cut, _other, _gone, _failing)[n % 4]
                with hacked(exchange.shutil, "copyfile", how(whole, rng)):
                    report, said = _merge(db, stick)
                outcome.saw(f"{how.__name__[1:]}: {report or 'refused'}")
                if held(db) != before or not said:
                    outcome.bad.append(f"{how.__name__}: {report} {said}")
            [report] = exchange.merge(db, [made.pack])
            if report.outcome != "merged":
                outcome.bad.append(f"afterwards: {report.sentence}")
    return outcome


def _merge(db: files.Database, stick: Path) -> tuple[str, str]:
    try:
        [report] = exchange.merge(db, [stick])
    except (Refused, StorageError) as told:
        return "", str(told)
    return report.outcome, report.reason


Copying = Callable[[Path, Path], Path]


def _cut(whole: bytes, rng: random.Random) -> Copying:
    """The end of the file is not there any more."""
    return lambda source, target: _written(target, whole[: rng.randrange(len(whole))])


def _other(whole: bytes, rng: random.Random) -> Copying:
    """From somewhere on it is another file."""
    at = rng.randrange(len(whole))
    return lambda source, target: _written(target, whole[:at] + rng.randbytes(len(whole) - at))


def _gone(whole: bytes, rng: random.Random) -> Copying:
    """It was removed after it had been looked at."""

    def copy(source: Path, target: Path) -> Path:
        source.unlink()
        return _written(target, source.read_bytes())

    return copy


def _failing(whole: bytes, rng: random.Random) -> Copying:
    """The stick is pulled in the middle."""

    def copy(source: Path, target: Path) -> Path:
        target.write_bytes(whole[: rng.randrange(len(whole))])
        raise OSError(5, "Input/output error")

    return copy


def _written(target: Path, content: bytes) -> Path:
    target.write_bytes(content)
    return target


def cancelled(times: int, records: int, seed: int = 20260612) -> Outcome:
    """F26: stopped at a random sign of progress of a merge and of an import."""
    outcome, rng = Outcome(), random.Random(seed)
    with scene(records) as made:
        for work in ("merge", "import"):
            place = made.fresh(work)
            with files.open_file(place / "manager.csdb") as db:
                before = held(db)
                for _ in range(times):
                    _stop(made, work, db, rng, outcome)
                    if held(db) != before:
                        outcome.bad.append(f"a stopped {work} left something")
                        before = held(db)
                outcome.bad += files.check(db)
                _do(made, work, db, lambda *_: None)
                if held(db) == before:
                    outcome.bad.append(f"{work} does not work afterwards")
    return outcome


def _do(made: Scene, work: str, db: files.Database, progress: Callable[..., None]) -> None:
    if work == "merge":
        exchange.merge(db, [made.pack], progress=progress)
    else:
        workbooks.import_books(db, [made.book], now=NOW, progress=progress)


def _stop(made: Scene, work: str, db: files.Database, rng: random.Random, outcome: Outcome) -> None:
    left = rng.randrange(_signs(made, work))
    where = ""

    def progress(what: str, *_: object) -> None:
        nonlocal left, where
        where, left = what.split(" ")[0], left - 1
        if left < 0:
            raise Cancelled

    try:
        _do(made, work, db, progress)
    except Cancelled:
        outcome.saw(f"{work} stopped at {where}")
    else:
        outcome.bad.append(f"{work} was not stopped")


def _signs(made: Scene, work: str) -> int:
    """How many signs of progress a work gives."""
    if work not in made.signs:
        made.signs[work] = 0

        def count(*_: object) -> None:
            made.signs[work] += 1

        place = made.fresh(work, made.folder / "counted")
        with files.open_file(place / "manager.csdb") as db:
            _do(made, work, db, count)
    return made.signs[work]
