"""Figures through real files: records in, the KPIs of clients, specialists and the branch out, and back to the records."""

import re
from contextlib import contextmanager
from datetime import date
from fractions import Fraction

import pytest
from offices import enrol, sent
from openpyxl import load_workbook

from csdesk.domain.care.clients import Client, ClientOwner
from csdesk.domain.care.surveys import SurveyResponse
from csdesk.domain.cases.complaints import Complaint, ComplaintEvent
from csdesk.domain.kpi.registry import KPIS
from csdesk.domain.money.charges import ChargeLine, CostLine, OpeningBalance
from csdesk.domain.money.losses import WriteOff
from csdesk.domain.money.receivables import Application, Receipt
from csdesk.domain.office import KpiThreshold
from csdesk.domain.plans.targets import PlanLine
from csdesk.domain.staff.people import Branch, Staff
from csdesk.errors import Refused
from csdesk.operations import files
from csdesk.operations.kpi import companions, figures
from csdesk.operations.peers import exchange
from csdesk.store import changesets

pytestmark = pytest.mark.both_engines

DONE = date(2026, 7, 31)  # June is closed by then


class World:
    """A few lines for records, in yuan and plain dates, in the book of a specialist of the branch."""

    def __init__(self, db, book="NB-11111111"):
        self.db, self.book, self.count, self.work = db, book, 0, None

    @contextmanager
    def together(self):
        """Everything inside in one change set: a disk write less for each record."""
        with changesets.change_set(self.db, "试") as self.work:
            yield
        self.work = None

    def put(self, record, **values):
        book = values.pop("book", self.book)
        if self.work:
            return self.work.create(record, values, book=book)
        with changesets.change_set(self.db, "试") as work:
            return work.create(record, values, book=book)

    def drop(self, record, id):
        with changesets.change_set(self.db, "删") as work:
            work.delete(record, self.book, id)

    def staff(self, name, **more):
        return self.put(Staff, name=name, role="specialist", branch="NB", **more)

    def client(self, name, owner=None, **more):
        return self.put(Client, client_code=f"NB-{name}", legal_name=name, short_name=name, client_type="contract", owner_id=owner, **more)

    def charge(self, client, day, yuan, **more):
        return self._line(ChargeLine, client, day, yuan, **more)

    def cost(self, client, day, yuan, **more):
        return self._line(CostLine, client, day, yuan, **more)

    def _line(self, record, client, day, yuan, **more):
        self.count += 1
        told = {"line_no": str(self.count), "item": "freight", "amount_incl_tax": yuan * 109, "vat_rate": 900, "state": "estimated"}
        return self.put(record, client_id=client, biz_date=day, **{**told, **more})

    def case(self, client, owner, start, *events, **more):
        """events: (day, state led to[, action])."""
        at = f"{start}T09:00:00+08:00"
        told = {"case_no": start, "received_at": at, "registered_at": at, "type": "attitude", "description": "…", "severity": "normal"}
        id = self.put(Complaint, client_id=client, owner_id=owner, **{**told, "case_kind": "complaint", "status": "registered", **more})
        for day, to, *action in (("", "registered"), *events):
            when = f"{day or start}T10:00:00+08:00"
            self.put(ComplaintEvent, complaint_id=id, at=when, action=action[0] if action else "…", to_status=to)
        return id

    def answer(self, client, owner, day, overall, contact="c", **more):
        told = {"round_id": "r", "contact_id": contact, "responded_at": f"{day}T10:00:00+08:00", "overall": overall, "valid": True}
        return self.put(SurveyResponse, client_id=client, owner_id=owner, **{**told, **more})


@pytest.fixture
def world(manager_db):
    return World(manager_db)


def said(db, kpi, level, period="2026-06", as_of=DONE):
    """What is shown of every entity: name → `15.80 % fail`."""
    found = figures.figures(db, level=level, period=period, as_of=as_of, kpis=[kpi])
    return {figure.name: f"{figure.display} {figure.status}" for figure in found}


