"""The office's reference data: holidays, VAT rates, KPI thresholds and policies, kept by headquarters or the branch."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, ClassVar

from csdesk.domain.kinds import Day, Line, Long, Rate
from csdesk.domain.money.vat import VatCode
from csdesk.domain.policies import NUMBERS
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.domain.staff.people import Role


class Holiday(Record, frozen=True, kw_only=True):
    """One day on which the working calendar differs from Monday to Friday (节假日与调休)."""

    about: ClassVar[About] = About("holiday", "节假日", "节假日", title=("day", "title"), codes=("day",), reference=True, order="day")

    day: Annotated[Day, says("日期", listed=True)]
    worked: Annotated[bool, says("是否上班", listed=True, asked=True, help="调休上班填 是，放假填 否")] = False
    title: Annotated[Line | None, says("名称", listed=True, searched=True)] = None


def _span_rules(values: Values) -> Iterator[Problem]:
    start, end = values.get("valid_from"), values.get("valid_to")
    if start and end and end < start:
        yield Problem("valid_to", "失效日期不能早于生效日期")


class VatRate(Record, frozen=True, kw_only=True):
    """The VAT rate of one kind of service from one day on (税率表)."""

    about: ClassVar[About] = About(
        "vat_rate", "税率", "税率表", title=("code", "rate"), reference=True, rules=(_span_rules,), order="-valid_from"
    )

    code: Annotated[VatCode, says("税目", listed=True, also=("服务类别",))]
    rate: Annotated[Rate, says("税率", listed=True, least=0, most=10000)]
    valid_from: Annotated[Day, says("生效日期", listed=True)]
    valid_to: Annotated[Day | None, says("失效日期", listed=True)] = None


class Comparison(Choice):
    AT_LEAST = "ge", "不低于"
    AT_MOST = "le", "不高于"


def _threshold_rules(values: Values) -> Iterator[Problem]:
    try:
        Fraction(str(values.get("value")))
    except (ValueError, ZeroDivisionError):
        yield Problem("value", f"“{values.get('value')}”不是数，请写成 18/100、0.18 或 75 的样子")


class KpiThreshold(Record, frozen=True, kw_only=True):
    """What a figure must reach for a role, from one day on (domain.md §0.10).

    value: an exact number as text, `18/100` or `75`; a percentage is a fraction of one.
    """

    about: ClassVar[About] = About(
        "kpi_threshold", "考核门槛", "考核门槛", title=("role", "kpi"), reference=True, rules=(_threshold_rules,), order="kpi"
    )

    role: Annotated[Role, says("岗位", listed=True)]
    kpi: Annotated[Line, says("指标", listed=True, searched=True, help="指标编号，例如 K01")]
    op: Annotated[Comparison, says("比较", listed=True)]
    value: Annotated[Line, says("门槛", listed=True, help="精确的数：18/100、0.18 或 75")]
    valid_from: Annotated[Day, says("生效日期", listed=True)]


def _policy_rules(values: Values) -> Iterator[Problem]:
    number = NUMBERS.get(str(values.get("key")))
    if number and number.read(str(values.get("value"))) is None:
        yield Problem("value", number.said)


class Policy(Record, frozen=True, kw_only=True):
    """One decision of the company that a formula or a limit reads (domain.md §7), from one day on."""

    about: ClassVar[About] = About(
        "policy", "政策参数", "政策参数", title=("key", "value"), codes=("key",), reference=True, rules=(_policy_rules,), order="key"
    )

    key: Annotated[Line, says("参数", listed=True, searched=True)]
    value: Annotated[Line, says("取值", listed=True)]
    valid_from: Annotated[Day, says("生效日期", listed=True)]
    note: Annotated[Long | None, says("说明", listed=True)] = None
