"""Who is who: join requests, certificates signed up to a root, and the fingerprint that two people compare."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from typing import TypeVar

import msgspec

from csdesk.domain.staff.posts import Cover, Post
from csdesk.errors import Refused
from csdesk.sync import keys, limits
from csdesk.sync.failures import UnknownSender
from csdesk.sync.keys import Keys

FMT = 1
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_REQUEST, _CERTIFICATE = b"csdesk-join-1\0", b"csdesk-cert-1\0"
_SITE = re.compile(r"[0-9a-f]{16}")
_KEY = re.compile(r"[0-9a-f]{64}")


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What a new workstation asks for, signed by its own key."""

    site: str
    name: str
    role: str
    branch: str
    book: str
    sign: str
    seal: str
    machine: str = ""


class Certificate(msgspec.Struct, frozen=True, kw_only=True):
    """Which person works at a site, in what role, on which books, and with which keys."""

    site: str
    name: str
    role: str
    branch: str
    books: tuple[str, ...]
    seat: str
    sign: str
    seal: str
    serial: str
    issuer: str
    covers: tuple[Cover, ...] = ()
    span: tuple[str, ...] = ()  # the branches of a deputy director; none named for all
    issued: str = ""  # a wire moment
    edition: int = 0  # how many certificates of this workstation the issuer knew before

    def is_later_than(self, other: Certificate) -> bool:
        """Whether this one counts, of two certificates of one workstation: the same one wherever both are known.

        In one second the higher edition counts; of two issuers who did not know of each other, the larger serial.
        """
        return (self.issued, self.edition, self.serial) > (other.issued, other.edition, other.serial)

    @property
    def post(self) -> Post:
        """What the certificate lets its holder write."""
        return Post(self.role, self.branch, self.books, self.covers, self.span)

    @property
    def all_books(self) -> tuple[str, ...]:
        """The own books, and those that are covered for a time."""
        return (*self.books, *(cover.book for cover in self.covers))


class Signed(msgspec.Struct, frozen=True):
    """A request or certificate as its exact text, and the issuer's signature under it."""

    text: str
    sig: str


class _File(msgspec.Struct):
    """A `.csjoin` or `.cscert` file."""

    fmt: int
    kind: str
    chain: list[Signed]


#: A certificate and those above it, the root last.
Chain = tuple[Signed, ...]
T = TypeVar("T", Request, Certificate)


def fingerprint(sign: str, seal: str) -> str:
    """80 bits of BLAKE2b over the public keys as `ABCD-EFGH-JKLM-NPQR` (Crockford's letters), to compare by phone."""
    number = int.from_bytes(hashlib.blake2b(f"{sign}\n{seal}".encode(), digest_size=10).digest(), "big")
    letters = "".join(_CROCKFORD[number >> 5 * i & 31] for i in reversed(range(16)))
    return "-".join(letters[i : i + 4] for i in range(0, 16, 4))


def request_file(request: Request, own: Keys) -> bytes:
    """A `.csjoin` file."""
    return msgspec.json.encode(_File(FMT, "join", [_sign(request, own, _REQUEST)]))


def read_request(data: bytes) -> Request:
    """What a `.csjoin` file asks for. Raises Refused when it is none or was altered."""
    file = _read(data, "join", "入网申请（.csjoin）")
    request = _decode(file.chain[0], Request)
    if not keys.verifies(request.sign, _bytes(file.chain[0].sig), _REQUEST + file.chain[0].text.encode()):
        raise Refused("入网申请损坏或被改动过，请申请人重新生成")
    return request


def certificate_file(chain: Chain) -> bytes:
    """A `.cscert` file."""
    return msgspec.json.encode(_File(FMT, "cert", list(chain)))


def read_chain(data: bytes) -> Chain:
    """The chain in a `.cscert` file, checked link by link. Raises Refused when it is none, altered or too long."""
    chain = kept_chain(data)
    if not is_sound(chain):
        raise Refused("证书损坏或被改动过，请签发人重新签发")
    return chain


def kept_chain(data: bytes) -> Chain:
    """The chain in a certificate that was checked when it was kept."""
    return tuple(_read(data, "cert", "证书（.cscert）").chain)


def issue(certificate: Certificate, issuer: Keys, above: Chain = ()) -> Chain:
    """The certificate, signed, with the issuer's chain behind it."""
    return (_sign(certificate, issuer, _CERTIFICATE), *above)


def next_issue(earlier: Certificate | None, moment: str) -> tuple[str, int]:
    """`issued` and `edition` of a certificate made at `moment` in the place of an earlier one: later than it whatever the clock says."""
    return (max(moment, earlier.issued), earlier.edition + 1) if earlier else (moment, 0)


def content(signed: Signed) -> Certificate:
    """What a certificate says. Raises Refused when it is malformed."""
    return _decode(signed, Certificate)


