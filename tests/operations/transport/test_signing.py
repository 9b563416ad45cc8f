"""Signing many waybills at once, the way of the paper, and correcting what was signed."""

from datetime import timedelta

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Filter, Query
from csdesk.domain.transport.waybill_events import WaybillEvent
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Refused
from csdesk.operations import ledgers, moves
from csdesk.operations.transport import dispatch, signing
from csdesk.operations.transport.signing import Outcome, Signing

pytestmark = pytest.mark.both_engines

WHO = {"plate_no": "浙B12345", "driver_name": "王师傅", "driver_phone": "19900000001", "capacity_type": "spot"}
HOUR = timedelta(hours=1)


@pytest.fixture
def four(db, now):
    """Four waybills of 10 pieces: three arrived, one still on the way."""
    client = ledgers.create(db, Client, {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}, now=now)
    values = {"client_id": client.id, "goods_name": "冰箱", "pieces": 10, "origin_city": "宁波", "dest_city": "合肥", "consignee": "合肥仓",
              "planned_loading_at": "2026-06-12T12:00:00+08:00", "planned_departure_at": "2026-06-12T14:00:00+08:00",
              "required_arrival_at": "2026-06-12T22:00:00+08:00", "vehicle_type_req": "9.6m"}  # fmt: skip
    rows = dispatch.assign(db, [ledgers.create(db, Waybill, values, now=now) for _ in range(4)], WHO, now=now)
    rows = moves.act_many(db, Waybill, rows, "depart", {}, now=now + HOUR)
    return [*moves.act_many(db, Waybill, rows[:3], "arrive", {}, now=now + 2 * HOUR), rows[3]]


def again(db, row):
    return ledgers.get(db, Waybill, row.book, row.id)


def values(db, row, *names):
    found = again(db, row).values
    return tuple(found.get(name) for name in names)


def test_each_is_signed_with_what_came_of_it_in_one_change_set(db, four, now):
    told = [
        Signing(four[0]),
        Signing(four[1], Outcome.SHORT, {"pieces_short": 2}),
        Signing(four[2], Outcome.UNDELIVERED, {"undelivered_type": "closed", "undelivered_by": "consignee"}, "周末不收货"),
        Signing(four[3]),
    ]
    signing.sign(db, told, at=None, by="老李", now=now + 3 * HOUR)
    assert values(db, four[0], "status", "sign_status", "signed_by", "pod_status") == ("signed", "ok", "老李", "signed")
    assert values(db, four[1], "status", "sign_status", "pieces_short") == ("signed", "short", 2)
    assert values(db, four[2], "status", "undelivered_type", "undelivered_reason", "signed_by") == (
        "undelivered",
        "closed",
        "周末不收货",
        None,
    )
    assert values(db, four[3], "status", "arrived_at") == ("signed", "2026-06-12T13:05:00+08:00")
    ledgers.undo(db)
    assert [values(db, row, "status")[0] for row in four] == ["arrived"] * 3 + ["in_transit"]


def test_the_consignee_signs_where_nobody_is_named(db, four, now):
    signing.sign(db, [Signing(four[0])], at=None, by=None, now=now + 3 * HOUR)
    assert values(db, four[0], "signed_by") == ("合肥仓",)


@pytest.mark.parametrize(
    ("outcome", "filled", "sentence"),
    [
        (Outcome.SHORT, {}, "短少请填写短少件数"),
        (Outcome.DAMAGE, {"pieces_damaged": 11}, "破损件数不能多于件数 10"),
        (Outcome.PARTIAL, {}, "部分签收请写明说明"),
        (Outcome.REJECTED, {}, "拒收前请填写：未送达原因"),
        (Outcome.UNDELIVERED, {}, "未送达前请填写：未送达类型、未送达原因、未送达责任"),
    ],
)
def test_every_gate_holds_and_nothing_is_written(db, four, now, outcome, filled, sentence):
    with pytest.raises(Refused, match=sentence):
        signing.sign(db, [Signing(four[0]), Signing(four[1], outcome, filled)], at=None, by="老李", now=now + 3 * HOUR)
    assert values(db, four[0], "status") == ("arrived",)


def test_the_paper_goes_from_the_consignee_to_the_client_or_is_lost_and_found(db, four, now):
    signing.sign(db, [Signing(four[0])], at=None, by="老李", now=now + 3 * HOUR)
    row = again(db, four[0])
    assert moves.barred(db, Waybill, row, now=now)["pod_mail"] == "回单还没有收回，请先登记收回"
    steps = [("pod_lose", {}, "lost"), ("pod", {"pod_type": "original"}, "received"), ("pod_mail", {"pod_express_no": "SF1"}, "mailed")]
    for n, (name, filled, state) in enumerate([*steps, ("pod_deliver", {}, "delivered")], 4):
        row = moves.act(db, Waybill, row, name, filled, now=now + n * HOUR, note="在找")
        assert row.values["pod_status"] == state
    assert moves.barred(db, Waybill, row, now=now)["pod_lose"] == "回单已经交给客户"


def test_a_correction_tells_what_stood_before(db, four, now):
    signing.sign(db, [Signing(four[0])], at=None, by="老李", now=now + 3 * HOUR)
    told = {"signed_by": "小王", "sign_status": "damage", "pieces_damaged": 1}
    row = moves.act(db, Waybill, again(db, four[0]), "correct", told, now=now + 4 * HOUR, note="签收人报错")
    assert row.values["sign_status"] == "damage"
    events = ledgers.select(db, WaybillEvent, Query(filters=(Filter("waybill_id", "is", row.id),)))
    [note] = [e.values["note"] for e in events if e.values.get("action") == "更正签收"]
    assert note == "签收人报错（签收人 老李 → 小王；签收状态 完好 → 破损；破损件数 空 → 1）"
    with pytest.raises(Refused, match="更正签收请写明说明"):
        moves.act(db, Waybill, row, "correct", {"signed_by": "x"}, now=now + 4 * HOUR)
