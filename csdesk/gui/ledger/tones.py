"""Which codes of choices are shown as chips, and in which tone; the word always stands in the chip."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from csdesk.domain.record import Field, Record, field_map
from csdesk.domain.rows import Row

#: Code → tone of palette.json: good, warn, bad, calm, info.
_STATUS = {
    "prospect": "info", "transition": "warn", "active": "good", "dormant": "calm", "lost": "bad", "blacklisted": "bad",
    "registered": "info", "accepted": "info", "investigating": "warn", "waiting": "warn", "proposed": "warn",
    "agreed": "good", "closed": "good", "reopened": "bad", "void": "calm", "left": "calm",
    "draft": "calm", "planned": "info", "assigned": "info", "departed": "warn", "in_transit": "warn", "arrived": "info", "signed": "good",
    "done": "good", "cancelled": "calm", "open": "info", "confirmed": "good", "disputed": "bad", "sent": "info", "issued": "good",
    "written_off": "calm", "partly": "warn", "settled": "good", "overdue": "bad", "paid": "good", "exception": "bad",
}  # fmt: skip
_SEVERITY = {"normal": "calm", "major": "warn", "critical": "bad"}
_TIER = {"KA": "good", "A": "info"}
_BY_FIELD = {"severity": _SEVERITY, "tier": _TIER, "from_status": _STATUS, "to_status": _STATUS}


def tone_of(field: Field | None, value: object) -> str:
    """The tone of a chip; empty for a value that is plain text."""
    if field is None or field.kind.name != "choice" or value is None:
        return ""
    if field.name in _BY_FIELD:
        return _BY_FIELD[field.name].get(str(value), "")
    return _STATUS.get(str(value), "calm") if field.name == "status" or field.name.endswith("_status") else ""


def wear(label: QLabel, tone: str) -> None:
    """Dress a label as a chip of this tone; one without text is not seen."""
    label.setVisible(bool(label.text()))
    label.setProperty("tone", tone or None)
    label.style().unpolish(label)
    label.style().polish(label)


def wear_status(label: QLabel, record: type[Record], row: Row | None) -> None:
    """Show the state of a record as a chip; nothing where it has none."""
    status = field_map(record).get("status")
    value = row.values.get("status") if row and status else None
    label.setText(status.show(value) if status and value else "")
    wear(label, tone_of(status, value) if value else "")
