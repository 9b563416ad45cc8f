"""The text of a sync file: a manifest, then the lines of its streams, each of a known form and size."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from csdesk.domain import lines
from csdesk.domain.lines import Line
from csdesk.sync import limits
from csdesk.sync.certificates import Chain
from csdesk.sync.container import FMT, Header
from csdesk.sync.failures import Malformed
from csdesk.sync.keys import Keys

_HEAD = b"csdesk-head-1\0"
_HEX64 = re.compile(r"[0-9a-f]{64}")
_STREAM = re.compile(r"([0-9a-f]{16})\.([0-9a-f]{1,8})/([A-Z0-9][A-Za-z0-9-]{1,40})")
_TABLE = re.compile(r"[a-z_][a-z0-9_]{0,40}")
_ROW = re.compile(r"[0-9a-f]{16,32}")
_NUL = b"\\u0000"

#: What a body may say: no floats, which do not survive the way, and nothing too long, too large or too deep.
_Plain = Annotated[str, Meta(max_length=limits.TEXT)] | Annotated[int, Meta(ge=-limits.WHOLE, le=limits.WHOLE)] | bool | None
_Value: Any = _Plain
for _ in range(1, limits.NESTING):
    _Value = _Plain | Annotated[list[_Value], Meta(max_length=limits.FIELDS)] | Annotated[dict[str, _Value], Meta(max_length=limits.FIELDS)]
_Name = Annotated[str, Meta(max_length=60)]
_decode_body = msgspec.json.Decoder(Annotated[dict[_Name, _Value], Meta(max_length=limits.FIELDS)]).decode


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """One run of one stream: lines `frm`..`top`, the chain before and after, the author's signature under the end."""

    id: str
    frm: int
    top: int
    prev: str
    chain: str
    sig: str

    @property
    def parts(self) -> tuple[str, str, str]:
        """(site, incarnation, book)."""
        found = _STREAM.fullmatch(self.id)
        if found is None:
            raise Malformed("流水编号")
        return found[1], found[2], found[3]

    @property
    def site(self) -> str:
        return self.parts[0]

    @property
    def book(self) -> str:
        return self.parts[2]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """The first line: what follows, what the sender already holds, and the certificates of all authors.

    made: when it was written, in milliseconds since 1970 by the sender's clock; 0 from the first versions. chains: for each
    stream in `have` the chain there, so that two who count alike but hold different lines learn of it. lacks: of streams with
    bodies that are blank at the sender's, a fingerprint of which those are: once it is another, he may be asked for more.
    """

    fmt: int
    schema: int
    pack: str
    sender: str
    to: str
    have: dict[str, int]
    streams: tuple[Section, ...]
    certs: tuple[Chain, ...]
    made: int = 0
    chains: dict[str, str] = {}
    lacks: dict[str, Annotated[str, Meta(max_length=64)]] = {}


def signed_top(section_id: str, top: int, chain: bytes) -> bytes:
    """What the author of a stream signs under its end."""
    return _HEAD + section_id.encode() + top.to_bytes(8, "little") + chain


def section(stream: str, frm: int, top: int, prev: bytes, chain: bytes, sig: bytes, own: Keys | None) -> Section:
    """A section to send; `own` signs it when the stream is the sender's own."""
    sig = own.sign(signed_top(stream, top, chain)) if own else sig
    return Section(id=stream, frm=frm, top=top, prev=prev.hex(), chain=chain.hex(), sig=sig.hex())


