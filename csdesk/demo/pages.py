"""How the demo's people lay out their workbooks: which sheets, which headings, in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

#: Field → the heading over it, as people write it. A `/` in a heading is a group above several columns (merged cells).
Headings = Mapping[str, str]

_CLIENT = "客户\n名称"


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet. month: the field whose month (MM) picks the rows, with `name` as a template; total: the field summed under 合计."""

    record: str
    name: str
    headings: Headings
    month: str = ""
    total: str = ""
    title_rows: int = 1


@dataclass(frozen=True, slots=True)
class Book:
    """One workbook of a specialist; a `.csv` has one page."""

    file: str
    pages: tuple[Page, ...]


_FILE = Page("client", "客户档案", {
    "client_code": "客户\n编号",
    "legal_name": "客户全称",
    "short_name": "客户 简称",
    "uscc": "税号",
    "vat_payer_type": "纳税人类型",
    "client_type": "客户类型",
    "industry": "所属行业",
    "tier": "等级",
    "is_national_key": "是否全国重点",
    "status": "合作状态",
    "exit_type": "流失类型",
    "exit_date": "流失日期",
    "first_biz_date": "首次合作日期",
    "biz_address": "地址",
    "contract_no": "合同号",
    "contract_from": "合同/起始",
    "contract_to": "合同/终止",
    "payment_term_days": "账期（天）",
    "credit_limit": "信用额度（万元）",
    "default_vat_rate": "税率",
}, title_rows=2)  # fmt: skip

_CONTACTS = Page("contact", "联系人", {
    "client_id": "客户编号",
    "name": "联系人姓名",
    "title": "职务",
    "role": "角色",
    "mobile": "手机号",
    "is_primary": "主联系人",
    "survey_opt_in": "接受调查",
})  # fmt: skip

_TALKS = Page("client_log", "客户跟踪台账", {
    "occurred_at": "跟踪日期",
    "client_id": "客户编号",
    "log_type": "跟踪类型",
    "channel": "沟通方式",
    "contact_id": "拜访对象",
    "participants": "拜访人",
    "content": "沟通内容",
    "risk": "风险级别",
})  # fmt: skip

_SOPS = Page("client_sop", "客户SOP", {
    "client_id": "客户编号",
    "version": "版本号",
    "status": "状态",
    "effective_from": "生效日期",
    "effective_to": "失效日期",
    "change_reason": "修订原因",
    "author_id": "修订人",
})  # fmt: skip

_CARRIERS = Page("carrier", "承运商", {
    "licence_name": "承运商全称",
    "short_name": "承运商简称",
    "contact_name": "业务联系人",
    "contact_phone": "联系电话",
})  # fmt: skip

_DRIVERS = Page("driver", "司机", {"name": "司机姓名", "mobile": "司机电话", "carrier_id": "承运商"})

_VEHICLES = Page("vehicle", "车辆", {
    "plate_no": "车牌号",
    "trailer_plate_no": "挂车号",
    "vehicle_type": "车型",
    "capacity_type": "运力类型",
    "carrier_id": "承运商",
})  # fmt: skip

_WAYBILLS = Page("waybill", "{month}月派车", {
    "plan_date": "派车\n日期",
    "waybill_no": "单 号",
    "client_id": _CLIENT,
    "mode": "运输方式",
    "goods_name": "品名",
    "pieces": "件数",
    "weight": "重量（吨）",
    "origin_city": "始发地",
    "dest_city": "目的地",
    "distance_km": "公里数",
    "vehicle_type_req": "车型",
    "planned_loading_at": "计划装货",
    "planned_departure_at": "计划发车",
    "required_arrival_at": "要求到货时间",
    "carrier_id": "承运商",
    "capacity_type": "车辆性质",
    "plate_no": "车牌号",
    "trailer_plate_no": "挂车号",
    "driver_name": "司机",
    "driver_phone": "司机电话",
    "loaded_at": "装车完成时间",
    "departed_at": "实际发车",
    "arrived_at": "实际到达",
    "signed_at": "签收时间",
    "sign_status": "签收情况",
    "pod_received_at": "回单日期",
    "est_receivable": "应收运费(元)",
    "est_payable": "应付运费(元)",
    "void_reason": "取消原因",
    "status": "运单状态",
}, month="plan_date", total="est_receivable", title_rows=2)  # fmt: skip

_CASES = Page("complaint", "投诉台账", {
    "case_no": "投诉编号",
    "case_kind": "案件性质",
    "client_id": "投诉客户",
    "waybill_id": "关联运单",
    "channel": "投诉渠道",
    "received_at": "投诉时间",
    "registered_at": "登记时间",
    "registered_by": "登记人",
    "type": "投诉类型",
    "subtype": "投诉\n细类",
    "severity": "级别",
    "description": "投诉内容",
    "claimed_amount": "索赔金额（元）",
    "compensation": "赔付金额（元）",
    "recovered": "追偿金额（元）",
    "first_response_at": "首次响应时间",
    "liability": "责任归属",
    "solution": "处理结果",
    "client_opinion": "客户意见",
    "closed_at": "结案日期",
    "close_type": "结案类型",
    "reopened_at": "重开时间",
    "reopen_count": "重开次数",
    "void_reason": "作废原因",
    "status": "处理状态",
}, title_rows=2)  # fmt: skip

