"""Files: making, opening, checking, saving a second copy."""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping

from csdesk import paths
from csdesk.domain.care.clients import Client
from csdesk.domain.lives import LIVES
from csdesk.domain.progress import Progress, quiet
from csdesk.domain.record import title_of
from csdesk.domain.rows import Filter, Query
from csdesk.domain.staff.people import Role, Staff
from csdesk.domain.staff.posts import HEADQUARTERS, book_of
from csdesk.domain.states import Life, out_of_step, replayed
from csdesk.errors import KeysElsewhere, Refused
from csdesk.operations.safekeeping import backups
from csdesk.paths import Place
from csdesk.store import cache, changesets, ledger, log, sequences
from csdesk.store.changesets import Clock
from csdesk.store.database import Busy, Database, Site, is_older
from csdesk.store.engines import words_of
from csdesk.store.files import attached
from csdesk.store.lookup import Connection
from csdesk.store.merging import blanks as empty
from csdesk.store.troubles import Damaged

__all__ = ["Busy", "Damaged", "Database", "Site", "check", "new_file", "open_file", "rebuild"]


#: What no branch may be called: books of headquarters, branches and spans begin with it.
RESERVED = ("ORG", "BR", "SP")


def new_file(path: Place, *, name: str, role: str, branch: str) -> Database:
    """A new working file with its own book. role: a `Role` code; branch: 2 to 6 capital letters or digits, `HQ` for headquarters."""
    from csdesk.sync import keys  # cryptography is of no use where a file is only opened

    if not name.strip():
        raise Refused("请填写姓名")
    if role not in Role.labels():
        raise Refused(f"没有“{role}”这个岗位，可用：{'、'.join(Role.labels())}")
    branch = branch.strip().upper()
    if not (branch.isascii() and branch.isalnum() and 2 <= len(branch) <= 6):
        raise Refused(f"分部代码应为 2–6 位字母或数字，例如 NB；总部填 {HEADQUARTERS}")
    if branch in RESERVED:
        raise Refused(f"{branch} 是系统保留的代码，请用别的分部代码；总部请填 {HEADQUARTERS}")
    site = secrets.token_hex(8)
    book = book_of(role, branch, site)
    me = {"site": site, "inc": secrets.token_hex(2), "name": name.strip(), "role": role, "branch": branch, "book": book, "seat": ""}
    db = Database.new(path, me)
    keys.make(site)
    with changesets.change_set(db, f"建立文件 {me['name']}") as work:
        work.mark["founding"] = True  # what a file stands on is no step to take back
        work.create(Staff, {"name": me["name"], "role": role, "branch": branch, "site": site})
    return db


def open_file(path: Place, *, look_only: bool = False) -> Database:
    """Open a file, brought up to date first if it is of an older version; one whose keys are elsewhere only to look.

    Raises Refused or StorageError with a sentence, Busy when another window has it.
    """
    if not look_only and is_older(path):
        from csdesk.store.files import migrate

        migrate.upgrade(path)
    db = Database.open(path, look_only=look_only)
    if paths.key(db.site.site).exists():
        return db
    db.close()
    db = Database.open(path, look_only=True)
    db.why_look = str(KeysElsewhere())
    return db


def check(db: Database, progress: Progress = quiet) -> list[str]:
    """Everything that is not as it should be, each as a sentence: chains, signatures, cache against log, events, the engine's own check.

    Raises Cancelled from `progress`.
    """
    with db.reading() as connection:
        found = log.broken_chains(connection, progress)
        found += _forged(db, log.streams(connection))
        try:
            found += cache.differences(connection, progress)
        except Damaged as told:  # a line that cannot be read folds to nothing
            found.append(str(told))
        found += _in_two_books(connection)
        found += _damaged_files(db, connection, progress)
        found += [sentence for life in LIVES if life.trace for sentence in _out_of_step(connection, life)]
        progress("数据库自检", 0, 0)
        return found + words_of(connection).ailments(connection)


