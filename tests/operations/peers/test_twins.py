"""One computer of which there are two, and one that was put back behind everybody's back."""

import shutil

import pytest
from offices import SPOT
from properties.pcs import Pc, merge, send

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Query
from csdesk.errors import Refused
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange, twins


@pytest.fixture
def office(tmp_path, monkeypatch):
    """张三 and his manager on two PCs that know each other."""
    monkeypatch.setenv("CSDESK_KEYS", str(tmp_path))
    mine, manager = Pc("A", tmp_path / "A"), Pc("M", tmp_path / "M")
    for pc, name, role in ((mine, "张三", "specialist"), (manager, "李经理", "branch_manager")):
        pc.sit()
        pc.db = files.new_file(pc.file, name=name, role=role, branch="NB")
    exchange.join(mine.sit(), tmp_path / "a.csjoin")
    exchange.admit(manager.sit(), tmp_path / "a.csjoin", tmp_path / "a.cscert")
    exchange.accept(mine.sit(), tmp_path / "a.cscert")
    yield mine, manager
    mine.close()
    manager.close()


def client(pc, name):
    return ledgers.create(pc.sit(), Client, {**SPOT, "short_name": name, "legal_name": f"宁波{name}有限公司"}, now=pc.now())


def edit(pc, row, **values):
    db = pc.sit()
    return ledgers.change(db, Client, ledgers.get(db, Client, row.book, row.id), values)


def shown(pc):
    return {row.id: (row.values["short_name"], row.values.get("tier"), row.conflicts) for row in ledgers.select(pc.sit(), Client, Query())}


def exchange_all(*pairs):
    for one, other in pairs:
        merge(other, send(one, other))
        merge(one, send(other, one))


@pytest.fixture
def two(office, tmp_path):
    """The manager has both files of two PCs with one disk: he took the first's, and set the second's aside."""
    mine, manager = office
    row = client(mine, "共同")
    exchange_all((mine, manager))
    twin = mine.copied(tmp_path / "twin" / "A")
    edit(mine, row, tier="A")
    client(mine, "第一台")
    edit(twin, edit(twin, row, tier="B"), short_name="第二台改过")
    client(twin, "第二台")
    assert merge(manager, send(mine, manager))[0].outcome == "merged"
    [report] = merge(manager, send(twin, manager))
    assert "张三的第" in report.reason
    assert "与此前收到的不同" in report.reason
    yield mine, manager, twin, row
    twin.close()


def test_the_second_computer_learns_of_the_first_and_keeps_what_it_wrote(two):
    mine, manager, twin, row = two
    before = shown(twin)
    [report] = merge(twin, send(manager, twin))
    assert report.twin
    assert "请选择“这是另一台电脑”" in report.reason
    assert shown(twin) == before

    inc = twin.db.site.inc
    said = twins.another_pc(twin.sit())
    assert twin.db.site.inc != inc
    assert "您在本机写的 " in said
    merge(manager, send(twin, manager))
    assert shown(manager) == shown(twin)
    assert sorted(name for name, *_ in shown(manager).values()) == ["第一台", "第二台", "第二台改过"]
    assert sorted(shown(manager)[row.id][2]) == ["tier"]
    exchange_all((twin, manager), (mine, manager))
    for pc in (mine, manager, twin):
        assert files.check(pc.sit()) == []
    assert shown(mine) == shown(manager)


def test_a_file_that_was_only_looked_at_is_enough(two):
    _, manager, twin, _ = two
    pack = send(manager, twin)
    [report] = merge(twin, pack, dry_run=True)
    assert report.twin
    twins.another_pc(twin.sit(), [pack])
    merge(manager, send(twin, manager))
    assert shown(manager) == shown(twin)


def test_one_computer_alone_is_told_that_it_is_alone(office):
    mine, manager = office
    client(mine, "甲")
    exchange_all((mine, manager))
    with pytest.raises(Refused, match="没有发现另一台电脑"):
        twins.another_pc(mine.sit())


def test_an_old_copy_put_back_unseen_writes_under_a_new_number_and_gets_its_own_back(office, tmp_path):
    mine, manager = office
    client(mine, "早先")
    exchange_all((mine, manager))
    mine.close()
    shutil.copytree(mine.folder, tmp_path / "old")
    mine.open()
    client(mine, "后来")
    exchange_all((mine, manager))
    mine.close()
    shutil.rmtree(mine.folder)
    shutil.copytree(tmp_path / "old", mine.folder)  # the marker too: nothing on this PC can tell
    mine.open()
    inc = mine.db.site.inc
    [report] = merge(mine, send(manager, mine))
    assert "本机换用新编号" in report.reason
    assert mine.db.site.inc != inc
    client(mine, "恢复之后")
    exchange_all((mine, manager), (mine, manager))
    assert shown(mine) == shown(manager)
    assert len(shown(mine)) == 3
    assert files.check(mine.sit()) == []
