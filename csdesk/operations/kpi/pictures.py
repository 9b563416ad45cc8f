"""The charts of figures, for whoever shows or saves them: drawn in the reports room, handed on as they are."""

from csdesk.reports.boards import ageing, heat_map, pareto, waterfall
from csdesk.reports.charts import card, ranking, scorecard, trend
from csdesk.reports.drawing import DARK, LIGHT, Chart, Hit, Palette, save

__all__ = [
    "DARK", "LIGHT", "Chart", "Hit", "Palette", "ageing", "card", "heat_map", "pareto", "ranking", "save", "scorecard", "trend",
    "waterfall",
]  # fmt: skip
