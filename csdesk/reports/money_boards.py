"""Boards of money: what made a change, debts by age, the funnel from 预估 to 回款."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from math import inf

from csdesk.domain.kpi.boards import Funnels
from csdesk.domain.kpi.bridge import Bridge, Step
from csdesk.domain.kpi.figure import Figure
from csdesk.domain.money.ageing import shares
from csdesk.domain.money.funnel import Funnel, Stage
from csdesk.reports.drawing import LIGHT, Chart, Hit, Lying, Palette, Plot, percent, picture_of


def yuan(fen: int, *, signed: bool = False) -> str:
    """分 as 元: `1,234.50`, with its sign where a change is told."""
    return f"{Decimal(fen) / 100:{'+' if signed else ''},.2f}"


# -- the waterfall --------------------------------------------------------------------------------------------------


def waterfall(
    told: Bridge, against: str, period: str, figures: Mapping[str, Figure], whole: Figure | None, palette: Palette = LIGHT
) -> Chart:
    """The way from one period to another, a bar a client. figures: client → where a click on its bar leads; whole: on the sums."""
    picture, (plot,) = picture_of(palette, 7.2, 1.3 + 0.34 * (len(told.steps) + 2))
    return Chart(picture, draw_waterfall(plot, told, against, period, figures, whole))


def draw_waterfall(
    plot: Plot, told: Bridge, against: str, period: str, figures: Mapping[str, Figure], whole: Figure | None
) -> tuple[Hit, ...]:
    """The waterfall on axes of its own."""
    colours, label = plot.palette, told.measured.label
    runs = list(accumulate((step.change for step in told.steps), initial=told.before))
    bars = [Lying(against, 0, told.before / 100, yuan(told.before), colours.accent)]
    for step, start, end in zip(told.steps, runs, runs[1:], strict=False):
        colour = colours.good if end >= start else colours.bad
        bars.append(Lying(step.name, start / 100, end / 100, yuan(step.change, signed=True), colour))
    bars.append(Lying(period, 0, told.now / 100, yuan(told.now), colours.accent))
    change = f"{yuan(told.now - told.before, signed=True)} 元"
    lines = [f"{label} {against} → {period}：{change}", _effects(told)]
    plot.room_for("\n".join(_noted(lines, whole)), bars, bottom=22)
    low, high = _nearer(runs) or (min(0, *runs), max(0, *runs) or 1)
    plot.across(bars, (low / 100, high / 100))
    plot.yuan_scale(low / 100, high / 100, len(bars))
    ends = [(f"{name} {label} {yuan(fen)} 元", whole) for name, fen in ((against, told.before), (period, told.now))]
    said_of = [ends[0], *((_step_text(step), figures.get(step.client, whole)) for step in told.steps), ends[1]]
    return tuple(Hit(-inf, inf, y - 0.5, y + 0.5, text, figure) for y, (text, figure) in enumerate(said_of) if figure is not None)


def _nearer(runs: Sequence[int]) -> tuple[int, int] | None:
    """From where to where the axis goes if the changes are small beside the amounts; None where it starts at nothing."""
    low, high = min(runs), max(runs)
    return (low - (high - low), high) if 0 < (high - low) * 3 < high else None


def _effects(told: Bridge | Step) -> str:
    """`量 +20.00　价 -3.00　新增、流失及无运单 +7.00`, leaving out what is nothing."""
    parts = (("量", told.volume), ("价", told.price), ("新增、流失或无运单", told.whole))
    return "　".join(f"{label} {yuan(fen, signed=True)}" for label, fen in parts if fen)


def _step_text(step: Step) -> str:
    return f"{step.name} {yuan(step.change, signed=True)} 元\n{_effects(step)}"


# -- ageing ---------------------------------------------------------------------------------------------------------


def ageing(amounts: Mapping[str, int], earlier: Mapping[str, int], against: str, figure: Figure | None, palette: Palette = LIGHT) -> Chart:
    """What is owed by age, beside what was owed at the end of another period. figure: where a click leads, K19."""
    picture, (plot,) = picture_of(palette, 6.4, 1.3 + 0.36 * len(amounts))
    return Chart(picture, draw_ageing(plot, amounts, earlier, against, figure))


def draw_ageing(plot: Plot, amounts: Mapping[str, int], earlier: Mapping[str, int], against: str, figure: Figure | None) -> tuple[Hit, ...]:
    """The ages on axes of its own."""
    told = [_with_share(fen, part) for fen, part in zip(amounts.values(), _parts(amounts), strict=True)]
    bars = [
        Lying(name, 0, fen / 100, text, _age_colour(y, plot.palette))
        for y, ((name, fen), text) in enumerate(zip(amounts.items(), told, strict=True))
    ]
    lines = [f"应收账龄　合计 {yuan(sum(amounts.values()))} 元", f"灰条为 {against} 末：合计 {yuan(sum(earlier.values()))} 元"]
    plot.room_for("\n".join(_noted(lines, figure)), bars, bottom=22)
    high = (max([0, *amounts.values(), *earlier.values()]) or 100) / 100
    plot.across(bars, (0, high))
    plot.beside([[earlier.get(name, 0) / 100 for name in amounts]])
    plot.yuan_scale(0, high, len(bars))
    if figure is None:
        return ()
    was = [f"{against} 末 {_with_share(earlier.get(name, 0), part)}" for name, part in zip(amounts, _parts(earlier), strict=True)]
    texts = [f"{name} {text}\n{before}" for name, text, before in zip(amounts, told, was, strict=True)]
    return tuple(Hit(-inf, inf, y - 0.5, y + 0.5, text, figure) for y, text in enumerate(texts))


def _parts(amounts: Mapping[str, int]) -> tuple[int | None, ...]:
    """The shares in hundredths of a percent, which add up to the whole; None where there is nothing."""
    return shares(list(amounts.values())) if any(amounts.values()) else (None,) * len(amounts)


def _with_share(fen: int, part: int | None) -> str:
    return f"{yuan(fen)} 元" + ("" if part is None else f"　{part / 100:.2f} %")


def _noted(lines: list[str], figure: Figure | None) -> list[str]:
    """The lines of a title, and what is to be said of a closed month."""
    return [*lines, *([figure.closing_note] if figure and figure.closing_note else [])]


def _age_colour(y: int, palette: Palette) -> str:
    """Not yet due, due, due since more than 90 days."""
    return palette.bad if y >= 4 else palette.near if y else palette.accent


# -- the funnel -----------------------------------------------------------------------------------------------------


def funnel(found: Funnels, palette: Palette = LIGHT) -> Chart:
    """How far a period's business has come, beside two others."""
    picture, (plot,) = picture_of(palette, 7.2, 3.6)
    return Chart(picture, draw_funnel(plot, found))


