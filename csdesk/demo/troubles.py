"""The complaints of a desk: those that follow from its waybills, and the planted table of K05 (domain.md §3.6, §5.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from csdesk.demo.clientele import Member
from csdesk.demo.draw import Draw
from csdesk.demo.market import AS_OF
from csdesk.demo.planted import CLAIM, CLOSURE, Planted
from csdesk.domain.calendar import SHIPPED
from csdesk.domain.moments import SHANGHAI, wire_moment

Rows = list[dict[str, Any]]
_TYPES = (("attitude", "司机"), ("billing", "对账差异"), ("info", "不反馈"), ("billing", "附加费"), ("info", "状态错误"))
_CAUSES = {"damage": ("damage", "外包装破损"), "short": ("shortage", "少件")}


def complaint_rows(seat: str, waybills: Rows, people: Sequence[Member], specialist: str) -> Rows:
    """What went wrong on the way, and every now and then something about bills and manners."""
    found = [row for w in waybills if (row := _of_waybill(w))]
    found += [_of_office(seat, n, people) for n in range(6)]
    found.append(_saturday(people[1]))
    found.append(_critical(waybills, people))
    found.append(_claim(people))
    told = sorted(found, key=lambda row: row["received_at"])
    return [_numbered(seat, n, {**row, "registered_by": specialist}) for n, row in enumerate(told, 1)]


def _numbered(seat: str, n: int, row: dict[str, Any]) -> dict[str, Any]:
    return {"case_no": f"TS-NB{seat}-{row['received_at'][:7].replace('-', '')}-{n:04}", **row}


def _of_waybill(waybill: dict[str, Any]) -> dict[str, Any] | None:
    if not (signed := waybill.get("signed_at")):
        return None
    late = waybill["arrived_at"] > waybill["required_arrival_at"]
    kind, subtype = _CAUSES.get(waybill.get("sign_status") or "", ("delay", "送货延误"))
    if not (kind != "delay" or late) or not Draw("case", waybill["waybill_no"]).chance(600):
        return None
    text = f"{waybill['waybill_no']} {subtype}，客户要求说明原因并给出处理意见"
    case = {"client_id": waybill["client_id"], "waybill_id": waybill["waybill_no"], "type": kind, "subtype": subtype, "description": text}
    return case | _times(waybill["waybill_no"], datetime.fromisoformat(signed) + timedelta(hours=1))


def _of_office(seat: str, n: int, people: Sequence[Member]) -> dict[str, Any]:
    draw = Draw("office", f"{seat}{n}")
    kind, subtype = draw.one(_TYPES)
    at = datetime(2026, 4 + n // 2, draw.whole(1, 25), draw.whole(9, 16), draw.whole(0, 59), tzinfo=SHANGHAI)
    case = {
        "client_id": people[draw.whole(0, 8)].name,
        "type": kind,
        "subtype": subtype,
        "description": f"客户反映{subtype}问题，要求尽快答复",
    }
    return case | _times(f"{seat}{n}", at)


def _times(key: str, at: datetime) -> dict[str, Any]:
    """When it came, was answered and closed; what would lie after the demo's day has not happened."""
    draw = Draw("handling", key)
    closed = _after_workdays(at, draw.weighed(((1, 30), (2, 40), (3, 25), (5, 5))))
    told = _opened(at, draw.whole(8, 90))
    return told | (_closed(closed) if f"{closed:%Y-%m-%d}" <= AS_OF else {"status": "investigating"})


def _opened(at: datetime, minutes: int) -> dict[str, Any]:
    return {
        "received_at": wire_moment(at),
        "registered_at": wire_moment(at + timedelta(minutes=20)),
        "channel": "phone",
        "severity": "normal",
        "first_response_at": wire_moment(at + timedelta(minutes=20 + minutes)),
    }


def _closed(at: datetime) -> dict[str, Any]:
    return {
        "liability": "carrier",
        "solution": "已与承运商核实并向客户书面说明，加强发车前检查",
        "client_opinion": "accepted",
        "closed_at": wire_moment(at),
        "close_type": "resolved",
        "status": "closed",
    }


