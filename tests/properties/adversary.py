"""Sync files that nobody should believe. Each attack runs on a copy of somebody's PC and changes nothing of the office."""

import hashlib
import json
from contextlib import contextmanager
from pathlib import Path

import msgspec

from csdesk.domain import rights
from csdesk.domain.care.clients import Client
from csdesk.domain.holds import Hold
from csdesk.domain.rows import Query
from csdesk.domain.staff.posts import Post
from csdesk.operations import ledgers
from csdesk.operations.peers import enrolment
from csdesk.store import changesets
from csdesk.sync import certificates, container, keys, manifest, roles
from csdesk.sync.container import Header
from properties import oracle
from properties.pcs import Pc, merge, send
from properties.world import World, count


@contextmanager
def hacked(module, name, instead):
    """A program in which one function says something else."""
    real = getattr(module, name)
    setattr(module, name, instead)
    try:
        yield
    finally:
        setattr(module, name, real)


def seen(pc: Pc, book: str | None):
    """What a PC shows and holds, of one book or of all."""
    return (
        {key: row for key, row in oracle.state(pc).items() if book in (None, key[1])},
        {key for key in oracle.log(pc) if book in (None, key[1])},
    )


def resisted(victim: Pc, path: Path, why: str, book: str | None = None) -> None:
    """Deliver a file: it must change nothing (in a book), and be refused in these words."""
    before = seen(victim, book)
    report = merge(victim, path)[0]
    count(report)
    after = seen(victim, book)
    oracle.agree(before[0], after[0], "P10 before and after an attack")
    assert before[1] == after[1], "P10 an attack brought lines"
    assert report.outcome in ("refused", "partial"), f"P6 {report}"
    assert why in report.reason, f"P6 {report}"


# -- in transit -----------------------------------------------------------------------------------------------------


def one_bit(world: World, at: int, k: int) -> None:
    """One bit of a file is another."""
    path, to = world.post("A M", full=True)
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= 1 << k
    path.write_bytes(data)
    resisted(world.pcs[to], path, "")


def cut_short(world: World, at: int, k: int) -> None:
    """A file ends before its end."""
    path, to = world.post("M H", full=True)
    data = path.read_bytes()
    path.write_bytes(data[: at % len(data)])
    resisted(world.pcs[to], path, "")


def misdelivered(world: World, at: int, k: int) -> None:
    """A file reaches somebody else."""
    path, _ = world.post("A M", full=True)
    resisted(world.pcs["B"], path, "不是发给本机的")


def impostor(world: World, at: int, k: int) -> None:
    """B writes in A's name that A holds everything, so that the manager would send A nothing any more."""
    victim, a, b = (world.pcs[name] for name in ("M", "A", "B"))
    with b.sit().reading():
        own = keys.load(b.site)
    a.sit()
    chain = enrolment.own_chain(a.db)
    lies = {f"{key[0].partition(':')[0]}/{key[1]}": 1 << 40 for key in oracle.log(victim)}
    header = header_of(chain, a.site, victim.site)
    told = manifest.Manifest(fmt=1, schema=1, pack=header.pack, sender=a.site, to=victim.site, have=lies, streams=(), certs=())
    path = world.room() / "impostor.csdesk"
    with path.open("w+b") as file:
        container.write(file, header, [msgspec.json.encode(told)], own, [seal_of(victim)])
    resisted(victim, path, "改动过")


def relabelled(world: World, at: int, k: int) -> None:
    """B takes a sealed file of A's, puts his own header before it and signs it."""
    path, to = world.post("A M", full=True)
    b = world.pcs["B"]
    b.sit()
    own, data = keys.load(b.site), path.read_bytes()
    sealed = data[12 + int.from_bytes(data[8:12], "little") : -64]
    header = msgspec.structs.replace(header_of(enrolment.own_chain(b.db), b.site, world.pcs[to].site), size="0" * 12)
    size = len(front(header)) + len(sealed) + 64
    whole = front(msgspec.structs.replace(header, size=f"{size:012}")) + sealed
    path.write_bytes(whole + own.sign(b"csdesk-pack-1\0" + hashlib.blake2b(whole, digest_size=32).digest()))
    resisted(world.pcs[to], path, "清单与文件头不一致")


def header_of(chain, sender: str, to: str) -> Header:
    return Header(fmt=1, min=1, pack="f" * 32, sender=sender, to=to, app="0", size="", certs=chain)


def front(header: Header) -> bytes:
    told = msgspec.json.encode(header)
    return b"CSDESKP1" + len(told).to_bytes(4, "little") + told


