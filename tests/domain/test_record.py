"""Declared once: one field more in a record is there in the table, the ledger, the card, workbooks, search, history and the wire."""

from dataclasses import replace
from datetime import timedelta
from typing import Annotated, ClassVar

import openpyxl
import pytest
from sqlalchemy import select

from csdesk.domain.care.clients import Client
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.cells import Wrong
from csdesk.domain.checking import Invalid, not_yet, problems, with_defaults
from csdesk.domain.kinds import Fen, Line
from csdesk.domain.record import About, Choice, Record, field_map, fields_of, says, title_of
from csdesk.domain.records import RECORD_BY_NAME, RECORDS
from csdesk.domain.rows import Filter, Query
from csdesk.operations import ledgers
from csdesk.reports import headings, workbook
from csdesk.reports.sheets import Sheet
from csdesk.store import search
from csdesk.store.tables import CHANGE, metadata, table_of


class Mood(Choice):
    CALM = "calm", "平静"
    LOUD = "loud", "吵闹（白天）"


class Parrot(Record, frozen=True, kw_only=True):
    """A throw-away record."""

    about: ClassVar[About] = About("parrot", "鹦鹉", "鹦鹉台账", title=("name",), codes=("name",), order="name")

    name: Annotated[Line, says("名字", listed=True, searched=True)]
    mood: Annotated[Mood, says("心情", asked=True)] = Mood.CALM


class TalkingParrot(Parrot, frozen=True, kw_only=True):
    """The same record in the next version: one field more."""

    word: Annotated[Line | None, says("口头禅", listed=True, searched=True, also=("爱说的话",))] = None
    price: Annotated[Fen, says("价格", unit="元", least=0, most=100_000_00)]


@pytest.fixture
def aviary(db, monkeypatch):
    """A working file that knows the record of the next version."""
    monkeypatch.setitem(RECORD_BY_NAME, "parrot", TalkingParrot)
    monkeypatch.setattr(search, "RECORDS", (TalkingParrot,))
    table = table_of(TalkingParrot)
    try:
        with db.writing() as connection:
            table.create(connection)
            search.create(connection)
        yield db
    finally:
        metadata.remove(table)
        table_of.cache_clear()


def test_the_new_field_is_a_column(aviary):
    with aviary.reading() as connection:
        columns = {name: kind for _, name, kind, *_ in connection.exec_driver_sql("PRAGMA table_info(parrot)")}
    assert columns["word"] == "TEXT"
    assert columns["price"] == "INTEGER"


def test_the_new_field_is_on_the_card_and_in_the_ledger():
    new = field_map(TalkingParrot)
    assert [f.name for f in fields_of(TalkingParrot)] == ["name", "mood", "word", "price"]
    assert new["price"].heading == "价格(元)"
    assert (new["price"].required, new["word"].required) == (True, False)
    assert [f.label for f in fields_of(TalkingParrot) if f.listed] == ["名字", "口头禅"]


def test_the_new_field_is_kept_found_sorted_and_filtered(aviary, now):
    for name, word, price in (("小绿", "你好", 20000), ("小红", "恭喜发财", 10000)):
        ledgers.create(aviary, TalkingParrot, {"name": name, "word": word, "price": price}, now=now)

    def names(query):
        return [row.values["name"] for row in ledgers.select(aviary, TalkingParrot, query)]

    assert names(Query(search="发财")) == ["小红"]
    assert names(Query(search="gxfc")) == ["小红"]
    assert names(Query(sort="-price")) == ["小绿", "小红"]
    assert names(Query(filters=(Filter("price", "le", 10000),))) == ["小红"]


def test_the_new_field_is_in_the_history_and_on_the_wire(aviary, now):
    row = ledgers.create(aviary, TalkingParrot, {"name": "小绿", "price": 20000}, now=now)
    ledgers.change(aviary, TalkingParrot, row, {"word": "再见"})
    steps = ledgers.history(aviary, TalkingParrot, row.book, row.id)
    assert (steps[-1].field, steps[-1].old, steps[-1].new) == ("word", None, "再见")
    with aviary.reading() as connection:
        bodies = connection.scalars(select(CHANGE.c.body).where(CHANGE.c.tbl == "parrot")).all()
    assert '"word":"再见"'.encode() in bodies[-1]


def test_the_new_field_is_in_workbooks(aviary, now, tmp_path):
    row = ledgers.create(aviary, TalkingParrot, {"name": "小绿", "word": "你好", "price": 20050}, now=now)
    workbook.write_ledger(tmp_path / "out.xlsx", TalkingParrot, [row])
    workbook.write_template(tmp_path / "template.xlsx", TalkingParrot)

    head, first = openpyxl.load_workbook(tmp_path / "out.xlsx").active.iter_rows(values_only=True)
    out = dict(zip(head, first, strict=True))
    assert (out["口头禅"], out["价格(元)"]) == ("你好", 200.5)
    asked = next(openpyxl.load_workbook(tmp_path / "template.xlsx").worksheets[0].iter_rows(values_only=True))
    assert {"●价格(元)", "口头禅"} <= set(asked)

    typed = Sheet("Sheet1", [["名字", "爱说的话", "价格"], ["小红", "恭喜", 100.0]])
    layout = headings.find_layout(typed, [TalkingParrot], told=True)
    assert [column.field.name for column in layout.mapped] == ["name", "word", "price"]


