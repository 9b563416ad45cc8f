"""Each figure is the same on the screen, in the workbook, in the PDF and in `--json`, from single clients to the nation."""

import json
import re
from collections import Counter
from contextlib import redirect_stdout
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import StringIO

import pytest
from gui.test_kpi_tab import choose
from openpyxl import load_workbook
from operations.kpi.test_figures import World
from pypdf import PdfReader

from csdesk.cli import main
from csdesk.domain.kpi.judgement import SIGNS, Status, rounded
from csdesk.domain.kpi.registry import KPI_BY_ID
from csdesk.domain.kpi.scope import NATION
from csdesk.domain.money.charges import OpeningBalance
from csdesk.domain.money.receivables import Receipt
from csdesk.domain.plans.targets import Level, PlanLine
from csdesk.domain.staff.people import Branch, Staff
from csdesk.domain.transport.waybills import Waybill
from csdesk.gui.desk import Desk
from csdesk.gui.tabs.kpi import KpiTab
from csdesk.gui.tasks import InlineTasks
from csdesk.gui.theme import Look
from csdesk.operations import files
from csdesk.operations.kpi import exporting, funnels
from csdesk.settings import Settings

LEVELS = ("client", "specialist", "branch", "span", "nation")
MONTH, TODAY = "2026-06", date(2026, 6, 12)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A director's file with two branches, of two people and of one, something of every kind in June."""
    path = tmp_path_factory.mktemp("figures") / "总监.csdb"
    with files.new_file(path, name="王总监", role="director", branch="HQ") as db:
        for branch, people in {"NB": (("甲", 3), ("乙", 7)), "SH": (("丙", 14),)}.items():
            world = World(db, f"{branch}-11111111")
            with world.together():
                world.put(Branch, book="ORG", code=branch, name=f"{branch}分部")
                for name, spread in people:
                    fill(world, branch, name, spread)
    return path


def fill(world, branch, name, spread):
    sp = world.put(Staff, name=name, role="specialist", branch=branch)
    client = world.client(name, sp, first_biz_date="2022-01-01")
    world.put(OpeningBalance, client_id=client, month="2025-06", item="revenue", amount=90_00 * spread)
    for day in ("2026-04-10", "2026-05-10", "2026-06-03"):
        world.charge(client, day, 101 * spread)
        world.cost(client, day, 80 * spread + 7)
    world.put(Receipt, receipt_no=name, client_id=client, received_on="2026-06-04", amount=33_33)
    world.case(client, sp, "2026-06-02", ("2026-06-04", "closed"), liability="carrier")
    world.case(client, sp, "2026-05-20")
    world.answer(client, sp, "2026-06-10", 3 + spread % 3, contact=name)
    world.put(PlanLine, level="specialist", entity=sp, metric="revenue", month=MONTH, value=500_00, version=1, status="approved")
    for i, left in enumerate(("2026-06-02T10:00:00+08:00", "2026-06-02T12:00:00+08:00", None)[: 1 + spread % 3]):
        told = {"plan_date": "2026-06-02", "planned_departure_at": "2026-06-02T10:00:00+08:00", "departed_at": left, "status": "planned"}
        world.put(Waybill, waybill_no=f"{name}{i}", client_id=client, owner_id=sp, **told)


@pytest.fixture(scope="module")
def said(place):
    """Level → what `csdesk kpi --json` says of each entity and KPI."""
    told = {level: ask("kpi", place, "--level", level, "--period", MONTH) for level in LEVELS}
    return {level: {(figure["name"], figure["kpi"]): figure for figure in those} for level, those in told.items()}


def ask(command, place, *more):
    with redirect_stdout(StringIO()) as out:
        assert main([command, str(place), *map(str, more), "--as-of", TODAY.isoformat(), "--json"]) == 0
    return json.loads(out.getvalue())


# -- the screen -----------------------------------------------------------------------------------------------------


def test_the_screen_says_what_json_says(place, said, qtbot, qapp, now):
    with files.open_file(place) as db:
        settings = Settings()
        tab = KpiTab(Desk(db, InlineTasks(), settings, Look(qapp, settings), lambda: now))
        qtbot.addWidget(tab)
        with qtbot.waitExposed(tab):
            tab.show()
        choose(tab.ui.group, "全部")
        for at in range(tab.ui.level.count()):
            tab.ui.level.setCurrentIndex(at)
            tab.ui.level.activated.emit(at)
            told = said[tab.ui.level.currentData()]
            seen = {}
            for name in [tab.ui.entity.itemText(i) for i in range(tab.ui.entity.count())]:
                choose(tab.ui.entity, name)
                seen |= {(name, row[0]): (row[2], row[3], row[4]) for row in tab.comparison.rows}
            labels = {key: (f["display"], f["threshold"], Status(f["status"])) for key, f in told.items()}
            assert {key: (value, limit) for key, (value, _, limit) in seen.items()} == {
                key: (value, limit) for key, (value, limit, _) in labels.items()
            }
            assert all(SIGNS[labels[key][2]] in state for key, (_, state, _) in seen.items())
        assert tab.ui.level.count() == len(LEVELS)


# -- the workbook ---------------------------------------------------------------------------------------------------


