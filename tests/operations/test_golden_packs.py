"""Sync files of every released version are read by this one; `tests/data/keep.py` wrote them."""

import json
import re
from pathlib import Path

import pytest

from csdesk.domain.care.clients import Client
from csdesk.domain.rows import Query
from csdesk.operations import files, ledgers
from csdesk.operations.peers import exchange
from csdesk.store.database import Database
from csdesk.store.merging import packs
from csdesk.sync import keys

KEPT = sorted(Path(__file__).parents[1].joinpath("data").glob("*.csdesk"))


def receiver(pack: Path, place: Path) -> Database:
    """An empty file of this version for whom the kept sync file was written, with his keys and the certificates he knew."""
    told = json.loads(pack.with_suffix(".receiver.json").read_text(encoding="utf-8"))
    key = keys.file_of(told["site"]["site"])
    key.parent.mkdir(parents=True, exist_ok=True)
    key.write_text(told["key"], encoding="utf-8")
    db = Database.new(place / "receiver.csdb", told["site"])
    with db.writing() as connection:
        for site, body in told["certificates"].items():
            packs.keep_certificate(connection, site, body.encode())
    return db


def test_there_is_one():
    assert KEPT


@pytest.mark.parametrize("pack", KEPT, ids=lambda path: path.name)
def test_a_sync_file_of_a_released_version_is_merged_whole(pack, tmp_path):
    expected = json.loads(pack.with_suffix(".receiver.json").read_text(encoding="utf-8"))["tables"]
    with receiver(pack, tmp_path) as db:
        [report] = exchange.merge(db, [pack])
        assert (report.outcome, report.reason, dict(report.tables), report.unknown) == ("merged", "", expected, 0)
        tiers = {row.values["short_name"]: row.values["tier"] for row in ledgers.select(db, Client, Query())}
        assert tiers["示例家电"] == "A"
        assert not {"删去的", "撤销的"} & tiers.keys()
        assert files.check(db) == []
        assert [again.outcome for again in exchange.merge(db, [pack])] == ["duplicate"]


def test_a_form_that_is_not_known_yet_is_refused(tmp_path):
    newer = tmp_path / "newer.csdesk"
    newer.write_bytes(re.sub(rb'"min":1(.*?)"app":"[^"]*"', rb'"min":2\1"app":"9.0.0"', KEPT[-1].read_bytes(), count=1))
    with receiver(KEPT[-1], tmp_path) as db:
        [report] = exchange.merge(db, [newer])
        assert report.outcome == "refused"
        assert "更新版本的 csdesk 写成，请先升级本机程序（≥ 9.0.0）" in report.reason
        assert ledgers.count(db, Client, Query()) == 0