def draw_funnel(plot: Plot, found: Funnels) -> tuple[Hit, ...]:
    """The funnel on axes of its own. Every bar is drawn to the scale of its own first stage: what compares is how far each came."""
    now, earlier = found.now, (found.before, found.year)
    told = [_stage_text(now, at) for at in range(len(now.parts))]
    bars = [
        Lying(part.stage.label, 0, _share(now, at), text, plot.palette.good if part.stage is Stage.PAID else plot.palette.accent)
        for at, (part, text) in enumerate(zip(now.parts, told, strict=True))
    ]
    others = "、".join(f"{one.period}（预估 {yuan(one.parts[0].amount)} 元）" for one in earlier)
    title = f"预估到回款　{now.period} 的业务，按截至 {found.as_of} 的记录（不随结账冻结）\n灰条依次为 {others} 走到同一步的比例"
    plot.room_for(title, bars)
    plot.across(bars, (0, 1))
    plot.beside([[_share(one, at) for at in range(len(one.parts))] for one in earlier])
    return tuple(
        Hit(-inf, inf, at - 0.5, at + 0.5, "\n".join((f"{part.stage.label} {text}", *(_earlier_text(one, at) for one in earlier))), lead)
        for at, (part, text, lead) in enumerate(zip(now.parts, told, found.leads, strict=True))
    )


def _share(one: Funnel, at: int) -> float:
    return float(one.of_first(at) or 0)


def _stage_text(one: Funnel, at: int) -> str:
    part = one.parts[at]
    text = f"{yuan(part.amount)} 元　{part.count} 笔"
    return text if at == 0 else f"{text}　占上一步 {percent(one.of_before(at))}　占预估 {percent(one.of_first(at))}"


def _earlier_text(one: Funnel, at: int) -> str:
    return f"{one.period}：{_stage_text(one, at)}"
