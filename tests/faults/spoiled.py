"""F29: somebody edits the file with a database browser. `check` names the stream or the record, whatever was changed."""

from __future__ import annotations

import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from offices import client, enrol, sent

from csdesk.operations import files
from csdesk.operations.peers import exchange
from faults.outcome import Outcome
from faults.scene import NOW, own_folder

OTHER = "f" * 32
#: What is done to the cache of one record, and to one line of the log; `{id}` is the record, `{seq}` the line.
CACHE = {
    "a text": "UPDATE client SET short_name = '别的' WHERE id = '{id}'",
    "a choice": "UPDATE client SET tier = 'D' WHERE id = '{id}'",
    "a number": "UPDATE client SET credit_limit = 1 WHERE id = '{id}'",
    "an emptied cell": "UPDATE client SET legal_name = NULL WHERE id = '{id}'",
    "deleted": "UPDATE client SET deleted = 1 WHERE id = '{id}'",
    "a removed row": "DELETE FROM client WHERE id = '{id}'",
    "another id": "UPDATE client SET id = 'ffffffffffffffffffffffffffffffff' WHERE id = '{id}'",
    "another book": "UPDATE client SET book = 'NB-9999' WHERE id = '{id}'",
    "what it was made from": "UPDATE client SET heads = '[\"x:1\"]' WHERE id = '{id}'",
    "a conflict that is none": "UPDATE client SET conflicts = '{{\"tier\":[\"x:1\"]}}' WHERE id = '{id}'",
    "an unknown field": "UPDATE client SET extra = '{{\"x\":1}}' WHERE id = '{id}'",
    "a second row": "CREATE TEMP TABLE t AS SELECT * FROM client WHERE id = '{id}';"
    "UPDATE t SET id = 'ffffffffffffffffffffffffffffffff', n = n + 1000; INSERT INTO client SELECT * FROM t",
}
LOG = {
    "a body": "UPDATE change SET body = replace(body, '甲', '乙') WHERE seq = {seq} AND stream = {stream}",
    "a body cut short": "UPDATE change SET body = substr(body, 1, length(body) - 1) WHERE seq = {seq} AND stream = {stream}",
    "a head": "UPDATE change SET head = replace(head, 'client', 'contact') WHERE seq = {seq} AND stream = {stream}",
    "a chain": "UPDATE change SET chain = zeroblob(32) WHERE seq = {seq} AND stream = {stream}",
    "a removed line": "DELETE FROM change WHERE seq = {seq} AND stream = {stream}",
    "another number": "UPDATE change SET seq = 99 WHERE seq = {seq} AND stream = {stream}",
    "another stream": "UPDATE change SET stream = stream + 50 WHERE seq = {seq} AND stream = {stream}",
    "the end of a stream": "UPDATE stream SET top = top + 1 WHERE n = {stream}",
    "the chain of a stream": "UPDATE stream SET chain = zeroblob(32) WHERE n = {stream}",
    "a removed stream": "DELETE FROM stream WHERE n = {stream}",
    "another record": "UPDATE change SET row = 'ffffffffffffffffffffffffffffffff' WHERE seq = {seq} AND stream = {stream}",
    "another time": "UPDATE change SET hlc = hlc + 1 WHERE seq = {seq} AND stream = {stream}",
    "another table": "UPDATE change SET tbl = 'contact' WHERE seq = {seq} AND stream = {stream}",
}


def run() -> Outcome:
    """Each edit on a copy of the manager's file with 张三's record in it."""
    outcome = Outcome()
    with own_folder() as folder:
        told = _made(folder)
        for what, text in (CACHE | LOG).items():
            place = Path(shutil.copy(folder / "manager.csdb", folder / "copy.csdb"))
            with closing(sqlite3.connect(place)) as browser:
                browser.executescript(text.format(**told))
            with files.open_file(place, look_only=True) as db:
                found = files.check(db)
            names = f"{told['id']}|{OTHER}" if what in CACHE else f"{told['author']}|{told['id']}"
            _judge(what, found, names, outcome)
    return outcome


def _made(folder: Path) -> dict[str, object]:
    """The manager's file in a folder; which record and line are edited."""
    with (
        files.new_file(folder / "sender.csdb", name="张三", role="specialist", branch="NB") as sender,
        files.new_file(folder / "manager.csdb", name="李经理", role="branch_manager", branch="NB") as db,
    ):
        enrol(sender, db)
        id_ = client(sender, NOW, "甲").id
        exchange.merge(db, [sent(sender, "李经理")])
        with db.reading() as connection:
            stream, seq = connection.exec_driver_sql("SELECT stream, seq FROM change WHERE row = ? ORDER BY seq", (id_,)).all()[0]
        return {"id": id_, "seq": seq, "stream": stream, "author": sender.site.author}


def _judge(what: str, found: list[str], names: str, outcome: Outcome) -> None:
    named = any(re.search(names, sentence) for sentence in found)
    outcome.saw("named" if named else "found" if found else "NOT FOUND")
    if not named:
        outcome.bad.append(f"{what}: {found}")
