"""Small wrong changes to csdesk, and which property notices each: `python3 dev.py mutants`.

Each is applied to a copy of the package as an exact replacement of text, so that a mutant whose place was rewritten fails
loudly instead of testing nothing. Two are equivalent by design and must survive.
"""

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from properties.run import ROOT, Failed, in_a_process, write_section

SEEDS = range(101, 109)
EXAMPLES, STEPS = 15, 40


@dataclass(frozen=True)
class Mutant:
    """One wrong change: in which file, what stands there, what stands there instead."""

    name: str
    file: str
    old: str
    new: str
    equivalent: bool = False


MUTANTS = (
    Mutant(
        "the fast path ignores what a change had seen",
        "store/cache.py",
        "        if change.base != row.heads or DELETED in change.body or _looks_older(stamp, row.updated):",
        "        if DELETED in change.body:",
    ),
    Mutant(
        "the last writer wins, nobody is told",
        "domain/changes.py",
        "        if _disagree([c.body[name] for c in live], way):",
        "        if False:",
    ),
    Mutant(
        "the latest clock wins, whoever had seen whom",
        "domain/changes.py",
        "        values[name] = _standing([c.body[name] for c in live], way)",
        "        values[name] = max(writers, key=_age).body[name]",
    ),
    Mutant(
        "a delete among the heads deletes",
        "domain/changes.py",
        "tuple(sorted(head.id for head in heads)), bool(deletes) and all(deletes), conflicts)",
        "tuple(sorted(head.id for head in heads)), any(deletes), conflicts)",
    ),
    Mutant(
        "a hold hides nothing that is shown already",
        "store/cache.py",
        "        refold(connection, touched)",
        "        continue",
    ),
    Mutant(
        "a lifted hold shows nothing again",
        "store/merging/holds.py",
        "        shown = min(u for u in (upto, stream.upto) if u is not None)\n",
        "        shown = min(u for u in (upto, stream.upto) if u is not None)\n        if upto is None:\n            continue\n",
    ),
    Mutant(
        "a restored file goes on in its old streams",
        "store/database.py",
        '            set_meta(connection, {"inc": secrets.token_hex(4)})',
        "            pass",
    ),
    Mutant(
        "a file put back by hand goes unnoticed",
        "store/files/marker.py",
        "    return any(",
        "    return False and any(",
    ),
    Mutant(
        "two different lines with one number are not compared",
        "sync/check.py",
        "        differs = line.seq == last_shared and here.chain(s.id, line.seq) != line.chain",
        "        differs = False",
    ),
    Mutant(
        "the signature of a file is not checked",
        "sync/container.py",
        "            if not keys.verifies(sign_pub, file.read(_SIGNATURE), _SIGNED + digest):",
        "            if not digest:",
    ),
    Mutant(
        "the author's signature under his stream is not checked",
        "sync/check.py",
        "    if not keys.verifies(author.sign, bytes.fromhex(s.sig), signed_top(s.id, s.top, bytes.fromhex(s.chain))):",
        "    if not s.chain:",
    ),
    Mutant(
        "anybody may write in any book",
        "sync/check.py",
        "    if not roles.may_write_in(author, book):",
        "    if not book:",
    ),
    Mutant(
        "a role may write anything when a file is merged",
        "sync/check.py",
        '    what = rights.forbidden(author.role, line.tbl, line.base, body) if author else ""',
        '    what = ""',
    ),
    Mutant(
        "a file with a gap is not kept for later",
        "operations/peers/exchange.py",
        "        folder = self._inbox if waits else self._archive",
        "        folder = self._archive",
    ),
    Mutant(
        "what one peer confirmed counts for every peer",
        "store/merging/acks.py",
        "    rows = connection.execute(select(ACKED.c.stream, ACKED.c.seq).where(ACKED.c.peer == peer))",
        "    rows = connection.execute(select(ACKED.c.stream, ACKED.c.seq).order_by(ACKED.c.seq))",
    ),
    Mutant(
        "settling a conflict counts one side only as seen",
        "operations/ledgers.py",
        "        work.change(record, row.book, row.id, {field: value}, base=row.heads)",
        "        work.change(record, row.book, row.id, {field: value}, base=row.heads[:1])",
    ),
    Mutant(
        "a change on top of a disagreement is simply laid on it",
        "store/columns.py",
        "        return len(self.heads) == 1 and not self.conflicts and not self.deleted",
        "        return True",
    ),
    Mutant(
        "what a former owner wrote after a hand-over is asked of nobody",
        "store/merging/moving.py",
        "        known = _below(moved, ordered)",
        "        known = {change.id for change in ordered}",
    ),
    Mutant(
        "a hand-over is done again over what was written meanwhile",
        "store/history.py",
        "                kept += _written_since(entry, changes) if redo and done.whole else []",
        "                kept += []",
    ),
    Mutant(
        "unknown fields are dropped",
        "store/columns.py",
        "(value is None or fits(value)):\n            extra[name] = value",
        "(value is None or fits(value)):\n            pass",
    ),
    Mutant(
        "lines of unknown tables are not passed on",
        "store/merging/packs.py",
        '        yield head, b"" if upward and body and is_private(tbl, body) else body',
        '        known = tbl in RECORD_BY_NAME or tbl.startswith("_")\n'
        '        yield head, b"" if not known or (upward and body and is_private(tbl, body)) else body',
    ),
    Mutant(
        "the clock of the log is not kept",
        "store/log.py",
        "    return int(stamp)\n",
        "    return now_ms << 16\n",
        equivalent=True,
    ),
    Mutant(
        "ties are broken the other way round",
        "domain/changes.py",
        "    return change.hlc, change.id\n",
        "    return -change.hlc, change.id\n",
        equivalent=True,
    ),
)


