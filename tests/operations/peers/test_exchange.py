"""Sync files between a specialist, a manager and headquarters: enrolled, sent, merged, disagreed on, sent back."""

import itertools
import json
import os
import subprocess
import sys

import pytest
from offices import SPOT, client, clients, enrol, sent

from csdesk.domain.care.clients import Client
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.holds import Hold
from csdesk.domain.money.charges import ChargeLine, CostLine
from csdesk.domain.money.receivables import Receipt, Statement
from csdesk.domain.progress import quiet
from csdesk.domain.record import field_map, fields_of
from csdesk.domain.records import RECORDS
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Staff
from csdesk.domain.transport.trips import Trip
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Cancelled, Refused, StorageError
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange
from csdesk.operations.safekeeping import backups
from csdesk.store import changesets, lookup

pytestmark = pytest.mark.both_engines


@pytest.fixture
def office(db, manager_db):
    """张三 and his manager, enrolled."""
    enrol(db, manager_db)
    return db, manager_db


@pytest.fixture
def colleague(place, manager_db):
    """李四 of the same branch, enrolled."""
    with files.new_file(place("李四"), name="李四", role="specialist", branch="NB") as other:
        enrol(other, manager_db)
        yield other


@pytest.fixture
def chief(place):
    """The director, who certified nobody yet."""
    with files.new_file(place("总监"), name="王总监", role="director", branch="HQ") as headquarters:
        yield headquarters


def merged(db, *packs):
    return [report.outcome for report in exchange.merge(db, packs)]


def edit(db, row, **values):
    return ledgers.change(db, Client, ledgers.get(db, Client, row.book, row.id), values)


def remove(db, row):
    fresh = ledgers.get(db, Client, row.book, row.id)
    ledgers.delete(db, Client, [fresh])


# -- enrolment ------------------------------------------------------------------------------------------------------


def test_who_asks_is_seen_before_anything_is_certified(db, manager_db, tmp_path):
    request = tmp_path / "a.csjoin"
    code = exchange.join(db, request)
    asked = exchange.applicant(manager_db, request)
    assert (asked.name, asked.role.label, asked.branch, asked.code, asked.seat) == ("张三", "客服专员", "NB", code, "01")
    assert len(asked.machine) == 16
    with pytest.raises(Refused, match="在核对之后变了"):
        exchange.admit(manager_db, request, tmp_path / "a.cscert", code="0000-0000-0000-0000")
    assert not (tmp_path / "a.cscert").exists()
    with pytest.raises(Refused, match="还没有入网"):
        exchange.applicant(db, request)


def test_a_provisional_number_is_replaced_once_there_is_a_seat_and_kept_as_a_second_one(db, manager_db, now):
    told = {"client_id": client(db, now).id, "received_at": "2026-06-12T09:00:00+08:00", "registered_at": "2026-06-12T09:05:00+08:00"}
    case = {**told, "type": "attitude", "description": "态度不好"}
    first, second = (ledgers.create(db, Complaint, case, now=now) for _ in range(2))
    mark = f"T{db.site.site[:3].upper()}"
    assert second.values["case_no"] == f"TS-NB{mark}-202606-0002"
    enrol(db, manager_db)
    rows = {row.id: row.values for row in ledgers.select(db, Complaint, Query())}
    assert (rows[first.id]["case_no"], rows[first.id]["provisional_no"]) == ("TS-NB01-202606-0001", first.values["case_no"])
    assert (rows[second.id]["case_no"], rows[second.id]["provisional_no"]) == ("TS-NB01-202606-0002", second.values["case_no"])
    assert [row.id for row in ledgers.select(db, Complaint, Query(search=second.values["case_no"]))] == [second.id]
    assert ledgers.create(db, Complaint, case, now=now).values["case_no"] == "TS-NB01-202606-0003"
    exchange.merge(manager_db, [sent(db, "李经理")])
    assert {row.id: row.values for row in ledgers.select(manager_db, Complaint, Query())}.items() >= rows.items()


