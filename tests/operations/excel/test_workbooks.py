"""Ledgers as people keep them come in, wrong rows come back, and what goes out comes in again unchanged."""

import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from csdesk.domain.care.clients import Client, Contact
from csdesk.domain.cases.complaints import Complaint, ComplaintEvent
from csdesk.domain.cells import tidy
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.records import RECORDS
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Staff
from csdesk.errors import Cancelled
from csdesk.operations import files, ledgers
from csdesk.operations.excel import workbooks
from csdesk.settings import Settings

CLIENT_HEAD = ["客户全称", "简称", "客户类型"]
CASE_HEAD = ["客户名称", "投诉时间", "投诉类型", "投诉内容", "处理状态", "结案日期"]


def local(*parts):
    """A date and time as a cell holds it."""
    return datetime(*parts)  # noqa: DTZ001


@pytest.fixture
def book(tmp_path):
    """Writes a workbook: sheet name → rows."""

    def write(name="台账.xlsx", **sheets):
        made = Workbook()
        made.remove(made.active)
        for title, rows in sheets.items():
            sheet = made.create_sheet(title)
            for row in rows:
                sheet.append(row)
                for cell in sheet[sheet.max_row]:
                    if isinstance(cell.value, str):
                        cell.data_type = "s"
        made.save(tmp_path / name)
        return tmp_path / name

    return write


@pytest.fixture
def bring(db, now):
    """Imports into 张三's file; the report."""
    return lambda *paths, **told: workbooks.import_books(db, paths, now=now, **told)


@pytest.fixture
def clients(book, bring):
    """Two clients are known."""
    bring(
        book(
            "客户.xlsx",
            客户=[CLIENT_HEAD, ["宁波示例家电有限公司", "示例家电", "零担散客"], ["宁波样板化工有限公司", "样板化工", "零担散客"]],
        )
    )


def counts(report):
    return report.created, report.updated, report.skipped, len(report.errors)


def all_of(db, record):
    return [row.values for row in ledgers.select(db, record, Query())]


def everything(db):
    return {record: all_of(db, record) for record in RECORDS}


# -- a ledger as people keep it -------------------------------------------------------------------------------------


@pytest.mark.both_engines
def test_a_messy_workbook_comes_in(db, book, bring):
    made = Workbook()
    sheet = made.active
    sheet.append(["宁波分部客户资料（2026）"])
    sheet.merge_cells("A1:F1")
    sheet.append([])
    sheet.append([" 客 户\n名 称 ", "客户简称", "客户类型", "信用额度（万元）", "账期 ", "税率"])
    sheet.append(["宁波示例家电有限公司", "示例家电", "零担散客", "３．５", "30天", 0.09])
    sheet.append(["宁波样板化工有限公司", "样板化工", "零担散客", None, 45, "6%"])
    sheet.append(["合计", None, None, 3.5])
    sheet.append(["制表人：张三"])
    path = book("a.xlsx", x=[])
    made.save(path)
    assert counts(bring(path)) == (2, 0, 0, 0)
    first, second = all_of(db, Client)
    assert (first["legal_name"], first["credit_limit"], first["payment_term_days"], first["default_vat_rate"]) == (
        "宁波示例家电有限公司",
        3_500_000,
        30,
        900,
    )
    assert (second["payment_term_days"], second["default_vat_rate"]) == (45, 600)
    assert first["client_code"][-5:] == "00001"
    assert second["client_code"][-5:] == "00002"


@pytest.mark.both_engines
def test_sheets_that_are_referred_to_come_first(db, book, bring):
    path = book(
        投诉=[CASE_HEAD, ["示例家电", "2026年6月1日 9:05", "服务态度", "晚到"]],
        联系人=[["客户名称", "姓名", "手机"], ["示例家电", "王芳", "13800000001"]],
        客户=[CLIENT_HEAD, ["宁波示例家电有限公司", "示例家电", "零担散客"]],
    )
    assert counts(bring(path)) == (3, 0, 0, 0)
    assert ledgers.select(db, Complaint, Query())[0].titles["client_id"].endswith("示例家电")
    assert all_of(db, Complaint)[0]["received_at"] == "2026-06-01T09:05:00+08:00"


