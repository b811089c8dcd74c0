"""`python -m tests.bench [names…] [--profile NAME]`: measures, prints one table, leaves nothing behind."""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.bench import folding, history, orders, poll, start, stats
from tests.bench.figures import Ratio, table

PARTS = {"folding": folding, "history": history, "orders": orders, "poll": poll, "start": start, "stats": stats}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Zvonar against a bare bot.")
    parser.add_argument("names", nargs="*", choices=[[], *PARTS], metavar="NAME", help=", ".join(PARTS))
    parser.add_argument("--profile", choices=list(PARTS), help="show what our side spends its time on")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="zvonar-bench-") as folder:
        if asked.profile:
            PARTS[asked.profile].profile(Path(folder))
            return 0
        return _measure(asked.names or list(PARTS), Path(folder))


def _measure(names: list[str], folder: Path) -> int:
    ratios: list[Ratio] = []
    notes: list[str] = []
    for name in names:
        started = time.monotonic()
        sys.stderr.write(f"measuring {name} … ")
        sys.stderr.flush()
        found, remarks = PARTS[name].measure(folder)
        sys.stderr.write(f"{time.monotonic() - started:.0f} s\n")
        ratios += found
        notes += ["", f"{name}:", *remarks]
    sys.stdout.write(table(ratios, notes) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
