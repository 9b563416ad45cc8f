"""The tabs, left to right. A new tab is its module and its line here."""

from csdesk.gui.tabs.base import Tab
from csdesk.gui.tabs.clients import ClientsTab
from csdesk.gui.tabs.complaints import ComplaintsTab
from csdesk.gui.tabs.dispatch import DispatchTab
from csdesk.gui.tabs.kpi import KpiTab
from csdesk.gui.tabs.planning import PlanningTab
from csdesk.gui.tabs.receivables import ReceivablesTab
from csdesk.gui.tabs.today import TodayTab

TABS: tuple[type[Tab], ...] = (TodayTab, ClientsTab, ComplaintsTab, DispatchTab, ReceivablesTab, KpiTab, PlanningTab)
