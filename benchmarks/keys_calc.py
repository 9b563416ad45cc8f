"""Daily acts in a plain ledger in LibreOffice Calc, done by xdotool under Xvfb and read back from the saved workbook."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl

_ROWS = 60
_QUIET = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Save/Document"><prop oor:name="WarnAlienFormat"><value>false</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay"><value>false</value></prop></item>
</oor:items>"""
#: The ledgers, one a sheet: heading → what stands in row n.
SHEETS: dict[str, dict[str, str]] = {
    "cases": {"no": "CP-{n}", "client": "Client {n}", "received": "2026-06-01", "type": "delay", "severity": "normal", "text": "late",
              "status": "open", "closed": "", "result": "", "liability": "", "opinion": ""},
    "clients": {"no": "C-{n}", "name": "Client {n}", "city": "Ningbo"},
    "visits": {"date": "2026-05-{day}", "client": "Client {n}", "kind": "visit", "content": "nothing new", "next": "2026-06-20"},
    "debts": {"no": "R-{n}", "client": "Client {n}", "month": "2026-04", "amount": "120", "due": "2026-05-31",
              "promised": "", "promised amount": "", "stage": "reminder"},
    "waybills": {"no": "W-{n}", "client": "Client {n}", "route": "NB-HF", "plate": "", "driver": "", "phone": "", "status": "new",
                 "signed": "", "signer": "", "place": "", "eta": "", "next call": "", "remark": ""},
    "form": {},
}  # fmt: skip


@dataclass(frozen=True)
class Calc:
    """One act: its sheet, what is pressed and typed, what the sheet must hold.

    `=…` is a text. `@…` waits for the dialog of this title, which without a window manager gets no focus by itself; `~…` answers what Calc
    asks besides: neither is counted. ends: the sheet on which it ends and is looked at, where that is another.
    """

    sheet: str
    steps: tuple[str, ...]
    holds: Callable[[Any], bool]
    clipboard: str = ""
    ends: str = ""

    @property
    def count(self) -> int:
        """Keys, and one for each text."""
        return sum(step[0] not in "~@" for step in self.steps)


def _times(key: str, many: int) -> tuple[str, ...]:
    return (key,) * many


def _find(text: str) -> tuple[str, ...]:
    return "ctrl+f", f"={text}", "Return", "Escape"


def _told(sheet: Any, row: int, first: int, *wanted: str) -> bool:
    return all(str(sheet.cell(row, first + i).value or "").startswith(text) for i, text in enumerate(wanted))


_NEW = ("ctrl+Down", "Down")
ACTS: dict[str, Calc] = {
    "new case": Calc(
        "cases",
        (*_NEW, "=CP-61", "Tab", "=Client 7", "Tab", "ctrl+semicolon", "Tab", "=delay", "Tab", "=normal", "Tab",
         "=Six hours late", "Return"),
        lambda s: _told(s, _ROWS + 2, 1, "CP-61", "Client 7") and _told(s, _ROWS + 2, 4, "delay", "normal", "Six hours late"),
    ),
    "close a case": Calc(
        "cases",
        (*_find("CP-30"), "End", *_times("Left", 4), "=closed", "Tab", "ctrl+semicolon", "Tab", "=Freight refunded", "Tab", "=carrier",
         "Tab", "=accepted", "Return"),
        lambda s: _told(s, 31, 7, "closed") and s.cell(31, 8).value and _told(s, 31, 9, "Freight refunded", "carrier", "accepted"),
    ),
    "new visit": Calc(
        "visits",
        (*_NEW, "ctrl+semicolon", "Tab", "=Client 9", "Tab", "=visit", "Tab", "=Two more trucks a week from August", "Tab", "=2026-07-12",
         "Return"),
        lambda s: _told(s, _ROWS + 2, 2, "Client 9", "visit", "Two more", "2026-07-12"),
    ),
    "dispatch five waybills": Calc(
        "waybills",
        (*_find("W-21"), *_times("Right", 3), "=NB-12345", "Tab", "=Wang", "Tab", "=19900000001", "Tab", "=assigned", "Return",
         "Up", *_times("shift+Right", 3), *_times("shift+Down", 4), "ctrl+d"),
        lambda s: all(_told(s, row, 4, "NB-12345", "Wang", "19900000001", "assigned") for row in range(22, 27)),
    ),
    "print a 派车单": Calc(
        "waybills",
        (*_find("NB-12345"), "Home", "ctrl+shift+Right", *_times("shift+Down", 4), "ctrl+c", "ctrl+Next", "ctrl+v",
         "ctrl+p", "@Print", "Return", "@LibreOffice Calc"),
        lambda s: all(_told(s, row, 1, f"W-{row + 17}") and _told(s, row, 4, "NB-12345", "Wang") for row in range(4, 9)),
        ends="form",
    ),
    "sign ten": Calc(
        "waybills",
        ("Down", *_times("Right", 6), "=signed", "Tab", "ctrl+semicolon", "Tab", "=Li", "Return",
         "Up", *_times("shift+Right", 2), *_times("shift+Down", 9), "ctrl+d"),
        lambda s: all(_told(s, row, 7, "signed") and s.cell(row, 8).value and _told(s, row, 9, "Li") for row in range(2, 12)),
    ),
    "track three vehicles": Calc(
        "waybills",
        tuple(step for n in (31, 41, 51) for step in (
            *_find(f"W-{n}"), *_times("Right", 9), "=Wuhu", "Tab", "=20:30", "Tab", "=14:00", "Return", "ctrl+Home")),
        lambda s: all(_told(s, row, 10, "Wuhu") for row in (32, 42, 52)),
    ),
    "correct a signed waybill": Calc(
        "waybills",
        (*_find("W-7"), "End", *_times("Left", 4), "=Li Daming", "Tab", "End", "=2026-06-12 Zhang: was Li, by the receipt", "Return"),
        lambda s: _told(s, 8, 9, "Li Daming") and _told(s, 8, 13, "2026-06-12 Zhang"),
    ),
    "record a promise": Calc(
        "debts",
        (*_find("Client 44"), "End", *_times("Left", 2), "=2026-06-17", "Tab", "=120", "Tab", "=promised", "Return"),
        lambda s: _told(s, 45, 6, "2026-06-17", "120", "promised"),
    ),
    "find a client by initials": Calc("clients", (*_find("Client 44"),), lambda s: True),
    "paste forty rows": Calc(
        "clients",
        (*_NEW, "ctrl+v", "@Text Import", "~Return", "@LibreOffice Calc"),
        lambda s: _told(s, _ROWS + 41, 1, "P-39"),
        clipboard="\n".join(f"P-{n}\tPasted {n}\tHefei" for n in range(40)),
    ),
    "answer “where is my cargo?”": Calc("waybills", (*_find("W-31"), "shift+space", "ctrl+c"), lambda s: True),
}  # fmt: skip


