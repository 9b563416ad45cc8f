"""Backups: verified before they count, thinned, brought back as somebody new; a copied file is noticed."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import timedelta

import pytest
import sqlalchemy as sa
from alembic import op
from offices import client, clients, enrol, sent

from csdesk.errors import Refused, StorageError
from csdesk.operations import files
from csdesk.operations.peers import exchange
from csdesk.operations.safekeeping import backups
from csdesk.store import database
from csdesk.store.files import copies, migrate


def test_a_backup_brings_back_what_was_there(db, now, tmp_path):
    client(db, now, "甲")
    made = backups.backup(db, tmp_path / "second place")
    client(db, now, "乙")
    path, shown = db.path, clients(db)
    with pytest.raises(files.Busy):
        backups.restore(made, path)
    db.close()
    backups.restore(made, path)
    with files.open_file(path) as restored:
        assert [values["short_name"] for values, _, _ in clients(restored).values()] == ["甲"]
        assert files.check(restored) == []
    with files.open_file(tmp_path / "张三.旧1.csdb", look_only=True) as old:
        assert clients(old) == shown


def test_a_damaged_backup_is_refused_and_the_file_stays(db, now, tmp_path):
    client(db, now)
    made = backups.backup(db, tmp_path / "second place")
    path, shown = db.path, clients(db)
    db.close()
    raw = bytearray(made.read_bytes())
    at = raw.index("示例家电".encode())
    raw[at] ^= 1
    for place in range(len(raw) - 12):
        if raw[place : place + 12] == "示例家电".encode():
            raw[place] ^= 1
    made.write_bytes(raw)
    for act in (lambda: backups.verify(made), lambda: backups.restore(made, path)):
        with pytest.raises(Refused, match="^这份备份已损坏，不能恢复；原有数据没有改动，请换一份备份$"):
            act()
    with files.open_file(path) as again:
        assert clients(again) == shown
    assert not list(tmp_path.glob("*.half*"))
    assert not list(tmp_path.glob("*.new*"))


def test_a_torn_backup_is_told_as_one(db, now, tmp_path):
    client(db, now)
    made = backups.backup(db, tmp_path / "second place")
    made.write_bytes(made.read_bytes()[:20000])
    with pytest.raises(Refused, match="这份备份已损坏"):
        backups.verify(made)


def test_a_damaged_file_gives_no_backup_and_its_own_name_is_told(db, now, tmp_path):
    client(db, now)
    db.close()
    db.path.write_bytes(db.path.read_bytes()[:20000])
    with pytest.raises(StorageError, match=r"^张三\.csdb (没有通过核对|已损坏).*从备份恢复"):
        backups.backup(db, tmp_path / "second place")


def test_what_is_not_there_is_not_restored(tmp_path):
    with pytest.raises(Refused, match="找不到备份"):
        backups.restore(tmp_path / "x.csdb", tmp_path / "y.csdb")


def test_a_merge_backs_up_first_and_only_what_has_changed(db, manager_db, now):
    enrol(db, manager_db)
    client(db, now)
    pack = sent(db, "李经理")
    for _ in range(3):
        exchange.merge(manager_db, [pack])
    made = sorted(backups.folder_of(manager_db).glob("*.csdb"))
    assert 1 <= len(made) <= 3
    with files.open_file(made[0], look_only=True) as before:
        assert clients(before) == {}
    backups.before_risky(manager_db)
    assert backups.before_risky(manager_db) is None


def test_a_day_has_one_backup_and_only_when_something_changed(db, now):
    def on(day):
        return lambda: int((now + timedelta(days=day)).timestamp() * 1000)

    assert backups.daily_due(db, now)
    backups.backup(db, clock=on(0))
    client(db, now)
    assert not backups.daily_due(db, now)
    assert backups.daily_due(db, now + timedelta(days=1))
    backups.backup(db, clock=on(1))
    assert not backups.daily_due(db, now + timedelta(days=2))


def test_each_backup_goes_to_the_second_place_too_and_its_absence_stops_nothing(db, now, tmp_path):
    stick = tmp_path / "U盘"
    with pytest.raises(Refused, match="找不到文件夹"):
        backups.set_second_place(db, stick)
    stick.mkdir()
    first = backups.backup(db)
    backups.set_second_place(db, stick)
    folder = stick / f"张三-{db.site.site[:8]}"
    assert (folder / first.name).read_bytes() == first.read_bytes()
    assert {(one.path.name, one.where) for one in backups.listing(db)} == {(first.name, "本机"), (first.name, "第二位置")}
    stick.rename(tmp_path / "拔掉了")
    client(db, now)
    second = backups.backup(db)
    assert second.exists()
    assert "第二备份位置没有写成：找不到" in backups.second_trouble(db)
    assert [one.path for one in backups.listing(db)] == [second, first]
    (tmp_path / "拔掉了").rename(stick)
    third = backups.backup(db)
    assert backups.second_trouble(db) == ""
    assert (folder / third.name).exists()
    backups.verify(folder / third.name)
    with pytest.raises(Refused, match="备份本来就在这里"):
        backups.set_second_place(db, db.path.parent)
    backups.set_second_place(db, None)
    assert backups.second_place(db) is None


def test_a_copy_that_reads_back_otherwise_is_not_kept(db, tmp_path, monkeypatch):
    stick = tmp_path / "U盘"
    stick.mkdir()
    made = backups.backup(db)

    def badly(source, target):
        target.write_bytes(source.read_bytes()[:-1] + b"?")

    monkeypatch.setattr(shutil, "copyfile", badly)
    backups.set_second_place(db, stick)
    assert "读回来不一样，没有保留" in backups.second_trouble(db)
    assert not list(stick.rglob("*.csdb"))
    assert made.exists()


def test_a_copy_with_fewer_rows_does_not_count(db, now, tmp_path, monkeypatch):
    client(db, now)
    copied = copies._copy_pages

    def short(source, target, progress):
        counts = copied(source, target, progress)
        with closing(sqlite3.connect(target)) as half, half:
            half.execute("DELETE FROM client")
        return counts

    older = backups.backup(db)
    monkeypatch.setattr(copies, "_copy_pages", short)
    with pytest.raises(StorageError, match="没有通过核对，没有写出副本"):
        backups.backup(db)
    assert [one.path for one in backups.listing(db)] == [older]


BROKEN_OFF = """
import os, resource, signal, sys
from pathlib import Path
from csdesk.errors import StorageError
from csdesk.operations import files
from csdesk.operations.safekeeping import backups

