"""The columns of a ledger: every declared field, and who made and changed the record; as data."""

from __future__ import annotations

from dataclasses import dataclass

from csdesk.domain.record import Field, Record, fields_of
from csdesk.domain.rows import Row

_SYSTEM = (("_updated_at", "最后修改", 16), ("_updated_by", "修改人", 10), ("_created_at", "建立时间", 16), ("_created_by", "建立人", 10))


@dataclass(frozen=True, slots=True)
class Column:
    """One column. key: the name of its field, or a system column with `_` in front. listed: visible from the start."""

    key: str
    heading: str
    width: int  # characters
    field: Field | None = None
    listed: bool = False

    @property
    def numeric(self) -> bool:
        return self.field is not None and self.field.kind.numeric

    @property
    def entered(self) -> bool:
        """Whether a person may type into it."""
        return self.field is not None and not self.field.auto and not self.field.action_only

    def text(self, row: Row) -> str:
        """What the cell shows."""
        if self.field is None:
            return str(getattr(row, self.key[1:]))[:16].replace("T", " ")
        title = row.titles.get(self.key)
        return title if title is not None else self.field.show(row.values.get(self.key))


def columns_of(record: type[Record]) -> tuple[Column, ...]:
    """All columns a ledger of this record can show, those shown at first in front."""
    told = [Column(f.name, f.heading, f.kind.width, f, f.listed) for f in fields_of(record)]
    told.sort(key=lambda c: not c.listed)
    return (*told, *(Column(key, heading, width) for key, heading, width in _SYSTEM))
