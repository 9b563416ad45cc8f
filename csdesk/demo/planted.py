"""The planted cases: clients whose figures are the golden numbers of domain.md §2, and what is wrong on purpose (§5.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from csdesk.demo.clientele import Member
from csdesk.demo.market import FIRST, LAST, Account, Line, months, season, shifted
from csdesk.demo.names import Company, company, fake_uscc

YUAN = 100
JUNE = LAST
#: One national key account, looked after by both desks: one USCC in two books.
NATIONAL = Company("上海霁禾集团有限公司", "霁禾集团", fake_uscc(900), "fmcg", "上海")


def _name(n: int, mark: str) -> Company:
    firm = company(n)
    return firm._replace(short_name=f"{firm.short_name}（{mark}）")


def _steady(usual: int, exact: Mapping[str, tuple[int, int]], *, since: str = FIRST, until: str = LAST, margin: int = 20) -> Account:
    """About `usual` 元 a month from since to until, paid two months later.

    exact: month → (revenue, cost) in 元 without VAT, to the 元.
    """
    sold: dict[str, tuple[int, int]] = {}
    for month in months(since, until):
        about = usual * season(month) // 100 // 100 * 100
        sold[month] = exact.get(month, (about, about * (100 - margin) // 100))
    sold |= {month: told for month, told in exact.items() if month not in sold}
    revenue = {month: (Line("freight", r * YUAN),) for month, (r, _) in sold.items() if r}
    cost = {month: (Line("freight", c * YUAN),) for month, (_, c) in sold.items() if c}
    account = Account(revenue, cost)
    paid = {shifted(month, 2): account.billed(month) for month in revenue if shifted(month, 2) <= LAST}
    return Account(revenue, cost, paid)


def _window() -> Account:
    """K07's window: at the ends of March to June 2.6, 2.2, 2.0 and 2.8 million 元 owed; 1.0, 0.9 and 1.1 million billed, VAT included."""
    billed = {"2026-04": 100_000_000, "2026-05": 90_000_000, "2026-06": 110_000_000}
    paid = {"2026-04": 140_000_000, "2026-05": 110_000_000, "2026-06": 30_000_000}
    before = {month: 95_000_000 * season(month) // 100 for month in months(FIRST, "2026-03")}
    revenue = {month: (Line("freight", (amount * 100 + 54) // 109),) for month, amount in {**before, **billed}.items()}
    paid |= {month: revenue[month][0].with_tax for month in before}
    cost = {month: (Line("freight", line.ex_tax * 81 // 100),) for month, (line,) in revenue.items()}
    return Account(revenue, cost, paid, 260_000_000)


def of_first_desk(seat: str) -> list[Member]:
    """K01 (A, B, C), K05, K07 and one half of the national account."""
    code = (f"NB{seat}-{n:05}" for n in range(101, 200))
    contract = {"first_biz_date": "2022-03-01"}
    return [
        Member(next(code), _name(801, "毛利A"), _steady(98_000, {JUNE: (100_000, 79_000)}), {"tier": "B", **contract}),
        Member(next(code), _name(802, "毛利B"), _steady(395_000, {JUNE: (400_000, 340_000)}, margin=15), {"tier": "A", **contract}),
        Member(next(code), _name(803, "毛利C"), _steady(60_000, {}, until="2025-09"), {"status": "dormant", **contract}),
        Member(next(code), _name(804, "结案"), _steady(120_000, {}), {"tier": "B", **contract}),
        Member(next(code), _name(805, "周转"), _window(), {"tier": "A", "payment_term_days": 60, **contract}),
        _national(next(code), 180_000),
    ]


def of_second_desk(seat: str) -> list[Member]:
    """K06 (A to F), K02 and the other half of the national account; no complaint at all."""
    codes = (f"NB{seat}-{n:05}" for n in range(101, 200))
    return [
        *(Member(next(codes), _name(810 + n, f"挖潜{case.name}"), case.account, case.archive) for n, case in enumerate(_GROWTH)),
        Member(next(codes), _name(821, "指标甲"), _steady(96_000, {JUNE: (90_000, 71_000)}), {"first_biz_date": "2022-05-01"}),
        Member(next(codes), _name(822, "指标乙"), _steady(290_000, {JUNE: (300_000, 240_000)}), {"first_biz_date": "2022-05-01"}),
        _national(next(codes), 90_000),
    ]


def _national(code: str, usual: int) -> Member:
    told = {"tier": "KA", "is_national_key": True, "first_biz_date": "2021-01-05"}
    return Member(code, NATIONAL, _steady(usual, {}), told)


@dataclass(frozen=True, slots=True)
class _Growth:
    """One of K06's six: June of last year and of this year in thousands of 元."""

    name: str
    account: Account
    archive: Mapping[str, Any]


def _growth(name: str, first: str, base: int, current: int, usual: int, *, since: str = FIRST, until: str = LAST, **more: str) -> _Growth:
    exact = {month: (k * 1_000, k * 800) for month, k in (("2025-06", base), (JUNE, current))}
    return _Growth(name, _steady(usual, exact, since=since, until=until), {"first_biz_date": first, **more})


def _irregular() -> _Growth:
    """F: ships now and then; active in March 2025, idle in June 2025, back in June 2026."""
    exact = {m: (k * 1_000, k * 800) for m, k in (("2024-09", 25), ("2025-03", 30), ("2025-11", 15), (JUNE, 20))}
    told = {"client_type": "spot", "first_biz_date": "2023-04-10"}
    return _Growth("F", _steady(0, exact), told)


_GROWTH = (
    _growth("A", "2022-04-06", 100, 130, 105_000),
    _growth("B", "2023-02-20", 80, 80, 79_000),
    _growth("C", "2021-09-01", 40, 0, 38_000, until="2026-02", status="lost", exit_type="competitor", exit_date="2026-02-28"),
    _growth("D", "2026-03-09", 0, 60, 55_000, since="2026-03"),
    _growth("E", "2025-06-20", 10, 30, 28_000, since="2025-07"),
    _irregular(),
)

#: K02: client's mark → target for June in 元; the actuals are 90 000 and 300 000.
TARGETS = {"指标甲": 100_000, "指标乙": 300_000}


@dataclass(frozen=True, slots=True)
class Planted:
    """One case of K05's June table: registered, closed, reopened (dates of 2026, or ""), and whether it was void."""

    name: str
    registered: str
    closed: str = ""
    reopened: str = ""
    void: bool = False


#: K01's client C has no shipment any more, only one claim to bear: paid and recovered in 分.
CLAIM = ("毛利C", 2_500 * YUAN, 500 * YUAN)

#: K05's table. The deadlines follow from severity and calendar; which cases are past due on 30 June stays as in the table.
CLOSURE = (
    Planted("c1", "05-20", "06-03"),
    Planted("c2", "06-02", "06-05"),
    Planted("c3", "06-10", "06-17"),
    Planted("c4", "06-12"),
    Planted("c5", "06-28"),
    Planted("c6", "06-15", void=True),
    Planted("c7", "05-10", "05-16"),
    Planted("c8", "06-20", "06-25", "06-29"),
    Planted("c9", "05-28", "06-02"),
)
