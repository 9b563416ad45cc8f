"""The offline recovery key: its public half opens nothing and goes into every file, the other lies sealed in a drawer (sync.md §2.10)."""

from __future__ import annotations

from typing import Any

import msgspec
import pyrage

from csdesk.errors import Refused
from csdesk.sync import keys

FMT = 1
#: The private half, as age knows it; pyrage has no types.
Identity = Any


class _File(msgspec.Struct):
    """A `.csrecovery` file."""

    fmt: int
    kind: str
    public: str
    sealed: dict[str, str]


def made(passphrase: str) -> tuple[str, bytes]:
    """A new recovery key: its public half, and the file that holds the other half, sealed by a passphrase."""
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    return public, msgspec.json.encode(_File(FMT, "recovery", public, keys.sealed_by(passphrase, str(identity).encode())))


def opened(data: bytes, passphrase: str) -> Identity:
    """The private half in a `.csrecovery` file. Raises Refused when it is none or the passphrase is wrong."""
    try:
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Refused("这不是恢复密钥（.csrecovery），或文件已损坏，请取另一份副本") from None
    if file.kind != "recovery" or file.fmt > FMT:
        raise Refused("这不是恢复密钥（.csrecovery），请选择正确的文件")
    text = keys.unsealed_by(passphrase, file.sealed, "恢复密钥的口令不对，请核对大小写后重试")
    return pyrage.x25519.Identity.from_str(text.decode())


def is_public(text: str) -> bool:
    """Whether a text is a key that files can be sealed for."""
    try:
        pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        return False
    return True
