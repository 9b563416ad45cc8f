"""Clients that go from one specialist's book to another's: doing it, answering what came late, and what must be true of it at the end."""

import json
from collections import Counter, defaultdict
from contextlib import suppress

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.operations.handover import handovers
from properties import oracle
from properties.oracle import MOVED

#: What a new owner gets anew.
ANEW = {"owner_id"}


def hand_over(world, name: str, k: int, to: str, counts: Counter) -> bool:
    """One of the clients that are not his goes to `to`, if this PC may; whether it went."""
    pc, taker = world.pcs[name], world.pcs[to]
    theirs = [row for row in ledgers.select(pc.sit(), Client, Query()) if row.book != taker.db.site.book]
    theirs.sort(key=lambda row: (row.book, row.id))
    if not theirs:
        return False
    row, before = theirs[k % len(theirs)], oracle.state(pc)
    with suppress(Refused):  # it is in conflict, or the taker is not known here yet
        handovers.hand_over(pc.db, handovers.plan(pc.db, [row], taker.site, pc.now().date()))
        counts["hand-overs by headquarters"] += name == "H"
        counts["clients handed back"] += ("client", taker.db.site.book, row.id) in before
        return True
    return False


def answer_late_edits(world, name: str, counts: Counter, *, take: bool) -> bool:
    """Whoever hands over says what becomes of what the former owners wrote afterwards; whether there was anything."""
    pc = world.pcs[name]
    edits = handovers.late_edits(pc.sit())
    for edit in edits:
        (handovers.apply_late_edit if take else handovers.leave_late_edit)(pc.db, edit)
    counts["late edits answered"] += len(edits)
    return bool(edits)


# -- the end --------------------------------------------------------------------------------------------------------


def judge(world, shown: dict, counts: Counter) -> None:
    """P4: a client that was handed over lives where it was handed to, as it was, and what came later is listed.

    shown: the state of the manager, who holds both books.
    """
    lives = defaultdict(dict)  # (book, id) → change id → line
    for said in oracle.log(world.pcs["M"]).values():
        if said.tbl == "client":
            lives[said.book, said.row][said.id] = said
    lost = {(said.book, said.row) for key, said in world.authored.items() if key in world.lost}
    for (_, row), changes in lives.items():
        seen = {i: oracle.ancestors(changes, i) for i in changes}
        for said in [said for said in changes.values() if said.wrote.get(MOVED)]:
            _arrived(said, {i: changes[i] for i in seen[said.id]}, lives.get((said.wrote[MOVED], row), {}), lost, counts)
    listed = {(edit.later.book, edit.id) for edit in handovers.late_edits(world.pcs["M"].sit())}
    for (_, book, row), (_, deleted, _, values) in [item for item in shown.items() if item[0][0] == "client"]:
        if deleted == 2:
            _lives_elsewhere(book, row, values[MOVED], lives, listed, lost, counts)


def _arrived(moved, before: dict, there: dict, lost: set, counts: Counter) -> None:
    """The change set that marked a client as gone wrote it into the other book, with every value that it had."""
    to, stamp = moved.wrote[MOVED], _set_of(moved)
    copies = [said for said in there.values() if _set_of(said) == stamp]
    if not copies:
        assert (to, moved.row) in lost, f"P4 {moved.id} says that {moved.row} went to {to}, where nothing came"
        counts["copies lost with a restored PC"] += 1
        return
    seen = {i: oracle.ancestors(there, i) for i in there}
    copy = copies[-1].id
    after = {i: there[i] for i in {copy, *seen[copy]}}
    for field in {*oracle.TABLES["client"], oracle.UNKNOWN} - ANEW:
        had, has = standing(before, field), standing(after, field)
        assert had & has, f"P4 {moved.row}.{field} was {had} when it went to {to}, and is {has} there"
        counts["values handed over"] += had != {"null"}


def standing(changes: dict, field: str) -> set:
    """What may stand in a field after these changes, as JSON."""
    seen = {i: oracle.ancestors(changes, i) for i in changes}
    said = {i: s.wrote[field] for i, s in changes.items() if field in s.wrote}
    return {json.dumps(v) for i, v in said.items() if not any(i in seen[j] for j in said if j != i)} or {"null"}


def _lives_elsewhere(book, row, to, lives, listed, lost, counts) -> None:
    changes, there = lives[book, row], lives.get((to, row), {})
    counts["clients that live elsewhere"] += 1
    if not there:
        assert (to, row) in lost, f"P4 {row} went from {book} to {to} and is not there"
        return
    seen = {i: oracle.ancestors(changes, i) for i in changes}
    known = set().union(*(seen[i] for i, said in changes.items() if said.wrote.get(MOVED)))
    answered = {i for said in there.values() for i in json.loads(said.body or b"{}").get("_seen", ())}
    late = [i for i, said in changes.items() if MOVED not in said.wrote and any(f[0] != "_" for f in said.wrote)]
    late = [i for i in late if i not in known and i not in answered]
    if late:
        counts["late edits"] += len(late)
        assert (book, row) in listed, f"P4 {late} were written to {row} after it went from {book} to {to}, and nobody is asked"


def _set_of(said) -> tuple:
    """Which change set a line belongs to: its author and its stamp, which names the set and decides nothing here."""
    return said.id.partition(":")[0], json.loads(said.head)[1]


def in_two_books(shown: dict) -> int:
    """How many clients live in several books at once: two handed them over without knowing of each other."""
    places = defaultdict(set)
    for (tbl, book, row), (_, deleted, _, _) in shown.items():
        if tbl == "client" and not deleted:
            places[row].add(book)
    return sum(len(books) > 1 for books in places.values())
