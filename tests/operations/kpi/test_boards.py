"""Boards and the KPI report: they say what `csdesk kpi` says, and their sums are the figures' own."""

import re
from datetime import date

import pytest
from operations.kpi.test_figures import World, busy, world  # noqa: F401  (fixtures)

from csdesk.domain.kpi.bridge import Measured
from csdesk.domain.kpi.pareto import Sorting
from csdesk.operations.kpi import boards, figures
from csdesk.reports import kpi_report

DONE = date(2026, 7, 31)


@pytest.fixture
def asked(busy):  # noqa: F811
    """A branch whose only change in June is one client's new waybill money."""
    return busy.db


def looked_at(db, level="branch", entity="NB", **more):
    return boards.boards(db, level=level, period="2026-06", entity=entity, as_of=DONE, **more)


def test_the_heat_map_holds_every_client_with_the_figures_that_kpi_says(asked):
    rows = looked_at(asked).heat
    told = {(f.entity, f.kpi): f.as_json() for f in figures.figures(asked, level="client", period="2026-06", as_of=DONE)}
    assert len(rows) == 4
    assert all(figure.as_json() == told[figure.entity, figure.kpi] for row in rows for figure in row)


def test_who_misses_most_stands_on_top(asked):
    missed = [sum(figure.status.value == "fail" for figure in row) for row in looked_at(asked).heat]
    assert missed == sorted(missed, reverse=True)


def test_a_bridge_ends_at_numerator_and_denominator_of_k01(asked):
    for level, entity in (("branch", "NB"), *(("specialist", f.entity) for f in at(asked, "specialist"))):
        found = looked_at(asked, level, entity)
        margin = found.whole["K01"]
        ends = [found.bridges[measured].now for measured in (Measured.GROSS_PROFIT, Measured.REVENUE)]
        assert ends == [margin.num, margin.den]
        assert all(b.before + sum(step.change for step in b.steps) == b.now for b in found.bridges.values())


def at(db, level):
    return figures.figures(db, level=level, period="2026-06", as_of=DONE, kpis=["K01"])


def test_a_bridge_starts_at_the_period_before_or_the_year_before(asked):
    before, year = looked_at(asked), looked_at(asked, year=True)
    assert (before.against, year.against) == ("2026-05", "2025-06")
    assert before.bridges[Measured.REVENUE].before == 2 * (3 + 7) * 101_00
    assert year.bridges[Measured.REVENUE].before == 2 * (3 + 7) * 90_00
    assert [step.name for step in before.bridges[Measured.GROSS_PROFIT].steps] == [
        "NB-张三0 张三0",
        "NB-张三1 张三1",
        "NB-李四0 李四0",
        "NB-李四1 李四1",
    ]


def test_ages_add_up_to_what_is_owed_and_complaints_to_those_of_the_month(asked):
    found = looked_at(asked)
    assert sum(found.ageing.values()) == found.whole["K19"].den
    assert [(bar.label, bar.count, bar.together) for bar in found.paretos[Sorting.TYPE]] == [("服务态度", 8, 1)]


def test_the_report_shows_every_figure_as_json_says_it(asked, tmp_path):
    made = boards.write_report(asked, "2026-06", tmp_path / "报告.pdf", as_of=DONE)
    raw = (tmp_path / "报告.pdf").read_bytes()
    assert (raw[:5], len(re.findall(rb"/Type /Page\b", raw)), b"/FontFile2" in raw) == (b"%PDF-", made.pages, True)
    shown = words(asked)
    assert "NB　2026-06　截至 2026-07-31" in shown[0]
    for figure in figures.figures(asked, level="branch", period="2026-06", as_of=DONE, kpis=[f.kpi for f in made.board.scorecard]):
        assert figure.display in shown
    for row in made.boards.heat:
        for figure in row:
            assert any(text.startswith(figure.as_json()["display"]) for text in shown)


def words(db):
    """Every text on the pages of the report, the head first."""
    told = boards.report(db, "2026-06", as_of=DONE)
    head = kpi_report.Head(told.name, told.board.period, told.as_of, ())
    made = kpi_report.pages(head, kpi_report.Content(told.board, told.boards, told.funnels, told.punctual))
    heads = [text.get_text() for page in made for text in page.texts]
    axes = [axes for page in made for axes in page.axes]
    return [heads[0].removeprefix("KPI 报告　"), *(word.text for one in axes for words in one.artists for word in words.items)]
