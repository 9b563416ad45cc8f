"""Who is who, on whole files: revoking, leave cover, a second computer, three levels, and a lost key."""

import contextlib
from datetime import date, datetime, timedelta

import pytest
from offices import SPOT, client, clients, enrol, sent
from openpyxl import Workbook

from csdesk.domain.care.clients import Client
from csdesk.domain.care.followups import ClientLog
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.holds import Hold
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.rows import Query
from csdesk.domain.staff.people import Staff
from csdesk.errors import Refused
from csdesk.operations import files, ledgers
from csdesk.operations.excel import workbooks
from csdesk.operations.peers import enrolment, exchange, outgoing, ownkeys, recovery, trust
from csdesk.operations.peers.enrolment import Admission
from csdesk.store import changesets

PHRASE = "春眠不觉晓处处闻啼鸟"


@pytest.fixture
def make(tmp_path):
    """Makes working files; all are closed at the end."""
    with contextlib.ExitStack() as opened:

        def made(name, role="specialist", branch="NB"):
            return opened.enter_context(files.new_file(tmp_path / f"{name}.csdb", name=name, role=role, branch=branch))

        yield made


@pytest.fixture
def office(make):
    """张三 and 李四, both enrolled with 李经理."""
    chief = make("李经理", "branch_manager")
    people = [make("张三"), make("李四")]
    for person in people:
        enrol(person, chief)
    return chief, *people


def noon(day):
    """A clock that stands at noon of a day."""
    return lambda: int(datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI).timestamp() * 1000)


def merged(db, *paths):
    return exchange.merge(db, paths)


# -- revocation -----------------------------------------------------------------------------------------------------


def test_a_revoked_workstation_is_refused_and_what_it_sent_before_stays(office, now):
    chief, zhang, _ = office
    client(zhang, now, "甲")
    merged(chief, sent(zhang, "李经理"))
    told = trust.revoke(chief, "张三", reason="电脑被盗")
    assert told.startswith("已吊销张三的工作站")
    client(zhang, now, "乙")
    (report,) = merged(chief, sent(zhang, "李经理", "后来"))
    assert report.outcome == "refused"
    assert report.reason == (
        "张三的工作站已被吊销（电脑被盗），没有写入任何内容。请他新建文件重新申请入网；如果吊销有误，由经理撤销吊销后再合并"
    )
    assert [values["short_name"] for values, *_ in clients(chief).values()] == ["甲"]
    with pytest.raises(Refused, match="张三的工作站已被吊销，不能再发给他"):
        sent(chief, "张三", "下发")


def test_lifting_a_revocation_takes_his_files_again(office, now):
    chief, zhang, _ = office
    trust.revoke(chief, "张三")
    client(zhang, now)
    path = sent(zhang, "李经理")
    assert merged(chief, path)[0].outcome == "refused"
    assert trust.reinstate(chief, "张三") == "已撤销对张三的吊销，他的文件重新被接受"
    assert merged(chief, path)[0].outcome == "merged"
    assert len(clients(chief)) == 1


def test_what_a_colleague_forwards_is_kept_and_not_shown_in_whatever_order_it_comes(make, office, now):
    chief, zhang, _ = office
    head = make("王总监", "director", "HQ")
    enrol(chief, head)
    client(zhang, now, "甲")
    merged(chief, sent(zhang, "李经理"))
    merged(head, sent(chief, "王总监", "一"))
    trust.revoke(head, "张三", reason="离职")
    client(zhang, now, "乙")
    merged(chief, sent(zhang, "李经理", "后来"))  # the branch does not know yet
    assert len(clients(chief)) == 2
    (report,) = merged(head, sent(chief, "王总监", "二"))
    assert "张三的工作站已吊销：此后的改动已保存，但不显示" in report.reason
    assert [values["short_name"] for values, *_ in clients(head).values()] == ["甲"]
    merged(chief, sent(head, "李经理", "下发"))
    assert [values["short_name"] for values, *_ in clients(chief).values()] == ["甲"]
    assert files.check(chief) == files.check(head) == []
    trust.reinstate(head, "张三")
    assert len(clients(head)) == 2