def only(db, kpi, level="branch", period="2026-06", as_of=DONE):
    (figure,) = figures.figures(db, level=level, period=period, as_of=as_of, kpis=[kpi])
    return figure


def test_margin_of_a_branch_two_clients_and_a_claim(world):
    sp = world.staff("张三")
    a, b, c = (world.client(name, sp) for name in "ABC")
    world.charge(a, "2026-06-03", 100_000)
    world.cost(a, "2026-06-03", 79_000)
    world.charge(b, "2026-06-30", 400_000)
    world.cost(b, "2026-06-30", 340_000)
    world.charge(b, "2026-06-30", 999_000, state="void")
    world.charge(b, "2026-07-01", 999_000)
    world.case(c, sp, "2026-05-20", ("2026-06-03", "closed"), compensation=2_500_00, recovered=500_00)
    db = world.db
    assert said(db, "K01", "client") == {"NB-A A": "21.00 % pass", "NB-B B": "15.00 % fail", "NB-C C": "— none"}
    assert said(db, "K01", "specialist") == {"张三": "15.80 % fail"}
    assert said(db, "K01", "branch") == {"NB": "15.80 % fail"}
    assert only(db, "K01").as_json() == {
        "kpi": "K01", "level": "branch", "entity": "NB", "name": "NB", "period": "2026-06", "num": "7900000", "den": "50000000",
        "display": "15.80 %", "status": "fail", "threshold": "≥ 18 %", "flags": [],
    }  # fmt: skip


def test_a_claim_counts_once_however_often_it_was_entered(world):
    sp = world.staff("张三")
    a = world.client("A", sp)
    world.charge(a, "2026-06-03", 1_000)
    world.charge(a, "2026-06-20", -200, item="claim")
    world.cost(a, "2026-06-03", 700)
    world.cost(a, "2026-06-20", 150, item="claim")
    world.case(a, sp, "2026-06-05", ("2026-06-20", "closed"), case_kind="claim", compensation=200_00, recovered=50_00)
    margin = only(world.db, "K01")
    assert (margin.num, margin.den) == (150_00, 1_000_00)  # 1000 − 700 − (200 − 50)
    behind = figures.behind(world.db, margin)
    assert sorted((b.record.about.name, b.num, b.den) for b in behind) == [
        ("charge_line", 1_000_00, 1_000_00),
        ("complaint", -150_00, 0),
        ("cost_line", -700_00, 0),
    ]
    turnover = only(world.db, "K07")
    assert turnover.den == 872_00  # what the client was billed, the deduction taken off
    assert sum(b.den for b in figures.behind(world.db, turnover)) == 872_00


def test_a_client_handed_over_on_the_last_day_of_the_month(world):
    one, two = world.staff("张三"), world.staff("李四")
    a = world.client("A", two)
    world.put(ClientOwner, client_id=a, owner_id=one, valid_from="2025-01-01")
    world.put(ClientOwner, client_id=a, owner_id=two, valid_from="2026-06-30")
    world.charge(a, "2026-05-05", 100)
    world.charge(a, "2026-06-05", 100)
    db = world.db
    assert said(db, "K01", "specialist", "2026-05") == {"张三": "100.00 % pass", "李四": "— none"}
    assert said(db, "K01", "specialist", "2026-06") == {"张三": "— none", "李四": "100.00 % pass"}
    assert said(db, "K01", "specialist", "2026-06", date(2026, 6, 29)) == {"张三": "100.00 % pass", "李四": "— none"}