def is_sound(chain: Chain) -> bool:
    """Whether each certificate is signed by the next, the last by itself, and each issuer may certify what it did."""
    if not 1 <= len(chain) <= limits.CHAIN:
        return False
    told = [content(signed) for signed in chain]
    above = [*told[1:], told[-1]]
    return all(
        _signed_by(signed, issuer) and (certificate is issuer or may_certify(issuer, certificate))
        for signed, certificate, issuer in zip(chain, told, above, strict=True)
    )


def trusted(chain: Sequence[Signed], known: Mapping[str, Certificate], revoked: Collection[str] = ()) -> Certificate:
    """The certificate at the front of a chain that reaches someone known here. Raises UnknownSender when none does.

    known: site → certificate that was accepted, issued or verified here before. A later certificate of somebody known
    replaces his earlier one. revoked: sites that can introduce nobody any more.
    """
    if not 1 <= len(chain) <= limits.CHAIN:
        raise UnknownSender
    told = [content(signed) for signed in chain]
    namesake = known.get(told[0].site)
    if namesake is None:
        if not _reaches(chain, told, known, revoked):
            raise UnknownSender(told[0].name)
        return told[0]
    if (namesake.sign, namesake.seal) != (told[0].sign, told[0].seal):  # a new installation has a new number
        raise UnknownSender(told[0].name)
    later = told[0].is_later_than(namesake) and _reaches(chain, told, known, revoked)
    return told[0] if later else namesake


def above(chain: Chain, known: Mapping[str, Certificate]) -> dict[str, Chain]:
    """Those whom a root known here has put himself under, with their chains; nothing where he is no root or brings no sound chain.

    The chain must stand in a file that he signed: who was the root of a branch may say who is above him.
    """
    root = known.get(content(chain[0]).site)
    if root is None or root.issuer != root.site or len(chain) < 2 or not is_sound(chain):
        return {}
    if (root.sign, root.seal) != (content(chain[0]).sign, content(chain[0]).seal):
        return {}
    return {content(signed).site: chain[depth:] for depth, signed in enumerate(chain)}


def _reaches(chain: Sequence[Signed], told: Sequence[Certificate], known: Mapping[str, Certificate], revoked: Collection[str]) -> bool:
    """Whether each certificate is vouched for by the next, up to one whose holder is known here."""
    for (signed, certificate), issuer in zip(zip(chain, told, strict=True), told[1:], strict=False):
        if issuer.site in revoked or not may_certify(issuer, certificate) or not _signed_by(signed, issuer):
            return False
        at_home = known.get(issuer.site)
        if at_home is not None:
            return (at_home.sign, at_home.seal) == (issuer.sign, issuer.seal) and may_certify(at_home, certificate)
    return False


def may_certify(issuer: Certificate, certificate: Certificate) -> bool:
    """Headquarters certifies anyone; a branch manager the specialists of the own branch, for their books, and its assistants."""
    if issuer.role == "director":
        return True
    shared = (f"BR-{issuer.branch}",) if certificate.role == "assistant" else ()
    own_books = all(book.startswith(f"{issuer.branch}-") or book in shared for book in certificate.all_books)
    return (
        issuer.role == "branch_manager"
        and certificate.role in ("specialist", "assistant")
        and certificate.branch == issuer.branch
        and own_books
    )


def _signed_by(signed: Signed, issuer: Certificate) -> bool:
    return content(signed).issuer == issuer.site and keys.verifies(issuer.sign, _bytes(signed.sig), _CERTIFICATE + signed.text.encode())


def _sign(told: Request | Certificate, by: Keys, domain: bytes) -> Signed:
    text = msgspec.json.encode(told, order="sorted").decode()
    return Signed(text, by.sign(domain + text.encode()).hex())


def _read(data: bytes, kind: str, what: str) -> _File:
    if len(data) > limits.CERTIFICATE_FILE:
        raise Refused(f"这不是{what}：文件太大")
    try:
        file = msgspec.json.decode(data, type=_File)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Refused(f"这不是{what}，或文件已损坏，请对方重新生成") from None
    if file.fmt > FMT:
        raise Refused("文件由更新版本的 csdesk 写成，请先升级程序")
    if file.kind != kind or not file.chain:
        raise Refused(f"这不是{what}，请选择正确的文件")
    return file


def _decode(signed: Signed, kind: type[T]) -> T:
    try:
        told = msgspec.json.decode(signed.text, type=kind)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise Refused("证书或申请的内容不合格式，请对方重新生成") from None
    if not (_SITE.fullmatch(told.site) and _KEY.fullmatch(told.sign)):
        raise Refused("证书或申请中的工作站编号或公钥不合格式，请对方重新生成")
    return told


def _bytes(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        return b""
