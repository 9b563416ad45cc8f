"""`python3 dev.py bench [name …]`: each benchmark in a process of its own, so that none inherits another's memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

#: Every benchmark, in the order in which they run.
BENCHMARKS = (
    "start", "edit", "ledger_million", "ledger_painting", "workbooks", "charts", "kpi", "kpi_nation", "merge", "loads", "keys", "stalls",
)  # fmt: skip


def main(names: Sequence[str]) -> int:
    """Run the named benchmarks, or all."""
    if unknown := [name for name in names if name not in BENCHMARKS]:
        print(f"no benchmark {', '.join(unknown)}; there are {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    return max(subprocess.run([sys.executable, "-m", f"benchmarks.{name}"]).returncode for name in names or BENCHMARKS)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
