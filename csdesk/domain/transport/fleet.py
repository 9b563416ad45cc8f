"""What drives: vehicle types with their capacity, vehicles, drivers, carriers (domain.md §3.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from csdesk.domain.identifiers import plate_kind
from csdesk.domain.kinds import Day, Grams, Id, Line, Litres, Long, Mobile, Phone, Plate, Text, Uscc
from csdesk.domain.record import About, Choice, Problem, Record, Values, says


class VehicleType(Choice):
    M4_2 = "4.2m", "4.2米", "4.2", "4米2", "4.2米厢车"
    M6_8 = "6.8m", "6.8米", "6.8", "6米8"
    M7_6 = "7.6m", "7.6米", "7.6", "7米6"
    M9_6 = "9.6m", "9.6米", "9.6", "9米6"
    M13 = "13m", "13米", "13", "13.5米", "13.75米", "13.5", "13.75", "13米半挂", "13米5", "13米75"
    M17_5 = "17.5m", "17.5米", "17.5", "17米5", "17.5米半挂"


@dataclass(frozen=True, slots=True)
class Capacity:
    """What a vehicle carries: payload in grams, volume in litres."""

    payload: int
    volume: int


def _capacity(tonnes: int, cubic_metres: int) -> Capacity:
    return Capacity(tonnes * 1_000_000, cubic_metres * 1000)


#: The upper end of what is typical and legal; a vehicle's own figures stand above these.
CAPACITY = {
    VehicleType.M4_2: _capacity(2, 18),
    VehicleType.M6_8: _capacity(10, 42),
    VehicleType.M7_6: _capacity(10, 48),
    VehicleType.M9_6: _capacity(18, 60),
    VehicleType.M13: _capacity(33, 90),
    VehicleType.M17_5: _capacity(33, 140),
}

#: Types that pull a trailer with a plate of its own.
WITH_TRAILER = frozenset({VehicleType.M13, VehicleType.M17_5})


class CapacityType(Choice):
    OWN = "own", "自有", "自有车"
    CONTRACTED = "contracted", "合同", "合同车", "合约"
    SPOT = "spot", "外调", "外调车", "临时", "临调"


class PlateColour(Choice):
    BLUE = "blue", "蓝牌", "蓝"
    YELLOW = "yellow", "黄牌", "黄"
    GREEN_GRADIENT = "green_gradient", "渐变绿", "绿", "绿牌"
    YELLOW_GREEN = "yellow_green", "黄绿"


class FleetStatus(Choice):
    ACTIVE = "active", "在用"
    PAUSED = "paused", "暂停"
    LEFT = "left", "停用"


class Carrier(Record, frozen=True, kw_only=True):
    """A company or person whose vehicles we hire (承运商)."""

    about: ClassVar[About] = About(
        "carrier", "承运商", "承运商", title=("short_name",), codes=("short_name", "licence_name", "uscc"), order="short_name"
    )

    licence_name: Annotated[Line, says("执照名称", listed=True, searched=True, also=("承运商名称", "承运商全称", "公司名称"))]
    short_name: Annotated[Line, says("简称", listed=True, searched=True, also=("承运商简称", "承运商"))]
    uscc: Annotated[Uscc | None, says("统一社会信用代码", searched=True, also=("信用代码", "税号"))] = None
    transport_licence_no: Annotated[Line | None, says("道路运输许可证号", also=("运输许可证",))] = None
    transport_licence_until: Annotated[Day | None, says("许可证到期", listed=True)] = None
    contact_name: Annotated[Line | None, says("联系人", listed=True, also=("业务联系人",))] = None
    contact_phone: Annotated[Phone | None, says("联系电话", listed=True, private=True, also=("电话", "手机"))] = None
    contract_no: Annotated[Line | None, says("合同编号")] = None
    contract_to: Annotated[Day | None, says("合同到期", listed=True, also=("合同终止",))] = None
    insurance_until: Annotated[Day | None, says("货运险到期", listed=True, also=("保险到期",))] = None
    address: Annotated[Long | None, says("地址")] = None
    status: Annotated[FleetStatus, says("状态", listed=True, asked=True)] = FleetStatus.ACTIVE
    note: Annotated[Text | None, says("备注")] = None


def _vehicle_rules(values: Values) -> Iterator[Problem]:
    if values.get("plate_no") and plate_kind(values["plate_no"]) == "trailer":
        yield Problem("plate_no", "这里填牵引车或货车的车牌，挂车牌请填在“挂车牌”")
    if values.get("trailer_plate_no") and plate_kind(values["trailer_plate_no"]) != "trailer":
        yield Problem("trailer_plate_no", "挂车牌应以“挂”结尾，例如 浙B1234挂")
    if values.get("capacity_type") == CapacityType.CONTRACTED and not values.get("carrier_id"):
        yield Problem("carrier_id", "合同车请填写承运商")


class Vehicle(Record, frozen=True, kw_only=True):
    """One vehicle, ours or hired (运力)."""

    about: ClassVar[About] = About(
        "vehicle", "车辆", "车辆", title=("plate_no",), codes=("plate_no",), rules=(_vehicle_rules,), order="plate_no"
    )

    plate_no: Annotated[Plate, says("车牌", listed=True, searched=True, also=("车牌号", "车号", "车牌号码"))]
    trailer_plate_no: Annotated[Plate | None, says("挂车牌", listed=True, searched=True, also=("挂车号", "挂车牌号"))] = None
    plate_colour: Annotated[PlateColour | None, says("车牌颜色")] = None
    vehicle_type: Annotated[VehicleType, says("车型", listed=True, also=("车长", "车辆类型"))]
    payload: Annotated[Grams | None, says("核定载重", unit="kg", listed=True, least=1, also=("载重", "核载"))] = None
    volume: Annotated[Litres | None, says("容积", unit="m³", listed=True, least=1, also=("体积", "方量"))] = None
    capacity_type: Annotated[CapacityType, says("运力类型", listed=True, asked=True, also=("车辆性质", "自有/外调"))] = CapacityType.OWN
    carrier_id: Annotated[Id | None, says("承运商", of="carrier", listed=True)] = None
    driver_id: Annotated[Id | None, says("常用司机", of="driver", listed=True, also=("司机", "主驾"))] = None
    licence_until: Annotated[Day | None, says("行驶证检验有效期", section="证件", also=("年检到期", "年审到期"))] = None
    insurance_until: Annotated[Day | None, says("保险到期", section="证件", listed=True, also=("交强险到期",))] = None
    operating_permit_until: Annotated[Day | None, says("营运证到期", section="证件", also=("道路运输证到期",))] = None
    status: Annotated[FleetStatus, says("状态", listed=True, asked=True)] = FleetStatus.ACTIVE
    note: Annotated[Text | None, says("备注")] = None


class Driver(Record, frozen=True, kw_only=True):
    """One driver. Numbers of identity cards and licences are not collected."""

    about: ClassVar[About] = About("driver", "司机", "司机", title=("name",), codes=("name", "mobile"), order="name")

    name: Annotated[Line, says("姓名", listed=True, searched=True, also=("司机", "司机姓名", "驾驶员"))]
    mobile: Annotated[Mobile, says("手机", listed=True, searched=True, private=True, also=("司机电话", "电话", "手机号", "联系电话"))]
    carrier_id: Annotated[Id | None, says("承运商", of="carrier", listed=True)] = None
    licence_class: Annotated[Line | None, says("准驾车型", listed=True)] = None
    licence_until: Annotated[Day | None, says("驾驶证到期", listed=True)] = None
    qualification_until: Annotated[Day | None, says("从业资格证到期", listed=True)] = None
    status: Annotated[FleetStatus, says("状态", listed=True, asked=True)] = FleetStatus.ACTIVE
    note: Annotated[Text | None, says("备注")] = None


def capacity_of(vehicle_type: str | None, own: Values | None = None) -> Capacity | None:
    """What a vehicle carries: its own figures, else those of its type; None when neither is known."""
    usual = next((capacity for kind, capacity in CAPACITY.items() if kind == vehicle_type), None)
    payload = (own or {}).get("payload") or (usual and usual.payload)
    volume = (own or {}).get("volume") or (usual and usual.volume)
    return Capacity(payload, volume) if payload and volume else None