def write_book(path: Path) -> None:
    """The plain ledger."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, columns in SHEETS.items():
        sheet = book.create_sheet(name)
        sheet.append(list(columns))
        for n in range(1, _ROWS + 1) if columns else ():
            sheet.append([text.format(n=n, day=f"{n % 28 + 1:02}") or None for text in columns.values()])
    form = book["form"]  # the cursor stands where the rows of a 派车单 go
    form["A1"], form["A3"] = "Dispatch form", "no, client, route, plate, driver, phone, status"
    form.sheet_view.selection[0].activeCell = form.sheet_view.selection[0].sqref = "A4"
    book.save(path)


class Driver:
    """Types into the window of Calc."""

    def __init__(self, display: str) -> None:
        self._own = {**os.environ, "DISPLAY": display}

    def run(self, *told: str) -> str:
        """One call of a tool of X."""
        return subprocess.run(told, env=self._own, capture_output=True, text=True, timeout=60).stdout

    def copy(self, text: str) -> None:
        """Put a text on the clipboard; xclip stays behind to serve it until the next copy."""
        subprocess.run(("xclip", "-selection", "clipboard"), env=self._own, input=text, text=True, check=True, stdout=subprocess.DEVNULL)

    def focus(self, title: str, seconds: int) -> None:
        """Give the focus to a window, once it is there."""
        for _ in range(seconds):
            if found := self.run("xdotool", "search", "--onlyvisible", "--name", title).split():
                self.run("xdotool", "windowfocus", found[-1])
                return
            time.sleep(1)
        raise TimeoutError(f"the window “{title}” of Calc did not come")

    def do(self, steps: Sequence[str]) -> None:
        """Press and type."""
        for step in steps:
            if step.startswith("="):
                self.run("xdotool", "type", "--delay", "15", step[1:])
            elif step.startswith("@"):
                time.sleep(2)
                self.focus(step[1:], 10)
            else:
                self.run("xdotool", "key", step.lstrip("~"))
            time.sleep(0.12)


@contextmanager
def screen() -> Iterator[str]:
    """A virtual screen of our own."""
    reading, writing = os.pipe()
    told = ("Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24")
    server = subprocess.Popen(told, pass_fds=(writing,), stderr=subprocess.DEVNULL)
    os.close(writing)
    try:
        with os.fdopen(reading) as said:
            yield f":{said.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def done(place: Path) -> dict[str, bool]:
    """Do every act in Calc; whether the saved workbook holds what it should."""
    book, profile = place / "ledger.xlsx", place / "profile"
    write_book(book)
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(_QUIET, encoding="utf-8")
    with screen() as display:
        told = ("soffice", f"-env:UserInstallation={profile.as_uri()}", "--norestore", "--nologo", "--calc", str(book))
        own = {"DISPLAY": display, "SAL_USE_VCLPLUGIN": "gen", "PATH": f"{_printer(place)}:{os.environ['PATH']}"}
        office = subprocess.Popen(told, env={**os.environ, **own})
        try:
            _act(Driver(display), book)
        finally:
            Driver(display).run("xdotool", "key", "ctrl+q")
            time.sleep(3)
            office.terminate()
            office.wait()
    sheets = openpyxl.load_workbook(book)
    return {name: act.holds(sheets[act.ends or act.sheet]) for name, act in ACTS.items()}


def _printer(place: Path) -> Path:
    """A folder with the command that takes what Calc prints, where none is installed."""
    folder = place / "bin"
    folder.mkdir()
    (folder / "lpr").write_text("#!/bin/sh\ncat > /dev/null\n", encoding="utf-8")
    (folder / "lpr").chmod(0o755)
    return folder


def _act(driver: Driver, book: Path) -> None:
    driver.focus("LibreOffice Calc", 90)
    time.sleep(5)
    driver.focus("LibreOffice Calc", 5)
    names = list(SHEETS)
    before, at = book.stat().st_mtime_ns, 0
    for act in ACTS.values():
        wanted = names.index(act.sheet)
        way = "ctrl+Next" if wanted > at else "ctrl+Prior"
        driver.do([*_times(way, abs(wanted - at)), "ctrl+Home"])  # not counted, here or there
        at = names.index(act.ends) if act.ends else wanted
        if act.clipboard:
            driver.copy(act.clipboard)
        driver.do(act.steps)
    driver.do(["ctrl+s"])
    for _ in range(30):
        if book.stat().st_mtime_ns != before:
            return
        time.sleep(1)
