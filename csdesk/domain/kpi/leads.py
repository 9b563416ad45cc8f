"""Where a click on a part of a board leads that is no figure of its own: some records, each with what it adds to that part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from csdesk.domain.kpi.figure import amount_text
from csdesk.domain.kpi.shares import Share


@dataclass(frozen=True, slots=True)
class Lead:
    """The records of a part. title: what stands over them; money: what they add is in 分."""

    title: str
    shares: tuple[Share, ...]
    as_of: date
    money: bool = False

    def amount(self, part: Fraction) -> str:
        """What a record adds, as text."""
        return amount_text(part, money=self.money)
