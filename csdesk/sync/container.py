"""The sealed file `*.csdesk`: header ‖ age(zstd(lines)) ‖ Ed25519 (sync.md §2.11).

Nothing is decrypted, unpacked or parsed before the signature verifies, except the small typed header.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any, BinaryIO

import msgspec
import pyrage
import zstandard

from csdesk.sync import keys, limits
from csdesk.sync.certificates import Signed
from csdesk.sync.failures import Altered, CutShort, ForSomebodyElse, NewerVersion, NotAPack, TooLarge
from csdesk.sync.keys import Keys

MAGIC = b"CSDESKP1"
FMT = 1
_SIGNED = b"csdesk-pack-1\0"
_SIGNATURE = 64
_LEVEL = 3
_IN_MEMORY = 8 * limits.MIB  # of an opened file


class Header(msgspec.Struct, frozen=True, kw_only=True):
    """What may be known of a file without opening it. size: bytes of the whole file, in twelve digits."""

    fmt: int
    min: int
    pack: str
    sender: str
    to: str
    app: str
    size: str
    certs: tuple[Signed, ...]


def write(out: BinaryIO, header: Header, lines: Iterable[bytes], own: Keys, recipients: Sequence[str]) -> None:
    """Write a sealed file into `out`, which is readable and empty.

    recipients: age public keys; the sender's own belongs to them, so that he can read what he sent.
    """
    out.write(_front(msgspec.structs.replace(header, size="0" * 12)))
    pyrage.encrypt_io(_Packer(lines), out, [pyrage.x25519.Recipient.from_str(r) for r in recipients])
    size = out.tell() + _SIGNATURE
    out.seek(0)
    out.write(_front(msgspec.structs.replace(header, size=f"{size:012}")))
    digest = _digest(out, size - _SIGNATURE)
    out.seek(size - _SIGNATURE)
    out.write(own.sign(_SIGNED + digest))


def _front(header: Header) -> bytes:
    told = msgspec.json.encode(header)
    return MAGIC + len(told).to_bytes(4, "little") + told


def _digest(file: BinaryIO, length: int) -> bytes:
    """BLAKE2b-256 of the first `length` bytes."""
    file.seek(0)
    hasher = hashlib.blake2b(digest_size=32)
    while length:
        part = file.read(min(length, limits.MIB))
        if not part:
            raise CutShort(file.tell())
        hasher.update(part)
        length -= len(part)
    return hasher.digest()


class Envelope:
    """A sync file as it came: its header is read, nothing else is believed before `verify`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size
        with path.open("rb") as file:
            self.header, self._start = _read_front(file, self.size)
        self._packed: IO[bytes] | None = None

    def __del__(self) -> None:
        if (packed := getattr(self, "_packed", None)) is not None:
            packed.close()

    def verify(self, sign_pub: str) -> None:
        """Raise Altered unless the whole file is what the holder of `sign_pub` signed."""
        with self.path.open("rb") as file:
            digest = _digest(file, self.size - _SIGNATURE)
            file.seek(self.size - _SIGNATURE)
            if not keys.verifies(sign_pub, file.read(_SIGNATURE), _SIGNED + digest):
                raise Altered

    def unseal(self, *openings: Any) -> None:
        """Decrypt with one of these age identities. Raises ForSomebodyElse or Altered.

        A large packed text (90 MB per million new clients) lies in a nameless file of this PC's temporary folder, which goes
        with the envelope: on the disk as the database is, and never on the stick that the sync file came from.
        """
        packed = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  `__del__` closes it
        with self.path.open("rb") as file:
            try:
                pyrage.decrypt_io(_Slice(file, self._start, self.size - _SIGNATURE), packed, list(openings))
            except (pyrage.DecryptError, OSError) as error:
                packed.close()
                if isinstance(error, OSError) and error.errno is not None:  # the disk; age's own have no number
                    raise
                raise (ForSomebodyElse() if "No matching keys" in str(error) else Altered()) from error
        self._packed = packed

    def lines(self) -> Iterator[bytes]:
        """The text, line by line, bounded in every direction. Call after `verify` and `unseal`; may be read again."""
        assert self._packed is not None
        self._packed.seek(0)
        yield from unpacked(self._packed)  # so that whoever reads on holds the envelope, and with it the file


def _read_front(file: BinaryIO, size: int) -> tuple[Header, int]:
    if size > limits.PACK:
        raise TooLarge
    if file.read(8) != MAGIC:
        raise NotAPack if size >= 8 else CutShort(size)
    length = int.from_bytes(file.read(4), "little")
    if length > limits.HEADER:
        raise Altered
    if size < 12 + length + _SIGNATURE:
        raise CutShort(size)
    header = _header(file.read(length))
    wanted = int(header.size) if header.size.isdecimal() and header.size.isascii() else 0
    if size < wanted:
        raise CutShort(size, wanted)
    if size != wanted:
        raise Altered
    return header, 12 + length


class _Version(msgspec.Struct):
    """The part of a header that every version can read."""

    min: int = 1
    app: str = ""


def _header(data: bytes) -> Header:
    try:
        version = msgspec.json.decode(data, type=_Version)
        if version.min > FMT:
            raise NewerVersion(version.app)
        return msgspec.json.decode(data, type=Header)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Altered from None


# -- packing and unpacking ------------------------------------------------------------------------------------------


def unpacked(packed: IO[bytes]) -> Iterator[bytes]:
    """The lines in a zstd frame. Raises TooLarge for a bomb, Altered for what is no frame or does not end in a line."""
    reader = zstandard.ZstdDecompressor(max_window_size=limits.WINDOW).stream_reader(packed, read_size=1 << 14)
    rest, total = b"", 0
    try:
        while part := reader.read(limits.STEP):  # bounded output per step, whatever the ratio
            total += len(part)
            if total > limits.PLAIN or (total > limits.MIB and total > packed.tell() * limits.RATIO):
                raise TooLarge
            *lines, rest = (rest + part).split(b"\n")
            if len(rest) > limits.MANIFEST:
                raise TooLarge
            yield from lines
    except zstandard.ZstdError as error:
        raise (TooLarge() if "memory" in str(error).lower() or "window" in str(error).lower() else Altered()) from error
    if rest or packed.read(1):
        raise Altered


class _Packer(io.RawIOBase):
    """Lines as a readable zstd frame, packed while they are read."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self._parts = _compressed(lines)
        self._ready = b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        while not self._ready:
            part = next(self._parts, None)
            if part is None:
                return b""
            self._ready = part
        size = len(self._ready) if size < 0 else size
        given, self._ready = self._ready[:size], self._ready[size:]
        return given


def _compressed(lines: Iterable[bytes]) -> Iterator[bytes]:
    packer = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compressobj()
    waiting = bytearray()
    for line in lines:
        waiting += line
        waiting += b"\n"
        if len(waiting) > 1 << 18:
            yield packer.compress(bytes(waiting))
            waiting.clear()
    yield packer.compress(bytes(waiting)) + packer.flush()


class _Slice(io.RawIOBase):
    """Part of a file, readable."""

    def __init__(self, file: BinaryIO, start: int, end: int) -> None:
        file.seek(start)
        self._file, self._left = file, end - start

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        part = self._file.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(part)
        return part