def applied(mutant: Mutant, place: Path) -> Path:
    """A copy of the package with the mutant in it. Raises SystemExit where its text is not found exactly once."""
    shutil.copytree(ROOT / "csdesk", place / "csdesk", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("resources", "ui"):
        (place / name).symlink_to(ROOT / name)
    path = place / "csdesk" / mutant.file
    text = path.read_text(encoding="utf-8")
    if text.count(mutant.old) != 1:
        raise SystemExit(f"mutants: “{mutant.name}” finds its text {text.count(mutant.old)} times in {mutant.file}; write it anew")
    path.write_text(text.replace(mutant.old, mutant.new), encoding="utf-8")
    return place


def killer(mutant: Mutant) -> str:
    """What noticed the mutant: the property, or the first word of what went wrong; empty when it survived every seed."""
    with tempfile.TemporaryDirectory(prefix="csdesk-mutant-") as place:
        package = applied(mutant, Path(place))
        for n in SEEDS:
            try:
                in_a_process(n, EXAMPLES, STEPS, "--no-shrink", package=package)
            except Failed as failed:
                return reason(str(failed))
    return ""


def reason(said: str) -> str:
    """The property in what a failed run said, or the error. Raises SystemExit where no example was to blame."""
    if "properties/founding.py" in said:
        return "no office comes about"
    if "Failing test case" not in said:
        raise SystemExit(said)
    found = re.findall(r"^(?:\s*\| )?(\w[\w.]*(?:Error|Refused|Invalid)): (.*)", said, re.MULTILINE)
    kinds = [(re.match(r"P\d+", text) or [kind.rpartition(".")[2] + ": " + text[:60]])[0] for kind, text in found]
    return ", ".join(dict.fromkeys(kinds)) or said.strip().splitlines()[-1][:80]


def main(arguments: Sequence[str]) -> int:
    """Try every mutant, or those whose name holds a word; 1 when one that should be noticed was not, or the other way."""
    wanted = argparse.ArgumentParser(prog="dev.py mutants", description=__doc__.splitlines()[0])
    wanted.add_argument("words", nargs="*", help="only mutants whose name holds one of these")
    words = wanted.parse_args(arguments).words
    chosen = [m for m in MUTANTS if not words or any(word in m.name for word in words)]
    with ThreadPoolExecutor(2) as pool:
        for _ in pool.map(lambda n: in_a_process(n, EXAMPLES, STEPS, "--no-shrink"), SEEDS):
            pass  # raises where the program as it is fails on these seeds: then a kill would prove nothing
        found = []
        for mutant, noticed in zip(chosen, pool.map(killer, chosen), strict=True):
            found.append((mutant, noticed))
            print(f"{noticed or 'survived':<24} {mutant.name}", flush=True)
    wrong = [mutant.name for mutant, noticed in found if bool(noticed) == mutant.equivalent]
    if not words:
        killed = sum(bool(noticed) for _, noticed in found)
        rows = [
            f"| {m.name} | {noticed or 'nothing: equivalent by design' if m.equivalent else noticed or 'NOTHING'} |" for m, noticed in found
        ]
        alike = sum(m.equivalent for m, _ in found)
        head = f"{killed} of {len(found)} killed; {alike} are equivalent by design and must survive."
        write_section("mutants", [head, "", "| wrong change | noticed by |", "|---|---|", *rows])
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
