"""What a file that was restored or copied gets back, and what nobody may write; each found by the properties."""

import shutil
from contextlib import contextmanager

import pytest
from offices import client, clients, enrol, sent

from csdesk.domain.care.clients import RelationNote
from csdesk.domain.office import Policy
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Staff
from csdesk.errors import Refused
from csdesk.operations import files, ledgers
from csdesk.operations.peers import enrolment, exchange, outgoing
from csdesk.operations.safekeeping import backups


@pytest.fixture
def office(db, manager_db):
    """张三 and his manager, enrolled."""
    enrol(db, manager_db)
    return db, manager_db


@contextmanager
def put_back(db, old):
    """A backup in the place of a file, open."""
    path = db.path
    db.close()
    backups.restore(old, path)
    with files.open_file(path) as restored:
        yield restored


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
    with put_back(manager, old) as restored:
        exchange.merge(db, [sent(restored, "张三")])
        exchange.merge(restored, [sent(db, "李经理")])
        assert ledgers.get(restored, Staff, me.book, me.id).values["staff_no"] == "NB-001"
        assert files.check(restored) == []


def test_what_headquarters_said_comes_back_from_below_when_those_above_lost_it(office, now, tmp_path):
    db, manager = office
    with files.new_file(tmp_path / "总监.csdb", name="王总监", role="director", branch="HQ") as head:
        enrol(manager, head)
        exchange.merge(db, [sent(manager, "张三")])
        old = backups.backup(manager, tmp_path / "backups")
        ledgers.create(head, Policy, {"key": "quiet_days", "value": "9", "valid_from": "2026-06-01"}, now=now)
        exchange.merge(manager, [sent(head, "李经理")])
        exchange.merge(db, [sent(manager, "张三")])
    with put_back(manager, old) as restored:
        assert ledgers.select(restored, Policy, Query()) == []
        exchange.merge(db, [sent(restored, "张三")])
        exchange.merge(restored, [sent(db, "李经理")])
        assert [row.values["value"] for row in ledgers.select(restored, Policy, Query())] == ["9"]
        assert files.check(restored) == []


def test_a_file_that_was_sent_back_can_be_lifted_though_the_restored_file_does_not_know_it(office, now, tmp_path):
    db, manager = office
    old = backups.backup(manager, tmp_path / "backups")
    row = client(db, now)
    exchange.merge(manager, [sent(db, "李经理")])
    pack = exchange.packs(manager)[0].id
    exchange.hold(manager, pack)
    exchange.merge(db, [sent(manager, "张三")])
    with put_back(manager, old) as restored:
        exchange.merge(db, [sent(restored, "张三")])
        exchange.merge(restored, [sent(db, "李经理")])
        assert (clients(restored), exchange.held(restored)) == ({}, {pack})
        assert "本机没有合并过的文件" in exchange.lift(restored, pack)
        assert list(clients(restored)) == [row.id]


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
        with put_back(manager, old) as restored:
            exchange.merge(restored, [sent(head, "李经理", full=True)])
            assert ledgers.select(restored, RelationNote, Query()) == []
            exchange.merge(db, [sent(restored, "张三")])
            exchange.merge(restored, [sent(db, "李经理")])
            assert [ledgers.get(restored, RelationNote, n.book, n.id).values["content"] for n in (told, mine)] == ["喜欢钓鱼", "不吃辣"]
            exchange.merge(db, [sent(restored, "张三")])
            assert outgoing.outgoing(db, "李经理").changes == 0  # and is not asked for again
            assert outgoing.outgoing(restored, "王总监").withheld == 0
            assert files.check(restored) == files.check(head) == files.check(db) == []


def second_pc(path, manager):
    """张三's other computer, enrolled."""
    home = files.new_file(path, name="张三", role="specialist", branch="NB")
    request, certificate = path.with_suffix(".csjoin"), path.with_suffix(".cscert")
    exchange.join(home, request)
    first = next(c.site for c in enrolment.known(manager).values() if c.name == "张三")
    exchange.admit(manager, request, certificate, admission=enrolment.Admission(same_as=first))
    exchange.accept(home, certificate)
    return home


def notes(db):
    return {row.id: row.values.get("content") for row in ledgers.select(db, RelationNote, Query())}


def note(db, text, now):
    return ledgers.create(db, RelationNote, {"contact_id": "0" * 32, "content": text}, now=now).id