def _after_workdays(at: datetime, n: int) -> datetime:
    day = SHIPPED.after(at.date(), n)
    return datetime(day.year, day.month, day.day, 16, 30, tzinfo=SHANGHAI)


def _saturday(m: Member) -> dict[str, Any]:
    """Registered on Friday 8 May: Saturday the 9th is worked, so that the third working day is the 12th."""
    case = {"client_id": m.name, "type": "billing", "subtype": "价格", "description": "运价与合同不一致，要求核对五月价格"}
    at = datetime(2026, 5, 8, 14, 0, tzinfo=SHANGHAI)
    return case | _opened(at, 30) | _closed(datetime(2026, 5, 12, 11, 0, tzinfo=SHANGHAI))


def _critical(waybills: Rows, people: Sequence[Member]) -> dict[str, Any]:
    """A critical case that went up two hours late (see `report_rows`)."""
    waybill = next(w for w in waybills if w["client_id"] == people[0].name and w.get("signed_at", "") > "2026-06-0")
    case = {"client_id": waybill["client_id"], "waybill_id": waybill["waybill_no"], "type": "damage", "subtype": "内物破损"}
    at = datetime.fromisoformat(waybill["signed_at"]) + timedelta(hours=2)
    told = {
        "severity": "critical",
        "description": "整车货物倾倒，客户索赔并要求停线说明",
        "claimed_amount": 6_800_000,
        "status": "investigating",
    }
    return {**case, **_opened(at, 15), **told}


def _claim(people: Sequence[Member]) -> dict[str, Any]:
    """K01's client C: the rest of an old claim, paid in June and partly recovered from the carrier."""
    mark, paid, back = CLAIM
    m = next(m for m in people if m.name.endswith(f"（{mark}）"))
    case = {"case_kind": "claim", "client_id": m.name, "type": "other", "description": "停止发货前的货损余款，协商后一次付清"}
    told = {"close_type": "compensated", "claimed_amount": paid, "compensation": paid, "recovered": back}
    return case | _opened(_day("06-08", 10), 30) | _closed(_day("06-11", 15)) | told


def planted_rows(seat: str, m: Member, specialist: str) -> Rows:
    """K05's table: the nine cases of one client, which has no others."""
    return [_numbered(seat, 900 + n, _planted(m, case, specialist)) for n, case in enumerate(CLOSURE, 1)]


def _planted(m: Member, case: Planted, specialist: str) -> dict[str, Any]:
    told = {"client_id": m.name, "type": "info", "subtype": "不反馈", "description": f"（{case.name}）在途信息未按约定时间反馈"}
    told |= _opened(_day(case.registered, 10), 25) | {"registered_by": specialist, "status": "investigating"}
    if case.void:
        return told | {"status": "void", "void_reason": "duplicate"}
    if case.closed:
        told |= _closed(_day(case.closed, 15))
    if case.reopened:
        return {**told, "status": "reopened", "reopened_at": wire_moment(_day(case.reopened, 9)), "reopen_count": 1}
    return told


def _day(text: str, hour: int) -> datetime:
    day = date.fromisoformat(f"2026-{text}")
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


def progress_rows(cases: Rows) -> Rows:
    """What was done, case by case, as kept beside the ledger."""
    return [row for case in cases for row in _progress(case)]


def _progress(case: dict[str, Any]) -> Iterator[dict[str, Any]]:
    by = case["registered_by"]
    told = {"complaint_id": case["case_no"], "by": by}
    yield {**told, "at": case["first_response_at"], "kind": "contact", "text": "已电话联系客户，说明正在核实"}
    if case.get("closed_at"):
        yield {**told, "at": case["closed_at"], "kind": "result", "text": case["solution"]}


def report_rows(cases: Rows, manager: str) -> Rows:
    """The report of each critical case, two hours after it came; half an hour is allowed."""
    return [
        {
            "complaint_id": case["case_no"],
            "level": "branch",
            "reported_to": manager,
            "at": wire_moment(datetime.fromisoformat(case["received_at"]) + timedelta(hours=2)),
            "channel": "phone",
            "content": case["description"],
        }
        for case in cases
        if case["severity"] == "critical"
    ]
