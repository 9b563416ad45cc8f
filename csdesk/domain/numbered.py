"""Records with an automatic number: one that was given before the workstation had a seat is kept as a second number."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any

from csdesk.domain.kinds import Line
from csdesk.domain.record import Record, says

#: The field that keeps the number a record had before; it is looked up by it as by its own.
SECOND = "provisional_no"


class Numbered(Record, frozen=True, kw_only=True):
    """What every numbered record holds besides."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        cls.about = replace(cls.about, codes=(*cls.about.codes, SECOND))

    provisional_no: Annotated[
        Line | None, says("临时编号", searched=True, action_only=True, quiet=True, help="入网前用过的编号，仍然可以用它搜索")
    ] = None
