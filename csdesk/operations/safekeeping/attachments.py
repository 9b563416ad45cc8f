"""Attaching files to records: copied beside the database under their hash, checked when they are opened."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from csdesk.domain.attachments import MOST_BYTES, Attachment
from csdesk.domain.moments import wire_moment
from csdesk.domain.progress import Progress, quiet
from csdesk.domain.record import Record, title_of
from csdesk.domain.rows import Filter, Query, Row
from csdesk.errors import Refused, StorageError
from csdesk.operations import ledgers
from csdesk.operations.safekeeping import backups
from csdesk.store import changesets
from csdesk.store.database import Database
from csdesk.store.files import attached
from csdesk.store.merging import purges

_CHUNK = 2**20


def folder_of(db: Database) -> Path:
    """Where the attached files of a database lie: beside it."""
    return attached.folder_of(db.path)


def shed(db: Database) -> int:
    """Delete the files of attachments that were purged, here and beside the backups; how many copies."""
    with db.reading() as connection:
        gone = purges.shed(connection)
    if not gone:
        return 0
    places = [folder_of(db), *map(attached.beside, backups.folders(db))]
    many = sum(attached.remove(places, digest) for digest in gone)
    with db.writing() as connection:
        purges.shed_done(connection)
    return many


def of(db: Database, record: type[Record], id: str) -> list[Row]:
    """The attachments of one record, newest first."""
    mine = (Filter("about_table", "is", record.about.name), Filter("about_id", "is", id))
    return ledgers.select(db, Attachment, Query(filters=mine, sort="-added_at"), 500)


def add(db: Database, record: type[Record], row: Row, files: Sequence[Path], *, now: datetime, progress: Progress = quiet) -> int:
    """Copy files beside the database and attach them to a record: one change set; how many.

    Raises Refused for what is no file, empty or too large, StorageError for a disk that cannot take it. Nothing is attached then.
    """
    told = []
    for n, path in enumerate(files):
        progress(f"添加 {path.name}", n, len(files))
        size = _size(path)
        told.append({"name": path.name[-80:], "size": size, "sha256": _take_in(db, path)})
    common = {"added_by": db.site.name, "added_at": wire_moment(now), "about_table": record.about.name, "about_id": row.id}
    title = title_of(record, row.told)
    what = told[0]["name"] if len(told) == 1 else f"{len(told)} 个"
    with changesets.change_set(db, f"添加附件 {what} 到{title}") as work:
        for one in told:
            work.create(Attachment, {**one, **common, "about_title": title[:80]}, book=row.book)
    return len(told)


def opened(db: Database, attachment: Row) -> Path:
    """Where the file of an attachment lies, under its own name, once its hash is right.

    Raises Refused when it is not on this computer or is another file now.
    """
    name, digest = str(attachment.values["name"]), str(attachment.values["sha256"])
    path = _place(db, digest, name)
    if not path.is_file():
        raise Refused(f"“{name}”不在本机：附件在{attachment.values['added_by']}的电脑上，同步文件只带文件名，请联系他发给您")
    if attached.hash_of(path) != digest:
        raise Refused(f"“{name}”和添加时不一样了（校验值不符），没有打开；请重新添加原来的文件")
    return path


def is_here(db: Database, attachment: Row) -> bool:
    """Whether the file of an attachment lies on this computer."""
    return _place(db, str(attachment.values["sha256"]), str(attachment.values["name"])).is_file()


def _place(db: Database, digest: str, name: str) -> Path:
    """Under its hash, with its ending only: what a colleague named it cannot lead out of the folder."""
    plain = all(c in "0123456789abcdef" for c in digest) and len(digest) == 64
    ending = "".join(c for c in Path(name).suffix if c.isalnum() or c == ".")[:12]
    return folder_of(db) / f"{digest if plain else 'x'}{ending}"


def _size(path: Path) -> int:
    try:
        size = path.stat().st_size
        regular = path.is_file()
    except OSError as error:
        raise Refused(f"读不了 {path.name}（{error.strerror}），请核对位置和权限") from error
    if not regular:
        raise Refused(f"{path.name} 不是文件；文件夹请先压缩成一个文件再添加")
    if size == 0:
        raise Refused(f"{path.name} 是空文件，请核对")
    if size > MOST_BYTES:
        raise Refused(
            f"{path.name} 有 {size / 2**20:,.0f} MB，附件每个最多 {MOST_BYTES // 2**20} MB；请压缩后再添加，或另行保存并在备注里写明位置"
        )
    return size


def _take_in(db: Database, path: Path) -> str:
    """Copy a file into the folder, whole or not at all; its hash, of what was copied."""
    made, half = sha256(), folder_of(db) / f"half-{secrets.token_hex(6)}"
    try:
        half.parent.mkdir(exist_ok=True)
        with path.open("rb") as source, half.open("wb") as target:
            while chunk := source.read(_CHUNK):
                made.update(chunk)
                target.write(chunk)
                if target.tell() > MOST_BYTES:
                    raise Refused(f"{path.name} 还在变大，请等它写完再添加")
            target.flush()
            os.fsync(target.fileno())
        half.replace(_place(db, made.hexdigest(), path.name[-80:]))
    except OSError as error:
        raise StorageError(f"不能把 {path.name} 复制到 {half.parent}（{error.strerror}），请核对磁盘空间和权限") from error
    finally:
        half.unlink(missing_ok=True)
    return made.hexdigest()
