"""What a SOP version says in numbers, on which day which version holds, and how a case keeps what was promised when it came in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from csdesk.domain.record import Values, field_map
from csdesk.domain.sops import SopSection, SopStatus

#: The sections' fields that override a deadline or a figure.
PARAMETERS = tuple(name for name, f in field_map(SopSection).items() if f.section == "参数")
#: Those that a case keeps from its registration on.
_PROMISED = tuple(name for name in PARAMETERS if name.startswith(("response_min_", "close_wd_")))


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
    held = (SopStatus.EFFECTIVE, SopStatus.SUPERSEDED)
    found = [v for v in versions if v.get("status") in held and _holds(v, on)]
    return max(found, key=lambda v: (str(v.get("effective_from")), v.get("version") or 0), default=None)


def _holds(version: Values, on: str) -> bool:
    start, end = version.get("effective_from"), version.get("effective_to")
    if version.get("status") == SopStatus.SUPERSEDED and not end:
        return False
    return bool(start) and str(start) <= on and (not end or on <= str(end))


def promised(parameters: Values) -> list[str]:
    """What a case keeps of them, as a person reads it: `一般案件响应 60 分钟`."""
    known = field_map(SopSection)
    return [f"{known[name].label} {parameters[name]} {known[name].unit}" for name in _PROMISED if parameters.get(name) is not None]


def deadlines(terms: Sequence[str], severity: str) -> tuple[int | None, int | None]:
    """Response in minutes and closing in working days that such terms promise for a severity; None where they say nothing."""
    known = field_map(SopSection)
    return _said(terms, known[f"response_min_{severity}"].label), _said(terms, known[f"close_wd_{severity}"].label)


def _said(terms: Sequence[str], label: str) -> int | None:
    found = (re.fullmatch(rf"{label} (\d{{1,5}}) .+", term) for term in terms)
    return next((int(match[1]) for match in found if match), None)
