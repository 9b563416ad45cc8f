"""What a newer version knows travels through an older one byte for byte, and is shown once it is known."""

from typing import Annotated, ClassVar

import pytest
from offices import client, enrol, sent

from csdesk.domain.care.clients import Client
from csdesk.domain.changes import DELETED
from csdesk.domain.kinds import Line
from csdesk.domain.record import About, Record, says
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange
from csdesk.store import cache, changesets, log
from csdesk.store import tables as store_tables
from csdesk.store.log import Entry


class Gadget(Record, frozen=True, kw_only=True):
    """A record of a version to come."""

    about: ClassVar[About] = About("gadget", "器具", "器具台账", title=("label",))

    label: Annotated[Line, says("名称", listed=True)]


def newer_work(db, row):
    """A change to an unknown table and to an unknown field of a client, as a newer version writes them."""
    with db.writing() as connection:
        stamp = log.tick(connection, changesets.wall_clock())
        entries = [Entry("gadget", "a" * 32, (), {"label": "叉车"}), Entry("client", row.id, row.heads, {"mood": "好"})]
        cache.apply(connection, log.append(connection, db.site, row.book, stamp, entries))


def lines(db, tbl, book):
    with db.reading() as connection:
        text = "SELECT c.head, c.body FROM change c JOIN stream s ON s.n = c.stream WHERE s.book = ? AND c.tbl = ? ORDER BY c.seq"
        return [tuple(map(bytes, row)) for row in connection.exec_driver_sql(text, (book, tbl))]


@pytest.fixture
def chain(db, manager_db, tmp_path):
    """张三, his manager, and headquarters."""
    enrol(db, manager_db)
    with files.new_file(tmp_path / "总监.csdb", name="王总监", role="director", branch="HQ") as chief:
        enrol(manager_db, chief)
        yield db, manager_db, chief


def test_the_unknown_is_relayed_untouched_and_shown_after_an_upgrade(chain, now, monkeypatch):
    db, manager, chief = chain
    row = client(db, now)
    newer_work(db, ledgers.get(db, Client, row.book, row.id))
    [report] = exchange.merge(manager, [sent(db, "李经理")])
    assert report.unknown == 1
    exchange.merge(chief, [sent(manager, "王总监")])
    for tbl in ("gadget", "client"):
        assert lines(chief, tbl, row.book) == lines(db, tbl, row.book)
    with chief.reading() as connection:
        assert connection.exec_driver_sql("SELECT extra FROM client").scalar() == '{"mood": "好"}'

    monkeypatch.setitem(cache.RECORD_BY_NAME, "gadget", Gadget)
    with chief.writing() as connection:
        store_tables.table_of(Gadget).create(connection)
        cache.rebuild(connection)
        assert connection.exec_driver_sql("SELECT label FROM gadget").scalars().all() == ["叉车"]
    assert files.check(chief) == []
    store_tables.metadata.remove(store_tables.table_of(Gadget))


def test_a_field_that_only_a_newer_version_knows_is_settled_like_any_other(chain, now):
    db, manager, _ = chain
    row = client(db, now)
    exchange.merge(manager, [sent(db, "李经理")])
    for file, mood in ((db, "好"), (manager, "差")):
        with changesets.change_set(file, "新版本") as work:
            work.add(Client, row.book, row.id, row.heads, {"mood": mood})
    exchange.merge(manager, [sent(db, "李经理", "二")])
    disputed = ledgers.get(manager, Client, row.book, row.id)
    assert list(disputed.conflicts) == ["mood"]
    assert ledgers.settle(manager, Client, disputed, "mood", "好").conflicts == {}
    assert ledgers.history(manager, Client, row.book, row.id)[-1].title.startswith("确认mood ")


def test_whether_a_record_is_deleted_is_settled_like_a_field(chain, now):
    db, manager, _ = chain
    row = client(db, now)
    exchange.merge(manager, [sent(db, "李经理")])
    ledgers.change(db, Client, row, {"short_name": "甲"})
    ledgers.delete(manager, Client, [ledgers.get(manager, Client, row.book, row.id)])
    exchange.merge(manager, [sent(db, "李经理", "二")])
    disputed = ledgers.get(manager, Client, row.book, row.id)
    assert DELETED in disputed.conflicts
    assert ledgers.settle(manager, Client, disputed, DELETED, True).deleted