def test_targets_by_code_name_and_id_with_the_highest_version(world):
    sp = world.staff("张三")
    a = world.client("A", sp)
    world.charge(a, "2026-06-05", 390)
    for level, entity, value, more in (
        ("branch", "NB", 420, {"version": 1}),
        ("branch", "NB", 400, {"version": 2}),
        ("branch", "NB", 100, {"version": 3, "status": "draft"}),
        ("specialist", "张三", 300, {}),
        ("client", "NB-A", 500, {}),
    ):
        world.put(
            PlanLine,
            level=level,
            entity=entity,
            metric="revenue",
            month="2026-06",
            value=value * 100,
            **{"version": 1, "status": "approved", **more},
        )
    assert said(world.db, "K02", "branch") == {"NB": "97.50 % pass"}
    assert said(world.db, "K02", "specialist") == {"张三": "130.00 % pass"}
    assert said(world.db, "K02", "client") == {"NB-A A": "78.00 % fail"}


def test_satisfaction_goes_to_the_one_stamped_on_the_answer(world):
    one, two = world.staff("张三"), world.staff("李四")
    a = world.client("A", one)
    for i in range(4):
        world.answer(a, two, "2026-05-10", 5, contact=f"k{i}")
    world.answer(a, one, "2026-06-10", None, contact="k9", timeliness=4, safety=4, billing=3)
    world.answer(a, one, "2026-06-11", 5, contact="k0", valid=False)
    assert said(world.db, "K04", "specialist") == {"张三": "0.00 % fail", "李四": "100.00 % pass"}
    assert said(world.db, "K04", "branch") == {"NB": "80.00 % fail"}
    assert [f.flags for f in figures.figures(world.db, level="specialist", period="2026-06", as_of=DONE, kpis=["K04"])] == [
        ("few_responses",)
    ] * 2


def test_closure_rate_replays_the_events(world):
    sp = world.staff("张三")
    a = world.client("A", sp)
    world.case(a, sp, "2026-06-02", ("2026-06-04", "closed"))
    world.case(a, sp, "2026-06-02", ("2026-06-04", "closed"), ("2026-06-29", "reopened"))
    world.case(a, sp, "2026-06-02", ("2026-06-03", "void"))
    world.case(a, sp, "2026-06-02", ("2026-06-04", "registered", "批准延期"), extended_due_at="2026-07-10T23:59:59+08:00")
    world.case(a, sp, "2026-06-02", case_kind="inquiry")
    assert said(world.db, "K05", "branch") == {"NB": "50.00 % fail"}
    assert said(world.db, "K05", "branch", as_of=date(2026, 6, 28)) == {"NB": "100.00 % pass"}
    assert (only(world.db, "K05", period="2026-07").num, only(world.db, "K05", period="2026-07").den) == (0, 2)


def test_a_case_of_a_colleague_that_came_without_events_speaks_for_itself(world):
    a = world.client("A", world.staff("张三"))
    at = "2026-06-02T09:00:00+08:00"
    told = {"client_id": a, "received_at": at, "registered_at": at, "type": "attitude", "description": "…", "case_kind": "complaint"}
    world.put(Complaint, case_no="1", status="closed", closed_at="2026-06-05T09:00:00+08:00", **told)
    world.put(Complaint, case_no="2", status="void", **told)
    assert (only(world.db, "K05").num, only(world.db, "K05").den) == (1, 1)


def test_days_sales_outstanding_with_receipts_applications_and_opening_balances(world):
    a = world.client("A", world.staff("张三"))
    opening = world.put(OpeningBalance, client_id=a, month="2026-03", item="receivable", amount=300_00)
    world.put(OpeningBalance, client_id=a, month="2026-03", item="unapplied", amount=50_00)
    world.put(OpeningBalance, client_id=a, month="2026-02", item="billing", amount=777_00)
    world.charge(a, "2026-04-10", 100)  # 109.00 with VAT
    known = world.put(Receipt, receipt_no="1", client_id=a, received_on="2026-05-10", amount=59_00)
    unknown = world.put(Receipt, receipt_no="2", received_on="2026-05-11", amount=40_00)
    world.put(Application, receipt_id=known, client_id=a, opening_id=opening, amount=59_00, applied_on="2026-06-01")
    world.put(Application, receipt_id=unknown, client_id=a, opening_id=opening, amount=40_00, applied_on="2026-06-02")
    world.put(WriteOff, client_id=a, written_off_on="2026-06-30", amount=10_00, reason="…", approved_by="王总")
    figure = only(world.db, "K07")
    ends = (250_00, 359_00, 300_00, 250_00)  # March to June
    assert figure.num == Fraction(2 * sum(ends) - ends[0] - ends[-1], 6) * 91
    assert figure.den == 109_00
    assert only(world.db, "K07", period="2026-05").flags == ("short_window",)