START = "2026-06-12T09:00:00+08:00"
GOODS = {
    "goods_name": "空调",
    "pieces": 9,
    "origin_city": "宁波",
    "dest_city": "上海",
    "vehicle_type_req": "9.6m",
    "plan_date": "2026-06-12",
}
#: Every record with an automatic number and what one of it says; the client is filled in.
NUMBERED = {
    Client: {"short_name": "乙", "legal_name": "乙有限公司", "client_type": "spot"},
    Complaint: {"received_at": START, "type": "attitude", "description": "态度不好"},
    Waybill: {**GOODS, "planned_loading_at": START, "planned_departure_at": START, "required_arrival_at": "2026-06-12T20:00:00+08:00"},
    Trip: {"plate_no": "浙B12345", "vehicle_type": "9.6m", "driver_name": "王师傅", "capacity_type": "own", "plan_date": "2026-06-12",
           "planned_departure_at": START, "planned_arrival_at": "2026-06-12T20:00:00+08:00"},
    Statement: {"period": "2026-06", "total": 100},
    Receipt: {"received_on": "2026-06-12", "amount": 100},
    ChargeLine: {"biz_date": "2026-06-12", "amount_incl_tax": 109},
    CostLine: {"biz_date": "2026-06-12", "amount_incl_tax": 109},
}  # fmt: skip


def test_every_numbered_record_is_in_the_table():
    assert set(NUMBERED) == {record for record in RECORDS if any(f.number for f in fields_of(record))}


@pytest.mark.parametrize("record", NUMBERED, ids=lambda record: record.about.name)
def test_every_numbered_record_keeps_its_provisional_number(db, manager_db, now, record):
    who = client(db, now)
    told = NUMBERED[record] | ({"client_id": who.id} if "client_id" in field_map(record) else {})
    made = ledgers.create(db, record, told, now=now)
    number = next(f.name for f in fields_of(record) if f.number)
    old = made.values[number]
    assert f"T{db.site.site[:3].upper()}" in old
    enrol(db, manager_db)
    after = ledgers.get(db, record, made.book, made.id).values
    assert (after["provisional_no"], after[number]) == (old, old.replace(f"T{db.site.site[:3].upper()}", "01"))
    assert [row.id for row in ledgers.select(db, record, Query(search=old))] == [made.id]
    with db.reading() as connection:
        assert lookup.by_code(connection, record, [old], db.site.book)[old] == [(made.book, made.id)]
    assert files.check(db) == []


def test_one_sees_whether_one_is_enrolled_and_by_whom(db, manager_db):
    assert exchange.membership(db) == exchange.Membership(exchange.fingerprint(db), "", "")
    enrol(db, manager_db)
    assert exchange.membership(db) == exchange.Membership(exchange.fingerprint(db), "01", "李经理")


def test_a_person_joins_and_gets_the_next_seat(db, manager_db, colleague, tmp_path):
    request = tmp_path / "a.csjoin"
    shown = exchange.join(db, request)
    assert shown == exchange.fingerprint(request) == exchange.fingerprint(db) == exchange.admit(manager_db, request, tmp_path / "a.cscert")
    assert [len(part) for part in shown.split("-")] == [4, 4, 4, 4]
    assert "席位 02" in exchange.accept(db, tmp_path / "a.cscert")
    assert (db.site.seat, colleague.site.seat) == ("02", "01")


def test_a_certificate_for_somebody_else_is_refused(db, office, colleague, tmp_path):
    with pytest.raises(Refused, match="这是李四的证书，不是本机的"):
        exchange.accept(db, colleague.path.parent / "李四.cscert")


def test_a_specialist_certifies_nobody(office, place, tmp_path):
    db, _ = office
    with files.new_file(place("王五"), name="王五", role="specialist", branch="NB") as other:
        exchange.join(other, tmp_path / "w.csjoin")
        with pytest.raises(Refused, match="客服专员不能批准王五"):
            exchange.admit(db, tmp_path / "w.csjoin", tmp_path / "w.cscert")


def test_nothing_is_sent_before_enrolment(db, tmp_path):
    with pytest.raises(Refused, match="本机还没有入网"):
        exchange.send(db, "李经理", tmp_path / "x.csdesk")


def test_a_taken_seat_is_refused(db, manager_db, colleague, tmp_path):
    exchange.join(db, tmp_path / "a.csjoin")
    with pytest.raises(Refused, match="席位 01 已给了李四"):
        exchange.admit(manager_db, tmp_path / "a.csjoin", tmp_path / "a.cscert", seat="01")


# -- merging --------------------------------------------------------------------------------------------------------


