"""The whole way of csdesk with invented data: workbooks → ledgers → sync files → the branch's rollup → figures and charts.

Every step is an operation that people have too. The world is fixed, so that the counts are the same on every run and machine.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from csdesk.demo.books import write_desk, write_targets
from csdesk.demo.market import AS_OF, LAST
from csdesk.demo.names import BANNER
from csdesk.demo.world import BRANCH, BRANCH_NAME, CITY, MANAGER, Desk, World, make_world
from csdesk.domain.care.clients import Client, ClientOwner
from csdesk.domain.kpi.figure import Figure
from csdesk.domain.kpi.registry import SCORECARDS
from csdesk.domain.moments import SHANGHAI
from csdesk.domain.plans.targets import Level
from csdesk.domain.record import Record
from csdesk.domain.rows import Filter, Query, Row
from csdesk.domain.staff.people import Branch, Role, Staff
from csdesk.errors import Refused, StorageError
from csdesk.operations import files, ledgers
from csdesk.operations.excel import workbooks
from csdesk.operations.excel.workbooks import ImportReport
from csdesk.operations.files import Database
from csdesk.operations.kpi import exporting, figures
from csdesk.operations.peers import exchange
from csdesk.operations.peers.exchange import PackReport

Say = Callable[[str], None]
#: The moment at which everything in the demo happens.
NOW = datetime(2026, 6, 30, 18, 0, tzinfo=SHANGHAI)
_MARK = f"{BANNER}.txt"
#: The client that both the manager and its specialist give other payment terms, and the one handed over on the 30th.
DISPUTED, HANDED_OVER = "NB01-00003", "NB01-00006"


@dataclass(slots=True)
class DemoResult:
    """What the demo did, with counts. paths in it are relative to `folder`."""

    folder: Path
    manager_file: Path
    imports: dict[str, dict[str, Any]] = field(default_factory=dict)
    packs: list[PackReport] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    problems: dict[str, list[str]] = field(default_factory=dict)
    made: list[Path] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The result as JSON values."""
        return {
            "folder": str(self.folder),
            "as_of": AS_OF,
            "imports": self.imports,
            "packs": [_pack(report) for report in self.packs],
            "figures": sorted(map(_figure, self.figures), key=lambda told: tuple(map(str, told.values()))),
            "problems": self.problems,
            "made": [path.relative_to(self.folder).as_posix() for path in self.made],
        }


def _figure(figure: Figure) -> dict[str, Any]:
    """A figure under its entity's name; the entity's id is drawn anew in every run."""
    return {name: value for name, value in figure.as_json().items() if name != "entity"}


def _pack(report: PackReport) -> dict[str, Any]:
    """What a merge did, without the numbers that every run draws anew."""
    conflicts = [{"title": found.title, "field": found.field, "values": sorted(found.values, key=str)} for found in report.conflicts]
    told = {"file": report.file, "sender": report.sender, "outcome": report.outcome, "reason": report.reason}
    return {**told, "new": report.new, "duplicate": report.duplicate, "tables": dict(report.tables), "conflicts": conflicts}


def run_demo(folder: Path, *, say: Say) -> DemoResult:
    """Go the whole way in `folder`, which must be empty or hold an earlier demo. Raises Refused or StorageError.

    say: told what is being done, sentence by sentence.
    """
    manager_file = folder / f"{MANAGER}.csdb"
    _clear(folder, manager_file)
    result = DemoResult(folder, manager_file)
    world = make_world()
    say(f"{BANNER}：{BRANCH_NAME}，截至 {AS_OF}；公司、人名、号码都是编造的")
    with files.new_file(manager_file, name=MANAGER, role=Role.BRANCH_MANAGER, branch=BRANCH) as manager:
        packs = _desks(manager, world, result, say)
        _set_up_branch(manager, world, result, say)
        _merge(manager, packs, result, say)
        _merge(manager, packs[:1], result, say)
        _disagree(manager, world.desks[0], result, say)
        _hand_over(manager, world.desks[1], say)
        _figures(manager, result, say)
        result.problems[manager_file.name] = files.check(manager)
    _tell(result, say)
    return result


# -- the folder -----------------------------------------------------------------------------------------------------


def _clear(folder: Path, manager_file: Path) -> None:
    """An earlier demo goes; anything else stays and is refused."""
    try:
        if folder.exists() and any(folder.iterdir()):
            if not (folder / _MARK).exists():
                raise Refused(f"{folder} 里有别的文件，演示不会动它们；请用 --dir 指定一个空文件夹")
            if manager_file.exists():
                files.open_file(manager_file).close()  # Busy when a window still shows it
            shutil.rmtree(folder)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _MARK).write_text(f"本文件夹是 csdesk 的{BANNER}，每次演示都会整个重做，请勿存放自己的文件。\n", encoding="utf-8")
    except OSError as error:
        raise StorageError(f"不能写到 {folder}（{error.strerror}），请先关闭其中打开的文件，或用 --dir 换一个位置") from error


# -- the specialists ------------------------------------------------------------------------------------------------


def _desks(manager: Database, world: World, result: DemoResult, say: Say) -> list[Path]:
    """Each specialist's file: enrolled, filled from workbooks, sent."""
    return [_desk(manager, desk, result, say) for desk in world.desks]