_PROGRESS = Page("complaint_progress", "处理进度", {
    "complaint_id": "投诉编号",
    "at": "处理时间",
    "kind": "种类",
    "by": "处理人",
    "text": "跟进内容",
})  # fmt: skip

_REPORTS = Page("case_report", "案件上报", {
    "complaint_id": "案件编号",
    "level": "上报层级",
    "reported_to": "接报人",
    "at": "上报时间",
    "channel": "上报方式",
    "content": "上报内容",
})  # fmt: skip

_OPENINGS = Page("opening_balance", "期初数据", {
    "client_id": _CLIENT,
    "month": "年月",
    "item": "期初项目",
    "amount": "金额（元）",
    "due_date": "到期日",
}, title_rows=2)  # fmt: skip

_MONEY = {"client_id": "客户简称", "biz_date": "业务日期", "item": "费用项目"}
_CHARGES = Page("charge_line", "应收明细", {
    **_MONEY,
    "amount_incl_tax": "应收金额\n（元）",
    "vat_rate": "税率",
    "state": "结算状态",
    "due_date": "应收日期",
}, total="amount_incl_tax")  # fmt: skip
_COSTS = Page("cost_line", "成本明细", {**_MONEY, "amount_incl_tax": "应付金额（元）", "vat_rate": "进项税率"}, total="amount_incl_tax")

_STATEMENTS = Page("statement", "对账单", {
    "statement_no": "对账单号",
    "client_id": _CLIENT,
    "period": "账单月份",
    "total": "对账金额(元)",
    "sent_at": "发出日期",
    "confirmed_at": "确认日期",
    "confirmed_by": "确认人",
    "status": "对账状态",
})  # fmt: skip

_INVOICES = Page("invoice", "发票台账", {
    "number": "发票号码",
    "client_id": "购方名称",
    "type": "票种",
    "issued_on": "开票日期",
    "amount_incl_tax": "价税合计",
    "tax": "税额",
    "due_date": "账期到期日",
    "red_of": "原发票号码",
    "note": "备注",
}, total="amount_incl_tax")  # fmt: skip

_RECEIPTS = Page("receipt", "回款台账", {
    "receipt_no": "收款单号",
    "received_on": "到账日期",
    "client_id": _CLIENT,
    "amount": "到账金额（元）",
    "payer": "付款单位",
}, total="amount")  # fmt: skip

_APPLICATIONS = Page("application", "核销记录", {
    "receipt_id": "收款单号",
    "client_id": "客户简称",
    "invoice_id": "发票号码",
    "amount": "本次核销",
    "applied_on": "核销日期",
})  # fmt: skip

_DUNNINGS = Page("dunning", "催收记录", {
    "client_id": _CLIENT,
    "at": "催收日期",
    "stage": "催收阶段",
    "amount_overdue": "欠款金额（元）",
    "channel": "催收方式",
    "reply": "客户反馈",
    "promise_date": "承诺日期",
    "promise_amount": "承诺付款金额",
    "next_action_at": "下次跟进时间",
})  # fmt: skip

_ROUNDS = Page("survey_round", "满意度调查", {
    "name": "调查名称",
    "period": "调查期间",
    "method": "调查方式",
    "sent_on": "开始日期",
    "closes_on": "结束日期",
    "status": "状态",
})  # fmt: skip

_ANSWERS = Page("survey_response", "调查问卷", {
    "round_id": "调查名称",
    "client_id": "客户编号",
    "contact_id": "受访人",
    "sent_at": "发放时间",
    "responded_at": "回复日期",
    "overall": "总体满意度",
    "reason_codes": "不满意原因",
    "comment": "意见建议",
    "valid": "是否有效",
    "invalid_reason": "无效原因",
})  # fmt: skip

_TARGETS = Page("plan_line", "经营指标", {
    "level": "指标层级",
    "entity": "指标对象",
    "metric": "考核指标",
    "month": "考核月份",
    "value": "月度指标（万元）",
}, title_rows=2)  # fmt: skip

#: A specialist's workbooks, in the order in which they refer to each other.
BOOKS = (
    Book("1客户资料.xlsx", (_FILE, _CONTACTS, _SOPS)),
    Book("2派车计划.xlsx", (_CARRIERS, _DRIVERS, _VEHICLES, _WAYBILLS)),
    Book("3投诉登记.xlsx", (_CASES, _PROGRESS, _REPORTS)),
    Book("4期初数据.xlsx", (_OPENINGS,)),
    Book("5应收台账.xlsx", (_CHARGES, _COSTS, _STATEMENTS, _INVOICES, _RECEIPTS, _APPLICATIONS, _DUNNINGS)),
    Book("6客户跟踪.xlsx", (_TALKS, _ROUNDS)),
    Book("7满意度问卷.csv", (_ANSWERS,)),
)
TARGET_BOOK = Book("经营指标.xlsx", (_TARGETS,))