def blanks(db: Database) -> list[str]:
    """What a branch's file holds only the outline of, by who wrote it, each as a sentence; above the branches that is as it should be."""
    from csdesk.operations.peers import enrolment
    from csdesk.sync import roles

    known = enrolment.known(db)
    if db.site.site in known and roles.is_above(known[db.site.site]):
        return []
    with db.reading() as connection:
        missing: Counter[str] = Counter()
        for stream in log.streams(connection):
            missing[known[stream.site].name if stream.site in known else stream.site] += len(empty.blank(connection, stream))
    return [
        f"{name}写的 {many} 条内容在本机只剩空白：从总部取回的文件不带只留在分部的内容。请在分部仍有这些内容的人（{name}或当时收到的同事）"
        "发一份“全量”同步文件，合并后自动补回；已经没有人保存的，只能一直空白"
        for name, many in missing.items()
        if many
    ]


def _in_two_books(connection: Connection) -> Iterator[str]:
    """Clients that two people handed over at once, to different books."""
    twice = "SELECT id FROM client WHERE deleted = 0 GROUP BY id HAVING count(*) > 1"
    for id_ in connection.exec_driver_sql(twice).scalars().all():
        rows = ledger.select(connection, Client, Query(filters=(Filter("_id", "is", id_),)))
        names = {row.book: ledger.titles(connection, Staff, [str(row.values.get("owner_id"))]) for row in rows}
        where = "、".join(_owned(row.book, names[row.book]) for row in rows)
        yield (
            f"客户 {title_of(Client, rows[0].values)} 同时在 {len(rows)} 个客户簿里（{where}），可能有两人同时办了移交。"
            "请确认归谁负责，再在客户档案中选中另一份“移交给…”他"
        )


def _damaged_files(db: Database, connection: Connection, progress: Progress) -> Iterator[str]:
    """Attached files that are not what they were when they were added."""
    for digest in attached.damaged(attached.folder_of(db.path), progress):
        names = connection.exec_driver_sql("SELECT name FROM attachment WHERE sha256 = ? AND deleted = 0", (digest,)).scalars().all()
        for name in dict.fromkeys(names):
            yield f"附件“{name}”和添加时不一样了。请用“文件 › 从备份恢复”取回，或重新添加原来的文件"


def _owned(book: str, names: Mapping[str, Mapping[str, str]]) -> str:
    owner = next((name for by_book in names.values() for name in by_book.values()), "")
    return f"{owner} {book}" if owner else book


def rebuild(db: Database, progress: Progress = quiet, *, clock: Clock = changesets.wall_clock) -> None:
    """Fill every ledger and the search index anew from the log, in one transaction, behind a backup.

    Raises Cancelled from `progress`, and as `backups.backup`; everything is then as it was.
    """
    backups.before_risky(db, clock=clock)
    with db.writing() as connection:
        cache.rebuild(connection, progress)
        cache.settle_holds(connection)


def _forged(db: Database, streams: list[log.Stream]) -> list[str]:
    """Streams of others whose end does not carry the signature of who wrote them."""
    from csdesk.operations.peers import enrolment
    from csdesk.sync import keys, manifest

    known = enrolment.known(db)
    signed = [(s, known[s.site]) for s in streams if s.site in known and s.sig]
    good = {
        s.id for s, author in signed if keys.verifies(author.sign, bytes(s.sig or b""), manifest.signed_top(s.id, s.top, bytes(s.chain)))
    }
    return [f"流水 {s.author}（{s.book}）末尾不是{author.name}的签名" for s, author in signed if s.id not in good]


def _out_of_step(connection: Connection, life: Life) -> Iterator[str]:
    """Records whose events do not follow from each other, or do not lead to their state: two people acted at once."""
    labels = {state.value: state.label for state in life.machine.moves}
    for title, state, events in sequences.lives(connection, life):
        what = f"{life.record.about.label} {title}"
        for one, two in out_of_step(events):
            led, began = (labels.get(code or "", code) for code in (one.to, two.before))
            yield f"{what}：{two.at[:16].replace('T', ' ')} 的操作从“{began}”开始，之前却已是“{led}”，可能有两人同时操作，请核对"
        if (told := replayed(events)) and told[-1].to != state:
            last, now = (labels.get(code or "", code) for code in (told[-1].to, state))
            yield f"{what}：状态是“{now}”，最后一条记录却是“{last}”，请核对"
