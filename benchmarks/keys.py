"""Daily acts counted: the keys in csdesk's window and in a plain ledger in LibreOffice Calc, each really done and its result read back.

A key or a chord counts as one, and so does a text, however long: a name is as long here as there. Both begin with the right ledger in
front and the cursor at its top. Without soffice, Xvfb, xdotool and xclip the keys of Calc are those written down, and the table says so.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from benchmarks import keys_calc
from benchmarks.harness import report

_TOOLS = ("soffice", "Xvfb", "xdotool", "xclip")


def table(desk: dict[str, tuple[bool, list[str]]], calc: dict[str, bool] | None) -> str:
    """What was counted, as Markdown."""
    lines = ["| act | csdesk | Calc | ratio | in csdesk |", "| --- | ---: | ---: | ---: | --- |"]
    for name, (right, steps) in desk.items():
        there = keys_calc.ACTS.get(name)
        count = "–" if there is None else f"{there.count}{_mark(calc, name)}"
        ratio = "–" if there is None else f"{len(steps) / there.count:.2f}"
        lines.append(f"| {name} | {len(steps)}{'' if right else ' (failed)'} | {count} | {ratio} | {_told(steps)} |")
    return "\n".join(lines)


def _mark(calc: dict[str, bool] | None, name: str) -> str:
    return " (written down, not run)" if calc is None else "" if calc[name] else " (failed)"


def _told(steps: list[str]) -> str:
    """The steps, those that follow one another alike as one with their number."""
    found: list[tuple[str, int]] = []
    for step in steps:
        again = found and found[-1][0] == step
        found = [*found[:-1], (step, found[-1][1] + 1)] if again else [*found, (step, 1)]
    return ", ".join(f"`{step}`" + (f" × {many}" if many > 1 else "") for step, many in found)


def main() -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        for name in ("HOME", "KEYS", "CACHE"):
            os.environ[f"CSDESK_{name}"] = str(Path(place) / name.lower())
        os.environ["HOME"] = place  # where a paper goes without a printer
        os.environ["CSDESK_SETTINGS"], os.environ["CSDESK_LOG"] = str(Path(place) / "settings.json"), str(Path(place) / "csdesk.log")
        from benchmarks import keys_desk

        calc = keys_calc.done(Path(place)) if all(map(shutil.which, _TOOLS)) else None
        report("keys", [table(keys_desk.done(Path(place)), calc)])


if __name__ == "__main__":
    main()
