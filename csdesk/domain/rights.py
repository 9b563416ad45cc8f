"""Who may write what: a static table that is asked both when a person writes and when a file is merged (sync.md §2.9)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from csdesk.domain.changes import CHANGE_SET, MOVED, PURGE, written
from csdesk.domain.record import field_map
from csdesk.domain.records import RECORD_BY_NAME

#: Who may hand records over to another book: whoever governs both.
MOVERS = ("branch_manager", "assistant", "director")


@dataclass(frozen=True, slots=True)
class Rights:
    """What a role may not write.

    tables: record names. settled: (record, field) that may be written with the record's first change only, such as the
    owner of a client.
    """

    tables: frozenset[str] = frozenset()
    settled: frozenset[tuple[str, str]] = frozenset()


RIGHTS: Mapping[str, Rights] = {
    "specialist": Rights(tables=frozenset({"hold"}), settled=frozenset({("client", "owner_id")})),
    "assistant": Rights(tables=frozenset({"hold"})),
    "branch_manager": Rights(),
    "deputy_director": Rights(tables=frozenset({"hold"})),
    "director": Rights(),
}


def may_write_in(role: str, branch: str, books: Collection[str], book: str) -> bool:
    """Whether somebody of this role and branch, with these books of his own, may write in a book at all."""
    if role == "director" or book in books:
        return True
    if role == "deputy_director":
        return book.startswith("BR-")
    return role in ("branch_manager", "assistant") and (book == f"BR-{branch}" or book.startswith(f"{branch}-"))


def forbidden(role: str, tbl: str, base: Collection[str], body: Mapping[str, Any]) -> str:
    """What a role may not do in one change, as a Chinese word; empty when all is well.

    Tables and fields that are not known here are relayed, not judged.
    """
    if tbl == CHANGE_SET:
        return ""
    if tbl == PURGE:
        return "" if role in ("branch_manager", "director") else "清除记录"
    rights = RIGHTS.get(role)
    if rights is None:
        return "任何内容"
    record = RECORD_BY_NAME.get(tbl)
    if record is None:
        return ""
    if MOVED in body and role not in MOVERS:
        return "客户的归属"
    if tbl in rights.tables:
        return record.about.ledger
    closed = [field_map(record)[name].label for name in written(body) if base and (tbl, name) in rights.settled]
    return f"{record.about.ledger}的{'、'.join(closed)}" if closed else ""
