"""Reading while a merge writes (F21): who looks sees the state before, whole, and nobody waits or is told of a lock."""

import subprocess
import sys

import pytest
from offices import SPOT, enrol, sent

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Query
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange
from csdesk.store import changesets

MANY = 2500
#: Another program that looks: how many clients it sees, and that it may not write.
_LOOK = """
import sys
from csdesk import paths
from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.operations import files, ledgers
place = paths.place(sys.argv[1])
try:
    files.open_file(place).close()
except files.Busy:
    with files.open_file(place, look_only=True) as db:
        print(ledgers.count(db, Client, Query()), len(ledgers.select(db, Client, Query(search="甲"))))
"""


@pytest.fixture
def office(db, manager_db):
    """张三 with many clients that his manager does not have yet."""
    enrol(db, manager_db)
    with changesets.change_set(db, "导入") as work:
        for n in range(MANY):
            work.create(Client, {**SPOT, "short_name": f"甲{n}"})
    return db, manager_db


@pytest.mark.both_engines
def test_the_window_reads_on_while_a_merge_writes(office):
    db, manager = office
    seen = []

    def look(what, done, total):
        seen.append((done, ledgers.count(manager, Client, Query()), ledgers.count(manager, Client, Query(search="甲"))))

    exchange.merge(manager, [sent(db, "李经理")], progress=look)
    assert max(done for done, *_ in seen) >= 2000  # what was looked at while thousands of lines had been written
    assert {(count, found) for _, count, found in seen} == {(0, 0)}
    assert ledgers.count(manager, Client, Query()) == ledgers.count(manager, Client, Query(search="甲")) == MANY


def test_another_program_looks_while_a_merge_writes(office):
    db, manager = office
    told = []

    def look(what, done, total):
        if done >= 2000 and not told:
            ran = subprocess.run([sys.executable, "-c", _LOOK, str(manager.path)], capture_output=True, text=True, check=True, timeout=60)
            told.append(ran.stdout.split())

    exchange.merge(manager, [sent(db, "李经理")], progress=look)
    assert told == [["0", "0"]]
    assert files.check(manager) == []
