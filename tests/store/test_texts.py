"""Every text that can be written comes back as it was and is found, from a file and from a server; the others are refused."""

import pytest
from offices import client

from csdesk.domain.checking import Invalid
from csdesk.domain.clients import Client
from csdesk.domain.rows import Filter, Query
from csdesk.operations import files, ledgers
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
