"""The demo's world: the same everywhere, with the planted cases in it, in workbooks that csdesk can read."""

import hashlib
import os
import subprocess
import sys
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from csdesk.demo.books import write_desk, write_targets
from csdesk.demo.cells import cell_of
from csdesk.demo.draw import Draw
from csdesk.demo.market import LAST, months
from csdesk.demo.mistakes import MISTAKES
from csdesk.demo.names import company
from csdesk.demo.pages import BOOKS, TARGET_BOOK
from csdesk.demo.world import make_world
from csdesk.domain.identifiers import uscc_problem, uscc_warning
from csdesk.domain.record import field_map
from csdesk.domain.records import RECORD_BY_NAME, RECORDS
from csdesk.reports.headings import find_layout
from csdesk.reports.sheets import open_book

PRINT = "from tests.demo.test_world import fingerprint; print(fingerprint())"
ROOT = Path(__file__).parents[2]
PAGES = {page.record: page for book in (*BOOKS, TARGET_BOOK) for page in book.pages}


def fingerprint() -> str:
    """What two worlds have in common only when every value of theirs is equal."""
    return hashlib.sha256(msgspec.json.encode(asdict(make_world()))).hexdigest()


@pytest.fixture(scope="module")
def world():
    return make_world()


def member(world, mark):
    return next(m for desk in world.desks for m in desk.members if m.name.endswith(f"（{mark}）"))


def test_the_world_is_the_same_in_every_process():
    env = {**os.environ, "PYTHONHASHSEED": "4711"}
    told = subprocess.run([sys.executable, "-c", PRINT], cwd=ROOT, env=env, capture_output=True, check=True)
    assert told.stdout.decode().strip() == fingerprint()


def test_a_world_of_this_size_is_small(world):
    assert [sum(map(len, desk.rows.values())) for desk in world.desks] == [2192, 1375]


def test_invented_companies_have_valid_codes_of_no_region_and_names_of_their_own():
    firms = [company(n) for n in range(256)]
    assert len({firm.legal_name for firm in firms}) == 256
    assert all(firm.uscc.startswith("91000000MA") and not uscc_problem(firm.uscc) and not uscc_warning(firm.uscc) for firm in firms)


@pytest.mark.parametrize(
    ("mark", "month", "sold", "spent"),
    [
        ("毛利A", "2026-06", 100_000, 79_000),
        ("毛利B", "2026-06", 400_000, 340_000),
        ("毛利C", "2026-06", 0, 0),
        ("挖潜A", "2025-06", 100_000, 80_000),
        ("挖潜A", "2026-06", 130_000, 104_000),
        ("挖潜C", "2026-06", 0, 0),
        ("挖潜E", "2025-06", 10_000, 8_000),
        ("挖潜F", "2025-03", 30_000, 24_000),
        ("挖潜F", "2025-06", 0, 0),
    ],
)
def test_planted_months_are_to_the_yuan(world, mark, month, sold, spent):
    account = member(world, mark).account
    assert (account.sold(month), account.spent(month)) == (sold * 100, spent * 100)


def test_the_window_of_k07(world):
    account = member(world, "周转").account
    assert [account.owed(m) for m in months("2026-03", LAST)] == [260_000_000, 220_000_000, 200_000_000, 280_000_000]
    assert [account.billed(m) for m in months("2026-04", LAST)] == [100_000_000, 90_000_000, 110_000_000]


def test_nobody_ever_owes_less_than_nothing(world):
    owed = [m.account.owed(month) for desk in world.desks for m in desk.members for month in months("2024-06", LAST)]
    assert min(owed) == 0


def test_the_other_planted_cases(world):
    first, second = world.desks
    assert [c["status"] for c in first.rows["complaint"][-9:]].count("closed") == 5
    assert "complaint" not in second.rows
    national = [m for desk in world.desks for m in desk.members if m.values.get("is_national_key")]
    assert len(national) == 2
    assert len({m.company.uscc for m in national}) == 1
    across = first.rows["waybill"][-1]
    assert (across["departed_at"][:7], across["arrived_at"][:7]) == ("2026-05", "2026-06")
    red = next(row for row in first.rows["invoice"] if row.get("red_of"))
    assert red["issued_on"].startswith("2026-06")
    (report,) = first.rows["case_report"]
    case = next(c for c in first.rows["complaint"] if c["case_no"] == report["complaint_id"])
    assert (case["severity"], report["at"] > case["received_at"]) == ("critical", True)
    assert [row["effective_from"] for row in first.rows["client_sop"]] == ["2025-01-01", "2026-06-16"]
    assert [sum(row.get("valid", False) for row in desk.rows["survey_response"]) for desk in world.desks] == [20, 5]


def test_the_branch_has_a_larger_target_than_its_people_together(world):
    june = {row["level"]: 0 for row in world.targets}
    for row in world.targets:
        june[row["level"]] += row["value"] if row["month"] == LAST else 0
    assert june["branch"] > june["specialist"] > 0


def test_every_row_says_only_what_its_sheet_has_a_heading_for(world):
    for rows in ({"plan_line": world.targets}, *(desk.rows for desk in world.desks)):
        for record, of_record in rows.items():
            said = {name for row in of_record for name, value in row.items() if value is not None}
            assert said <= PAGES[record].headings.keys(), record


def test_every_cell_reads_back_as_what_it_says(world):
    """References are texts here; amounts stand in the unit of their heading, so their base unit is given back by the importer."""
    for desk in world.desks:
        for record, rows in desk.rows.items():
            known = field_map(RECORD_BY_NAME[record])
            for n, row in enumerate(rows):
                for name, wire in row.items():
                    field = known[name]
                    times = Decimal({"fen": 100, "grams": 1000, "litres": 1000}.get(field.kind.name, 1))
                    cell = cell_of(field, wire, times, Draw("test", f"{desk.seat}{record}{n}{name}"))
                    assert field.read(cell) == wire, (record, name, cell)


def test_every_sheet_is_found_and_every_column_of_it_understood(world, tmp_path):
    paths = [write_targets(world, tmp_path / "targets"), *(p for d in world.desks for p in write_desk(d, tmp_path / d.seat))]
    for path in paths:
        for sheet in open_book(path):
            layout = find_layout(sheet, RECORDS)
            assert layout is not None, sheet.name
            assert not layout.unmapped, (sheet.name, layout.unmapped)
            page = PAGES[layout.record.about.name]
            assert [c.field.name for c in layout.mapped] == list(page.headings), sheet.name


def test_there_is_a_mistake_for_each_way_in_which_a_cell_goes_wrong():
    assert len({(m.seat, m.record, m.column) for m in MISTAKES}) == len(MISTAKES) == 11
