"""Files that cannot be opened or made say why, and stay as they are."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Query
from csdesk.errors import Refused, StorageError
from csdesk.operations import files, ledgers
from csdesk.store import database

SPOT = {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}


def closed_file(folder: Path) -> Path:
    path = folder / "一部.csdb"
    files.new_file(path, name="张三", role="specialist", branch="NB").close()
    return path


def test_what_was_entered_is_there_after_reopening(tmp_path, now):
    path = closed_file(tmp_path)
    with files.open_file(path) as db:
        ledgers.create(db, Client, SPOT, now=now)
    with files.open_file(path) as db:
        assert [row.values["short_name"] for row in ledgers.select(db, Client, Query())] == ["示例家电"]
        assert db.site.name == "张三"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"hello", "不是 csdesk 的数据文件"),
        (b"", "不是 csdesk 的数据文件"),
        (b"SQLite format 3\0" + bytes(84), "不是 csdesk 的数据文件"),
    ],
)
def test_a_file_that_is_not_ours_is_refused_and_kept(tmp_path, content, sentence):
    path = tmp_path / "x.csdb"
    path.write_bytes(content)
    with pytest.raises(Refused, match=sentence):
        files.open_file(path)
    assert path.read_bytes() == content


def test_another_programs_database_is_refused(tmp_path):
    path = tmp_path / "x.csdb"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t(a)")
    connection.commit()
    connection.close()
    with pytest.raises(Refused, match="不是 csdesk 的数据文件"):
        files.open_file(path)


def test_a_file_of_a_newer_version_is_refused(tmp_path):
    path = closed_file(tmp_path)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version={database.SCHEMA + 1}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(Refused, match="更新版本的 csdesk 写成，请先升级"):
        files.open_file(path)
    assert path.read_bytes() == before


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(Refused, match="找不到文件"):
        files.open_file(tmp_path / "没有.csdb")


def test_new_never_overwrites(tmp_path):
    path = closed_file(tmp_path)
    before = path.read_bytes()
    with pytest.raises(Refused, match="已经存在"):
        files.new_file(path, name="李四", role="specialist", branch="NB")
    assert path.read_bytes() == before


@pytest.mark.parametrize("folder", ["OneDrive - 公司", "坚果云", "Nutstore Files"])
def test_a_cloud_folder_is_refused(tmp_path, folder):
    with pytest.raises(Refused, match="网盘同步的文件夹"):
        files.new_file(tmp_path / folder / "a.csdb", name="张三", role="specialist", branch="NB")


def test_a_second_window_is_refused_and_may_look(db, now):
    row = ledgers.create(db, Client, SPOT, now=now)
    with pytest.raises(files.Busy, match="只读查看"):
        files.open_file(db.path)
    with files.open_file(db.path, look_only=True) as looking:
        assert ledgers.get(looking, Client, row.book, row.id).values["short_name"] == "示例家电"
        with pytest.raises(Refused, match="只读方式打开，不能修改"):
            ledgers.create(looking, Client, SPOT, now=now)


def test_a_second_program_is_refused(db):
    code = (
        "import sys; from pathlib import Path; from csdesk.operations import files\n"
        "try: files.open_file(Path(sys.argv[1]))\n"
        "except files.Busy: print('busy')"
    )
    found = subprocess.run([sys.executable, "-c", code, str(db.path)], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "busy"


FULL_DISK = """
import resource, sys
from pathlib import Path
from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Query
from csdesk.errors import StorageError
from csdesk.operations import files, ledgers
from csdesk.store import changesets

with files.open_file(Path(sys.argv[1])) as db:
    before = ledgers.count(db, Client, Query())
    size = Path(str(db.path) + "-wal").stat().st_size + int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
    try:
        with changesets.change_set(db, "导入") as work:
            for n in range(3000):
                work.create(Client, {"client_code": f"NB-{n:05}", "legal_name": "公" * 70, "short_name": f"{n}"})
    except StorageError as told:
        print(told)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    assert ledgers.count(db, Client, Query()) == before, "something was left behind"
    assert files.check(db) == [], files.check(db)
    with changesets.change_set(db, "再来") as work:
        work.create(Client, {"client_code": "NB-1", "legal_name": "甲", "short_name": "甲"})
print("works again")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE on Windows")
@pytest.mark.parametrize("room", [0, 30_000, 400_000])
def test_a_full_disk_is_told_and_leaves_everything_as_it_was(tmp_path, room):
    path = closed_file(tmp_path)
    found = subprocess.run([sys.executable, "-W", "error", "-c", FULL_DISK, str(path), str(room)], capture_output=True, text=True)
    assert found.returncode == 0, found.stderr
    assert "磁盘空间不足" in found.stdout
    assert "works again" in found.stdout


def test_a_damaged_file_is_told(tmp_path):
    path = closed_file(tmp_path)
    data = bytearray(path.read_bytes())
    data[4096:40960] = b"\xff" * 36864
    path.write_bytes(data)
    with pytest.raises(StorageError, match="已损坏，请从备份恢复（文件 → 从备份恢复）"):
        files.open_file(path)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own, as root on Linux can mount one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = sys.platform == "linux" and subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place)], check=False)
    if not mounted or mounted.returncode:
        pytest.skip("mounting needs root on Linux")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_read_only_disk_is_told_and_can_be_looked_at(small_disk):
    path = closed_file(small_disk)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(StorageError, match="只读的，请换一个可写的位置"):
        files.open_file(path)
    with pytest.raises(StorageError, match="只读的，请换一个可写的位置"):
        files.new_file(small_disk / "b.csdb", name="张三", role="specialist", branch="NB")
    with files.open_file(path, look_only=True) as db:
        assert ledgers.count(db, Client, Query()) == 0


def test_a_disk_that_fills_up_is_told(small_disk, now):
    with files.open_file(closed_file(small_disk)) as db:
        row = ledgers.create(db, Client, SPOT, now=now)
        (small_disk / "filler").write_bytes(bytes(shutil.disk_usage(small_disk).free - 500_000))
        filled = {"maintenance_strategy": "长" * 4000}
        with pytest.raises(StorageError, match="磁盘空间不足"):
            [ledgers.create(db, Client, {**SPOT, **filled}, now=now) for _ in range(2000)]
        (small_disk / "filler").unlink()
        assert files.check(db) == []
        ledgers.change(db, Client, row, {"tier": "A"})


def test_a_place_that_cannot_be_is_told_in_chinese_with_its_name(tmp_path):
    (tmp_path / "文件").write_text("x", encoding="utf-8")
    me = {"name": "张三", "role": "specialist", "branch": "NB"}
    with pytest.raises(StorageError, match=r"文件.张三\.csdb 出错：(路径中有一段不是文件夹|同名的文件或文件夹已经存在)"):
        files.new_file(tmp_path / "文件" / "张三.csdb", **me)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts the whole path and says it otherwise")
@pytest.mark.parametrize("name", ["长" * 200, "x" * 245])
def test_a_name_that_is_too_long_is_told(tmp_path, name):
    with pytest.raises(StorageError, match="名字太长，请改短一些"):
        files.new_file(tmp_path / f"{name}.csdb", name="张三", role="specialist", branch="NB")
