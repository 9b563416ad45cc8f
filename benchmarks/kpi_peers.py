"""The scorecard's sums as people would have them from tables in memory: DuckDB, polars, pandas, as far as they are installed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from csdesk.store.database import Database
from csdesk.store.engines import words_of

_COLUMNS = {
    "charge_line": ("client_id", "biz_date", "amount_ex_tax", "amount_incl_tax"),
    "cost_line": ("client_id", "biz_date", "amount_ex_tax"),
    "receipt": ("client_id", "received_on", "amount"),
}
_SQL = (
    "SELECT client_id, sum(amount_ex_tax), sum(amount_incl_tax) FROM charge_line WHERE biz_date LIKE '2026-06%' GROUP BY 1",
    "SELECT client_id, sum(amount_ex_tax) FROM cost_line WHERE biz_date LIKE '2026-06%' GROUP BY 1",
    "SELECT client_id, sum(amount_incl_tax) FROM charge_line WHERE biz_date <= '2026-06-30' GROUP BY 1",
    "SELECT client_id, sum(amount) FROM receipt WHERE received_on <= '2026-06-30' GROUP BY 1",
    "SELECT client_id, sum(amount_ex_tax) FROM charge_line WHERE biz_date BETWEEN '2024-07-01' AND '2025-06-30' GROUP BY 1",
)


def ways(db: Database) -> dict[str, Callable[[], object]]:
    """The peers that are installed, each by its name."""
    if not find_spec("pandas"):
        return {}
    frames = _frames(db)
    found: dict[str, Callable[[], object]] = {
        "pandas, in memory": partial(_pandas, frames),
        "pandas, loading included": lambda: _pandas(_frames(db)),
    }
    if find_spec("polars"):
        polars = import_module("polars")
        found["polars, in memory"] = partial(_polars, {name: polars.from_pandas(frame) for name, frame in frames.items()})
    if find_spec("duckdb"):
        connection = import_module("duckdb").connect()
        for name, frame in frames.items():
            connection.register("f", frame)
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM f")
        found["DuckDB, in memory"] = lambda: [connection.execute(text).fetchall() for text in _SQL]
    return found


def _frames(db: Database) -> dict[str, Any]:
    with db.reading() as connection:
        tuples, table = words_of(connection).tuples, import_module("pandas").DataFrame
        return {
            name: table(list(tuples(connection, f"SELECT {', '.join(told)} FROM {name} WHERE deleted = 0", ())), columns=told)
            for name, told in _COLUMNS.items()
        }


def _pandas(frames: dict[str, Any]) -> None:
    charged, cost, paid = frames.values()
    for frame in (charged, cost):
        frame[frame.biz_date.str.startswith("2026-06")].groupby("client_id").sum(numeric_only=True)
    charged[charged.biz_date <= "2026-06-30"].groupby("client_id").amount_incl_tax.sum()
    paid[paid.received_on <= "2026-06-30"].groupby("client_id").amount.sum()
    charged[charged.biz_date.between("2024-07-01", "2025-06-30")].groupby("client_id").amount_ex_tax.sum()


def _polars(frames: dict[str, Any]) -> None:
    polars = import_module("polars")
    col = polars.col
    charged, cost, paid = frames.values()
    for frame in (charged, cost):
        frame.filter(col("biz_date").str.starts_with("2026-06")).group_by("client_id").agg(polars.selectors.numeric().sum())
    charged.filter(col("biz_date") <= "2026-06-30").group_by("client_id").agg(col("amount_incl_tax").sum())
    paid.filter(col("received_on") <= "2026-06-30").group_by("client_id").agg(col("amount").sum())
    charged.filter(col("biz_date").is_between(polars.lit("2024-07-01"), polars.lit("2025-06-30"))).group_by("client_id").agg(
        col("amount_ex_tax").sum()
    )
