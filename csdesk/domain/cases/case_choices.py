"""What can be said of a case by choosing: its kind, type, severity, state, who is liable, how it ended (domain.md §3.6)."""

from __future__ import annotations

from csdesk.domain.record import Choice


class CaseKind(Choice):
    COMPLAINT = "complaint", "投诉"
    CLAIM = "claim", "理赔"
    INCIDENT = "incident", "突发事件"
    INQUIRY = "inquiry", "咨询"


class CaseChannel(Choice):
    PHONE = "phone", "电话"
    WECHAT = "wechat", "微信"
    EMAIL = "email", "邮件"
    ONSITE = "onsite", "上门"
    CLIENT_SYSTEM = "client_system", "客户系统"
    HEADQUARTERS = "headquarters", "总部转来"
    SURVEY = "survey", "调查"
    OTHER = "other", "其他"


class CaseType(Choice):
    DELAY = "delay", "延误"
    DAMAGE = "damage", "货损"
    SHORTAGE = "shortage", "货差"
    LOSS = "loss", "丢失"
    ATTITUDE = "attitude", "服务态度"
    BILLING = "billing", "费用争议"
    INFO = "info", "信息错误"
    POD = "pod", "回单"
    SAFETY = "safety", "安全"
    OTHER = "other", "其他"


class Severity(Choice):
    NORMAL = "normal", "一般"
    MAJOR = "major", "较大"
    CRITICAL = "critical", "重大"


class CaseRisk(Choice):
    LINE_STOP = "line_stop", "停线"
    LEAVING = "leaving", "扬言终止合作"
    MEDIA = "media", "媒体曝光"
    REGULATOR = "regulator", "监管或诉讼"


class CaseStatus(Choice):
    REGISTERED = "registered", "已登记", "登记", "未处理", "待处理"
    ACCEPTED = "accepted", "已受理", "受理"
    INVESTIGATING = "investigating", "处理中", "调查中", "跟进中"
    WAITING = "waiting", "待对方", "等待中"
    PROPOSED = "proposed", "已提方案"
    AGREED = "agreed", "已达成一致"
    CLOSED = "closed", "已结案", "结案", "已关闭", "已完结", "完结"
    REOPENED = "reopened", "已重开", "重开"
    VOID = "void", "作废", "无效"


class Liability(Choice):
    CARRIER = "carrier", "承运商"
    WAREHOUSE = "warehouse", "仓库"
    OWN_CS = "own_cs", "本公司客服"
    OWN_OPS = "own_ops", "本公司运作"
    CLIENT = "client", "客户"
    CONSIGNEE = "consignee", "收货方"
    FORCE_MAJEURE = "force_majeure", "不可抗力"
    UNDETERMINED = "undetermined", "无法判定"


class CloseType(Choice):
    RESOLVED = "resolved", "已解决"
    COMPENSATED = "compensated", "已赔付"
    WITHDRAWN = "withdrawn", "客户撤回"
    REJECTED = "rejected_with_reason", "说明理由不予支持"
    EXTERNAL = "external", "转外部争议"


class ClientOpinion(Choice):
    ACCEPTED = "accepted", "认可"
    PARTLY = "partly", "部分认可"
    REJECTED = "rejected", "不认可"
    UNREACHABLE = "unreachable", "联系不上"


class CompensationBasis(Choice):
    AGREED = "agreed", "协商"
    MARKET_VALUE = "market_value", "到达地市价"
    DECLARED_VALUE = "declared_value", "声明价值"
    CONTRACT_LIMIT = "contract_limit", "合同限额"


class DisputeKind(Choice):
    MEDIATION = "mediation", "调解"
    ARBITRATION = "arbitration", "仲裁"
    LITIGATION = "litigation", "诉讼"
    REGULATOR = "regulator", "监管投诉"


class WaitingOn(Choice):
    CLIENT = "client", "客户"
    CARRIER = "carrier", "承运商"
    CONSIGNEE = "consignee", "收货方"
    DEPARTMENT = "department", "公司内部门"
    INSURER = "insurer", "保险公司"
    AUTHORITY = "authority", "交警、主管部门"


class ReportLevel(Choice):
    BRANCH = "branch", "分部经理"
    DEPUTY = "deputy", "副总监"
    DIRECTOR = "director", "客服总监"
    VICE_PRESIDENT = "vice_president", "副总裁"
    AUTHORITY = "authority", "主管部门"


class ReportChannel(Choice):
    ORAL = "oral", "口头"
    PHONE = "phone", "电话"
    WECHAT = "wechat", "微信"
    WRITTEN = "written", "书面"
    EMAIL = "email", "邮件"


class ReportStatus(Choice):
    SENT = "sent", "待接报"
    RECEIVED = "received", "已接报"
    INSTRUCTED = "instructed", "已批示"
    DONE = "done", "已落实"


class VoidReason(Choice):
    DUPLICATE = "duplicate", "重复"
    NOT_OURS = "not_ours", "非我方"
    TEST = "test", "测试"


_SUBTYPES = {
    "delay": {"提货不及时", "发车晚点", "中转延误", "送货延误", "压车", "无车"},
    "damage": {"潮湿", "外包装破损", "内物破损", "污染", "温控"},
    "shortage": {"少件", "多件", "错货", "错送"},
    "loss": {"整票丢失", "部分丢失"},
    "attitude": {"客服", "司机", "仓库", "联系不上"},
    "billing": {"价格", "附加费", "发票", "对账差异", "代收货款", "理赔时效"},
    "info": {"状态错误", "不反馈", "录单错误", "系统"},
    "pod": {"回单迟", "回单丢", "印章不符"},
    "safety": {"交通事故", "盗窃", "人员受伤", "危险品"},
}
#: Type → the subtypes that a workbook or a form offers; free text is kept all the same.
SUBTYPES = {CaseType(code): tuple(sorted(names)) for code, names in _SUBTYPES.items()}
