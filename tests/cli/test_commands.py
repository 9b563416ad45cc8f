"""The command line: the whole way from a workbook to a branch figure, its JSON and its exit codes."""

import json

import openpyxl
import pytest

from csdesk.cli import main
from csdesk.domain.kpi.registry import KPIS, SCORECARDS
from csdesk.domain.staff.people import Role


@pytest.fixture
def desk(tmp_path, monkeypatch, capsys):
    """Run commands in a folder of their own: (exit code, JSON or text on stdout, sentences on stderr)."""
    monkeypatch.chdir(tmp_path)

    def run(line, *more):
        code = main([*line.split(), *more])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in line else said.out, said.err

    return run


@pytest.fixture
def two(desk):
    """A specialist and his manager, enrolled."""
    desk("new a.csdb --name 张三 --role specialist --branch NB")
    desk("new m.csdb --name 李经理 --role branch_manager --branch NB")
    desk("join a.csdb --out a.csjoin")
    desk("admit m.csdb a.csjoin --out a.cscert")
    desk("accept a.csdb a.cscert")
    return desk


def workbook(path, *rows):
    book = openpyxl.Workbook()
    book.active.title = "客户"
    for row in rows:
        book.active.append(row)
    book.save(path)


HEADINGS = ("客户全称", "客户简称", "客户类型", "账期")
GOOD = ("宁波示例家电有限公司", "示例家电", "零担散客", "３０天")
WRONG = ("杭州样板食品有限公司", "样板食品", "零担散客", "很久")


def test_a_workbook_becomes_a_ledger_and_wrong_rows_are_told(desk):
    desk("new a.csdb --name 张三 --role specialist --branch NB")
    workbook("客户.xlsx", ("2026年客户台账",), HEADINGS, GOOD, WRONG)

    code, tried, _ = desk("import a.csdb 客户.xlsx --dry-run --json")
    assert (code, tried["created"], len(tried["errors"])) == (1, 1, 1)
    assert desk("list a.csdb --ledger client --json")[1]["total"] == 0

    code, report, said = desk("import a.csdb 客户.xlsx --errors 错误.xlsx --json")
    (error,) = report["errors"]
    assert (code, report["created"], error["sheet"], error["row"], error["column"]) == (1, 1, "客户", 4, "账期")
    assert "“很久”不是数字" in error["reason"]
    assert "错误行已写到 错误.xlsx" in said
    assert desk("list a.csdb --ledger 客户档案 --search sljd --json")[1]["rows"][0]["payment_term_days"] == 30

    assert desk("import a.csdb 客户.xlsx --json")[1]["skipped"] == 1
    assert desk("undo a.csdb")[0] == 0
    assert desk("list a.csdb --ledger client --json")[1]["total"] == 0


def test_a_sync_file_reaches_the_manager_once(two):
    workbook("客户.xlsx", HEADINGS, GOOD)
    two("import a.csdb 客户.xlsx --json")
    assert two("send a.csdb --to 李经理 --out a.csdesk")[0] == 0

    code, tried, said = two("merge m.csdb a.csdesk --dry-run --json")
    assert (code, tried["packs"][0]["outcome"], "试算，未写入" in said) == (0, "merged", True)
    assert two("list m.csdb --ledger client --json")[1]["total"] == 0

    (pack,) = two("merge m.csdb a.csdesk --json")[1]["packs"]
    assert (pack["outcome"], pack["sender"], pack["conflicts"]) == ("merged", "张三", [])
    assert two("merge m.csdb a.csdesk --json")[1]["packs"][0]["outcome"] == "duplicate"
    assert two("list m.csdb --ledger client --json")[1]["total"] == 1

    assert two(f"hold m.csdb {pack['pack']}")[0] == 0
    assert two("list m.csdb --ledger client --json")[1]["total"] == 0
    assert two(f"lift m.csdb {pack['pack']}")[0] == 0
    assert two("list m.csdb --ledger client --json")[1]["total"] == 1
    assert two("check m.csdb --json") == (0, {"file": "m.csdb", "clean": True, "problems": [], "blank": []}, "核对完成，没有问题\n")


