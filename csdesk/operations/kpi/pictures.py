"""The charts of figures, for whoever shows or saves them: drawn in the reports room, handed on as they are."""

from csdesk.reports.charts import card, ranking, scorecard, trend
from csdesk.reports.drawing import DARK, LIGHT, Chart, Hit, Palette, save
from csdesk.reports.heat import heat_map
from csdesk.reports.money_boards import ageing, funnel, waterfall
from csdesk.reports.service_boards import lateness, on_time, pareto

__all__ = [
    "DARK", "LIGHT", "Chart", "Hit", "Palette", "ageing", "card", "funnel", "heat_map", "lateness", "on_time", "pareto", "ranking",
    "save", "scorecard", "trend", "waterfall",
]  # fmt: skip
