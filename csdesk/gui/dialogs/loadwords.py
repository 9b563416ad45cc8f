"""What the proposal for loads says: what it saves, each load, and how everything was measured."""

from __future__ import annotations

from collections.abc import Iterator

from csdesk.domain.transport.fleet import VehicleType
from csdesk.domain.transport.loads import Judged
from csdesk.domain.transport.road import DETOUR, city_name
from csdesk.domain.transport.transit import KM_IN_AN_HOUR
from csdesk.gui.board.words import clock, load, route
from csdesk.operations.transport.hiring import Hired
from csdesk.operations.transport.load_problem import LOADING, UNLOADING
from csdesk.operations.transport.loads import Proposal, Worth

COMPARED = ("", "用车", "排上", "没排", "有冲突", "里程", "在途车时", "满载率", "费用估算")
LOADS = ("采用", "与手工", "车辆", "司机", "票数", "装载", "装车", "完成", "里程", "费用估算", "装卸顺序")
LEFT = ("没排的运单", "客户", "线路", "货量", "为什么")

_NOTES = 4  # of the sentences about what was left out, so many are shown


def lead(proposal: Proposal) -> str:
    """What is gained, in one sentence."""
    hand, new = proposal.worths
    if not proposal.better:
        return "没有找到比手工更省的方案：手工的计划已经很好，不用改。" + _hired(proposal)
    parts = [
        _less(hand.vehicles - new.vehicles, "少用 {} 辆车", "多用 {} 辆车"),
        _less(new.carried - hand.carried, "多排 {} 票", "少排 {} 票"),
        _less(hand.faulty - new.faulty, "少 {} 票冲突", ""),
        _less(hand.km - new.km, "少跑 {:,} km", "多跑 {:,} km") if new.carried == hand.carried else "",
    ]
    saved = hand.price - new.price
    money = f"估算省 {saved // 100:,} 元（{saved / hand.price:.0%}）" if saved > 0 else f"估算多花 {-saved // 100:,} 元" if saved else ""
    over = "这一天已经过去，只供对照。" if proposal.day.review else ""
    return "比手工" + "、".join([*filter(None, parts), money]) + "。" + over + _hired(proposal)


def _hired(proposal: Proposal) -> str:
    many, price = sum(len(one.one.load.orders) for one in proposal.hired), sum(one.price for one in proposal.hired)
    return f"自有车排不下的 {many} 票可外协 {len(proposal.hired)} 车，询价约 {price // 100:,} 元。" if many else ""


def _less(by: int, good: str, bad: str) -> str:
    return good.format(by) if by > 0 else bad.format(-by) if by < 0 and bad else ""


def compared(proposal: Proposal) -> list[tuple[str, ...]]:
    """By hand, proposed, and the difference."""
    hand, new = proposal.worths
    return [("手工", *_worth(hand)), ("建议", *_worth(new)), ("相差", *_difference(hand, new))]


def _worth(one: Worth) -> tuple[str, ...]:
    counts = (f"{one.vehicles} 辆", f"{one.carried} 票", f"{one.left} 票", f"{one.faulty} 票")
    return (*counts, f"{one.km:,} km", f"{one.hours:,.0f} 小时", f"{one.filled:.0%}", f"{one.price // 100:,} 元")


def _difference(hand: Worth, new: Worth) -> tuple[str, ...]:
    whole = (new.vehicles - hand.vehicles, new.carried - hand.carried, new.left - hand.left, new.faulty - hand.faulty, new.km - hand.km)
    rest = f"{round(new.hours - hand.hours):+,}", f"{round(100 * (new.filled - hand.filled)):+} 点", f"{(new.price - hand.price) // 100:+,}"
    return tuple(text.replace("+0", "0") for text in (*(f"{by:+,}" for by in whole), *rest))