def test_growth_looks_back_on_opening_balances(world):
    a = world.client("A", world.staff("张三"), first_biz_date="2022-01-01")
    world.put(OpeningBalance, client_id=a, month="2025-06", item="revenue", amount=80_00)
    world.charge(a, "2026-06-10", 100)
    assert said(world.db, "K06", "branch") == {"NB": "25.00 % pass"}


@pytest.fixture
def busy(world):
    """Something of everything, by two people."""
    with world.together():
        for name, spread in (("张三", 3), ("李四", 7)):
            sp = world.staff(name)
            for who in range(2):
                a = world.client(f"{name}{who}", sp, first_biz_date="2022-01-01")
                world.put(OpeningBalance, client_id=a, month="2025-06", item="revenue", amount=90_00 * spread)
                world.put(OpeningBalance, client_id=a, month="2026-02", item="receivable", amount=200_00)
                for month in ("2026-03", "2026-04", "2026-05", "2026-06"):
                    world.charge(a, f"{month}-10", 101 * spread)
                    world.cost(a, f"{month}-10", 80 * spread)
                world.put(Receipt, receipt_no=f"{name}{who}", client_id=a, received_on="2026-06-20", amount=333_33)
                world.case(a, sp, "2026-06-02", ("2026-06-04", "closed"), compensation=7_00)
                world.case(a, sp, "2026-06-03")
                world.answer(a, sp, "2026-06-10", 3 + who, contact=a)
            world.put(
                PlanLine, level="specialist", entity=sp, metric="revenue", month="2026-06", value=500_00, version=1, status="approved"
            )
        world.put(PlanLine, level="branch", entity="NB", metric="revenue", month="2026-06", value=1500_00, version=1, status="approved")
    return world


@pytest.mark.parametrize("level", ["client", "specialist", "branch"])
def test_the_records_behind_a_figure_add_up_to_it(busy, level):
    for figure in figures.figures(busy.db, level=level, period="2026-06", as_of=DONE):
        records = figures.behind(busy.db, figure)
        assert sum(record.num for record in records) == figure.num
        assert sum(record.den for record in records) == figure.den
        assert figure.den == 0 or records


@pytest.mark.parametrize("level", ["specialist", "client"])
def test_the_branch_is_the_sum_of_its_specialists_and_of_its_clients(busy, level):
    found = figures.figures(busy.db, level=level, period="2026-06", as_of=DONE)
    for whole in figures.figures(busy.db, level="branch", period="2026-06", as_of=DONE):
        parts = [part for part in found if part.kpi == whole.kpi]
        if parts and whole.kpi != "K02":  # its plan is its own
            assert (sum(part.num for part in parts), sum(part.den for part in parts)) == (whole.num, whole.den), whole.kpi
    assert {figure.kpi for figure in found if figure.den} >= {"K01", "K04", "K05", "K06", "K07", "K19", "K26"}


def test_deleted_records_count_nowhere(world):
    a = world.client("A", world.staff("张三"))
    world.charge(a, "2026-06-05", 100)
    world.drop(ChargeLine, world.charge(a, "2026-06-05", 900))
    assert only(world.db, "K01").den == 100_00


