"""Restoring: a backup and the archive give back what was there; what cannot come back is told; the drill shows it."""

import os
import random
import shutil
from datetime import timedelta

import pytest
from offices import client, clients, enrol, sent

from csdesk.domain.care.clients import Client
from csdesk.errors import Cancelled, Refused
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange
from csdesk.operations.safekeeping import backups, restoring
from csdesk.store.files import state


@pytest.fixture
def office(db, manager_db):
    """张三 and his manager, enrolled."""
    enrol(db, manager_db)
    return db, manager_db


def delivered(db, manager, now, *names):
    """New clients of 张三 that reach the manager, each in a file of its own."""
    for name in names:
        client(db, now, name)
        exchange.merge(manager, [sent(db, "李经理", name)])


def test_a_backup_and_the_archive_give_back_everything_that_came(office, now):
    db, manager = office
    delivered(db, manager, now, "甲")
    old = backups.backup(manager)
    delivered(db, manager, now, "乙", "丙")
    shown, path, inc = clients(manager), manager.path, manager.site.inc
    manager.close()
    told = restoring.restore(old, path)
    assert (told.packs, told.refused, told.lost.changes) == (2, (), 0)
    assert "备份之后收到的 2 份同步文件已重新合并" in told.sentences[1]
    with files.open_file(path) as restored:
        assert clients(restored) == shown
        assert restored.site.inc != inc
        assert files.check(restored) == []
        assert {pack.file for pack in exchange.packs(restored)} == {"甲.csdesk", "乙.csdesk", "丙.csdesk"}
    with files.open_file(told.kept, look_only=True) as kept:
        assert clients(kept) == shown


def test_in_whatever_order_things_happened(office, now):
    """restore(backup) + archive == state, for any order of own work, files that come and backups, with conflicts among them."""
    db, manager = office
    chance = random.Random(20260612)
    row = client(db, now, "甲")
    delivered(db, manager, now, "乙")
    exchange.merge(db, [sent(manager, "张三")])
    taken = []
    for n in range(12):
        match chance.choice(("own", "comes", "both", "backup")):
            case "own":
                client(manager, now, f"自己{n}")
            case "comes":
                delivered(db, manager, now, f"来{n}")
            case "both":
                for who, tier in ((db, "A"), (manager, "B")):
                    ledgers.change(who, Client, ledgers.get(who, Client, row.book, row.id), {"tier": tier, "remark": f"{n}{tier}"})
                delivered(db, manager, now, f"同{n}")
            case "backup":
                taken.append(backups.backup(manager, db.path.with_name(f"备份{n}")))
    assert len(taken) > 2
    with manager.reading() as connection:
        own = {s.id: s.top for s in state.log.streams(connection) if s.site == manager.site.site}
    for n, old in enumerate(taken):
        to = manager.path.with_name(f"恢复{n}.csdb")
        shutil.copytree(exchange.archive_of(manager), to.with_name(f"{to.stem}.存档"))
        assert restoring.restore(old, to).refused == ()
        with files.open_file(to) as restored, restored.reading() as one, manager.reading() as other:
            found = state.compare(one, other, manager.site.site)
            held = {s.id: s.top for s in state.log.streams(one)}
            assert found.unlike == ()
            assert found.later == sum(top - held.get(id, 0) for id, top in own.items())


