"""Waybills and what happens to them on the way (domain.md §3.7); how they move is in `waybill_moves`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from csdesk.domain.care.sop_terms import latest_times
from csdesk.domain.cases.case_choices import Liability
from csdesk.domain.identifiers import plate_kind
from csdesk.domain.kinds import Day, Fen, Grams, Id, Line, Litres, Long, Mobile, Moment, Phone, Plate, Tags, Text, Whole
from csdesk.domain.numbered import Numbered
from csdesk.domain.record import About, Choice, Problem, Values, says
from csdesk.domain.transport.fleet import WITH_TRAILER, CapacityType, VehicleType


class Mode(Choice):
    FTL = "ftl", "整车"
    LTL = "ltl", "零担"
    CITY = "city", "城配", "城市配送", "市内配送"
    MULTI = "multi", "多式联运", "联运"


class PieceUnit(Choice):
    PIECE = "piece", "件"
    PALLET = "pallet", "托", "板", "托盘"
    BOX = "box", "箱"
    TONNE = "tonne", "吨"


class SpecialNeed(Choice):
    TEMPERATURE = "temperature", "温控", "冷藏", "冷链"
    HAZMAT = "hazmat", "危险品", "危化品"
    FRAGILE = "fragile", "易碎"
    TAIL_LIFT = "tail_lift", "尾板"
    ESCORT = "escort", "押车"


class SignStatus(Choice):
    OK = "ok", "完好", "正常", "正常签收"
    DAMAGE = "damage", "破损", "货损"
    SHORT = "short", "短少", "货差", "少货"
    REJECTED = "rejected", "拒收"
    PARTIAL = "partial", "部分签收"


class PodType(Choice):
    ORIGINAL = "original", "原件", "纸质", "原单"
    PHOTO = "photo", "照片", "拍照"
    ELECTRONIC = "electronic", "电子", "电子回单"


class Exemption(Choice):
    FORCE_MAJEURE = "force_majeure", "不可抗力"
    CLIENT_CAUSE = "client_cause", "客户原因"


class WaybillVoid(Choice):
    CLIENT = "client", "客户取消"
    US = "us", "我方原因（无车、甩货）", "我方取消", "无车", "甩货"


class UndeliveredType(Choice):
    REFUSED = "refused", "收货方拒收"
    UNREACHABLE = "unreachable", "联系不上收货人"
    ADDRESS = "address", "地址有误"
    CLOSED = "closed", "收货方不收货（休息、仓满）"
    DAMAGED = "damaged", "货物破损"
    SHORT = "short", "货物短少"
    LATE = "late", "延误过了收货时间"
    VEHICLE = "vehicle", "车辆故障"
    OTHER = "other", "其他"


class PodStatus(Choice):
    """Where the paper of a waybill is; follows from its times."""

    NOT_NEEDED = "not_needed", "无需"
    UNSIGNED = "unsigned", "未签收"
    SIGNED = "signed", "已签回"
    RECEIVED = "received", "已收回"
    MAILED = "mailed", "已寄出"
    DELIVERED = "delivered", "已交客户"
    LOST = "lost", "丢失"


class WaybillStatus(Choice):
    POOL = "pool", "待派", "未派", "待派车"
    HOLD = "hold", "待定"
    PLANNED = "planned", "已派", "已派车"
    LOADING = "loading", "装车", "装车中", "已装车"
    IN_TRANSIT = "in_transit", "在途", "运输中", "已发车"
    ARRIVED = "arrived", "到达", "已到达"
    SIGNED = "signed", "签收", "已签收"
    PARTIAL = "partial", "部分签收"
    REJECTED = "rejected", "拒收"
    UNDELIVERED = "undelivered", "未送达"
    VOID = "void", "作废", "取消", "已取消"


#: The actual times of a waybill, in the order in which they can only happen.
NODE_TIMES = ("arrived_loading_at", "loaded_at", "departed_at", "arrived_at", "unloaded_at", "signed_at")


def _rules(values: Values) -> Iterator[Problem]:
    if not values.get("pieces") and not values.get("weight"):
        yield Problem("pieces", "件数和重量请至少填一个")
    departure, arrival = values.get("planned_departure_at"), values.get("required_arrival_at")
    if departure and arrival and arrival <= departure:
        yield Problem("required_arrival_at", "要求到达应晚于计划发车")
    if values.get("planned_loading_at") and departure and values["planned_loading_at"] > departure:
        yield Problem("planned_departure_at", "计划发车不能早于要求装货时间")
    yield from plate_rules(values)
    yield from _exemption_rules(values)
    yield from _time_rules(values)
    yield from _count_rules(values)


def _count_rules(values: Values) -> Iterator[Problem]:
    for name, label in (("pieces_short", "短少件数"), ("pieces_damaged", "破损件数")):
        if values.get("pieces") and (values.get(name) or 0) > values["pieces"]:
            yield Problem(name, f"{label}不能多于件数 {values['pieces']}")


def plate_rules(values: Values) -> Iterator[Problem]:
    """A tractor's plate where a tractor's belongs, a trailer's for the types that pull one; also for trips."""
    plate, trailer = values.get("plate_no"), values.get("trailer_plate_no")
    if plate and plate_kind(plate) == "trailer":
        yield Problem("plate_no", "这里填牵引车或货车的车牌，挂车牌请填在“挂车牌”")
    if trailer and plate_kind(trailer) != "trailer":
        yield Problem("trailer_plate_no", "挂车牌应以“挂”结尾，例如 浙B1234挂")
    if plate and not trailer and (values.get("vehicle_type") or values.get("vehicle_type_req")) in WITH_TRAILER:
        yield Problem("trailer_plate_no", "13米和17.5米车请填写挂车牌")


