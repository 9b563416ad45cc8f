"""Bad input at every door: card, cell, paste, workbook, command line, search, files; each a sentence, and nothing is changed."""

import json
import os
import re
import time
import tracemalloc
import zipfile

import openpyxl
import pytest
from conftest import NOW
from offices import client

from csdesk.cli import main
from csdesk.domain.attachments import Attachment
from csdesk.domain.care.clients import Client
from csdesk.domain.cells import Wrong
from csdesk.domain.record import field_map
from csdesk.domain.records import RECORDS
from csdesk.domain.rows import Query
from csdesk.errors import Refused, StorageError
from csdesk.operations import bulk, desk, files, ledgers
from csdesk.operations.excel import blocks, workbooks
from csdesk.operations.peers import exchange
from csdesk.operations.safekeeping import attachments

RTL, EMOJI, LONG = "\u202e示例\u202c\u200f", "🚚" * 90, "名" * 4000
GARBAGE = "\x00\x07\x1b[31m\ufffe'; DROP TABLE client; --\t\r\n=cmd|' /C calc'!A0"
YEARS = "的年份不在 1990–2100 之间"

#: Field → what is entered → what is told.
VALUES = [
    ("short_name", LONG, "文字过长（4000 字）"),
    ("short_name", EMOJI, "文字过长（90 字）"),
    ("short_name", "\u200f\u202e", "请填写简称"),
    ("contract_to", "1900-01-01", YEARS),
    ("contract_to", "2999-12-31", YEARS),
    ("contract_to", "2026-02-30", "不是真实存在的日期"),
    ("contract_to", RTL, "不是日期"),
    ("contract_to", GARBAGE, "不是日期"),
    ("credit_limit", "-5", "不能小于"),
    ("credit_limit", "1e9999", "超出范围"),
    ("credit_limit", EMOJI, "不是数"),
    ("credit_limit", "=1/0", "不是数|公式"),
    ("payment_term_days", "-1", "不能小于"),
    ("payment_term_days", "9" * 400, "超出范围|过长|不能大于|不是数"),
    ("client_type", "\x07💥", "不在可选范围内"),
]


@pytest.fixture
def who(db):
    return client(db, NOW)


def by_form(db, row, name, text):
    """As the card and a cell of the ledger read what was typed."""
    value = field_map(Client)[name].read(text)
    ledgers.change(db, Client, row, {name: value}, now=NOW)


def by_many(db, row, name, text):
    refused = bulk.set_all(db, Client, [row.n], {name: field_map(Client)[name].read(text)}, now=NOW).refused
    if refused:
        raise Refused(refused[0][1])


def by_paste(db, row, name, text):
    blocks.paste(db, Client, [[text]], blocks.Target((name,), (row.n,)), now=NOW)


def by_workbook(db, row, name, text):
    book, path = openpyxl.Workbook(), db.path.parent / "客户.xlsx"
    known = field_map(Client)
    book.active.title = "客户"
    given = {"client_code": row.values["client_code"], "legal_name": row.values["legal_name"], "short_name": row.values["short_name"]}
    given |= {"client_type": "零担散客", name: text}
    book.active.append([known[field].heading for field in given])
    book.active.append(list(given.values()))
    for cell in book.active[2]:
        cell.data_type = "s"  # a formula would be one
    book.save(path)
    report = workbooks.import_books(db, [path], now=NOW)
    if report.errors:
        raise Refused(report.errors[0].sentence)


UNWRITABLE = {GARBAGE, "\x07💥"}  # no workbook can hold them
CASES = [
    pytest.param(door, name, text, said, id=f"{door.__name__}-{name}-{i}")
    for door in (by_form, by_many, by_paste, by_workbook)
    for i, (name, text, said) in enumerate(VALUES)
    if not (door is by_workbook and (text in UNWRITABLE or said.startswith("请填写")))
    and not (door is by_paste and text == GARBAGE)  # is several cells
]


@pytest.mark.parametrize(("door", "name", "text", "said"), CASES)
def test_each_door_tells_what_is_wrong_and_changes_nothing(db, who, door, name, text, said):
    with pytest.raises((Refused, Wrong)) as told:
        door(db, who, name, text)
    assert re.search(said, str(told.value)), str(told.value)
    assert ledgers.get(db, Client, who.book, who.id).values == who.values


# -- workbooks ------------------------------------------------------------------------------------------------------


def book_of(path, *lines):
    book = openpyxl.Workbook()
    book.active.title = "客户"
    for line in lines:
        book.active.append(line)
    book.save(path)
    return path


HEAD = ("客户全称", "客户简称", "客户类型", "信用额度(元)")


def test_a_workbook_with_macros_stays_outside_whatever_it_is_called(db, tmp_path):
    plain = book_of(tmp_path / "台账.xlsx", HEAD, ("甲有限公司", "甲", "零担散客", 100))
    for name in ("宏.xlsm", "改了名.xlsx"):
        made = tmp_path / name
        with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w") as new:
            for info in old.infolist():
                new.writestr(info, old.read(info))
            new.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macro")
        report = workbooks.import_books(db, [made], now=NOW)
        assert [error.reason for error in report.errors] == [
            f"{name} 含有宏，为安全起见不打开；请在 Excel 中另存为“Excel 工作簿 (.xlsx)”后再导入"
        ]
    assert ledgers.count(db, Client, Query()) == 0


