"""A real PostgreSQL server for tests: in a temporary folder, as an ordinary user, reachable by a socket only."""

import os
import re
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

from csdesk.paths import Server

#: Nothing here outlives the tests, so nothing waits for a disk.
OPTIONS = ("listen_addresses=", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "shared_buffers=64MB")

END = 'cat; "$0" -D "$1" -m immediate -w stop && rm -rf "$1"'


def programs() -> Path | None:
    """The folder with `initdb` and `pg_ctl` of the newest PostgreSQL here."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("pg_ctl")
    found = debian[-1] if debian else Path(on_path).resolve() if on_path else None
    return found.parent if found and (found.parent / "initdb").exists() else None


class Running:
    """A server that runs; it gives out empty databases and takes them back."""

    def __init__(self, folder: Path, binaries: Path, whose: dict) -> None:
        self._folder, self._binaries, self._whose, self._numbers = folder, binaries, whose, count(1)
        self._free: list[str] = []

    def url(self, name: str) -> str:
        return f"postgresql://tester@/{name}?host={self._folder}"

    @contextmanager
    def started(self, data: str, *options: str):
        """The server of this data folder while the block runs."""
        said = " ".join(f"-c {option}" for option in (*OPTIONS, *options))
        place = self._folder / data
        self.program("pg_ctl", "-D", place, "-l", f"{place}.log", "-w", "-o", f"-k {self._folder} {said}", "start")
        with self._ended(place):
            yield

    @contextmanager
    def _ended(self, place: Path):
        """Stop a server when the block ends, and also when this process is killed: its end of a pipe is closed then."""
        told = {"stdin": subprocess.PIPE, "stdout": subprocess.DEVNULL, "start_new_session": True, "cwd": self._folder, **self._whose}
        with subprocess.Popen(["sh", "-c", END, self._binaries / "pg_ctl", place], **told) as guard:
            yield
            guard.stdin.close()
            assert guard.wait() == 0

    @contextmanager
    def standby(self):
        """A second server that follows this one; its port."""
        self.program("pg_basebackup", "-d", self.url("postgres"), "-D", self._folder / "standby", "-R", "-X", "stream", "-c", "fast", "-N")
        with self.started("standby", "port=5433"):
            yield 5433

    def program(self, name: str, *arguments: object) -> None:
        """Run one of PostgreSQL's own programs to its end."""
        command = [self._binaries / name, *map(str, arguments)]
        subprocess.run(command, check=True, cwd=self._folder, stdout=subprocess.DEVNULL, **self._whose)

    def admin(self, statement, *values):
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            return connection.execute(statement, values)

    @contextmanager
    def database(self):
        """An empty database for one test; one that was used before has empty tables, which takes a tenth of the time."""
        name = self._free.pop() if self._free else self._new()
        yield Server(self.url(name))
        self._empty(name)
        self._free.append(name)

    @contextmanager
    def copied(self, of: Server):
        """A database with the same content, as after a restore. Nobody may be connected to the original."""
        name = f"t{next(self._numbers)}"
        self.admin(SQL("CREATE DATABASE {} TEMPLATE {}").format(Identifier(name), Identifier(of.name)))
        yield Server(self.url(name))
        self.admin(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    def _new(self) -> str:
        name = f"t{next(self._numbers)}"
        self.admin(SQL("CREATE DATABASE {}").format(Identifier(name)))
        return name

    def _empty(self, name: str) -> None:
        self.admin("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", name)
        with psycopg.connect(self.url(name)) as connection:
            tables = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
            for (table,) in tables:
                connection.execute(SQL("DELETE FROM {}").format(Identifier(table)))


@contextmanager
def running(binaries: Path):
    """A server from initdb to its end."""
    folder = Path(tempfile.mkdtemp(prefix="csdesk-pg-"))
    whose = {}
    if os.geteuid() == 0:  # PostgreSQL refuses to be root
        whose = {"user": "nobody", "group": "nogroup", "extra_groups": []}
        shutil.chown(folder, "nobody", "nogroup")

    try:
        server = Running(folder, binaries, whose)
        server.program("initdb", "-D", folder / "data", "-U", "tester", "-A", "trust", "-E", "UTF8", "-N", *_order(binaries))
        with server.started("data"):
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _order(binaries: Path) -> list[str]:
    """A database that sorts as a dictionary does, where one can be had: our own order must not depend on it."""
    said = subprocess.run([binaries / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    newer = int(re.search(r"(\d+)", said)[1]) >= 15
    return ["--locale=C.UTF-8", *(["--locale-provider=icu", "--icu-locale=zh"] if newer else [])]
