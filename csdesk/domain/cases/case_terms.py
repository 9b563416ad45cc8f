"""What the company's rules say of a case, kept by it from its registration on: a policy of later leaves it alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from csdesk.domain.policies import NUMBERS

_BY_SEVERITY = ("response_min_", "plan_hours_", "close_wd_", "report_min_")
#: The numbers that a case keeps.
KEPT = (*(key for key in NUMBERS if key.startswith(_BY_SEVERITY)), "callback_wd", "review_wd", "reopen_days")


def kept(rules: Mapping[str, int]) -> list[str]:
    """What a case keeps of the company's numbers, as a person reads it: those that are not the usual ones."""
    return [f"{NUMBERS[key].label} {rules[key]} {NUMBERS[key].unit}" for key in KEPT if rules[key] != NUMBERS[key].default]


def term(terms: Sequence[str] | None, key: str) -> int:
    """The number that such terms say, or the usual one."""
    number = NUMBERS[key]
    found = (re.fullmatch(rf"{re.escape(number.label)} (\d{{1,9}}) {re.escape(number.unit)}", told) for told in terms or ())
    return next((int(match[1]) for match in found if match), number.default)
