"""K12 to K20 against the golden examples of domain.md §2.8."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from domain.kpis import at, beside, case, client, day, figure, said, world

from csdesk.domain.kpi.debts import bucket
from csdesk.domain.kpi.facts import Facts, Money, Target
from csdesk.domain.kpi.work import Debts, Due, Load, Paid
from csdesk.domain.moments import wire_moment


def moment(text, hour=10, minutes=0):
    return wire_moment(at(text, hour) + timedelta(minutes=minutes))


def load(id, planned="06-10", **told):
    return Load(id, "A", "SP", "NB", moment(planned), **told)


def fleet(*groups):
    """Waybills in groups: (how many, what each is)."""
    made = [
        Load(f"{g}-{i}", "A", "SP", "NB", **{"planned": moment("06-10"), **told}) for g, (n, told) in enumerate(groups) for i in range(n)
    ]
    return Facts(clients={"A": client("A")}, loads=tuple(made))


def june(kpi, facts, as_of="07-31"):
    value = figure(kpi, facts, "branch", "NB", "2026-06", as_of)
    return value.num, value.den


def test_departures_on_time():
    """50 planned, 2 client-cancelled, 46 on time, 1 late, 1 no truck."""
    facts = fleet(
        (2, {"void": "client"}),
        (45, {"departed": moment("06-10")}),
        (1, {"departed": moment("06-10", minutes=30)}),
        (1, {"departed": moment("06-10", minutes=31)}),
        (1, {"void": "us"}),
    )
    assert june("K12", facts) == (46, 48)
    assert said("K12", figure("K12", facts, "branch", "NB")) == "95.83 % unset"


def test_a_grace_of_the_sop_and_a_departure_that_is_not_known_yet():
    late = {"departed": moment("06-10", minutes=31)}
    assert june("K12", fleet((1, {**late, "departure_grace": 60}))) == (1, 1)
    assert june("K12", fleet((1, {**late, "departure_grace": 0}))) == (0, 1)
    assert june("K12", fleet((1, {"departed": moment("06-11")})), as_of="06-10") == (0, 1)
    assert june("K12", fleet((1, {"departed": moment("06-10")})), as_of="06-09") == (0, 0)  # its time has not come


def test_a_waybill_planned_in_june_that_left_in_july_is_junes_and_late():
    facts = fleet(
        (1, {"planned": moment("06-30", 20), "departed": moment("07-01", 6), "required": moment("07-02"), "arrived": moment("07-02")})
    )
    assert june("K12", facts) == (0, 1)
    assert figure("K12", facts, "branch", "NB", "2026-07").den == 0
    assert figure("K13", facts, "branch", "NB", "2026-07").ratio == 1


def test_arrivals_on_time_gross_and_without_exemptions():
    """95 due, 91 on time, 2 of 4 late exempt."""
    due = {"required": moment("06-12")}
    facts = fleet(
        (91, {**due, "arrived": moment("06-12")}),
        (2, {**due, "arrived": moment("06-12", 11), "exempt": True}),
        (2, due),
    )
    assert june("K13", facts) == (91, 95)
    assert said("K13", figure("K13", facts, "branch", "NB")) == "95.79 % unset"
    assert beside("K13", facts) == {"考核口径（去掉经批准的免责）": "97.85 %"}


def test_signatures_in_time():
    """100 arrived, 8 windows open, 88 in time."""
    facts = fleet(
        (88, {"arrived": moment("06-12"), "signed": moment("06-13")}),
        (4, {"arrived": moment("06-12"), "signed": moment("06-13", minutes=1)}),
        (8, {"arrived": moment("06-30", 12)}),
    )
    assert june("K14", facts, as_of="06-30") == (88, 92)
    assert said("K14", figure("K14", facts, "branch", "NB", as_of="06-30")) == "95.65 % unset"
    assert june("K14", facts, as_of="07-02") == (88, 100)


def test_a_refusal_is_no_signature():
    facts = fleet((1, {"arrived": moment("06-12"), "signed": moment("06-12", 11), "sign_status": "rejected"}))
    assert (june("K14", facts), june("K16", facts)) == ((0, 1), (0, 0))


def test_papers_back_in_time_and_at_all():
    """80 due, 70 in time, 76 by now."""
    due = {"signed": moment("06-10"), "pod_due": "2026-06-25", "pod_type": "original"}
    facts = fleet(
        (70, {**due, "pod_received": moment("06-25", 23)}),
        (6, {**due, "pod_received": moment("06-26", 0)}),
        (4, due),
        (5, {**due, "pod_required": False}),
    )
    assert [said(kpi, figure(kpi, facts, "branch", "NB")) for kpi in ("K15a", "K15b")] == ["87.50 % unset", "95.00 % unset"]


def test_a_photo_is_no_paper_where_the_sop_wants_the_original():
    back = {"signed": moment("06-10"), "pod_due": "2026-06-25", "pod_type": "photo", "pod_received": moment("06-20")}
    assert june("K15b", fleet((1, back))) == (1, 1)
    assert june("K15b", fleet((1, {**back, "original": True}))) == (0, 1)


def test_damage_by_waybills_and_by_pieces():
    """5 of 600 waybills; 38 and 12 of 52 000 pieces."""
    signed = {"signed": moment("06-10"), "sign_status": "ok", "pieces": 80}
    harmed = {**signed, "pieces": 880}
    facts = fleet(
        (595, signed),
        (3, {**harmed, "sign_status": "damage", "damaged": 10}),
        (1, {**harmed, "sign_status": "short", "short": 12, "pieces": 880}),
        (1, {**harmed, "damaged": 8, "pieces": 880}),
    )
    harm = case("c", "07-20", "07-25", type="damage", waybills=("3-0",), compensation=18_600_00)
    earned = {"A": {"2026-06": Money(revenue=1_430_000_00)}}
    found = Facts(clients=facts.clients, loads=facts.loads, cases=(harm,), money=earned)
    assert june("K16", facts) == (4, 600)
    assert june("K16", found) == (5, 600)  # found later, counted in the month of the signature
    assert june("K16", found, as_of="07-19") == (4, 600)
    assert said("K16", figure("K16", found, "branch", "NB")) == "8.333 ‰ unset"
    assert sum(one.pieces for one in facts.loads) == 52_000
    pieces = {"货损率（件）": "0.731 ‰", "货差率（件）": "0.231 ‰", "货物缺失率（件）": "0.962 ‰"}
    assert beside("K16", found) == {**pieces, "赔付 ÷ 收入": "1.30 %"}


MINUTES = (6, 12, 15, 20, 22, 25, 31, 48, 95, 410)


def answered(*minutes):
    told = {"received": moment("06-10"), "respond_by": moment("06-10", 11)}
    cases = [case(f"c{i}", "06-10", "06-20", responded=moment("06-10", minutes=m) if m else "", **told) for i, m in enumerate(minutes)]
    return world([client("A")], cases=cases)


def test_response_times():
    facts = answered(*MINUTES)
    assert said("K17", figure("K17", facts, "branch", "NB")) == "68.4 分钟 unset"
    assert beside("K17", facts) == {"中位数": "23.5 分钟", "P90": "95.0 分钟", "60 分钟内答复": "80.00 %"}


def test_an_unanswered_complaint_is_a_breach_and_not_in_the_mean():
    facts = answered(6, None)
    assert (june("K17", facts), june("K17b", facts)) == ((6, 1), (1, 2))


def test_visits():
    """11 slots, 9 done, 3 extra: A monthly, B at the end of a quarter, C at the end of a half-year."""
    tiers = {"A": 7, "B": 3, "C": 1}
    clients = [client(f"{tier}{i}", tier=tier, since=day("2025-01-01")) for tier, n in tiers.items() for i in range(n)]
    days = {"A0": ("2026-06-02",) * 4, **{f"A{i}": ("2026-06-30",) for i in range(1, 5)}}
    days |= {"B0": ("2026-04-01",), "B1": ("2026-05-31",), "B2": ("2026-06-11",), "C0": ("2026-01-01",), "A5": ("2026-05-31",)}
    facts = Facts(clients={c.id: c for c in clients}, visits=days)
    assert june("K18", facts) == (9, 11)
    assert said("K18", figure("K18", facts, "branch", "NB")) == "81.82 % unset"
    assert figure("K18", facts, "branch", "NB", "2026-05").den == 7  # only the monthly ones
    assert figure("K18", facts, "branch", "NB", "2026-Q2").den == 7 * 3 + 3 + 1


def test_a_client_of_less_than_the_window_needs_no_visit():
    clients = [client("new", tier="A", since=day("06-02")), client("gone", tier="A", since=day("2025-01-01"), exit_on=day("06-20"))]
    assert figure("K18", Facts(clients={c.id: c for c in clients}), "branch", "NB").den == 0


# -- receivables ------------------------------------------------------------------------------------------------------

T = date(2026, 6, 30)


def owed(*rows, receipts=(), used=(), terms=()):
    """rows: (id, due or days past due, yuan[, business day])."""
    dues = []
    for id, due, yuan, *when in rows:
        text = (T - timedelta(days=due)).isoformat() if isinstance(due, int) else due
        dues.append(Due("charge_line", id, "A", when[0] if when else "2024-01-01", "", text, yuan * 100))
    debts = Debts({"A": tuple(dues)}, dict(terms), {"A": tuple(receipts)}, {"A": tuple(used)})
    return Facts(clients={"A": client("A")}, debts=debts)


def paid(day, yuan, target="", receipt="r", **more):
    return Paid("A", day, day, yuan * 100, f"charge_line {target}" if target else "", receipt=receipt, **more)


def test_ageing():
    amounts = (1_200_000, 260_000, 95_000, 40_000, 15_000, 6_000, 2_000)
    facts = owed(*((f"l{i}", days, yuan) for i, (days, yuan) in enumerate(zip((0, 1, 31, 61, 91, 181, 366), amounts, strict=True))))
    value = figure("K19", facts, "branch", "NB")
    assert said("K19", value) == "25.83 % unset"
    by_due = ["74.17 %", "16.07 %", "5.87 %", "2.47 %", "0.93 %", "0.37 %", "0.12 %", "1.42 %"]
    assert list(beside("K19", facts).values())[:8] == by_due


def test_ageing_by_the_day_of_the_business():
    facts = owed(("l1", "", 100, "2026-06-30"), ("l2", "", 100, "2026-05-30"), ("l3", "", 100, "2025-06-29"))
    told = {label: text for label, text in beside("K19", facts, as_of="2026-06-30").items() if label.startswith("发生")}
    assert told == {
        "发生 0–30 天": "33.34 %", "发生 31–60 天": "33.33 %", "发生 61–90 天": "0.00 %", "发生 91–180 天": "0.00 %",
        "发生 181–365 天": "0.00 %", "发生 >365 天": "33.33 %",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("days", "label"), [(0, "未到期"), (1, "1–30 天"), (30, "1–30 天"), (31, "31–60 天"), (365, "181–365 天"), (366, "365 天以上")]
)
def test_the_days_of_a_bucket(days, label):
    assert bucket(days) == label


def test_what_nobody_assigned_pays_the_oldest_due_date_first():
    facts = owed(("new", 5, 100), ("old", 40, 100), ("none", "", 100), receipts=[paid("2026-06-20", 150)])
    assert june("K19", facts) == (50_00, 150_00)


def test_what_was_put_against_a_debt_pays_that_one():
    facts = owed(("new", 5, 100), ("old", 40, 100), receipts=[paid("2026-06-20", 100)], used=[paid("2026-06-20", 100, "new")])
    assert beside("K19", facts)["1–30 天"] == "0.00 %"
    assert june("K19", facts) == (100_00, 100_00)


def test_a_credit_balance_is_no_debt():
    assert june("K19", owed(("l", 5, 100), receipts=[paid("2026-06-20", 150)])) == (0, 0)


def test_collection():
    """Due 300 k + 700 k, collected 780 k, prepaid 120 k."""
    facts = owed(
        ("old", "2026-05-10", 300_000),
        ("now", "2026-06-20", 700_000),
        ("later", "2026-08-01", 500_000),
        receipts=[paid("2026-06-15", 900_000)],
        used=[paid("2026-06-15", 300_000, "old"), paid("2026-06-15", 480_000, "now"), paid("2026-06-15", 120_000, "later")],
    )
    assert said("K20", figure("K20", facts, "branch", "NB")) == "78.00 % unset"
    money, plan = {"A": {"2026-06": Money(billed=1_100_000_00)}}, Target("t", "branch", "NB", "collection", "2026-06", 950_000_00)
    whole = Facts(clients=facts.clients, debts=facts.debts, money=money, targets=(plan,))
    assert beside("K20", whole) == {"未到期预付": "120000.00 元", "回款 ÷ 开账（流量口径）": "81.82 %", "回款 ÷ 回款计划": "94.74 %"}


def test_what_was_paid_before_lowers_what_was_to_come_in():
    facts = owed(("l", "2026-06-20", 100), receipts=[paid("2026-05-15", 30, receipt="a"), paid("2026-06-15", 30, receipt="b")])
    assert june("K20", facts) == (30_00, 70_00)


def test_a_debt_given_up_before_is_not_owed_and_one_given_up_inside_is_no_cash():
    def lost(day):
        return owed(("l", "2026-05-20", 100), used=[paid(day, 40, "l", receipt="", cash=False)])

    assert june("K20", lost("2026-05-31")) == (0, 60_00)
    assert june("K20", lost("2026-06-01")) == (0, 100_00)


def test_months_of_collection_do_not_add_up():
    facts = owed(("l", "2026-05-20", 100), receipts=[paid("2026-06-15", 100)])
    may, second = (figure("K20", facts, "branch", "NB", period) for period in ("2026-05", "2026-06"))
    assert (may.num + second.num, may.den + second.den) == (100_00, 200_00)
    assert figure("K20", facts, "branch", "NB", "2026-Q2").ratio == 1


def test_ages_of_months_do_not_add_up():
    facts = owed(("l", "2026-05-20", 100), ("m", "2026-08-20", 100))
    months = [figure("K19", facts, "branch", "NB", f"2026-0{m}") for m in (4, 5, 6)]
    assert [v.ratio for v in months] == [0, Fraction(1, 2), Fraction(1, 2)]
    added = Fraction(sum(v.num for v in months), sum(v.den for v in months))
    assert figure("K19", facts, "branch", "NB", "2026-Q2").ratio == Fraction(1, 2) != added
