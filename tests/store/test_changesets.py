"""Change sets: durable, undoable, and the cache is what the log folds to."""

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.checking import Invalid
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.operations import files, ledgers

pytestmark = pytest.mark.both_engines

SPOT = {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}


def tier(db, row):
    return ledgers.get(db, Client, row.book, row.id).values["tier"]


def test_undo_restores_what_was_there_and_redo_does_it_again(db, now):
    row = ledgers.create(db, Client, SPOT, now=now)
    ledgers.change(db, Client, row, {"tier": "A"})

    ledgers.undo(db)
    assert tier(db, row) == "C"
    ledgers.redo(db)
    assert tier(db, row) == "A"
    ledgers.undo(db)
    ledgers.undo(db)
    assert ledgers.count(db, Client, Query()) == 0
    assert files.check(db) == []


def test_undo_leaves_a_field_that_was_written_since(db, now):
    row = ledgers.create(db, Client, SPOT, now=now)
    first = ledgers.change(db, Client, row, {"tier": "A", "industry": "food"})
    done = ledgers.undo_redo(db)[0]
    ledgers.change(db, Client, first, {"tier": "B"})

    from csdesk.store import history

    undone = history.undo(db, done)
    now_values = ledgers.get(db, Client, row.book, row.id).values
    assert now_values["tier"] == "B"
    assert "industry" not in now_values
    assert [name for _, _, name in undone.left] == ["tier"]


def test_what_the_file_stands_on_is_no_step_to_take_back(db):
    with pytest.raises(Refused, match="没有可以撤销的操作"):
        ledgers.undo(db)


def test_a_record_with_wrong_fields_is_refused_whole(db, now):
    with pytest.raises(Invalid, match="请填写客户全称；请填写简称"):
        ledgers.create(db, Client, {}, now=now)
    assert ledgers.count(db, Client, Query()) == 0


def test_history_names_what_a_reference_points_to(db, now):
    from csdesk.domain.care.clients import Contact

    client = ledgers.create(db, Client, SPOT, now=now)
    contact = ledgers.create(db, Contact, {"client_id": client.id, "name": "王工", "mobile": "19900000001"}, now=now)
    steps = {step.field: step for step in ledgers.history(db, Contact, contact.book, contact.id)}
    assert steps["client_id"].new_text.endswith("示例家电")
    assert (steps["role"].old_text, steps["role"].new_text) == ("", "物流对接")
