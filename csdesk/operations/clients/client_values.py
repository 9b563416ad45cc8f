"""The analysis of clients (BM-W3) over twelve months: value, suggested class and care, and chances for more business."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from csdesk.domain.care.client_value import Chance, Part, Worth, chances, classes, parts, score, strategy
from csdesk.domain.care.clients import Client, ClientStatus, Tier
from csdesk.domain.kinds import KINDS
from csdesk.domain.kpi.judgement import rounded
from csdesk.domain.kpi.periods import Period, first_day, months_ending, period_of, shifted
from csdesk.domain.kpi.registry import KPI_BY_ID
from csdesk.domain.kpi.scope import Scope, scopes
from csdesk.domain.kpi.shares import Value
from csdesk.domain.plans.targets import Level
from csdesk.domain.rows import Query, Row
from csdesk.errors import Refused
from csdesk.store import changesets, ledger
from csdesk.store.database import Database
from csdesk.store.figures import kpi, lanes

_KPIS = ("K01", "K04", "K06", "K07", "K19", "K21")
_GONE = (ClientStatus.LOST, ClientStatus.BLACKLISTED)


@dataclass(frozen=True, slots=True)
class ClientValue:
    """One client's year. share: of all revenue. parts: of its score. chances: where more business may be."""

    client: Row
    worth: Worth
    share: Fraction | None
    abc: Tier
    suggested: Tier
    parts: Mapping[Part, Fraction | None]
    score: Fraction
    strategy: str
    chances: tuple[Chance, ...]

    @property
    def title(self) -> str:
        """What a person calls it."""
        return " ".join(filter(None, (self.client.values.get("client_code"), self.client.values.get("short_name"))))

    @property
    def moves(self) -> bool:
        """Whether another tier than its own is suggested."""
        return self.client.values.get("tier") != self.suggested


@dataclass(frozen=True, slots=True)
class ClientChance:
    """One chance with its client."""

    client: Row
    title: str
    found: Chance


def analysis(db: Database, month: str, *, as_of: date) -> list[ClientValue]:
    """Every client with whom there is business, for the twelve months that end with `month`, the best first.

    Raises Refused for what is no month.
    """
    when = period_of(f"{month}-R12")
    year_back = first_day(shifted(when.months[0], -12))
    needs = frozenset[str]().union(*(KPI_BY_ID[id].needs for id in _KPIS))
    with db.reading() as connection:
        facts = kpi.facts(connection, kpi.directory(connection), as_of, needs, [(when.start, when.end)])
        found = {row.id: row for row in ledger.select(connection, Client, Query())}
        ways = lanes.lanes(connection, year_back, min(when.end, as_of))
    markers = [marker for id in _KPIS if (marker := KPI_BY_ID[id].marker)]
    split = scopes(facts, Level.CLIENT, when, as_of, markers)
    worths = [_worth(split[id], when) for id, row in found.items() if id in split and row.values.get("status") not in _GONE]
    worths = [one for one in worths if one.revenue or one.year_ago or one.profit]
    abc, profits, whole = classes(worths), [one.profit for one in worths], sum(max(0, one.revenue) for one in worths)
    made = []
    for one in worths:
        row, known = found[one.client], parts(one, profits)
        told = chances(one, row.values.get("service_scope") or (), row.values.get("est_annual_revenue"), ways)
        made.append(_valued(row, one, abc[one.client], known, tuple(told), whole))
    return sorted(made, key=lambda value: (-value.score, value.title, value.client.id))


def _valued(row: Row, worth: Worth, abc: Tier, known: Mapping[Part, Fraction | None], told: tuple[Chance, ...], whole: int) -> ClientValue:
    points = score(known)
    share = Fraction(max(0, worth.revenue), whole) if whole else None
    suggested = Tier.KA if row.values.get("is_national_key") else abc
    return ClientValue(row, worth, share, abc, suggested, known, points, strategy(abc, points, known), told)


