"""Every KPI, level and period against a second, plain account of it, on random worlds: no difference is allowed.

CSDESK_DIFFERENTIAL says how many worlds.
"""

import os
from contextlib import ExitStack
from datetime import date
from random import Random
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from offices import enrol, sent

from csdesk.domain.care.clients import Client, ClientOwner
from csdesk.domain.cases.complaints import Complaint, ComplaintEvent
from csdesk.domain.kpi.scope import LEVELS
from csdesk.domain.money.charges import ChargeLine, CostLine, OpeningBalance
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.money.receivables import Application, Invoice, Receipt
from csdesk.domain.rows import Query
from csdesk.domain.staff.appraisals import StaffLeave
from csdesk.operations import files, ledgers
from csdesk.operations.kpi import figures
from csdesk.operations.peers import exchange
from csdesk.operations.safekeeping import backups
from csdesk.store import changesets, ledger
from csdesk.store.database import Database
from csdesk.store.figures import client_months
from csdesk.store.files.backup import bring
from differential import plain
from differential.worlds import RECORDS, START, Maker

WORLDS = int(os.environ.get("CSDESK_DIFFERENTIAL", "7"))
PERIODS = ("2026-05", "2026-06", "2026-Q2", "2026-06-R12", "2026-05..2026-06", "2026")
DAYS = (date(2026, 6, 15), date(2026, 6, 30), date(2026, 7, 8), date(2026, 12, 31))


class Put:
    """Writes records of a world into one change set. own: into this book, and nothing that a specialist may not write."""

    def __init__(self, work, own=""):
        self._work, self._own, self._made = work, own, []

    def __call__(self, record, book, **values):
        told = {name: value for name, value in values.items() if value is not None}
        if self._own and (not book.startswith(("NB-", "SH-")) or record is ClientOwner):
            return uuid4().hex
        id = self._work.create(record, told, book=self._own or book)
        self._made.append((record, {**told, "id": id, "book": book}))
        return id

    def rows(self, record):
        return [values for made, values in self._made if made is record]


def build(db, rnd):
    """A random world in a file of headquarters, and its records as people read them."""
    with changesets.change_set(db, "世界") as work:
        merged = Maker(Put(work), rnd).make()
    if merged:
        (gone, book), heir = merged
        with changesets.change_set(db, "合并客户") as work:
            work.change(Client, book, gone, {"successor_id": heir[0]})
            work.delete(Client, book, gone)
    mend(db, rnd)
    return records(db, merged)


#: What is corrected long after it was entered, with the day and the amount of each.
MENDED = {ChargeLine: "biz_date", CostLine: "biz_date", Receipt: "received_on", Application: "applied_on", WriteOff: "written_off_on"}


def mend(db, rnd):
    """Past records are altered and taken out, and some of that is undone."""
    for record, day in MENDED.items():
        with changesets.change_set(db, "更正") as work, db.reading() as connection:
            for row in ledger.select(connection, record, Query()):
                if rnd.random() < 0.2:
                    amount = "amount_incl_tax" if "amount_incl_tax" in row.values else "amount"
                    told = [
                        {amount: row.values[amount] + rnd.randint(1, 500)},
                        {day: rnd.choice(["2026-04-30", "2026-06-30", "2026-07-05"])},
                    ]
                    work.change(record, row.book, row.id, rnd.choice(told))
                elif rnd.random() < 0.1 and record is not Receipt:
                    work.delete(record, row.book, row.id)
        if rnd.random() < 0.3 and ledgers.undo_redo(db)[0].title == "更正":
            ledgers.undo(db)


def records(db, merged=None):
    """Every record of a file, as people read it."""
    with db.reading() as connection:
        rows = {r.about.name: [told(row) for row in ledger.select(connection, r, Query())] for r in RECORDS}
        rows["merged"] = [told(ledger.get(connection, Client, merged[0][1], merged[0][0]))] if merged else []
    return rows


def told(row):
    return {**row.values, "id": row.id, "book": row.book, "n": row.n}


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    """A file of headquarters to copy: making one takes longer than a world."""
    path = tmp_path_factory.mktemp("leer") / "总监.csdb"
    with files.new_file(path, name="王总监", role="director", branch="HQ"):
        pass
    return path


