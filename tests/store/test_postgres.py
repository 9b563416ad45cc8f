"""A database on a server: one writer, many readers, refused in a sentence, the same order and the same texts as a file."""

import subprocess
import sys

import psycopg
import pytest
import sqlalchemy as sa
from alembic import op

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Filter, Query
from csdesk.errors import Refused, StorageError
from csdesk.operations import files, ledgers
from csdesk.operations.safekeeping import backups
from csdesk.paths import Server, place
from csdesk.store import database
from csdesk.store.engines.postgres import LOCK
from csdesk.store.files import migrate
from csdesk.store.tables import all_tables

SPOT = {"legal_name": "宁波示例家电有限公司", "short_name": "示例家电", "client_type": "spot"}
ME = {"name": "李经理", "role": "branch_manager", "branch": "NB"}


@pytest.fixture
def at(server):
    """An empty database on the server."""
    with server.database() as found:
        yield found


@pytest.fixture
def one(at):
    """An open database on the server."""
    with files.new_file(at, **ME) as db:
        yield db


@pytest.fixture
def own(server):
    """A database of its own, for a test that changes more than rows."""
    server.admin("CREATE DATABASE own")
    yield Server(server.url("own"))
    server.admin("DROP DATABASE own WITH (FORCE)")


def run(where: Server, statement, *values):
    with psycopg.connect(where.url) as connection:
        return connection.execute(statement, values)


def names(db, query=Query()):  # noqa: B008  queries are frozen
    return [row.values["short_name"] for row in ledgers.select(db, Client, query)]


# -- opening --------------------------------------------------------------------------------------------------------


def test_what_was_entered_is_there_after_reopening(at, now):
    with files.new_file(at, **ME) as db:
        ledgers.create(db, Client, SPOT, now=now)
        inc = db.site.inc
    with files.open_file(at) as db:
        assert names(db) == ["示例家电"]
        assert (db.site.name, db.site.inc) == ("李经理", inc)
        assert files.check(db) == []


def test_a_second_window_is_refused_and_may_look(one, at, now):
    row = ledgers.create(one, Client, SPOT, now=now)
    with pytest.raises(files.Busy, match="只读查看"):
        files.open_file(at)
    with files.open_file(at, look_only=True) as looking, files.open_file(at, look_only=True) as another:
        assert names(looking) == names(another) == ["示例家电"]
        with pytest.raises(Refused, match="只读方式打开，不能修改"):
            ledgers.change(looking, Client, row, {"tier": "A"})
        with looking.reading() as connection, pytest.raises(sa.exc.InternalError, match="read-only"):
            connection.exec_driver_sql("UPDATE client SET tier = 'A'")


def test_a_reader_sees_one_state_while_another_writes(one, now):
    with one.reading() as connection:
        count = "SELECT count(*) FROM client"
        assert connection.exec_driver_sql(count).scalar() == 0
        ledgers.create(one, Client, SPOT, now=now)
        assert connection.exec_driver_sql(count).scalar() == 0
    assert ledgers.count(one, Client, Query()) == 1


def test_a_second_program_is_refused_until_the_first_is_gone(one, at):
    code = (
        "import sys; from csdesk import paths; from csdesk.operations import files\n"
        "try: files.open_file(paths.place(sys.argv[1])).close(); print('open')\n"
        "except files.Busy: print('busy')"
    )

    def second():
        return subprocess.run([sys.executable, "-c", code, at.url], capture_output=True, text=True, check=True).stdout.strip()

    assert second() == "busy"
    one.close()
    assert second() == "open"


def lose(at):
    """The server ends whoever writes there."""
    run(at, "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s", LOCK)


def lose_while_writing(db, at):
    with db.writing() as connection:
        lose(at)
        connection.exec_driver_sql("SELECT 1")


def test_a_lost_connection_is_told_and_the_next_try_works(one, at, now):
    with pytest.raises(StorageError, match="连不上数据库"):
        lose_while_writing(one, at)
    ledgers.create(one, Client, SPOT, now=now)
    lose(at)  # while nobody looks
    ledgers.create(one, Client, SPOT, now=now)
    assert names(one) == ["示例家电"] * 2
    with pytest.raises(files.Busy):
        files.open_file(at)  # the new connection holds the lock again