def test_a_trend_ends_with_the_month_and_has_a_gap_where_nothing_was(world):
    a = world.client("A", world.staff("张三"))
    world.charge(a, "2026-04-05", 100)
    world.charge(a, "2026-06-05", 100)
    found = figures.trend(world.db, "K01", "branch", "NB", "2026-06", 4, DONE)
    assert [(f.period, f.display) for f in found] == [("2026-03", "—"), ("2026-04", "100.00 %"), ("2026-05", "—"), ("2026-06", "100.00 %")]


def test_a_month_is_provisional_until_its_fifth_working_day_of_the_next(world):
    world.client("A", world.staff("张三"))
    assert only(world.db, "K01", as_of=date(2026, 7, 6)).flags == ("provisional",)
    assert only(world.db, "K01", as_of=date(2026, 7, 7)).flags == ()


def test_a_branch_in_a_specialists_own_file_is_marked_as_a_part(db):
    assert only(db, "K01").flags == ("partial",)
    assert list(said(db, "K01", "specialist")) == ["张三"]


def test_records_without_a_name_belong_to_whom_the_book_belongs_to(db):
    world = World(db, db.site.book)
    a = world.client("A")
    world.charge(a, "2026-06-05", 100)
    world.case(a, None, "2026-06-02", ("2026-06-04", "closed"))
    assert said(db, "K01", "specialist") == {"张三": "100.00 % pass"}
    assert said(db, "K05", "specialist") == {"张三": "100.00 % pass"}


def test_headquarters_may_set_another_threshold_from_a_day_on(world, tmp_path):
    with files.new_file(tmp_path / "总监.csdb", name="王总监", role="director", branch="HQ") as chief:
        enrol(world.db, chief)
        World(chief, "ORG").put(KpiThreshold, role="branch_manager", kpi="K01", op="ge", value="20/100", valid_from="2026-06-01")
        exchange.merge(world.db, [sent(chief, world.db.site.name)])
    assert only(world.db, "K01", period="2026-05").threshold_text == "≥ 18 %"
    assert only(world.db, "K01", period="2026-06").threshold_text == "≥ 20 %"


def test_a_branch_has_a_name_where_one_is_known(world):
    world.put(Branch, book="BR-NB", code="NB", name="宁波分部")
    assert list(said(world.db, "K01", "branch")) == ["宁波分部"]


@pytest.mark.parametrize("asked", [{"level": "planet", "period": "2026-06"}, {"level": "branch", "period": "六月"}])
def test_what_does_not_exist_is_refused(manager_db, asked):
    with pytest.raises(Refused):
        figures.figures(manager_db, **asked)


def at(level):
    return [row for row in KPIS if level in row.levels]


# -- boards and files -----------------------------------------------------------------------------------------------


def test_a_board_holds_everyone_and_the_months_of_one(busy):
    whole = figures.board(busy.db, level="specialist", period="2026-06", as_of=DONE)
    assert list(whole.entities.values()) == ["张三", "李四"]
    assert [figure.name for figure in whole.scorecard] == ["张三"] * len(at("specialist"))
    assert [figure.period for figure in whole.history["K01"]][-2:] == ["2026-05", "2026-06"]
    assert whole.history["K01"][-1] == whole.scorecard[0]
    other = next(id for id, name in whole.entities.items() if name == "李四")
    assert figures.board(busy.db, level="specialist", period="2026-06", entity=other, as_of=DONE).scorecard[0].name == "李四"


def value_of(row):
    """What Excel makes of the formula in a line's value cell, from the cells that it names."""
    told = re.fullmatch(r"=F(\d+)/G\1(?:\*(\d+))?", row[7])
    return row[5] / row[6] * int(told[2] or 1)