def test_the_archive_keeps_what_a_restore_may_need_and_no_more(office, now):
    db, manager = office
    delivered(db, manager, now, "甲")
    first = {file.name for file in exchange.archive_of(manager).iterdir()}
    assert len(first) == 1
    backups.backup(manager)
    made = backups.listing(manager)
    assert {file.name for file in exchange.archive_of(manager).iterdir()} == first  # the backup before the merge does not know it
    for old in made[1:]:
        old.path.unlink()  # as thinning does, a year later
    delivered(db, manager, now, "乙")
    backups.backup(manager)
    assert first <= {file.name for file in exchange.archive_of(manager).iterdir()}  # a backup in another place may need it
    for name in first:
        year_ago = (exchange.archive_of(manager) / name).stat().st_mtime - 367 * 86_400
        os.utime(exchange.archive_of(manager) / name, (year_ago, year_ago))
    backups.backup(manager)
    assert not any(file.name in first for file in exchange.archive_of(manager).iterdir())
    shown, path = clients(manager), manager.path
    manager.close()
    restoring.restore(made[0].path, path)
    with files.open_file(path) as restored:
        assert clients(restored) == shown


def test_own_work_that_is_lost_is_told_from_when_to_when(office, now):
    db, manager = office
    delivered(db, manager, now, "甲")
    old = backups.backup(db)
    delivered(db, manager, now, "发出过的")
    client(db, now, "没发出过的")
    path = db.path
    db.close()
    told = restoring.restore(old, path)
    assert told.lost.changes > told.lost.sent > 0
    assert told.lost.since[:10] <= told.lost.until[:10]
    text = "\n".join(told.sentences)
    assert f"其中 {told.lost.sent} 条发出过：请给对方发一份文件" in text
    assert f"其中 {told.lost.changes - told.lost.sent} 条没有发出过，只在原来的文件里" in text
    with files.open_file(path) as restored:
        exchange.merge(manager, [sent(restored, "李经理", "恢复后")])
        exchange.merge(restored, [sent(manager, "张三")])
        assert {values["short_name"] for values, _, _ in clients(restored).values()} == {"甲", "发出过的"}


def test_a_damaged_file_is_restored_over_and_kept(office, now):
    db, manager = office
    delivered(db, manager, now, "甲", "乙")
    old, shown, path = backups.backup(manager), clients(manager), manager.path
    manager.close()
    path.write_bytes(path.read_bytes()[:20000])
    told = restoring.restore(old, path)
    assert told.lost is None
    assert "原来的文件已读不出来" in "\n".join(told.sentences)
    assert told.kept.stat().st_size == 20000
    with files.open_file(path) as restored:
        assert clients(restored) == shown


def test_what_stands_there_is_backed_up_first_and_the_chosen_backup_is_not_thinned_away(db, now):
    def at(ms):
        return lambda: int(now.timestamp() * 1000) + ms

    made = [backups.backup(db, clock=at(n)) for n in range(3)]
    client(db, now, "甲")
    path = db.path
    db.close()
    restoring.restore(made[0], path, clock=at(3))
    left = sorted((path.parent / "张三.备份").glob("*.csdb"))
    assert len(left) == 4
    with files.open_file(left[-1], look_only=True) as newest:
        assert len(clients(newest)) == 1


# -- the drill --------------------------------------------------------------------------------------------------------


def test_a_drill_passes_leaves_nothing_and_does_not_touch_the_file(office, now):
    db, manager = office
    delivered(db, manager, now, "甲")
    with pytest.raises(Refused, match="还没有备份，不能演练"):
        restoring.drill(db)
    delivered(db, manager, now, "乙")
    client(manager, now, "经理自己的")
    inc, beside = manager.site.inc, set(manager.path.parent.iterdir())
    found = restoring.drill(manager, clock=lambda: int(now.timestamp() * 1000))
    assert found.passed
    assert (found.packs, found.compared.later > 0) == (1, True)
    assert found.compared.records >= 2
    assert "演练通过" in found.sentences[0]
    assert "没有参加对比" in found.sentences[-1]
    assert set(manager.path.parent.iterdir()) == beside
    assert backups.last_drill(manager) == now
    place = manager.place
    manager.close()
    with files.open_file(place) as again:
        assert again.site.inc == inc