def test_the_workbook_says_what_json_says_and_its_formulas_come_to_the_same(place, said, tmp_path):
    with files.open_file(place) as db:
        exporting.export_workbook(db, MONTH, tmp_path / "指标.xlsx", TODAY)
    book = load_workbook(tmp_path / "指标.xlsx")
    boards_are_the_figures(book, {kpi: told for (_, kpi), told in said["nation"].items()})
    sheet = book.worksheets[0]
    head, *rows = sheet.iter_rows()
    column = {cell.value: at for at, cell in enumerate(head)}
    level_of = {Level(level).label: level for level in LEVELS}
    found = set()
    for row in rows:
        level, name, kpi = (row[column[title]].value for title in ("层级", "对象", "编号"))
        told = said[level_of[level]][name, kpi]
        scale = 100 if KPI_BY_ID[kpi].money else 1
        assert [row[column[title]].value for title in ("分子", "分母")] == [float(Fraction(told[part]) / scale) for part in ("num", "den")]
        assert shown(row, column) == told["display"]
        found.add((level_of[level], name, kpi))
    assert found == {(level, *key) for level, those in said.items() for key in those}


def boards_are_the_figures(book, told):
    """The sheets of the boards add up to the figures of the file's own entity."""

    def column(title, at, chosen=lambda row: True):
        rows = book[title].iter_rows(min_row=2, values_only=True)
        return sum(Fraction(Decimal(str(row[at]))) for row in rows if chosen(row))

    assert column("应收账龄", 2) * 100 == Fraction(told["K19"]["den"])
    for kpi in ("K12", "K13", "K14"):
        both = [column("准时率", at, lambda row, kpi=kpi: row[1] == kpi) for at in (4, 5)]
        assert both == [Fraction(told[kpi][part]) for part in ("num", "den")]
        late = column("晚点多久", 5, lambda row, kpi=kpi: row[2] == kpi)
        assert late == both[1] - both[0]
    for by in ("类型", "责任方"):
        assert column("投诉", 4, lambda row, by=by: row[2] == by) == Fraction(told["K21"]["num"])
    charged = column("预估到回款", 4, lambda row: row[1] == MONTH and row[3] == "预估")
    assert charged == 24 * 101 * Fraction("1.09")  # the yuan that fill() charges in June, with tax


def test_the_shares_of_the_boards_are_formulas_that_come_to_what_is_drawn(place, tmp_path):
    with files.open_file(place) as db:
        exporting.export_workbook(db, MONTH, tmp_path / "指标.xlsx", TODAY)
        drawn = funnels.funnels(db, level="nation", period=MONTH, entity=NATION, as_of=TODAY).now
    sheet = load_workbook(tmp_path / "指标.xlsx")["预估到回款"]
    for at in range(len(drawn.parts)):
        for cell, share in ((f"G{at + 2}", drawn.of_before(at)), (f"H{at + 2}", drawn.of_first(at))):
            under, over, below = re.fullmatch(r'=IF\((E\d+)=0,"—",(E\d+)/(E\d+)\)', sheet[cell].value).groups()
            assert (under, over) == (below, f"E{at + 2}")
            value = [Fraction(Decimal(str(sheet[one].value))) for one in (over, below)]
            assert (value[0] / value[1] if value[1] else None) == share


def shown(row, column):
    """What the cell of the value shows once its formula is computed over the cells beside it."""
    cell, line = row[column["值"]], row[0].row
    if not str(cell.value).startswith("="):
        return cell.value
    ratio, _, scale = str(cell.value).removeprefix("=").partition("*")
    assert ratio == f"F{line}/G{line}"
    num, den = (Fraction(Decimal(str(row[column[title]].value))) for title in ("分子", "分母"))
    percent = cell.number_format.endswith("%")
    digits = len(cell.number_format.removesuffix("%").partition(".")[2])
    return f"{rounded(num / den * (100 if percent else int(scale or 1)), digits)} {row[column['单位']].value}"


# -- the report -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
def test_the_pdf_says_what_json_says(place, said, level, tmp_path):
    out = tmp_path / "报告.pdf"
    told = ask("kpi-report", place, "--level", level, "--period", MONTH, "--out", out)
    pages = [page.extract_text() for page in PdfReader(out).pages]
    assert len(pages) == told["pages"]
    mine = {figure["kpi"]: figure for figure in told["figures"]}
    (name,) = {figure["name"] for figure in mine.values()}
    every = {kpi: figure for (whose, kpi), figure in said[level].items() if whose == name}
    assert all(figure == every[kpi] for kpi, figure in mine.items())
    cards = pages[0].splitlines()
    for kpi, figure in mine.items():
        at = cards.index(f"{kpi} {KPI_BY_ID[kpi].name}")
        assert cards[at + 1] == figure["display"]
        assert cards[at + 2].startswith(f"{SIGNS[Status(figure['status'])]} {Status(figure['status']).label}")
    lines = Counter(line for page in pages[1:] for line in page.splitlines())
    parts = {"branch": "specialist", "span": "branch", "nation": "span"}.get(level, level)
    for (whose, kpi), figure in said[parts].items():
        if kpi in mine:  # a bar of a ranking says value and state; a single one is read with its name
            bar = f"{figure['display']} {SIGNS[Status(figure['status'])]}" if has_value(figure) else figure["display"]
            assert lines[bar] or lines[bar + whose]
    text = "\n".join(pages)
    assert all(figure["display"] in text for (_, kpi), figure in said["client"].items() if kpi in mine)
    if "K19" in every:
        assert f"应收账龄\u3000合计 {yuan(every['K19']['den'])} 元" in lines
    assert f"{MONTH}\u3000" in text
    for kpi in ("K12", "K13", "K14"):
        assert any(line[2:].startswith(f"{KPI_BY_ID[kpi].name} {every[kpi]['display']} ") for line in lines)
    assert lines[f"投诉按责任方\u3000本期登记 {every['K21']['num']} 件"] == 1
    ends = [lines[yuan(every["K01"][part])] for part in ("num", "den")]  # where the bridges of 毛利 and 收入 end
    assert all(ends)


def has_value(figure):
    return figure["den"] != "0" and not {"not_yet"} & set(figure["flags"])


def yuan(fen):
    return f"{Decimal(fen) / 100:,.2f}"
