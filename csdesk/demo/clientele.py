"""The clients of a desk: who they are, how they began and ended, what business they bring (domain.md §5.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from csdesk.demo.draw import Draw
from csdesk.demo.market import CHRONIC, QUICK, SLOW, USUAL, Account, Trade, account_of
from csdesk.demo.names import Company, company

#: Shares of a desk's revenue in thousandths, largest first: the first fifth of the clients brings two thirds.
_SHARES = (300, 190, 120, 80, 60, 45, 38, 32, 27, 23, 19, 16, 13, 11, 9, 7, 6, 4)
_TERMS = ((15, 25), (30, 35), (45, 30), (60, 10))
_HABITS = ((QUICK, 30), (USUAL, 45), (SLOW, 20), (CHRONIC, 5))


@dataclass(frozen=True, slots=True)
class Member:
    """One client of a desk: its code, its invented company, its money and what the archive says of it (wire values)."""

    code: str
    company: Company
    account: Account
    archive: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What people call it."""
        return self.company.short_name

    @property
    def values(self) -> dict[str, Any]:
        """Its row of the client archive."""
        return {**_plain(self.code, self.company), **self.archive}


def _plain(code: str, firm: Company) -> dict[str, Any]:
    draw = Draw("archive", code)
    return {
        "client_code": code,
        "legal_name": firm.legal_name,
        "short_name": firm.short_name,
        "uscc": firm.uscc,
        "vat_payer_type": "general",
        "client_type": "contract",
        "industry": firm.industry,
        "tier": "C",
        "status": "active",
        "first_biz_date": f"{draw.whole(2019, 2023)}-{draw.whole(1, 12):02}-{draw.whole(1, 28):02}",
        "biz_address": f"{firm.city}市",
        "contract_no": f"HT-{draw.whole(2022, 2025)}-{int(code[-5:]):04}",
        "contract_from": "2025-01-01",
        "contract_to": "2026-12-31",
        "payment_term_days": draw.weighed(_TERMS),
        "credit_limit": draw.whole(20, 300) * 1_000_000,
        "default_vat_rate": 900,
    }


def generated(seat: str, active: int, size: int) -> list[Member]:
    """`active` working clients and a third as many that rest, left or may come; size: the desk's revenue in 分 a month."""
    shares = _SHARES[:active]
    working = [_working(seat, n, size * share // sum(shares)) for n, share in enumerate(shares, 1)]
    return working + [_resting(seat, active + n, n) for n in range(1, active // 3 + 1)]


def _working(seat: str, n: int, size: int) -> Member:
    code = f"NB{seat}-{n:05}"
    draw = Draw("client", code)
    since, first = "2022-01", {}
    if n % 8 == 0:  # one in eight is new within a year
        since = f"2025-{draw.whole(8, 12):02}"
        first = {"first_biz_date": f"{since}-{draw.whole(1, 20):02}"}
    trade = Trade(
        size,
        growth=draw.bell(60, 180),
        margin=draw.bell(1950, 450),
        habit=draw.weighed(_HABITS),
        since=since,
        idle=350 if n % 12 == 0 else 0,
    )
    tier = "A" if n <= 4 else "B" if n <= 9 else "C"
    return Member(code, company(int(seat) * 100 + n), account_of(code, trade), {"tier": tier, **first})


def _resting(seat: str, n: int, at: int) -> Member:
    """In turn: lost in the last year, asleep for months, not yet a client."""
    code = f"NB{seat}-{n:05}"
    draw = Draw("client", code)
    left = f"2025-{draw.whole(7, 12):02}"
    ended, archive = (
        (left, {"status": "lost", "exit_type": draw.one(("competitor", "price", "service")), "exit_date": f"{left}-28"}),
        ("2026-01", {"status": "dormant"}),
        ("2022-01", {"status": "prospect", "client_type": "spot", "contract_no": None, "first_biz_date": None}),
    )[at % 3]
    trade = Trade(draw.whole(2, 6) * 1_000_000, growth=-40, margin=draw.bell(1900, 400), until=ended)
    return Member(code, company(int(seat) * 100 + n), account_of(code, trade), archive)