def _exemption_rules(values: Values) -> Iterator[Problem]:
    if values.get("exemption_reason") and not values.get("exemption_approver"):
        yield Problem("exemption_approver", "异常免责请填写批准人")


def _time_rules(values: Values) -> Iterator[Problem]:
    before = None
    for name in NODE_TIMES:
        at = values.get(name)
        if at and before and at < values[before]:
            yield Problem(name, f"{_NODE_LABELS[name]}不能早于{_NODE_LABELS[before]}")
        before = name if at else before


_NODE_LABELS = {
    "arrived_loading_at": "到厂时间",
    "loaded_at": "装完时间",
    "departed_at": "发车时间",
    "arrived_at": "到达时间",
    "unloaded_at": "卸完时间",
    "signed_at": "签收时间",
}


def derive(values: Values, _calendar: object) -> dict[str, Any]:
    """When it counts as late, and where the paper is."""
    return {**latest_times(values), **_paper(values)}


def _paper(values: Values) -> dict[str, Any]:
    """Where the paper is: the last of its times that is told; a lost one stays lost until it is received after all."""
    if values.get("pod_required") is False:
        return {"pod_status": PodStatus.NOT_NEEDED.value}
    steps = (
        ("pod_lost_at", PodStatus.LOST),
        ("pod_sent_to_client_at", PodStatus.DELIVERED),
        ("pod_mailed_at", PodStatus.MAILED),
        ("pod_received_at", PodStatus.RECEIVED),
        ("signed_at", PodStatus.SIGNED),
    )
    return {"pod_status": next((state for name, state in steps if values.get(name)), PodStatus.UNSIGNED).value}