def pass_on(sender, receiver, *, full=False):
    """A file to the one workstation, whatever the person is called."""
    [report] = exchange.merge(receiver, [sent(sender, receiver.site.site, full=full)])
    return report


@pytest.fixture
def bereft(office, now, tmp_path):
    """A manager restored from before his specialist's note came, who heard of it from headquarters; the specialist's other PC holds it."""
    db, manager = office
    with (
        files.new_file(tmp_path / "总监.csdb", name="王总监", role="director", branch="HQ") as head,
        second_pc(tmp_path / "家里.csdb", manager) as home,
    ):
        enrol(manager, head)
        for one in (db, home):
            pass_on(manager, one)
        old = backups.backup(manager, tmp_path / "backups")
        told = note(db, "喜欢钓鱼", now)
        pass_on(db, manager)
        pass_on(manager, home)
        pass_on(manager, head)
        with put_back(manager, old) as restored:
            pass_on(head, restored, full=True)
            assert notes(restored) == {}
            yield restored, home, told


def test_a_private_body_comes_back_from_whoever_holds_it_without_being_sent_in_full(bereft):
    restored, home, told = bereft
    [said] = files.blanks(restored)
    assert said.startswith("张三写的 1 条内容在本机只剩空白：从总部取回的文件不带只留在分部的内容。")
    assert "发一份“全量”同步文件，合并后自动补回" in said
    pass_on(restored, home)
    report = pass_on(home, restored)
    assert "补回此前在本机只剩空白的内容 1 条" in report.reason
    assert notes(restored) == {told: "喜欢钓鱼"}
    assert files.blanks(restored) == files.check(restored) == []


def test_a_later_full_file_fills_what_is_blank(bereft):
    restored, home, told = bereft
    pass_on(home, restored, full=True)
    assert notes(restored) == {told: "喜欢钓鱼"}


def test_who_holds_nothing_either_is_asked_once(bereft, tmp_path):
    restored, home, _ = bereft
    with second_pc(tmp_path / "第三台.csdb", restored) as third:
        pass_on(restored, third)  # it gets the outline, and answers with it
        pass_on(third, restored)
        pass_on(restored, third)
        before = outgoing.outgoing(third, restored.site.site).changes
        pass_on(third, restored)
        pass_on(restored, third)
        assert before == outgoing.outgoing(third, restored.site.site).changes == 0
        assert len(files.blanks(restored)) == len(files.blanks(third)) == 1
        assert files.check(restored) == []
        pass_on(restored, home)
        pass_on(home, restored)
        assert files.blanks(restored) == []


def test_a_body_that_turns_up_late_at_one_who_was_asked_before_comes_with_ordinary_files(bereft, tmp_path):
    restored, home, told = bereft
    with second_pc(tmp_path / "第三台.csdb", restored) as third:
        pass_on(restored, third)
        for _ in range(2):  # each asks the other, and hears that he lacks it too
            pass_on(third, restored)
            pass_on(restored, third)
        assert notes(third) == notes(restored) == {}
        pass_on(restored, home)
        pass_on(home, restored)
        pass_on(restored, third)  # says that it has found something
        pass_on(third, restored)  # asks once more
        pass_on(restored, third)
        assert notes(third) == notes(restored) == {told: "喜欢钓鱼"}
        pass_on(third, restored)
        assert outgoing.outgoing(restored, third.site.site).changes == 0
        assert files.blanks(third) == files.check(third) == []


def test_a_blank_of_any_ledger_is_filled_and_only_by_its_own_body(office, now):
    db, manager = office
    row = client(db, now)
    pass_on(db, manager)
    with manager.writing() as connection:  # as if somebody above had blanked what he may not
        connection.exec_driver_sql("UPDATE change SET body = ? WHERE tbl = 'client'", (b"",))
    files.rebuild(manager)
    assert clients(manager) == {}
    assert len(files.blanks(manager)) == 1
    pass_on(db, manager, full=True)
    assert list(clients(manager)) == [row.id]
    assert files.blanks(manager) == []


def test_nobody_changes_a_record_in_a_book_that_he_cannot_send(office, now):
    db, manager = office
    note = ledgers.create(manager, RelationNote, {"contact_id": "0" * 32, "content": "喜欢钓鱼"}, now=now)
    exchange.merge(db, [sent(manager, "张三")])
    seen = ledgers.get(db, RelationNote, note.book, note.id)
    with pytest.raises(Refused, match="在客户簿 BR-NB 中，您的岗位不能修改"):
        ledgers.change(db, RelationNote, seen, {"content": "不吃辣"})
