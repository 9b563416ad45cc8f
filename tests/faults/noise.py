"""F30: bytes that mean nothing, or almost something, where a header, a line or a workbook is expected: a sentence, never another error."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

from openpyxl import Workbook

from csdesk.errors import Refused
from csdesk.operations.peers import exchange
from csdesk.reports.sheets import open_book
from faults.forged import Target
from faults.outcome import Outcome
from faults.scene import own_folder


def run(times: int, seed: int = 20260612) -> Outcome:
    """So many headers, texts and workbooks, each changed at random or made up whole."""
    outcome, rng = Outcome(), random.Random(seed)
    with own_folder() as folder:
        target = Target(folder)
        text = target.text()
        length = 12 + int.from_bytes(target.whole[8:12], "little")
        for _ in range(times):
            header = noisy(target.whole[12:length], rng)
            front = target.whole[:8] + len(header).to_bytes(4, "little") + header
            target.strike(target.signed(front + target.whole[length:]), outcome, f"header {header!r}")
            target.strike(target.sealed(noisy(text, rng)), outcome, "text")
        target.db.close()
        for found in _read(folder, times, rng):
            outcome.saw(found)
    return outcome


def noisy(content: bytes, rng: random.Random) -> bytes:
    """A few of its bytes changed, left out, doubled or put elsewhere; or nothing but noise."""
    if rng.random() < 0.05:
        return rng.randbytes(rng.randrange(200))
    for _ in range(rng.randrange(1, 6)):
        at, long = rng.randrange(len(content) + 1), rng.choice((1, 1, 2, 8, 40))
        part = content[at : at + long]
        new = rng.choice((b"", part * 2, rng.randbytes(long), b"null", b'"', b"[", b"}", b"1e999", b"\\ud800", b"\xff", b"\t", b"\n"))
        content = content[:at] + new + content[at + long :]
    return content


def _read(folder: Path, times: int, rng: random.Random) -> Iterator[str]:
    book = Workbook()
    for n in range(20):
        book.active.append([f"客户{n}", n, "示例"])
    path = folder / "noise.xlsx"
    book.save(path)
    whole = path.read_bytes()
    for _ in range(times):
        path.write_bytes(noisy(whole, rng))
        try:
            open_book(path)
        except Refused:
            yield "workbook refused"
        else:
            yield "workbook read"


def join(times: int, seed: int = 20260612) -> Outcome:
    """The same with requests to join, which come from people whom nobody knows yet."""
    outcome, rng = Outcome(), random.Random(seed)
    with own_folder() as folder:
        target = Target(folder)
        whole = (folder / "张三.csjoin").read_bytes()
        path = folder / "noise.csjoin"
        for _ in range(times):
            path.write_bytes(noisy(whole, rng))
            try:
                exchange.applicant(target.db, path)
            except Refused:
                outcome.saw("request refused")
            else:
                outcome.saw("request read")
        target.db.close()
    return outcome
