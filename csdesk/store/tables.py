"""The tables: one per declared record, derived from its declaration, and the few that hold the log itself."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text, text

from csdesk.domain.kinds import KINDS
from csdesk.domain.numbered import SECOND
from csdesk.domain.record import Record, fields_of
from csdesk.domain.records import RECORDS

metadata = MetaData()
_BIG = BigInteger().with_variant(Integer, "sqlite")

META = Table("meta", metadata, Column("k", Text, primary_key=True), Column("v", Text, nullable=False))

#: The log of one site in one book. `upto` holds it back: later changes are kept but not folded.
STREAM = Table(
    "stream",
    metadata,
    Column("n", _BIG, primary_key=True),
    Column("site", Text, nullable=False),
    Column("inc", Text, nullable=False),
    Column("book", Text, nullable=False),
    Column("top", _BIG, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("sig", LargeBinary),
    Column("upto", _BIG),
    Index("stream_id", "site", "inc", "book", unique=True),
)

#: One line of the log, byte for byte as authored: `head` is `[seq,hlc,tbl,row,base,bodyhash]`, `body` is `{field: value}`.
CHANGE = Table(
    "change",
    metadata,
    Column("stream", _BIG, primary_key=True, autoincrement=False),
    Column("seq", _BIG, primary_key=True, autoincrement=False),
    Column("row", Text, nullable=False),
    Column("tbl", Text, nullable=False),
    Column("hlc", _BIG, nullable=False),
    Column("head", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("chain", LargeBinary, nullable=False),
    Column("pack", _BIG),
    Index("change_row", "row"),
    Index("change_blank", "stream", "seq", sqlite_where=text("length(body) = 0")),
    Index("change_purge", "row", sqlite_where=text("tbl = '_purge'")),
    sqlite_with_rowid=False,
)

#: A sync file that was merged: its report, and which changes of which streams it brought.
PACK = Table(
    "pack",
    metadata,
    Column("n", _BIG, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("sender", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("file", Text, nullable=False),
    Column("merged_at", Text, nullable=False),
    Column("report", Text, nullable=False),
)
PACK_STREAM = Table(
    "pack_stream",
    metadata,
    Column("pack", _BIG, primary_key=True, autoincrement=False),
    Column("stream", _BIG, primary_key=True, autoincrement=False),
    Column("first_new", _BIG, nullable=False),
    Column("top", _BIG, nullable=False),
)

#: What a peer has told us it holds: an export starts behind it.
ACKED = Table(
    "acked",
    metadata,
    Column("peer", Text, primary_key=True),
    Column("stream", Text, primary_key=True),
    Column("seq", _BIG, nullable=False),
)

#: Up to where a peer was asked for bodies that are blank here, and had none either; `lacks` is what he said then that he lacks himself.
BARREN = Table(
    "barren",
    metadata,
    Column("peer", Text, primary_key=True),
    Column("stream", Text, primary_key=True),
    Column("seq", _BIG, nullable=False),
    Column("lacks", Text, nullable=False),
)

#: Certificates as they came, by site. `post`: what the holder may write in, where he has covered for a colleague.
CERT = Table(
    "cert",
    metadata,
    Column("site", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("post", Text),
)

#: What a client's month adds up to, in 分: a cache of the ledgers' live rows (`figures/client_months`). `applied` is apart from `owed`,
#: because it is counted otherwise where records were handed on. `lines` charge lines, `n` rows of any kind made it.
CLIENT_MONTH = Table(
    "client_month",
    metadata,
    Column("client", Text, primary_key=True),
    Column("month", Text, primary_key=True),
    *(Column(name, _BIG, nullable=False) for name in ("revenue", "cost", "billed", "owed", "applied", "lines", "n")),
    sqlite_with_rowid=False,
)

_SQL_TYPES: dict[str, Any] = {kind.name: _BIG for kind in KINDS.values() if kind.numeric} | {"flag": Integer}
#: The columns every cache table has beside its fields.
SYSTEM = ("book", "id", "heads", "deleted", "conflicts", "extra", "search",
          "created_at", "created_by", "updated_at", "updated_by")  # fmt: skip


@cache
def table_of(record: type[Record]) -> Table:
    """The cache table of a record. `n` is a local number for paging; it never travels."""
    name = record.about.name
    if name in metadata.tables:
        return metadata.tables[name]
    table = Table(
        name,
        metadata,
        Column("n", _BIG, primary_key=True),
        *(Column(column, Integer if column == "deleted" else Text) for column in SYSTEM),
        *(Column(f.name, _SQL_TYPES.get(f.kind.name, Text)) for f in fields_of(record)),
        Index(f"{name}__id", "id", "book", unique=True),
    )
    Index(f"{name}__conflicts", table.c.id, sqlite_where=table.c.conflicts.is_not(None))
    order = record.about.order.lstrip("-")
    for f in fields_of(record):
        if f.name == SECOND:
            Index(f"{name}__{f.name}", table.c[f.name], sqlite_where=table.c[f.name].is_not(None))  # hardly any has one
        elif f.of or f.number or f.name == order or f.name in record.about.codes:
            Index(f"{name}__{f.name}", table.c.deleted, table.c[f.name])  # covers a ledger sorted by it
    return table


def all_tables() -> MetaData:
    """Every table. Only a new or an old file needs them all, so that a start waits for few.

    What is said to PostgreSQL alone is said here: SQLAlchemy loads its dialect to check it.
    """
    for record in RECORDS:
        table_of(record)
    for table in metadata.tables.values():
        for index in table.indexes:
            index.dialect_options["postgresql"]["where"] = index.dialect_options["sqlite"]["where"]
    return metadata