def text(manifest: Manifest, runs: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
    """The lines of a file: the manifest, then head ⇥ body of each change exactly as stored."""
    yield msgspec.json.encode(manifest)
    for head, body in runs:
        yield head + b"\t" + body


# -- reading --------------------------------------------------------------------------------------------------------


def read_manifest(source: Iterator[bytes], header: Header) -> Manifest:
    """The first line, bound to the header. Raises Malformed."""
    try:
        manifest = msgspec.json.decode(next(source, b""), type=Manifest)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Malformed("清单") from None
    if not 0 <= manifest.made <= limits.WHOLE:
        raise Malformed("清单中的时间")
    bound = (manifest.pack, manifest.sender, manifest.to) == (header.pack, header.sender, header.to)
    if not bound or manifest.fmt != FMT or _longest(manifest) > limits.STREAMS:
        raise Malformed("清单与文件头不一致")
    if len({s.id for s in manifest.streams}) != len(manifest.streams) or not all(_is_sane(s) for s in manifest.streams):
        raise Malformed("清单中的流水")
    return manifest


def _longest(manifest: Manifest) -> int:
    return max(map(len, (manifest.streams, manifest.have, manifest.chains, manifest.lacks)))


def _is_sane(s: Section) -> bool:
    hexes = _HEX64.fullmatch(s.prev) and _HEX64.fullmatch(s.chain) and re.fullmatch(r"(?:[0-9a-f]{128})?", s.sig)
    return bool(hexes and s.parts and 1 <= s.frm <= s.top + 1 and s.top <= limits.WHOLE)


def read_lines(source: Iterator[bytes], manifest: Manifest) -> Iterator[tuple[Section, Iterator[Line]]]:
    """Each section with its lines; every line must be taken before the next section. Raises Malformed."""
    if sum(s.top - s.frm + 1 for s in manifest.streams) > limits.CHANGES:
        raise Malformed("改动过多")
    for s in manifest.streams:
        yield s, _section_lines(source, s, _line)
    if next(source, None) is not None:
        raise Malformed("末尾有多余内容")


def read_again(source: Iterator[bytes], manifest: Manifest) -> Iterator[tuple[Section, Iterator[Line]]]:
    """The same of a text that `read_lines` has read to its end: only the chain is followed once more."""
    for s in manifest.streams:
        yield s, _section_lines(source, s, _known_line)


def _section_lines(source: Iterator[bytes], s: Section, line_of: Callable[[bytes, int, bytes], Line]) -> Iterator[Line]:
    chain = bytes.fromhex(s.prev)
    for seq in range(s.frm, s.top + 1):
        raw = next(source, None)
        if raw is None:
            raise Malformed("内容不足")
        line = line_of(raw, seq, chain)
        chain = line.chain
        yield line
    if chain.hex() != s.chain:
        raise Malformed("改动的次序或内容")


def _line(raw: bytes, seq: int, chain: bytes) -> Line:
    head, tab, body = raw.partition(b"\t")
    if len(raw) > limits.LINE or not tab:
        raise Malformed("行")
    try:
        told = lines.decode_head(head)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Malformed("行首") from None
    number, hlc, tbl, row, base, hashed = told
    sane = number == seq and 0 <= hlc < 1 << 63 and _TABLE.fullmatch(tbl) and _ROW.fullmatch(row) and len(base) <= limits.BASE
    if not sane or (base and max(map(len, base)) > 64):
        raise Malformed(f"第 {seq} 条")
    return Line(seq, hlc, tbl, row, base, head, body, lines.link(chain, head), hashed)


def _known_line(raw: bytes, seq: int, chain: bytes) -> Line:
    head, _, body = raw.partition(b"\t")
    _, hlc, tbl, row, base, hashed = lines.decode_head(head)
    return Line(seq, hlc, tbl, row, base, head, body, lines.link(chain, head), hashed)


def body_of(line: Line) -> dict[str, Any]:
    """What a line writes; nothing where it was blanked. Raises Malformed."""
    if not line.body:
        return {}
    try:
        told = _decode_body(line.body)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Malformed(f"第 {line.seq} 条") from None
    if (_NUL in line.body and _has_nul(told)) or lines.body_hash(line.body) != line.hashed:
        raise Malformed(f"第 {line.seq} 条")
    return told


def _has_nul(value: Any) -> bool:
    """Whether a text says NUL, which no PostgreSQL text can hold."""
    if isinstance(value, dict):
        return any(_has_nul(v) for v in value.values())
    return any(map(_has_nul, value)) if isinstance(value, list) else isinstance(value, str) and "\0" in value
