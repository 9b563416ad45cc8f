"""What a merge tells of itself, and what it proves and asks before it writes."""

import json
import shutil
from collections import namedtuple
from dataclasses import replace

import openpyxl
import pytest
from offices import client, clients, enrol, sent

from csdesk.domain.care.clients import Client
from csdesk.errors import StorageError
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange
from csdesk.store import log
from csdesk.store.merging import acks, proof
from csdesk.store.merging.brought import brought

pytestmark = pytest.mark.both_engines

DAY_MS = 86_400_000


@pytest.fixture
def office(db, manager_db):
    """张三 and his manager, enrolled."""
    enrol(db, manager_db)
    return db, manager_db


def merge(db, *packs, **other):
    return exchange.merge(db, packs, **other)[0]


def all_confirmed(db, peer):
    """All that `db` holds counts as confirmed by `peer`."""
    with db.writing() as connection:
        acks.acknowledge(connection, peer.site.site, {s.id: s.top for s in log.streams(connection)}, {})


def edit(db, row, **values):
    return ledgers.change(db, Client, ledgers.get(db, Client, row.book, row.id), values)


def test_values_that_gave_way_are_told_once_from_first_to_last(office, now):
    db, manager = office
    row = client(db, now)
    merge(manager, sent(db, "李经理"))
    edit(db, edit(db, row, tier="A", short_name="示例"), tier="B")
    client(db, now, "新来")
    edit(db, row, short_name="示例二")
    preview = merge(manager, pack := sent(db, "李经理"), dry_run=True)
    report = merge(manager, pack)
    told = [(o.tbl, o.id, o.title, o.field, o.old, o.new) for o in report.overwritten]
    title = "NB01-00001 示例二"
    assert told == [("client", row.id, title, "short_name", "示例家电", "示例二"), ("client", row.id, title, "tier", "C", "B")]
    assert (report.overwrites, preview.overwritten) == (2, report.overwritten)
    assert report.totals["客户档案"] == (1, 2)
    assert report.seconds > 0


def test_what_was_counted_on_the_way_is_what_the_log_says(office, now):
    db, manager = office
    stays, goes, comes_back = client(db, now), client(db, now, "要删"), client(db, now, "又要")
    ledgers.delete(db, Client, [comes_back])
    merge(manager, sent(db, "李经理"))
    edit(db, edit(db, stays, tier="A"), tier="B")
    ledgers.delete(db, Client, [goes])
    ledgers.restore(db, Client, [ledgers.get(db, Client, comes_back.book, comes_back.id)])
    client(db, now, "新来")
    ledgers.delete(db, Client, [client(db, now, "来了又走")])
    report = merge(manager, sent(db, "李经理"))
    told = report.records["客户档案"]
    assert (told.created, told.updated, told.deleted, told.revived) == (1, 2, 1, 1)
    with manager.reading() as connection:
        assert brought(connection, report.pack, [Client]) == {"client": replace(told, revived=0)}


def test_a_record_that_comes_back_and_a_settled_disagreement_are_counted(office, now):
    db, manager = office
    row, gone = client(db, now), client(db, now, "删了又要")
    ledgers.delete(db, Client, [gone])
    merge(manager, sent(db, "李经理"))
    edit(manager, row, tier="A")
    edit(db, row, tier="B")
    assert len(merge(manager, sent(db, "李经理")).conflicts) == 1
    merge(db, sent(manager, "张三"))
    edit(db, row, tier="A")
    ledgers.restore(db, Client, [ledgers.get(db, Client, gone.book, gone.id)])
    report = merge(manager, sent(db, "李经理"))
    assert (report.cleared, report.conflicts) == (1, ())
    assert report.records["客户档案"].revived == 1
    assert report.totals["客户档案"] == (1, 2)


def test_what_was_held_already_and_what_waits_is_counted_by_ledger(office, now):
    db, manager = office
    client(db, now)
    first = sent(db, "李经理", "1")
    row = client(db, now)
    merge(manager, sent(db, "李经理", "2"))
    assert merge(manager, first).known["客户档案"] == 1
    exchange.merge(db, [sent(manager, "张三")])
    edit(db, row, tier="A")
    sent(db, "李经理", "lost")
    all_confirmed(db, manager)
    client(db, now)
    waits = merge(manager, sent(db, "李经理", "3"))
    assert (waits.outcome, waits.aside) == ("parked", {"客户档案": 1})
    assert waits.gaps == (("张三", waits.gaps[0][1], waits.gaps[0][2]),)


def test_a_clock_that_is_fast_is_flagged_with_its_days(office, now):
    db, manager = office
    client(db, now)
    early = int(now.timestamp() * 1000) - 400 * DAY_MS
    report = merge(manager, sent(db, "李经理"), clock=lambda: early)
    assert report.ahead >= 400
    assert f"张三的电脑时钟快 {report.ahead} 天，请他校准" in report.reason


def test_the_report_is_kept_and_written_as_a_workbook(office, now, tmp_path):
    db, manager = office
    row = client(db, now)
    merge(manager, sent(db, "李经理", "1"))
    edit(db, row, short_name="新名")
    report = merge(manager, sent(db, "李经理", "2"))
    assert exchange.packs(manager)[0].report == json.loads(json.dumps(report.as_json()))
    exchange.save_report(manager, "2.csdesk", tmp_path / "r.xlsx")
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    assert [cell.value for cell in book["覆盖"][2]][2:] == ["客户档案", "NB01-00001 新名", "简称", "示例家电", "新名"]
    [line] = [row for row in book["台账"].iter_rows(min_row=2, values_only=True) if row[2] == "客户档案"]
    assert line[3:] == (0, 1, 0, 0, 1, 1, 0, 1, 1)


def test_a_disk_without_room_is_told_before_anything_is_written(office, now, monkeypatch):
    db, manager = office
    client(db, now)
    pack = sent(db, "李经理")
    usage = namedtuple("usage", "total used free")
    with monkeypatch.context() as small:
        small.setattr(shutil, "disk_usage", lambda _: usage(10, 0, 100))
        if manager.path.exists():
            with pytest.raises(StorageError, match=r"约需 1 MB，只剩 1 MB，没有写入任何内容。请清理"):
                merge(manager, pack)
            assert clients(manager) == {}
    assert merge(manager, pack).outcome in ("merged", "duplicate")


def test_what_does_not_prove_true_is_undone(office, now):
    db, manager = office
    client(db, now)
    merge(manager, sent(db, "李经理"))
    with manager.reading() as connection:
        held = {s.id: s for s in log.streams(connection) if s.site == db.site.site}
    runs = {id: proof.Run(1, s.top, bytes(s.chain)) for id, s in held.items()}
    with manager.writing() as connection:
        proof.prove(connection, "p", runs)
    [(id, run)] = runs.items()
    for wrong in ({id: run._replace(chain=bytes(32))}, {id: run._replace(top=run.top + 1)}, {"x.y/NB-1": run}):
        with pytest.raises(StorageError, match=r"合并后核对流水.*不一致，已全部撤销"), manager.writing() as connection:
            proof.prove(connection, "p", wrong)
    with manager.writing() as connection:
        attempt = connection.begin_nested()
        connection.exec_driver_sql("UPDATE client SET short_name = 'x'")
        with pytest.raises(StorageError, match="合并后核对记录"):
            proof.prove(connection, "p", runs)
        attempt.rollback()
    assert files.check(manager) == []