def test_who_may_revoke_whom(make, office):
    chief, zhang, _ = office
    head = make("王总监", "director", "HQ")
    enrol(chief, head)
    with pytest.raises(Refused, match="只有分部经理和总部可以吊销工作站"):
        trust.revoke(zhang, "李经理")
    with pytest.raises(Refused, match="王总监（客服总监，HQ 分部）只能由总部吊销"):
        trust.revoke(chief, "王总监")
    trust.revoke(head, "李经理")
    with pytest.raises(Refused, match="李经理的工作站已经吊销"):
        trust.revoke(head, "李经理")
    with pytest.raises(Refused, match="张三的工作站没有被您吊销"):
        trust.reinstate(chief, "张三")


def test_one_who_was_revoked_is_told_so_and_admits_nobody(make, office, tmp_path):
    chief, _, _ = office
    head, outside = make("王总监", "director", "HQ"), make("外人")
    enrol(chief, head)
    trust.revoke(head, "李经理")
    enrol(outside, chief)
    (report,) = merged(head, _sent_by_stranger(outside, head, tmp_path))
    assert report.outcome == "refused"
    assert "不认识“外人”" in report.reason


def _sent_by_stranger(outside, head, folder):
    """A file for headquarters from somebody whom only the revoked manager has certified."""
    with head.reading() as connection, outside.writing() as other:
        from csdesk.store.merging import packs

        packs.keep_certificate(other, head.site.site, packs.certificates(connection)[head.site.site])
    exchange.send(outside, "王总监", folder / "外人.csdesk")
    return folder / "外人.csdesk"


# -- leave cover, a second computer ---------------------------------------------------------------------------------


TODAY = datetime.now(SHANGHAI).date()


def after(days):
    """The day so many days from now; stamps never go back behind those of the files just made."""
    return TODAY + timedelta(days)


def test_a_stand_in_sees_and_writes_a_colleagues_book_for_a_time(office, now, tmp_path):
    chief, zhang, li = office
    made = client(zhang, now, "甲")
    merged(chief, sent(zhang, "李经理"))
    merged(li, sent(chief, "李四", "以前"))
    assert clients(li) == {}

    told = trust.cover(chief, "李四", ["张三"], TODAY, TODAY, tmp_path / "顶班.cscert")
    assert f"李四可在 {TODAY} 至 {TODAY} 为张三顶班" in told
    exchange.accept(li, tmp_path / "顶班.cscert")
    merged(li, sent(chief, "李四", "下发"))
    assert list(clients(li)) == [made.id]
    ledgers.change(li, Client, made, {"short_name": "甲公司"})
    (report,) = merged(chief, sent(li, "李经理", "上交"))
    assert (report.outcome, report.reason) == ("merged", "")
    assert clients(chief)[made.id][0]["short_name"] == "甲公司"


def test_what_is_written_outside_the_term_is_not_taken(office, now, tmp_path):
    chief, zhang, li = office
    made = client(zhang, now, "甲")
    merged(chief, sent(zhang, "李经理"))
    trust.cover(chief, "李四", ["张三"], after(0), after(2), tmp_path / "顶班.cscert")
    exchange.accept(li, tmp_path / "顶班.cscert")
    merged(li, sent(chief, "李四", "下发"))
    for day, doubt in ((1, ""), (3, "李四有 1 条改动的时间在顶班期限前后一天以内，请核对他的电脑时钟")):
        with _edit(li, made, after(day)):
            pass
        (report,) = exchange.merge(chief, [sent(li, "李经理", str(day))], clock=noon(after(day)))
        assert (report.outcome, report.reason) == ("merged", doubt)
    with pytest.raises(Refused, match=f"的顶班期限是 {after(0)} 至 {after(2)}，现在不能修改"), _edit(li, made, after(6)):
        pass


