"""Complaints, claims and incidents: what one is (domain.md §3.6); its clocks are in `case_clock`, its moves in `case_moves`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

from csdesk.domain.cases.case_choices import (
    CaseChannel,
    CaseKind,
    CaseRisk,
    CaseStatus,
    CaseType,
    ClientOpinion,
    CloseType,
    CompensationBasis,
    DisputeKind,
    Liability,
    Severity,
    VoidReason,
    WaitingOn,
)
from csdesk.domain.cases.case_clock import derive
from csdesk.domain.cases.severity import lowering
from csdesk.domain.changes import Way
from csdesk.domain.kinds import Day, Fen, Id, Line, Moment, Tags, Text, Whole
from csdesk.domain.numbered import Numbered
from csdesk.domain.record import About, Problem, Record, Values, says

#: Cases of these types are about a shipment and name it.
NEEDS_WAYBILL = frozenset({CaseType.DELAY, CaseType.DAMAGE, CaseType.SHORTAGE, CaseType.LOSS, CaseType.POD})


def _case_rules(values: Values) -> Iterator[Problem]:
    if values.get("type") in NEEDS_WAYBILL and values.get("case_kind") != CaseKind.INQUIRY and not values.get("waybill_id"):
        yield Problem("waybill_id", "延误、货损、货差、丢失、回单类案件请填写运单")
    received, registered = values.get("received_at"), values.get("registered_at")
    if received and registered and received > registered:
        yield Problem("received_at", "受理时间不能晚于登记时间")
    if values.get("closed_at") and received and values["closed_at"] < received:
        yield Problem("closed_at", "结案时间不能早于受理时间")
    if (values.get("recovered") or 0) > (values.get("compensation") or 0):
        yield Problem("recovered", "追偿金额不能大于赔付金额，请核对")


class Complaint(Numbered, frozen=True, kw_only=True):
    """One case in the complaint ledger (投诉/案件台账)."""

    about: ClassVar[About] = About(
        "complaint",
        "案件",
        "投诉台账",
        title=("case_no",),
        codes=("case_no",),
        rules=(_case_rules,),
        derive=derive,
        edits=lowering,
        by_calendar=True,
        order="-received_at",
    )

    case_no: Annotated[
        Line, says("案件编号", number="TS-{branch}{seat}-{month}-{n:04}", listed=True, searched=True, also=("投诉编号", "编号", "案件号"))
    ]
    case_kind: Annotated[CaseKind, says("案件性质", asked=True, listed=True)] = CaseKind.COMPLAINT
    client_id: Annotated[Id, says("客户", of="client", listed=True, searched=True, also=("客户名称", "客户简称", "客户编号", "投诉客户"))]
    contact_id: Annotated[Id | None, says("联系人", of="contact", also=("投诉人",))] = None
    waybill_id: Annotated[
        Id | None, says("运单", of="waybill", listed=True, searched=True, also=("运单号", "关联运单"), help="更多运单记在“关联运单”里")
    ] = None
    linked_case_id: Annotated[Id | None, says("关联案件", of="complaint", help="重复的原案件，或超过重开期限的前一案件")] = None
    channel: Annotated[CaseChannel, says("受理渠道", asked=True, also=("投诉渠道", "来源"))] = CaseChannel.PHONE
    received_at: Annotated[Moment, says("受理时间", past=True, offered="now", listed=True, also=("投诉时间", "受理日期", "投诉日期"))]
    registered_at: Annotated[Moment, says("登记时间", past=True, offered="now", also=("登记日期",))]
    registered_by: Annotated[Line | None, says("登记人", offered="me")] = None
    type: Annotated[CaseType, says("类型", listed=True, also=("投诉类型", "一级类型"))]
    subtype: Annotated[Line | None, says("细类", also=("二级类型", "投诉细类"))] = None
    severity: Annotated[Severity, says("严重程度", asked=True, listed=True, also=("级别", "严重级别"))] = Severity.NORMAL
    severity_reason: Annotated[Line | None, says("定级依据", action_only=True, help="按规定自动定级时写下")] = None
    risks: Annotated[
        Tags, says("风险", choices=CaseRisk, help="停线至少为较大；媒体曝光、监管或诉讼，以及 KA、A 级客户扬言终止合作的为重大")
    ] = ()
    description: Annotated[Text, says("描述", searched=True, also=("投诉内容", "事件描述", "内容"))]
    demand: Annotated[Text | None, says("诉求", also=("客户诉求",))] = None
    claimed_amount: Annotated[Fen | None, says("索赔金额", unit="元", least=0, section="理赔")] = None
    first_response_at: Annotated[Moment | None, says("首次响应", past=True, section="处理", also=("首次响应时间",), settles=Way.LEAST)] = (
        None
    )
    sop_version: Annotated[Whole | None, says("SOP版本", section="处理", action_only=True, help="登记时生效的客户 SOP 版本")] = None
    sop_terms: Annotated[Tags, says("SOP时限", section="处理", action_only=True, help="登记时客户 SOP 承诺的响应与结案时限")] = ()
    office_terms: Annotated[Tags, says("公司时限", section="处理", action_only=True, help="登记时政策参数里与通常不同的时限")] = ()
    due_response_at: Annotated[Moment | None, says("响应期限", auto=True, section="处理")] = None
    plan_due_at: Annotated[Moment | None, says("方案期限", auto=True, section="处理", help="向客户提出方案的期限")] = None
    due_close_at: Annotated[Moment | None, says("结案期限", auto=True, listed=True, section="处理")] = None
    first_due_close_at: Annotated[Moment | None, says("原结案期限", auto=True, section="处理")] = None
    due_doubtful: Annotated[bool | None, says("节假日未维护", auto=True, section="处理")] = None
    repeats: Annotated[
        Whole | None, says("90天内同类", section="处理", action_only=True, help="登记时，该客户此前 90 天内同一类型的案件数")
    ] = None
    last_progress_at: Annotated[Moment | None, says("最近进度", section="处理", action_only=True, settles=Way.MOST)] = None
    progress_due_at: Annotated[Moment | None, says("进度期限", auto=True, section="处理", help="重大案件每天至少报一次进度")] = None
    waiting_on: Annotated[WaitingOn | None, says("在等谁", section="处理", action_only=True)] = None
    waiting_since: Annotated[Moment | None, says("等待起", section="处理", action_only=True)] = None
    waiting_until: Annotated[Moment | None, says("预计恢复", section="处理", action_only=True)] = None
    waited_minutes: Annotated[Whole, says("累计等待", unit="分钟", section="处理", action_only=True, settles=Way.MOST)] = 0
    lowered_by: Annotated[Line | None, says("降级批准人", section="处理", action_only=True)] = None
    lowered_reason: Annotated[Text | None, says("降级原因", section="处理", action_only=True)] = None
    extension_wanted_at: Annotated[Moment | None, says("申请延期至", section="处理", action_only=True)] = None
    extension_asked_by: Annotated[Line | None, says("延期申请人", section="处理", action_only=True)] = None
    extended_due_at: Annotated[Moment | None, says("延期至", section="处理", action_only=True)] = None
    extension_reason: Annotated[Text | None, says("延期原因", section="处理", action_only=True)] = None
    extension_approver: Annotated[Line | None, says("延期批准人", section="处理", action_only=True)] = None
    liability: Annotated[Liability | None, says("责任方", section="处理", also=("责任归属",))] = None
    liable_party: Annotated[Line | None, says("责任人或单位", section="处理", help="部门、班组、承运商或个人的名称")] = None
    root_cause: Annotated[Text | None, says("原因分析", section="处理")] = None
    solution: Annotated[Text | None, says("处理方案", section="处理", also=("处理措施", "处理结果"))] = None
    corrective_action: Annotated[Text | None, says("纠正措施", section="处理")] = None
    preventive_action: Annotated[Text | None, says("预防措施", section="处理", also=("改进措施",))] = None
    report_due: Annotated[Line | None, says("待上报", auto=True, section="上报")] = None
    report_due_at: Annotated[Moment | None, says("上报期限", auto=True, section="上报")] = None
    report_late: Annotated[bool | None, says("上报超时", auto=True, section="上报")] = None
    reported_branch_at: Annotated[Moment | None, says("已报分部经理", section="上报", action_only=True, settles=Way.LEAST)] = None
    reported_director_at: Annotated[Moment | None, says("已报总监", section="上报", action_only=True, settles=Way.LEAST)] = None
    written_report_at: Annotated[Moment | None, says("书面初报", section="上报", action_only=True, settles=Way.LEAST)] = None
    reported_vp_at: Annotated[Moment | None, says("已报副总裁", section="上报", action_only=True, settles=Way.LEAST)] = None
    statutory_report_at: Annotated[
        Moment | None,
        says("法定上报时间", past=True, section="上报", settles=Way.LEAST, help="有人受伤的生产安全事故 1 小时内向主管部门报告"),
    ] = None
    inspection_deadline: Annotated[Day | None, says("检验期限", section="理赔", help="收货方提出数量、损坏异议的期限")] = None
    compensation_basis: Annotated[CompensationBasis | None, says("赔付依据", section="理赔")] = None
    compensation: Annotated[Fen | None, says("赔付金额", unit="元", least=0, section="理赔", also=("赔付",))] = None
    recovered: Annotated[Fen | None, says("追偿金额", unit="元", least=0, section="理赔", also=("追偿",))] = None
    net_borne: Annotated[Fen | None, says("净承担", unit="元", auto=True, section="理赔", help="赔付减追偿")] = None
    client_opinion: Annotated[ClientOpinion | None, says("客户意见", section="结案")] = None
    client_confirmed_by: Annotated[Line | None, says("客户确认人", section="结案")] = None
    client_confirmed_at: Annotated[Moment | None, says("客户确认时间", past=True, section="结案")] = None
    client_confirmed_via: Annotated[CaseChannel | None, says("确认方式", section="结案")] = None
    closed_at: Annotated[Moment | None, says("结案时间", past=True, section="结案", action_only=True, also=("结案日期",))] = None
    close_type: Annotated[CloseType | None, says("结案类型", section="结案")] = None
    close_confirmed_by: Annotated[Line | None, says("结案确认人", section="结案")] = None
    reopened_at: Annotated[Moment | None, says("重开时间", past=True, section="结案", action_only=True)] = None
    reopen_count: Annotated[Whole, says("重开次数", section="结案", action_only=True, settles=Way.MOST)] = 0
    callback_due_on: Annotated[Day | None, says("回访期限", auto=True, section="结案")] = None
    callback_at: Annotated[Moment | None, says("回访时间", past=True, section="结案")] = None
    callback_score: Annotated[Whole | None, says("回访评分", section="结案", least=1, most=5)] = None
    review_due_on: Annotated[Day | None, says("复盘期限", auto=True, section="结案", help="重大案件结案后 10 个工作日内")] = None
    reviewed_at: Annotated[Moment | None, says("复盘时间", section="结案", action_only=True)] = None
    review: Annotated[Text | None, says("复盘", section="结案", action_only=True)] = None
    dispute_kind: Annotated[DisputeKind | None, says("外部争议", section="外部争议")] = None
    dispute_opened_on: Annotated[Day | None, says("争议提起日期", past=True, section="外部争议")] = None
    dispute_body: Annotated[Line | None, says("受理机构", section="外部争议")] = None
    dispute_result: Annotated[Text | None, says("争议结果", section="外部争议")] = None
    void_reason: Annotated[VoidReason | None, says("作废原因", section="结案", action_only=True)] = None
    owner_id: Annotated[Id | None, says("负责专员", of="staff", also=("负责人", "处理人"))] = None
    status: Annotated[CaseStatus, says("状态", asked=True, listed=True, action_only=True, also=("处理状态", "案件状态"))] = (
        CaseStatus.REGISTERED
    )


class ComplaintEvent(Record, frozen=True, kw_only=True):
    """One step in the life of a case; only ever added. K05 reads the state at any time from these."""

    about: ClassVar[About] = About(
        "complaint_event",
        "处理记录",
        "处理记录",
        title=("at", "action"),
        parent="complaint_id",
        insert_only=True,
        by_action=True,
        order="at",
    )

    complaint_id: Annotated[Id, says("案件", of="complaint")]
    at: Annotated[Moment, says("时间", listed=True)]
    by: Annotated[Line | None, says("经办人", listed=True)] = None
    action: Annotated[Line, says("动作", listed=True)]
    from_status: Annotated[CaseStatus | None, says("原状态", listed=True)] = None
    to_status: Annotated[CaseStatus, says("新状态", listed=True)]
    note: Annotated[Text | None, says("说明", listed=True)] = None
    new_due_at: Annotated[Moment | None, says("新期限", listed=True)] = None
    owner_id: Annotated[Id | None, says("当时负责专员", of="staff", help="考核归属看登记时的负责专员")] = None