def _desk(manager: Database, desk: Desk, result: DemoResult, say: Say) -> Path:
    own = result.folder / desk.name
    books = write_desk(desk, own / "Excel台账")
    result.made += books
    with files.new_file(own / f"{desk.name}.csdb", name=desk.name, role=Role.SPECIALIST, branch=BRANCH) as db:
        _enrol(manager, db, desk, own)
        report = workbooks.import_books(db, books, now=NOW)
        _imported(desk.name, report, own / "错误行.xlsx", result, say)
        pack = _send(db, own / f"{desk.name} {LAST}.csdesk", result, say)
        result.problems[db.path.name] = files.check(db)
    return pack


def _enrol(manager: Database, db: Database, desk: Desk, own: Path) -> None:
    request, certificate = own / f"{desk.name}.csjoin", own / f"{desk.name}.cscert"
    exchange.join(db, request)
    exchange.admit(manager, request, certificate, seat=desk.seat)
    exchange.accept(db, certificate)


def _imported(name: str, report: ImportReport, wrong: Path, result: DemoResult, say: Say) -> None:
    told = report.as_json()
    result.imports[name] = told
    say(f"{name}：导入 Excel，新建 {report.created} 条，错误 {len(report.errors)} 处")
    for error in report.errors:
        say(f"  {error.sentence}")
    if report.errors:
        workbooks.write_errors(report, wrong)
        result.made.append(wrong)


def _send(db: Database, pack: Path, result: DemoResult, say: Say) -> Path:
    changes = exchange.send(db, MANAGER, pack)
    say(f"{db.site.name}：{changes} 条改动写进同步文件 {pack.name}")
    result.made.append(pack)
    return pack


# -- the manager ----------------------------------------------------------------------------------------------------


def _set_up_branch(manager: Database, world: World, result: DemoResult, say: Say) -> None:
    """The branch and its targets."""
    ledgers.create(manager, Branch, {"code": BRANCH, "name": BRANCH_NAME, "city": CITY}, now=NOW)
    book = write_targets(world, result.folder / f"{MANAGER} Excel台账")
    result.made.append(book)
    report = workbooks.import_books(manager, [book], now=NOW)
    _imported(MANAGER, report, result.folder / f"{MANAGER} 错误行.xlsx", result, say)


def _merge(manager: Database, packs: list[Path], result: DemoResult, say: Say) -> None:
    for report in exchange.merge(manager, packs):
        result.packs.append(report)
        say(report.sentence)
        for conflict in report.conflicts:
            say(f"  不一致：{conflict.title} 的 {conflict.field}，两边的值 {conflict.values}")


def _disagree(manager: Database, desk: Desk, result: DemoResult, say: Say) -> None:
    """The manager and the specialist give one client other payment terms, neither having seen the other's."""
    with _again(result, desk) as db:
        ledgers.change(manager, Client, _client(manager, DISPUTED), {"payment_term_days": 45})
        ledgers.change(db, Client, _client(db, DISPUTED), {"payment_term_days": 75})
        pack = _send(db, db.path.with_name(f"{desk.name} {LAST} 补.csdesk"), result, say)
    _merge(manager, [pack], result, say)


@contextmanager
def _again(result: DemoResult, desk: Desk) -> Iterator[Database]:
    with files.open_file(result.folder / desk.name / f"{desk.name}.csdb") as db:
        yield db


def _hand_over(manager: Database, to: Desk, say: Say) -> None:
    """One client changes hands on the 30th: its whole June goes to the new owner (月末归属)."""
    client = _client(manager, HANDED_OVER)
    owner = _one(manager, Staff, Filter("name", "is", to.name))
    told = {"client_id": client.id, "owner_id": owner.id, "valid_from": AS_OF, "reason": "工作分配调整"}
    ledgers.create(manager, ClientOwner, told, now=NOW)
    say(f"{client.values['short_name']} 于 {AS_OF} 交接给{to.name}")


def _client(db: Database, code: str) -> Row:
    return _one(db, Client, Filter("client_code", "is", code))


def _one(db: Database, record: type[Record], condition: Filter) -> Row:
    (row,) = ledgers.select(db, record, Query(filters=(condition,)), 2)
    return row


def _figures(manager: Database, result: DemoResult, say: Say) -> None:
    as_of = date.fromisoformat(AS_OF)
    for level in (Level.BRANCH, Level.SPECIALIST, Level.CLIENT):
        result.figures += figures.figures(manager, level=level, period=LAST, as_of=as_of)
    for figure in result.figures:
        if figure.level is not Level.CLIENT and figure.kpi in SCORECARDS[Role.BRANCH_MANAGER]:
            say(f"{figure.name} {figure.kpi} {figure.title} {figure.display} {figure.status_label}")
    result.made += figures.save_pictures(manager, LAST, result.folder / f"图表（{BANNER}）", as_of)
    rollup = result.folder / f"分部汇总 {LAST}（{BANNER}）.xlsx"
    exporting.export_workbook(manager, LAST, rollup, as_of)
    result.made.append(rollup)


def _tell(result: DemoResult, say: Say) -> None:
    found = [sentence for sentences in result.problems.values() for sentence in sentences]
    say("核对：" + ("；".join(found) or "各文件的流水、显示内容与数据库都没有问题"))
    say(f"全部文件在 {result.folder}")
    for path in result.made:
        say(f"  {path.relative_to(result.folder)}")
    say(f"经理的汇总文件：{result.manager_file}")