def test_a_row_may_refer_to_one_below_it(db, book, bring):
    assert counts(
        bring(book(客户=[[*CLIENT_HEAD, "继承客户"], ["甲有限公司", "甲", "内部", "乙"], ["乙有限公司", "乙", "内部", None]]))
    ) == (2, 0, 0, 0)
    by_name = {row.values["short_name"]: row for row in ledgers.select(db, Client, Query())}
    assert by_name["甲"].values["successor_id"] == by_name["乙"].id


def test_dates_as_text_serial_numbers_and_real_dates(db, book, bring, clients):
    times = [local(2026, 6, 1, 9, 5), 46174.378472222, "2026/6/1 9:05", "2026.06.01 09：05", "20260601"]
    bring(book(投诉=[CASE_HEAD, *[["示例家电", when, "服务态度", f"第 {n} 件"] for n, when in enumerate(times)]]))
    found = {row["description"]: row["received_at"] for row in all_of(db, Complaint)}
    assert [found[f"第 {n} 件"][:16] for n in range(5)] == ["2026-06-01T09:05"] * 4 + ["2026-06-01T00:00"]


def test_what_has_not_happened_yet_is_no_fact(db, book, bring, clients):
    today = ["示例家电", "2026-06-12 10:05", "服务态度", "晚到"]
    ahead = ["示例家电", "2026-06-12 10:09", "服务态度", "对方的钟快四分钟"]
    report = bring(book(投诉=[CASE_HEAD, today, ahead, ["示例家电", "2026-07-12 09:05", "服务态度", "写错了月份"]]))
    assert counts(report)[0] == 2
    assert [(e.row, e.column, e.reason) for e in report.errors] == [
        (4, "投诉时间", "受理时间 2026-07-12 09:05 还没有到，请核对日期"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk"])
def test_csv(db, tmp_path, bring, encoding):
    path = tmp_path / "客户.csv"
    path.write_text("客户全称,简称,客户类型\n宁波示例家电有限公司,示例家电,零担散客\n", encoding=encoding)
    assert counts(bring(path)) == (1, 0, 0, 0)


@pytest.mark.both_engines
def test_strange_names_come_in_as_they_are(db, book, bring):
    names = ["=cmd|' /C calc'!A0", "🚚物流", "شركة", "+86", "@x"]
    bring(book(客户=[CLIENT_HEAD, *[[f"{name}有限公司", name, "零担散客"] for name in names]]))
    assert [row["short_name"] for row in all_of(db, Client)] == names


# -- create, update, skip -------------------------------------------------------------------------------------------


@pytest.mark.both_engines
def test_the_same_workbook_again_changes_nothing(db, book, bring, clients):
    path = book(投诉=[CASE_HEAD, ["示例家电", "2026-06-01", "服务态度", "晚到"]])
    assert counts(bring(path)) == (1, 0, 0, 0)
    before = everything(db)
    assert counts(bring(path)) == (0, 0, 1, 0)
    assert everything(db) == before


@pytest.mark.both_engines
def test_only_what_differs_is_written_and_blanks_erase_nothing(db, book, bring, clients):
    code = all_of(db, Client)[0]["client_code"]
    assert counts(bring(book(客户=[["客户编号", "客户全称", "简称", "客户等级"], [code, None, None, "A"]]))) == (0, 1, 0, 0)
    row = ledgers.select(db, Client, Query())[0]
    assert (row.values["tier"], row.values["legal_name"]) == ("A", "宁波示例家电有限公司")
    written = [step.field for step in ledgers.history(db, Client, row.book, row.id) if step.title.startswith("导入 台账.xlsx")]
    assert written == ["tier"]


def test_two_rows_about_one_record_become_one(db, book, bring):
    rows = [["NB-7", "甲有限公司", "甲", "C"], ["NB-7", "甲有限公司", "甲", "A"], ["NB-7", "甲有限公司", "甲", "A"]]
    assert counts(bring(book(客户=[["客户编号", "客户全称", "简称", "等级", "客户类型"], *[[*row, "内部"] for row in rows]]))) == (
        1,
        1,
        1,
        0,
    )
    assert [row["tier"] for row in all_of(db, Client)] == ["A"]


@pytest.mark.both_engines
def test_numbers_in_the_workbook_are_not_given_out_again(db, book, bring):
    bring(book(客户=[["客户编号", *CLIENT_HEAD], [None, "甲有限公司", "甲", "内部"]]))
    first = all_of(db, Client)[0]["client_code"]
    taken = f"{first[:-1]}2"
    bring(book(客户=[["客户编号", *CLIENT_HEAD], [None, "乙有限公司", "乙", "内部"], [taken, "丙有限公司", "丙", "内部"]]))
    assert [row["client_code"][-1] for row in all_of(db, Client)] == ["1", "2", "3"]


@pytest.mark.both_engines
def test_contacts_of_one_name_are_told_apart_by_their_client(db, book, bring, clients):
    contacts = [["客户名称", "姓名", "手机"], ["示例家电", "王芳", "13800000001"], ["样板化工", "王芳", "13800000002"]]
    cases = [[*CASE_HEAD[:4], "联系人"], ["样板化工", "2026-06-01", "服务态度", "晚到", "王芳"]]
    assert counts(bring(book(联系人=contacts, 投诉=cases))) == (3, 0, 0, 0)
    chosen = all_of(db, Complaint)[0]["contact_id"]
    assert {row.id: row.values["mobile"] for row in ledgers.select(db, Contact, Query())}[chosen] == "13800000002"


# -- one undo -------------------------------------------------------------------------------------------------------


@pytest.mark.both_engines
def test_one_import_is_one_undo(db, book, bring):
    before = everything(db)
    bring(book(客户=[CLIENT_HEAD, ["甲有限公司", "甲", "内部"]], 投诉=[CASE_HEAD, ["甲", "2026-06-01", "服务态度", "晚到"]]))
    assert ledgers.undo_redo(db)[0].title == "导入 台账.xlsx (2 条)"
    ledgers.undo(db)
    assert everything(db) == before


@pytest.mark.both_engines
def test_a_dry_run_says_the_same_and_writes_nothing(db, book, bring):
    path = book(客户=[CLIENT_HEAD, ["甲有限公司", "甲", "内部"], ["乙有限公司", None, "内部"]])
    before = everything(db)
    assert counts(bring(path, dry_run=True)) == (1, 0, 0, 1)
    assert everything(db) == before
    assert counts(bring(path)) == (1, 0, 0, 1)


def test_an_import_that_is_stopped_leaves_nothing(db, book, now):
    path = book(客户=[CLIENT_HEAD, ["甲有限公司", "甲", "内部"]])

    def stop(what, done, total):
        if what == "写入":
            raise Cancelled("已停止")

    before = everything(db)
    with pytest.raises(Cancelled):
        workbooks.import_books(db, [path], now=now, progress=stop)
    assert everything(db) == before
    assert files.check(db) == []


# -- the past -------------------------------------------------------------------------------------------------------


def test_a_case_that_was_closed_before_csdesk_brings_its_events(db, book, bring, clients):
    bring(book(投诉=[CASE_HEAD, ["示例家电", "2026-05-04 09:00", "服务态度", "晚到", "已结案", "2026-05-06 17:00"]]))
    (case,) = all_of(db, Complaint)
    assert (case["status"], case["closed_at"]) == ("closed", "2026-05-06T17:00:00+08:00")
    events = [(e["at"][:16], e.get("from_status"), e["to_status"]) for e in all_of(db, ComplaintEvent)]
    assert events == [("2026-05-04T09:00", None, "registered"), ("2026-05-06T17:00", "registered", "closed")]


def test_several_waybills_in_one_cell_are_told_where_they_belong(book, bring, clients):
    row = ["示例家电", "2026-05-04 09:00", "延误", "晚到", "YD-1、YD-2"]
    report = bring(book(投诉=[[*CASE_HEAD[:4], "运单号"], row]))
    assert [(e.column, e.reason) for e in report.errors] == [
        ("运单号", "“YD-1、YD-2”像是 2 个运单，一格只能填一个，请只留一个；更多运单记在“关联运单”里")
    ]


def test_a_closed_case_needs_the_time_of_its_closing(db, book, bring, clients):
    report = bring(book(投诉=[CASE_HEAD, ["示例家电", "2026-05-04", "服务态度", "晚到", "已结案", None]]))
    assert [e.sentence for e in report.errors] == ["台账.xlsx 表“投诉” 第 2 行 “结案日期”：状态为“已结案”或“已重开”的案件请填写结案时间"]


def test_the_status_of_a_known_case_is_not_changed_by_an_import(db, book, bring, clients):
    bring(book(投诉=[CASE_HEAD, ["示例家电", "2026-05-04", "服务态度", "晚到"]]))
    number = all_of(db, Complaint)[0]["case_no"]
    before = everything(db)
    report = bring(book(投诉=[["案件编号", "状态", "诉求"], [number, "已受理", "赔偿"]]), ledger=Complaint)
    assert [e.reason for e in report.errors] == ["状态不能用导入修改，请打开这条案件，用相应的操作（例如“结案”）来改"]
    assert everything(db) == before


# -- wrong input: each with its sentence, nothing changed -----------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "rows", "sentence"),
    [
        ("客户", [[*CLIENT_HEAD, "信用额度"], ["甲有限公司", "甲", "内部", "很多"]], "第 2 行 “信用额度”：“很多”不是数字，请填数字"),
        (
            "客户",
            [CLIENT_HEAD, ["甲有限公司", "甲", "大客户"]],
            "第 2 行 “客户类型”：“大客户”不在可选范围内，可填：合同、零担散客、一次性项目、内部",
        ),
        ("客户", [CLIENT_HEAD, ["甲有限公司", "甲", "合同"]], "第 2 行 “统一社会信用代码”：合同客户请填写统一社会信用代码"),
        ("客户", [CLIENT_HEAD, ["甲" * 4000, "甲", "内部"]], "第 2 行 “客户全称”：文字过长（4000 字），最多 80 字，请缩短"),
        ("客户", [[*CLIENT_HEAD, "客户经理"], ["甲有限公司", None, "内部", "x"]], "第 2 行 “简称”：请填写简称"),
        (
            "投诉",
            [CASE_HEAD, ["谁", "2026-06-01", "服务态度", "晚到"]],
            "第 2 行 “客户名称”：“谁”在客户档案中找不到，请核对写法，或先导入客户档案",
        ),
        ("投诉", [CASE_HEAD, ["甲", "六月一号", "服务态度", "晚到"]], "第 2 行 “投诉时间”：“六月一号”不是日期，请写成 2026-06-12 的样子"),
        ("随便", [["这里", "什么"], ["都", "没有"]], "：看不出是哪个台账：找不到认识的表头；请核对表头文字，或在导入时指定台账"),
        ("人员", [["工号", "姓名", "岗位"], ["1", "李四", "客服专员"]], "：人员由分部经理或总部维护，请联系他们修改"),
    ],
)
def test_a_wrong_cell_is_told_and_changes_nothing(db, book, bring, sheet, rows, sentence):
    before = everything(db)
    report = bring(book(**{sheet: rows}))
    first = report.errors[0].sentence
    assert first == f"台账.xlsx 表“{sheet}”{'' if sentence.startswith('：') else ' '}{sentence}"
    assert everything(db) == before
    assert ledgers.undo_redo(db)[0] is None


def test_a_name_that_two_records_have_is_not_guessed(db, book, bring):
    bring(book(客户=[["客户编号", *CLIENT_HEAD], ["NB-1", "甲一有限公司", "甲", "内部"], ["NB-2", "甲二有限公司", "甲", "内部"]]))
    report = bring(book(投诉=[CASE_HEAD, ["甲", "2026-06-01", "服务态度", "晚到"]]))
    assert [e.reason for e in report.errors] == ["“甲”对应 2 条客户，请改填客户编号或全称"]


def test_a_file_that_cannot_be_read_does_not_stop_the_others(db, tmp_path, book, bring):
    good = book("好.xlsx", 客户=[CLIENT_HEAD, ["甲有限公司", "甲", "内部"]])
    (tmp_path / "坏.xlsx").write_text("不是")
    report = bring(tmp_path / "坏.xlsx", tmp_path / "无.xlsx", good)
    assert counts(report) == (1, 0, 0, 2)
    assert report.as_json()["errors"][0] == {
        "file": "坏.xlsx",
        "sheet": "",
        "row": None,
        "column": "",
        "reason": "坏.xlsx 不是 Excel 文件（.xlsx、.xls 或 .csv），请核对后再导入",
    }


def test_an_empty_workbook_is_told(db, book, bring):
    assert [e.reason for e in bring(book(空=[])).errors] == ["文件中没有内容（隐藏的工作表不导入），请核对后再导入"]


def test_wrong_rows_come_back_to_be_mended_and_imported(db, tmp_path, book, bring):
    report = bring(book(客户=[CLIENT_HEAD, ["甲有限公司", "甲", "内部"], ["乙有限公司", None, "大客户"]]))
    assert counts(report) == (1, 0, 0, 1)
    workbooks.write_errors(report, tmp_path / "错误.xlsx")
    back = load_workbook(tmp_path / "错误.xlsx")
    sheet = back.active
    assert [cell.value for cell in sheet[2]][1:] == ["客户类型", "台账.xlsx", "客户", 3, "乙有限公司", None, "大客户"]
    sheet["G2"], sheet["H2"] = "乙", "内部"
    back.save(tmp_path / "改好.xlsx")
    assert counts(bring(tmp_path / "改好.xlsx")) == (1, 0, 0, 0)


# -- preview and mapping --------------------------------------------------------------------------------------------


def test_a_preview_shows_what_would_happen(db, book, now):
    path = book(客户=[[*CLIENT_HEAD, "口味"], ["甲有限公司", "甲", "内部", "辣"], ["乙有限公司", None, "内部", "甜"]])
    plan = workbooks.preview(db, [path], now=now)
    (sheet,) = plan.sheets
    assert sheet.layout.record is Client
    assert {c.heading: c.field.name for c in sheet.layout.mapped} == {
        "客户全称": "legal_name",
        "简称": "short_name",
        "客户类型": "client_type",
    }
    assert sheet.layout.unmapped == ["口味"]
    assert sheet.first[0] == {"客户全称": "甲有限公司", "简称": "甲", "客户类型": "内部"}
    assert (plan.count(workbooks.CREATE), len(plan.errors)) == (1, 1)
    assert all_of(db, Client) == []


def test_a_mapping_is_remembered_for_the_same_headings(db, book, now, tmp_path):
    kept = Settings(tmp_path / "settings.json")
    path = book(客户=[["客户全称", "叫法", "客户类型"], ["甲有限公司", "甲", "内部"]])
    plan = workbooks.preview(db, [path], now=now, mappings=kept)
    assert plan.count(workbooks.CREATE) == 0
    workbooks.remember_mapping(kept, plan.sheets[0].layout, {"客户全称": "legal_name", "叫法": "short_name", "客户类型": "client_type"})
    report = workbooks.import_books(db, [path], now=now, mappings=Settings(tmp_path / "settings.json"))
    assert counts(report) == (1, 0, 0, 0)
    assert all_of(db, Client)[0]["short_name"] == "甲"


# -- out and in again -----------------------------------------------------------------------------------------------


def test_templates_are_empty_and_fit_their_ledger(manager_db, tmp_path, now):
    for record in RECORDS:
        path = tmp_path / f"{record.about.name}.xlsx"
        workbooks.template(record, path)
        plan = workbooks.preview(manager_db, [path], now=now)
        assert [sheet.layout.record for sheet in plan.sheets] == [record]
        assert (plan.sheets[0].layout.unmapped, plan.errors) == ([], [])


def test_a_masked_phone_is_not_taken_for_a_phone(manager_db, book, tmp_path, now):
    path = book(人员=[["工号", "姓名", "岗位", "手机"], ["7", "李四", "客服专员", "13800000001"]])
    assert counts(workbooks.import_books(manager_db, [path], now=now)) == (1, 0, 0, 0)
    workbooks.export_ledger(manager_db, Staff, Query(), tmp_path / "out.xlsx")
    assert counts(workbooks.import_books(manager_db, [tmp_path / "out.xlsx"], now=now)) == (0, 0, 2, 0)
    assert "13800000001" in {row.get("mobile") for row in all_of(manager_db, Staff)}


TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60).map(tidy).filter(bool)
MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2026, 6, 11)).map(lambda d: d.replace(microsecond=0, tzinfo=SHANGHAI).isoformat())  # noqa: DTZ001
CASES = st.fixed_dictionaries(
    {"description": TEXT, "received_at": MOMENTS, "severity": st.sampled_from(["normal", "major", "critical"])},
    optional={
        "demand": TEXT,
        "claimed_amount": st.integers(0, 10**11),
        "callback_score": st.integers(1, 5),
    },
)