def _worth(scope: Scope, when: Period) -> Worth:
    """What the KPIs say of one client."""
    values: dict[str, Value] = {id: KPI_BY_ID[id].value(scope) for id in _KPIS}
    last = when.months[-3:]

    def revenue(months: tuple[str, ...]) -> int:
        return sum(scope.money(scope.entity, month).revenue for month in months)

    return Worth(
        scope.entity,
        int(values["K01"].den),
        values["K01"].num,
        growth=values["K06"].ratio,
        dso=values["K07"].ratio,
        overdue=values["K19"].ratio,
        complaints=values["K21"].ratio,
        satisfaction=values["K04"].ratio,
        active=sum(scope.money(scope.entity, month).revenue > 0 for month in when.months),
        no_turnover="no_turnover" in values["K07"].flags,
        recent=revenue(last),
        year_ago=revenue(tuple(shifted(month, -12) for month in last)),
    )


def all_chances(values: list[ClientValue]) -> list[ClientChance]:
    """The chances of all clients, those that may bring most first."""
    found = [ClientChance(value.client, value.title, one) for value in values for one in value.chances]
    return sorted(found, key=lambda one: (-(one.found.monthly or 0), one.title, one.found.kind, one.found.said))


def adopt(db: Database, values: Sequence[ClientValue]) -> int:
    """Take over the suggested class of these clients, and the care where none is written yet; how many changed. One change set.

    Raises Refused where there is nothing to take over or the role may not.
    """
    with changesets.change_set(db, f"采用建议等级 {len(values)} 家客户") as work:
        told = [(value.client, news) for value in values if (news := _news(value))]
        if not told:
            raise Refused("选中的客户已经是建议的等级，也都写了维护策略")
        for row, news in told:
            work.change(Client, row.book, row.id, news, base=row.heads)
    return len(told)


def _news(value: ClientValue) -> dict[str, Any]:
    news = {"tier": value.suggested.value} if value.moves else {}
    return news if value.client.values.get("maintenance_strategy") else {**news, "maintenance_strategy": value.strategy}


# -- as texts -------------------------------------------------------------------------------------------------------

HEADINGS = (
    "客户", "等级", "建议", "得分", "收入（元）", "占比", "毛利率", "同比", "周转", "逾期", "投诉率", "满意度", "维护建议",
)  # fmt: skip
CHANCE_HEADINGS = ("客户", "类别", "月增收（元）", "说明")
_MONEY: Callable[[Any], str] = KINDS["fen"].show


def percent(value: Fraction | None) -> str:
    """`15.80 %`, — without data."""
    return "—" if value is None else f"{rounded(value * 100, 2)} %"


def texts(value: ClientValue) -> tuple[str, ...]:
    """One client under `HEADINGS`."""
    worth, tier = value.worth, str(value.client.values.get("tier") or Tier.C)
    days = "无周转" if worth.no_turnover else "—" if worth.dso is None else rounded(worth.dso, 1)
    ratios = (percent(one) for one in (value.share, worth.margin, worth.growth))
    rest = (percent(one) for one in (worth.overdue, worth.complaints, worth.satisfaction))
    return (value.title, tier, value.suggested.value, rounded(value.score, 1), _MONEY(worth.revenue), *ratios, days, *rest, value.strategy)


def chance_texts(chance: ClientChance) -> tuple[str, ...]:
    """One chance under `CHANCE_HEADINGS`."""
    found = chance.found
    return chance.title, found.kind.label, "—" if found.monthly is None else _MONEY(found.monthly), found.said


def export(values: list[ClientValue], path: Path) -> None:
    """Both lists as a workbook. Raises StorageError."""
    from csdesk.reports.tables import write_tables  # openpyxl is loaded only when there is something to write

    told = [chance_texts(one) for one in all_chances(values)]
    write_tables(path, {"客户价值": (HEADINGS, [texts(value) for value in values]), "挖潜机会": (CHANCE_HEADINGS, told)})


def latest_month(as_of: date) -> str:
    """The last whole month."""
    return months_ending(f"{as_of:%Y-%m}", 2)[0]
