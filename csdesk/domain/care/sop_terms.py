"""What a SOP version says in numbers, on which day which version holds, and how a case keeps what was promised when it came in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

from csdesk.domain.care.sops import SopSection, SopStatus
from csdesk.domain.moments import moment_of, wire_moment
from csdesk.domain.record import Values, field_map
from csdesk.errors import Refused

#: The sections' fields that override a deadline or a figure.
PARAMETERS = tuple(name for name, f in field_map(SopSection).items() if f.section == "参数")
#: Those that a case keeps from its registration on, and those that a waybill keeps from its entry on.
OF_CASE = tuple(name for name in PARAMETERS if name.startswith(("response_min_", "close_wd_")))
OF_WAYBILL = ("departure_grace_min", "arrival_grace_min", "signoff_hours", "tracking_interval_h", "pod_original_required")
#: What holds where a client's SOP says nothing (K12, K13, K14).
DEPARTURE_GRACE_MIN, ARRIVAL_GRACE_MIN, SIGNOFF_HOURS = 30, 0, 24

#: A version that came into force holds until its end, whether another has taken its place or not.
HELD = (SopStatus.EFFECTIVE, SopStatus.SUPERSEDED)


def sop_parameters(sections: Iterable[Values]) -> dict[str, Any]:
    """The numbers that the sections of one version say; of two the first by section code."""
    found: dict[str, Any] = {}
    for section in sorted(sections, key=lambda s: str(s.get("code"))):
        for name in PARAMETERS:
            if section.get(name) not in (None, (), []):
                found.setdefault(name, section[name])
    return found


def in_force(versions: Iterable[Values], on: str) -> Values | None:
    """The version that holds on a day (wire); of two the later one, since two offline PCs can each be right."""
    found = [v for v in versions if v.get("status") in HELD and _holds(v, on)]
    return max(found, key=lambda v: (str(v.get("effective_from")), v.get("version") or 0), default=None)


def _holds(version: Values, on: str) -> bool:
    start, end = version.get("effective_from"), version.get("effective_to")
    if version.get("status") == SopStatus.SUPERSEDED and not end:
        return False
    return bool(start) and str(start) <= on and (not end or on <= str(end))


def ended(version: Values, start: str) -> dict[str, Any]:
    """What becomes of a version when another one comes into force on the day `start` (wire); nothing where it had ended.

    Raises Refused when it begins on that day or later: which of the two holds then would be anybody's guess.
    """
    if version.get("status") not in HELD or (version["status"] == SopStatus.SUPERSEDED and not _holds(version, start)):
        return {}
    if str(version["effective_from"]) >= start:
        raise Refused(f"版本 {version.get('version')} 从 {version['effective_from']} 起生效，新版的生效日期要晚于这一天")
    last = (date.fromisoformat(start) - timedelta(days=1)).isoformat()
    return {"status": SopStatus.SUPERSEDED.value, "effective_to": min(str(version.get("effective_to") or last), last)}


def promised(parameters: Values, names: Iterable[str] = OF_CASE) -> list[str]:
    """What a record keeps of them, as a person reads it: `一般案件响应 60 分钟`, `回单须原件`."""
    known, told = field_map(SopSection), list[str]()
    for name in names:
        value = parameters.get(name)
        if value is True:
            told.append(known[name].label)
        elif value is not None and value is not False:
            told.append(f"{known[name].label} {value} {known[name].unit}")
    return told


def deadlines(terms: Sequence[str], severity: str) -> tuple[int | None, int | None]:
    """Response in minutes and closing in working days that such terms promise for a severity; None where they say nothing."""
    return said(terms, f"response_min_{severity}"), said(terms, f"close_wd_{severity}")


def said(terms: Sequence[str], name: str) -> int | None:
    """The number that such terms say for one parameter."""
    label = field_map(SopSection)[name].label
    found = (re.fullmatch(rf"{label} (\d{{1,5}}) .+", term) for term in terms)
    return next((int(match[1]) for match in found if match), None)


def wants_original(terms: Sequence[str]) -> bool:
    """Whether a photo of the 回单 is not enough."""
    return field_map(SopSection)["pod_original_required"].label in terms


def latest_times(values: Values) -> dict[str, Any]:
    """When a waybill counts as late: at leaving, at arriving, at being signed (wire moments), as its client was promised."""
    terms = values.get("sop_terms") or ()
    return {
        "late_departure_at": _after(values.get("planned_departure_at"), _told(terms, "departure_grace_min", DEPARTURE_GRACE_MIN)),
        "late_arrival_at": _after(values.get("required_arrival_at"), _told(terms, "arrival_grace_min", ARRIVAL_GRACE_MIN)),
        "sign_due_at": _after(values.get("arrived_at"), _told(terms, "signoff_hours", SIGNOFF_HOURS) * 60),
    }


def _told(terms: Sequence[str], name: str, default: int) -> int:
    found = said(terms, name) if terms else None
    return default if found is None else found


def _after(at: object, minutes: int) -> str | None:
    return wire_moment(moment_of(str(at)) + timedelta(minutes=minutes)) if at else None
