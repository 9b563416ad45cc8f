"""What was charged, spent, shipped and paid between two days, by client: the sums behind weekly figures."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import Connection

from csdesk.domain.plans.weekly_sums import Sums
from csdesk.store.figures.kpi_money import NET_AMOUNT, counted

_TOTAL = "CAST(coalesce(sum({}), 0) AS BIGINT)"  # PostgreSQL's sum of integers is a decimal number


def sums(connection: Connection, first: date, last: date) -> dict[str, Sums]:
    """Client → what it did from one day to another, both included. Money 分, weight grams."""
    found: dict[str, Sums] = defaultdict(Sums)
    days = first.isoformat(), last.isoformat()
    live = counted(connection)
    money = f"{live} AND state IS DISTINCT FROM 'void' AND biz_date >= ? AND biz_date <= ?"
    for table, name in (("charge_line", "revenue"), ("cost_line", "cost")):
        text = f"SELECT client_id, {_TOTAL.format(NET_AMOUNT)} FROM {table} WHERE {money} GROUP BY client_id"
        for client, amount in connection.exec_driver_sql(text, days):
            setattr(found[client or ""], name, amount)
    text = (
        f"SELECT client_id, count(*), {_TOTAL.format('weight')} FROM waybill"
        f" WHERE {live} AND status IS DISTINCT FROM 'void' AND plan_date >= ? AND plan_date <= ? GROUP BY client_id"
    )
    for client, many, weight in connection.exec_driver_sql(text, days):
        found[client or ""].waybills, found[client or ""].weight = many, weight
    received = f"{live} AND received_on >= ? AND received_on <= ?"
    text = f"SELECT client_id, {_TOTAL.format('amount')} FROM receipt WHERE {received} GROUP BY client_id"
    for client, amount in connection.exec_driver_sql(text, days):
        found[client or ""].collection = amount
    return found
