"""A case from a waybill: what stands in it already, and that both know of each other."""

from datetime import timedelta

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.cases.casework import ComplaintWaybill
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.rows import Filter, Query
from csdesk.domain.transport.waybill_events import WaybillEvent
from csdesk.domain.transport.waybills import Waybill
from csdesk.errors import Refused
from csdesk.operations import ledgers, moves
from csdesk.operations.cases import casemaking
from csdesk.operations.transport import dispatch, transit

WHO = {"plate_no": "浙B12345", "driver_name": "王师傅", "driver_phone": "19900000001", "capacity_type": "spot"}


@pytest.fixture
def waybill(db, now):
    """Makes a waybill on the way, of a client of this name."""

    def make(name="示例家电"):
        [client] = ledgers.select(db, Client, Query(search=name)) or [
            ledgers.create(db, Client, {"legal_name": f"{name}有限公司", "short_name": name, "client_type": "spot"}, now=now)
        ]
        values = {"client_id": client.id, "goods_name": "冰箱", "pieces": 10, "origin_city": "宁波", "dest_city": "合肥",
                  "declared_value": 1200000, "planned_loading_at": "2026-06-12T02:00:00+08:00",
                  "planned_departure_at": "2026-06-12T03:00:00+08:00", "required_arrival_at": "2026-06-12T09:00:00+08:00",
                  "vehicle_type_req": "9.6m"}  # fmt: skip
        [row] = dispatch.assign(db, [ledgers.create(db, Waybill, values, now=now - timedelta(hours=8))], WHO, now=now - timedelta(hours=8))
        return moves.act(db, Waybill, row, "depart", {}, now=now - timedelta(hours=7))

    return make


def test_the_case_knows_the_shipment_and_each_finds_the_other(db, waybill, now):
    row, other = waybill(), waybill()
    transit.report(db, [row], {"node": "exception", "exception_code": "breakdown", "location": "芜湖"}, now=now)
    told = casemaking.prefilled(db, [row, other], now)
    assert (told["client_id"], told["waybill_id"], told["type"]) == (row.values["client_id"], row.id, "delay")
    for word in (row.values["waybill_no"], "冰箱", "声明价值(元) 12,000.00", "浙B12345", "王师傅", "故障 芜湖", other.values["waybill_no"]):
        assert word in told["description"]
    assert "19900000001" not in told["description"]
    case = casemaking.open_case(db, [row, other], {**told, "demand": "尽快"}, now=now)
    assert (case.values["status"], case.values["waybill_id"]) == ("registered", row.id)
    [further] = ledgers.select(db, ComplaintWaybill, Query(filters=(Filter("complaint_id", "is", case.id),)))
    assert further.values["waybill_id"] == other.id
    for one in (row, other):
        events = ledgers.select(db, WaybillEvent, Query(filters=(Filter("waybill_id", "is", one.id),)))
        assert [e.titles["complaint_id"] for e in events if e.values["node"] == "case"] == [case.values["case_no"]]
    ledgers.undo(db)
    assert ledgers.count(db, Complaint, Query()) == 0


def test_one_case_is_of_one_client(db, waybill, now):
    with pytest.raises(Refused, match="分客户"):
        casemaking.prefilled(db, [waybill(), waybill("甬江新材")], now)
