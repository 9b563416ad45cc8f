"""The whole demo in a temporary folder: its counts, and the golden figures of the planted clients."""

import json

import pytest

from csdesk.demo import run_demo
from csdesk.demo.mistakes import MISTAKES
from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Filter, Query
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Refused
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange

FIRST, SECOND, MANAGER = "林晓岚（演示）", "程远舟（演示）", "沈知行（演示）"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """The user's folders for as long as this module's demo lives: its keys are needed to open its files."""
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module")
def said():
    return []


@pytest.fixture(scope="module")
def result(place, said):
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "KEYS", "CACHE"):
            patch.setenv(f"CSDESK_{name}", str(place / name.lower()))
        return run_demo(place / "demo", say=said.append)


@pytest.fixture(scope="module")
def told(result):
    return json.loads(json.dumps(result.as_json(), ensure_ascii=False))


def counted(told):
    packs = [(p["sender"], p["outcome"], p["new"], p["duplicate"], len(p["conflicts"])) for p in told["packs"]]
    imports = {who: (i["created"], i["updated"], i["skipped"], len(i["errors"])) for who, i in told["imports"].items()}
    return {"imports": imports, "packs": packs, "made": len(told["made"])}


def test_the_counts_are_the_same_on_every_run_and_machine(told):
    assert counted(told) == {
        "imports": {FIRST: (2192, 0, 0, 8), SECOND: (1375, 0, 0, 3), MANAGER: (20, 0, 0, 0)},
        "packs": [
            (FIRST, "merged", 3774, 0, 0),
            (SECOND, "merged", 2213, 0, 0),
            (FIRST, "duplicate", 0, 3774, 0),
            (FIRST, "merged", 2, 3774, 1),
        ],
        "made": 33,
    }


def test_the_wrong_rows_are_the_planted_ones_and_no_others(told):
    assert len(MISTAKES) == sum(len(i["errors"]) for i in told["imports"].values())
    reasons = " ".join(e["reason"] for i in told["imports"].values() for e in i["errors"])
    for part in ("校验位不符", "请填写计划发车", "“约三万”不是数字", "“2026-02-30”不是真实存在的日期", "“查无此客户”", "小数位过多"):
        assert part in reasons


def figure(told, kpi, name, level="client"):
    (found,) = (f for f in told["figures"] if (f["kpi"], f["level"]) == (kpi, level) and name in f["name"])
    return found


@pytest.mark.parametrize(
    ("kpi", "name", "num", "den", "display", "status"),
    [
        ("K01", "（毛利A）", "2100000", "10000000", "21.00 %", "pass"),
        ("K01", "（毛利B）", "6000000", "40000000", "15.00 %", "fail"),
        ("K01", "（毛利C）", "-200000", "0", "—", "none"),
        ("K02", "（指标甲）", "9000000", "10000000", "90.00 %", "fail"),
        ("K02", "（指标乙）", "30000000", "30000000", "100.00 %", "pass"),
        ("K05", "（结案）", "4", "6", "66.67 %", "fail"),
        ("K07", "（周转）", "20930000000", "300000000", "69.8 天", "pass"),
    ],
)
def test_the_planted_clients_have_the_golden_figures(told, kpi, name, num, den, display, status):
    found = figure(told, kpi, name)
    assert (found["num"], found["den"], found["display"], found["status"]) == (num, den, display, status)


def test_k01_of_a_b_and_c_together(told):
    parts = [figure(told, "K01", f"（毛利{x}）") for x in "ABC"]
    assert (sum(int(f["num"]) for f in parts), sum(int(f["den"]) for f in parts)) == (7_900_000, 50_000_000)  # 15.80 %
    assert "cost_without_revenue" in parts[2]["flags"]


def test_k06_of_the_six(told):
    parts = [figure(told, "K06", f"（挖潜{x}）") for x in "ABCDEF"]
    assert [(int(f["num"]), int(f["den"])) for f in parts] == [
        (3_000_000, 10_000_000),
        (0, 8_000_000),
        (-4_000_000, 4_000_000),
        (0, 0),
        (0, 0),
        (2_000_000, 0),
    ]  # together 230 / 220 - 1 = 4.55 %


@pytest.mark.parametrize(
    ("name", "level", "display"),
    [(FIRST, "specialist", "95.00 %"), (SECOND, "specialist", "80.00 %"), ("宁波", "branch", "92.00 %")],
)
def test_k04_of_the_two_desks_and_the_branch(told, name, level, display):
    assert figure(told, "K04", name, level)["display"] == display


def test_a_specialist_without_complaints_has_no_closure_rate(told):
    assert figure(told, "K05", SECOND, "specialist")["status"] == "none"


def test_the_one_disagreement_is_shown_with_both_values(told):
    (conflict,) = (c for p in told["packs"] for c in p["conflicts"])
    assert (conflict["field"], conflict["values"]) == ("payment_term_days", [45, 75])


def test_everything_is_sound_and_lies_where_it_is_said_to(told, result, said):
    assert told["problems"] == {f"{who}.csdb": [] for who in (FIRST, SECOND, MANAGER)}
    assert all(path.stat().st_size for path in result.made)
    assert all("演示" in path.relative_to(result.folder).as_posix() for path in result.made)
    assert all(any(path.name in line for line in said) for path in result.made)


def test_the_manager_sees_both_books(result, place, monkeypatch):
    monkeypatch.setenv("CSDESK_KEYS", str(place / "keys"))
    with files.open_file(result.manager_file) as db:
        assert ledgers.count(db, Client, Query()) == 51
        assert ledgers.count(db, Waybill, Query()) == 289 + 161
        assert len(ledgers.select(db, Client, Query(filters=(Filter("_conflicts", "filled"),)))) == 1
        assert [(s.name, s.files) for s in exchange.rollup(db)] == [(FIRST, 2), (SECOND, 1)]


def test_a_folder_with_other_things_in_it_is_left_alone(tmp_path):
    (tmp_path / "年终总结.docx").write_text("important")
    with pytest.raises(Refused, match="有别的文件"):
        run_demo(tmp_path, say=print)
    assert [p.name for p in tmp_path.iterdir()] == ["年终总结.docx"]
