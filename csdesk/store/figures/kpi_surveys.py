"""The questionnaires that were sent out, for the share of them that came back."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from csdesk.domain.kpi.work import Mark
from csdesk.store.figures.kpi_loads import Stamped
from csdesk.store.figures.kpi_money import counted


def asked(connection: Connection, whose: Stamped) -> Iterator[Mark]:
    """One mark a questionnaire, of the day it was sent; one that was only answered was sent by then at the latest."""
    for id, book, client, owner, at in connection.exec_driver_sql(
        "SELECT id, book, client_id, owner_id, coalesce(sent_at, responded_at) FROM survey_response"
        f" WHERE {counted(connection)} AND coalesce(sent_at, responded_at) IS NOT NULL ORDER BY id"
    ):
        yield Mark("survey_response", id, at[:10], client or "", *whose(client, book, owner), 0, 1)
