"""How the office of the properties comes about: enrolled by the product's own operations, each with a first client."""

import secrets

from csdesk.domain.care.clients import Client
from csdesk.operations import ledgers
from csdesk.operations.peers import enrolment, exchange
from csdesk.store.merging import packs
from csdesk.sync import certificates, keys
from csdesk.sync.certificates import Certificate
from properties.pcs import Pc, merge, send

SPOT = {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}


def found(pcs: dict[str, Pc]) -> None:
    """Enrol everyone, the second PC of A in A's book, and let everyone hear of everyone."""
    enrol(pcs["M"], pcs["H"])
    enrol(pcs["A"], pcs["M"])
    enrol(pcs["B"], pcs["M"])
    second_pc(pcs["A2"], pcs["A"], pcs["M"])
    for name in ("A", "A2", "B"):
        ledgers.create(pcs[name].sit(), Client, {**SPOT, "short_name": f"客户{name}"}, now=pcs[name].now())
    for one, other in map(str.split, ("A M", "A2 M", "B M", "M H", "H M", "M A", "M A2", "M B", "A A2", "A2 A", "A M", "A2 M", "M H")):
        merge(pcs[other], send(pcs[one], pcs[other], full=True))


def enrol(person: Pc, chief: Pc) -> None:
    """The chief admits the person."""
    request, certificate = (person.folder.parent / f"{person.name}.{end}" for end in ("csjoin", "cscert"))
    exchange.join(person.sit(), request)
    exchange.admit(chief.sit(), request, certificate)
    exchange.accept(person.sit(), certificate)


def second_pc(pc: Pc, first: Pc, chief: Pc) -> None:
    """A certificate for another PC of a person: the same book, and the one that its file began with."""
    own = keys.load(pc.site) if pc.sit() else None
    issuer = enrolment.own_chain(chief.sit())
    told = Certificate(
        site=pc.site, name=pc.db.site.name, role="specialist", branch="NB", books=(first.db.site.book, pc.db.site.book), seat="09",
        sign=own.sign_pub, seal=own.seal_pub, serial=secrets.token_hex(8), issuer=chief.site,
    )  # fmt: skip
    file = certificates.certificate_file(certificates.issue(told, keys.load(chief.site), issuer))
    with chief.db.writing() as connection:
        packs.keep_certificate(connection, pc.site, file)
    path = pc.folder.parent / "A2.cscert"
    path.write_bytes(file)
    exchange.accept(pc.sit(), path)