def test_a_drill_notices_what_neither_backup_nor_archive_holds(office, now):
    db, manager = office
    delivered(db, manager, now, "甲", "乙")
    backups.backup(manager)
    delivered(db, manager, now, "丙")
    for file in exchange.archive_of(manager).glob("*丙*"):
        file.unlink()
    found = restoring.drill(manager)
    assert not found.passed
    assert any("既不在备份里，也不在存档里" in sentence for sentence in found.sentences)


def test_a_drill_notices_a_row_that_is_not_what_the_log_says(office, now, monkeypatch):
    db, manager = office
    delivered(db, manager, now, "甲")
    backups.backup(manager)
    bring = restoring.store.bring

    def wrong(backup, to):
        bring(backup, to)
        with files.Database.open(to, rehearsal=True) as copy, copy.writing() as connection:
            connection.exec_driver_sql("UPDATE client SET tier = 'A'")

    monkeypatch.setattr(restoring.store, "bring", wrong)
    assert "客户档案 恢复后与现在的流水不一致" in restoring.drill(manager).compared.unlike


def test_a_drill_can_be_stopped(office, now):
    db, manager = office
    delivered(db, manager, now, "甲")

    def stop(what, *_):
        if what.startswith("演练：对比"):
            raise Cancelled("已取消，数据保持原样")

    beside = set(manager.path.parent.iterdir())
    with pytest.raises(Cancelled):
        restoring.drill(manager, progress=stop)
    assert set(manager.path.parent.iterdir()) == beside
    assert backups.last_drill(manager) is None


def test_a_drill_is_due_once_a_month(db, now):
    clock = lambda: int(now.timestamp() * 1000)  # noqa: E731
    assert not backups.drill_due(db, now + timedelta(days=400))
    backups.backup(db, clock=clock)
    assert not backups.drill_due(db, now + timedelta(days=29))
    assert backups.drill_due(db, now + timedelta(days=30))
    restoring.drill(db, clock=clock)
    assert backups.drill_due(db, now + timedelta(days=30))
    restoring.drill(db, clock=lambda: clock() + 30 * 86_400_000)
    assert not backups.drill_due(db, now + timedelta(days=30))


# -- checking ---------------------------------------------------------------------------------------------------------


@pytest.mark.both_engines
def test_an_end_that_its_author_did_not_sign_is_found(office, now):
    db, manager = office
    delivered(db, manager, now, "甲")
    assert files.check(manager) == []
    with manager.writing() as connection:
        connection.exec_driver_sql("UPDATE stream SET sig = ? WHERE site = ?", (bytes(64), db.site.site))
    assert files.check(manager) == [f"流水 {db.site.author}（{db.site.book}）末尾不是张三的签名"]


@pytest.mark.both_engines
def test_the_ledgers_are_filled_anew_and_a_stop_changes_nothing(office, now):
    db, manager = office
    delivered(db, manager, now, "甲")
    exchange.hold(manager, "甲.csdesk")
    shown = clients(manager)
    with manager.writing() as connection:
        connection.exec_driver_sql("UPDATE staff SET name = 'x'")
        connection.exec_driver_sql("UPDATE stream SET upto = NULL")
    wrong = files.check(manager)

    def stop(what, done, _):
        if what.startswith("重建") and done == 3:
            raise Cancelled("已取消，数据保持原样")

    with pytest.raises(Cancelled):
        files.rebuild(manager, stop)
    assert files.check(manager) == wrong != []
    files.rebuild(manager)
    assert files.check(manager) == []
    assert clients(manager) == shown


def test_on_a_server_drills_and_lists_are_the_servers_affair(server, now):
    with server.database() as at, files.new_file(at, name="李经理", role="branch_manager", branch="NB") as db:
        for act in (restoring.drill, backups.listing):
            with pytest.raises(Refused, match="pg_dump 或 pg_basebackup"):
                act(db)
        with pytest.raises(Refused, match="pg_dump"):
            backups.set_second_place(db, db.path.parent)
        assert not backups.daily_due(db, now)
        assert not backups.drill_due(db, now)
