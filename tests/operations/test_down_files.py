"""What comes down: instructions that are answered, and a whole book for a new computer."""

import pytest
from offices import client, clients, enrol, sent
from operations.test_levels import merge

from csdesk.domain.care.clients import Client, Contact
from csdesk.domain.instructions import Instruction
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.operations import files, ledgers, moves
from csdesk.operations.peers import conflicts, exchange, instructions
from csdesk.operations.peers.enrolment import Admission


def of(db, record):
    return ledgers.select(db, record, Query())


@pytest.fixture
def office(db, manager_db, now):
    """张三 with a client, his manager with all of it."""
    enrol(db, manager_db)
    client(db, now)
    merge(manager_db, sent(db, "李经理"))
    return db, manager_db


def test_an_instruction_goes_down_with_the_record_and_comes_back_answered(office, now):
    db, manager = office
    assert instructions.instruct(manager, Client, of(manager, Client), "本周拜访一次", now=now) == 1
    merge(db, sent(manager, "张三"))
    [told] = of(db, Instruction)
    assert (told.values["text"], told.values["by"], told.values["about_title"][-4:]) == ("本周拜访一次", "李经理", "示例家电")
    with pytest.raises(Refused, match="办结前请填写：回复"):
        moves.act(db, Instruction, told, "done", {}, now=now)
    moves.act(db, Instruction, moves.act(db, Instruction, told, "read", {}, now=now), "done", {"reply": "已拜访"}, now=now)
    merge(manager, sent(db, "李经理"))
    assert [(row.values["status"], row.values["reply"]) for row in of(manager, Instruction)] == [("done", "已拜访")]


def test_the_word_of_the_manager_stays_his(office, now):
    db, manager = office
    instructions.instruct(manager, Client, of(manager, Client), "本周拜访一次", now=now)
    merge(db, sent(manager, "张三"))
    with pytest.raises(Refused, match="不能修改批示的批示内容"):
        ledgers.change(db, Instruction, of(db, Instruction)[0], {"text": "不必拜访"})
    with pytest.raises(Refused, match="由分部经理或总部下达"):
        instructions.instruct(db, Client, of(db, Client), "…", now=now)
    with pytest.raises(Refused, match="请写明批示内容"):
        instructions.instruct(manager, Client, of(manager, Client), "  ", now=now)


def test_one_full_file_rebuilds_a_lost_computer(office, tmp_path, now):
    db, manager = office
    ledgers.create(db, Contact, {"client_id": of(db, Client)[0].id, "name": "王五", "mobile": "13812345678"}, now=now)
    ledgers.change(db, Client, of(db, Client)[0], {"short_name": "甲"})
    ledgers.change(manager, Client, of(manager, Client)[0], {"short_name": "乙"})
    merge(manager, sent(db, "李经理"))
    merge(db, sent(manager, "张三"))
    with files.new_file(tmp_path / "新电脑.csdb", name="张三", role="specialist", branch="NB") as fresh:
        exchange.join(fresh, tmp_path / "新.csjoin")
        exchange.admit(manager, tmp_path / "新.csjoin", tmp_path / "新.cscert", admission=Admission(same_as=db.site.site))
        exchange.accept(fresh, tmp_path / "新.cscert")
        assert fresh.site.book == db.site.book
        merge(fresh, sent(manager, fresh.site.site, full=True))
        assert clients(fresh) == clients(db)
        for record in (Client, Contact):
            assert [(r.id, r.values, r.heads, r.conflicts) for r in of(fresh, record)] == [
                (r.id, r.values, r.heads, r.conflicts) for r in of(db, record)
            ]
        row = of(db, Client)[0]
        told = [[(s.field, s.old, s.new, s.by, s.at) for s in ledgers.history(f, Client, row.book, row.id)] for f in (fresh, db)]
        assert told[0] == told[1]
        assert conflicts.count(fresh) == conflicts.count(db) == 1
        assert files.check(fresh) == []