# -- reading and checking one field ---------------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["loud", "吵闹（白天）", "吵闹(白天)", "吵闹"])
def test_a_choice_is_read_by_code_or_label(typed):
    assert field_map(TalkingParrot)["mood"].read(typed) == "loud"


def test_a_choice_outside_the_list_names_the_list():
    with pytest.raises(Wrong, match="“生气”不在可选范围内，可填：平静、吵闹（白天）"):
        field_map(TalkingParrot)["mood"].read("生气")


@pytest.mark.parametrize("nothing", [None, "", "  ", "\u3000", []])
def test_nothing_is_nothing(nothing):
    assert field_map(TalkingParrot)["word"].read(nothing) is None


@pytest.mark.parametrize(("typed", "why"), [("-1", "价格不能小于 0.00"), ("100000.01", "价格不能大于 100,000.00")])
def test_limits(typed, why):
    with pytest.raises(Wrong, match=why):
        field_map(TalkingParrot)["price"].read(typed)


def test_every_wrong_field_of_a_record_is_told():
    assert [(p.field, p.sentence) for p in problems(TalkingParrot, {"mood": "angry", "price": -5})] == [
        ("name", "请填写名字"),
        ("mood", "心情的值“angry”不合要求，请重填"),
        ("price", "价格不能小于 0.00"),
    ]


def test_defaults_fill_what_is_not_given():
    full = with_defaults(TalkingParrot, {"name": "小绿", "price": 0, "word": None})
    assert full == {"name": "小绿", "price": 0, "mood": "calm"}
    assert problems(TalkingParrot, full) == []


def test_a_title_is_one_line_and_never_empty():
    assert title_of(TalkingParrot, {"name": "小\t绿 "}) == "小\t绿"
    assert title_of(TalkingParrot, {}) == "鹦鹉"


def test_invalid_says_each_sentence_once():
    found = problems(TalkingParrot, {})
    assert str(Invalid([*found, replace(found[0], field="word")])) == "请填写名字；请填写心情；请填写价格"


# -- the declarations of csdesk themselves --------------------------------------------------------------------------


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.about.name)
def test_a_declaration_is_sound(record):
    """Fields that a record names exist, references lead somewhere, no heading means two fields, defaults fit."""
    known = field_map(record)
    about = record.about
    named = {*about.title, *about.codes, about.order.lstrip("-")} - {""} | ({about.parent} if about.parent else set())
    assert named <= known.keys()
    assert {f.of for f in known.values() if f.of} <= RECORD_BY_NAME.keys()
    all_headings = [heading for f in known.values() for heading in {f.label, *f.also}]
    assert sorted(all_headings) == sorted(set(all_headings))
    assert [f.name for f in known.values() if not f.fits(f.default)] == []
    assert [f.name for f in known.values() if f.auto] == [] or about.derive


# -- facts ------------------------------------------------------------------------------------------------------------


def test_a_fact_lies_in_the_past_a_plan_may_not(now):
    told = {"received_at": "2026-06-12T10:11:00+08:00", "due_close_at": "2026-07-01T00:00:00+08:00", "dispute_opened_on": "2026-06-13"}
    assert [(p.field, p.sentence) for p in not_yet(Complaint, told, now)] == [
        ("received_at", "受理时间 2026-06-12 10:11 还没有到，请核对日期"),
        ("dispute_opened_on", "争议提起日期 2026-06-13 还没有到，请核对日期"),
    ]
    assert not not_yet(Complaint, {"received_at": "2026-06-12T10:10:00+08:00", "dispute_opened_on": "2026-06-12"}, now)


def test_an_old_fact_is_not_looked_at_again_but_a_new_one_is(db, now):
    client = ledgers.create(db, Client, {"legal_name": "甲有限公司", "short_name": "甲", "client_type": "spot"}, now=now)
    case = {"client_id": client.id, "type": "billing", "description": "…", "received_at": "2026-06-12T10:05:00+08:00"}
    row = ledgers.create(db, Complaint, case, now=now)
    earlier = now - timedelta(days=30)
    assert ledgers.change(db, Complaint, row, {"demand": "退差价"}, now=earlier).values["demand"] == "退差价"
    with pytest.raises(Invalid, match="回访时间 2026-06-13 10:00 还没有到"):
        ledgers.change(db, Complaint, row, {"callback_at": "2026-06-13T10:00:00+08:00"}, now=now)


def test_every_moment_that_a_form_begins_with_is_a_fact():
    offered = [(r.about.name, f.name) for r in RECORDS for f in fields_of(r) if f.offered == "now" and not f.past]
    assert offered == [
        ("client_owner", "valid_from"),
        ("survey_round", "sent_on"),
        ("task", "due"),
    ]  # plans, which begin today if nothing is said