def test_an_exported_workbook_holds_real_numbers_and_the_trend(busy, tmp_path):
    path = tmp_path / "六月.xlsx"
    figures.export_figures(busy.db, "2026-06", path, DONE)
    book = load_workbook(path)
    rows = {(row[1], row[3]): row for row in book["记分卡"].iter_rows(min_row=2, values_only=True)}
    branch = only(busy.db, "K01")
    assert (rows["NB", "K01"][5:7], value_of(rows["NB", "K01"])) == ((392.0, 2020.0), pytest.approx(392 / 2020))
    assert rows["NB", "K01"][10] == branch.status_label
    assert ("张三", "K07") in rows
    assert len(rows) == 4 * len(at("client")) + 2 * len(at("specialist")) + len(at("branch"))
    trend = {(row[1], row[2]): row for row in book["趋势"].iter_rows(min_row=2, values_only=True)}
    assert trend["NB", "K01"][-1] == pytest.approx(392 / 2020)
    assert [row[0] for row in book["口径说明"].iter_rows(min_row=2, values_only=True)] == [row.id for row in KPIS]


def test_a_fail_is_not_rounded_to_the_threshold_in_the_workbook(world, tmp_path):
    a = world.client("A", world.staff("张三"))
    world.charge(a, "2026-06-05", 100_000)
    world.cost(a, "2026-06-05", 82_001)
    figures.export_figures(world.db, "2026-06", tmp_path / "x.xlsx", DONE)
    sheet = load_workbook(tmp_path / "x.xlsx")["记分卡"]
    assert (only(world.db, "K01").display, sheet["H2"].number_format) == ("17.999 %", "0.000%")


def test_the_dashboard_is_saved_as_pictures(busy, tmp_path):
    made = figures.save_pictures(busy.db, "2026-06", tmp_path / "图", DONE, ["K05"])
    assert [path.name for path in made] == ["2026-06 记分卡.png", "2026-06 K05 趋势.png", "2026-06 K05 专员排名.png"]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in made)


def test_screen_workbook_and_json_say_the_same(busy, tmp_path):
    """Every figure of every level: the text of its card, the number of its cell, what a script reads."""
    path = tmp_path / "六月.xlsx"
    figures.export_figures(busy.db, "2026-06", path, DONE)
    book = load_workbook(path)["记分卡"]
    cells = {(row[0].value, row[1].value, row[3].value): row for row in book.iter_rows(min_row=2)}
    seen = 0
    for level in ("client", "specialist", "branch"):
        for figure in figures.figures(busy.db, level=level, period="2026-06", as_of=DONE):
            row = cells[figure.level.label, figure.name, figure.kpi]
            told = figure.as_json()
            assert (row[10].value, told["display"], told["status"]) == (figure.status_label, figure.display, figure.status.value)
            assert figure.value == (Fraction(told["num"]) / Fraction(told["den"]) if Fraction(told["den"]) > 0 else None)
            if figure.value is None:
                assert row[7].value == figure.display
                continue
            number, _ = figure.display.split(" ")
            digits = len(number.partition(".")[2])
            cell = value_of([cell.value for cell in row]) * (100 if row[7].number_format.endswith("%") else 1)
            assert abs(cell - float(number)) <= 0.5 * 10**-digits + 1e-9, (figure.kpi, cell, number)
            seen += 1
    assert seen > 30


def test_what_stands_beside_a_figure_is_the_same_everywhere(busy, tmp_path):
    """On the page of records, for scripts and in the workbook; a shown number is that of its cell."""
    path, seen = tmp_path / "六月.xlsx", 0
    figures.export_figures(busy.db, "2026-06", path, DONE)
    sheet = load_workbook(path)["旁列"].iter_rows(min_row=2, values_only=True)
    cells = {(row[0], row[1], row[3], row[5]): row[6] for row in sheet}
    for figure, beside in companions.with_beside(busy.db, level="branch", period="2026-06", as_of=DONE):
        assert beside == companions.beside_of(busy.db, figure)
        for one in beside:
            cell, told = cells[figure.level.label, figure.name, figure.kpi, one.label], one.as_json()
            assert told["display"] == one.text
            assert (cell is None) == (one.text == "—")
            if cell is not None:
                assert Fraction(one.text.split(" ")[0]) == pytest.approx(cell, abs=0.006)
                seen += 1
    assert seen > 15
