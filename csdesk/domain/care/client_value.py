"""What a client is worth: ABC by revenue, a score of five parts, how to look after it, and where more business may be (domain.md §3.14)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from csdesk.domain.care.clients import ServiceScope, Tier
from csdesk.domain.care.opportunities import OpportunityKind
from csdesk.domain.record import Choice

#: Up to which share of all revenue clients are A, and up to which B.
ABC = ((Fraction(70, 100), Tier.A), (Fraction(90, 100), Tier.B))
#: From this score on a client is a good one, whatever its size.
GOOD = 60
_HUNDRED = Fraction(100)
_GROWTH_FULL = Fraction(15, 100)  # as K06 is judged
_DSO_FULL = Fraction(75)  # as K07 is


class Part(Choice):
    """The parts of the score."""

    PROFIT = "profit", "毛利"
    GROWTH = "growth", "增长"
    PAYMENT = "payment", "回款"
    SATISFACTION = "satisfaction", "满意度"
    STABILITY = "stability", "稳定"


WEIGHTS = {Part.PROFIT: 35, Part.GROWTH: 20, Part.PAYMENT: 20, Part.SATISFACTION: 15, Part.STABILITY: 10}


@dataclass(frozen=True, slots=True)
class Worth:
    """Twelve months of one client. Money in 分, without VAT; ratios exact, None without data.

    overdue: past due ÷ owed. active: in how many of the months there was revenue. no_turnover: it owes and was not billed.
    recent, year_ago: revenue of the last three months and of the same a year earlier.
    """

    client: str
    revenue: int
    profit: Fraction
    growth: Fraction | None = None
    dso: Fraction | None = None
    overdue: Fraction | None = None
    complaints: Fraction | None = None
    satisfaction: Fraction | None = None
    active: int = 0
    no_turnover: bool = False
    recent: int = 0
    year_ago: int = 0

    @property
    def margin(self) -> Fraction | None:
        """Gross profit over revenue."""
        return Fraction(self.profit) / self.revenue if self.revenue > 0 else None


def classes(worths: Sequence[Worth]) -> dict[str, Tier]:
    """Client → A, B or C: by falling revenue, whoever begins below 70 % of the whole is A, below 90 % B; without revenue C."""
    ordered = sorted(worths, key=lambda one: (-one.revenue, one.client))
    whole, before, found = sum(max(0, one.revenue) for one in worths), 0, {}
    for one in ordered:
        reached = Fraction(before, whole) if whole else _HUNDRED
        found[one.client] = next((tier for limit, tier in ABC if one.revenue > 0 and reached < limit), Tier.C)
        before += max(0, one.revenue)
    return found


def percentile(value: Fraction, among: Sequence[Fraction]) -> Fraction:
    """How many of the others are below, equals half, in percent; 100 when there are no others."""
    others = len(among) - 1
    if others <= 0:
        return _HUNDRED
    below, equal = sum(one < value for one in among), sum(one == value for one in among) - 1
    return Fraction(2 * below + equal, 2 * others) * 100


def _within(value: Fraction) -> Fraction:
    return max(Fraction(0), min(_HUNDRED, value))


def _payment(worth: Worth) -> Fraction | None:
    found: list[Fraction] = []
    if worth.no_turnover:
        found.append(Fraction(0))
    elif worth.dso is not None:
        found.append(_within(100 * _DSO_FULL / worth.dso) if worth.dso else _HUNDRED)
    if worth.overdue is not None:
        found.append(_within(100 * (1 - worth.overdue)))
    return sum(found, Fraction(0)) / len(found) if found else None


def parts(worth: Worth, profits: Sequence[Fraction]) -> dict[Part, Fraction | None]:
    """The parts of a client's score, 0 to 100 each; None where nothing is known.

    Growth: 0 % is 50 points, ±15 % all or nothing. Payment: the mean of 75 days ÷ turnover days and of what is not overdue.
    """
    return {
        Part.PROFIT: percentile(worth.profit, profits),
        Part.GROWTH: None if worth.growth is None else _within(50 + 50 * worth.growth / _GROWTH_FULL),
        Part.PAYMENT: _payment(worth),
        Part.SATISFACTION: None if worth.satisfaction is None else _within(100 * worth.satisfaction),
        Part.STABILITY: Fraction(100 * worth.active, 12),
    }


def score(found: Mapping[Part, Fraction | None]) -> Fraction:
    """The weighted mean of the parts that are known."""
    known = {part: value for part, value in found.items() if value is not None}
    return sum((WEIGHTS[part] * value for part, value in known.items()), Fraction(0)) / sum(WEIGHTS[part] for part in known)


_STRATEGIES = {
    (Tier.A, True): "重点维护：每月走访，季度复盘，专人响应",
    (Tier.A, False): "保量提质：分部经理每月走访，先补短板",
    (Tier.B, True): "培育升级：每季走访，争取新线路和新业务",
    (Tier.B, False): "稳定合作：每季走访，先补短板",
    (Tier.C, True): "择优培育：半年走访，了解总货量",
    (Tier.C, False): "标准服务：控制账期和服务成本",
}


def strategy(tier: Tier, points: Fraction, found: Mapping[Part, Fraction | None]) -> str:
    """How to look after a client, with the weakest part where it is not a good one."""
    known = {part: value for part, value in found.items() if value is not None}
    weakest = min(known, key=lambda part: (known[part], list(Part).index(part)))
    good = points >= GOOD
    return _STRATEGIES[tier, good] + ("" if good else f"（短板：{weakest.label}）")


# -- where more business may be -------------------------------------------------------------------------------------


#: The kinds that the numbers say something of.
PROPOSED = (OpportunityKind.RECOVER, OpportunityKind.SHARE, OpportunityKind.LANE, OpportunityKind.SERVICE)
#: Revenue that fell by this share is worth a talk; whoever gives us less than this share of what he ships has more to give.
FELL, SHARE_LOW = Fraction(20, 100), Fraction(50, 100)
#: A lane is offered that so many other clients ship on from the same city; so many lanes at most.
_LANE_CLIENTS, _LANES = 2, 3

Lane = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Chance:
    """One chance for more business with a client. monthly: what it may bring in a month, 分; None where nobody can say."""

    client: str
    kind: OpportunityKind
    said: str
    monthly: int | None = None


def chances(worth: Worth, bought: Sequence[str], expected: int | None, lanes: Mapping[Lane, frozenset[str]]) -> Iterator[Chance]:
    """What to talk about with a client.

    bought: the services in its archive. expected: what it ships in a year with anybody, 分. lanes: each lane with who ships on it.
    """
    lost = worth.year_ago - worth.recent
    if worth.year_ago > 0 and lost >= FELL * worth.year_ago:
        fell = int(100 * Fraction(lost, worth.year_ago))
        yield Chance(worth.client, OpportunityKind.RECOVER, f"近 3 个月收入比去年同期少 {fell} %", lost // 3)
    if expected and worth.revenue < SHARE_LOW * expected:
        held = int(100 * Fraction(max(0, worth.revenue), expected))
        yield Chance(worth.client, OpportunityKind.SHARE, f"年发货额预估中我方约占 {held} %", (expected - max(0, worth.revenue)) // 12)
    for origin, dest in _new_lanes(worth.client, lanes):
        many = len(lanes[origin, dest])
        yield Chance(worth.client, OpportunityKind.LANE, f"{origin}→{dest}：另有 {many} 家客户在走，该客户还没有")
    if bought and (lacking := [service.label for service in ServiceScope if service.value not in bought]):
        yield Chance(worth.client, OpportunityKind.SERVICE, f"还没有用：{'、'.join(lacking)}")


def _new_lanes(client: str, lanes: Mapping[Lane, frozenset[str]]) -> list[Lane]:
    """The lanes from this client's cities that several others ship on and it does not, the busiest first."""
    origins = {origin for (origin, _), who in lanes.items() if client in who}
    found = [lane for lane, who in lanes.items() if lane[0] in origins and client not in who and len(who) >= _LANE_CLIENTS]
    return sorted(found, key=lambda lane: (-len(lanes[lane]), lane))[:_LANES]