def test_a_damaged_file_does_not_stop_the_others(two, tmp_path):
    two("send a.csdb --to 李经理 --out a.csdesk")
    (tmp_path / "坏.csdesk").write_bytes((tmp_path / "a.csdesk").read_bytes()[:-10])
    code, found, said = two("merge m.csdb 坏.csdesk a.csdesk --json")
    assert code == 1
    assert [pack["outcome"] for pack in found["packs"]] == ["refused", "merged"]
    assert "请让对方重新发送" in said


def test_a_disagreement_is_listed_and_decided_once(two):
    workbook("客户.xlsx", HEADINGS, GOOD)
    two("import a.csdb 客户.xlsx --json")
    two("send a.csdb --to 李经理 --out 1.csdesk")
    two("merge m.csdb 1.csdesk")
    code = two("list a.csdb --ledger client --json")[1]["rows"][0]["client_code"]
    for file, term in (("a.csdb", "45"), ("m.csdb", "60")):
        workbook("改.xlsx", ("客户编号", "账期"), (code, term))
        assert two(f"import {file} 改.xlsx --json")[1]["updated"] == 1
    two("send a.csdb --to 李经理 --out 2.csdesk")
    two("merge m.csdb 2.csdesk")

    found = two("conflicts m.csdb --json")[1]
    (one,) = found["conflicts"]
    assert (found["total"], one["table"], one["field"], one["label"]) == (1, "client", "payment_term_days", "账期")
    assert [(claim["text"], claim["by"]) for claim in one["claims"]] == [("45", "张三"), ("60", "李经理")]
    assert two("conflicts m.csdb --person 王五 --json")[1]["conflicts"] == []
    assert two(f"resolve m.csdb {one['id']} 账期 --take 很久")[0] == 1
    assert two(f"resolve m.csdb {one['id']}")[0] == 2
    assert two(f"resolve m.csdb {one['id']} 账期 --take left --json")[1] == {"resolved": 1, "left": []}
    assert two("conflicts m.csdb --json")[1]["total"] == 0
    code, _, said = two("resolve m.csdb --all-from 张三")
    assert (code, "没有与“张三”有关的不一致" in said) == (1, True)


def test_the_board_says_who_is_missing(two):
    # far ahead: whoever was enrolled after a deadline is not expected, and he is enrolled today
    code, found, _ = two("board m.csdb --period 2098-06 --as-of 2098-07-20 --json")
    assert (code, found["due"], found["missing"]) == (0, "2098-07-03T12:00:00+08:00", ["张三"])
    assert (found["expected"], found["received"], found["lines"][0]["standing"]) == (1, 0, "missing")
    assert "还缺 1 份：张三" in two("board m.csdb --period 2098-06 --as-of 2098-07-20")[2]
    assert two("board m.csdb --period 2026")[0] == 1


def test_figures_are_exact(two):
    code, found, _ = two("kpi m.csdb --level branch --period 2026-06 --as-of 2026-06-30 --json")
    assert code == 0
    assert [figure["kpi"] for figure in found] == [row.id for row in KPIS if "branch" in row.levels]
    assert {figure["status"] for figure in found} == {"none"}
    assert found[0]["threshold"] == "≥ 18 %"


def test_a_restored_backup_keeps_what_stood_there(two, tmp_path):
    two("backup a.csdb --to kept")
    (kept,) = (tmp_path / "kept").glob("*.csdb")
    assert two(f"restore kept/{kept.name} --to b.csdb")[0] == 0
    assert two("check b.csdb --json")[1]["clean"]
    before = set(tmp_path.iterdir())
    assert two(f"restore kept/{kept.name} --to a.csdb")[0] == 0
    assert [path.name for path in set(tmp_path.iterdir()) - before if path.name.startswith("a")]
    assert two("restore kept/nothing.csdb --to c.csdb")[0] == 1


