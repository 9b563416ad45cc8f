"""Clients and the people there: the client archive (客户档案, domain.md §3.1-3.2)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, ClassVar

from csdesk.domain.kinds import Day, Fen, Id, Line, Long, Mobile, Phone, Rate, Tags, Text, Uscc, Whole, Wire
from csdesk.domain.numbered import Numbered
from csdesk.domain.record import About, Choice, Problem, Record, Values, field_map, says


class VatPayer(Choice):
    GENERAL = "general", "一般纳税人"
    SMALL = "small", "小规模"
    NONE = "none", "无"


class ClientType(Choice):
    CONTRACT = "contract", "合同"
    SPOT = "spot", "零担散客"
    PROJECT = "project", "一次性项目"
    INTERNAL = "internal", "内部"


class Industry(Choice):
    APPLIANCES = "appliances", "家电"
    FMCG = "fmcg", "快消"
    AUTO_PARTS = "auto_parts", "汽配"
    CHEMICALS = "chemicals", "化工"
    BUILDING = "building", "建材"
    CLOTHING = "clothing", "服装"
    ELECTRONICS = "electronics", "电子"
    MEDICINE = "medicine", "医药"
    FOOD = "food", "食品"
    ECOMMERCE = "ecommerce", "电商"
    MACHINERY = "machinery", "机械"
    OTHER = "other", "其他"


class Tier(Choice):
    KA = "KA", "全国重点"
    A = "A"
    B = "B"
    C = "C"


class ClientStatus(Choice):
    PROSPECT = "prospect", "潜在"
    TRANSITION = "transition", "过渡期"
    ACTIVE = "active", "合作中"
    DORMANT = "dormant", "沉默"
    LOST = "lost", "流失"
    BLACKLISTED = "blacklisted", "黑名单"


class ExitType(Choice):
    COMPETITOR = "competitor", "转投竞品"
    PRICE = "price", "价格"
    SERVICE = "service", "服务"
    BUSINESS_END = "business_end", "业务终止"
    COMPANY_INITIATED = "company_initiated", "我方主动"


class ServiceScope(Choice):
    FTL = "ftl", "整车"
    LTL = "ltl", "零担"
    WAREHOUSING = "warehousing", "仓储"
    DISTRIBUTION = "distribution", "配送"
    VALUE_ADDED = "value_added", "增值服务"


class Settlement(Choice):
    MONTHLY = "monthly", "月结"
    PER_ORDER = "per_order", "票结"
    PREPAID = "prepaid", "预付"
    COD = "cod", "到付"


class TermBase(Choice):
    INVOICE_DATE = "invoice_date", "开票日"
    STATEMENT_DATE = "statement_date", "对账日"
    SIGN_DATE = "sign_date", "签收日"
    MONTH_END = "month_end", "月末"


def _client_rules(values: Values) -> Iterator[Problem]:
    if values.get("client_type") == ClientType.CONTRACT and not values.get("uscc"):
        yield Problem("uscc", "合同客户请填写统一社会信用代码")
    start, end = values.get("contract_from"), values.get("contract_to")
    if start and end and end < start:
        yield Problem("contract_to", "合同终止不能早于合同起始")
    if values.get("status") == ClientStatus.LOST and not values.get("exit_type"):
        yield Problem("exit_type", "流失客户请填写流失类型")
    if values.get("exit_type") and not values.get("exit_date"):
        yield Problem("exit_date", "请填写流失日期")


#: What a complete archive holds, beside what is required at once; a contract's only for clients under contract.
_COMPLETE = (
    "uscc", "industry", "first_biz_date", "biz_address", "service_scope", "statement_day", "invoice_day", "credit_limit",
    "invoice_title", "bank_name", "bank_account", "invoice_phone", "cargo_traits", "est_annual_revenue", "maintenance_strategy",
)  # fmt: skip
_CONTRACT = ("contract_no", "contract_from", "contract_to")


def missing(values: Values) -> list[str]:
    """The names of the fields that a complete archive would have filled."""
    return [name for name in _wanted(values) if (told := values.get(name)) is None or told in ("", [])]


_ALL = (*_COMPLETE, *_CONTRACT)


def archive_fields(client_type: str) -> int:
    """How many fields a complete archive of such a client has."""
    return len(_wanted({"client_type": client_type}))


def _wanted(values: Values) -> tuple[str, ...]:
    return _ALL if values.get("client_type") == ClientType.CONTRACT else _COMPLETE


def _derive(values: Values, _: object) -> dict[str, Wire]:
    """How complete the archive is, in basis points, and what it lacks."""
    lacks = missing(values)
    return {"completeness": 10_000 - len(lacks) * 10_000 // len(_wanted(values)), "lacks": _labels(tuple(lacks)) or None}


@lru_cache(maxsize=1024)  # the clients of one workbook lack the same
def _labels(names: tuple[str, ...]) -> str:
    known = field_map(Client)
    return "、".join(known[name].label for name in names)


class Client(Numbered, frozen=True, kw_only=True):
    """One client of the company."""

    about: ClassVar[About] = About(
        "client",
        "客户",
        "客户档案",
        title=("client_code", "short_name"),
        codes=("client_code", "short_name", "legal_name", "uscc"),
        rules=(_client_rules,),
        derive=_derive,
        order="client_code",
    )

    client_code: Annotated[
        Line, says("客户编号", number="{branch}{seat}-{n:05}", listed=True, searched=True, also=("客户代码", "客户号", "编号"))
    ]
    legal_name: Annotated[
        Line, says("客户全称", listed=True, searched=True, also=("客户名称", "公司名称", "公司全称", "企业名称", "单位名称"))
    ]
    short_name: Annotated[Line, says("简称", listed=True, searched=True, also=("客户简称",))]
    uscc: Annotated[Uscc | None, says("统一社会信用代码", searched=True, also=("信用代码", "税号", "纳税人识别号", "社会信用代码"))] = None
    vat_payer_type: Annotated[VatPayer, says("纳税人类型", asked=True)] = VatPayer.GENERAL
    client_type: Annotated[ClientType, says("客户类型", listed=True, asked=True, also=("类型",))] = ClientType.CONTRACT
    industry: Annotated[Industry | None, says("行业", listed=True, also=("所属行业",))] = None
    tier: Annotated[Tier, says("客户等级", listed=True, asked=True, also=("等级", "级别", "客户级别"))] = Tier.C
    is_national_key: Annotated[bool, says("是否全国重点", asked=True)] = False
    status: Annotated[ClientStatus, says("状态", listed=True, asked=True, also=("合作状态", "客户状态"))] = ClientStatus.ACTIVE
    exit_type: Annotated[ExitType | None, says("流失类型", section="合作")] = None
    exit_date: Annotated[Day | None, says("流失日期", section="合作")] = None
    first_biz_date: Annotated[
        Day | None, says("合作起始", section="合作", also=("合作开始日期", "首次合作日期", "合作日期"), help="首张运单的日期")
    ] = None
    successor_id: Annotated[Id | None, says("继承客户", of="client", section="合作", help="合并或更名后的客户")] = None
    owner_id: Annotated[Id | None, says("负责专员", of="staff", listed=True, section="合作", also=("客服专员", "负责人", "专员"))] = None
    manager_id: Annotated[Id | None, says("分部经理", of="staff", section="合作", also=("经理",))] = None
    reg_address: Annotated[Long | None, says("注册地址", section="地址")] = None
    biz_address: Annotated[Long | None, says("经营地址", section="地址", also=("地址",))] = None
    contract_no: Annotated[Line | None, says("合同编号", section="合同", searched=True, also=("合同号",))] = None
    contract_from: Annotated[Day | None, says("合同起始", section="合同", also=("合同开始", "合同起"))] = None
    contract_to: Annotated[Day | None, says("合同终止", section="合同", also=("合同到期", "合同止", "到期日"))] = None
    service_scope: Annotated[Tags, says("服务范围", choices=ServiceScope, section="合同")] = ()
    settlement_method: Annotated[Settlement, says("结算方式", asked=True, section="结算")] = Settlement.MONTHLY
    payment_term_days: Annotated[
        Whole, says("账期", unit="天", asked=True, section="结算", least=0, most=180, also=("账期天数", "信用期"))
    ] = 30
    term_base: Annotated[TermBase, says("账期起算", asked=True, section="结算")] = TermBase.INVOICE_DATE
    statement_day: Annotated[Whole | None, says("对账日", section="结算", least=1, most=31, help="31 表示月末")] = None
    invoice_day: Annotated[Whole | None, says("开票日", section="结算", least=1, most=31, help="31 表示月末")] = None
    credit_limit: Annotated[Fen | None, says("信用额度", unit="元", section="结算", least=0)] = None
    dunning_hold_until: Annotated[Day | None, says("暂停催收至", section="结算", help="整个客户到这一天为止不催收")] = None
    default_vat_rate: Annotated[Rate, says("默认税率", asked=True, section="结算", least=0, most=10000, also=("税率",))] = 900
    invoice_title: Annotated[Line | None, says("发票抬头", section="开票信息")] = None
    bank_name: Annotated[Line | None, says("开户行", section="开票信息")] = None
    bank_account: Annotated[Line | None, says("银行账号", section="开票信息", also=("账号",))] = None
    invoice_phone: Annotated[Phone | None, says("开票电话", section="开票信息")] = None
    completeness: Annotated[Rate | None, says("完整率", auto=True, section="其他", help="已填的档案栏目 ÷ 应填的")] = None
    lacks: Annotated[Text | None, says("还缺", auto=True, section="其他")] = None
    cargo_traits: Annotated[Tags, says("货物特性", section="其他", help="易碎、防潮、不可倒置、温控、危险品 …")] = ()
    est_annual_revenue: Annotated[Fen | None, says("年发货额预估", unit="元", section="其他", least=0)] = None
    maintenance_strategy: Annotated[Text | None, says("维护策略", section="其他")] = None


class ContactRole(Choice):
    DECISION = "decision", "决策"
    LOGISTICS = "logistics", "物流对接"
    FINANCE = "finance", "财务对账"
    WAREHOUSE = "warehouse", "仓库"
    CONSIGNEE = "consignee", "收货"
    QUALITY = "quality", "质量"


class ContactStatus(Choice):
    ACTIVE = "active", "在职"
    LEFT = "left", "已离职"


def _contact_rules(values: Values) -> Iterator[Problem]:
    if not values.get("mobile") and not values.get("phone"):
        yield Problem("mobile", "手机和座机请至少填一个")


class Contact(Record, frozen=True, kw_only=True):
    """One person at a client."""

    about: ClassVar[About] = About(
        "contact", "联系人", "联系人", title=("name",), codes=("name", "mobile"), parent="client_id", rules=(_contact_rules,), order="name"
    )

    client_id: Annotated[Id, says("客户", of="client", listed=True, searched=True, also=("客户名称", "客户全称", "客户简称", "客户编号"))]
    name: Annotated[Line, says("姓名", listed=True, searched=True, also=("联系人", "联系人姓名"))]
    title: Annotated[Line | None, says("职务", listed=True)] = None
    role: Annotated[ContactRole, says("角色", listed=True, asked=True)] = ContactRole.LOGISTICS
    mobile: Annotated[Mobile | None, says("手机", listed=True, searched=True, also=("手机号", "移动电话", "联系电话"))] = None
    phone: Annotated[Phone | None, says("座机", also=("电话", "固定电话"))] = None
    wechat: Annotated[Line | None, says("微信")] = None
    email: Annotated[Line | None, says("邮箱", also=("电子邮件",))] = None
    is_primary: Annotated[bool, says("主联系人", listed=True, asked=True)] = False
    survey_opt_in: Annotated[bool, says("接受调查", asked=True)] = True
    status: Annotated[ContactStatus, says("状态", asked=True)] = ContactStatus.ACTIVE


class ClientOwner(Record, frozen=True, kw_only=True):
    """From which day a client belongs to whom; the owner on a month's last day answers for the month (domain.md §0.7)."""

    about: ClassVar[About] = About(
        "client_owner", "负责人变更", "负责人变更", title=("valid_from",), parent="client_id", insert_only=True, order="valid_from"
    )

    client_id: Annotated[Id, says("客户", of="client", listed=True, searched=True, also=("客户名称", "客户简称", "客户编号"))]
    owner_id: Annotated[Id, says("负责专员", of="staff", listed=True, also=("客服专员", "新负责人", "接手人", "专员"))]
    branch: Annotated[Line | None, says("分部", listed=True, help="分部代码，例如 NB；空着即不变")] = None
    valid_from: Annotated[Day, says("生效日期", offered="now", listed=True, also=("交接日期", "移交日期", "开始日期"))]
    former_id: Annotated[Id | None, says("原负责专员", of="staff", listed=True, also=("原负责人", "移交人"))] = None
    former_branch: Annotated[Line | None, says("原分部", help="分部代码；空着即不变")] = None
    reason: Annotated[Long | None, says("原因", listed=True, also=("变更原因", "交接原因"))] = None


class RelationKind(Choice):
    BIRTHDAY = "birthday", "生日"
    HOBBY = "hobby", "喜好"
    FAMILY = "family", "家庭"
    TABOO = "taboo", "忌讳"
    OTHER = "other", "其他"


class RelationNote(Record, frozen=True, kw_only=True):
    """What one remembers of a person at a client (客情); private: never sent above the branch."""

    about: ClassVar[About] = About("relation_note", "客情记录", "客情记录", title=("kind", "content"), parent="contact_id", order="kind")

    contact_id: Annotated[Id, says("联系人", of="contact", private=True)]
    kind: Annotated[RelationKind, says("类别", asked=True, listed=True, private=True)] = RelationKind.HOBBY
    content: Annotated[Long, says("内容", listed=True, private=True, also=("喜好", "备注"))]
    day: Annotated[Day | None, says("日期", listed=True, private=True, also=("生日",), help="生日等需要记住的日子")] = None
