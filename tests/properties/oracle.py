"""What must be true after any sequence of events, said without a line of csdesk's own fold and without a single stamp.

It reads the raw log and the raw tables with plain SQL, and follows who had seen what by walking.
"""

import hashlib
import json
from collections import Counter, defaultdict
from dataclasses import dataclass

#: The tables that the properties write, with the fields that are compared; the last two are known in the branch only.
TABLES = {
    "client": ("short_name", "tier", "biz_address", "is_national_key", "client_code", "owner_id"),
    "staff": ("name", "staff_no", "site", "mobile"),
    "hold": ("stream", "upto", "pack"),
    "relation_note": ("content", "kind", "contact_id"),
}
UNKNOWN = "zz_newer"  # a field of a version that is not written yet
MOVED = "_moved_to"  # the book to which a client was handed over
BRANCH_ONLY = {"relation_note"}
PRIVATE = {"staff": ("mobile",)}
PRIVATE_FIELDS = {"mobile", *TABLES["relation_note"]}


@dataclass(frozen=True)
class Said:
    """One line of a log, as bytes and as what it says."""

    id: str  # site.inc:seq, as bases name it
    book: str
    tbl: str
    row: str
    base: tuple
    head: bytes
    body: bytes

    @property
    def key(self):
        return self.id, self.book

    @property
    def wrote(self):
        return {k: v for k, v in json.loads(self.body or b"{}").items() if k != "_s"}


def log(pc, own_only=False):
    """Every line held at a PC, by (change id, book)."""
    sql = "SELECT s.site || '.' || s.inc || ':' || c.seq, s.book, c.tbl, c.row, c.head, c.body"
    sql += " FROM change c JOIN stream s ON s.n = c.stream"
    if own_only:
        sql += f" WHERE s.site = '{pc.db.site.site}' AND s.inc = '{pc.db.site.inc}'"
    with pc.db.reading() as connection:
        rows = [tuple(row) for row in connection.exec_driver_sql(sql)]
    found = (Said(i, book, tbl, row, tuple(json.loads(head)[4]), bytes(head), bytes(body)) for i, book, tbl, row, head, body in rows)
    return {said.key: said for said in found}


def state(pc):
    """What a PC shows: (table, book, id) → heads, deleted (1) or handed on (2), conflicts, values, unknown fields among them."""
    found = {}
    with pc.db.reading() as connection:
        for tbl, fields in TABLES.items():
            names = ", ".join(f'"{f}"' for f in fields)
            for row in connection.exec_driver_sql(f'SELECT book, id, heads, deleted, conflicts, extra, {names} FROM "{tbl}"'):
                book, id_, heads, deleted, conflicts, extra, *cells = row
                values = {f: v for f, v in zip(fields, cells, strict=True) if v is not None} | json.loads(extra or "{}")
                told = {f: tuple(ids) for f, ids in json.loads(conflicts or "{}").items()}
                found[tbl, book, id_] = tuple(json.loads(heads)), deleted, told, values
    return found


def public(state):
    """A state as it may be known above the branch."""
    found = {}
    for (tbl, book, id_), (heads, deleted, conflicts, values) in state.items():
        if tbl in BRANCH_ONLY:
            continue
        kept = PRIVATE.get(tbl, ())
        told = tuple({k: v for k, v in part.items() if k not in kept} for part in (conflicts, values))
        found[tbl, book, id_] = heads, deleted, *told
    return found


def of_books(state, books):
    """The part of a state that stands in these books."""
    return {key: row for key, row in state.items() if key[1] in books}


def agree(one, other, who):
    """P1: two PCs show the same."""
    if one != other:
        different = {key: (one.get(key), other.get(key)) for key in {*one, *other} if one.get(key) != other.get(key)}
        raise AssertionError(f"P1 {who} disagree: {different}")


