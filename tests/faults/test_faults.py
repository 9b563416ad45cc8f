"""Every fault a few times. `python3 dev.py faults` does each so often that chance has no part in it."""

import sys

import pytest

from faults import full_disk, power, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="kill -9, fork and limits are POSIX")


@pytest.mark.parametrize("fault", run.FAULTS, ids=[fault.name for fault in run.FAULTS])
def test_nothing_bad_comes_of_it(fault):
    try:
        outcome = fault.short()
    except full_disk.NoDisk:
        pytest.skip("mounting a small disk needs root on Linux")
    except power.NoTracer:
        pytest.skip("strace is not installed or may not trace here")
    assert outcome.tried > 0
    assert outcome.bad == [], outcome.told
