"""What happens to a waybill on the way: the nodes that people report, one event each (domain.md §3.7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from csdesk.domain.kinds import Id, Line, Moment, Text
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.domain.transport.waybills import WaybillStatus


class Node(Choice):
    ASSIGNED = "assigned", "派车"
    ARRIVED_LOADING = "arrived_loading", "到厂"
    LOADED = "loaded", "装完"
    DEPARTED = "departed", "发车"
    CHECKPOINT = "checkpoint", "在途跟踪", "途经", "位置"
    EXCEPTION = "exception", "异常"
    ARRIVED = "arrived", "到达"
    UNLOADED = "unloaded", "卸完"
    SIGNED = "signed", "签收"
    POD_RECEIVED = "pod_received", "回单收到", "回单"
    POD_MAILED = "pod_mailed", "回单寄出"
    POD_DELIVERED = "pod_delivered", "回单交客户"
    POD_LOST = "pod_lost", "回单丢失"
    CASE = "case", "转案件"
    REGISTERED = "registered", "建单"
    STATE = "state", "状态变更"


class ReportSource(Choice):
    DRIVER = "driver", "司机"
    GPS = "gps", "GPS"
    CS = "cs", "客服"
    CONSIGNEE = "consignee", "收货人"


class ExceptionCode(Choice):
    TRAFFIC = "traffic", "堵车"
    BREAKDOWN = "breakdown", "故障"
    ACCIDENT = "accident", "事故"
    WEATHER = "weather", "天气"
    WAITING = "waiting", "装卸等待"
    REFUSED = "refused", "收货方拒收"
    RESTRICTION = "restriction", "限行"
    DOCUMENTS = "documents", "证件"
    OTHER = "other", "其他"


def _event_rules(values: Values) -> Iterator[Problem]:
    if values.get("node") == Node.EXCEPTION and not values.get("exception_code"):
        yield Problem("exception_code", "异常请填写异常类别")
    occurred = str(values.get("occurred_at") or "")
    if values.get("reported_at") and values["reported_at"] < occurred:
        yield Problem("reported_at", "上报时间不能早于发生时间")
    if values.get("next_check_at") and values["next_check_at"] < occurred:
        yield Problem("next_check_at", "下次电话不能早于发生时间")


class WaybillEvent(Record, frozen=True, kw_only=True):
    """One thing that happened to a waybill; only ever added. The figures read who did what when from these."""

    about: ClassVar[About] = About(
        "waybill_event",
        "运单节点",
        "在途跟踪",
        title=("occurred_at", "node"),
        parent="waybill_id",
        insert_only=True,
        rules=(_event_rules,),
        order="occurred_at",
    )

    waybill_id: Annotated[Id, says("运单", of="waybill", listed=True, searched=True, also=("运单号",))]
    node: Annotated[Node, says("节点", listed=True)]
    occurred_at: Annotated[Moment, says("发生时间", past=True, listed=True, also=("时间",))]
    reported_at: Annotated[Moment | None, says("上报时间", past=True, listed=True)] = None
    location: Annotated[Line | None, says("位置", listed=True, also=("地点",))] = None
    eta: Annotated[Moment | None, says("预计到达", listed=True)] = None
    next_check_at: Annotated[Moment | None, says("下次电话", listed=True, help="空着时按客户 SOP 或线路的跟踪间隔")] = None
    source: Annotated[ReportSource, says("来源", listed=True, asked=True)] = ReportSource.CS
    exception_code: Annotated[ExceptionCode | None, says("异常类别", listed=True)] = None
    by: Annotated[Line | None, says("经办人", listed=True)] = None
    action: Annotated[Line | None, says("动作", action_only=True)] = None
    from_status: Annotated[WaybillStatus | None, says("原状态", action_only=True)] = None
    to_status: Annotated[WaybillStatus | None, says("新状态", action_only=True)] = None
    note: Annotated[Text | None, says("说明", listed=True)] = None
    complaint_id: Annotated[Id | None, says("案件", of="complaint", listed=True, action_only=True, help="由这票转出的案件")] = None
    owner_id: Annotated[Id | None, says("当时负责专员", of="staff", action_only=True, help="考核归属看派车时的负责专员")] = None
