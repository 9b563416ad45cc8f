"""Money on the command line: the ageing and a statement, as text, JSON and workbook."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from csdesk.cli import main
from csdesk.domain.care.clients import Client
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.money.charges import ChargeLine
from csdesk.domain.money.receivables import Receipt
from csdesk.operations import files, ledgers
from csdesk.reports import sheets

NOW = datetime(2026, 6, 12, 10, 5, tzinfo=SHANGHAI)


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    """A file with one client who owes two lines; runs a command on it: (exit code, JSON or text, sentences)."""
    monkeypatch.chdir(tmp_path)
    with files.new_file(tmp_path / "a.csdb", name="张三", role="specialist", branch="NB") as db:
        client = ledgers.create(db, Client, {"legal_name": "甲有限公司", "short_name": "甲", "client_type": "spot"}, now=NOW)
        for day, amount, due in (("2026-04-20", 100_00, "2026-05-01"), ("2026-05-20", 50_00, None)):
            values = {"client_id": client.id, "biz_date": day, "amount_incl_tax": amount, "due_date": due}
            ledgers.create(db, ChargeLine, values, now=NOW)
        ledgers.create(db, Receipt, {"client_id": client.id, "received_on": "2026-05-25", "amount": 30_00}, now=NOW)

    def run(line):
        code = main(line.split())
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in line else said.out, said.err

    return run


def test_ageing(run):
    code, found, _ = run("ageing a.csdb --as-of 2026-06-12 --json")
    assert (code, found["total"], found["unit"]) == (0, 120_00, "分")
    assert [(b["label"], b["amount"], b["share"]) for b in found["buckets"]][:3] == [
        ("未到期", 50_00, 4167), ("1–30", 0, 0), ("31–60", 70_00, 5833),
    ]  # fmt: skip
    assert run("ageing a.csdb --as-of 2026-06-12 --by biz --buckets 30,45 --json")[1]["clients"][0]["amounts"] == [50_00, 0, 70_00]
    code, text, said = run("ageing a.csdb --as-of 2026-06-12 --out a.xlsx")
    assert "120.00" in text
    assert "账龄已写到 a.xlsx" in said
    assert run("ageing a.csdb --buckets 9,3")[0] == 1


def test_statement(run):
    assert run("statement a.csdb --client 甲 --period 2026-05")[0] == 1
    code, made, _ = run("statement a.csdb --client 甲 --period 2026-05 --make --json")
    assert (code, made["charged"], made["before"], made["paid"], made["elsewhere"], made["after"]) == (0, 150_00, 0, 30_00, 0, 120_00)
    assert [line["amount_incl_tax"] for line in made["lines"]] == [100_00, 50_00]
    code, text, _ = run("statement a.csdb --client 甲 --period 2026年5月 --out s.xlsx")
    assert "期末余额\t120.00" in text
    (sheet,) = sheets.open_book(Path("s.xlsx"))
    assert sheet.rows[0][0] == "运输费用对账单"
    assert any("期末余额" in row and 120 in row for row in sheet.rows)
    assert "没有找到客户" in run("statement a.csdb --client 无 --period 2026-05")[2]
