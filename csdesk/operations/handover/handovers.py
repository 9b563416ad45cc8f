"""Handing clients over to somebody else (移交): what goes along, doing it in one change set, and what the former owner wrote afterwards."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from csdesk.domain import rights
from csdesk.domain.attachments import Attachment
from csdesk.domain.care.clients import Client, ClientOwner
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.changes import MOVED
from csdesk.domain.record import Record, title_of
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.staff import handover
from csdesk.domain.tasks import Task, TaskStatus
from csdesk.errors import Refused
from csdesk.operations.handover.late_edits import LateEdit, apply_late_edit, late_edits, leave_late_edit
from csdesk.operations.handover.owning import owned_by
from csdesk.operations.peers import enrolment
from csdesk.store import changesets, ledger, lookup
from csdesk.store.columns import CacheRow
from csdesk.store.database import Database, Site
from csdesk.store.lookup import Connection
from csdesk.store.merging import holds, moving
from csdesk.store.merging.moving import Belongings

__all__ = ["LateEdit", "apply_late_edit", "late_edits", "leave_late_edit"]


@dataclass(frozen=True, slots=True)
class Owner:
    """Who takes clients over: his workstation's book, his branch, and his record among the staff."""

    name: str
    book: str
    branch: str
    staff: str


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody to whom clients can be handed over. text: his name, with his branch and seat."""

    site: str
    text: str


@dataclass(frozen=True, slots=True)
class Going:
    """One record that goes along, as the list for both sides says it."""

    ledger: str
    client: str
    title: str


@dataclass(frozen=True, slots=True)
class Plan:
    """A hand-over before it is done: which clients, to whom, from which day, and everything that goes along.

    clients: as they were read. counts: records by ledger. staying: closed cases, which stay with the former owner.
    """

    clients: tuple[Row, ...]
    to: Owner
    on: date
    goes: tuple[Going, ...]
    staying: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """How many records of each ledger go along."""
        return dict(Counter(going.ledger for going in self.goes))

    def as_json(self) -> dict[str, Any]:
        """The plan as JSON values."""
        clients = [{"id": row.id, "title": title_of(Client, row.values)} for row in self.clients]
        told = {"to": self.to.name, "book": self.to.book, "on": self.on.isoformat(), "staying": self.staying}
        return {**told, "clients": clients, "counts": self.counts}


def clients_named(db: Database, codes: Sequence[str]) -> list[Row]:
    """The clients that these codes or names mean. Raises Refused for one that means none or several."""
    with db.reading() as connection:
        found = lookup.by_code(connection, Client, codes, db.site.book)
        for code in codes:
            if len(found.get(code, ())) != 1:
                many = len(found.get(code, ()))
                raise Refused(f"“{code}”对应 {many} 个客户，请改填客户编号" if many else f"没有客户“{code}”，请核对编号")
        rows = [ledger.get(connection, Client, *found[code][0]) for code in dict.fromkeys(codes)]
    return [row for row in rows if row is not None]


def may(db: Database) -> bool:
    """Whether this person hands clients over."""
    return db.site.role in rights.MOVERS and not db.look_only


def takers(db: Database, clients: Sequence[Row]) -> list[Taker]:
    """The specialists to whom these clients may go: those of the branch, for headquarters all; not who has them already."""
    books = {row.book for row in clients}
    every = [c for c in enrolment.known(db).values() if c.role == "specialist" and not books.issuperset(c.books)]
    near = [c for c in every if db.site.book == "ORG" or c.branch == db.site.branch]
    return [Taker(c.site, f"{c.name}（{c.branch} {c.seat}）") for c in sorted(near, key=lambda c: (c.branch, c.seat))]


def plan(db: Database, clients: Sequence[Row], to: str, on: date) -> Plan:
    """What handing these clients over to `to` (a name or workstation) from the day `on` would take along.

    Raises Refused where the role may not, for clients that are his already, and while something of theirs is in conflict or held back.
    """
    if not clients:
        raise Refused("请先选择要移交的客户")
    if not may(db):
        raise Refused("客户移交由分部经理或总部办理，请联系经理")
    owner = _owner(db, to)
    for row in clients:
        _allowed(db.site, row, owner)
    with db.reading() as connection:
        found = _belongings(connection, clients)
        goes = tuple(_going(found))
        staying = _closed(connection, clients)
    return Plan(tuple(clients), owner, on, goes, staying)


def hand_over(db: Database, chosen: Plan, *, reason: str = "") -> str:
    """Do it: one change set, taken back by one undo as long as nobody has worked on; a sentence that says what went where.

    Raises Refused as `plan`, and when one of the clients was handed over meanwhile.
    """
    names = f"{title_of(Client, chosen.clients[0].values)} " if len(chosen.clients) == 1 else f"{len(chosen.clients)} 个客户"
    with changesets.change_set(db, f"移交 {names}给{chosen.to.name}", mark={"whole": True}) as work:
        many = hand_over_in(work, chosen, reason)
    return f"已移交 {names}给{chosen.to.name}（{chosen.on} 起），随同 {many} 条记录；请给双方各发一份同步文件{_files_told(chosen)}"


def _files_told(chosen: Plan) -> str:
    """What is told of attached files: sync files carry their names only."""
    many = chosen.counts.get(Attachment.about.ledger, 0)
    return f"。{many} 个附件只移交文件名，文件仍在添加人的电脑上，请另行拷贝给{chosen.to.name}，由他重新添加" if many else ""


def hand_over_in(work: changesets.ChangeSet, chosen: Plan, reason: str) -> int:
    """The same within a change set; how many records go. Raises Refused as `hand_over`."""
    found = _fresh(work, chosen)
    for row in chosen.clients:
        told = _owner_record(work.connection, row, chosen, reason)
        id_ = work.create(ClientOwner, told, book=chosen.to.book)
        work.create(ClientOwner, {**told, MOVED: chosen.to.book}, book=row.book, id=id_)  # whoever holds only one book must know it too
    moving.move(work, found, chosen.to.book, owned_by(chosen.to.staff, chosen.to.book, found, chosen.on.isoformat()))
    return sum(len(rows) for rows in found.values())


def take_over_in(work: changesets.ChangeSet, chosen: Plan, reason: str) -> None:
    """The clients get another owner where they are: he takes the post, and with it the book (接任). Raises Refused as `hand_over`."""
    found = _fresh(work, chosen)
    for row in chosen.clients:
        work.create(ClientOwner, _owner_record(work.connection, row, chosen, reason), book=row.book)
    anew = owned_by(chosen.to.staff, "", found, chosen.on.isoformat())
    for record, rows in found.items():
        for held in rows:
            work.change(record, held.book, held.id, anew(record, held))
    of_books = Filter("_book", "in", sorted({row.book for row in chosen.clients}))
    for task in ledger.select(work.connection, Task, Query(filters=(of_books, Filter("status", "is", TaskStatus.OPEN.value)))):
        work.change(Task, task.book, task.id, {"owner_id": chosen.to.staff})


def _fresh(work: changesets.ChangeSet, chosen: Plan) -> Belongings:
    """Everything that goes, as it is now. Raises Refused when a client went meanwhile."""
    for row in chosen.clients:
        fresh = ledger.get(work.connection, Client, row.book, row.id)
        if fresh is None or fresh.deleted:
            raise Refused(f"{title_of(Client, row.values)} 已移交或删除，请刷新后再试")
    return _belongings(work.connection, chosen.clients)


def _owner_record(connection: Connection, client: Row, chosen: Plan, reason: str) -> dict[str, Any]:
    """From which day the client is whose."""
    former = client.values.get("owner_id") or _holder(connection, client.book)
    told = {"client_id": client.id, "owner_id": chosen.to.staff, "branch": chosen.to.branch, "valid_from": chosen.on.isoformat()}
    past = {"former_id": former, "former_branch": client.book.split("-")[0], "reason": reason or None}
    return {name: value for name, value in {**told, **past}.items() if value is not None}


def _holder(connection: Connection, book: str) -> str | None:
    """Whose book it is: the person whose workstation made it."""
    return connection.exec_driver_sql(
        "SELECT id FROM staff WHERE book = ? AND site IS NOT NULL AND deleted = 0 ORDER BY n LIMIT 1", (book,)
    ).scalar()


def _owner(db: Database, to: str) -> Owner:
    peer = enrolment.peer_named(db, to)
    if peer.role != "specialist":
        raise Refused(f"{peer.name}不是客服专员，客户只能移交给客服专员")
    with db.reading() as connection:
        staff = ledger.staff_of(connection, peer.site)
    if staff is None:
        raise Refused(f"还没有收到{peer.name}的同步文件，请先合并他发来的文件再移交")
    return Owner(peer.name, peer.books[0], peer.branch, staff)


def _allowed(site: Site, row: Row, to: Owner) -> None:
    name = title_of(Client, row.values)
    if row.book == to.book:
        raise Refused(f"{name} 已经由{to.name}负责，不必移交")
    own = all(book.startswith(f"{site.branch}-") for book in (row.book, to.book))
    if not own and site.book != "ORG":
        raise Refused(f"{name} 或{to.name}不在本分部，跨分部的移交请由总部办理")


def _belongings(connection: Connection, clients: Sequence[Row]) -> Belongings:
    found: Belongings = defaultdict(list)
    by_book: dict[str, list[str]] = defaultdict(list)
    for row in clients:
        by_book[row.book].append(row.id)
    _refuse_held(connection, by_book)
    for book, ids in by_book.items():
        for record, rows in moving.belongings(connection, book, ids).items():
            found[record] += rows
            _refuse_conflicts(record, rows)
    return found


def _refuse_held(connection: Connection, books: Iterable[str]) -> None:
    """What is held back would stay behind, whatever becomes of the hold."""
    if held := holds.books(connection).intersection(books):
        raise Refused(f"客户簿 {'、'.join(sorted(held))} 有退回的同步文件，移交会漏掉其中的内容。请先在“同步 › 已合并文件”取消退回，再移交")


def _refuse_conflicts(record: type[Record], rows: Sequence[CacheRow]) -> None:
    disputed = [row for row in rows if row.conflicts]
    if disputed:
        raise Refused(f"{record.about.label} {title_of(record, disputed[0].values)} 还有不一致没有处理，请先处理（F8）再移交")


def _going(found: Belongings) -> list[Going]:
    """The list for both sides, by client and ledger; what hangs on a case or a waybill is listed under its client."""
    whose = {row.id: title_of(Client, row.values) for row in found.get(Client, ())}
    names = dict(whose)
    links: dict[type[Record], str] = {tie.record: tie.link for tie in (*handover.ties(), *handover.carried())} | dict.fromkeys(
        handover.NOTED, "about_id"
    )
    goes = []
    for record, rows in found.items():
        for row in rows:
            client = whose.get(row.id) or names.get(str(row.values.get(links.get(record, ""))), "")
            names[row.id] = client
            goes.append(Going(record.about.ledger, client, title_of(record, row.values)))
    return sorted(goes, key=lambda g: g.client)


def _closed(connection: Connection, clients: Sequence[Row]) -> int:
    cases = lookup.rows_where(connection, Complaint, "client_id", [row.id for row in clients])
    return sum(handover.stays(Complaint, case.values) for case in cases)


def write_list(chosen: Plan, path: Path) -> None:
    """The list that both sides sign, as a workbook. Raises StorageError."""
    write_lists([chosen], path)


def write_lists(plans: Sequence[Plan], path: Path) -> None:
    """The lists of several hand-overs in one workbook, two sheets each. Raises StorageError."""
    from csdesk.reports import tables

    sheets: dict[str, tuple[tuple[str, ...], list[tuple[Any, ...]]]] = {}
    for chosen in plans:
        of = f"-{chosen.to.name}" if len(plans) > 1 else ""
        sheets[f"移交单{of}"] = (("项目", "内容"), _summary(chosen))
        sheets[f"明细{of}"] = (("客户", "台账", "记录"), [(g.client, g.ledger, g.title) for g in chosen.goes])
    tables.write_tables(path, sheets)


def _summary(chosen: Plan) -> list[tuple[Any, ...]]:
    heads: list[tuple[Any, ...]] = [("移交给", chosen.to.name), ("生效日期", chosen.on.isoformat()), ("客户数", len(chosen.clients))]
    signed = [("移交人签字", ""), ("接收人签字", ""), ("监交人签字", "")]
    return [*heads, *chosen.counts.items(), *signed]
