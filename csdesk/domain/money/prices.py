"""What was agreed to be charged for which service (价格协议), and what that makes of one waybill."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, ClassVar

from csdesk.domain.kinds import KINDS, Day, Fen, Id, Line, Price, Rate
from csdesk.domain.money.charges import LOWERING, ChargeItem
from csdesk.domain.money.vat import half_up
from csdesk.domain.record import About, Choice, Problem, Record, Values, says
from csdesk.domain.transport.fleet import VehicleType


class PriceUnit(Choice):
    TRIP = "trip", "票", "每票", "车", "趟"
    PIECE = "piece", "件", "每件"
    KILO = "kilo", "公斤", "kg", "千克"
    TON = "ton", "吨", "t"
    CUBE = "cube", "方", "m³", "立方"
    KM = "km", "公里"


def _rules(values: Values) -> Iterator[Problem]:
    start, end = values.get("valid_from"), values.get("valid_to")
    if start and end and end < start:
        yield Problem("valid_to", "失效日期不能早于生效日期")
    if values.get("item") in LOWERING:
        yield Problem("item", "返利、理赔扣款和核减不按价格协议计费")


class PriceAgreement(Record, frozen=True, kw_only=True):
    """One price of one service for a client, from one day on; empty places and vehicle mean any."""

    about: ClassVar[About] = About(
        "price_agreement",
        "价格",
        "价格协议",
        title=("item", "unit_price", "unit"),
        parent="client_id",
        rules=(_rules,),
        order="-valid_from",
    )

    client_id: Annotated[Id, says("客户", of="client", listed=True, searched=True, also=("客户名称", "客户简称", "客户全称", "客户编号"))]
    item: Annotated[ChargeItem, says("费用项", asked=True, listed=True, also=("费用项目", "费用类型", "收费项目"))] = ChargeItem.FREIGHT
    origin_city: Annotated[Line | None, says("始发城市", listed=True, searched=True, also=("始发", "始发地"))] = None
    dest_city: Annotated[Line | None, says("目的城市", listed=True, searched=True, also=("目的", "目的地", "到达城市"))] = None
    vehicle_type: Annotated[VehicleType | None, says("车型", listed=True, also=("车长",))] = None
    unit: Annotated[PriceUnit, says("计费单位", asked=True, listed=True, also=("单位", "计价方式"))] = PriceUnit.TRIP
    unit_price: Annotated[Price, says("含税单价", unit="元", listed=True, least=0, also=("单价", "价格"))]
    least: Annotated[Fen | None, says("最低收费", unit="元", listed=True, least=0, also=("起步价", "保底"))] = None
    vat_rate: Annotated[Rate | None, says("税率", least=0, most=10000, help="空着时按客户默认税率")] = None
    valid_from: Annotated[Day, says("生效日期", listed=True, also=("开始日期",))]
    valid_to: Annotated[Day | None, says("失效日期", listed=True, also=("结束日期",))] = None
    note: Annotated[Line | None, says("备注")] = None


@dataclass(frozen=True, slots=True)
class Priced:
    """What one service of one waybill costs. qty in thousandths, unit_price in 1/10000 元, amount in 分 with tax."""

    item: str
    amount: int
    qty: int | None = None
    unit_price: int | None = None
    vat_rate: int | None = None
    basis: str = ""


_NARROWS = ("origin_city", "dest_city", "vehicle_type")


def priced(agreements: Iterable[Values], waybill: Values, day: str) -> tuple[list[Priced], list[str]]:
    """What the client's agreements make of a waybill on a day (wire), one for each service; and why one of them says nothing.

    Of several that fit, the one that says most counts, then the latest.
    """
    fitting = [a for a in agreements if _fits(a, waybill, day)]
    found, lacking = [], []
    for item in dict.fromkeys(str(a["item"]) for a in fitting):
        best = max((a for a in fitting if a["item"] == item), key=lambda a: (sum(bool(a.get(name)) for name in _NARROWS), a["valid_from"]))
        qty = quantity(waybill, str(best["unit"]))
        if qty is None:
            lacking.append(f"按{PriceUnit.labels()[best['unit']]}计费，运单没有{_LACKS[best['unit']]}")
        else:
            found.append(_priced(best, qty))
    return found, lacking


_LACKS = {PriceUnit.PIECE: "件数", PriceUnit.KILO: "重量", PriceUnit.TON: "重量", PriceUnit.CUBE: "体积", PriceUnit.KM: "里程"}


def _fits(agreement: Values, waybill: Values, day: str) -> bool:
    if not agreement["valid_from"] <= day <= (agreement.get("valid_to") or "9999"):
        return False
    driven = {**waybill, "vehicle_type": waybill.get("vehicle_type") or waybill.get("vehicle_type_req")}
    return all(not agreement.get(name) or agreement[name] == driven.get(name) for name in _NARROWS)


def quantity(waybill: Values, unit: str) -> Fraction | None:
    """How many units a waybill has; None where it does not say."""
    match unit:
        case PriceUnit.TRIP:
            return Fraction(1)
        case PriceUnit.PIECE:
            return _of(waybill.get("pieces"), 1)
        case PriceUnit.KILO:
            return _of(waybill.get("weight"), 1000)
        case PriceUnit.TON:
            return _of(waybill.get("weight"), 1_000_000)
        case PriceUnit.CUBE:
            return _of(waybill.get("volume"), 1000)
        case _:
            return _of(waybill.get("distance_km"), 1)


def _of(value: int | None, scale: int) -> Fraction | None:
    return Fraction(value, scale) if value else None


def _priced(agreement: Values, qty: Fraction) -> Priced:
    amount = half_up(qty * agreement["unit_price"] / 100)
    least = agreement.get("least") or 0
    told = f"{KINDS['price'].show(agreement['unit_price'])} 元/{PriceUnit.labels()[agreement['unit']]}"
    thousandths = half_up(qty * 1000)
    if amount < least:
        return Priced(str(agreement["item"]), least, None, None, agreement.get("vat_rate"), f"{told}，不足最低收费")
    return Priced(str(agreement["item"]), amount, thousandths, agreement["unit_price"], agreement.get("vat_rate"), told)