db = files.open_file(Path(sys.argv[1]))
if sys.argv[2] == "kill":
    backups.backup(db, progress=lambda *_: os.kill(os.getpid(), signal.SIGKILL))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    backups.backup(db)
except StorageError as told:
    print(told)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE and SIGKILL are POSIX")
@pytest.mark.parametrize("how", ["kill", "full disk"])
def test_a_backup_that_is_broken_off_leaves_the_older_ones(db, now, how):
    client(db, now)
    older, path = backups.backup(db), db.path
    db.close()
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", BROKEN_OFF, str(path), how], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == (-9 if how == "kill" else 0), done.stderr
    assert how == "kill" or "磁盘空间不足" in done.stdout
    with files.open_file(path) as again:
        assert [one.path for one in backups.listing(again)] == [older]
        backups.backup(again)
        assert len(backups.listing(again)) == 2
        assert not [left for left in backups.folder_of(again).iterdir() if ".half" in left.name]


def test_a_backup_of_an_older_version_is_still_a_backup(db, now, monkeypatch):
    client(db, now)
    old, path, shown = backups.backup(db), db.path, clients(db)
    db.close()
    steps = [*migrate.steps(), lambda: op.add_column("client", sa.Column("of_tomorrow", sa.Text()))]
    monkeypatch.setattr(migrate, "steps", lambda: steps)
    monkeypatch.setattr(database, "SCHEMA", database.SCHEMA + 1)
    backups.verify(old)
    backups.restore(old, path)
    with files.open_file(path) as restored:
        assert clients(restored) == shown


def test_backups_are_thinned_by_day_week_and_month(now):
    daily = [now - timedelta(days=n) for n in range(800)]
    kept = sorted(backups.kept(daily), reverse=True)
    assert kept[:7] == daily[:7]
    assert len(kept) <= 7 + 4 + 12
    assert len({m.strftime("%Y-%m") for m in kept}) == 12
    hourly = [now - timedelta(minutes=n) for n in range(60)]
    assert len(backups.kept(hourly)) == 3
    assert backups.kept([]) == set()


def test_a_copy_on_the_same_pc_writes_under_another_name(db, manager_db, now, tmp_path):
    enrol(db, manager_db)
    client(db, now, "共同的")
    original, first = db.path, db.site
    db.close()
    (tmp_path / "copy").mkdir()
    shutil.copy(original, tmp_path / "copy" / "张三.csdb")
    with files.open_file(original) as one:
        assert one.site == first
        client(one, now, "原件")
        exchange.merge(manager_db, [sent(one, "李经理", "one")])
    with files.open_file(tmp_path / "copy" / "张三.csdb") as two:
        assert two.site.inc != first.inc
        client(two, now, "副本")
        (report,) = exchange.merge(manager_db, [sent(two, "李经理", "two")])
    assert report.outcome == "merged"
    assert {values["short_name"] for values, _, _ in clients(manager_db).values()} == {"共同的", "原件", "副本"}
    assert files.check(manager_db) == []


def test_an_old_file_put_back_by_hand_is_noticed(db, now, tmp_path):
    client(db, now, "甲")
    path, first = db.path, db.site
    db.close()
    shutil.copy(path, tmp_path / "kept")
    with files.open_file(path) as again:
        assert again.site == first
        client(again, now, "乙")
    shutil.copy(tmp_path / "kept", path)
    with files.open_file(path) as old:
        assert old.site.inc != first.inc
        inc = old.site.inc
    with files.open_file(path) as again:
        assert again.site.inc == inc
