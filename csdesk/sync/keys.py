"""The two key pairs of a workstation: one signs, one opens what is sealed for it. They lie beside no database."""

from __future__ import annotations

import json
import os
import secrets
import sys
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from csdesk import paths
from csdesk.errors import KeysElsewhere, Refused, StorageError
from csdesk.placing import put

PASSPHRASE = "CSDESK_PASSPHRASE"  # the variable's name, no secret


@dataclass(frozen=True, slots=True)
class Keys:
    """The private halves, and their public halves as text (64 hex digits; an age recipient)."""

    signing: Ed25519PrivateKey
    opening: Any  # pyrage has no types

    @property
    def sign_pub(self) -> str:
        return self.signing.public_key().public_bytes_raw().hex()

    @property
    def seal_pub(self) -> str:
        return str(self.opening.to_public())

    def sign(self, data: bytes) -> bytes:
        """64 bytes of Ed25519."""
        return self.signing.sign(data)


def verifies(sign_pub: str, signature: bytes, data: bytes) -> bool:
    """Whether `signature` under `data` is by the holder of `sign_pub`."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(sign_pub)).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def file_of(site: str) -> Path:
    """Where the keys of a workstation lie."""
    return paths.key(site)


#: Passphrases that were entered in this run of the program, by workstation.
_entered: dict[str, str] = {}


class Locked(Refused):
    """The keys are sealed by a passphrase that is not known yet, or another than the one given."""


def make(site: str) -> Keys:
    """New keys for a new workstation, kept at once. Raises StorageError when they cannot be."""
    made = Keys(Ed25519PrivateKey.generate(), pyrage.x25519.Identity.generate())
    _save(site, made, os.environ.get(PASSPHRASE, ""))
    return made


def load(site: str) -> Keys:
    """The keys of a workstation. Raises Refused when they are not on this PC, Locked while their passphrase is not known."""
    kept = _kept(site)
    told = json.loads(_unsealed(kept, _entered.get(site) or os.environ.get(PASSPHRASE, "")))
    return Keys(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(told["sign"])), pyrage.x25519.Identity.from_str(told["open"]))


def has_passphrase(site: str) -> bool:
    """Whether a passphrase seals the keys of a workstation."""
    return bool(_kept(site)["by"] == "scrypt")


def unlock(site: str, passphrase: str) -> None:
    """Take a passphrase for as long as the program runs. Raises Locked when it is wrong."""
    _unsealed(_kept(site), passphrase)
    _entered[site] = passphrase


def set_passphrase(site: str, passphrase: str) -> None:
    """Seal the keys by another passphrase, or by none: then by what this computer offers. Raises Locked before `unlock`."""
    _save(site, load(site), passphrase)
    _entered[site] = passphrase


def _save(site: str, own: Keys, passphrase: str) -> None:
    plain = json.dumps({"sign": own.signing.private_bytes_raw().hex(), "open": str(own.opening)}).encode()
    _keep(file_of(site), json.dumps({"v": 1, "site": site, **_sealed(plain, passphrase)}).encode())


def _kept(site: str) -> dict[str, str]:
    try:
        kept = json.loads(file_of(site).read_bytes())
    except FileNotFoundError:
        raise KeysElsewhere from None
    except OSError as error:
        raise StorageError(f"读不出本机密钥 {file_of(site)}：{error.strerror}") from error
    except ValueError:
        raise Refused(f"本机密钥 {file_of(site)} 已损坏，请重新申请入网") from None
    return dict(kept)


def _keep(path: Path, data: bytes) -> None:
    half = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
        put(half, path)
    except OSError as error:
        half.unlink(missing_ok=True)
        raise StorageError(f"不能保存本机密钥到 {path.parent}：{error.strerror}。请检查磁盘空间和权限") from error


def _sealed(plain: bytes, passphrase: str) -> dict[str, str]:
    if passphrase:
        return sealed_by(passphrase, plain)
    if sys.platform == "win32":
        return {"by": "dpapi", "data": _text(_dpapi(plain, protect=True))}
    return {"by": "mode", "data": _text(plain)}  # 0600: as safe as the account itself


def _unsealed(kept: dict[str, str], passphrase: str) -> bytes:
    if kept["by"] == "dpapi":
        return _dpapi(b64decode(kept["data"]), protect=False)
    if kept["by"] == "mode":
        return b64decode(kept["data"])
    return unsealed_by(passphrase, kept, "本机密钥的口令不对，请重新输入（脚本用环境变量 " + PASSPHRASE + " 给出）")


def sealed_by(passphrase: str, plain: bytes) -> dict[str, str]:
    """A secret sealed by a passphrase (scrypt, ChaCha20-Poly1305), as text."""
    salt, nonce = os.urandom(16), os.urandom(12)
    data = ChaCha20Poly1305(_stretched(passphrase, salt)).encrypt(nonce, plain, b"csdesk-key-1")
    return {"by": "scrypt", "salt": salt.hex(), "nonce": nonce.hex(), "data": _text(data)}


def unsealed_by(passphrase: str, kept: Mapping[str, str], wrong: str) -> bytes:
    """The secret again. Raises Locked with the sentence `wrong` when it is another passphrase."""
    try:
        key = _stretched(passphrase, bytes.fromhex(kept["salt"]))
        return ChaCha20Poly1305(key).decrypt(bytes.fromhex(kept["nonce"]), b64decode(kept["data"]), b"csdesk-key-1")
    except (InvalidTag, KeyError, ValueError):
        raise Locked(wrong) from None


def _stretched(passphrase: str, salt: bytes) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(passphrase.encode())


def _text(data: bytes) -> str:
    return b64encode(data).decode()


def _dpapi(data: bytes, *, protect: bool) -> bytes:
    """Windows keeps the secret for this user of this PC."""
    if sys.platform != "win32":
        raise Refused("这份密钥只能在建立它的 Windows 电脑上使用，请在那台电脑上打开，或重新申请入网")
    import ctypes
    from ctypes import wintypes

    class Blob(ctypes.Structure):
        """DATA_BLOB."""

        _fields_ = (("size", wintypes.DWORD), ("data", ctypes.POINTER(ctypes.c_char)))

    source = Blob(len(data), ctypes.cast(ctypes.create_string_buffer(data, len(data)), ctypes.POINTER(ctypes.c_char)))
    result = Blob()
    work = ctypes.windll.crypt32.CryptProtectData if protect else ctypes.windll.crypt32.CryptUnprotectData
    if not work(ctypes.byref(source), None, None, None, None, 1, ctypes.byref(result)):  # 1: never ask the person
        raise Refused("Windows 不能解开本机密钥：换了用户或重装过系统。请重新申请入网")
    try:
        return ctypes.string_at(result.data, result.size)
    finally:
        ctypes.windll.kernel32.LocalFree(result.data)
