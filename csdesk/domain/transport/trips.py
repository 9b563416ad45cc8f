"""Trips (派车单): one vehicle's run with its ordered stops, carrying waybills (features.md §4.2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from csdesk.domain.changes import Way
from csdesk.domain.kinds import Day, Fen, Grams, Id, Line, Litres, Long, Mobile, Moment, Plate, Text, Whole
from csdesk.domain.numbered import Numbered
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.domain.transport.fleet import CapacityType, VehicleType
from csdesk.domain.transport.waybills import plate_rules


class TripStatus(Choice):
    DRAFT = "draft", "草稿"
    APPROVED = "approved", "已批准"
    LOADING = "loading", "装车中"
    DEPARTED = "departed", "在途", "已发车"
    ARRIVED = "arrived", "已到达"
    COMPLETED = "completed", "已完成", "完成"
    VOID = "void", "作废"


def _rules(values: Values) -> Iterator[Problem]:
    yield from plate_rules(values)
    start, end = values.get("planned_departure_at"), values.get("planned_arrival_at")
    if start and end and end <= start:
        yield Problem("planned_arrival_at", "计划到达应晚于计划发车")
    if values.get("planned_loading_at") and start and values["planned_loading_at"] > start:
        yield Problem("planned_departure_at", "计划发车不能早于计划装货")
    if values.get("departed_at") and values.get("completed_at") and values["completed_at"] < values["departed_at"]:
        yield Problem("completed_at", "完成时间不能早于发车时间")


class Trip(Numbered, frozen=True, kw_only=True):
    """One run of one vehicle (派车单); its stops carry the waybills."""

    about: ClassVar[About] = About(
        "trip", "派车单", "派车单", title=("trip_no", "plate_no"), codes=("trip_no",), rules=(_rules,), order="-plan_date"
    )

    trip_no: Annotated[
        Line, says("派车单号", number="PC-{branch}{seat}-{date}{n:03}", listed=True, searched=True, also=("车次号", "派车单编号"))
    ]
    plan_date: Annotated[Day, says("计划日期", listed=True, also=("日期", "派车日期"))]
    vehicle_id: Annotated[Id | None, says("车辆", of="vehicle", help="不在车辆档案里的临时车只填车牌")] = None
    plate_no: Annotated[Plate, says("车牌", listed=True, searched=True, also=("车牌号", "车号"))]
    trailer_plate_no: Annotated[Plate | None, says("挂车牌", searched=True, also=("挂车号",))] = None
    vehicle_type: Annotated[VehicleType, says("车型", listed=True, also=("车长",))]
    payload: Annotated[Grams | None, says("核定载重", unit="kg", least=1, help="空着时按车型")] = None
    volume: Annotated[Litres | None, says("容积", unit="m³", least=1, help="空着时按车型")] = None
    driver_id: Annotated[Id | None, says("司机档案", of="driver")] = None
    driver_name: Annotated[Line, says("司机", listed=True, searched=True, also=("司机姓名",))]
    driver_phone: Annotated[Mobile | None, says("司机电话", private=True, also=("司机手机", "手机", "电话"))] = None
    co_driver: Annotated[Line | None, says("副驾")] = None
    carrier_id: Annotated[Id | None, says("承运商", of="carrier", listed=True)] = None
    capacity_type: Annotated[CapacityType, says("运力类型", asked=True, also=("车辆性质",))] = CapacityType.OWN
    route_name: Annotated[Line | None, says("线路", searched=True, help="复制的和套用的派车单在装上运单以前凭它认")] = None
    dock: Annotated[Line | None, says("月台", section="计划", also=("装货台",))] = None
    planned_loading_at: Annotated[Moment | None, says("计划装货", section="计划")] = None
    planned_departure_at: Annotated[Moment, says("计划发车", listed=True, section="计划")]
    planned_arrival_at: Annotated[Moment, says("计划到达", listed=True, section="计划", help="最后一个到货点")]
    distance_km: Annotated[Whole | None, says("里程", unit="km", least=0, section="计划")] = None
    freight_cost: Annotated[Fen | None, says("运费", unit="元", least=0, section="费用")] = None
    prepaid: Annotated[Fen | None, says("预付", unit="元", least=0, section="费用")] = None
    seal_no: Annotated[Line | None, says("封签号", section="在途")] = None
    loading_at: Annotated[Moment | None, says("开始装车", past=True, action_only=True, section="在途")] = None
    departed_at: Annotated[Moment | None, says("发车时间", past=True, action_only=True, section="在途")] = None
    arrived_at: Annotated[Moment | None, says("到达时间", past=True, action_only=True, section="在途")] = None
    completed_at: Annotated[Moment | None, says("完成时间", past=True, action_only=True, section="在途")] = None
    void_reason: Annotated[Text | None, says("作废原因", action_only=True)] = None
    note: Annotated[Text | None, says("备注")] = None
    printed_count: Annotated[Whole, says("打印次数", action_only=True, settles=Way.MOST)] = 0
    owner_id: Annotated[Id | None, says("负责专员", of="staff")] = None
    status: Annotated[TripStatus, says("状态", asked=True, listed=True, action_only=True)] = TripStatus.DRAFT


class StopKind(Choice):
    LOAD = "load", "装货"
    UNLOAD = "unload", "卸货"


class TripStop(Record, frozen=True, kw_only=True):
    """One stop of a trip for one waybill. A waybill split over trips has stops in each, with its part of the goods."""

    about: ClassVar[About] = About("trip_stop", "站点", "派车单站点", title=("seq", "place"), parent="trip_id", order="seq")

    trip_id: Annotated[Id, says("派车单", of="trip", listed=True)]
    seq: Annotated[Whole, says("顺序", listed=True, least=1)]
    waybill_id: Annotated[Id, says("运单", of="waybill", listed=True)]
    kind: Annotated[StopKind, says("装卸", listed=True, asked=True)] = StopKind.UNLOAD
    place: Annotated[Long | None, says("地点", listed=True)] = None
    pieces: Annotated[Whole | None, says("件数", listed=True, least=0, help="空着时是整票")] = None
    weight: Annotated[Grams | None, says("重量", unit="kg", listed=True, least=0, help="空着时是整票")] = None
    volume: Annotated[Litres | None, says("体积", unit="m³", listed=True, least=0, help="空着时是整票")] = None
    planned_at: Annotated[Moment | None, says("计划时间", listed=True)] = None
    eta: Annotated[Moment | None, says("预计到达", listed=True)] = None
    arrived_at: Annotated[Moment | None, says("到达时间", past=True, listed=True, action_only=True)] = None
    left_at: Annotated[Moment | None, says("离开时间", past=True, action_only=True)] = None
    delay_reason: Annotated[Line | None, says("延误原因")] = None


class TripEvent(Record, frozen=True, kw_only=True):
    """One step in the life of a trip; only ever added."""

    about: ClassVar[About] = About(
        "trip_event", "派车记录", "派车记录", title=("at", "action"), parent="trip_id", insert_only=True, by_action=True, order="at"
    )

    trip_id: Annotated[Id, says("派车单", of="trip")]
    at: Annotated[Moment, says("时间", listed=True)]
    by: Annotated[Line | None, says("经办人", listed=True)] = None
    action: Annotated[Line, says("动作", listed=True)]
    from_status: Annotated[TripStatus | None, says("原状态", listed=True)] = None
    to_status: Annotated[TripStatus, says("新状态", listed=True)]
    note: Annotated[Text | None, says("说明", listed=True)] = None
    owner_id: Annotated[Id | None, says("当时负责专员", of="staff")] = None
