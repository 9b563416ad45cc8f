"""The tables are what the log folds to, whatever two people do to the same records, and however their files cross."""

import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from offices import client, clients, enrol, sent

from csdesk.domain.care.clients import Client
from csdesk.domain.changes import MOVED
from csdesk.domain.records import RECORDS
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Staff
from csdesk.errors import Refused
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange
from csdesk.store import cache, changesets
from csdesk.store.tables import table_of

pytestmark = pytest.mark.both_engines

WHO = st.sampled_from(["specialist", "manager"])
N = st.integers(0, 5)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("create"), WHO, N, N),
        st.tuples(st.just("edit"), WHO, N, st.sampled_from(["tier", "industry", "phone"])),
        st.tuples(st.sampled_from(["delete", "restore", "undo", "redo", "stale", "send", "hold", "lift"]), WHO, N, N),
    ),
    max_size=25,
)
VALUES = {"tier": ["A", "B", "C"], "industry": ["food", "chemical", "auto"]}


class Two:
    """A specialist and his manager, and everything they can do."""

    def __init__(self, folder, now):
        self.now, self.open, self.packs = now, ExitStack(), 0
        self.db = {
            "specialist": self.open.enter_context(files.new_file(folder / "a.csdb", name="张三", role="specialist", branch="NB")),
            "manager": self.open.enter_context(files.new_file(folder / "b.csdb", name="李经理", role="branch_manager", branch="NB")),
        }
        enrol(self.db["specialist"], self.db["manager"])
        self.seen = {}  # rows as they were read a while ago

    def do(self, what, who, n, more):
        db = self.db[who]
        rows = sorted(ledgers.select(db, Client, Query(deleted=what == "restore")), key=lambda r: r.id)
        row = rows[n % len(rows)] if rows else None
        match what:
            case "create" if who == "specialist":
                client(db, self.now, f"客户{n}{more}")
            case "edit" if row and more == "phone":
                self._phone(db, n)
            case "edit" if row:
                self.seen[who, row.id] = row
                ledgers.change(db, Client, row, {more: VALUES[more][n % 3]})
            case "stale" if row:  # a form that was open for a while
                ledgers.change(db, Client, self.seen.get((who, row.id), row), {"tier": "D"})
            case "delete" if row:
                ledgers.delete(db, Client, [row])
            case "restore" if row:
                ledgers.restore(db, Client, [row])
            case "undo":
                ledgers.undo(db)
            case "redo":
                ledgers.redo(db)
            case "send":
                self._send(who)
            case "hold" | "lift":
                merged = exchange.packs(self.db["manager"])
                if merged:
                    getattr(exchange, what)(self.db["manager"], merged[n % len(merged)].id)

    def _phone(self, db, n):
        me = ledgers.select(db, Staff, Query())[0]
        ledgers.change(db, Staff, me, {"mobile": f"1380013800{n}", "staff_no": f"NB-{n}"})

    def _send(self, who):
        other = "manager" if who == "specialist" else "specialist"
        self.packs += 1
        pack = sent(self.db[who], self.db[other].site.name, f"{who}{self.packs}")
        (report,) = exchange.merge(self.db[other], [pack])
        assert report.outcome in ("merged", "duplicate"), report


def shown(connection):
    """Every cache table without its local numbers."""
    found = {}
    for record in RECORDS:
        table = table_of(record)
        columns = [c for c in table.c if c.name != "n"]
        found[record.about.name] = sorted(map(repr, connection.execute(table.select().with_only_columns(*columns))))
    return found


def assert_rebuild_is_cache(db):
    with db.writing() as connection:
        attempt = connection.begin_nested()
        before = shown(connection)
        cache.rebuild(connection)
        assert shown(connection) == before
        attempt.rollback()


@given(STEPS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_the_cache_is_what_the_log_folds_to(now, steps):
    with tempfile.TemporaryDirectory() as folder:
        two = Two(Path(folder), now)
        with two.open:
            for step in steps:
                with suppress(Refused):
                    two.do(*step)
            for db in two.db.values():
                assert files.check(db) == []
                assert_rebuild_is_cache(db)


@given(STEPS)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_after_an_exchange_both_show_the_same(now, steps):
    with tempfile.TemporaryDirectory() as folder:
        two = Two(Path(folder), now)
        with two.open:
            for step in steps:
                with suppress(Refused):
                    if step[0] not in ("hold", "lift"):
                        two.do(*step)
            for who in ("specialist", "manager", "specialist"):
                two.do("send", who, 0, 0)
            assert clients(two.db["specialist"]) == clients(two.db["manager"])


def test_a_spoiled_row_is_found(db, now):
    row = client(db, now)
    with db.writing() as connection:
        connection.exec_driver_sql("UPDATE client SET tier = 'A' WHERE id = ?", (row.id,))
    assert files.check(db) == [f"客户档案 {row.id} 的显示内容与流水不一致"]
    with db.writing() as connection:
        cache.rebuild(connection)
    assert files.check(db) == []


@pytest.mark.parametrize("column", ["head", "body"])
def test_a_spoiled_line_is_found(db, now, column):
    client(db, now)
    with db.writing() as connection:
        (written,) = connection.exec_driver_sql(f"SELECT {column} FROM change WHERE seq = 2").scalars()
        connection.exec_driver_sql(f"UPDATE change SET {column} = ? WHERE seq = 2", (written + b" ",))
    assert any("第 2 条与记录时不一致" in sentence for sentence in files.check(db))


def test_a_record_that_came_back_while_it_was_edited_is_shown_as_its_log_folds(manager_db, now):
    row = client(manager_db, now)
    ledgers.change(manager_db, Client, row, {"tier": "A"})
    with changesets.change_set(manager_db, "移交回来") as work:  # has not seen the edit: both are folded
        work.change(Client, row.book, row.id, {MOVED: None}, base=row.heads)
    assert files.check(manager_db) == []
