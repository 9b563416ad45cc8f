"""A line of the log as bytes: its head, its body, and the chain that ties each line to all before it (sync.md §2.11).

A line is `[seq,hlc,tbl,row,base,bodyhash]⇥{field: value}`. Only the head is chained: a body can be blanked, by a purge or
because it may not leave the branch, without breaking the chain.
"""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

import msgspec

#: The chain before the first line.
ZERO = bytes(32)
#: `[seq, hlc, tbl, row, base, bodyhash]`, the chained part of a line.
Head = tuple[int, int, str, str, list[str], str]
decode_head = msgspec.json.Decoder(Head).decode
decode_body = msgspec.json.Decoder(dict[str, Any]).decode
encode = msgspec.json.Encoder().encode


class Line(NamedTuple):
    """One change as it travels: what its head says, its exact bytes, the chain after it, and what its body must hash to."""

    seq: int
    hlc: int
    tbl: str
    row: str
    base: list[str]
    head: bytes
    body: bytes
    chain: bytes
    hashed: str


def link(previous: bytes, head: bytes) -> bytes:
    """The chain after one more line."""
    return hashlib.blake2b(previous + head, digest_size=32).digest()


def body_hash(body: bytes) -> str:
    """The fingerprint of a body, kept in the head so that a purge can blank the body alone."""
    return hashlib.blake2b(body, digest_size=16).hexdigest()


def stream_id(site: str, inc: str, book: str) -> str:
    """What a stream is called in sync files and in the list of what a peer holds: `site.inc/book`."""
    return f"{site}.{inc}/{book}"