def test_a_formula_gives_what_it_was_worked_out_to_and_is_never_worked_out_here(db, tmp_path):
    path = book_of(tmp_path / "公式.xlsx", HEAD, ("甲有限公司", "甲", "零担散客", "=1+1"), ("乙有限公司", '=CONCAT("乙")', "零担散客", 1))
    report = workbooks.import_books(db, [path], now=NOW)
    [error] = report.errors  # nobody opened it in Excel: a formula has no value yet
    assert (error.row, error.column) == (3, "客户简称")
    [row] = ledgers.select(db, Client, Query())
    assert (row.values["short_name"], row.values.get("credit_limit")) == ("甲", None)


def test_what_looks_like_a_formula_is_text_and_leaves_as_text(db, who, tmp_path):
    told = "=cmd|' /C calc'!A0"
    ledgers.change(db, Client, who, {"maintenance_strategy": told}, now=NOW)
    out = tmp_path / "出.xlsx"
    workbooks.export_ledger(db, Client, Query(), out)
    cells = [cell for line in openpyxl.load_workbook(out).active.iter_rows() for cell in line if told in str(cell.value)]
    assert [cell.data_type for cell in cells] == ["s"]


# -- very large ------------------------------------------------------------------------------------------------------


def sparse(path, size=2**30):
    path.touch()
    os.truncate(path, size)
    return path


def into_attachment(db, path):
    attachments.add(db, Client, client(db, NOW), [path], now=NOW)


def into_import(db, path):
    report = workbooks.import_books(db, [path], now=NOW)
    raise Refused(report.errors[0].sentence)


def into_merge(db, path):
    report = exchange.merge(db, [path])
    raise Refused(report[0].reason)


LARGE = [
    (into_attachment, "录像.mp4", r"录像\.mp4 有 1,024 MB，附件每个最多 50 MB"),
    (into_import, "台账.xlsx", "超过 100 MB，请拆成几个文件再导入"),
    (into_import, "台账.csv", "超过 100 MB，请拆成几个文件再导入"),
    (into_import, "台账.xls", "超过 100 MB，请拆成几个文件再导入"),
    (into_merge, "张三.csdesk", "太大，不像同步文件"),
]


@pytest.mark.parametrize(("door", "name", "said"), LARGE)
def test_a_gigabyte_is_told_at_once_and_takes_no_memory(db, tmp_path, door, name, said):
    path = sparse(tmp_path / name)
    tracemalloc.start()
    begun = time.process_time()
    with pytest.raises((Refused, StorageError), match=said):
        door(db, path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 40 * 2**20
    assert time.process_time() - begun < 3
    assert ledgers.count(db, Attachment, Query()) == 0
    assert files.check(db) == []


# -- searching and the command line ----------------------------------------------------------------------------------

SIGNS = ["-" * 200, "_", "*", "("]  # nothing but signs is no search
SEARCHES = [*SIGNS, LONG, EMOJI, RTL, GARBAGE, '"', "'", "%", "NEAR(", "AND OR NOT", "\u0000", "{n:04}", "\\", "名 " * 2000]


@pytest.mark.parametrize("text", SEARCHES, ids=range(len(SEARCHES)))
def test_a_search_for_anything_finds_nothing_or_something_and_never_breaks(db, who, text):
    for record in RECORDS:
        assert ledgers.count(db, record, Query(search=text)) in (0, 1)
    assert len(desk.everywhere(db, text)) <= 2  # the client, and whoever works here
    assert len(desk.candidates(db, Client, text)) <= 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["list", "a.csdb", "--ledger", LONG], "没有“"),
        (["list", "a.csdb", "--ledger", "client", "--search", GARBAGE], ""),
        (["list", "a.csdb", "--ledger", "client", "--search", LONG], ""),
        (["import", "a.csdb", "大.xlsx", "--json"], "超过 100 MB"),
        (["import", "a.csdb", "大.xlsx"], "超过 100 MB"),
        (["import", "a.csdb", "没有.xlsx"], "没有.xlsx"),
        (["history", "a.csdb", EMOJI], "没有编号为"),
        (["kpi", "a.csdb", "--period", "1900-01", "--level", "branch"], "不是期间，请写成"),
        (["kpi", "a.csdb", "--period", RTL, "--level", "branch"], "不是期间，请写成"),
        (["merge", "a.csdb", "大.xlsx"], "太大，不像同步文件"),
        (["handover", "a.csdb", "--client", LONG, "--to", EMOJI], "没有客户"),
    ],
)
def test_the_command_line_says_it_in_a_sentence(tmp_path, monkeypatch, capsys, line, said):
    monkeypatch.chdir(tmp_path)
    assert main(["new", "a.csdb", "--name", "张三", "--role", "specialist", "--branch", "NB"]) == 0
    sparse(tmp_path / "大.xlsx")
    capsys.readouterr()
    code = main(line)
    out, err = capsys.readouterr()
    assert code in (0, 1, 2)
    assert re.search(said, out + err)
    assert "Traceback" not in out + err
    assert main(["check", "a.csdb", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["clean"] is True
