"""Sync files of any size without anybody having entered them: lines written by rule, chained, signed and sealed as a sender does."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.million import clients
from csdesk import __version__
from csdesk.domain.changes import CHANGE_SET
from csdesk.domain.lines import ZERO, body_hash, encode, link, stream_id
from csdesk.operations import files
from csdesk.operations.peers import enrolment, exchange
from csdesk.store.changesets import stamp_text
from csdesk.store.database import SCHEMA, Database, Site
from csdesk.store.log import salted
from csdesk.sync import container, keys, manifest
from csdesk.sync.certificates import Chain
from csdesk.sync.container import Header
from csdesk.sync.manifest import Manifest

#: 2026-06-01 in Shanghai, in milliseconds, and a day.
START, DAY = 1_780_243_200_000, 86_400_000
#: So many changes stand in one named change set, as in an import.
SET = 5_000

Change = tuple[str, str, tuple[str, ...], dict[str, Any]]  # (table, id, base, body)


@dataclass
class Author:
    """A specialist who is enrolled, and his stream as far as it was written."""

    site: Site
    chain: Chain
    own: keys.Keys
    manager: str  # the manager's workstation
    seal: str  # and the key for which files are sealed
    top: int = 0
    end: bytes = ZERO
    lines: list[tuple[bytes, bytes]] = field(default_factory=list)
    began: tuple[int, bytes] = (1, ZERO)  # the first line that was not sent yet, and the chain before it

    @property
    def id(self) -> str:
        return f"{self.site.author}:{self.top}"

    def write(self, changes: Iterable[Change], ms: int) -> list[str]:
        """Append changes made at `ms`, in sets; their ids."""
        made: list[str] = []
        for n, change in enumerate(changes):
            hlc = (ms + n // SET) << 16
            if n % SET == 0:
                self._line(CHANGE_SET, stamp_text(hlc), (), {"title": "导入客户档案", "n": SET, "by": self.site.name}, hlc)
            self._line(*change, hlc)
            made.append(self.id)
        return made

    def _line(self, tbl: str, row: str, base: tuple[str, ...], told: dict[str, Any], hlc: int) -> None:
        self.top += 1
        body = salted(told)
        head = encode((self.top, hlc, tbl, row, list(base), body_hash(body)))
        self.end = link(self.end, head)
        self.lines.append((head, body))

    def seal_up(self, out: Path) -> None:
        """Write what was not sent yet as a sync file for the manager."""
        first, before = self.began
        stream = stream_id(self.site.site, self.site.inc, self.site.book)
        pack = secrets.token_hex(16)
        told = Manifest(
            fmt=container.FMT, schema=SCHEMA, pack=pack, sender=self.site.site, to=self.manager, have={stream: self.top},
            streams=(manifest.section(stream, first, self.top, before, self.end, b"", self.own),), certs=(),
        )  # fmt: skip
        header = Header(
            fmt=container.FMT, min=container.FMT, pack=pack, sender=self.site.site, to=self.manager, app=__version__, size="",
            certs=self.chain,
        )  # fmt: skip
        with out.open("w+b") as file:
            container.write(file, header, manifest.text(told, self.lines), self.own, [self.seal, self.own.seal_pub])
        self.lines, self.began = [], (self.top + 1, self.end)


def office(folder: Path, specialists: int = 1) -> tuple[Database, list[Author]]:
    """A manager's open file and the specialists whom he admitted."""
    manager = files.new_file(folder / "李经理.csdb", name="李经理", role="branch_manager", branch="NB")
    return manager, [admitted(manager, folder, f"专员{n}") for n in range(1, specialists + 1)]


def admitted(chief: Database, folder: Path, name: str, *, role: str = "specialist", branch: str = "NB") -> Author:
    """A new specialist of a manager, or a new manager of headquarters."""
    asked, given = folder / f"{name}.csjoin", folder / f"{name}.cscert"
    with files.new_file(folder / f"{name}.csdb", name=name, role=role, branch=branch) as mine:
        exchange.join(mine, asked)
        exchange.admit(chief, asked, given)
        exchange.accept(mine, given)
        own = keys.load(mine.site.site)
        return Author(mine.site, enrolment.own_chain(mine), own, chief.site.site, keys.load(chief.site.site).seal_pub)


def new_clients(count: int, start: int = 0) -> Iterator[Change]:
    """Clients of twenty fields each: text, numbers, days. start: how many there were before."""
    chosen = random.Random(start)
    for n, told in enumerate(clients(count, start), start):
        year = 2020 + n % 6
        more = {
            "uscc": f"9133{chosen.randrange(10**13):013}X", "vat_payer_type": "general", "is_national_key": False,
            "first_biz_date": f"{year}-{1 + n % 12:02}-{1 + n % 28:02}",
            "biz_address": f"{told['legal_name'][:2]}市开发区港城路 {n % 900} 号",
            "contract_no": f"HT-{year}-{n:06}", "contract_from": f"{year}-01-01", "contract_to": f"{year + 3}-12-31",
            "settlement_method": "monthly", "payment_term_days": 30 + n % 60, "term_base": "invoice_date", "default_vat_rate": 900,
        }  # fmt: skip
        yield "client", f"{START + n:012x}7{chosen.getrandbits(76):019x}", (), {**told, **more}
