"""`csdesk` and `python -m csdesk`: without arguments the window, otherwise the command line."""

from __future__ import annotations

import builtins
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from csdesk.paths import Place


def main() -> int:
    """Run what the arguments ask for; the exit code."""
    _borrow_console()
    for stream in (sys.stdout, sys.stderr):  # a frozen program writes cp936 into a pipe, and has no stream at all without one
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    arguments = [argument for argument in sys.argv[1:] if argument != "--smoke"]
    smoke = "--smoke" in sys.argv[1:]
    if not arguments:
        return _window(None, smoke=smoke)
    if file := _to_open(arguments):
        from csdesk import paths

        return _window(paths.place(file), smoke=smoke)
    from csdesk import cli

    done = cli.main(arguments)
    if isinstance(done, Path):
        return _window(done, smoke=smoke) if _has_screen() else 0
    return done


def _to_open(arguments: list[str]) -> str:
    """The file that `open FILE` or FILE alone (a double click, "open with") names; "" where it is another command."""
    if len(arguments) == 2 and arguments[0] == "open" and not arguments[1].startswith("-"):
        return arguments[1]
    return arguments[0] if len(arguments) == 1 and arguments[0].endswith(".csdb") else ""


def _borrow_console() -> None:
    """Write where a command was typed: a Windows program with a window begins without a console."""
    if sys.platform == "win32" and sys.stdout is None and len(sys.argv) > 1:
        import ctypes

        if ctypes.windll.kernel32.AttachConsole(-1):  # that of the parent process
            ctypes.windll.kernel32.SetConsoleOutputCP(65001)
            sys.stdout = sys.stderr = Path("CONOUT$").open("w", encoding="utf-8", buffering=1)  # noqa: SIM115  (open as long as the program)


def _has_screen() -> bool:
    return sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _window(place: Place | None, *, smoke: bool) -> int:
    if not (smoke or _has_screen() or os.environ.get("QT_QPA_PLATFORM")):
        print("没有可用的屏幕，不能打开窗口；命令行用法见 csdesk --help", file=sys.stderr)
        return 1
    plain = builtins.__import__
    from csdesk import app

    builtins.__import__ = plain  # PySide6 has put its own there, which reads the source of every module for a feature not used here
    return app.run(place, smoke=smoke)


if __name__ == "__main__":
    sys.exit(main())
