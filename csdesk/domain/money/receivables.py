"""From a statement to cash: statements, invoices, receipts, their application, write-offs, dunning (domain.md §3.8)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from csdesk.domain.kinds import Day, Fen, Id, Line, Long, Moment, Month, Text
from csdesk.domain.numbered import Numbered
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.domain.states import Action, Life, Machine, Step

_CLIENT_HEADINGS = ("客户名称", "客户简称", "客户全称", "客户编号", "往来单位")


class StatementStatus(Choice):
    DRAFT = "draft", "草稿"
    SENT = "sent", "已发出"
    DISPUTED = "disputed", "有争议"
    CONFIRMED = "confirmed", "已确认"


class Statement(Numbered, frozen=True, kw_only=True):
    """What a client owes for one month, sent to be agreed (对账单)."""

    about: ClassVar[About] = About("statement", "对账单", "对账单", title=("statement_no",), codes=("statement_no",), order="-period")

    statement_no: Annotated[
        Line, says("对账单号", number="DZ-{branch}{seat}-{month}-{n:04}", listed=True, searched=True, also=("对账编号", "单号"))
    ]
    client_id: Annotated[Id, says("客户", of="client", listed=True, searched=True, also=_CLIENT_HEADINGS)]
    period: Annotated[Month, says("对账月份", listed=True, also=("账期月份", "月份", "期间", "账单月份"))]
    sent_at: Annotated[Moment | None, says("发出时间", past=True, listed=True, action_only=True, also=("发出日期", "对账日期"))] = None
    confirmed_at: Annotated[Moment | None, says("确认时间", past=True, listed=True, action_only=True, also=("确认日期",))] = None
    confirmed_by: Annotated[Line | None, says("客户确认人", also=("确认人",))] = None
    total: Annotated[Fen, says("对账金额", unit="元", listed=True, also=("合计金额", "账单金额", "应收合计", "含税金额"))]
    disputed_amount: Annotated[Fen | None, says("争议金额", unit="元", least=0)] = None
    status: Annotated[StatementStatus, says("状态", asked=True, listed=True, action_only=True, also=("对账状态",))] = StatementStatus.DRAFT
    note: Annotated[Text | None, says("备注")] = None
    owner_id: Annotated[Id | None, says("负责专员", of="staff", listed=True, also=("客服专员", "专员"))] = None


class InvoiceType(Choice):
    SPECIAL = "special", "专用发票"
    NORMAL = "normal", "普通发票"


_NUMBER = re.compile(r"\d{20}|(\d{10}|\d{12})?\d{8}")


def _invoice_rules(values: Values) -> Iterator[Problem]:
    number = str(values.get("number")).replace("-", "").replace(" ", "")
    if not _NUMBER.fullmatch(number):
        yield Problem("number", "发票号码应为 20 位数电票号码，或 8 位号码（可在前面加 10 或 12 位发票代码）")
    gross, tax = values.get("amount_incl_tax") or 0, values.get("tax") or 0
    if abs(tax) > abs(gross) or tax * gross < 0:
        yield Problem("tax", "税额不能超过价税合计，且正负号应一致")
    if values.get("red_of") and gross >= 0:
        yield Problem("amount_incl_tax", "红字发票的金额请填负数")


class Invoice(Record, frozen=True, kw_only=True):
    """One invoice; a red one (`red_of`) is negative and takes back another."""

    about: ClassVar[About] = About(
        "invoice", "发票", "发票台账", title=("number",), codes=("number",), rules=(_invoice_rules,), order="-issued_on"
    )

    number: Annotated[Line, says("发票号码", listed=True, searched=True, also=("发票号", "数电票号码", "发票编号"))]
    client_id: Annotated[Id, says("客户", of="client", listed=True, searched=True, also=(*_CLIENT_HEADINGS, "购方名称"))]
    type: Annotated[InvoiceType, says("发票类型", asked=True, listed=True, also=("票种", "类型"))] = InvoiceType.SPECIAL
    issued_on: Annotated[Day, says("开票日期", past=True, offered="now", listed=True, also=("发票日期",))]
    amount_incl_tax: Annotated[Fen, says("价税合计", unit="元", listed=True, also=("开票金额", "发票金额", "含税金额", "金额"))]
    tax: Annotated[Fen, says("税额", unit="元", also=("增值税额",))]
    statement_id: Annotated[Id | None, says("对账单", of="statement", listed=True, also=("对账单号",))] = None
    due_date: Annotated[
        Day | None, says("到期日", listed=True, also=("应收到期日", "应收日期", "账期到期日"), help="开票时按客户账期推算，可改")
    ] = None
    red_of: Annotated[Id | None, says("红冲原票", of="invoice", also=("原发票号码",))] = None
    handed_on: Annotated[Day | None, says("交付日期", past=True, section="交付", also=("寄出日期", "发票寄出日期"))] = None
    express_no: Annotated[Line | None, says("快递单号", section="交付", also=("发票快递单号",), help="电子发票可填收票邮箱")] = None
    received_by: Annotated[Line | None, says("客户签收人", section="交付")] = None
    note: Annotated[Line | None, says("备注")] = None
    owner_id: Annotated[Id | None, says("负责专员", of="staff", also=("客服专员", "专员"))] = None


class PayMethod(Choice):
    TRANSFER = "transfer", "转账", "银行转账", "电汇"
    ACCEPTANCE = "acceptance", "承兑", "银行承兑", "承兑汇票"
    CASH = "cash", "现金"


class Receipt(Numbered, frozen=True, kw_only=True):
    """Money that came in (回款); without a client until somebody knows whose it is."""

    about: ClassVar[About] = About(
        "receipt", "回款", "回款台账", title=("receipt_no",), codes=("receipt_no", "bank_ref"), order="-received_on"
    )

    receipt_no: Annotated[
        Line, says("回款编号", number="SK-{branch}{seat}-{month}-{n:04}", listed=True, searched=True, also=("收款单号", "回款单号", "编号"))
    ]
    client_id: Annotated[Id | None, says("客户", of="client", listed=True, searched=True, also=_CLIENT_HEADINGS)] = None
    received_on: Annotated[Day, says("回款日期", past=True, offered="now", listed=True, also=("到账日期", "收款日期", "入账日期", "日期"))]
    amount: Annotated[Fen, says("回款金额", unit="元", listed=True, also=("到账金额", "收款金额", "金额"))]
    method: Annotated[PayMethod, says("方式", asked=True, also=("付款方式", "收款方式", "结算方式"))] = PayMethod.TRANSFER
    bill_due_on: Annotated[Day | None, says("承兑到期", also=("汇票到期日",))] = None
    bank_ref: Annotated[Line | None, says("银行流水号", searched=True, also=("流水号", "交易流水号", "银行流水"))] = None
    payer: Annotated[Line | None, says("付款方", listed=True, searched=True, also=("付款单位", "付款人", "对方户名"))] = None
    note: Annotated[Line | None, says("备注", also=("摘要", "用途"))] = None
    owner_id: Annotated[Id | None, says("负责专员", of="staff", also=("客服专员", "专员"))] = None


#: What a receipt can be applied to, one of them.
TARGETS = ("invoice_id", "charge_line_id", "statement_id", "opening_id")


def _application_rules(values: Values) -> Iterator[Problem]:
    if sum(1 for name in TARGETS if values.get(name)) != 1:
        yield Problem("invoice_id", "请选择且只选择一个核销对象：发票、应收明细、对账单或期初应收")


class Application(Record, frozen=True, kw_only=True):
    """A part of a receipt put against what it pays (核销); not the writing off of a bad debt."""

    about: ClassVar[About] = About(
        "application",
        "核销",
        "核销记录",
        title=("applied_on", "amount"),
        parent="receipt_id",
        rules=(_application_rules,),
        order="-applied_on",
    )

    receipt_id: Annotated[Id, says("回款", of="receipt", listed=True, also=("回款编号", "收款单号", "流水号"))]
    client_id: Annotated[Id, says("客户", of="client", listed=True, searched=True, also=_CLIENT_HEADINGS)]
    invoice_id: Annotated[Id | None, says("发票", of="invoice", listed=True, also=("发票号码", "发票号"))] = None
    charge_line_id: Annotated[Id | None, says("应收明细", of="charge_line", listed=True, also=("应收单号",))] = None
    statement_id: Annotated[Id | None, says("对账单", of="statement", listed=True, also=("对账单号",))] = None
    opening_id: Annotated[Id | None, says("期初应收", of="opening_balance", listed=True)] = None
    amount: Annotated[Fen, says("核销金额", unit="元", listed=True, least=1, also=("金额", "本次核销"))]
    applied_on: Annotated[Day, says("核销日期", past=True, offered="now", listed=True, also=("日期",))]
    owner_id: Annotated[Id | None, says("负责专员", of="staff", also=("客服专员", "专员", "核销人"))] = None


class DunningStage(Choice):
    REMINDER = "reminder", "到期提醒"
    PHONE = "phone", "电话催收"
    LETTER = "letter", "催款函"
    MANAGER = "manager", "经理介入"
    SUSPEND = "suspend", "停发/合同"
    LEGAL = "legal", "法务"


#: The last day past due of each stage; the first begins seven days before (domain.md §3.8).
STAGE_DAYS = ((0, DunningStage.REMINDER), (15, DunningStage.PHONE), (30, DunningStage.LETTER), (60, DunningStage.MANAGER),
              (90, DunningStage.SUSPEND))  # fmt: skip


def stage_for(days_past_due: int) -> DunningStage | None:
    """The stage that fits a debt so many days past due; None while it is more than seven days away."""
    if days_past_due < -7:
        return None
    return next((stage for last, stage in STAGE_DAYS if days_past_due <= last), DunningStage.LEGAL)


class DunningChannel(Choice):
    PHONE = "phone", "电话"
    WECHAT = "wechat", "微信"
    EMAIL = "email", "邮件"
    LETTER = "letter", "函件"
    ONSITE = "onsite", "上门"


class DunningResult(Choice):
    REACHED = "reached", "已联系"
    UNREACHED = "unreached", "未接通"
    PROMISED = "promised", "承诺付款"
    CONTESTED = "contested", "有异议"
    REFUSED = "refused", "拒付"


def _dunning_rules(values: Values) -> Iterator[Problem]:
    if values.get("promise_amount") and not values.get("promise_date"):
        yield Problem("promise_date", "有承诺付款金额时请填写承诺付款日")
    if values.get("promise_date") and values.get("at") and values["promise_date"] < values["at"][:10]:
        yield Problem("promise_date", "承诺付款日不能早于催收当天")


class Dunning(Record, frozen=True, kw_only=True):
    """One attempt to collect what is due, and what was promised (催收记录)."""

    about: ClassVar[About] = About(
        "dunning", "催收", "催收记录", title=("at", "stage"), parent="client_id", rules=(_dunning_rules,), order="-at"
    )

    client_id: Annotated[Id, says("客户", of="client", listed=True, searched=True, also=_CLIENT_HEADINGS)]
    at: Annotated[Moment, says("催收时间", past=True, offered="now", listed=True, also=("催收日期", "时间", "日期"))]
    stage: Annotated[DunningStage, says("催收阶段", listed=True, also=("阶段", "催收级别"))]
    amount_overdue: Annotated[Fen | None, says("逾期金额", unit="元", listed=True, also=("欠款金额", "催收金额"))] = None
    channel: Annotated[DunningChannel, says("方式", asked=True, listed=True, also=("催收方式",))] = DunningChannel.PHONE
    result: Annotated[DunningResult | None, says("结果", listed=True, also=("催收结果",))] = None
    contact_id: Annotated[Id | None, says("对方联系人", of="contact", also=("联系人",))] = None
    reply: Annotated[Text | None, says("客户答复", listed=True, searched=True, also=("答复", "客户反馈", "催收情况"))] = None
    promise_date: Annotated[Day | None, says("承诺付款日", listed=True, also=("承诺日期", "承诺付款日期"))] = None
    promise_amount: Annotated[Fen | None, says("承诺金额", unit="元", listed=True, least=1, also=("承诺付款金额",))] = None
    next_action_at: Annotated[Moment | None, says("下次跟进", also=("下次催收时间", "下次跟进时间"))] = None
    escalated_to: Annotated[Long | None, says("上报对象", also=("上报",))] = None
    owner_id: Annotated[Id | None, says("负责专员", of="staff", also=("客服专员", "专员", "催收人"))] = None


# -- how a statement moves ------------------------------------------------------------------------------------------


def _sent(step: Step) -> dict[str, Any]:
    return {"sent_at": step.filled.get("sent_at") or step.at}


def _confirmed(step: Step) -> dict[str, Any]:
    return {"confirmed_at": step.at}


_SEND = Action("send", "发出", StatementStatus.SENT, asks=("sent_at",), stamps=_sent)
_DISPUTE = Action(
    "dispute",
    "客户有异议",
    StatementStatus.DISPUTED,
    asks=("disputed_amount", "note"),
    needs=("disputed_amount",),
    help="无争议的部分可以继续开票",
)
_CONFIRM = Action("confirm", "客户确认", StatementStatus.CONFIRMED, asks=("confirmed_by",), needs=("confirmed_by",), stamps=_confirmed)
_REDRAFT = Action("redraft", "退回修改", StatementStatus.DRAFT)

STATEMENT_MACHINE = Machine(
    "status",
    {
        StatementStatus.DRAFT: (_SEND,),
        StatementStatus.SENT: (_CONFIRM, _DISPUTE, _REDRAFT),
        StatementStatus.DISPUTED: (_SEND, _CONFIRM, _REDRAFT),
        StatementStatus.CONFIRMED: (),
    },
)
LIFE = Life(Statement, STATEMENT_MACHINE, carries={"confirm": "reconcile"})
