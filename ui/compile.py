"""Compile the Designer files of this folder into `csdesk/gui/forms`, one module each."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

UI = Path(__file__).resolve().parent
FORMS = UI.parent / "csdesk" / "gui" / "forms"


def _compiler() -> str:
    beside = Path(sys.executable).with_name("pyside6-uic.exe" if sys.platform == "win32" else "pyside6-uic")
    found = str(beside) if beside.exists() else shutil.which("pyside6-uic")
    if not found:
        raise FileNotFoundError("pyside6-uic is not installed beside this Python")
    return found


def compile_forms(into: Path = FORMS) -> list[Path]:
    """Write one module per `.ui` file into a folder; the files written."""
    written = []
    for drawing in sorted(UI.glob("*.ui")):
        target = into / f"{drawing.stem}.py"
        subprocess.run([_compiler(), str(drawing), "-o", str(target)], check=True)
        written.append(target)
    return written


if __name__ == "__main__":
    for path in compile_forms():
        print(path.name)
