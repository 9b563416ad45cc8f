"""One office of five PCs during one example: what was authored, what is in the mail, and what was lost by rights."""

import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path

from csdesk.errors import Refused
from csdesk.operations import files
from csdesk.operations.peers import exchange
from properties import handing, oracle
from properties.pcs import Pc, founded, merge, office, send

#: Who sends files to whom.
WAYS = ("A M", "A2 M", "B M", "M A", "M A2", "M B", "M H", "H M", "A A2", "A2 A")
#: A round in which news from anywhere reaches everyone.
ROUND = ("A M", "A2 M", "B M", "M H", "H M", "M A", "M A2", "M B")
#: What happened over all examples of a run: a property that nothing ever tested proves nothing.
COUNTS: Counter = Counter()


class World:
    """Five PCs that were enrolled, and the independent memory of what they did."""

    def __init__(self, template: dict[str, Pc]) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="office-", dir=template["A"].folder.parents[1]))
        self.pcs = office(template, self.folder / "pcs")
        self.authored: dict = {}
        self.lost: set = set()  # what only a restored PC had known
        # A restored manager may get private lines back from headquarters, where they are empty; those that nobody below him
        # holds stay so (docs/reliability.md), and only what is public is compared.
        self.blanked = False
        self.mail: list[tuple[Path, str]] = []
        self.backups: dict[str, Path | str] = {}
        for pc in self.pcs.values():
            self.note(pc)

    def close(self) -> None:
        for pc in self.pcs.values():
            pc.gone()
        shutil.rmtree(self.folder)

    def room(self) -> Path:
        """A new empty place."""
        return Path(tempfile.mkdtemp(dir=self.folder))

    # -- memory -----------------------------------------------------------------------------------------------------

    def note(self, pc: Pc) -> None:
        """Remember what a PC has written. P9: no number is used twice for different things."""
        for key, said in oracle.log(pc, own_only=True).items():
            known = self.authored.setdefault(key, said)
            assert (known.head, known.body) == (said.head, said.body), f"P9 {key} stands for two things"

    def forget(self, pc: Pc, before: dict) -> None:
        """After a restore: what nobody else holds is gone, and may be."""
        others = {key for other in self.pcs.values() if other is not pc for key in oracle.log(other)}
        self.lost |= before.keys() - oracle.log(pc).keys() - others

    # -- mail -------------------------------------------------------------------------------------------------------

    def post(self, way: str, *, full: bool = False) -> tuple[Path, str]:
        one, other = way.split()
        pack = send(self.pcs[one], self.pcs[other], full=full), other
        COUNTS["files sent"] += 1
        return pack

    def deliver(self, pack: tuple[Path, str], **options) -> exchange.PackReport:
        """Merge a file where it is meant to go; nothing but a gap may stand against it."""
        path, to = pack
        reports = merge(self.pcs[to], path, **options)
        for report in reports:
            count(report)
            assert not report.failed or honest(report), report
        return reports[0]

    # -- the end ----------------------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Everyone exchanges until nobody has news, and every hold is lifted."""
        self.exchange_all()
        for name in ("H", "M"):
            db = self.pcs[name].sit()
            for pack in sorted(exchange.held(db)):
                with suppress(Refused):  # headquarters held it back, and has lifted it
                    exchange.lift(db, pack)
            self.note(self.pcs[name])
        self.exchange_all()

    def exchange_all(self) -> None:
        for way in ROUND:
            self.deliver(self.post(way))

    def judge(self) -> None:
        """Every property that can be said of the whole."""
        shown = {name: oracle.state(pc) for name, pc in self.pcs.items()}
        manager = shown["M"]
        for name, pc in self.pcs.items():
            oracle.chains_hold(pc)
            found = files.check(pc.sit())
            twice = [sentence for sentence in found if "同时在" in sentence]
            assert found == twice, f"P3 {name}: {found}"
            assert len(twice) == handing.in_two_books(shown[name]), f"P4 {name} does not say which clients live in two books: {twice}"
            COUNTS["clients in two books"] += len(twice)
            books = {key[1] for key in shown[name]}
            if name == "H":
                oracle.agree(oracle.public(shown[name]), oracle.public(manager), "H and M")
            else:
                told = (shown[name], oracle.of_books(manager, books))
                oracle.agree(*(map(oracle.public, told) if self.blanked else told), f"{name} and M")
        kept = {key: said for key, said in self.authored.items() if key not in self.lost}
        oracle.no_loss(kept, oracle.log(self.pcs["M"]), manager, COUNTS, blanked=self.blanked)
        handing.judge(self, manager, COUNTS)


def honest(report: exchange.PackReport) -> bool:
    """Whether a report of a file that was not taken whole says that something is missing or a clock is fast, and nothing else."""
    told = report.reason.split("；")
    return report.outcome in ("parked", "partial") and all("缺第" in reason or "电脑时钟快" in reason for reason in told)


def count(report: exchange.PackReport) -> None:
    COUNTS["merges"] += 1
    COUNTS["merges with news"] += report.new > 0
    COUNTS["merges without news"] += report.outcome == "duplicate"
    COUNTS["merges with a gap"] += report.outcome in ("parked", "partial")
    COUNTS["conflicts shown"] += len(report.conflicts)


def template(folder: Path) -> dict[str, Pc]:
    """A founded office to copy from."""
    place = folder / "template"
    (place / "mail").mkdir(parents=True)
    return founded(place)