def test_what_a_stand_in_adds_for_a_colleagues_client_goes_to_the_colleagues_book(office, now, tmp_path):
    chief, zhang, li = office
    made = client(zhang, now, "甲")
    merged(chief, sent(zhang, "李经理"))
    day = now.date()
    trust.cover(chief, "李四", ["张三"], day, TODAY, tmp_path / "顶班.cscert")
    exchange.accept(li, tmp_path / "顶班.cscert")
    merged(li, sent(chief, "李四", "下发"))

    said = "代张三回访，客户对时效满意"
    about = {"client_id": made.id, "log_type": "call", "participants": ["李四"]}
    told = {**about, "occurred_at": "2026-06-03T09:00:00+08:00", "content": said}
    log = ledgers.create(li, ClientLog, told, now=now)
    book = tmp_path / "案件.xlsx"
    sheet = Workbook()
    sheet.active.append(["客户", "受理时间", "登记时间", "案件性质", "类型", "描述"])
    sheet.active.append(["甲", "2026-06-12 09:30", "2026-06-12 09:40", "投诉", "服务态度", "晚到了还不讲理"])
    sheet.save(book)
    own = client(li, now, "李四自己的")
    mine = ledgers.create(li, ClientLog, {**told, "client_id": own.id}, now=now)
    before = ledgers.create(li, ClientLog, told, now=now - timedelta(days=5))
    assert (log.book, own.book, mine.book, before.book) == (made.book, li.site.book, li.site.book, li.site.book)
    names = {row.id: row.values.get("site") for row in ledgers.select(li, Staff, Query())}
    assert names[log.values["owner_id"]] == zhang.site.site
    assert names[mine.values["owner_id"]] == li.site.site
    assert workbooks.import_books(li, [book], now=now).errors == []
    [case] = ledgers.select(li, Complaint, Query())
    assert (case.book, names[case.values["owner_id"]]) == (made.book, zhang.site.site)

    merged(chief, sent(li, "李经理", "上交"))
    merged(zhang, sent(chief, "张三", "回来"))
    assert [row.values["content"] for row in ledgers.select(zhang, ClientLog, Query())] == [said]
    assert len(ledgers.select(zhang, Complaint, Query())) == 1


def test_one_line_outside_the_term_hides_what_follows_until_the_cover_is_extended(office, now, make, tmp_path):
    chief, zhang, li = office
    head = make("王总监", "director", "HQ")
    enrol(chief, head)
    made, other = client(zhang, now, "甲"), client(zhang, now, "乙")
    merged(chief, sent(zhang, "李经理"))
    trust.cover(chief, "李四", ["张三"], after(0), after(2), tmp_path / "顶班.cscert")
    exchange.accept(li, tmp_path / "顶班.cscert")
    merged(li, sent(chief, "李四", "下发"))
    merged(head, sent(chief, "王总监"))
    _rename(li, made, "及时改", after(1))
    with changesets.change_set(li, "时钟快了五天", clock=noon(after(6))) as work:
        own = work.create(Client, {**SPOT, "short_name": "李四自己的"})
    _rename(li, other, "过期改", after(1))  # the clock is right again, but no stamp goes back
    _rename(li, made, "又改", after(1))

    (report,) = exchange.merge(chief, [sent(li, "李经理", "上交")], clock=noon(after(6)))
    assert report.outcome == "partial"
    assert f"李四顶班客户簿 {made.book} 的期限是 {after(0)} 至 {after(2)}，第 3 条写在期限之外" in report.reason
    assert "此前的照常合并，从这一条起共 4 条已保存，暂不显示。请经理延长顶班期限，延长后自动显示" in report.reason
    names = {id: values["short_name"] for id, (values, *_) in clients(chief).items()}
    assert names == {made.id: "及时改", other.id: "乙", own: "李四自己的"}
    assert files.check(chief) == []

    (up,) = merged(head, sent(chief, "王总监", "上报"))
    assert up.outcome == "partial"
    assert {id: values["short_name"] for id, (values, *_) in clients(head).items()} == names

    told = trust.cover(chief, "李四", ["张三"], after(0), after(7), tmp_path / "延长.cscert", clock=noon(after(1)))
    assert "此前写在期限之外的 4 条改动现在显示" in told
    assert {values["short_name"] for values, *_ in clients(chief).values()} == {"又改", "过期改", "李四自己的"}
    client(li, now, "又一个")
    exchange.accept(li, tmp_path / "延长.cscert")
    merged(chief, sent(li, "李经理", "再交"))
    merged(head, sent(chief, "王总监", "再报"))
    assert clients(head) == clients(chief)
    assert files.check(chief) == files.check(head) == []


