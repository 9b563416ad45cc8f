"""The kept sums of clients' months are what the ledgers add up to, whatever is written, undone, merged, held, lifted or handed over."""

import tempfile
from contextlib import ExitStack, suppress
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from offices import client, enrol, sent

from csdesk.domain.care.clients import Client
from csdesk.domain.kpi.facts import Money
from csdesk.domain.money.charges import ChargeLine, CostLine
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.money.receivables import Application, Receipt
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.operations import files, ledgers
from csdesk.operations.clients import duplicates
from csdesk.operations.handover import handovers
from csdesk.operations.peers import exchange
from csdesk.store import cache, changesets
from csdesk.store.figures import client_months, kpi_money

RECORDS = {"charge": ChargeLine, "cost": CostLine, "receipt": Receipt, "applied": Application, "lost": WriteOff}
DAYS = ("2026-05-31", "2026-06-01", "2026-06-15", "2026-06-30", "2026-07-01", None)
DAY_OF = {ChargeLine: "biz_date", CostLine: "biz_date", Receipt: "received_on", Application: "applied_on", WriteOff: "written_off_on"}
WHO = st.sampled_from(["张三", "李四", "李经理"])
N = st.integers(0, 5)
KIND = st.sampled_from(sorted(RECORDS))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("write"), WHO, KIND, N, N),
        st.tuples(st.just("write"), WHO, KIND, N, N),
        st.tuples(st.just("alter"), WHO, KIND, N, N),
        st.tuples(st.sampled_from(["drop", "give back"]), WHO, KIND, N, N),
        st.tuples(st.sampled_from(["undo", "redo", "send", "send"]), WHO, KIND, N, N),
        st.tuples(st.sampled_from(["hold", "lift", "hand over", "merge clients"]), st.just("李经理"), KIND, N, N),
    ),
    min_size=6,
    max_size=20,
)


def sums(connection, last):
    """What the ledgers add up to by a day, without anything that is kept: client → month → money."""
    found = client_months.Sums()
    gone = kpi_money.handed_on(connection)
    counted = (lambda of: f"({client_months.live(of)} OR {gone(of)})") if gone else client_months.live
    found.add(client_months.up_to(connection, (*client_months.TERMS.values(), client_months.APPLIED), counted, last))
    return {
        key: Money(revenue, cost, billed, owed + applied)
        for key, (revenue, cost, billed, owed, applied, _, n) in found.by_month.items()
        if n
    }


def assert_kept(db):
    with db.reading() as connection:
        assert client_months.differences(connection) == []
        for last in ("2026-05-31", "2026-06-01", "2026-06-20", "2026-12-31"):
            found, _ = kpi_money.money(connection, last)
            assert {(client, month): money for client, by_month in found.items() for month, money in by_month.items()} == sums(
                connection, last
            ), last


