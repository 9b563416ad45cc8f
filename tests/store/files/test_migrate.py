"""Migrations: steps lead to the declared tables, an old file is backed up first, a failed step leaves it as it was."""

import gzip
import shutil
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import op
from sqlalchemy import create_engine

from csdesk.domain.care.clients import Client
from csdesk.domain.records import RECORDS
from csdesk.domain.rows import Query
from csdesk.errors import StorageError
from csdesk.operations import files, ledgers
from csdesk.store import database, search
from csdesk.store.database import Busy, Database
from csdesk.store.files import copies, migrate
from csdesk.store.migrations.__main__ import differences
from csdesk.store.tables import all_tables

KEPT = sorted(Path(__file__).parents[2].joinpath("data").glob("*.csdb.gz"))
SPOT = {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}


def tables(connection):
    """Every table and index with its columns, however the statement that made it was laid out."""
    found = connection.exec_driver_sql("SELECT name FROM sqlite_master ORDER BY name").scalars().all()
    kinds = ("table_info", "index_info")
    return {name: [connection.exec_driver_sql(f'PRAGMA {kind}("{name}")').all() for kind in kinds] for name in found}


@pytest.fixture
def old_file(tmp_path, now):
    """The path of a closed file that holds one client."""
    path = tmp_path / "张三.csdb"
    with files.new_file(path, name="张三", role="specialist", branch="NB") as db:
        ledgers.create(db, Client, SPOT, now=now)
    return path


def test_the_steps_lead_to_the_declared_tables():
    with create_engine("sqlite://").begin() as stepped, create_engine("sqlite://").begin() as declared:
        migrate.reshape(stepped, 0)
        search.create(stepped)
        all_tables().create_all(declared)
        search.create(declared)
        assert differences(stepped).is_empty()
        assert tables(stepped) == tables(declared)


def test_the_schema_number_is_the_number_of_steps():
    assert len(migrate.steps()) == database.SCHEMA


def add_a_column():
    op.add_column("client", sa.Column("of_tomorrow", sa.Text()))


def add_a_column_and_fail():
    add_a_column()
    op.execute("SELECT * FROM nowhere")


def tomorrow(monkeypatch, step):
    """A csdesk that has one more step than this one."""
    steps = [*migrate.steps(), step]
    monkeypatch.setattr(migrate, "steps", lambda: steps)
    monkeypatch.setattr(database, "SCHEMA", database.SCHEMA + 1)


def client_columns(path):
    connection = sqlite3.connect(path)
    try:
        return [row[1] for row in connection.execute("PRAGMA table_info(client)")]
    finally:
        connection.close()


def test_opening_an_older_file_upgrades_it_and_keeps_a_copy_beside_it(old_file, monkeypatch):
    before = database.SCHEMA
    tomorrow(monkeypatch, add_a_column)
    with files.open_file(old_file) as db:
        assert [row.values["short_name"] for row in ledgers.select(db, Client, Query(search="示例"))] == ["示例家电"]
        assert files.check(db) == []
    assert "of_tomorrow" in client_columns(old_file)
    assert database.schema_of(old_file) == before + 1

    (kept,) = copies.made_of(old_file, copies.folder_of(old_file)).values()
    assert copies.is_sound(kept)
    assert "of_tomorrow" not in client_columns(kept)
    assert database.schema_of(kept) == before


def test_a_step_that_fails_leaves_the_file_as_it_was(old_file, monkeypatch):
    before = database.SCHEMA
    with monkeypatch.context() as later:
        tomorrow(later, add_a_column_and_fail)
        with pytest.raises(StorageError, match="nowhere"):
            files.open_file(old_file)
    assert "of_tomorrow" not in client_columns(old_file)
    assert database.schema_of(old_file) == before
    with files.open_file(old_file) as db:
        assert ledgers.count(db, Client, Query()) == 1


def test_a_file_in_use_is_not_upgraded(old_file):
    with Database.open(old_file), pytest.raises(Busy):
        migrate.upgrade(old_file)


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.name)
def test_the_file_of_every_released_version_opens(kept, tmp_path):
    path = tmp_path / "kept.csdb"
    with gzip.open(kept) as source, path.open("wb") as target:
        shutil.copyfileobj(source, target)
    with files.open_file(path) as db:
        assert files.check(db) == []
        assert [row.values["tier"] for row in ledgers.select(db, Client, Query(search="示例家电"))] == ["A"]
        old = [record for record in RECORDS if ledgers.count(db, record, Query())]
        assert len(old) >= 7


def test_there_is_a_kept_file():
    assert KEPT
