#!/usr/bin/env python3
"""One command for everything: makes `.venv` from the hashed lock when it must, then does what was asked.

Standard library only, Python 3.11 or newer, on Linux, macOS and Windows. What is said while setting up goes to stderr.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
LOCK, BENCH_LOCK = ROOT / "requirements.lock", ROOT / "requirements-bench.lock"

#: What Qt's wheels expect of a Linux desktop, and the Debian package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
}
#: The same for a window on an X11 screen.
SCREEN_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
CHINESE_FONT = re.compile(r"wqy|cjk|source-?han|droidsansfallback|simhei|simsun|msyh|pingfang|uming|ukai", re.IGNORECASE)
FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")


def say(text: str) -> None:
    """A line about setting up."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


def run(*command: str | Path, cwd: Path | None = ROOT, quiet: bool = False, **variables: str) -> int:
    """Run a program to its end; its exit code. quiet: what it says belongs to setting up."""
    env = {**os.environ, "PYTHONUTF8": "1", **variables}
    return subprocess.run([str(part) for part in command], cwd=cwd, env=env, stdout=sys.stderr if quiet else None).returncode


# -- the system -----------------------------------------------------------------------------------------------------


def loads(library: str) -> bool:
    """Whether the system's loader finds a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_chinese_font() -> bool:
    """Whether a font with Chinese characters is installed."""
    folders = (Path(folder).expanduser() for folder in FONT_FOLDERS)
    return any(CHINESE_FONT.search(name) for folder in folders for _, _, names in os.walk(folder) for name in names)


def needed_to_run() -> Iterator[str]:
    """The Debian packages without which nothing starts here."""
    if importlib.util.find_spec("ensurepip") is None:
        yield "python3-venv"
    screen = SCREEN_LIBRARIES if os.environ.get("DISPLAY") else {}
    yield from (package for library, package in {**QT_LIBRARIES, **screen}.items() if not loads(library))


def needed_to_freeze() -> Iterator[str]:
    """The Debian packages that PyInstaller wants besides."""
    if shutil.which("objdump") is None:
        yield "binutils"
    library = str(sysconfig.get_config_var("INSTSONAME") or "")
    if ".so" in library and not loads(library) and not (Path(sysconfig.get_config_var("LIBDIR")) / library).exists():
        yield f"libpython{sys.version_info.major}.{sys.version_info.minor}"


def has_postgres() -> bool:
    """Whether tests can start a PostgreSQL server."""
    return shutil.which("initdb") is not None or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def furnish(command: str) -> None:
    """Install what the system lacks on a Debian-like machine when we are root; otherwise say how."""
    if sys.platform != "linux":
        return
    needed = [*needed_to_run(), *(needed_to_freeze() if command == "freeze" else ())]
    wanted = [*needed, *(() if has_chinese_font() else ["fonts-wqy-microhei"])]
    if command == "test" and not has_postgres():
        wanted.append("postgresql")
    if not wanted:
        return
    order = ["apt-get", "install", "-y", "--no-install-recommends", *wanted]
    if shutil.which("apt-get") and os.geteuid() == 0:
        say(f"installing {' '.join(wanted)}")
        run("apt-get", "update", "-qq", quiet=True)
        if run(*order, "-qq", quiet=True, DEBIAN_FRONTEND="noninteractive") == 0:
            return
        say("apt-get failed")
    say(f"this machine lacks {' '.join(wanted)} (Debian's names). On Debian and Ubuntu:\n    sudo {' '.join(order)}")
    if needed:
        raise SystemExit(1)


# -- the environment ------------------------------------------------------------------------------------------------


def stamp_of(lock: Path) -> str:
    """What an environment was made from: the lock, the project's own declaration and the interpreter."""
    told = lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes() + sys.version.encode()
    return hashlib.sha256(told).hexdigest()


def is_made(stamp: Path, lock: Path) -> bool:
    """Whether the environment was finished, and from this lock."""
    return PYTHON.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == stamp_of(lock)