def test_a_file_brings_everything_once(office, now):
    db, manager = office
    client(db, now)
    pack = sent(db, "李经理")
    assert merged(manager, pack) == ["merged"]
    assert clients(manager) == clients(db)
    assert merged(manager, pack) == ["duplicate"]
    assert files.check(manager) == []


def test_a_dry_run_writes_nothing(office, now):
    db, manager = office
    client(db, now)
    pack = sent(db, "李经理")
    [report] = exchange.merge(manager, [pack], dry_run=True)
    assert (report.outcome, report.sender, report.tables["客户档案"]) == ("merged", "张三", 1)
    assert clients(manager) == {}
    assert exchange.packs(manager) == []


def test_the_preview_counts_records_not_changes(office, now):
    db, manager = office
    kept, gone = client(db, now, "留下"), client(db, now, "删去")
    merged(manager, sent(db, "李经理"))
    edit(db, edit(db, kept, tier="A"), tier="B")
    remove(db, gone)
    edit(db, client(db, now, "新来"), tier="A")
    remove(db, client(db, now, "来了又走"))
    pack = sent(db, "李经理")
    (preview,) = exchange.merge(manager, [pack], dry_run=True)
    (report,) = exchange.merge(manager, [pack])
    assert report.records == preview.records == {"客户档案": exchange.Brought(created=1, updated=1, deleted=1)}
    assert report.as_json()["records"] == {"客户档案": {"created": 1, "updated": 1, "deleted": 1, "revived": 0}}
    assert exchange.packs(manager)[0].report["records"] == report.as_json()["records"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_files_come_in_any_order(office, now, order):
    db, manager = office
    packs = []
    for n in range(3):
        client(db, now, f"客户{n}")
        packs.append(sent(db, "李经理", f"第{n}份"))
    exchange.merge(manager, [packs[n] for n in order])
    assert clients(manager) == clients(db)
    assert files.check(manager) == []


def test_an_answer_makes_the_next_file_short(office, now):
    db, manager = office
    row = client(db, now)
    merged(manager, sent(db, "李经理"))
    merged(db, sent(manager, "张三"))
    edit(db, row, tier="A")
    assert exchange.send(db, "李经理", db.path.parent / "short.csdesk") == 2
    assert exchange.send(db, "李经理", db.path.parent / "full.csdesk", full=True) == 8  # the manager's own two lines, too
    assert merged(manager, db.path.parent / "short.csdesk") == ["merged"]
    assert clients(manager) == clients(db)


@pytest.mark.about_files
def test_a_gap_waits_for_the_missing_part(office, now, tmp_path):
    db, manager = office
    old = backups.backup(manager, tmp_path / "backups")
    row = client(db, now)
    merged(manager, sent(db, "李经理", "1"))
    merged(db, sent(manager, "张三"))  # 张三 knows what the manager holds
    edit(db, row, tier="A")
    manager.close()
    backups.restore(old, manager.path)  # and the manager loses it

    with files.open_file(manager.path) as restored:
        (report,) = exchange.merge(restored, [sent(db, "李经理", "2")])
        assert (report.outcome, report.reason) == ("parked", "张三的文件缺第 1–4 条，请他重新发送")
        assert clients(restored) == {}
        reports = exchange.merge(restored, [tmp_path / "1.csdesk"])
        assert [(r.file, r.outcome) for r in reports] == [("1.csdesk", "merged"), ("2.csdesk", "merged")]
        assert clients(restored) == clients(db)
        assert files.check(restored) == []


@pytest.mark.about_files
def test_a_restored_file_never_uses_a_number_twice(office, now, tmp_path):
    db, manager = office
    old = backups.backup(db, tmp_path / "backups")
    client(db, now, "备份之后")
    merged(manager, sent(db, "李经理"))
    path = db.path
    db.close()
    backups.restore(old, path)
    with files.open_file(path) as restored:
        client(restored, now, "恢复之后")
        assert merged(manager, sent(restored, "李经理")) == ["merged"]
        merged(restored, sent(manager, "张三"))
        assert clients(restored) == clients(manager)
        assert sorted(values["short_name"] for values, _, _ in clients(restored).values()) == ["备份之后", "恢复之后"]
    assert list(tmp_path.glob("张三.旧1.csdb"))


def test_two_values_of_one_field_are_shown_and_settled_once(office, now):
    db, manager = office
    row = client(db, now)
    merged(manager, sent(db, "李经理"))
    edit(manager, row, tier="A")
    edit(db, row, tier="B")

    (report,) = exchange.merge(manager, [sent(db, "李经理")])
    (shown,) = report.as_json()["conflicts"]
    assert (shown["table"], shown["id"], shown["field"], sorted(shown["values"])) == ("client", row.id, "tier", ["A", "B"])
    assert "示例家电" in shown["title"]
    json.dumps(report.as_json())

    edit(manager, row, tier="D" if clients(manager)[row.id][0]["tier"] == "A" else "A")
    merged(db, sent(manager, "张三"))
    assert clients(db) == clients(manager)
    assert clients(db)[row.id][2] == {}
    assert exchange.merge(manager, [sent(db, "李经理")])[0].conflicts == ()


def test_two_fields_of_one_record_merge_silently(office, now):
    db, manager = office
    row = client(db, now)
    merged(manager, sent(db, "李经理"))
    edit(manager, row, tier="A")
    edit(db, row, short_name="示例")
    (report,) = exchange.merge(manager, [sent(db, "李经理")])
    assert report.conflicts == ()
    values = clients(manager)[row.id][0]
    assert (values["tier"], values["short_name"]) == ("A", "示例")


def test_colleagues_never_get_each_others_books(office, colleague, now):
    db, manager = office
    client(db, now, "甲")
    client(colleague, now, "乙")
    merged(manager, sent(db, "李经理"), sent(colleague, "李经理"))
    merged(db, sent(manager, "张三"))
    assert len(clients(manager)) == 2
    assert [values["short_name"] for values, _, _ in clients(db).values()] == ["甲"]


def test_the_branch_goes_up_and_the_phone_numbers_stay(office, chief, now):
    db, manager = office
    enrol(manager, chief)
    client(db, now)
    me = ledgers.select(db, Staff, Query())[0]
    merged(manager, sent(db, "李经理"))
    with_phone = ledgers.get(manager, Staff, me.book, me.id)
    ledgers.change(manager, Staff, with_phone, {"mobile": "13800138000", "staff_no": "NB-007"})

    (report,) = exchange.merge(chief, [sent(manager, "王总监")])
    assert report.outcome == "merged"
    assert clients(chief) == clients(manager)
    there = ledgers.get(chief, Staff, me.book, me.id).values
    assert there["staff_no"] == "NB-007"
    assert "mobile" not in there
    assert ledgers.get(manager, Staff, me.book, me.id).values["mobile"] == "13800138000"
    assert files.check(chief) == []


def test_cancelling_leaves_everything_as_it_was(office, now):
    db, manager = office
    client(db, now)

    def stop(what, done, total):
        raise Cancelled("已停止")

    pack = sent(db, "李经理")
    with pytest.raises(Cancelled):
        exchange.merge(manager, [pack], progress=stop)
    assert clients(manager) == {}
    assert [r.outcome for r in exchange.merge(manager, [pack], progress=quiet)] == ["merged"]


# -- hold and lift --------------------------------------------------------------------------------------------------


def test_a_file_sent_back_is_as_if_it_had_not_come(office, now):
    db, manager = office
    row = client(db, now)
    merged(manager, sent(db, "李经理", "1"))
    before = clients(manager)
    edit(db, row, tier="A")
    client(db, now, "新客户")
    merged(manager, sent(db, "李经理", "2"))
    after = clients(manager)

    assert "已退回 张三" in exchange.hold(manager, "2.csdesk", reason="导错了")
    assert clients(manager) == before
    assert exchange.rollup(manager)[0].held
    client(db, now, "后来的")
    merged(manager, sent(db, "李经理", "3"))
    assert clients(manager) == before
    assert files.check(manager) == []

    exchange.lift(manager, "2.csdesk")
    assert {id: row for id, row in clients(manager).items() if id in after} == after
    assert clients(manager) == clients(db)
    assert files.check(manager) == []


def test_a_hold_on_a_file_that_this_one_never_merged_is_listed_and_lifted(office, now):
    """A manager who put an old file back hears of his own hold before he has the held file again."""
    db, manager = office
    client(db, now)
    merged(manager, sent(db, "李经理"))
    with changesets.change_set(manager, "退回") as work:
        work.create(Hold, {"stream": f"{db.site.site}.1/{db.site.book}", "upto": 0, "pack": "ab" * 16}, book="BR-NB")

    strange = exchange.listed(manager)[-1]
    assert (strange.id, strange.name, strange.file) == ("ab" * 16, "张三", "本机没有合并过的文件 abababab")
    assert strange.id in exchange.held(manager)
    exchange.lift(manager, strange.id)
    assert exchange.held(manager) == set()
    assert [pack.id for pack in exchange.listed(manager)] == [pack.id for pack in exchange.packs(manager)]


def test_the_sender_learns_of_a_hold_and_still_sees_his_own_work(office, now):
    db, manager = office
    client(db, now)
    merged(manager, sent(db, "李经理"))
    exchange.hold(manager, "张三.csdesk")
    own = clients(db)
    merged(db, sent(manager, "张三"))
    assert clients(db) == own
    assert ledgers.count(db, Hold, Query()) == 1


def test_a_specialist_sends_nothing_back(office, now):
    db, manager = office
    merged(db, sent(manager, "张三"))
    with pytest.raises(Refused, match="只有分部经理和总部"):
        exchange.hold(db, "李经理.csdesk")


# -- bad files ------------------------------------------------------------------------------------------------------


def test_a_file_for_somebody_else_is_refused(office, colleague):
    _, manager = office
    (report,) = exchange.merge(colleague, [sent(manager, "张三")])
    assert (report.outcome, "不是发给本机的" in report.reason) == ("refused", True)


def test_ones_own_file_is_told_to_be_passed_on(office):
    _, manager = office
    (report,) = exchange.merge(manager, [sent(manager, "张三")])
    assert report.reason == "这份文件是本机发给张三的，内容本机都有，不用合并；请把它交给张三"


def test_a_stranger_is_refused(office, place, tmp_path):
    db, _ = office
    with files.new_file(place("外人"), name="李经理", role="branch_manager", branch="NB") as stranger:
        exchange.join(db, tmp_path / "a.csjoin")
        exchange.admit(stranger, tmp_path / "a.csjoin", tmp_path / "unused.cscert")  # he knows us, we do not know him
        (report,) = exchange.merge(db, [sent(stranger, "张三", "外人")])
    assert (report.outcome, "不认识“李经理”" in report.reason) == ("refused", True)


def test_a_bad_file_does_not_stop_the_good_ones(office, now, tmp_path):
    db, manager = office
    client(db, now)
    (tmp_path / "bad.csdesk").write_bytes(b"PK\3\4 some other file")
    reports = exchange.merge(manager, [tmp_path / "bad.csdesk", tmp_path / "missing.csdesk", sent(db, "李经理")])
    assert [r.outcome for r in reports] == ["refused", "refused", "merged"]
    assert "这不是 csdesk 的同步文件" in reports[0].reason
    assert "找不到文件" in reports[1].reason
    assert clients(manager) == clients(db)


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from csdesk.errors import StorageError
from csdesk.operations import files
from csdesk.operations.peers import exchange
db = files.open_file(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), int(sys.argv[3])))
try:
    exchange.merge(db, [Path(sys.argv[2])])
except StorageError as refused:
    print(refused)
    sys.stdout.flush()
    import os
    os._exit(7)
"""


@pytest.mark.about_files
@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE is POSIX")
def test_a_full_disk_is_told_and_nothing_changes(office, now):
    db, manager = office
    with changesets.change_set(db, "导入") as work:
        for n in range(2000):
            work.create(Client, {**SPOT, "short_name": f"客户{n}"})
    pack = sent(db, "李经理")
    path = manager.path
    manager.close()
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"}
    limit = str(path.stat().st_size + 4096)
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path), str(pack), limit], capture_output=True, text=True, env=environment, check=False
    )
    assert done.returncode == 7, done.stderr
    assert "磁盘空间不足" in done.stdout
    with files.open_file(path) as again:
        assert clients(again) == {}
        assert files.check(again) == []
        assert merged(again, pack) == ["merged"]


def test_a_send_that_cannot_be_written_leaves_no_half_file(office, tmp_path):
    db, _ = office
    (tmp_path / "folder").write_text("not a folder")
    with pytest.raises(StorageError):
        exchange.send(db, "李经理", tmp_path / "folder" / "x.csdesk")
    assert not list(tmp_path.glob("*.half"))