def load_line(proposal: Proposal, one: Judged) -> tuple[str, ...]:
    """One proposed load under the headings `LOADS`."""
    wheels = proposal.day.wheels[one.load.truck]
    vehicle = f"{wheels.plate} {VehicleType.labels().get(wheels.kind, wheels.kind)}"
    word = "改动" if proposal.changed(one) else "相同"
    return load_line_of(proposal, one, word, vehicle, str(wheels.told.get("driver_name") or ""))


def load_line_of(proposal: Proposal, one: Judged, word: str, vehicle: str, driver: str) -> tuple[str, ...]:
    """A load with what stands before its numbers."""
    day = proposal.day
    day_text = day.day.isoformat()
    rows = [day.rows[n].values for n in one.load.orders]
    size = sum(row.get("weight") or 0 for row in rows), sum(row.get("volume") or 0 for row in rows)
    return (
        "",
        word,
        vehicle,
        driver,
        str(len(rows)),
        load(*size),
        clock(day.moment(one.at[0]), day_text),
        clock(day.moment(one.end), day_text),
        f"{one.distance:,} km",
        f"{one.price // 100:,} 元",
        way(proposal, one),
    )


def hired_line(proposal: Proposal, hired: Hired) -> tuple[str, ...]:
    """One load for a vehicle that is still to be found, under the same headings."""
    line = load_line_of(proposal, hired.one, "外协询价", VehicleType.labels().get(hired.kind, hired.kind), "待定承运商")
    return (*line[:9], f"{'线路价' if hired.lane else '约'} {hired.price // 100:,} 元", line[10])


def way(proposal: Proposal, one: Judged) -> str:
    """Where a load goes, city after city: `宁波 装2 → 杭州 卸1 → 南京 卸1`."""
    found: list[tuple[str, str, int]] = []
    for stop in one.load.stops:
        values = proposal.day.rows[stop.order].values
        city, does = city_name(values.get("origin_city" if stop.loads else "dest_city")), "装" if stop.loads else "卸"
        many = found.pop()[2] if found and found[-1][:2] == (city, does) else 0
        found.append((city, does, many + 1))
    return " → ".join(f"{city} {does}{many}" for city, does, many in found)


def left_lines(proposal: Proposal) -> list[tuple[str, ...]]:
    """The waybills that are left, with the reason."""
    found: list[tuple[str, ...]] = []
    for row, why in proposal.left():
        size = load(row.values.get("weight") or 0, row.values.get("volume") or 0)
        found.append((str(row.values.get("waybill_no", "")), row.titles.get("client_id", ""), route(row), size, why))
    return found


def _clashes(proposal: Proposal) -> Iterator[str]:
    """What is wrong with the plan by hand."""
    found = []
    for one in proposal.by_hand.faulty:
        faults = "、".join(fault.label for fault in one.faults)
        found.append(f"{proposal.day.wheels[one.load.truck].plate} {faults}（{len(one.load.orders)} 票）")
    if found:
        yield f"手工的冲突：{'；'.join(found[:_NOTES])}{' 等' if len(found) > _NOTES else ''}。"


def measure(proposal: Proposal) -> str:
    """How far, how long, how dear: by which yardstick, and what was left out."""
    day = proposal.day
    sentences = [*_clashes(proposal)]
    sentences += [
        f"里程：常用线路登记了的用登记值，其余按两城直线距离 × {DETOUR} 估算，没有地图；车速 {KM_IN_AN_HOUR} km/h，每票装 {LOADING} 分、"
        f"卸 {UNLOADING} 分，空车从装货地起算。费用：各车型通行运价，没排上或有冲突的按外调价；只用来比较。",
    ]
    unmeasured = sum(not row.values.get("volume") for row in day.rows)
    if unmeasured:
        sentences.append(f"{unmeasured} 票没填体积，只按重量装。")
    if day.late:
        sentences.append(f"{len(day.late)} 票怎么走都会晚于要求到达，照样排上。")
    return " ".join(
        [*sentences, *(f"{note}。" for note in day.notes[:4]), *([f"另有 {len(day.notes) - 4} 条。"] if len(day.notes) > 4 else [])]
    )
