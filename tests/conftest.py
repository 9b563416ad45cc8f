"""Fixtures for every room. Nothing here touches the user's own files."""

import os
import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import postgres
import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from csdesk.domain.moments import SHANGHAI
from csdesk.operations import files

# Drawing examples takes long on a busy machine; how long says nothing about the program.
settings.register_profile("csdesk", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("csdesk")

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


# -- where databases live ----------------------------------------------------------------------------------------------

ENGINES = ("sqlite", "postgresql")


def pytest_generate_tests(metafunc):
    """A test marked `both_engines` runs on SQLite and on PostgreSQL, unless it is `about_files`."""
    if "engine" in metafunc.fixturenames and _wants_both(metafunc.definition):
        metafunc.parametrize("engine", ENGINES, indirect=True)


def _wants_both(test):
    return test.get_closest_marker("both_engines") and not test.get_closest_marker("about_files")


@pytest.fixture
def engine(request):
    """Which engine keeps the databases of a test."""
    return getattr(request, "param", "sqlite")


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server of our own, shared by all tests of a run."""
    if sys.platform == "win32":
        pytest.skip("the server of these tests runs on Linux and macOS")
    binaries = postgres.programs()
    if binaries is None:
        said = "PostgreSQL is not installed here; on Debian: apt-get install postgresql"
        pytest.fail(said) if os.environ.get("CI") else pytest.skip(said)
    with postgres.running(binaries) as found:
        yield found


@pytest.fixture
def place(engine, tmp_path: Path, request):
    """Where a new database of this name may be made: a file, or an empty database on the server."""
    if engine == "sqlite":
        yield lambda name: tmp_path / f"{name}.csdb"
        return
    with ExitStack() as open_:
        yield lambda name: open_.enter_context(request.getfixturevalue("server").database())


@pytest.fixture
def db(place):
    """An open working file of the specialist 张三 of the branch NB."""
    with files.new_file(place("张三"), name="张三", role="specialist", branch="NB") as database:
        yield database


@pytest.fixture
def manager_db(place):
    """An open working file of the branch manager 李经理 of the branch NB."""
    with files.new_file(place("李经理"), name="李经理", role="branch_manager", branch="NB") as database:
        yield database
