"""Fixtures for every room. Nothing here touches the user's own files."""

import os
from datetime import datetime
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from csdesk.domain.moments import SHANGHAI
from csdesk.operations import files

#: The moment at which every test takes place, unless it says otherwise.
NOW = datetime(2026, 6, 12, 10, 5, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory, monkeypatch):
    """The program's own folders lie in a temporary place."""
    place = tmp_path_factory.mktemp("user")
    for name in ("HOME", "KEYS", "CACHE"):
        monkeypatch.setenv(f"CSDESK_{name}", str(place / name.lower()))
    monkeypatch.setenv("CSDESK_SETTINGS", str(place / "settings.json"))
    monkeypatch.setenv("CSDESK_LOG", str(place / "csdesk.log"))
    return place


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def db(tmp_path: Path):
    """An open working file of the specialist 张三 of the branch NB."""
    with files.new_file(tmp_path / "张三.csdb", name="张三", role="specialist", branch="NB") as database:
        yield database


@pytest.fixture
def manager_db(tmp_path: Path):
    """An open working file of the branch manager 李经理 of the branch NB."""
    with files.new_file(tmp_path / "李经理.csdb", name="李经理", role="branch_manager", branch="NB") as database:
        yield database
