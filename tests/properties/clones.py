"""A PC of which there are suddenly two, with the same file and the same keys."""

from csdesk.domain.care.clients import Client
from csdesk.errors import Refused
from csdesk.operations import ledgers
from csdesk.operations.peers import twins
from properties import oracle
from properties.founding import SPOT
from properties.pcs import Pc, merge, send
from properties.world import COUNTS, World, count, honest


def clone(world: World, name: str, *, as_image: bool, twin_first: bool) -> None:
    """Copy a PC, write on both, send from both to the manager.

    A copy elsewhere is noticed at once and writes as a new incarnation. An image of the whole disk cannot be told from the
    original; then the manager takes one of the two and says that the other is not the first. That one learns of it from the
    manager's next file, says that it is another computer, and sends what it wrote under a number of its own.
    """
    pc, manager = world.pcs[name], world.pcs["M"]
    twin = pc.copied(world.room() / name, as_image=as_image)
    inc = pc.db.site.inc
    assert as_image == (twin.db.site.inc == inc), "P9 a copy that can be noticed is noticed"
    pair = [(one, write(one)) for one in ((twin, pc) if twin_first else (pc, twin))]
    for turn, (one, said) in enumerate(pair):
        [report] = merge(manager, send(one, manager, full=True))[:1]
        count(report)
        told = "与此前收到的不同" in report.reason
        if turn and as_image:
            assert told, f"P9 nobody says that there are two: {report}"
            assert not any(oracle.log(manager).get(key) == line for key, line in said.items()), "P9 both of two were taken"
            COUNTS["forks"] += 1
            part(world, one, said)
            return settle(world, name, put_away=one, kept=pair[0][0])
        assert not told, report
        world.authored.update(said)
    COUNTS["copies noticed"] += not as_image
    return settle(world, name, put_away=twin, kept=pc)


def part(world: World, second: Pc, said: dict) -> None:
    """The second of two becomes another computer; all that it wrote reaches the manager."""
    manager = world.pcs["M"]
    [report] = merge(second, send(manager, second, full=True))[:1]
    assert report.twin, f"P9 the second of two does not learn of the first: {report}"
    try:
        twins.another_pc(second.sit())
    except Refused as refused:
        raise AssertionError(f"P9 the second of two cannot become another: {refused}") from refused
    world.note(second)
    [report] = merge(manager, send(second, manager, full=True))[:1]
    assert not report.failed or honest(report), report
    new = {line.row for (id_, _), line in oracle.log(manager).items() if id_.startswith(f"{second.site}.{second.db.site.inc}:")}
    assert {line.row for line in said.values() if line.tbl == "client"} <= new, "P4 what the second of two wrote is lost"
    COUNTS["forks healed"] += 1


def write(pc: Pc) -> dict:
    """A new record on one of the two; what it wrote."""
    before = oracle.log(pc)
    ledgers.create(pc.sit(), Client, {**SPOT, "short_name": "双份"}, now=pc.now())
    return {key: said for key, said in oracle.log(pc).items() if key not in before}


def settle(world: World, name: str, *, put_away: Pc, kept: Pc) -> None:
    """One PC goes on in the place of the original."""
    put_away.gone()
    if kept is not world.pcs[name]:
        kept.off = world.pcs[name].off
        world.pcs[name] = kept