def test_who_may_only_look_is_told_and_keeps_nobody_out(one, at, server):
    server.admin("CREATE ROLE viewer LOGIN")
    run(at, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO viewer")
    one.close()
    as_viewer = Server(at.url.replace("tester@", "viewer@"))
    with pytest.raises(files.Busy, match="这个用户只能查看"):
        files.open_file(as_viewer)
    with files.open_file(as_viewer, look_only=True) as looking:
        assert names(looking) == []
    files.open_file(at).close()
    run(at, "DROP OWNED BY viewer")
    server.admin("DROP ROLE viewer")


# -- copies and standbys --------------------------------------------------------------------------------------------


def test_a_standby_may_be_looked_at_but_not_written(one, at, server, now):
    ledgers.create(one, Client, SPOT, now=now)
    with server.standby() as port:
        there = Server(f"{at.url}&port={port}")
        with files.open_file(there, look_only=True) as looking:
            assert names(looking) == ["示例家电"]
        with pytest.raises(files.Busy, match="只读的备用服务器，不能写入。可以只读查看"):
            files.open_file(there)


def test_a_dump_of_a_database_in_use_comes_back_whole(one, at, server, now):
    ledgers.create(one, Client, SPOT, now=now)
    server.program("pg_dump", "-Fc", "-f", "rollup.dump", at.url)
    server.admin("CREATE DATABASE restored")
    server.program("pg_restore", "-d", server.url("restored"), "rollup.dump")
    with files.open_file(Server(server.url("restored"))) as restored:
        assert names(restored, Query(search="示例")) == ["示例家电"]
        assert files.check(restored) == []
        assert restored.site.inc != one.site.inc
    server.admin("DROP DATABASE restored WITH (FORCE)")


# -- refusing -------------------------------------------------------------------------------------------------------


def test_a_database_without_our_tables_is_refused(own):
    with pytest.raises(Refused, match="没有 csdesk 的数据，请核对地址，或用 csdesk new 建立"):
        files.open_file(own)


def test_new_never_overwrites(one, at):
    one.close()
    with pytest.raises(Refused, match="已经有数据，请另建一个空的数据库"):
        files.new_file(at, **ME)


def test_a_failed_new_leaves_nothing_behind(own, monkeypatch):
    monkeypatch.setattr(database.search, "create", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        files.new_file(own, **ME)
    assert run(own, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)


def test_a_database_of_a_newer_version_is_refused(one, at):
    one.close()
    run(at, "UPDATE meta SET v = %s WHERE k = 'schema'", str(database.SCHEMA + 1))
    with pytest.raises(Refused, match="更新版本的 csdesk 写成，请先升级"):
        files.open_file(at)


@pytest.mark.parametrize("url", ["postgresql://tester@/nowhere?host={0}", "postgresql://tester@/t1?host={0}/nobody-listens"])
def test_a_place_where_nothing_answers_is_told(server, url):
    with pytest.raises(StorageError, match="连不上数据库 .*请核对地址、用户和密码"):
        files.open_file(Server(url.format(server.url("").rpartition("=")[2])))


def test_a_database_in_another_encoding_is_refused(server):
    server.admin("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0")
    with pytest.raises(Refused, match="编码为 UTF8"):
        files.new_file(Server(server.url("latin")), **ME)


def test_a_password_is_neither_shown_nor_kept():
    told = place("postgresql://李:geheim@db.example:6543/rollup?sslmode=require")
    assert str(told) == "postgresql://李@db.example:6543/rollup?sslmode=require"
    assert "geheim" not in repr(told)
    assert (told.name, told.companion.name) == ("rollup", "db.example_6543-rollup.csdb")


def test_several_servers_may_be_named():
    told = place("postgresql://li@db1:5432,db2:5432/rollup?target_session_attrs=read-write")
    assert str(told) == told.url
    assert (told.name, told.companion.name) == ("rollup", "db1_5432,db2_5432-rollup.csdb")


def test_backups_are_the_servers_affair(one):
    with pytest.raises(Refused, match="pg_dump 或 pg_basebackup"):
        backups.backup(one)
    assert backups.before_risky(one) is None


# -- the same as in a file ------------------------------------------------------------------------------------------


def test_the_order_is_that_of_a_file_whatever_the_database_sorts_by(place, server, tmp_path, now):
    shorts = ["b", "A", "a", "B", "一", "丁", "阿", "Z-1", "Z1", "Ä", "𠀀", "～"]
    found = []
    with server.database() as at:
        for where in (tmp_path / "x.csdb", at):
            with files.new_file(where, **ME) as db:
                for short in shorts:
                    ledgers.create(db, Client, {**SPOT, "short_name": short}, now=now)
                ledgers.create(db, Client, {**SPOT, "short_name": "有级", "tier": "A", "credit_limit": 5}, now=now)
                orders = ("short_name", "-short_name", "credit_limit", "-credit_limit")
                asked = (("ge", "a"), ("lt", "Z1"), ("has", "z"), ("not", "A"))
                texts = [Filter("short_name", way, value) for way, value in asked]
                sums = [Filter("credit_limit", way, "5") for way in ("empty", "filled", "has")]
                filtered = [Query(sort="short_name", filters=(condition,)) for condition in (*texts, *sums)]
                found.append([names(db, query) for query in (*(Query(sort=sort) for sort in orders), *filtered)])
    assert found[0] == found[1]
    assert found[0][0] == sorted([*shorts, "有级"])


def test_every_text_column_compares_by_code_points(one):
    text = (
        "SELECT table_name, column_name FROM information_schema.columns"
        " WHERE table_schema = 'public' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'"
    )
    with one.reading() as connection:
        assert connection.exec_driver_sql(text).all() == []


def test_a_ledger_is_read_along_its_index(one):
    with one.writing() as connection:
        for way in ("seqscan", "bitmapscan", "sort"):  # a handful of rows would be sorted; whether it can go along is what counts
            connection.exec_driver_sql(f"SET LOCAL enable_{way} = off")
        plan = "\n".join(
            connection.exec_driver_sql(
                "EXPLAIN SELECT n FROM client r WHERE r.deleted = 0 ORDER BY r.client_code DESC NULLS LAST"
            ).scalars()
        )
    assert "client__client_code" in plan
    assert "Sort" not in plan


def test_an_index_of_some_rows_holds_only_those(one):
    text = "SELECT indexdef FROM pg_indexes WHERE indexname = 'client__conflicts'"
    with one.reading() as connection:
        assert connection.exec_driver_sql(text).scalar().endswith("WHERE (conflicts IS NOT NULL)")


def test_a_spoiled_page_is_found_where_amcheck_is_installed(own, now):
    with files.new_file(own, **ME) as db:
        ledgers.create(db, Client, SPOT, now=now)
        run(own, "CREATE EXTENSION amcheck")
        assert files.check(db) == []


# -- upgrading ------------------------------------------------------------------------------------------------------


def tomorrow(monkeypatch, step):
    steps = [*migrate.steps(), step]
    monkeypatch.setattr(migrate, "steps", lambda: steps)
    monkeypatch.setattr(database, "SCHEMA", database.SCHEMA + 1)


def add_a_column():
    op.add_column("client", sa.Column("of_tomorrow", sa.Text()))


def columns(where):
    found = run(where, "SELECT column_name FROM information_schema.columns WHERE table_name = 'client'")
    return {name for (name,) in found}


def test_an_older_database_is_brought_up_to_date(own, now, monkeypatch):
    with files.new_file(own, **ME) as db:
        ledgers.create(db, Client, SPOT, now=now)
    tomorrow(monkeypatch, add_a_column)
    with pytest.raises(Refused, match="旧版本"):
        files.open_file(own, look_only=True)
    with files.open_file(own) as db:
        assert names(db, Query(search="示例")) == ["示例家电"]
        assert files.check(db) == []
    assert "of_tomorrow" in columns(own)


def test_a_step_that_fails_leaves_the_database_as_it_was(own, now, monkeypatch):
    with files.new_file(own, **ME) as db:
        ledgers.create(db, Client, SPOT, now=now)

    def fail():
        add_a_column()
        op.execute("SELECT * FROM nowhere")

    with monkeypatch.context() as later:
        tomorrow(later, fail)
        with pytest.raises(StorageError, match="nowhere"):
            files.open_file(own)
    assert "of_tomorrow" not in columns(own)
    with files.open_file(own) as db:
        assert names(db) == ["示例家电"]


def test_the_steps_lead_to_the_declared_tables(own):
    engine = migrate.keeper_of(own).engine(writing=True)
    with engine.begin() as connection:
        migrate.reshape(connection, 0)
        found = {
            (row.table_name, row.column_name)
            for row in connection.execute(
                sa.text("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'")
            )
        }
    engine.dispose()
    assert found == {(table.name, column.name) for table in all_tables().tables.values() for column in table.c}


def test_a_copy_of_a_database_writes_new_streams(server, at, now):
    with files.new_file(at, **ME) as db:
        ledgers.create(db, Client, SPOT, now=now)
        inc = db.site.inc
    with server.copied(at) as copy, files.open_file(copy) as twin:
        assert twin.site.inc != inc
        assert names(twin) == ["示例家电"]