def pip_install(*arguments: str | Path) -> None:
    """Install into the environment, three times over a bad network. Hashes hold whatever index pip is set to use."""
    for wait in (3, 10, None):
        if run(PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", *arguments, quiet=True) == 0:
            return
        if wait is None:
            raise SystemExit("dev.py: pip could not install what the lock names; its reason stands above")
        say(f"pip failed; once more in {wait} s")
        time.sleep(wait)


def set_up() -> None:
    """Make `.venv` exactly as the lock says. One that is stale or half made is made anew."""
    stamp = VENV / "made-from"
    if is_made(stamp, LOCK):
        return
    started = time.monotonic()
    say("making .venv from requirements.lock (about a minute the first time)")
    base = getattr(sys, "_base_executable", None) or sys.executable
    if run(base, "-m", "venv", "--clear", VENV, quiet=True) != 0:
        raise SystemExit("dev.py: the environment could not be made; the reason stands above")
    pip_install("--require-hashes", "-r", LOCK)
    pip_install("--no-deps", "--no-build-isolation", "-e", ROOT)
    stamp.write_text(stamp_of(LOCK), encoding="ascii")
    say(f".venv is ready ({time.monotonic() - started:.0f} s)")


def set_up_bench() -> None:
    """The peers that only benchmarks compare with."""
    stamp = VENV / "made-from-bench"
    if not is_made(stamp, BENCH_LOCK):
        pip_install("--require-hashes", "-r", BENCH_LOCK)
        stamp.write_text(stamp_of(BENCH_LOCK), encoding="ascii")


# -- the commands ---------------------------------------------------------------------------------------------------


def demo(arguments: Sequence[str]) -> int:
    """the main job on made-up workbooks, then the window if there is a screen"""
    return run(PYTHON, "-m", "csdesk", "demo", *arguments, cwd=None)


def start(arguments: Sequence[str]) -> int:
    """csdesk itself; arguments as after `csdesk`"""
    return run(PYTHON, "-m", "csdesk", *arguments, cwd=None)


def test(arguments: Sequence[str]) -> int:
    """lint, format, types, then every test (import contracts among them) on all cores; arguments go to pytest"""
    steps = (["ruff", "check"], ["ruff", "format", "--check"], ["mypy"], ["pytest", "--numprocesses=auto", *arguments])
    return max(run(PYTHON, "-m", *step) != 0 for step in steps)


def freeze(arguments: Sequence[str]) -> int:
    """build the program into dist/csdesk and start it once; arguments go to PyInstaller"""
    if code := run(PYTHON, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", *arguments, "pyinstaller.spec"):
        return code
    program = ROOT / "dist" / "csdesk" / ("csdesk.exe" if WINDOWS else "csdesk")
    return run(program, "--smoke", QT_QPA_PLATFORM=os.environ.get("QT_QPA_PLATFORM", "offscreen"))


def bench(arguments: Sequence[str]) -> int:
    """every benchmark, or those named; results go to benchmarks/results.md"""
    set_up_bench()
    return run(PYTHON, "-m", "benchmarks", *arguments)


def pictures(arguments: Sequence[str]) -> int:
    """draw docs/pictures anew"""
    return run(PYTHON, "docs/pictures/draw.py", *arguments)


def forms(arguments: Sequence[str]) -> int:
    """compile ui/*.ui into csdesk/gui/forms"""
    return run(PYTHON, "ui/compile.py", *arguments)


def migration(arguments: Sequence[str]) -> int:
    """write the next numbered migration, named by MESSAGE; before 0.1.0: --first, the first one and its kept file anew"""
    code = run(PYTHON, "-m", "csdesk.store.migrations", *arguments)
    return run(PYTHON, "tests/data/keep.py") if code == 0 and "--first" in arguments else code


def properties(arguments: Sequence[str]) -> int:
    """the properties of sync on any number of made-up offices; --examples N --steps M --resume"""
    return run(PYTHON, "-m", "properties.run", *arguments, PYTHONPATH=str(ROOT / "tests"))


def faults(arguments: Sequence[str]) -> int:
    """kill, cut, fill, forge and bomb over and over; all, or those named; the counts go to docs/reliability.md"""
    return run(PYTHON, "-m", "faults.run", *arguments, PYTHONPATH=str(ROOT / "tests"))


def mutants(arguments: Sequence[str]) -> int:
    """small wrong changes to csdesk, each of which the properties must notice"""
    return run(PYTHON, "-m", "properties.mutants", *arguments, PYTHONPATH=str(ROOT / "tests"))


def lock(arguments: Sequence[str]) -> int:
    """resolve uv.lock and export both hashed locks from it; needs uv; arguments go to `uv lock` (--upgrade)"""
    if shutil.which("uv") is None:
        raise SystemExit("dev.py: lock needs uv (https://docs.astral.sh/uv/)")
    export = ("uv", "export", "--frozen", "-q", "--no-emit-project", "--no-header", "--no-annotate", "--format", "requirements-txt")
    groups = ("--no-default-groups", "--group", "build", "--group", "dev", "--group", "freeze")
    return (
        run("uv", "lock", *arguments)
        or run(*export, *groups, "-o", LOCK, quiet=True)
        or run(*export, "--only-group", "bench", "-o", BENCH_LOCK, quiet=True)
    )


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "demo": demo,
    "run": start,
    "test": test,
    "freeze": freeze,
    "bench": bench,
    "pictures": pictures,
    "forms": forms,
    "migration": migration,
    "properties": properties,
    "faults": faults,
    "mutants": mutants,
    "lock": lock,
}


def usage() -> str:
    """The commands, each with its first line."""
    lines = "\n".join(f"  {name:<10} {command.__doc__}" for name, command in COMMANDS.items())
    return f"usage: python3 dev.py COMMAND [arguments of the command]\n\n{lines}"


def main(arguments: Sequence[str]) -> int:
    """Set up, then run one command with the rest of the arguments."""
    if not arguments or arguments[0] not in COMMANDS:
        print(usage(), file=sys.stderr)
        return 0 if arguments and arguments[0] in ("-h", "--help") else 2
    name = arguments[0]
    if name != "lock":
        furnish(name)
        set_up()
    return COMMANDS[name](arguments[1:])


if __name__ == "__main__":
    if sys.version_info < (3, 11):  # noqa: UP036  this file is what an older Python meets first
        raise SystemExit("dev.py: csdesk needs Python 3.11 or newer")
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
