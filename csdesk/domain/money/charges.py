"""What is charged to clients and paid for them, line by line, and with what a branch started (domain.md §3.8)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar

from csdesk.domain.kinds import Day, Fen, Id, Line, Month, Price, Qty, Rate, Text
from csdesk.domain.money.vat import net_of, strange_rate
from csdesk.domain.numbered import Numbered
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.domain.states import MANAGERS, Action, Life, Machine, Step


class ChargeItem(Choice):
    FREIGHT = "freight", "运费"
    LOADING = "loading", "装卸"
    STORAGE = "storage", "仓储"
    TRANSFER = "transfer", "中转"
    WAITING = "waiting", "压车"
    INSURANCE = "insurance", "保价"
    OTHER = "other", "其他"
    REBATE = "rebate", "返利"
    CLAIM = "claim", "理赔扣款"
    ADJUSTMENT = "adjustment", "核减"


class ChargeState(Choice):
    """REQUESTED: an adjustment that nobody has approved yet."""

    ESTIMATED = "estimated", "预估"
    RECONCILED = "reconciled", "已对账"
    INVOICED = "invoiced", "已开票"
    SETTLED = "settled", "已结清"
    VOID = "void", "作废"
    REQUESTED = "requested", "待审批"


#: States whose lines are in no sum: what is void, and what waits for approval.
UNCOUNTED = frozenset({ChargeState.VOID, ChargeState.REQUESTED})


class DiffReason(Choice):
    PRICE = "price", "单价"
    QTY = "qty", "数量"
    SURCHARGE = "surcharge", "附加费"
    DAMAGE = "damage_deduction", "货损扣款"
    OTHER = "other", "其他"


#: Items that lower what a client owes; their amounts are negative.
LOWERING = frozenset({ChargeItem.REBATE, ChargeItem.CLAIM, ChargeItem.ADJUSTMENT})


def without_tax(values: Values, _calendar: Any = None) -> dict[str, Any]:
    """The net amount of a line, from its amount with tax and its rate."""
    gross, rate = values.get("amount_incl_tax"), values.get("vat_rate")
    return {"amount_ex_tax": net_of(gross, rate)} if gross is not None and rate is not None else {}


def _rate_rules(values: Values) -> Iterator[Problem]:
    if values.get("biz_date") and (sentence := strange_rate(values["biz_date"], values.get("vat_rate", 0))):
        yield Problem("vat_rate", sentence)


def _charge_rules(values: Values) -> Iterator[Problem]:
    yield from _rate_rules(values)
    if values.get("item") in LOWERING and (values.get("amount_incl_tax") or 0) > 0:
        yield Problem("amount_incl_tax", "返利、理赔扣款和核减请填负数")
    if values.get("item") == ChargeItem.ADJUSTMENT and values.get("state") not in UNCOUNTED and not values.get("approved_by"):
        yield Problem("item", "核减要经理审批：请选中要核减的明细，用“申请核减”")
    if values.get("diff_from_estimate") and not values.get("diff_reason"):
        yield Problem("diff_reason", "与预估有差异时请填写差异原因")


_AGREED = "客户已对账的明细不能直接改：请先移出对账单、红冲退回，或申请核减"


def _agreed(values: Values) -> dict[str, str]:
    """What a client has agreed to is not edited any more."""
    closed = values.get("state") in (ChargeState.RECONCILED, ChargeState.INVOICED, ChargeState.SETTLED)
    return dict.fromkeys(("client_id", "biz_date", "item", "amount_incl_tax", "vat_rate"), _AGREED) if closed else {}


class ChargeLine(Numbered, frozen=True, kw_only=True):
    """One thing charged to a client: estimated, reconciled, invoiced, settled (应收)."""

    about: ClassVar[About] = About(
        "charge_line",
        "应收明细",
        "应收账款",
        title=("line_no", "item"),
        codes=("line_no",),
        rules=(_charge_rules,),
        agreed=_agreed,
        derive=without_tax,
        order="-biz_date",
    )

    line_no: Annotated[Line, says("应收单号", number="YS-{branch}{seat}-{month}-{n:05}", listed=True, searched=True, also=("单号",))]
    client_id: Annotated[
        Id, says("客户", of="client", listed=True, searched=True, also=("客户名称", "客户简称", "客户全称", "客户编号", "往来单位"))
    ]
    waybill_id: Annotated[Id | None, says("运单", of="waybill", listed=True, also=("运单号", "运单编号"))] = None
    biz_date: Annotated[Day, says("业务日期", listed=True, also=("发运日期", "发货日期", "发生日期", "日期"))]
    item: Annotated[ChargeItem, says("费用项", asked=True, listed=True, also=("费用项目", "费用类型", "费用名称", "收费项目"))] = (
        ChargeItem.FREIGHT
    )
    qty: Annotated[Qty | None, says("数量", also=("计费数量",))] = None
    unit_price: Annotated[Price | None, says("单价", unit="元", also=("含税单价",))] = None
    amount_incl_tax: Annotated[
        Fen,
        says(
            "含税金额",
            unit="元",
            listed=True,
            also=("应收金额", "应收", "金额", "价税合计", "预估应收", "应收运费", "费用金额", "开票金额"),
        ),
    ]
    vat_rate: Annotated[Rate, says("税率", asked=True, least=0, most=10000, also=("增值税率",))] = 900
    amount_ex_tax: Annotated[Fen | None, says("不含税金额", unit="元", auto=True, listed=True)] = None
    state: Annotated[ChargeState, says("状态", asked=True, listed=True, action_only=True, also=("结算状态",))] = ChargeState.ESTIMATED
    diff_from_estimate: Annotated[Fen | None, says("差异", unit="元", section="对账", also=("差异金额", "对账差异"))] = None
    diff_reason: Annotated[DiffReason | None, says("差异原因", section="对账")] = None
    statement_id: Annotated[Id | None, says("对账单", of="statement", section="对账", listed=True, action_only=True)] = None
    invoice_id: Annotated[Id | None, says("发票", of="invoice", section="对账", listed=True, action_only=True)] = None
    dispute: Annotated[Text | None, says("争议", section="对账", action_only=True, help="有争议的明细不催收，其余照常")] = None
    adjusts_id: Annotated[Id | None, says("核减明细", of="charge_line", section="对账", action_only=True)] = None
    approved_by: Annotated[Line | None, says("批准人", section="对账", action_only=True)] = None
    due_date: Annotated[Day | None, says("到期日", section="对账", listed=True, also=("应收到期日", "应收日期"), help="空着视为未到期")] = (
        None
    )
    note: Annotated[Line | None, says("备注", also=("摘要", "说明"))] = None
    owner_id: Annotated[Id | None, says("负责专员", of="staff", listed=True, also=("客服专员", "专员", "业务员"))] = None


class CostLine(Numbered, frozen=True, kw_only=True):
    """One direct cost of serving a client (应付成本), paid to a carrier or another supplier."""

    about: ClassVar[About] = About(
        "cost_line",
        "成本明细",
        "成本台账",
        title=("line_no", "item"),
        codes=("line_no",),
        rules=(_rate_rules,),
        derive=without_tax,
        order="-biz_date",
    )

    line_no: Annotated[Line, says("成本单号", number="CB-{branch}{seat}-{month}-{n:05}", listed=True, searched=True, also=("单号",))]
    client_id: Annotated[Id, says("客户", of="client", listed=True, searched=True, also=("客户名称", "客户简称", "客户全称", "客户编号"))]
    waybill_id: Annotated[Id | None, says("运单", of="waybill", listed=True, also=("运单号", "运单编号"))] = None
    biz_date: Annotated[Day, says("业务日期", listed=True, also=("发运日期", "发货日期", "发生日期", "日期"))]
    item: Annotated[ChargeItem, says("费用项", asked=True, listed=True, also=("费用项目", "费用类型", "费用名称", "成本项目"))] = (
        ChargeItem.FREIGHT
    )
    carrier_id: Annotated[Id | None, says("承运商", of="carrier", listed=True, also=("承运商名称", "供应商"))] = None
    qty: Annotated[Qty | None, says("数量", also=("计费数量",))] = None
    unit_price: Annotated[Price | None, says("单价", unit="元", also=("含税单价",))] = None
    amount_incl_tax: Annotated[
        Fen, says("含税金额", unit="元", listed=True, also=("应付金额", "应付", "成本金额", "金额", "价税合计", "预估应付", "应付运费"))
    ]
    vat_rate: Annotated[Rate, says("税率", asked=True, least=0, most=10000, also=("进项税率", "增值税率"))] = 900
    amount_ex_tax: Annotated[Fen | None, says("不含税金额", unit="元", auto=True, listed=True)] = None
    state: Annotated[ChargeState, says("状态", asked=True, listed=True, action_only=True, also=("结算状态",))] = ChargeState.ESTIMATED
    diff_from_estimate: Annotated[Fen | None, says("差异", unit="元", section="对账", also=("差异金额", "对账差异"))] = None
    diff_reason: Annotated[DiffReason | None, says("差异原因", section="对账")] = None
    note: Annotated[Line | None, says("备注", also=("摘要", "说明"))] = None
    owner_id: Annotated[Id | None, says("负责专员", of="staff", listed=True, also=("客服专员", "专员"))] = None


class OpeningItem(Choice):
    RECEIVABLE = "receivable", "期初应收（含税）"
    UNAPPLIED = "unapplied", "未核销回款"
    REVENUE = "revenue", "不含税收入"
    COST = "cost", "不含税成本"
    BILLING = "billing", "含税开账"


class OpeningBalance(Record, frozen=True, kw_only=True):
    """What a branch knew of a client's month before it used csdesk: open receivables and what the ratios look back on.

    month: of `receivable` and `unapplied` the month at whose end they were open, of the others the month they fell in.
    """

    about: ClassVar[About] = About("opening_balance", "期初数据", "期初数据", title=("month", "item"), order="-month")

    client_id: Annotated[Id, says("客户", of="client", listed=True, searched=True, also=("客户名称", "客户简称", "客户全称", "客户编号"))]
    month: Annotated[Month, says("月份", listed=True, also=("账期月份", "期初月份", "期间", "年月"))]
    item: Annotated[OpeningItem, says("项目", listed=True, also=("数据项", "期初项目", "科目"))]
    amount: Annotated[Fen, says("金额", unit="元", listed=True, also=("期初金额", "余额", "期初余额"))]
    due_date: Annotated[Day | None, says("到期日", listed=True, help="只用于期初应收；空着视为未到期")] = None
    owner_id: Annotated[Id | None, says("负责专员", of="staff", also=("客服专员", "专员"))] = None


# -- how a line moves -----------------------------------------------------------------------------------------------


def _differs(step: Step) -> dict[str, Any]:
    """By how much what was agreed differs from the estimate."""
    diff = step.after["amount_incl_tax"] - step.before["amount_incl_tax"]
    return {"diff_from_estimate": diff} if diff else {}


def _agreed_gate(step: Step) -> str | None:
    return "金额与预估不同，请填写差异原因" if _differs(step) and not step.after.get("diff_reason") else None


def _loose_bar(step: Step) -> str | None:
    return "这条明细已在对账单上，请先移出对账单" if step.before.get("statement_id") else None


def _stated_bar(step: Step) -> str | None:
    return None if step.before.get("statement_id") else "这条明细不在任何对账单上，不用移出"


def _disputed_bar(step: Step) -> str | None:
    return "这条明细还有争议，请先“争议已解决”" if step.before.get("dispute") else None


def _off_statement(_: Step) -> dict[str, Any]:
    return {"statement_id": None}


def _off_invoice(_: Step) -> dict[str, Any]:
    return {"invoice_id": None, "due_date": None}


def _settled(_: Step) -> dict[str, Any]:
    return {"dispute": None}


def _approved(step: Step) -> dict[str, Any]:
    return {"approved_by": step.by}


def _contested_bar(step: Step) -> str | None:
    return "已登记过争议" if step.before.get("dispute") else None


def _peaceful_bar(step: Step) -> str | None:
    return None if step.before.get("dispute") else "这条明细没有争议"


_RECONCILE = Action(
    "reconcile",
    "对账确认",
    ChargeState.RECONCILED,
    asks=("amount_incl_tax", "diff_reason"),
    needs=("amount_incl_tax",),
    bar=_disputed_bar,
    gate=_agreed_gate,
    stamps=_differs,
)
_INVOICE = Action("invoice", "开票", ChargeState.INVOICED, asks=("due_date", "invoice_id"))
_SETTLE = Action("settle", "结清", ChargeState.SETTLED)
_OFF = Action("back", "移出对账单", ChargeState.ESTIMATED, bar=_stated_bar, stamps=_off_statement)
_BACK = Action("back", "移出对账单并退回预估", ChargeState.ESTIMATED, stamps=_off_statement)
_UNINVOICE = Action("uninvoice", "红冲退回", ChargeState.RECONCILED, stamps=_off_invoice)
_UNSETTLE = Action("unsettle", "取消结清", ChargeState.INVOICED)
_UNSETTLE_BARE = Action("reopen", "取消结清（未开票）", ChargeState.RECONCILED)
_VOID = Action("void", "作废", ChargeState.VOID, bar=_loose_bar)
_DISPUTE = Action(
    "dispute", "登记争议", None, asks=("dispute",), needs=("dispute",), bar=_contested_bar, help="有争议的明细不催收，其余照常对账、开票"
)
_RESOLVE = Action("resolve", "争议已解决", None, bar=_peaceful_bar, stamps=_settled)
_APPROVE = Action("approve", "批准核减", ChargeState.ESTIMATED, stamps=_approved, roles=MANAGERS)
_REJECT = Action("reject", "不批准", ChargeState.VOID, asks=("note",), needs=("note",), roles=MANAGERS, help="请在备注里写明原因")

MACHINE = Machine(
    "state",
    {
        ChargeState.ESTIMATED: (_RECONCILE, _DISPUTE, _RESOLVE, _OFF, _VOID),
        ChargeState.RECONCILED: (_INVOICE, _SETTLE, _DISPUTE, _RESOLVE, _BACK, _VOID),
        ChargeState.INVOICED: (_SETTLE, _DISPUTE, _RESOLVE, _UNINVOICE),
        ChargeState.SETTLED: (_UNSETTLE, _UNSETTLE_BARE),
        ChargeState.VOID: (),
        ChargeState.REQUESTED: (_APPROVE, _REJECT),
    },
)
LIFE = Life(ChargeLine, MACHINE)
