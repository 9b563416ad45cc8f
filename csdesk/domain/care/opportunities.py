"""Opportunities (挖潜商机): chances for more business with a client, from found to won or given up (domain.md §3.14, BM-D4, BM-W6)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from csdesk.domain.kinds import Day, Fen, Id, Long, Rate, Text
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.domain.states import Action, Life, Machine, Step


class OpportunityKind(Choice):
    RECOVER = "recover", "下滑恢复"
    SHARE = "share_gain", "份额提升"
    LANE = "lane_extension", "新线路"
    SERVICE = "service", "新业务", "仓储", "增值服务"
    PRICE = "price_up", "提价"
    BRANCHES = "cross_branch", "跨分部协同"


class Stage(Choice):
    FOUND = "found", "发现"
    PURSUED = "pursued", "跟进"
    WON = "won", "成交"
    DROPPED = "dropped", "放弃"


def _rules(values: Values) -> Iterator[Problem]:
    if (values.get("probability") or 0) > 10_000:
        yield Problem("probability", "把握不能超过 100 %")


class Opportunity(Record, frozen=True, kw_only=True):
    """One chance for more business with a client. monthly, won_monthly: revenue a month without VAT; probability: basis points."""

    about: ClassVar[About] = About(
        "opportunity", "商机", "挖潜商机", title=("kind", "said"), parent="client_id", rules=(_rules,), order="-found_on"
    )

    client_id: Annotated[Id, says("客户", of="client", listed=True, searched=True, also=("客户名称", "客户简称", "客户编号"))]
    kind: Annotated[OpportunityKind, says("类别", listed=True, also=("商机类别", "商机类型"))]
    said: Annotated[Text, says("说明", listed=True, searched=True, also=("商机说明", "内容"))]
    monthly: Annotated[Fen | None, says("预计月收入", unit="元", listed=True, least=0, also=("预计收入", "月增收"), help="不含税")] = None
    probability: Annotated[Rate | None, says("把握", listed=True, least=0, also=("成功概率",))] = None
    owner_id: Annotated[Id, says("负责人", of="staff", offered="me", listed=True, also=("责任人",))]
    found_on: Annotated[Day, says("发现日期", past=True, offered="now", listed=True)]
    next_step: Annotated[Text | None, says("下一步", listed=True)] = None
    next_on: Annotated[Day | None, says("下一步日期", listed=True)] = None
    stage: Annotated[Stage, says("阶段", listed=True, asked=True, action_only=True)] = Stage.FOUND
    won_on: Annotated[Day | None, says("成交日期", past=True, action_only=True)] = None
    won_monthly: Annotated[Fen | None, says("成交月收入", unit="元", least=0, action_only=True, help="不含税")] = None
    drop_reason: Annotated[Long | None, says("放弃原因", action_only=True)] = None


def _won(step: Step) -> dict[str, Any]:
    return {"won_on": step.filled.get("won_on") or step.at[:10]}


_PURSUE = Action("pursue", "跟进", Stage.PURSUED, ("next_step", "next_on", "probability"), ("next_step", "next_on"))
_NOTE = Action("note", "更新进展", None, ("next_step", "next_on", "probability"), ("next_step", "next_on"))
_WIN = Action("win", "成交", Stage.WON, ("won_on", "won_monthly"), ("won_monthly",), stamps=_won)
_DROP = Action("drop", "放弃", Stage.DROPPED, ("drop_reason",), ("drop_reason",))
_AGAIN = Action("again", "重新跟进", Stage.PURSUED, ("next_step", "next_on"), ("next_step", "next_on"))

MACHINE = Machine(
    "stage",
    {Stage.FOUND: (_PURSUE, _WIN, _DROP), Stage.PURSUED: (_NOTE, _WIN, _DROP), Stage.WON: (), Stage.DROPPED: (_AGAIN,)},
)
LIFE = Life(Opportunity, MACHINE)

#: The stages in which somebody still works at it.
OPEN = (Stage.FOUND.value, Stage.PURSUED.value)
