"""Every text that can be written comes back as it was and is found, from a file and from a server; the others are refused."""

from contextlib import ExitStack

import pytest
from offices import SPOT, client, enrol, sent

from csdesk.domain.care.clients import Client
from csdesk.domain.checking import Invalid
from csdesk.domain.rows import Filter, Query
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange
from csdesk.store import search
from csdesk.store.engines import words_of

pytestmark = pytest.mark.both_engines

STRANGE = ["𠀀😀", "\u202eabc", "=cmd|' /C calc'!A0", "a%b_c", "what?", "x'y\"z", "a\\b\tc\nd", "&#<b>:*!", "é" * 80]


@pytest.mark.parametrize("text", STRANGE)
def test_a_strange_text_comes_back_as_it_was(db, now, text):
    row = client(db, now)
    ledgers.change(db, Client, row, {"maintenance_strategy": text, "short_name": text})
    ledgers.create(db, Client, {**row.values, "client_code": "NB-9", "short_name": "别的", "maintenance_strategy": "别的"}, now=now)
    (found,) = ledgers.select(db, Client, Query(search=text))
    assert (found.values["maintenance_strategy"], found.values["short_name"]) == (text, text)
    for op in ("has", "is"):
        assert ledgers.count(db, Client, Query(filters=(Filter("short_name", op, text),))) == 1
    assert files.check(db) == []


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_a_text_that_cannot_be_written_is_refused(db, now, text):
    row = client(db, now)
    with pytest.raises(Invalid, match="维护策略.*不合要求"):
        ledgers.change(db, Client, row, {"maintenance_strategy": text})


@pytest.mark.about_files
@pytest.mark.parametrize("keeper", ["file", "server"])
def test_strange_texts_come_back_from_whoever_merged_them(db, now, tmp_path, request, keeper):
    """F31: from a specialist's file into a rollup, on a server too, changed there, and down again."""
    with ExitStack() as stack:
        at = tmp_path / "李经理.csdb" if keeper == "file" else stack.enter_context(request.getfixturevalue("server").database())
        manager = stack.enter_context(files.new_file(at, name="李经理", role="branch_manager", branch="NB"))
        enrol(db, manager)
        for n, text in enumerate(STRANGE):
            told = {"client_code": f"NB-{n}", "short_name": text, "maintenance_strategy": text}
            ledgers.create(db, Client, {**SPOT, **told}, now=now)
        exchange.merge(manager, [sent(db, "李经理")])
        for row in ledgers.select(manager, Client, Query()):
            ledgers.change(manager, Client, row, {"maintenance_strategy": f"经理{row.values['short_name']}"})
        exchange.merge(db, [sent(manager, "张三")])
        for one in (db, manager):
            rows = ledgers.select(one, Client, Query(sort="client_code"))
            assert [row.values["short_name"] for row in rows] == STRANGE
            assert [row.values["maintenance_strategy"] for row in rows] == [f"经理{text}" for text in STRANGE]
            for text in STRANGE:
                assert ledgers.count(one, Client, Query(filters=(Filter("short_name", "is", text),))) == 1
            assert files.check(one) == []
        assert bodies(manager) == bodies(db)


def bodies(db):
    """Every line about clients, byte for byte."""
    with db.reading() as connection:
        return sorted(bytes(body) for (body,) in connection.exec_driver_sql("SELECT body FROM change WHERE tbl = 'client'"))


def test_a_text_can_be_taken_out_of_an_index_that_a_former_version_made(db, now):
    row = client(db, now)
    with db.writing() as connection:
        search.drop(connection)
        search.create(connection)
        text = connection.exec_driver_sql("SELECT n, search FROM client").one()
        once = " ".join(sorted(set(search.tokens(text.search).split())))  # each piece stood there once
        words_of(connection).replace(connection, "client", [], [(text.n, once)])
    ledgers.change(db, Client, row, {"short_name": "又一", "legal_name": "另"})
    assert [ledgers.count(db, Client, Query(search=typed)) for typed in ("又一", "示例")] == [1, 0]
    assert files.check(db) == []
