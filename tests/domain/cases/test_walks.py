"""The case machine walked at random as every role: it often closes, no need of 结案 is passed, and a need that is lost is noticed."""

from dataclasses import replace

import pytest
from domain.cases.walks import Walk
from hypothesis import event, given, settings, target
from hypothesis import strategies as st

from csdesk.domain.cases import case_gates
from csdesk.domain.cases.case_choices import CaseStatus
from csdesk.domain.cases.case_moves import MACHINE
from csdesk.domain.staff.people import Role

SEEDS = st.integers(0, 2**32)
WALKS = 200


@pytest.mark.parametrize("role", list(Role))
def test_a_walk_often_closes_and_never_wrongly(role):
    closed = []

    @settings(max_examples=WALKS, deadline=None, database=None)
    @given(seed=SEEDS)
    def walk(seed):
        times = Walk(MACHINE, role, seed).go()
        closed.append(times > 0)
        event(f"结案 {times} 次")
        target(float(times), label="closings")

    walk()
    assert sum(closed) >= 0.2 * len(closed), f"{sum(closed)} of {len(closed)}"


def mutated(name, **lost):
    """The machine with something of one of its actions lost."""
    change = {action: replace(action, **lost) if action.name == name else action for moves in MACHINE.moves.values() for action in moves}
    return replace(MACHINE, moves={state: tuple(change[action] for action in moves) for state, moves in MACHINE.moves.items()})


CLOSE = MACHINE.action(CaseStatus.AGREED, "close")


def without(*names):
    return lambda case: tuple(name for name in case_gates.closing_needs(case) if name not in names)


def only(sentence):
    """The closing gate with one of its two halves."""
    return lambda step: getattr(case_gates, sentence)(step if sentence == "_confirmation" else step.after)


def no_reports(step):
    return None if step.counts["complaint_progress"] else "…"


def no_progress(step):
    return case_gates.closing_bar(replace(step, counts={"complaint_progress": 1}))


#: Something that the closing asks for is lost.
MUTANTS = {
    **{f"needs {name}": mutated("close", needs=tuple(n for n in CLOSE.needs if n != name)) for name in CLOSE.needs},
    **{f"needs {name}": mutated("close", also_needs=without(name)) for name in ("root_cause", "corrective_action", "preventive_action")},
    "progress": mutated("close", bar=no_progress),
    "reports": mutated("close", bar=no_reports),
    "confirmation": mutated("close", gate=only("_claim")),
    "claim": mutated("close", gate=only("_confirmation")),
    "stamps": mutated("close", stamps=None),
    "withdrawal": mutated("withdraw", gate=None),
    "withdrawal stamps": mutated("withdraw", stamps=None),
}


def walked(machine):
    """Walks of those who close; a closing that lacks something fails."""
    for seed in range(WALKS):
        for role in (Role.SPECIALIST, Role.BRANCH_MANAGER, Role.DIRECTOR):
            Walk(machine, role, seed).go()


@pytest.mark.parametrize("mutant", MUTANTS)
def test_a_walk_notices_what_a_closing_has_lost(mutant):
    with pytest.raises(AssertionError):
        walked(MUTANTS[mutant])


def test_the_same_walks_find_nothing_wrong_with_the_machine_as_it_is():
    walked(MACHINE)
