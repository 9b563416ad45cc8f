"""The properties of sync hold over 200 offices of up to 40 events each, and the events were such as could have broken them."""

import pytest

from properties import mutants, run

#: How often something must have happened over the run: a property that nothing tested proves nothing.
AT_LEAST = {
    "offices judged": 200,
    "merges with news": 1500,
    "merges without news": 300,
    "merges with a gap": 10,
    "conflicts shown": 200,
    "conflicts settled": 10,
    "values checked": 5000,
    "values in conflict": 100,
    "restores": 30,
    "restores behind our back": 30,
    "copies noticed": 30,
    "forks": 30,
    "forks healed": 30,
    "crashes": 50,
    "cancelled": 20,
    "holds": 20,
    "lifts": 5,
    "holds that hid something": 20,
    "orders compared": 50,
    "rebuilds": 50,
    "edits": 200,
    "edits of deleted records": 5,
    "edits of an open form": 100,
    "deletes and returns": 100,
    "undone and redone": 50,
    "private values": 100,
    "unknown fields and tables": 50,
    "clocks set": 50,
    "hand-overs": 100,
    "hand-overs by headquarters": 10,
    "clients handed back": 20,
    "clients that live elsewhere": 50,
    "values handed over": 200,
    "edits meanwhile": 20,
    "late edits": 10,
    "late edits answered": 3,
}


@pytest.mark.timeout(1200)
def test_the_properties_hold_and_were_tested():
    counts = run.total({number: dict(found) for number, found in run.run_all(200, 40, "--no-shrink", done={})})
    rare = {what: (counts[what], least) for what, least in AT_LEAST.items() if counts[what] < least}
    assert not rare, f"too rare to prove anything (found, wanted): {rare}; all: {dict(counts)}"


def test_every_mutant_finds_its_place():
    """Whoever rewrites a place that a mutant changes, rewrites the mutant; whether it is noticed is tried by command."""
    for mutant in mutants.MUTANTS:
        assert (run.ROOT / "csdesk" / mutant.file).read_text(encoding="utf-8").count(mutant.old) == 1, mutant.name