def seal_of(pc: Pc) -> str:
    pc.sit()
    return certificates.content(enrolment.own_chain(pc.db)[0]).seal


# -- by insiders ----------------------------------------------------------------------------------------------------


def foreign_book(world: World, at: int, k: int) -> None:
    """B writes into A's book, over A's own record, with a program that lets him."""
    victim, book = world.pcs["M"], world.pcs["A"].db.site.book
    rows = [row for row in ledgers.select(victim.sit(), Client, Query()) if row.book == book]
    thief = world.pcs["B"].copied(world.room() / "thief")
    with hacked(Post, "may_write", lambda *_: True), changesets.change_set(thief.sit(), "越权") as work:
        if rows:
            work.add(Client, book, rows[k % len(rows)].id, rows[k % len(rows)].heads, {"tier": "D"})
        work.create(Client, {"short_name": "外来"}, book=book)
    with hacked(roles, "shared_books", lambda me, peer, held, *_: sorted(held)):
        path = send(thief, victim, full=True)
    thief.gone()
    resisted(victim, path, "不能修改客户簿", book)


def beyond_the_role(world: World, at: int, k: int) -> None:
    """A specialist holds his manager's file back, or gives a client away, with a program that lets him."""
    victim = world.pcs["M"]
    thief = world.pcs["B"].copied(world.room() / "thief")
    book = thief.db.site.book
    rows = [row for row in ledgers.select(thief.sit(), Client, Query()) if row.book == book]
    with hacked(rights, "forbidden", lambda *_: ""), changesets.change_set(thief.db, "越权") as work:
        if k % 2 and rows:
            work.change(Client, rows[0].book, rows[0].id, {"owner_id": "0" * 32}, base=rows[0].heads)
        else:
            work.create(Hold, {"stream": f"{thief.site}.{thief.db.site.inc}/{book}", "upto": 0, "pack": "f" * 32}, book=book)
    path = send(thief, victim, full=True)
    mine = oracle.log(thief, own_only=True).keys() - oracle.log(victim).keys()
    thief.gone()
    merge(victim, path)
    assert not mine & oracle.log(victim).keys(), "P10 what the role may not was taken"
    resisted(victim, path, "的岗位不能修改", book)


def rewritten_by_the_manager(world: World, at: int, k: int) -> None:
    """The manager rewrites the last line of a specialist and passes it on as his."""
    thief, victim = world.pcs["M"].copied(world.room() / "thief"), world.pcs["H"]
    author = world.pcs["A"].site
    with thief.sit().writing() as connection:
        wanted = "SELECT n, top, book, site || '.' || inc || ':' FROM stream WHERE site = ? AND top > 0 ORDER BY n"
        n, top, book, stream = connection.exec_driver_sql(wanted, (author,)).all()[-1]
        head, body = connection.exec_driver_sql("SELECT head, body FROM change WHERE stream = ? AND seq = ?", (n, top)).one()
        before = connection.exec_driver_sql("SELECT chain FROM change WHERE stream = ? AND seq = ?", (n, top - 1)).scalar() or bytes(32)
        body = json.dumps({**json.loads(body), "tier": "D"}).encode()
        head = json.dumps([*json.loads(head)[:5], hashlib.blake2b(body, digest_size=16).hexdigest()], separators=(",", ":")).encode()
        chain = hashlib.blake2b(before + head, digest_size=32).digest()
        connection.exec_driver_sql(
            "UPDATE change SET head = ?, body = ?, chain = ? WHERE stream = ? AND seq = ?", (head, body, chain, n, top)
        )
        connection.exec_driver_sql("UPDATE stream SET chain = ? WHERE n = ?", (chain, n))
    path = send(thief, victim, full=True)
    thief.gone()
    before = {key for key in oracle.log(victim) if key[0].startswith(author) and key[1] == book}
    report = merge(victim, path)[0]
    count(report)
    held = oracle.log(victim)
    assert all(world.authored[key].head == held[key].head for key in held.keys() & world.authored.keys()), "P6 a forged line was taken"
    assert {key for key in held if key[0].startswith(stream) and key[1] == book} <= before, "P6 a forged stream was taken"
    assert "缺少他本人的有效签名" in report.reason, f"P6 {report}"


ATTACKS = {
    attack.__name__: attack
    for attack in (one_bit, cut_short, misdelivered, impostor, relabelled, foreign_book, beyond_the_role, rewritten_by_the_manager)
}