class Office:
    """A manager, two specialists with a client each, and what they do with money."""

    def __init__(self, folder, now):
        self.open, self.now, self.packs = ExitStack(), now, 0
        names = (("张三", "specialist"), ("李四", "specialist"), ("李经理", "branch_manager"))
        self.db = {
            name: self.open.enter_context(files.new_file(folder / f"{name}.csdb", name=name, role=r, branch="NB")) for name, r in names
        }
        for name in ("张三", "李四"):
            enrol(self.db[name], self.db["李经理"])
            client(self.db[name], now, f"客户{name}")
            self.send(name)

    def do(self, what, who, kind, n, k):
        db, record = self.db[who], RECORDS[kind]
        match what:
            case "write":
                self.write(db, record, n, k)
            case "alter" if row := self.one(db, record, n):
                whom = self.one(db, Client, k)
                told = [{"amount": k, "amount_incl_tax": k * 1000}, {DAY_OF[record]: DAYS[k]}, {"client_id": whom and whom.id}]
                self.put(db, record, row, told[n % 3])
            case "drop" if row := self.one(db, record, n):
                ledgers.delete(db, record, [row])
            case "give back" if row := self.one(db, record, n, deleted=True):
                ledgers.restore(db, record, [row])
            case "undo" | "redo":
                getattr(ledgers, what)(db)
            case "send":
                self.send(who)
            case "hold" | "lift" if merged := exchange.packs(db):
                getattr(exchange, what)(db, merged[n % len(merged)].id)
            case "hand over" if row := self.one(db, Client, n):
                handovers.hand_over(db, handovers.plan(db, [row], ["张三", "李四"][k % 2], date(2026, 6, 30)))
            case "merge clients" if len(ledgers.select(db, Client, Query())) > 1:
                kept, gone = self.one(db, Client, 0), self.one(db, Client, 1)
                duplicates.merge_clients(db, duplicates.plan(db, kept, gone))

    def one(self, db, record, n, *, deleted=False):
        rows = sorted(ledgers.select(db, record, Query(deleted=deleted)), key=lambda row: (row.book, row.id))
        return rows[n % len(rows)] if rows else None

    def write(self, db, record, n, k):
        """A record with some client, perhaps nobody's; of money that was received some is applied where another client owes."""
        whom, day = self.one(db, Client, n), DAYS[k]
        told = {
            "client_id": whom.id if whom else None,
            DAY_OF[record]: day,
            "amount": 100 * n + k,
            "item": ["freight", "claim", "rebate"][n % 3],
        }
        told |= {"amount_incl_tax": 1000 * k - n, "vat_rate": 900, "state": ["estimated", "void", "requested"][k % 3], "status": "approved"}
        if record is Application and (receipt := self.one(db, Receipt, k)):
            told["receipt_id"] = receipt.id
        if record is Receipt:
            told["client_id"] = told["client_id"] if k % 3 else None
        with changesets.change_set(db, "记账") as work:
            work.create(record, told, book=whom.book if whom else None)

    def put(self, db, record, row, told):
        with changesets.change_set(db, "改") as work:
            work.change(record, row.book, row.id, told)

    def send(self, who):
        others = ["李经理"] if who != "李经理" else ["张三", "李四"]
        for other in others:
            self.packs += 1
            exchange.merge(self.db[other], [sent(self.db[who], self.db[other].site.site, f"{who}{self.packs}")])


@given(STEPS)
@settings(max_examples=5, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_what_is_kept_is_what_the_ledgers_add_up_to(now, steps):
    with tempfile.TemporaryDirectory() as folder:
        office = Office(Path(folder), now)
        with office.open:
            for step in steps:
                with suppress(Refused):
                    office.do(*step)
                for db in office.db.values():
                    assert_kept(db)


@pytest.fixture
def billed(db, now):
    """A file with two clients, who both paid; the second's money is used for the first."""
    one, other = client(db, now, "甲"), client(db, now, "乙")
    with changesets.change_set(db, "记账") as work:
        for who in (one, other):
            for item in ("freight", "claim"):
                told = {"line_no": item, "item": item, "biz_date": "2026-06-10", "amount_incl_tax": 109_00, "vat_rate": 900}
                work.create(ChargeLine, {**told, "client_id": who.id, "state": "estimated"})
            work.create(
                CostLine,
                {"line_no": "1", "item": "freight", "biz_date": "2026-06-10", "amount_incl_tax": 50_00, "vat_rate": 0, "client_id": who.id},
            )
        receipt = work.create(Receipt, {"receipt_no": "1", "received_on": "2026-06-20", "amount": 30_00, "client_id": other.id})
        work.create(Application, {"receipt_id": receipt, "applied_on": "2026-07-02", "amount": 20_00, "client_id": one.id})
        work.create(WriteOff, {"written_off_on": "2026-07-03", "amount": 5_00, "client_id": one.id, "status": "approved"})
    return one.id, other.id


@pytest.mark.both_engines
def test_sums_by_client_and_month(db, billed):
    one, other = billed
    june = {"revenue": 100_00, "cost": 50_00, "billed": 218_00}
    with db.reading() as connection:
        money, opened = kpi_money.money(connection, "2026-07-02")
        assert client_months.differences(connection) == []
    assert money[one] == {"2026-06": Money(owed=218_00, **june), "2026-07": Money(owed=-20_00)}  # written off a day later
    assert money[other] == {"2026-06": Money(owed=188_00, **june), "2026-07": Money(owed=20_00)}
    assert opened == dict.fromkeys(billed, "2026-06")


@pytest.mark.both_engines
def test_a_spoiled_sum_is_found_and_mended(db, billed):
    one, _ = billed
    with db.writing() as connection:
        connection.exec_driver_sql("UPDATE client_month SET revenue = revenue + 1 WHERE client = ? AND month = '2026-06'", (one,))
    assert files.check(db) == ["客户 甲 2026-06 的月度合计与台账不一致，请重建账簿"]
    with db.writing() as connection:
        cache.rebuild(connection)
    assert files.check(db) == []
