"""Kill -9 in the middle of an import and of a merge: the file is as before or as after. Many more by `dev.py bench crash`."""

import sys

import pytest


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 and fork are POSIX")
def test_a_killed_program_leaves_a_sound_file(monkeypatch):
    from benchmarks import crash

    monkeypatch.setattr(crash, "RECORDS", 150)
    for outcome in crash.run(times=3):
        assert outcome.bad == []
        assert sum(outcome.found[f"killed {when}"] for when in ("opening", "during", "after")) == 3
        assert outcome.found["state before"] + outcome.found["state after"] == 3
