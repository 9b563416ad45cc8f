"""Who plans are made for, and who stands below whom: the nation, its spans, their branches, specialists, clients."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from csdesk.domain.care.clients import Client, ClientStatus
from csdesk.domain.kpi.scope import LEVELS, NATION
from csdesk.domain.plans.targets import Level
from csdesk.domain.record import Record
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.staff.people import Role, Staff
from csdesk.errors import Refused
from csdesk.operations.kpi.figures import own_level
from csdesk.store import ledger
from csdesk.store.database import Database
from csdesk.store.figures import kpi
from csdesk.store.lookup import Connection

_GONE = (ClientStatus.LOST, ClientStatus.BLACKLISTED)


@dataclass(frozen=True, slots=True)
class Entity:
    """One for whom a plan is made. text: how plan lines name it. id: how figures do. above: the id of who it belongs to."""

    level: Level
    text: str
    id: str
    name: str
    above: str = ""


def levels(db: Database) -> list[Level]:
    """The levels for which this file can plan: its own and all below it, the highest first."""
    top = LEVELS.index(own_level(db.site))
    return list(reversed(LEVELS[: top + 1]))


def entities(db: Database, level: Level, above: str | None = None) -> list[Entity]:
    """The entities of a level by name; above: only those that belong to it (an id)."""
    with db.reading() as connection:
        found = sorted(_of(connection, level), key=lambda entity: (entity.name, entity.id))
    return [entity for entity in found if above is None or entity.above == above]


def entity_of(db: Database, level: Level, text: str = "") -> Entity:
    """The entity that somebody means by a name, code or id; the only one where nothing is said. Raises Refused."""
    found = entities(db, level)
    meant = [e for e in found if text in (e.text, e.id, e.name)] if text else found
    if len(meant) == 1:
        return meant[0]
    known = "、".join(e.text for e in found[:20]) or "还没有"
    raise Refused(f"请指明是哪个{level.label}" + (f"，没有唯一的“{text}”" if text else "") + f"；可选：{known}")


def below(db: Database, entity: Entity) -> list[Entity]:
    """Those right below one: of the nation its spans (its branches where there are none), and so on down to clients."""
    if entity.level == Level.CLIENT:
        return []
    if entity.level == Level.NATION:
        return entities(db, Level.SPAN) or entities(db, Level.BRANCH)
    return entities(db, LEVELS[LEVELS.index(entity.level) - 1], entity.id)


def _of(connection: Connection, level: Level) -> Iterator[Entity]:
    people = kpi.directory(connection)
    match level:
        case Level.NATION:
            yield Entity(level, NATION, NATION, level.label)
        case Level.SPAN:
            yield from (Entity(level, name, name, name, NATION) for name in set(people.spans.values()))
        case Level.BRANCH:
            yield from (Entity(level, code, code, name, people.spans.get(code, "")) for code, name in people.branches.items())
        case Level.SPECIALIST:
            for row in _living(connection, Staff, Filter("role", "is", Role.SPECIALIST), Filter("left_on", "empty")):
                yield Entity(level, row.values["name"], row.id, row.values["name"], row.values.get("branch") or "")
        case Level.CLIENT:
            for row in _living(connection, Client):
                if row.values.get("status") not in _GONE:
                    code, name = row.values.get("client_code"), row.values["short_name"]
                    yield Entity(level, code or name, row.id, name, row.values.get("owner_id") or people.holders.get(row.book, ""))


def _living(connection: Connection, record: type[Record], *filters: Filter) -> list[Row]:
    return ledger.select(connection, record, Query(filters=filters))