def test_a_cover_that_is_extended_within_the_same_second_counts_everywhere(office, now, make, tmp_path):
    chief, zhang, li = office
    head = make("王总监", "director", "HQ")
    enrol(chief, head)
    merged(chief, sent(zhang, "李经理"), sent(li, "李经理"))
    short, long = tmp_path / "顶班.cscert", tmp_path / "延长.cscert"
    for days, path in ((2, short), (5, long)):
        trust.cover(chief, "李四", ["张三"], after(0), after(days), path, clock=noon(after(0)))
        merged(head, sent(chief, "王总监", f"{days}"))
    exchange.accept(li, long)
    with pytest.raises(Refused, match="这一份更早，没有装入"):
        exchange.accept(li, short)
    for db in (chief, head, li):
        assert [cover.until for cover in enrolment.known(db)[li.site.site].covers] == [str(after(2)), str(after(5))]


def test_who_asks_may_be_certified_for_another_post(office, make, now, tmp_path):
    chief, *_ = office
    wang = make("王助理")
    own = client(wang, now, "入网前的")
    request, certificate = tmp_path / "王助理.csjoin", tmp_path / "王助理.cscert"
    exchange.join(wang, request)
    assert [post.label for post in enrolment.applicant(chief, request).posts] == ["客服专员", "客服助理"]
    exchange.admit(chief, request, certificate, admission=Admission(role="assistant"))
    exchange.accept(wang, certificate)
    assert (wang.site.role, wang.site.book) == ("assistant", "BR-NB")
    [me] = [row for row in ledgers.select(wang, Staff, Query()) if row.values.get("site") == wang.site.site]
    assert (me.book, me.values["role"], me.id) == ("BR-NB", "assistant", own.values["owner_id"])
    client(wang, now, "以后的")
    merged(chief, sent(wang, "李经理"))
    assert {values["short_name"] for values, *_ in clients(chief).values()} == {"入网前的", "以后的"}
    assert files.check(wang) == files.check(chief) == []


def test_a_manager_certifies_no_post_beside_or_above_him(office, make, tmp_path):
    chief, *_ = office
    other = make("赵经理", "branch_manager")
    request = tmp_path / "赵经理.csjoin"
    exchange.join(other, request)
    assert enrolment.applicant(chief, request).role == "branch_manager"  # he may be certified for what the manager may give
    with pytest.raises(Refused, match="分部经理不能批准赵经理（branch_manager，NB 分部）入网，请由其上级批准"):
        exchange.admit(chief, request, tmp_path / "赵经理.cscert")
    exchange.admit(chief, request, tmp_path / "赵经理.cscert", admission=Admission(role="specialist"))
    exchange.accept(other, tmp_path / "赵经理.cscert")
    assert (other.site.role, other.site.book) == ("specialist", f"NB-{other.site.site[:8]}")


