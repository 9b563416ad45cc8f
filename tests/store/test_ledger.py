"""What a search finds is what a scan of the text would find, whole or only the first hits of it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from offices import client

from csdesk.domain.care.clients import Client, Contact
from csdesk.domain.rows import Filter, Query
from csdesk.errors import Cancelled
from csdesk.operations import ledgers
from csdesk.store import search

pytestmark = pytest.mark.both_engines

NAMES = ("骏驰家电", "骏家驰电", "恒通贸易", "宁波宏运", "宁波恒通（北仑）", "AB-12 冷链", "1212运输", "B12/A12", "单氏食品", "jcjd物流")
TYPED = st.one_of(
    st.sampled_from(
        ["骏驰", "家电", "宁波恒通", "jcjd", "nbht", "00001", "nb-00", "1212", "121", "2", "q", "b12/a", "单", "shan", "电驰", "（北"]
    ),
    st.text("骏驰家电宁波恒通jcdnbhtq012（/", min_size=1, max_size=6),
)


def scan(connection, table, typed, column="n"):
    """The same by reading every text."""
    texts = connection.exec_driver_sql(f"SELECT {column}, search FROM {table} WHERE deleted = 0")
    return {found for found, text in texts if search.plain(typed) in (text or "")}


@pytest.fixture
def filled(db, now):
    """Ten clients whose texts share pieces, each with a contact of another name; the last client is gone."""
    for name in NAMES:
        one = client(db, now, name)
        ledgers.create(
            db, Contact, {"client_id": one.id, "name": name[::-1], "contact_role": "logistics", "mobile": "13857412345"}, now=now
        )
    ledgers.delete(db, Client, [one])
    return db


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(typed=TYPED)
def test_a_search_finds_what_a_scan_finds(filled, typed):
    if not search.plain(typed):
        return
    with filled.reading() as connection:
        clients = scan(connection, "client", typed)
        named = scan(connection, "client", typed, "id")
        contacts = scan(connection, "contact", typed) | {
            r.n for r in ledgers.select(filled, Contact, Query()) if r.values["client_id"] in named
        }
    for record, wanted in ((Client, clients), (Contact, contacts)):
        found = ledgers.numbers(filled, record, Query(search=typed))
        first = ledgers.numbers(filled, record, Query(search=typed), 3)
        assert set(found) == wanted
        assert len(first) == min(3, len(wanted))
        assert [n for n in found if n in set(first)] == list(first)


def test_what_an_edit_tells_is_what_is_read_afterwards(db, now):
    made = client(db, now, "骏驰家电")
    assert made == ledgers.get(db, Client, made.book, made.id)
    told = {"cargo_traits": ["fragile", "cold"], "is_national_key": True, "short_name": "恒通", "biz_address": "江北"}
    edited = ledgers.change(db, Client, made, told)
    assert edited == ledgers.get(db, Client, made.book, made.id)
    assert edited.values.items() >= told.items()
    assert edited.titles


def test_the_first_hits_are_hits_that_the_filters_let_through(filled):
    rows = ledgers.select(filled, Client, Query(filters=(Filter("short_name", "has", "恒通"),)))
    query = Query(search="恒通", filters=(Filter("short_name", "not", rows[0].values["short_name"]),))
    assert list(ledgers.numbers(filled, Client, query, 1)) == [rows[1].n]


@pytest.mark.parametrize("sort", ["client_code", "short_name", "-credit_limit", "owner_id", "-_updated_at", "lacks"])
def test_the_first_of_an_order_begin_all_of_it(filled, sort):
    query = Query(sort=sort)
    everyone = list(ledgers.numbers(filled, Client, query))
    assert len(everyone) == len(NAMES) - 1
    assert everyone[:4] == list(ledgers.first(filled, Client, query, 4))[:4]


@pytest.mark.about_files  # a server is not asked
def test_an_order_that_nobody_waits_for_is_broken_off_and_the_next_one_is_not(filled, monkeypatch):
    monkeypatch.setattr("csdesk.store.engines.sqlite_words._STEPS", 1)
    with pytest.raises(Cancelled):
        ledgers.numbers(filled, Client, Query(sort="tier"), stop=lambda: True)
    assert len(ledgers.numbers(filled, Client, Query(sort="tier"), stop=lambda: False)) == len(NAMES) - 1


def test_a_piece_that_most_texts_hold_is_not_matched_unless_there_is_no_other():
    texts = ["nb0101\n骏驰家电\njcjd", "nb0102\n恒通贸易\nhtmy", "nb0103\n宁波宏运\nnbhy"]
    assert search.rarest(["nb", "bh", "hy"], texts) == ["bh", "hy"]
    assert search.rarest(["nb", "01"], texts) == ["nb", "01"]
