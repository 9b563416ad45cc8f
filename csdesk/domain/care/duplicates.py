"""When two clients look like one: the name without its trimmings, the credit code, the phones of the people there."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from csdesk.domain.record import Values

#: What a company's name carries besides what it is called.
_TRIMMINGS = re.compile(r"(股份|集团|控股)?(有限责任公司|有限公司|公司|集团|商行|经营部|分公司)")
_NOISE = re.compile(r"[\W_]+")
#: Two long names are alike from this share of common characters on.
_ALIKE = 0.85
_LEAST = 3


def core(name: object) -> str:
    """What a company is called, without its legal form, brackets and blanks: 宁波示例家电（集团）有限公司 → 宁波示例家电."""
    plain = _NOISE.sub("", unicodedata.normalize("NFKC", str(name or "")).casefold())
    return _TRIMMINGS.sub("", plain) or plain


def likeness(told: Values, other: Values) -> tuple[str, str] | None:
    """Why two clients may be one, as (field, reason); None when they are not alike."""
    if told.get("uscc") and told["uscc"] == other.get("uscc"):
        return "uscc", "统一社会信用代码相同"
    for field, second, reason in (("legal_name", "short_name", "全称"), ("short_name", "legal_name", "简称")):
        mine = core(told.get(field))
        for name in (field, second):
            if mine and (sentence := _alike(mine, core(other.get(name)))):
                return field, f"{reason}{sentence}"
    return None


def _alike(mine: str, other: str) -> str:
    if mine == other:
        return "相同"
    short, long = sorted((mine, other), key=len)
    if len(short) < _LEAST:
        return ""
    if short in long:
        return "相近"
    return "相近" if len(short) > _LEAST and SequenceMatcher(None, mine, other).ratio() >= _ALIKE else ""


def searches(told: Values) -> list[str]:
    """What to search for, so that every client that is alike is among the hits."""
    cores = [c for c in (core(told.get("legal_name")), core(told.get("short_name"))) if len(c) >= 2]
    halves = [half for c in cores if len(c) > _LEAST for half in (c[: len(c) // 2], c[len(c) // 2 :])]
    return list(dict.fromkeys([*filter(None, [str(told.get("uscc") or "")]), *cores, *(h for h in halves if len(h) >= 2)]))
