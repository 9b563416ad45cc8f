"""Open disagreements are found without walking the tables."""

from csdesk.domain.care.clients import Client
from csdesk.operations import ledgers
from csdesk.store.merging import packs


def test_the_open_ones_are_found_along_their_index(db, now):
    ledgers.create(db, Client, {"legal_name": "甲", "short_name": "甲", "client_type": "spot"}, now=now)
    asked = []
    with db.reading() as connection:
        raw = connection.connection.driver_connection
        raw.set_trace_callback(asked.append)
        assert packs.conflicts(connection) == {}
        raw.set_trace_callback(None)
        plans = [str(connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}").all()) for text in asked if "conflicts" in text]
    assert len(plans) > 30
    assert all("__conflicts" in plan for plan in plans)
