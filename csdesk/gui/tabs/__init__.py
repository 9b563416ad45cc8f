"""The tabs, left to right. A new tab is its module, a function that loads it, and its line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # each is loaded when it is built: the first one is not to wait for the others
    from csdesk.gui.tabs.base import Tab


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of a tab before it is built. load: its class."""

    title: str
    glyph: str
    load: Callable[[], type[Tab]]


def _today() -> type[Tab]:
    from csdesk.gui.tabs.today import TodayTab

    return TodayTab


def _clients() -> type[Tab]:
    from csdesk.gui.tabs.clients import ClientsTab

    return ClientsTab


def _complaints() -> type[Tab]:
    from csdesk.gui.tabs.complaints import ComplaintsTab

    return ComplaintsTab


def _dispatch() -> type[Tab]:
    from csdesk.gui.tabs.dispatch import DispatchTab

    return DispatchTab


def _receivables() -> type[Tab]:
    from csdesk.gui.tabs.receivables import ReceivablesTab

    return ReceivablesTab


def _kpi() -> type[Tab]:
    from csdesk.gui.tabs.kpi import KpiTab

    return KpiTab


def _planning() -> type[Tab]:
    from csdesk.gui.tabs.planning import PlanningTab

    return PlanningTab


TABS: tuple[Entry, ...] = (
    Entry("今日", "check", _today),
    Entry("客户档案", "building", _clients),
    Entry("投诉台账", "chat", _complaints),
    Entry("派车计划", "truck", _dispatch),
    Entry("应收账款", "money", _receivables),
    Entry("KPI 看板", "chart", _kpi),
    Entry("计划会议", "calendar", _planning),
)