def test_when_cover_is_over_nothing_more_of_the_book_is_sent(office, now, tmp_path):
    chief, zhang, li = office
    client(zhang, now, "甲")
    merged(chief, sent(zhang, "李经理"), sent(li, "李经理"))
    trust.cover(chief, "李四", ["张三"], after(0), after(2), tmp_path / "顶班.cscert")
    path = tmp_path / "下发.csdesk"
    within, behind = (exchange.send(chief, "李四", path, full=True, clock=noon(after(day))) for day in (2, 3))
    assert within > behind
    assert outgoing.outgoing(chief, "李四", full=True, clock=noon(after(3))).tables.get("客户档案") is None


def _rename(db, row, name, day):
    with changesets.change_set(db, "改", clock=noon(day)) as work:
        work.change(Client, row.book, row.id, {"short_name": name})


@contextlib.contextmanager
def _edit(db, row, day):
    with changesets.change_set(db, "改", clock=noon(day)) as work:
        work.change(Client, row.book, row.id, {"short_name": str(day)})
        yield


@pytest.mark.parametrize(
    ("who", "of", "days", "sentence"),
    [
        ("李四", ["张三"], (date(2026, 7, 2), date(2026, 7, 1)), "结束日期不能早于开始日期"),
        ("李四", ["李四"], (date(2026, 7, 1), date(2026, 7, 1)), "他自己的客户簿不用顶班"),
        ("李四", ["赵六"], (date(2026, 7, 1), date(2026, 7, 1)), "不认识“赵六”"),
    ],
)
def test_senseless_cover_is_refused(office, tmp_path, who, of, days, sentence):
    with pytest.raises(Refused, match=sentence):
        trust.cover(office[0], who, of, *days, tmp_path / "x.cscert")


def test_a_second_computer_writes_in_the_same_book(make, office, now, tmp_path):
    chief, zhang, _ = office
    made = client(zhang, now, "甲")
    merged(chief, sent(zhang, "李经理"))
    second = make("张三乙")
    exchange.join(second, tmp_path / "b.csjoin")
    exchange.admit(chief, tmp_path / "b.csjoin", tmp_path / "b.cscert", admission=Admission(same_as=zhang.site.site))
    exchange.accept(second, tmp_path / "b.cscert")
    assert second.site.book == zhang.site.book
    merged(second, sent(chief, "张三乙", "下发"))
    assert list(clients(second)) == [made.id]
    new = client(second, now, "乙")
    assert new.values["owner_id"] == made.values["owner_id"]
    merged(chief, sent(second, "李经理", "第二台"))
    assert len(clients(chief)) == 2
    assert sorted(row.values["name"] for row in ledgers.select(chief, Staff, Query())) == ["张三", "李经理"]


# -- three levels ---------------------------------------------------------------------------------------------------


def test_headquarters_verifies_a_specialist_through_the_branch_that_was_its_own_root(make, office, now):
    chief, zhang, _ = office
    client(zhang, now, "甲")
    merged(chief, sent(zhang, "李经理"))
    assert enrolment.membership(chief).issuer == "李经理"
    head = make("王总监", "director", "HQ")
    enrol(chief, head)
    assert enrolment.membership(chief).issuer == "王总监"
    (report,) = merged(head, sent(chief, "王总监"))
    assert (report.outcome, report.reason) == ("merged", "")
    assert enrolment.known(head)[zhang.site.site].name == "张三"
    client(zhang, now, "乙")
    assert merged(chief, sent(zhang, "李经理", "二"))[0].outcome == "merged"
    assert {p.name: p.issuer for p in trust.people(head)} == {"李经理": "王总监", "王总监": "王总监", "张三": "李经理"}


