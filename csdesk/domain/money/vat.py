"""Value added tax: which rate holds when, and how an amount splits into net and tax (domain.md §3.15)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from csdesk.domain.kinds import KINDS
from csdesk.domain.record import Choice
from csdesk.errors import Refused


class VatCode(Choice):
    TRANSPORT = "transport", "交通运输"
    AUXILIARY = "auxiliary", "物流辅助"
    PROPERTY = "property", "不动产租赁"
    EQUIPMENT = "equipment", "有形动产租赁"
    SMALL = "small", "小规模"
    EXEMPT = "exempt", "免税"


@dataclass(frozen=True, slots=True)
class VatSpan:
    """A rate (basis points) that holds from one day to another, both included."""

    code: str
    rate: int
    valid_from: date
    valid_to: date | None = None

    def holds(self, day: date) -> bool:
        """Whether this rate is in force on `day`."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


#: What csdesk ships (general knowledge, to be confirmed by the company's finance); records of kind `vat_rate` override it.
SHIPPED = (
    VatSpan(VatCode.TRANSPORT, 1000, date(2018, 5, 1), date(2019, 3, 31)),
    VatSpan(VatCode.TRANSPORT, 900, date(2019, 4, 1)),
    VatSpan(VatCode.AUXILIARY, 600, date(2016, 5, 1)),
    VatSpan(VatCode.PROPERTY, 1000, date(2018, 5, 1), date(2019, 3, 31)),
    VatSpan(VatCode.PROPERTY, 900, date(2019, 4, 1)),
    VatSpan(VatCode.EQUIPMENT, 1600, date(2018, 5, 1), date(2019, 3, 31)),
    VatSpan(VatCode.EQUIPMENT, 1300, date(2019, 4, 1)),
    VatSpan(VatCode.SMALL, 300, date(2016, 5, 1), date(2020, 2, 29)),
    VatSpan(VatCode.SMALL, 100, date(2020, 3, 1), date(2022, 3, 31)),
    VatSpan(VatCode.SMALL, 0, date(2022, 4, 1), date(2022, 12, 31)),
    VatSpan(VatCode.SMALL, 100, date(2023, 1, 1), date(2027, 12, 31)),
    VatSpan(VatCode.SMALL, 300, date(2028, 1, 1)),
    VatSpan(VatCode.EXEMPT, 0, date(2016, 5, 1)),
)


def rate_on(code: str, day: date, spans: Iterable[VatSpan] = SHIPPED) -> int:
    """The rate of a service on a day, in basis points; of several in force the latest. Raises Refused when none is."""
    holding = [span for span in spans if span.code == code and span.holds(day)]
    if not holding:
        raise Refused(f"{day.isoformat()} 没有“{VatCode.labels().get(code, code)}”的税率，请在税率表中补上")
    return max(holding, key=lambda span: span.valid_from).rate


def rates_on(day: date, spans: Iterable[VatSpan] = SHIPPED) -> frozenset[int]:
    """Every rate that an invoice of this day may bear, in basis points; none of a service, for what is exempt, always."""
    return frozenset(span.rate for span in spans if span.holds(day)) | {0}


#: Rates of the simplified levy (征收率), which a service may bear on any day.
LEVIED = frozenset({100, 300, 500})
#: What csdesk ships is sure for these days; others are not judged.
SURE = (date(2018, 5, 1), date(2026, 12, 31))


def strange_rate(day: str, rate: int) -> str:
    """What is wrong with a rate (basis points) on a day (wire); empty when it existed then, or nobody is sure."""
    on = date.fromisoformat(day)
    if not SURE[0] <= on <= SURE[1] or rate in (existing := rates_on(on) | LEVIED):
        return ""
    known = "、".join(KINDS["rate"].show(one) for one in sorted(existing, reverse=True))
    return f"{day} 没有 {KINDS['rate'].show(rate)}的税率，当天有：{known}"


def half_up(value: Fraction) -> int:
    """四舍五入 to an integer; a half goes away from zero."""
    size = int(abs(value) + Fraction(1, 2))
    return size if value >= 0 else -size


def tax_of(gross: int, rate: int) -> int:
    """The tax in an amount that includes it. gross: 分; rate: basis points (domain.md §3.15, 价内税)."""
    return half_up(Fraction(gross * rate, 10000 + rate))


def net_of(gross: int, rate: int) -> int:
    """The amount without tax (不含税金额): gross less its tax, so that net and tax always add up."""
    return gross - tax_of(gross, rate)
