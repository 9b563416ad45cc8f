"""Any workbook is opened safely, or refused with a sentence."""

import io
import zipfile
from datetime import date, datetime

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from csdesk.errors import Refused
from csdesk.reports import guard
from csdesk.reports.sheets import open_book


def local(*parts):
    """A date and time as a cell holds it: on the clock of whoever reads it."""
    return datetime(*parts)  # noqa: DTZ001


def saved(path, *rows, title="Sheet"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def rezipped(path, change):
    """The workbook with its parts changed: name → bytes, None to leave one out."""
    with zipfile.ZipFile(path) as old:
        parts = {info.filename: old.read(info) for info in old.infolist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return path


def refusal(path):
    with pytest.raises(Refused) as caught:
        open_book(path)
    return str(caught.value)


def test_cells_keep_their_types(tmp_path):
    path = saved(tmp_path / "a.xlsx", ["名称", 1, 2.5, True, date(2026, 6, 12), local(2026, 6, 12, 10, 5)])
    assert open_book(path)[0].rows == [["名称", 1.0, 2.5, True, date(2026, 6, 12), local(2026, 6, 12, 10, 5)]]


def test_merged_cells_all_hold_the_value(tmp_path):
    book = Workbook()
    book.active["A1"], book.active["B2"] = "甲", "乙"
    book.active.merge_cells("A1:B1")
    book.active.merge_cells("B2:B3")
    book.active["A3"] = "丙"
    book.save(tmp_path / "a.xlsx")
    assert open_book(tmp_path / "a.xlsx")[0].rows == [["甲", "甲"], ["", "乙"], ["丙", "乙"]]


def test_hidden_and_empty_sheets_are_left_out(tmp_path):
    book = Workbook()
    book.active.append(["看得见"])
    book.create_sheet("空")
    book.create_sheet("藏").append(["看不见"])
    book["藏"].sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    assert [sheet.rows for sheet in open_book(tmp_path / "a.xlsx")] == [[["看得见"]]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_in_the_encodings_of_excel_and_wps(tmp_path, encoding, delimiter):
    path = tmp_path / "客户.csv"
    path.write_bytes(f"简称{delimiter}备注\r\n示例{delimiter}“好”\r\n短\r\n".encode(encoding))
    (sheet,) = open_book(path)
    assert (sheet.name, sheet.rows) == ("客户", [["简称", "备注"], ["示例", "“好”"], ["短", ""]])


def test_a_formula_gives_the_value_it_was_saved_with(tmp_path):
    path = saved(tmp_path / "a.xlsx", ["=1+1", "x"])
    rezipped(
        path,
        lambda p: p.update(
            {"xl/worksheets/sheet1.xml": p["xl/worksheets/sheet1.xml"].replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")}
        ),
    )
    assert open_book(path)[0].rows == [[2.0, "x"]]


def test_not_a_workbook(tmp_path):
    for name, content in {"a.xlsx": "只是文字".encode(), "b.xls": b"<html>", "c.csv": b"\0\1\2\xff" * 50, "d.xlsx": b""}.items():
        (tmp_path / name).write_bytes(content)
        assert refusal(tmp_path / name) == f"{name} 不是 Excel 文件（.xlsx、.xls 或 .csv），请核对后再导入"


def test_a_zip_of_something_else(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as other:
        other.writestr("readme.txt", "x")
    assert "不是 Excel 文件" in refusal(tmp_path / "a.xlsx")


def test_cut_short(tmp_path):
    path = saved(tmp_path / "a.xlsx", ["x"] * 30)
    path.write_bytes(path.read_bytes()[:3000])
    assert refusal(path) == "a.xlsx 不是完好的 Excel 文件，可能没有下载完整，请重新取得后再导入"


def test_a_damaged_part(tmp_path):
    path = rezipped(saved(tmp_path / "a.xlsx", ["x"]), lambda p: p.update({"xl/workbook.xml": b"<workbook"}))
    assert "不是完好的 Excel 文件" in refusal(path)


def test_a_password(tmp_path):
    path = tmp_path / "a.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 500)
    assert refusal(path) == "a.xlsx 有密码保护，请在 Excel 中取消密码（文件 → 信息 → 保护工作簿）、另存后再导入"


@pytest.mark.parametrize("name", ["a.xlsm", "a.xlsx"])
def test_macros(tmp_path, name):
    path = rezipped(saved(tmp_path / name, ["x"]), lambda p: p.update({"xl/vbaProject.bin": b"x"}))
    assert refusal(path) == f"{name} 含有宏，为安全起见不打开；请在 Excel 中另存为“Excel 工作簿 (.xlsx)”后再导入"


def test_a_zip_bomb(tmp_path):
    path = rezipped(saved(tmp_path / "a.xlsx", ["x"]), lambda p: p.update({"xl/worksheets/sheet1.xml": b" " * 40 * 2**20}))
    assert path.stat().st_size < 100_000
    assert refusal(path) == "a.xlsx 解压后过大（疑似压缩炸弹），没有打开；请向提供文件的人核实，或另存为新文件再导入"


def test_a_zip_bomb_that_lies_about_its_size(tmp_path):
    path = rezipped(saved(tmp_path / "a.xlsx", ["x"]), lambda p: p.update({"xl/worksheets/sheet1.xml": b" " * 40 * 2**20}))
    size = (40 * 2**20).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (50).to_bytes(4, "little")))
    with zipfile.ZipFile(path) as book:
        assert book.getinfo("xl/worksheets/sheet1.xml").file_size == 50
    assert "解压后过大" in refusal(path)


def test_a_thousand_parts(tmp_path):
    path = rezipped(saved(tmp_path / "a.xlsx", ["x"]), lambda p: p.update({f"xl/media/{n}": b"" for n in range(300)}))
    assert "内部有 3" in refusal(path)


@pytest.mark.parametrize("cell", ["XFD1", "XFD1048576", "A1048576", "DB60000", "AAAAAAA1"])
@pytest.mark.parametrize("spelling", ['<c r="{}"', "<c\n r='{}'"])
def test_a_million_columns_or_rows(tmp_path, cell, spelling):
    row = int("".join(filter(str.isdigit, cell)))
    told = spelling.format(cell).encode()
    sheet = b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="%d">%s><v>1</v></c></row></sheetData>' % (row, told)
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    path = rezipped(saved(tmp_path / "a.xlsx", ["x"]), lambda p: p.update({"xl/worksheets/sheet1.xml": head + sheet + b"</worksheet>"}))
    assert (
        refusal(path) == f"a.xlsx 中有工作表超过 {guard.MAX_COLUMNS} 列或 {guard.MAX_ROWS} 行，不像台账；请删除多余的空行空列、另存后再导入"
    )


def test_the_widest_sheet_that_is_still_read(tmp_path):
    path = saved(tmp_path / "a.xlsx", [get_column_letter(n) for n in range(1, guard.MAX_COLUMNS + 1)])
    assert len(open_book(path)[0].rows[0]) == guard.MAX_COLUMNS


def test_a_csv_of_a_million_columns(tmp_path):
    (tmp_path / "a.csv").write_text("x," * 1_000_000, encoding="utf-8")
    assert "不像台账" in refusal(tmp_path / "a.csv")


def test_xml_entities_do_not_expand(tmp_path):
    laughs = b'<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;">]>'
    path = saved(tmp_path / "a.xlsx", ["x"])

    def change(parts):
        sheet = parts["xl/worksheets/sheet1.xml"]
        parts["xl/worksheets/sheet1.xml"] = laughs + sheet.replace(b'<c r="A1" t="s"><v>0</v>', b'<c r="A1" t="str"><v>&b;</v>')

    rezipped(path, change)
    assert "haha" not in str(open_book(path)[0].rows)


def test_a_missing_file(tmp_path):
    assert refusal(tmp_path / "无.xlsx") == f"找不到文件 {tmp_path / '无.xlsx'}，请核对位置"


def test_random_damage_is_refused_or_read_but_never_a_crash(tmp_path):
    """A byte changed anywhere: the reader answers with sheets or a sentence."""
    good = saved(tmp_path / "good.xlsx", *[[f"客户{n}", n, local(2026, 6, 12)] for n in range(30)]).read_bytes()
    for n in range(0, len(good), 37):
        path = tmp_path / "bad.xlsx"
        path.write_bytes(good[:n] + bytes([good[n] ^ 0xFF]) + good[n + 1 :])
        try:
            open_book(path)
        except Refused:
            continue


def test_a_damaged_part_inside_a_sound_zip_is_never_a_crash(tmp_path):
    good = io.BytesIO()
    saved(tmp_path / "good.xlsx", *[[f"客户{n}", n, local(2026, 6, 12)] for n in range(5)])
    good.write((tmp_path / "good.xlsx").read_bytes())
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"):
        with zipfile.ZipFile(good) as book:
            size = len(book.read(part))
        for n in range(0, size, max(1, size // 40)):
            path = tmp_path / "bad.xlsx"
            path.write_bytes(good.getvalue())
            rezipped(path, lambda p, part=part, n=n: p.update({part: p[part][:n] + b"\xff9<" + p[part][n + 3 :]}))
            try:
                open_book(path)
            except Refused:
                continue
