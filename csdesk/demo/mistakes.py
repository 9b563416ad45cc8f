"""The rows that are wrong on purpose: what a person mistypes, one wrong cell in each (domain.md §5.4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from csdesk.demo.names import fake_uscc


@dataclass(frozen=True, slots=True)
class Mistake:
    """A copy of the first row of one ledger, with other numbers (`told`, wire values) and one cell (`raw`) that is wrong."""

    seat: str
    record: str
    column: str
    raw: Any
    told: Mapping[str, Any] = field(default_factory=dict)


def _swapped(code: str) -> str:
    """Two neighbours in a code exchanged, as happens in typing; the check character notices."""
    at = next(n for n in range(10, 17) if code[n] != code[n + 1])
    return code[:at] + code[at + 1] + code[at] + code[at + 2 :]


def _firm(code: str, short_name: str, n: int) -> dict[str, Any]:
    return {"client_code": code, "legal_name": f"宁波{short_name}有限公司", "short_name": short_name, "uscc": fake_uscc(n)}


MISTAKES = (
    Mistake("01", "client", "uscc", _swapped(fake_uscc(951)), _firm("NB01-00198", "误笔贸易", 951)),
    Mistake("01", "client", "status", "还在做", _firm("NB01-00199", "试写商贸", 952)),
    Mistake("01", "contact", "mobile", "1990000123", {"name": "高少位"}),
    Mistake("01", "waybill", "planned_departure_at", None, {"waybill_no": "NB01-2606300901"}),
    Mistake("01", "waybill", "plate_no", "浙B1234学", {"waybill_no": "NB01-2606300902"}),
    Mistake("01", "complaint", "client_id", "查无此客户", {"case_no": "TS-NB01-202606-0990", "waybill_id": None}),
    Mistake("01", "charge_line", "amount_incl_tax", "约三万", {"biz_date": "2026-06-11"}),
    Mistake("01", "receipt", "received_on", "2026-02-30", {"receipt_no": "SK-NB01-202602-0990"}),
    Mistake("02", "charge_line", "amount_incl_tax", "1234.567", {"biz_date": "2026-06-12"}),
    Mistake("02", "driver", "mobile", "司机没给", {"name": "曹无号"}),
    Mistake("02", "survey_response", "overall", 6, {"responded_at": "2026-06-25T10:00:00+08:00"}),
)
