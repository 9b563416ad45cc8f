"""Random worlds of records: hand-overs between branches, reopenings, reversals, part payments, prepayments, adjustments, bad debts,
opening balances, mergers."""

from datetime import date, datetime, timedelta

from csdesk.domain.care.clients import Client, ClientOwner
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.care.sops import ClientSop, SopSection
from csdesk.domain.care.surveys import SurveyResponse
from csdesk.domain.cases.casework import CaseReport, ComplaintWaybill
from csdesk.domain.cases.complaints import Complaint, ComplaintEvent
from csdesk.domain.instructions import Instruction
from csdesk.domain.moments import SHANGHAI, wire_moment
from csdesk.domain.money.charges import ChargeLine, CostLine, OpeningBalance
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.money.receivables import Application, Invoice, Receipt, Statement
from csdesk.domain.plans.targets import PlanLine
from csdesk.domain.plans.workplan import WorkItem
from csdesk.domain.staff.appraisals import Appraisal, StaffLeave, SuperiorScore
from csdesk.domain.staff.inspections import Inspection
from csdesk.domain.staff.people import Branch, Staff
from csdesk.domain.staff.published import ReportCorrection, ReportVersion
from csdesk.domain.transport.waybill_events import WaybillEvent
from csdesk.domain.transport.waybills import Waybill

RECORDS = (
    Branch, Staff, Client, ClientOwner, ChargeLine, CostLine, OpeningBalance, Statement, Invoice, Receipt, Application, WriteOff, Complaint,
    ComplaintEvent, ComplaintWaybill, CaseReport, SurveyResponse, Waybill, WaybillEvent, ClientSop, SopSection, ClientLog, PlanLine,
    WorkItem, ReportVersion, ReportCorrection, Appraisal, StaffLeave, SuperiorScore, Inspection, Instruction,
)  # fmt: skip
BOOKS = {"NB": ("NB-11111111", "NB-22222222"), "SH": ("SH-33333333",)}
START, DAYS = date(2026, 2, 20), 150  # most of it around the second quarter of 2026