def test_a_drill_and_a_restore_say_what_they_did(two, tmp_path):
    assert two("drill m.csdb")[0] == 1
    (tmp_path / "stick").mkdir()
    code, made, _ = two("backup m.csdb --second stick --json")
    assert (code, made["second"], made["trouble"]) == (0, str(tmp_path / "stick"), "")
    code, found, said = two("drill m.csdb --json")
    assert (code, found["passed"], found["compared"]["unlike"], "演练通过" in said) == (0, True, [], True)
    (kept,) = (tmp_path / "stick").rglob("*.csdb")
    code, done, said = two(f"restore {kept.relative_to(tmp_path)} --to m.csdb --json")
    assert (code, done["lost"]["changes"], done["refused"]) == (0, 0, [])
    assert "您自己写的内容没有缺少" in said
    assert two("check m.csdb --rebuild --json")[1]["clean"]
    (tmp_path / "stick").rename(tmp_path / "gone")
    assert "第二备份位置没有写成" in two("backup m.csdb")[2]


def test_history_says_who_wrote_what(desk):
    desk("new a.csdb --name 张三 --role specialist --branch NB")
    workbook("客户.xlsx", HEADINGS, GOOD)
    desk("import a.csdb 客户.xlsx --json")
    (row,) = desk("list a.csdb --ledger client --json")[1]["rows"]
    steps = desk(f"history a.csdb {row['id']} --json")[1]
    assert {"by": "张三", "field": "short_name", "old": None, "new": "示例家电"}.items() <= {
        k: v for step in steps if step["field"] == "short_name" for k, v in step.items()
    }.items()
    assert desk("history a.csdb 00")[0] == 1


def test_every_ledger_has_a_template_and_a_description(desk, tmp_path):
    ledgers = desk("ledgers --json")[1]
    assert {"client", "complaint", "waybill", "charge_line", "receipt"} <= {ledger["name"] for ledger in ledgers}
    status = next(f for f in ledgers[[one["name"] for one in ledgers].index("client")]["fields"] if f["name"] == "tier")
    assert status["choices"][0] == {"code": "KA", "label": "全国重点"}
    for ledger in ledgers:
        assert desk(f"template {ledger['name']} --out {ledger['name']}.xlsx")[0] == 0
        assert (tmp_path / f"{ledger['name']}.xlsx").stat().st_size > 3000


@pytest.mark.parametrize(
    ("line", "code", "sentence"),
    [
        ("nonsense", 2, "No such command"),
        ("new x.csdb --name a --role boss --branch NB", 2, "'boss' is not one of"),
        ("list missing.csdb --ledger client --json", 1, "找不到文件"),
        ("new x.csdb --name 张三 --role specialist --branch 宁波", 1, "2–6 位字母或数字"),
    ],
)
def test_wrong_usage_is_2_and_a_refusal_is_1(tmp_path, monkeypatch, capsys, line, code, sentence):
    monkeypatch.chdir(tmp_path)
    assert main(line.split()) == code
    assert sentence in capsys.readouterr().err


def test_a_client_changes_hands(two):
    two("new b.csdb --name 李四 --role specialist --branch NB")
    two("join b.csdb --out b.csjoin")
    two("admit m.csdb b.csjoin --out b.cscert")
    two("accept b.csdb b.cscert")
    workbook("客户.xlsx", HEADINGS, GOOD)
    two("import a.csdb 客户.xlsx")
    two("send a.csdb --to 李经理 --out a.csdesk")
    two("send b.csdb --to 李经理 --out b.csdesk")
    two("merge m.csdb a.csdesk b.csdesk")
    code, tried, said = two("handover m.csdb --client 示例家电 --to 李四 --on 2026-07-01 --list 移交单.xlsx --dry-run --json")
    assert (code, tried["counts"], tried["done"], "试算，未写入" in said) == (0, {"客户档案": 1}, False, True)
    assert openpyxl.load_workbook("移交单.xlsx").sheetnames == ["移交单", "明细"]
    assert two("handover m.csdb --client 示例家电 --to 李四 --on 2026-07-01 --json")[1]["done"]
    row = two("list m.csdb --ledger client --json")[1]["rows"][0]
    assert two(f"instruct m.csdb --ledger client --id {row['id']} --text 本周拜访 --due 2026-07-08 --json")[1]["instructed"] == 1
    assert two("instruct m.csdb --ledger client --id 无此 --text 本周拜访")[0] == 1
    code, left, said = two("handover m.csdb --leaver 张三 --to 李四 --on 2026-07-01 --json")
    assert (code, left["leaver"], left["shares"], "他的工作站已吊销" in said) == (0, "张三", [], True)
    assert two("handover m.csdb --leaver 张三 --client 示例家电 --to 李四")[0] == 2
    two("send m.csdb --to 李四 --out down.csdesk")
    two("merge b.csdb down.csdesk")
    assert two("list b.csdb --ledger client --json")[1]["total"] == 1
    assert two("late m.csdb --json")[1] == {"edits": [], "answered": 0}
    assert two("late m.csdb --take 无此")[0] == 1


