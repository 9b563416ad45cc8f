"""Lanes that are driven again and again (常用线路): how long they take, and who usually drives them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from csdesk.domain.kinds import Fen, Id, Line, Mobile, Plate, Text, Whole
from csdesk.domain.record import About, Problem, Record, Values, says
from csdesk.domain.transport.fleet import CapacityType, VehicleType
from csdesk.domain.transport.waybills import plate_rules


def _rules(values: Values) -> Iterator[Problem]:
    yield from plate_rules({**values, "vehicle_type": None})


class Route(Record, frozen=True, kw_only=True):
    """One usual lane: its standard hours set the calls on the way, its vehicle and driver fill a new trip."""

    about: ClassVar[About] = About("route", "常用线路", "常用线路", title=("name",), codes=("name",), rules=(_rules,), order="name")

    name: Annotated[Line, says("线路", listed=True, searched=True, also=("线路名称", "路线"))]
    origin_city: Annotated[Line, says("始发城市", listed=True, searched=True, also=("始发", "始发地"))]
    dest_city: Annotated[Line, says("目的城市", listed=True, searched=True, also=("目的", "目的地"))]
    standard_hours: Annotated[Whole | None, says("标准时长", unit="小时", listed=True, least=1, most=240, also=("时效", "在途时长"))] = None
    call_hours: Annotated[
        Whole | None, says("跟踪间隔", unit="小时", listed=True, least=1, most=72, help="客户 SOP 写了间隔时以 SOP 为准")
    ] = None
    distance_km: Annotated[Whole | None, says("里程", unit="km", listed=True, least=0)] = None
    departs: Annotated[Line | None, says("发车钟点", help="例如 14:00；套用时按这个钟点排计划发车")] = None
    vehicle_id: Annotated[Id | None, says("车辆", of="vehicle", section="派车")] = None
    plate_no: Annotated[Plate | None, says("车牌", listed=True, searched=True, section="派车")] = None
    trailer_plate_no: Annotated[Plate | None, says("挂车牌", section="派车")] = None
    vehicle_type: Annotated[VehicleType | None, says("车型", listed=True, section="派车")] = None
    driver_id: Annotated[Id | None, says("司机档案", of="driver", section="派车")] = None
    driver_name: Annotated[Line | None, says("司机", listed=True, searched=True, section="派车")] = None
    driver_phone: Annotated[Mobile | None, says("司机电话", private=True, section="派车")] = None
    carrier_id: Annotated[Id | None, says("承运商", of="carrier", section="派车")] = None
    capacity_type: Annotated[CapacityType | None, says("运力类型", section="派车")] = None
    dock: Annotated[Line | None, says("月台", section="派车")] = None
    freight_cost: Annotated[Fen | None, says("运费", unit="元", least=0, section="派车")] = None
    note: Annotated[Text | None, says("备注")] = None
