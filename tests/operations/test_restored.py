"""What a file that was restored or copied gets back, and what nobody may write; each found by the properties."""

import shutil

import pytest
from offices import client, clients, enrol, sent

from csdesk.domain.clients import RelationNote
from csdesk.domain.people import Staff
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.operations import backups, exchange, files, ledgers, outgoing


@pytest.fixture
def office(db, manager_db):
    """张三 and his manager, enrolled."""
    enrol(db, manager_db)
    return db, manager_db


def test_a_copy_that_wrote_and_was_thrown_away_does_not_speak_for_the_original(office, now, tmp_path):
    db, manager = office
    copy = tmp_path / "副本.csdb"
    path = db.path
    db.close()
    shutil.copyfile(path, copy)
    with files.open_file(copy) as twin:  # writes as a new incarnation
        client(twin, now, "副本里的")
        exchange.merge(manager, [sent(twin, "李经理", "副本")])
    with files.open_file(path) as original:
        client(original, now, "原件里的")
        exchange.merge(manager, [sent(original, "李经理", "原件")])
        exchange.merge(original, [sent(manager, "张三")])
        assert clients(original) == clients(manager)
        assert len(clients(original)) == 2


def test_a_restored_manager_gets_back_what_only_a_specialist_holds(office, now, tmp_path):
    db, manager = office
    old = backups.backup(manager, tmp_path / "backups")
    me = next(row for row in ledgers.select(manager, Staff, Query()) if row.book == "BR-NB")
    ledgers.change(manager, Staff, me, {"staff_no": "NB-001"})
    exchange.merge(db, [sent(manager, "张三")])
    path = manager.path
    manager.close()
    backups.restore(old, path)
    with files.open_file(path) as restored:
        exchange.merge(db, [sent(restored, "张三")])
        exchange.merge(restored, [sent(db, "李经理")])
        assert ledgers.get(restored, Staff, me.book, me.id).values["staff_no"] == "NB-001"
        assert files.check(restored) == []


def test_what_came_back_without_its_private_body_gets_it_from_its_author(office, now, tmp_path):
    db, manager = office
    with files.new_file(tmp_path / "总监.csdb", name="王总监", role="director", branch="HQ") as head:
        enrol(manager, head)
        exchange.merge(db, [sent(manager, "张三")])
        old = backups.backup(manager, tmp_path / "backups")
        told = ledgers.create(db, RelationNote, {"contact_id": "0" * 32, "content": "喜欢钓鱼"}, now=now)
        mine = ledgers.create(manager, RelationNote, {"contact_id": "0" * 32, "content": "不吃辣"}, now=now)
        exchange.merge(manager, [sent(db, "李经理")])
        exchange.merge(db, [sent(manager, "张三")])
        exchange.merge(head, [sent(manager, "王总监")])
        path = manager.path
        manager.close()
        backups.restore(old, path)
        with files.open_file(path) as restored:
            exchange.merge(restored, [sent(head, "李经理", full=True)])
            assert ledgers.select(restored, RelationNote, Query()) == []
            exchange.merge(db, [sent(restored, "张三")])
            exchange.merge(restored, [sent(db, "李经理")])
            assert [ledgers.get(restored, RelationNote, n.book, n.id).values["content"] for n in (told, mine)] == ["喜欢钓鱼", "不吃辣"]
            exchange.merge(db, [sent(restored, "张三")])
            assert outgoing.outgoing(db, "李经理").changes == 0  # and is not asked for again
            assert outgoing.outgoing(restored, "王总监").withheld == 0
            assert files.check(restored) == files.check(head) == files.check(db) == []


def test_nobody_changes_a_record_in_a_book_that_he_cannot_send(office, now):
    db, manager = office
    note = ledgers.create(manager, RelationNote, {"contact_id": "0" * 32, "content": "喜欢钓鱼"}, now=now)
    exchange.merge(db, [sent(manager, "张三")])
    seen = ledgers.get(db, RelationNote, note.book, note.id)
    with pytest.raises(Refused, match="在客户簿 BR-NB 中，您的岗位不能修改"):
        ledgers.change(db, RelationNote, seen, {"content": "不吃辣"})