@settings(max_examples=WORLDS, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(rnd=st.randoms(use_true_random=False), as_of=st.sampled_from(DAYS))
def test_every_figure_is_what_a_plain_account_says(empty, rnd, as_of):
    db = files.new_file(empty.with_name(f"{uuid4().hex}.csdb"), name="王总监", role="director", branch="HQ")
    with db:
        rows = build(db, rnd)
        wrong = [difference for period in PERIODS for difference in differences(db, rows, period, as_of)]
        with db.reading() as connection:
            assert client_months.differences(connection) == []  # the sums that figures were read from are those of the records
    assert wrong == []


def differences(db, rows, period, as_of):
    """Every figure of a period that is not what the plain account says."""
    for level in LEVELS:
        for figure in figures.figures(db, level=level, period=period, as_of=as_of):
            expected = plain.figure(rows, figure.kpi, level.value, figure.entity, period, as_of)
            if (figure.num, figure.den) != expected:
                yield figure.kpi, level.value, figure.name, period, (figure.num, figure.den), expected


@settings(max_examples=max(3, WORLDS // 10), deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(rnd=st.randoms(use_true_random=False), order=st.permutations(range(4)))
def test_the_rollup_is_that_of_the_union_of_all_records_in_any_order_of_files(office, rnd, order):
    """Two specialists' files, an early and a late one each: in the order they were written, in any other with one twice."""
    manager, people = office
    packs = []
    for part in ("早", "晚"):
        for person in people:
            with changesets.change_set(person, part) as work:
                Maker(Put(work, person.site.book), rnd).make()
            packs.append(sent(person, manager.site.name, uuid4().hex, full=True))
    union, found = united([manager, *people]), []
    for files_ in (packs, [packs[i] for i in (*order, order[0])]):
        copy = manager.path.with_name(f"{uuid4().hex}.csdb")
        bring(backups.backup(manager), copy)
        with Database.open(copy, rehearsal=True) as db:
            assert {report.outcome for report in exchange.merge(db, files_)} <= {"merged", "duplicate"}
            assert [d for period in ("2026-06", "2026-Q2") for d in differences(db, union, period, DAYS[2])] == []
            found.append([f for level in LEVELS for f in figures.figures(db, level=level, period="2026-Q2", as_of=DAYS[2])])
    assert found[0] == found[1]


def united(files_):
    """The records of several files together, each once."""
    found = {}
    for db in files_:
        for name, rows in records(db).items():
            found.setdefault(name, {}).update({(row["book"], row["id"]): row for row in rows})
    return {name: list(rows.values()) for name, rows in found.items()}


class Listed(Put):
    """Keeps the records of a world in a list and writes none."""

    def create(self, record, values, book):
        return uuid4().hex

    def __init__(self):
        super().__init__(self)


@pytest.mark.parametrize(
    ("what", "there"),
    [
        ("移交", lambda rows: rows(ClientOwner)),
        ("跨分部移交", lambda rows: [r for r in rows(ClientOwner) if r.get("branch")]),
        ("重开", lambda rows: [r for r in rows(ComplaintEvent) if r["to_status"] == "reopened"]),
        ("延期", lambda rows: [r for r in rows(ComplaintEvent) if r["action"] == "批准延期"]),
        ("红冲", lambda rows: [r for r in rows(Invoice) if r.get("red_of")]),
        ("分次收款", lambda rows: [r for r in rows(Application) if sum(o["receipt_id"] == r["receipt_id"] for o in rows(Application)) > 1]),
        ("预收", lambda rows: [r for r in rows(Receipt) if r["received_on"] == START.isoformat()]),
        ("未认领的回款", lambda rows: [r for r in rows(Receipt) if not r.get("client_id")]),
        ("核减", lambda rows: [r for r in rows(ChargeLine) if r.get("adjusts_id") and r["state"] == "settled"]),
        ("待审批的核减", lambda rows: [r for r in rows(ChargeLine) if r["state"] == "requested"]),
        ("坏账", lambda rows: [r for r in rows(WriteOff) if r.get("status") == "approved"]),
        ("未批准的坏账", lambda rows: [r for r in rows(WriteOff) if r.get("status") in ("requested", "rejected")]),
        ("期初", lambda rows: rows(OpeningBalance)),
        ("理赔", lambda rows: [r for r in rows(Complaint) if r.get("compensation")]),
        ("请假", lambda rows: rows(StaffLeave)),
    ],
)
def test_the_worlds_hold_what_they_are_to_hold(what, there):
    worlds = [Listed() for _ in range(40)]
    for seed, world in enumerate(worlds):
        Maker(world, Random(seed)).make()
    assert sum(bool(there(world.rows)) for world in worlds) >= 4, what


@pytest.fixture
def office(tmp_path):
    """A manager and two specialists of his."""
    with ExitStack() as stack:
        names = (("李经理", "branch_manager"), ("张三", "specialist"), ("李四", "specialist"))
        manager, *people = [
            stack.enter_context(files.new_file(tmp_path / name / f"{name}.csdb", name=name, role=role, branch="NB")) for name, role in names
        ]
        for person in people:
            enrol(person, manager)
        yield manager, people