def no_loss(authored, held, shown, counts: Counter, *, blanked: bool):
    """P4, P5 and P8: each value ever written stands, or is in a conflict, or was overwritten by someone who had seen it.

    authored: key → Said; held: what the log of this PC holds; shown: its `state`. Nothing here knows a stamp.
    blanked: what may not leave the branch may have come back empty from above.
    """
    missing = [key for key, said in authored.items() if not (key in held and same(said, held[key], blanked))]
    assert not missing, f"P4 P11 lost or altered lines: {missing}"
    records = defaultdict(dict)
    for said in held.values():
        if said.tbl in TABLES:
            records[said.tbl, said.book, said.row][said.id] = said
    for key, changes in records.items():
        if not any(said.body for said in changes.values()):
            continue
        assert key in shown, f"P4 record is not shown: {key}"
        _record(key, changes, shown[key], counts)
    assert not shown.keys() - records.keys(), "P3 rows that no line tells of"


def same(said, held, blanked):
    """Whether a line is held byte for byte; blanked: its private body may be gone."""
    gone = blanked and not held.body and said.wrote.keys() & PRIVATE_FIELDS
    return said.head == held.head and (said.body == held.body or bool(gone))


def _record(key, changes, row, counts):
    heads, deleted, conflicts, values = row
    seen = {i: ancestors(changes, i) for i in changes}
    live = {i for i in changes if not any(i in seen[j] for j in changes if j != i)}
    assert set(heads) == live, f"P8 heads of {key}: {heads}, not {live}"
    wrote = {i: said.wrote for i, said in changes.items()}
    dead = {i for i in live if wrote[i].get("_del") is True}
    assert (deleted == 1) == (dead == live), f"P5 {key}: deleted is {deleted}, but {dead} of {live} delete it"
    assert (deleted == 2) == (deleted != 1 and bool(values.get(MOVED))), f"P4 {key}: handed on is {deleted}, to {values.get(MOVED)}"
    assert ("_del" in conflicts) == bool(dead and dead != live), f"P5 {key}: a delete against an edit is shown: {conflicts}"
    for field in {f for w in wrote.values() for f in w if f in (*TABLES[key[0]], UNKNOWN, MOVED)}:
        _field(key, field, {i: w[field] for i, w in wrote.items() if field in w}, seen, row, counts)


def _field(key, field, said, seen, row, counts):
    """One field of one record: who wrote it last, and whether that is what is shown."""
    _, _, conflicts, values = row
    unseen = {i: v for i, v in said.items() if not any(i in seen[j] for j in said if j != i)}
    counts["values checked"] += len(said)
    shown = values.get(field)
    shown = bool(shown) if isinstance(next(iter(unseen.values())), bool) and shown is not None else shown
    assert shown in unseen.values(), f"P4 {key}.{field} shows {shown!r}, unseen are {unseen}"
    differ = len({json.dumps(v) for v in unseen.values()}) > 1
    assert set(conflicts.get(field, ())) == (set(unseen) if differ else set()), f"P4 {key}.{field}: conflict {conflicts}, unseen {unseen}"
    counts["values in conflict"] += len(unseen) if differ else 0


def ancestors(changes, id_):
    """The changes that one had seen, directly or through others."""
    found, todo = set(), [id_]
    while todo:
        for b in changes[todo.pop()].base:
            if b in changes and b not in found:
                found.add(b)
                todo.append(b)
    return found - {id_}


def chains_hold(pc):
    """P6: each stream counts from one without a gap, and its chain is the hash of all its heads."""
    with pc.db.reading() as connection:
        tops = {n: (top, bytes(chain)) for n, top, chain in connection.exec_driver_sql("SELECT n, top, chain FROM stream")}
        rows = connection.exec_driver_sql("SELECT stream, seq, head, body, chain FROM change ORDER BY stream, seq").all()
    last = dict.fromkeys(tops, (0, bytes(32)))
    for n, seq, head, body, chain in rows:
        at, before = last[n]
        link = hashlib.blake2b(before + head, digest_size=32).digest()
        assert (seq, chain) == (at + 1, link), f"P6 {pc.name}: stream {n}, line {seq}"
        assert not body or hashlib.blake2b(body, digest_size=16).hexdigest() == json.loads(head)[5], f"P6 {pc.name}: body of {n}:{seq}"
        last[n] = seq, chain
    assert last == tops, f"P6 {pc.name}: {last} is not {tops}"
