"""Any sequence of charges, statements, invoices, reversals, receipts, applications and adjustments keeps the account whole."""

import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from csdesk.domain.care.clients import Client
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.money.charges import ChargeLine, ChargeState
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.money.receivables import Application, Invoice, Receipt, Statement
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.operations import files, ledgers, moves
from csdesk.operations.money import ageing, invoicing, losses, receipts, statements
from csdesk.operations.money.accounts import balance

NOW = datetime(2026, 7, 31, 10, 5, tzinfo=SHANGHAI)
TODAY = NOW.date()
DAYS = st.integers(0, 90).map(lambda back: (TODAY - timedelta(days=back)).isoformat())
WRITTEN = (ChargeLine, Statement, Invoice, Receipt, Application, WriteOff)


def told(db):
    """Everything that the ledgers of money say, apart from numbers that count writings."""
    return {
        (record.about.name, row.id): {name: value for name, value in row.values.items() if value is not None}
        for record in WRITTEN
        for row in ledgers.select(db, record, Query())
    }


class Money(RuleBasedStateMachine):
    """Two clients of one branch; every step is tried, and refused ones change nothing."""

    lines = Bundle("lines")
    receipts_ = Bundle("receipts")

    def __init__(self):
        super().__init__()
        self._place = tempfile.TemporaryDirectory()
        self.db = files.new_file(Path(self._place.name) / "m.csdb", name="李经理", role="branch_manager", branch="NB")
        values = {"client_type": "spot", "payment_term_days": 10}
        self.clients = [
            ledgers.create(self.db, Client, {"legal_name": f"{name}公司", "short_name": name, **values}, now=NOW) for name in "甲乙"
        ]
        self.charged = self.received = self.numbers = 0

    def teardown(self):
        assert files.check(self.db) == []
        self.db.close()
        self._place.cleanup()

    def rows(self, record):
        return ledgers.select(self.db, record, Query())

    def attempt(self, act):
        """Do it; a refusal changes nothing. True where it was done."""
        before = told(self.db)
        try:
            act()
        except Refused:
            assert told(self.db) == before
            return False
        return True

    @rule(target=lines, who=st.integers(0, 1), day=DAYS, amount=st.integers(1, 9_999_99))
    def charge(self, who, day, amount):
        values = {"client_id": self.clients[who].id, "biz_date": day, "amount_incl_tax": amount}
        self.charged += amount
        return ledgers.create(self.db, ChargeLine, values, now=NOW).id

    @rule(who=st.integers(0, 1), day=DAYS, amount=st.integers(1, 500_00))
    def rebate(self, who, day, amount):
        values = {"client_id": self.clients[who].id, "biz_date": day, "amount_incl_tax": -amount, "item": "rebate"}
        ledgers.create(self.db, ChargeLine, values, now=NOW)
        self.charged -= amount

    @rule(target=receipts_, who=st.integers(0, 1), day=DAYS, amount=st.integers(1, 9_999_99))
    def receive(self, who, day, amount):
        values = {"client_id": self.clients[who].id, "received_on": day, "amount": amount}
        self.received += amount
        return ledgers.create(self.db, Receipt, values, now=NOW).id

    @rule(who=st.integers(0, 1), month=st.sampled_from(["2026-06", "2026-07"]), dispute=st.booleans())
    def state(self, who, month, dispute):
        def act():
            made = statements.make_statement(self.db, self.clients[who], month, now=NOW)
            sent = moves.act(self.db, Statement, made, "send", {}, now=NOW)
            disputed = {line.id: "没有这一趟" for line in statements.lines_of(self.db, sent)[:1]} if dispute else {}
            statements.reconcile(self.db, sent, confirmed_by="王会计", now=NOW, disputed=disputed)

        with suppress(Refused):
            act()

    @rule(at=st.integers(0, 5))
    def invoice(self, at):
        if found := self.rows(Statement):
            self.numbers += 1
            number = f"{self.numbers:020}"
            self.attempt(lambda: invoicing.invoice_statement(self.db, found[at % len(found)], number=number, issued_on=TODAY, now=NOW))

    @rule(at=st.integers(0, 5))
    def reverse(self, at):
        if found := self.rows(Invoice):
            self.numbers += 1
            number, one = f"{self.numbers:020}", found[at % len(found)]
            self.attempt(lambda: invoicing.reverse_invoice(self.db, one, number=number, issued_on=TODAY, reason="抬头有误", now=NOW))

    @rule(receipt=receipts_)
    def apply_oldest_first(self, receipt):
        row = next(row for row in self.rows(Receipt) if row.id == receipt)
        self.attempt(lambda: receipts.apply_receipt(self.db, row, applied_on=TODAY, now=NOW))

    @rule(receipt=receipts_, line=lines, amount=st.integers(1, 9_999_99))
    def apply_to_one(self, receipt, line, amount):
        row = next(row for row in self.rows(Receipt) if row.id == receipt)
        parts = [receipts.Part("charge_line_id", line, amount)]
        self.attempt(lambda: receipts.apply_receipt(self.db, row, applied_on=TODAY, now=NOW, parts=parts))

    @rule(at=st.integers(0, 9))
    def unapply(self, at):
        if found := self.rows(Application):
            self.attempt(lambda: receipts.unapply(self.db, [found[at % len(found)]], now=NOW))

    @rule(line=lines, amount=st.integers(1, 999_99), approve=st.booleans(), bad=st.booleans())
    def less(self, line, amount, approve, bad):
        row = next(row for row in self.rows(ChargeLine) if row.id == line)
        try:
            if bad:
                asked = losses.ask_write_off(self.db, ChargeLine, row, amount, "破产", TODAY, now=NOW)
            else:
                asked = losses.ask_adjustment(self.db, row, amount, "折让", now=NOW)
        except Refused:
            return
        if approve:
            moves.act(self.db, WriteOff if bad else ChargeLine, asked, "approve", {}, now=NOW)
            self.charged -= amount

    @rule()
    def undo_and_redo(self):
        after = told(self.db)
        ledgers.undo(self.db)
        ledgers.redo(self.db)
        assert told(self.db) == after

    @invariant()
    def what_is_open_is_what_was_charged_less_what_came_in(self):
        net = sum(balance(self.db, client.id, TODAY).net for client in self.clients)
        assert net == self.charged - self.received
        for basis in ("due", "biz"):
            found = ageing.aged(self.db, TODAY, basis)
            assert sum(found.totals) - found.prepaid == net
            assert sum(found.shares) in (0, 10_000)
            for one in found.clients:
                assert one.total == balance(self.db, one.client_id, TODAY).receivable

    @invariant()
    def nothing_is_applied_twice(self):
        applied = {}
        for row in self.rows(Application):
            applied[row.values["receipt_id"]] = applied.get(row.values["receipt_id"], 0) + row.values["amount"]
        assert all(applied.get(row.id, 0) <= row.values["amount"] for row in self.rows(Receipt))
        for client in self.clients:
            assert all(part.amount > 0 for row in self.rows(Receipt) if row.values["client_id"] == client.id for part in
                       receipts.proposal(self.db, row).parts)  # fmt: skip

    @invariant()
    def invoices_hold_their_lines(self):
        lines = self.rows(ChargeLine)
        reversed_ = {row.values.get("red_of") for row in self.rows(Invoice)}
        for row in self.rows(Invoice):
            on = sum(line.values["amount_incl_tax"] for line in lines if line.values.get("invoice_id") == row.id)
            assert on == (0 if row.id in reversed_ or row.values.get("red_of") else row.values["amount_incl_tax"])
        states = {line.values["state"] for line in lines if line.values.get("invoice_id")}
        assert states <= {ChargeState.INVOICED, ChargeState.SETTLED}


Money.TestCase.settings = settings(max_examples=6, stateful_step_count=14, deadline=None)
TestMoney = Money.TestCase
