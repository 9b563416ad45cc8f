"""Which SOP of a client holds on a day, what it says in numbers, and what a new case or waybill keeps of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from csdesk.domain.care.sop_terms import OF_WAYBILL, in_force, promised, sop_parameters
from csdesk.domain.care.sops import ClientSop, SopSection
from csdesk.domain.cases.complaints import Complaint
from csdesk.domain.record import Record, Values
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.transport.waybills import Waybill
from csdesk.store import ledger
from csdesk.store.lookup import Connection

#: The day that decides which version holds.
_DAY = {Complaint: "registered_at", Waybill: "plan_date"}


class Promises:
    """Answers for many records one after the other; each client's versions are read once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._versions: dict[str, list[dict[str, Any]]] = {}
        self._sections: dict[str, list[Row]] = defaultdict(list)
        self._any: bool | None = None

    def of(self, record: type[Record], values: Values) -> dict[str, Any]:
        """What a new record keeps of the client's SOP; nothing where it says so itself, or none holds."""
        day = values.get(_DAY.get(record, ""))
        if not day or values.get("sop_version") or not values.get("client_id"):
            return {}
        version = in_force(self._of_client(str(values["client_id"])), str(day)[:10])
        if version is None:
            return {}
        told = self.parameters(str(values["client_id"]), str(day)[:10])
        kept = {"sop_terms": promised(told)} if record is Complaint else _of_waybill(told)
        return {"sop_version": version.get("version"), **{name: value for name, value in kept.items() if value not in (None, [])}}

    def _of_client(self, client: str) -> list[dict[str, Any]]:
        if self._any is None:
            self._any = ledger.count(self._connection, ClientSop, Query()) > 0
        if self._any and client not in self._versions:
            rows = ledger.select(self._connection, ClientSop, Query(filters=(Filter("client_id", "is", client),)))
            self._versions[client] = [{**row.values, "id": row.id} for row in rows]
        return self._versions.get(client, [])

    def learn(self, clients: Iterable[str]) -> None:
        """Read what concerns many clients at once, before they are asked for one by one."""
        if not (wanted := sorted(set(clients) - self._versions.keys())):
            return
        rows = ledger.select(self._connection, ClientSop, Query(filters=(Filter("client_id", "in", wanted),)))
        sections = ledger.select(self._connection, SopSection, Query(filters=(Filter("sop_id", "in", [row.id for row in rows]),)))
        self._versions |= {client: [] for client in wanted}
        for row in rows:
            self._versions[str(row.values["client_id"])].append({**row.values, "id": row.id})
            self._sections[row.id] = [section for section in sections if section.values["sop_id"] == row.id]

    def parameters(self, client: str, on: str) -> dict[str, Any]:
        """The numbers of the version of a client that holds on a day (wire); none without one."""
        version = in_force(self._of_client(client), on)
        return sop_parameters(row.values for row in self.sections(str(version["id"]))) if version else {}

    def version(self, client: str, on: str) -> Values | None:
        """The version of a client that holds on a day (wire), with its id."""
        return in_force(self._of_client(client), on)

    def said(self, client: str, on: str, name: str) -> int | None:
        """The number of one parameter in the version of a client that holds on a day (wire); None where it says nothing."""
        version = self.version(client, on)
        return sop_parameters(row.values for row in self.sections(str(version["id"]))).get(name) if version else None

    def sections(self, sop: str) -> list[Row]:
        """The sections of a version."""
        if sop not in self._sections:
            self._sections[sop] = ledger.select(self._connection, SopSection, Query(filters=(Filter("sop_id", "is", sop),)))
        return self._sections[sop]


def _of_waybill(told: Values) -> dict[str, Any]:
    return {"sop_terms": promised(told, OF_WAYBILL), "sop_pod_days": told.get("pod_days")}
