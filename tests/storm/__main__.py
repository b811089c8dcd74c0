"""`python -m tests.storm [--seconds 150] [--database sqlite|postgresql] [--seed N]`: the whole storm."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from tests.integration.storage.postgres import postgres_server
from tests.storm.storm import report, storm
from tests.support.processes import database_url


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.storm", description=__doc__)
    parser.add_argument("--seconds", type=float, default=150)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zvonar-storm-")))
        shared = asked.database == "postgresql"
        url = stack.enter_context(postgres_server()) if shared else database_url(folder)
        verdict = asyncio.run(storm(folder, url, raging=asked.seconds, kills=(5, 15), seed=asked.seed))
    report(verdict)
    return int(bool(verdict.placed_twice or verdict.lost or verdict.told_wrong or verdict.tracebacks))


if __name__ == "__main__":
    sys.exit(main())