def test_every_command_takes_the_address_of_a_database(two, server):
    workbook("客户.xlsx", HEADINGS, GOOD)
    two("import a.csdb 客户.xlsx")
    with server.database() as at:
        assert two(f"new {at} --name 王经理 --role branch_manager --branch NB")[0] == 0
        assert two(f"new {at} --name 王经理 --role branch_manager --branch NB")[::2] == (
            1,
            f"数据库 {at.name} 里已经有数据，请另建一个空的数据库，或直接打开它\n",
        )
        two("join a.csdb --out a.csjoin")
        two(f"admit {at} a.csjoin --out a.cscert")
        two("accept a.csdb a.cscert")
        two("send a.csdb --to 王经理 --out 给王经理.csdesk")
        code, merged, _ = two(f"merge {at} 给王经理.csdesk --json")
        assert (code, merged["packs"][0]["outcome"]) == (0, "merged")
        assert [row["short_name"] for row in two(f"list {at} --ledger client --search 示例 --json")[1]["rows"]] == ["示例家电"]
        assert two(f"kpi {at} --level branch --period 2026-06 --json")[0] == 0
        assert two(f"check {at} --json")[1] == {"file": str(at), "clean": True, "problems": [], "blank": []}
        assert two(f"backup {at}")[::2] == (
            1,
            "数据在 PostgreSQL 服务器上，请由数据库管理员用 pg_dump 或 pg_basebackup 备份（做法见 docs/postgresql.md）\n",
        )
    with server.database() as empty:
        assert two(f"list {empty} --ledger client")[0] == 1


def test_who_is_who_is_listed_revoked_and_taken_back(two):
    code, told, _ = two("people m.csdb --json")
    assert code == 0
    assert [(p["name"], p["role"], p["state"]) for p in told["people"]] == [("李经理", "分部经理", "有效"), ("张三", "客服专员", "有效")]
    code, told, said = two("revoke m.csdb 张三 --reason 离职 --json")
    assert (code, list(told["revoked"].values())) == (0, ["离职"])
    assert "已吊销张三的工作站" in said
    two("send a.csdb --to 李经理 --out a.csdesk")
    code, told, said = two("merge m.csdb a.csdesk --json")
    assert (code, told["packs"][0]["outcome"]) == (1, "refused")
    assert "张三的工作站已被吊销（离职）" in said
    assert two("revoke m.csdb 张三 --undo")[0] == 0
    assert two("merge m.csdb a.csdesk")[0] == 0
    code, _, said = two("revoke a.csdb 李经理")
    assert (code, "只有分部经理和总部可以吊销" in said) == (1, True)


def test_leave_cover_and_a_second_computer_by_command(two):
    two("new b.csdb --name 李四 --role specialist --branch NB")
    two("join b.csdb --out b.csjoin")
    two("admit m.csdb b.csjoin --out b.cscert")
    two("accept b.csdb b.cscert")
    code, _, said = two("cover m.csdb 李四 --for 张三 --from 2026-07-01 --until 2026-07-10 --out c.cscert")
    assert (code, "李四可在 2026-07-01 至 2026-07-10 为张三顶班" in said) == (0, True)
    assert two("accept b.csdb c.cscert")[0] == 0
    two("new a2.csdb --name 张三 --role specialist --branch NB")
    two("join a2.csdb --out a2.csjoin")
    assert two("admit m.csdb a2.csjoin --same-as 张三 --out a2.cscert")[0] == 0
    assert two("accept a2.csdb a2.cscert")[0] == 0
    (first, second) = [p for p in two("people m.csdb --json")[1]["people"] if p["name"] == "张三"]
    assert first["books"] == second["books"]