@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.lists(CASES, min_size=1, max_size=5))
def test_what_went_out_comes_in_again_unchanged(cases):
    """Whatever a ledger holds: its export is imported without errors, and everything is skipped."""
    now = datetime(2026, 6, 12, 10, 5, tzinfo=SHANGHAI)
    with (
        tempfile.TemporaryDirectory() as folder,
        files.new_file(Path(folder) / "a.csdb", name="张三", role="specialist", branch="NB") as db,
    ):
        client = ledgers.create(db, Client, {"legal_name": "甲 有限公司", "short_name": "甲 乙", "client_type": "internal"}, now=now)
        for case in cases:
            told = {
                **case,
                "description": case["description"].strip(),
                "client_id": client.id,
                "type": "attitude",
                "registered_at": case["received_at"],
            }
            ledgers.create(db, Complaint, told, now=now)
        before = everything(db)
        for record, n in ((Client, 1), (Complaint, len(cases))):
            path = Path(folder) / f"{record.about.name}.xlsx"
            assert workbooks.export_ledger(db, record, Query(), path) == n
            report = workbooks.import_books(db, [path], now=now)
            assert (counts(report), [e.sentence for e in report.errors]) == ((0, 0, n, 0), [])
        assert everything(db) == before


DATA = Path(__file__).parents[2] / "data"


def test_an_old_xls_workbook_comes_in_with_its_dates_and_units(db, bring):
    report = bring(DATA / "clients.xls")
    assert (report.created, report.errors) == (2, [])
    kept = {row.values["short_name"]: row.values for row in ledgers.select(db, Client, Query())}
    assert kept["示例家电"]["credit_limit"] == 80_000_000
    assert (kept["样板食品"]["credit_limit"], kept["样板食品"]["first_biz_date"]) == (3_500_000, "2024-02-29")


def test_a_workbook_encrypted_as_excel_does_it_is_told(bring):
    (error,) = bring(DATA / "locked.xlsx").errors
    assert "有密码保护，请在 Excel 中取消密码" in error.sentence