class Maker:
    """Makes one world with what `draw` gives: numbers for `int(low, high)`, and picks."""

    def __init__(self, put, rnd):
        self.put, self.rnd, self.n = put, rnd, 0

    # -- chances

    def one(self, of):
        return self.rnd.choice(list(of))

    def maybe(self, value, chance=0.5):
        return value() if self.rnd.random() < chance else None

    def some(self, most):
        return range(self.rnd.randint(0, most))

    def day(self, since=None, within=DAYS):
        return ((since or START) + timedelta(self.rnd.randint(0, within))).isoformat()

    def at(self, since=None, hours=24 * DAYS):
        start = since or datetime(START.year, START.month, START.day, tzinfo=SHANGHAI)
        return wire_moment(start + timedelta(minutes=self.rnd.randint(0, hours * 60)))

    def after(self, moment, hours):
        return self.at(datetime.fromisoformat(moment), hours)

    def no(self):
        self.n += 1
        return f"N{self.n}"

    # -- records

    def make(self):
        """Everything."""
        self.put(Branch, book="ORG", code="NB", name="宁波", span="王副总")
        self.put(Branch, book="ORG", code="SH", name="上海")
        self.staff = [
            self.put(
                Staff, book="ORG", name=f"人{i}", role=self.one(["specialist", "assistant"]), branch=branch,
                hired_on=self.maybe(lambda: self.day(date(2026, 5, 20), 60)),
                left_on=self.maybe(lambda: self.day(date(2026, 5, 20), 60), 0.2),
            )
            for i, branch in enumerate(("NB", "NB", "SH", "SH"))
        ]  # fmt: skip
        self.clients = [self._client(i) for i in range(self.rnd.randint(1, 4))]
        for client in self.clients:
            self._money(client)
        for step in (self._waybills, self._cases, self._answers, self._office, self._targets):
            step()
        if len(self.clients) > 2 and self.rnd.random() < 0.3:
            return self.clients[0], self.clients[1]  # the first became the second
        return None

    def _client(self, i):
        branch = self.one(BOOKS)
        book = self.one(BOOKS[branch])
        exit = self.maybe(lambda: self.day(), 0.2)
        id = self.put(
            Client, book=book, client_code=f"C{i}", legal_name=f"客户{i}", short_name=f"客{i}", owner_id=self.one(self.staff),
            client_type=self.one(["contract", "spot", "project", "internal"]), tier=self.one(["KA", "A", "B", "C"]),
            status=self.one(["active", "active", "active", "dormant", "prospect"]), exit_date=exit,
            exit_type=self.one(["price", "company_initiated"]) if exit else None, industry=self.maybe(lambda: "food"), bank_name="行",
            first_biz_date=self.maybe(lambda: self.one(["2024-01-01", "2025-06-01", "2025-06-02", "2026-03-15", "2026-06-30"]), 0.7),
        )  # fmt: skip
        for _ in self.some(2):
            self.put(
                ClientOwner, book=book, client_id=id, owner_id=self.one(self.staff), branch=self.one([None, "NB", "SH"]),
                valid_from=self.one(["2026-04-30", "2026-05-31", "2026-06-01", "2026-06-15", "2026-06-30"]) if self.n % 2 else self.day(),
                former_id=self.maybe(lambda: self.one(self.staff), 0.3),
            )  # fmt: skip
            self.n += 1
        for version in self.some(2):
            self._sop(id, book, version + 1)
        return id, book

    def _sop(self, client, book, version):
        start = self.day(date(2026, 1, 1), 200)
        sop = self.put(
            ClientSop, book=book, client_id=client, version=version, status=self.one(["effective", "superseded", "draft"]),
            effective_from=start, effective_to=self.maybe(lambda: self.day(date.fromisoformat(start), 90)), change_reason="…",
            author_id=self.staff[0],
        )  # fmt: skip
        told = {"departure_grace_min": 60, "arrival_grace_min": 15, "signoff_hours": 48, "pod_original_required": True,
                "tracking_interval_h": 8, "visits_per_year": self.one([0, 1, 2, 4, 12])}  # fmt: skip
        self.put(
            SopSection,
            book=book,
            sop_id=sop,
            code="tracking",
            body="…",
            **{name: value for name, value in told.items() if self.rnd.random() < 0.6},
        )

    def _line(self, record, client, book, **more):
        item = self.one(["freight", "freight", "freight", "rebate", "claim"])
        amount = self.rnd.randint(1, 900_00) * (-1 if item in ("rebate", "claim") or self.rnd.random() < 0.1 else 1)
        biz = self.one([self.day(), self.day(), self.day(date(2025, 4, 1), 120)])
        told = {"line_no": self.no(), "item": item, "amount_incl_tax": amount, "vat_rate": self.one([0, 600, 900]), "biz_date": biz}
        return self.put(record, book=book, client_id=client, **{**told, "owner_id": self.one(self.staff), **more})

    def _money(self, found):
        client, book = found
        for _ in self.some(2):
            self._line(CostLine, client, book, state=self.one(["estimated", "void"]))
        for item in ("receivable", "unapplied", "revenue", "cost", "billing"):
            for _ in self.some(1):
                self.put(
                    OpeningBalance, book=book, client_id=client, month=self.one(["2025-06", "2026-02", "2026-03"]), item=item,
                    amount=self.rnd.randint(1, 500_00), due_date=self.maybe(self.day),
                )  # fmt: skip
        statements = [
            self.put(
                Statement, book=book, statement_no=self.no(), client_id=client, period="2026-05", total=1, owner_id=self.one(self.staff),
                confirmed_at=self.maybe(self.at, 0.7), status="confirmed",
            )
            for _ in self.some(2)
        ]  # fmt: skip
        lines = [
            self._line(
                ChargeLine, client, book, state=self.one(["estimated", "invoiced", "invoiced", "void"]),
                due_date=self.maybe(self.day), statement_id=self.maybe(lambda: self.one(statements)) if statements else None,
            )
            for _ in self.some(5)
        ]  # fmt: skip
        if lines:
            self._adjustments(client, book, lines)
        self._cash(client, book, statements, lines)

    def _adjustments(self, client, book, lines):
        """Less is asked for of a line: approved, waiting for approval or refused."""
        for _ in self.some(2):
            self._line(
                ChargeLine, client, book, state=self.one(["estimated", "settled", "requested", "void"]), adjusts_id=self.one(lines),
                item=self.one(["freight", "claim"]), amount_incl_tax=-self.rnd.randint(1, 500_00),
            )  # fmt: skip

    def _cash(self, client, book, statements, lines):
        invoices = []
        for statement in statements:
            for _ in self.some(2):
                told = {"client_id": client, "statement_id": statement, "tax": 0}
                amount, issued = self.rnd.randint(1, 900_00), self.day()
                invoices.append(
                    self.put(
                        Invoice,
                        book=book,
                        number=self.no(),
                        amount_incl_tax=amount,
                        issued_on=issued,
                        due_date=self.maybe(self.day, 0.8),
                        **told,
                    )
                )
                if self.rnd.random() < 0.3:  # taken back, whole or in part
                    back = self.one([amount, amount // 2 + 1])
                    told = {"client_id": client, "red_of": invoices[-1], "tax": 0}
                    self.put(
                        Invoice,
                        book=book,
                        number=self.no(),
                        amount_incl_tax=-back,
                        issued_on=self.day(date.fromisoformat(issued), 40),
                        **told,
                    )
        openings = [row for row in self.put.rows(OpeningBalance) if row["client_id"] == client and row["item"] == "receivable"]
        for _ in self.some(2):
            receipt = self.put(
                Receipt,
                book=book,
                receipt_no=self.no(),
                client_id=self.maybe(lambda: client, 0.8),
                received_on=self.day(),
                amount=self.rnd.randint(1, 900_00),
            )
            for _ in self.some(2):
                self._use(client, book, receipt, invoices, lines, statements, openings)
        if lines and self.rnd.random() < 0.4:
            self._prepay(client, book, lines)
        for _ in self.some(2):
            of = (("invoice_id", invoices), ("charge_line_id", lines), ("opening_id", [o["id"] for o in openings]), (None, [None]))
            name, ids = self.one([one for one in of if one[1]])
            told = {name: self.one(ids)} if name else {}
            self.put(
                WriteOff, book=book, client_id=client, written_off_on=self.day(), amount=self.rnd.randint(1, 300_00), reason="…",
                status=self.one([None, "approved", "approved", "requested", "rejected"]), **told,
            )  # fmt: skip

    def _prepay(self, client, book, lines):
        """Money that came before anything was due, put to use later, in part."""
        amount = self.rnd.randint(2, 900_00)
        receipt = self.put(Receipt, book=book, receipt_no=self.no(), client_id=client, received_on=START.isoformat(), amount=amount)
        told = {"applied_on": self.day(), "amount": self.rnd.randint(1, amount // 2), "charge_line_id": self.one(lines)}
        self.put(Application, book=book, receipt_id=receipt, client_id=client, **told)

    def _use(self, client, book, receipt, invoices, lines, statements, openings):
        targets = [
            ("invoice_id", invoices),
            ("charge_line_id", lines),
            ("statement_id", statements),
            ("opening_id", [o["id"] for o in openings]),
        ]
        fitting = [(name, ids) for name, ids in targets if ids]
        if fitting:
            name, ids = self.one(fitting)
            told = {"applied_on": self.day(), "amount": self.rnd.randint(1, 400_00), name: self.one(ids)}
            self.put(Application, book=book, receipt_id=receipt, client_id=client, **told)

    def _waybills(self):
        self.waybills = []
        for _ in self.some(5):
            client, book = self.one(self.clients)
            planned = self.at()
            required = self.after(planned, 30)
            told = self._way(planned)
            void = self.one([None] * 5 + ["us", "client"])
            id = self.put(
                Waybill, book=book, waybill_no=self.no(), client_id=client, owner_id=self.one(self.staff), goods_name="货", pieces=1,
                sop_version=self.one([None, 1, 2]), origin_city=self.one(["330200", "330100"]), dest_city=self.one(["330200", "310100"]),
                planned_loading_at=planned, planned_departure_at=planned, required_arrival_at=required, plan_date=planned[:10],
                vehicle_type_req="9.6m", pod_required=self.rnd.random() < 0.8, sop_pod_days=self.one([None, None, 5]),
                **({"status": "void", "void_reason": void} if void else told),
            )  # fmt: skip
            self.waybills.append(id)
            if void and self.rnd.random() < 0.7:
                self._event(book, id, "state", self.after(planned, 48), to_status="void")
            for _ in self.some(4):
                self._event(book, id, self.one(["checkpoint", "exception", "assigned"]), self.after(planned, 24), exception_code="traffic")

    def _event(self, book, waybill, node, at, **more):
        told = {"reported_at": self.maybe(lambda: self.after(at, 3)), **more}
        self.put(WaybillEvent, book=book, waybill_id=waybill, node=node, occurred_at=at, **told)

    def _way(self, planned):
        """How far it came."""
        times, at = {"departed_at": 2, "arrived_at": 30, "signed_at": 60}, planned
        told = {}
        for name, hours in times.items():
            if self.rnd.random() < 0.15:
                break
            told[name] = at = self.after(at, hours)
        if "signed_at" in told:
            told["sign_status"] = self.one(["ok", "ok", "damage", "short", "rejected", "partial"])
            told["pod_due_date"] = self.maybe(lambda: self.day(date.fromisoformat(at[:10]), 20))
            if self.rnd.random() < 0.7:
                told |= {"pod_received_at": self.after(at, 24 * 20), "pod_type": self.one(["original", "photo"])}
        return told

    def _cases(self):
        for _ in self.some(5):
            client, book = self.one(self.clients)
            received = self.at()
            registered = self.after(received, 2)
            answered = self.maybe(lambda since=received: self.after(since, 4))
            id = self.put(
                Complaint, book=book, case_no=self.no(), client_id=client, owner_id=self.one(self.staff), received_at=received,
                registered_at=registered, case_kind=self.one(["complaint", "complaint", "claim", "inquiry"]),
                type=self.one(["delay", "damage", "loss", "attitude"]), severity=self.one(["normal", "major", "critical"]), description="…",
                first_response_at=answered, waybill_id=self.one([None, *self.waybills]), status="registered",
                extended_due_at=f"{self.day(date.fromisoformat(registered[:10]), 30)}T23:59:59+08:00",
                compensation=self.one([None, 300_00]), recovered=self.one([None, 100_00]),
            )  # fmt: skip
            self._steps(book, id, registered)
            for _ in self.some(2):
                level = self.one(["branch", "deputy", "director"])
                self.put(CaseReport, book=book, complaint_id=id, level=level, reported_to="王", at=self.after(received, 1), content="…")
            if self.waybills and self.rnd.random() < 0.3:
                self.put(ComplaintWaybill, book=book, complaint_id=id, waybill_id=self.one(self.waybills))

    def _steps(self, book, case, at):
        """What happened to a case: closed, reopened, closed again, void, extended."""
        lives = [(), ("closed",), ("closed", "reopened"), ("closed", "reopened", "closed"), ("void",), ("extend", "closed")]
        for to in ("registered", *self.one(lives)):
            action, state = ("批准延期", "investigating") if to == "extend" else ("…", to)
            self.put(ComplaintEvent, book=book, complaint_id=case, at=at, action=action, to_status=state)
            at = self.after(at, 24 * 12)

    def _answers(self):
        for _ in self.some(5):
            client, book = self.one(self.clients)
            self.put(
                SurveyResponse, book=book, round_id=self.one(["r1", "r2"]), client_id=client, contact_id=self.one(["k1", "k2"]),
                owner_id=self.one(self.staff), responded_at=self.maybe(self.at, 0.9), overall=self.one([None, 2, 3, 4, 5]),
                timeliness=self.one([None, 3, 5]), safety=4, valid=self.rnd.random() < 0.85,
            )  # fmt: skip
        for _ in self.some(4):
            client, book = self.one(self.clients)
            told = {"log_type": self.one(["visit", "call"]), "channel": self.one(["onsite", "phone"]), "content": "见面谈了下半年的量"}
            self.put(ClientLog, book=book, client_id=client, occurred_at=self.at(), owner_id=self.one(self.staff), **told)

    def _office(self):
        who = lambda: {"book": self.one(["BR-NB", "BR-SH"]), "owner_id": self.one(self.staff)}  # noqa: E731
        for _ in self.some(3):
            done = self.maybe(self.day)
            origin = self.one(["planned", "added"])
            self.put(
                WorkItem, title="事", due_date=self.day(), done_on=done, origin=origin, approved_by=self.one([None, "王"]),
                cancelled_on=self.maybe(self.day, 0.2), status="done" if done else "todo", **who(),
            )  # fmt: skip
        for _ in self.some(2):
            told = who()
            report = self.put(ReportVersion, name="表", covers="2026-05", published_on=self.day(), items=self.rnd.randint(1, 9), **told)
            for _ in self.some(3):
                cell = self.one(["A1", "B2", "C3"])
                self.put(ReportCorrection, book=told["book"], report_id=report, cell=cell, found_on=self.day(), source="entry")
        for staff in self.staff:
            for _ in self.some(2):
                period = self.one(["2026-05", "2026-06", "2026-Q2", "2026"])
                self.put(
                    Appraisal, book="BR-NB", staff_id=staff, period=period, approved_on=self.maybe(lambda: self.day(date(2026, 6, 1), 45))
                )
            for _ in self.some(1):
                since = self.day()
                self.put(StaffLeave, book="BR-NB", staff_id=staff, since=since, until=self.day(date.fromisoformat(since), 40))
            for _ in self.some(1):
                marks = {name: self.rnd.randint(1, 5) for name in ("quality", "timeliness", "cooperation", "initiative")}
                self.put(
                    SuperiorScore,
                    book="BR-NB",
                    staff_id=staff,
                    month=self.one(["2026-05", "2026-06"]),
                    rater=self.one(["王", "李"]),
                    **marks,
                )
        for _ in self.some(2):
            marks = {name: self.rnd.randint(0, 20) for name in ("seiri", "seiton", "seiso", "seiketsu", "shitsuke")}
            self.put(Inspection, day=self.day(), area="区", inspector="王", **marks, **who())
            told = {"text": "办", "due": self.maybe(self.day), "by": "王", "given_at": self.at(), "done_at": self.maybe(self.at)}
            self.put(Instruction, book=self.one(["BR-NB", "NB-11111111"]), **told)

    def _targets(self):
        entities = [("nation", "全国"), ("span", "王副总"), ("branch", "NB"), ("branch", "SH"), ("specialist", self.staff[0])]
        for level, entity in entities:
            for month in ("2026-05", "2026-06"):
                for _ in self.some(2):
                    self.put(
                        PlanLine, book="ORG", level=level, entity=entity, metric=self.one(["revenue", "revenue", "waybills"]), month=month,
                        value=self.rnd.randint(-50_00, 900_00), version=self.rnd.randint(1, 2),
                        status=self.one(["draft", "approved", "approved"]),
                    )  # fmt: skip
