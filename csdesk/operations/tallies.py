"""Keeping on a record what its children say (`domain/tallies`), in the change set that adds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from csdesk.domain import rights
from csdesk.domain.record import Record, Values, field_map
from csdesk.domain.records import RECORD_BY_NAME
from csdesk.domain.rows import Filter, Query
from csdesk.domain.tallies import TALLIES
from csdesk.store import ledger
from csdesk.store.changesets import ChangeSet

Added = tuple[str, Values]


def keep(work: ChangeSet, child: type[Record], added: Iterable[Added]) -> None:
    """Note on each parent what these new children tell. added: (book, values) of each; what a role may not write is left."""
    if child not in TALLIES:
        return
    link = str(child.about.parent)
    by_parent: dict[tuple[str, str], list[Values]] = defaultdict(list)
    for book, values in added:
        by_parent[book, str(values[link])].append(values)
    parent = RECORD_BY_NAME[str(field_map(child)[link].of)]
    for (book, id_), fresh in by_parent.items():
        _keep(work, child, parent, (book, id_), fresh)


def _keep(work: ChangeSet, child: type[Record], parent: type[Record], key: tuple[str, str], fresh: Sequence[Values]) -> None:
    book, id_ = key
    earlier = ledger.select(work.connection, child, Query(filters=(Filter(str(child.about.parent), "is", id_),)))
    row = ledger.get(work.connection, parent, book, id_)
    before: Values = row.values if row else {}
    said = TALLIES[child]([*(one.values for one in earlier), *fresh])
    told = {name: value for name, value in said.items() if value is not None and value != before.get(name)}
    if not rights.forbidden(work.site.role, parent.about.name, ("",), told):
        work.change(parent, book, id_, told)
