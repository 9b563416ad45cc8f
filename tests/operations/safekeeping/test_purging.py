"""A record purged for good: here, at everyone else, whatever comes later."""

import pytest
from offices import client, clients, enrol, sent

from csdesk.domain.care.clients import Client, Contact, RelationNote
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange
from csdesk.operations.safekeeping import attachments, backups, purging
from csdesk.store.engines.sqlite import kept_as_it_lies
from csdesk.store.files import migrate

pytestmark = pytest.mark.both_engines


@pytest.fixture
def office(db, manager_db):
    """张三 and his manager, enrolled."""
    enrol(db, manager_db)
    return db, manager_db


@pytest.fixture
def chief(place):
    """The director."""
    with files.new_file(place("总监"), name="王总监", role="director", branch="HQ") as headquarters:
        yield headquarters


def merge(db, *packs):
    return exchange.merge(db, packs)[0]


def edit(db, row, **values):
    return ledgers.change(db, Client, ledgers.get(db, Client, row.book, row.id), values)


def told(db, text):
    """Where a text stands in a file: bodies of the log, reports, rows."""
    with db.reading() as connection:
        bodies = [bytes(body).decode() for (body,) in connection.exec_driver_sql("SELECT body FROM change")]
        reports = [report for (report,) in connection.exec_driver_sql("SELECT report FROM pack")]
    return [one for one in (*bodies, *reports) if text in one] + ledgers.select(db, Client, Query(search=text))


def test_a_purged_record_is_gone_here_and_there_and_stays_so(office, now):
    db, manager = office
    row, other = client(db, now, "王小明"), client(db, now, "别人")
    merge(manager, sent(db, "李经理"))
    edit(db, edit(db, row, short_name="王小明甲"), tier="A")
    merge(manager, sent(db, "李经理"))
    merge(db, sent(manager, "张三"))
    assert told(manager, "王小明")

    assert "不能恢复" in purging.purge(manager, row.id)
    assert told(manager, "王小明") == []
    merge(db, sent(manager, "张三"))
    assert told(db, "王小明") == []
    assert list(clients(db)) == list(clients(manager)) == [other.id]
    for one in (db, manager):
        assert files.check(one) == []
        [step] = ledgers.history_of(one, row.id)
        assert (step.by, step.title, step.new_text) == ("李经理", "清除客户", "已清除")


def test_what_is_part_of_a_record_is_purged_with_it_and_told_before(office, now, tmp_path):
    db, manager = office
    row, other = client(db, now, "王小明"), client(db, now, "别人")
    person = ledgers.create(db, Contact, {"client_id": row.id, "name": "王小明本人", "mobile": "13900001111"}, now=now)
    note = ledgers.create(db, RelationNote, {"contact_id": person.id, "content": "王小明爱钓鱼"}, now=now)
    ledgers.delete(db, RelationNote, [note])
    scan = tmp_path / "证件.txt"
    scan.write_text("王小明", encoding="utf-8")
    attachments.add(db, Contact, person, [scan], now=now)
    attachments.add(db, Client, other, [scan], now=now)
    ledgers.create(db, Contact, {"client_id": other.id, "name": "别的人", "mobile": "13900002222"}, now=now)
    merge(manager, sent(db, "李经理"))

    said = purging.plan(manager, row.id).sentence
    assert said.startswith("彻底清除“NB01-00001 王小明”，连同它的联系人 1 条、客情记录 1 条、附件 1 条？全部内容和修改历史在所有人的")
    assert purging.purge(manager, row.id).startswith("已清除 4 条记录、")
    assert told(manager, "王小明") == []
    merge(db, sent(manager, "张三"))
    assert told(db, "王小明本人") == told(db, "爱钓鱼") == []
    assert len(ledgers.select(db, Contact, Query())) == 1
    [left] = attachments.of(db, Client, other.id)
    assert attachments.is_here(db, left)  # the same file of another record stays
    purging.purge(manager, other.id)
    merge(db, sent(manager, "张三", "再一次"))
    assert list(attachments.folder_of(db).iterdir()) == []


@pytest.mark.about_files
def test_backups_that_hold_what_was_purged_give_way_to_a_new_one(office, now, tmp_path):
    db, manager = office
    row = client(db, now, "王小明")
    merge(manager, sent(db, "李经理"))
    backups.backup(manager)
    many = len(backups.listing(manager))
    assert f"本机的 {many} 份备份里仍有，直到按规则清理" in purging.plan(manager, row.id).sentence
    purging.purge(manager, row.id)
    assert list(exchange.archive_of(manager).iterdir())
    assert purging.renew_backups(manager).startswith(f"已做一份新的备份，删除以前的 {many} 份和它们之前合并过的存档文件")
    [left] = backups.listing(manager)
    backups.verify(left.path)
    assert list(exchange.archive_of(manager).iterdir()) == []
    engine = kept_as_it_lies(left.path)
    with engine.connect() as connection:
        bodies = [bytes(body).decode() for (body,) in connection.exec_driver_sql("SELECT body FROM change")]
    engine.dispose()
    assert bodies
    assert not any("王小明" in body for body in bodies)


def test_what_comes_late_is_blanked_on_arrival(office, chief, now):
    db, manager = office
    enrol(manager, chief)
    row = client(db, now, "王小明")
    first = sent(db, "李经理", "1")
    merge(manager, first)
    edit(db, row, tier="A", short_name="王小明乙")
    late = sent(db, "李经理", "2")
    purging.purge(manager, row.id)
    assert merge(manager, late).new
    assert merge(chief, sent(manager, "王总监")).outcome == "merged"
    for one in (manager, chief):
        assert told(one, "王小明") == []
        assert clients(one) == {}
        assert files.check(one) == []


def test_undoing_does_not_bring_anything_back(office, now):
    _, manager = office
    row = client(manager, now, "王小明")
    purging.purge(manager, row.id)
    with pytest.raises(Refused):
        edit(manager, row, tier="A")
    assert ledgers.undo_redo(manager)[0] is None
    assert told(manager, "王小明") == []


@pytest.mark.about_files
def test_a_purge_survives_an_upgrade(office, now):
    _, manager = office
    row = client(manager, now, "王小明")
    purging.purge(manager, row.id)
    path = manager.path
    manager.close()
    migrate._rewrite(migrate.keeper_of(path), 1)
    with files.open_file(path) as again:
        assert clients(again) == {}
        assert files.check(again) == []


def test_only_those_may_purge_whom_the_others_believe(office, now):
    db, manager = office
    row = client(db, now, "王小明")
    with pytest.raises(Refused, match="只有分部经理和总部可以清除"):
        purging.purge(db, row.id)
    with pytest.raises(Refused, match="找不到编号"):
        purging.purge(manager, row.id)
