"""The hashed locks say what uv.lock says, and both say what pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-bench.lock")


def toml(name):
    return tomllib.loads(ROOT.joinpath(name).read_text(encoding="utf-8"))


def pins(name):
    """(package, version) → the hashes that a lock file allows."""
    text = ROOT.joinpath(name).read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line.split("--hash=") for line in text.splitlines() if line.strip()]
    found = {}
    for told, *hashes in lines:
        package, version = re.match(r"([A-Za-z0-9._-]+)==(\S+)", told).groups()
        found[canonicalize_name(package), version] = {part.strip() for part in hashes}
    return found


def locked():
    """(package, version) → the hashes that uv.lock holds."""
    packages = [p for p in toml("uv.lock")["package"] if "registry" in p["source"]]
    files = {(p["name"], p["version"]): [*p.get("wheels", []), *([p["sdist"]] if "sdist" in p else [])] for p in packages}
    return {pin: {file["hash"] for file in found} for pin, found in files.items()}


@pytest.mark.parametrize("name", LOCKS)
def test_every_pin_has_the_hashes_of_uv_lock(name):
    known = locked()
    assert {pin: hashes for pin, hashes in pins(name).items() if known.get(pin) != hashes} == {}


def test_nothing_in_uv_lock_is_forgotten():
    assert set(locked()) == {pin for name in LOCKS for pin in pins(name)}


def groups():
    project = toml("pyproject.toml")
    told = project["dependency-groups"]
    usual = [*project["project"]["dependencies"], *told["build"], *told["dev"], *told["freeze"]]
    return {"requirements.lock": usual, "requirements-bench.lock": told["bench"]}


@pytest.mark.parametrize("name", LOCKS)
def test_the_lock_meets_what_pyproject_asks_for(name):
    have = pins(name)
    for line in groups()[name]:
        wanted = Requirement(line)
        versions = [version for package, version in have if package == canonicalize_name(wanted.name)]
        assert versions, line
        assert all(wanted.specifier.contains(version) for version in versions), line
