"""A PC of which there are suddenly two, with the same file and the same keys."""

from csdesk.domain.clients import Client
from csdesk.operations import ledgers
from properties import oracle
from properties.founding import SPOT
from properties.pcs import Pc, merge, send
from properties.world import COUNTS, World, count


def clone(world: World, name: str, *, as_image: bool, twin_first: bool) -> None:
    """Copy a PC, write on both, send from both to the manager.

    A copy elsewhere is noticed at once and writes as a new incarnation. An image of the whole disk cannot be told from the
    original; then the manager takes one of the two and says FORK of the other, whose PC is put away.
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
            return settle(world, name, put_away=one, kept=pair[0][0])
        assert not told, report
        world.authored.update(said)
    COUNTS["copies noticed"] += not as_image
    return settle(world, name, put_away=twin, kept=pc)


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
