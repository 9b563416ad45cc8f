"""The people at the clients and what they say: contacts, satisfaction surveys, the follow-up ledger, SOPs (domain.md §3.2-3.5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from csdesk.demo.clientele import Member
from csdesk.demo.draw import Draw
from csdesk.demo.names import mobile, person

Rows = list[dict[str, Any]]
ROUND = {
    "name": "2026年二季度满意度调查",
    "period": "2026-Q2",
    "method": "phone",
    "sent_on": "2026-06-08",
    "closes_on": "2026-06-25",
    "status": "closed",
}
#: K04 in its golden case: overall marks of the first desk's twenty answers and of the second's five.
MARKS = {"01": (5,) * 10 + (4,) * 9 + (3,), "02": (5, 5, 4, 4, 2)}
_ROLES = (("logistics", "物流主管"), ("finance", "财务"))
_TALK = ("了解下月发货计划，客户表示产量平稳", "沟通回单寄送时间，客户希望缩短到七天", "客户提出增加夜间提货窗口，已记录待评估")


def voice_rows(seat: str, members: Sequence[Member], specialist: str) -> dict[str, Rows]:
    """Record name → rows."""
    active = [m for m in members if m.values["status"] == "active"]
    contacts = [row for n, m in enumerate(active) for row in _contacts(int(seat) * 100 + n * 2, m)]
    return {
        "contact": contacts,
        "survey_round": [dict(ROUND)],
        "survey_response": list(_responses(seat, contacts)),
        "client_log": list(_talks(active, contacts, specialist)),
        "client_sop": list(_sops(active[0], specialist)),
    }


def _contacts(number: int, m: Member) -> Iterator[dict[str, Any]]:
    for n, (role, title) in enumerate(_ROLES):
        name = person(number + n)
        yield {
            "client_id": m.code,
            "name": name,
            "title": title,
            "role": role,
            "mobile": mobile(2000 + number + n),
            "is_primary": n == 0,
            "survey_opt_in": True,
        }


def _responses(seat: str, contacts: Rows) -> Iterator[dict[str, Any]]:
    """As many valid answers as K04 wants, then one void and one that never came; none of them twice from one person."""
    marks = MARKS[seat]
    for n, contact in enumerate(contacts[: len(marks) + 2]):
        told = {"round_id": ROUND["name"], "client_id": contact["client_id"], "contact_id": contact["name"]}
        told["sent_at"] = "2026-06-08T09:00:00+08:00"
        came = f"2026-06-{Draw('answer', f'{seat}{n}').whole(9, 24):02}T14:00:00+08:00"
        if n < len(marks):
            yield told | {"responded_at": came, "overall": marks[n], "valid": True} | _dissatisfied(marks[n])
        elif n == len(marks):
            yield told | {"responded_at": came, "overall": 5, "valid": False, "invalid_reason": "not_customer"}
        else:
            yield told


def _dissatisfied(mark: int) -> dict[str, Any]:
    return {"reason_codes": ["timeliness", "information"], "comment": "到货不准时，信息反馈慢"} if mark <= 3 else {}


def _talks(active: Sequence[Member], contacts: Rows, specialist: str) -> Iterator[dict[str, Any]]:
    for m in active[:10]:
        draw = Draw("talk", m.code)
        contact = next(row for row in contacts if row["client_id"] == m.code)
        yield {
            "occurred_at": f"2026-06-{draw.whole(1, 26):02}T{draw.whole(9, 17):02}:00:00+08:00",
            "client_id": m.code,
            "log_type": "visit",
            "channel": "onsite",
            "contact_id": contact["name"],
            "participants": [specialist],
            "content": draw.one(_TALK),
            "risk": "none",
        }


def _sops(m: Member, specialist: str) -> Iterator[dict[str, Any]]:
    """One client's SOP changes in the middle of June."""
    told = {"client_id": m.code, "author_id": specialist}
    first = {"version": 1, "effective_from": "2025-01-01", "effective_to": "2026-06-15", "status": "superseded"}
    yield told | first | {"change_reason": "首次制定"}
    yield told | {"version": 2, "effective_from": "2026-06-16", "status": "effective", "change_reason": "回单时限由 15 天改为 7 天"}
