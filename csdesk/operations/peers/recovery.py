"""The recovery key of headquarters: making it, sealing files for it too, and opening files whose reader lost his key."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from csdesk.domain.revocations import RecoveryKey
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.operations.peers.known import ROOTS, read_file, write_file
from csdesk.store import changesets, ledger
from csdesk.store.database import Database
from csdesk.sync import recovery
from csdesk.sync.recovery import Identity

SHORTEST = 8  # letters of a passphrase


def make(db: Database, out: Path, passphrase: str) -> str:
    """Make a recovery key and write its sealed half to `out`; a sentence that says what to do with it.

    Its public half becomes a record of headquarters (or of a branch that stands alone), and goes down with the next
    files. Raises Refused where the role may not or the passphrase is too short, and when `out` exists.
    """
    if db.site.role not in ROOTS:
        raise Refused("恢复密钥由总部制作，请联系总部")
    if len(passphrase) < SHORTEST:
        raise Refused(f"恢复密钥的口令至少 {SHORTEST} 个字，建议用一句话")
    if out.exists():
        raise Refused(f"{out} 已经存在，没有覆盖。请换一个文件名")
    public, sealed = recovery.made(passphrase)
    with changesets.change_set(db, "制作恢复密钥") as work:
        write_file(out, sealed)
        work.create(RecoveryKey, {"public": public, "note": f"文件 {out.name}"}, book=db.site.book)
    return f"恢复密钥已写到 {out}。请复制到两个 U 盘离线保管，口令另放一处，然后从本机删除；今后的同步文件都能用它打开"


def recipients(connection: Any, branch: str) -> list[str]:
    """The public halves for which every file of a branch is sealed too."""
    rows = ledger.select(connection, RecoveryKey, Query())
    told = [str(row.values.get("public")) for row in rows if row.book in ("ORG", f"BR-{branch}")]
    return [public for public in dict.fromkeys(told) if recovery.is_public(public)]


def opened(file: Path, passphrase: str) -> Identity:
    """The recovery key in a `.csrecovery` file. Raises Refused when it is none or the passphrase is wrong."""
    return recovery.opened(read_file(file), passphrase)