def test_what_was_sealed_for_a_lost_key_is_opened_with_the_recovery_key(two, monkeypatch):
    two("send a.csdb --to 李经理 --out a.csdesk")
    monkeypatch.setenv("CSDESK_PASSPHRASE", "春眠不觉晓处处闻啼鸟")
    code, _, said = two("recovery m.csdb --out r.csrecovery")
    assert (code, "离线保管" in said) == (0, True)
    two("new n.csdb --name 新人 --role branch_manager --branch NB")
    code, _, said = two("recover n.csdb a.csdesk --key r.csrecovery")
    assert (code, "不认识“张三”" in said) == (1, True)
    assert two("recover m.csdb a.csdesk --key r.csrecovery")[0] == 0
    code, _, said = two("recover m.csdb a.csdesk --key a.cscert")
    assert (code, "这不是恢复密钥" in said) == (1, True)
    assert two("passphrase a.csdb --none")[0] == 0


def test_what_waits_today_is_listed_as_in_the_window(desk):
    desk("new a.csdb --name 张三 --role specialist --branch NB")
    workbook("客户.xlsx", HEADINGS, GOOD)
    desk("import a.csdb 客户.xlsx")
    code, found, _ = desk("today a.csdb --json")
    counts = {one["group"]: one["count"] for one in found}
    assert (code, counts["dailies"], counts["tasks"]) == (0, 1, 0)
    (one,) = desk("today a.csdb --group dailies --json")[1]
    assert [item["record"] for item in one["items"]] == ["client"]
    assert "今日动态未填\t1\n  今天\t" in desk("today a.csdb")[1]
    assert desk("today a.csdb --group nothing")[0] == 2


def test_the_kpi_report_says_what_kpi_says(two, tmp_path):
    out = tmp_path / "报告.pdf"
    code, told, _ = two("kpi-report m.csdb --period 2025-06 --json --out", str(out))
    assert (code, out.read_bytes()[:5], told["pages"] > 3) == (0, b"%PDF-", True)
    said = two("kpi m.csdb --level branch --period 2025-06 --json")[1]
    assert told["figures"] == [figure for figure in said if figure["kpi"] in SCORECARDS[Role.BRANCH_MANAGER]]
    assert two("kpi-report m.csdb --period soon --out", str(out))[0] == 1


def test_one_kpi_of_any_period_and_a_month_that_is_closed(two):
    found = two("kpi m.csdb --level branch --period 2025-06-R12 --kpi K07 --json")[1]
    assert [f["kpi"] for f in found] == ["K07"]
    assert [one["label"] for one in found[0]["beside"]] == []  # nothing was charged yet
    beside = two("kpi m.csdb --level branch --period 2025-06 --kpi K05 --json")[1][0]["beside"]
    assert beside[1] == {"label": "结案 ÷ 受理（流量口径）", "num": "0", "den": "0", "display": "—"}
    assert two("kpi m.csdb --level branch --period 2025-01..2025-02 --kpi K06 --json")[0] == 0
    assert two("kpi m.csdb --level branch --period soon --kpi K01")[0] == 1
    code, ready, _ = two("close-month m.csdb --month 2025-06 --check --json")
    assert (code, ready["hindrances"], ready["closed"]) == (0, [], None)
    assert two("close-month m.csdb --month 2025-06")[0] == 1  # the specialist's file has not come
    code, told, _ = two("close-month m.csdb --month 2025-06 --json --reason", "开账之前")
    assert (code, told["closed"]["closed_by"]) == (0, "李经理")
    assert two("kpi m.csdb --level branch --period 2025-06 --kpi K01 --json")[1][0]["flags"] == ["frozen"]
    code, _, said = two("close-month m.csdb --month 2025-06 --restate --reason", "更正")
    assert (code, "没有需要登记的重述" in said) == (1, True)