def test_a_deputy_reads_his_span_only(make, now, tmp_path):
    head, deputy = make("王总监", "director", "HQ"), make("赵副总", "deputy_director", "HQ")
    exchange.join(deputy, tmp_path / "d.csjoin")
    exchange.admit(head, tmp_path / "d.csjoin", tmp_path / "d.cscert", admission=Admission(span=("NB",)))
    exchange.accept(deputy, tmp_path / "d.cscert")
    for branch in ("NB", "SH"):
        chief = make(f"{branch}经理", "branch_manager", branch)
        enrol(chief, head)
        client(chief, now, branch)
        merged(head, sent(chief, "王总监"))
    merged(deputy, sent(head, "赵副总", "下发"))
    assert [values["short_name"] for values, *_ in clients(deputy).values()] == ["NB"]
    (row,) = ledgers.select(deputy, Client, Query())
    with pytest.raises(Refused, match="您的岗位不能修改客户档案"):
        ledgers.change(deputy, Client, row, {"short_name": "x"})


def test_nobody_writes_in_a_book_that_is_not_his(office, now):
    _, zhang, _ = office
    with pytest.raises(Refused, match="在客户簿 ORG 中，您的岗位不能修改"), changesets.change_set(zhang, "试") as work:
        work.create(Client, {"short_name": "x"}, book="ORG")
    with pytest.raises(Refused, match="您的岗位不能修改退回记录"), changesets.change_set(zhang, "试") as work:
        work.create(Hold, {"pack": "x"})


# -- the recovery key -----------------------------------------------------------------------------------------------


def test_a_file_for_a_manager_who_lost_his_key_is_opened_with_the_recovery_key(make, office, now, tmp_path):
    chief, zhang, _ = office
    head = make("王总监", "director", "HQ")
    enrol(chief, head)
    merged(chief, sent(zhang, "李经理", "零"))
    key = tmp_path / "恢复.csrecovery"
    assert "离线保管" in recovery.make(head, key, PHRASE)
    merged(chief, sent(head, "李经理", "一"))
    merged(zhang, sent(chief, "张三", "二"))
    client(zhang, now, "甲")
    lost = sent(zhang, "李经理", "旧文件")

    successor = make("新经理", "branch_manager")
    enrol(successor, head)
    merged(head, sent(chief, "王总监", "认人"))
    merged(successor, sent(head, "新经理", "下发"))
    assert "不是发给本机的" in merged(successor, lost)[0].reason
    with pytest.raises(Refused, match="恢复密钥的口令不对"):
        recovery.opened(key, "wrong")
    (report,) = exchange.merge(successor, [lost], recovery=recovery.opened(key, PHRASE))
    assert (report.outcome, report.reason) == ("merged", "")
    assert [values["short_name"] for values, *_ in clients(successor).values()] == ["甲"]


def test_a_recovery_key_is_made_by_headquarters_once_per_file_with_a_long_passphrase(make, office, tmp_path):
    chief, zhang, _ = office
    with pytest.raises(Refused, match="恢复密钥由总部制作"):
        recovery.make(zhang, tmp_path / "x", PHRASE)
    with pytest.raises(Refused, match="口令至少 8 个字"):
        recovery.make(chief, tmp_path / "x", "短")
    recovery.make(chief, tmp_path / "x", PHRASE)
    with pytest.raises(Refused, match="已经存在，没有覆盖"):
        recovery.make(chief, tmp_path / "x", PHRASE)
    (tmp_path / "y").write_bytes(b"{}")
    with pytest.raises(Refused, match="这不是恢复密钥"):
        recovery.opened(tmp_path / "y", PHRASE)


# -- own keys -------------------------------------------------------------------------------------------------------


def test_a_passphrase_is_set_asked_for_and_taken_away(db):
    assert not ownkeys.has_passphrase(db)
    assert "口令已设置" in ownkeys.set_passphrase(db, PHRASE)
    assert ownkeys.has_passphrase(db)
    assert not ownkeys.is_locked(db)
    ownkeys.unlock(db, PHRASE)
    with pytest.raises(Refused, match="本机密钥的口令不对"):
        ownkeys.unlock(db, "wrong")
    assert "已不用口令" in ownkeys.set_passphrase(db, "")
    assert not ownkeys.has_passphrase(db)