class Waybill(Numbered, frozen=True, kw_only=True):
    """One shipment of a client, from the pool to the signed 回单."""

    about: ClassVar[About] = About(
        "waybill",
        "运单",
        "派车计划",
        title=("waybill_no",),
        codes=("waybill_no", "client_order_no"),
        rules=(_rules,),
        derive=derive,
        order="-plan_date",
    )

    waybill_no: Annotated[
        Line,
        says("运单号", number="{branch}{seat}-{date}{n:04}", listed=True, searched=True, also=("运单编号", "单号", "托运单号", "运单")),
    ]
    client_order_no: Annotated[Line | None, says("客户单号", listed=True, searched=True, also=("客户订单号", "订单号"))] = None
    client_id: Annotated[
        Id, says("客户", of="client", listed=True, searched=True, also=("客户名称", "客户简称", "客户全称", "客户编号", "托运方"))
    ]
    sop_version: Annotated[Whole | None, says("SOP版本", action_only=True, help="建单时生效的客户 SOP 版本")] = None
    sop_pod_days: Annotated[
        Whole | None, says("SOP回单时限", unit="天", section="回单", action_only=True, help="建单时客户 SOP 约定的回单天数，从签收日起算")
    ] = None
    sop_terms: Annotated[Tags, says("SOP约定", action_only=True, help="建单时客户 SOP 约定的宽限、签收、跟踪与回单要求")] = ()
    mode: Annotated[Mode, says("运输方式", asked=True, also=("业务类型",))] = Mode.FTL
    goods_name: Annotated[Line, says("货物", listed=True, searched=True, also=("货物名称", "品名", "货名"), section="货物")]
    pieces: Annotated[Whole | None, says("件数", listed=True, least=1, section="货物", also=("数量",))] = None
    unit: Annotated[PieceUnit, says("单位", asked=True, section="货物")] = PieceUnit.PIECE
    weight: Annotated[Grams | None, says("重量", unit="kg", listed=True, least=1, section="货物", also=("毛重", "货重"))] = None
    volume: Annotated[Litres | None, says("体积", unit="m³", listed=True, least=1, section="货物", also=("方量", "立方"))] = None
    declared_value: Annotated[Fen | None, says("声明价值", unit="元", least=0, section="货物", also=("保价金额", "货值"))] = None
    special: Annotated[Tags, says("特殊要求", choices=SpecialNeed, section="货物")] = ()
    origin_city: Annotated[Line, says("始发城市", section="始发", also=("始发", "始发地", "发货城市", "起运地", "出发地"))]
    origin_addr: Annotated[Long | None, says("装货地址", section="始发", also=("发货地址", "提货地址"))] = None
    shipper: Annotated[Line | None, says("发货人", section="始发", also=("发货单位", "发货方"))] = None
    shipper_phone: Annotated[Phone | None, says("发货电话", private=True, section="始发", also=("发货人电话",))] = None
    dest_city: Annotated[
        Line, says("目的城市", listed=True, searched=True, section="目的", also=("目的", "目的地", "到达城市", "到货城市"))
    ]
    dest_addr: Annotated[Long | None, says("送货地址", section="目的", also=("收货地址", "到货地址", "卸货地址"))] = None
    consignee: Annotated[Line | None, says("收货人", searched=True, section="目的", also=("收货单位", "收货方"))] = None
    consignee_phone: Annotated[Phone | None, says("收货电话", private=True, section="目的", also=("收货人电话",))] = None
    distance_km: Annotated[Whole | None, says("里程", unit="km", least=0, section="目的", also=("公里数",))] = None
    planned_loading_at: Annotated[Moment, says("要求装货时间", section="计划", also=("装货时间", "计划装货", "提货时间"))]
    planned_departure_at: Annotated[Moment, says("计划发车", listed=True, section="计划", also=("计划发车时间", "预计发车"))]
    required_arrival_at: Annotated[Moment, says("要求到达", listed=True, section="计划", also=("要求到达时间", "要求到货时间", "要求送达"))]
    late_departure_at: Annotated[Moment | None, says("最迟发车", auto=True, section="计划", help="计划发车加宽限（SOP，否则 30 分钟）")] = (
        None
    )
    late_arrival_at: Annotated[Moment | None, says("最迟到达", auto=True, section="计划", help="要求到达加 SOP 宽限")] = None
    sign_due_at: Annotated[Moment | None, says("签收期限", auto=True, section="计划", help="到达后 24 小时，SOP 另有约定的从 SOP")] = None
    plan_date: Annotated[Day, says("计划日期", listed=True, section="计划", also=("日期", "派车日期", "发运日期", "用车日期"))]
    hold_reason: Annotated[Line | None, says("待定原因", action_only=True, section="计划")] = None
    hold_until: Annotated[Day | None, says("待定到", action_only=True, section="计划", help="到这一天再看；日看板上会标出")] = None
    vehicle_type_req: Annotated[VehicleType, says("需求车型", listed=True, section="计划", also=("车型", "车长"))]
    vehicle_type: Annotated[VehicleType | None, says("实际车型", section="派车", also=("派车车型",), help="空着时同需求车型")] = None
    carrier_id: Annotated[Id | None, says("承运商", of="carrier", section="派车", also=("承运商名称",))] = None
    capacity_type: Annotated[CapacityType | None, says("运力类型", section="派车", also=("车辆性质",))] = None
    plate_no: Annotated[Plate | None, says("车牌", listed=True, searched=True, section="派车", also=("车牌号", "车号", "车牌号码"))] = None
    trailer_plate_no: Annotated[Plate | None, says("挂车牌", searched=True, section="派车", also=("挂车号", "挂车牌号"))] = None
    driver_name: Annotated[Line | None, says("司机", listed=True, searched=True, section="派车", also=("司机姓名", "驾驶员"))] = None
    driver_phone: Annotated[
        Mobile | None, says("司机电话", private=True, section="派车", also=("司机手机", "手机", "手机号", "联系电话", "电话"))
    ] = None
    arrived_loading_at: Annotated[
        Moment | None, says("到厂时间", past=True, action_only=True, section="在途", also=("到达装货地时间",))
    ] = None
    loaded_at: Annotated[
        Moment | None, says("装完时间", past=True, action_only=True, section="在途", also=("装车完成时间", "装车时间"))
    ] = None
    departed_at: Annotated[
        Moment | None, says("发车时间", past=True, action_only=True, section="在途", also=("实际发车", "实际发车时间"))
    ] = None
    arrived_at: Annotated[
        Moment | None, says("到达时间", past=True, action_only=True, section="在途", also=("实际到达", "实际到达时间", "到货时间"))
    ] = None
    unloaded_at: Annotated[Moment | None, says("卸完时间", past=True, action_only=True, section="在途", also=("卸货时间",))] = None
    signed_at: Annotated[Moment | None, says("签收时间", past=True, action_only=True, section="签收", also=("签收日期",))] = None
    signed_by: Annotated[Line | None, says("签收人", action_only=True, section="签收")] = None
    sign_status: Annotated[SignStatus | None, says("签收状态", action_only=True, section="签收", also=("签收情况",))] = None
    pieces_short: Annotated[Whole | None, says("短少件数", action_only=True, least=0, section="签收", also=("短少数",))] = None
    pieces_damaged: Annotated[Whole | None, says("破损件数", action_only=True, least=0, section="签收", also=("破损数",))] = None
    undelivered_type: Annotated[UndeliveredType | None, says("未送达类型", action_only=True, section="签收")] = None
    undelivered_reason: Annotated[Text | None, says("未送达原因", action_only=True, section="签收", also=("拒收原因",))] = None
    undelivered_by: Annotated[Liability | None, says("未送达责任", action_only=True, section="签收", also=("责任归属",))] = None
    pod_required: Annotated[bool, says("需要回单", asked=True, section="回单", also=("是否回单",))] = True
    pod_due_date: Annotated[Day | None, says("回单期限", section="回单", also=("回单应回日期",))] = None
    pod_received_at: Annotated[
        Moment | None, says("回单收到", past=True, section="回单", also=("回单日期", "回单时间", "回单收到时间"))
    ] = None
    pod_type: Annotated[PodType | None, says("回单类型", section="回单", also=("回单形式",))] = None
    pod_mailed_at: Annotated[Moment | None, says("回单寄出", past=True, section="回单", also=("回单寄出日期",))] = None
    pod_express_no: Annotated[Line | None, says("回单快递单号", section="回单", also=("快递单号",))] = None
    pod_sent_to_client_at: Annotated[Moment | None, says("回单交客户", past=True, section="回单", also=("回单交客户日期",))] = None
    pod_lost_at: Annotated[Moment | None, says("回单丢失", past=True, action_only=True, section="回单")] = None
    pod_status: Annotated[PodStatus | None, says("回单状态", auto=True, listed=True, section="回单")] = None
    exemption_reason: Annotated[Exemption | None, says("异常免责", section="异常", also=("免责原因",))] = None
    exemption_approver: Annotated[Line | None, says("免责批准人", section="异常")] = None
    exemption_note: Annotated[Text | None, says("免责说明", section="异常")] = None
    est_receivable: Annotated[Fen | None, says("预估应收", unit="元", least=0, section="费用", also=("应收运费", "应收", "运费"))] = None
    est_payable: Annotated[Fen | None, says("预估应付", unit="元", least=0, section="费用", also=("应付运费", "应付"))] = None
    void_reason: Annotated[WaybillVoid | None, says("作废原因", action_only=True, section="异常", also=("取消原因",))] = None
    note: Annotated[Text | None, says("备注", searched=True)] = None
    owner_id: Annotated[Id | None, says("负责专员", of="staff", also=("客服专员", "负责人"))] = None
    status: Annotated[WaybillStatus, says("状态", asked=True, listed=True, action_only=True, also=("运单状态",))] = WaybillStatus.POOL
