"""Memory at rest, and how long a start takes until a waiting message is answered: `python -m bot run` as it is."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.figures import Ratio, middle
from tests.bench.processes import ROOT, Server, memory, process, server

STARTS = 7
REST = 1.0
"""Seconds between the first answer and the look at its memory."""
PERSON = 1001

Started = AbstractContextManager["subprocess.Popen[str]"]


@dataclass(frozen=True, slots=True)
class Start:
    """Seconds and MiB."""

    seconds: float
    uss: float
    rss: float


def measure(folder: Path) -> tuple[list[Ratio], list[str]]:
    with server("tests.bench.stub") as stub:

        def ours() -> Started:
            return _our_bot(stub, folder / "start.sqlite3")

        def bare() -> Started:
            return process("tests.bench.bare_bot", stub.root, "bare", said=subprocess.DEVNULL)

        very_first = _start(stub, "ours", ours)
        _start(stub, "bare", bare)
        pairs = [(_start(stub, "ours", ours), _start(stub, "bare", bare)) for _ in range(STARTS)]
    return _figures(pairs, very_first)


def profile(folder: Path) -> None:
    """Which imports take the time, by `-X importtime`."""
    with server("tests.bench.stub") as stub:
        file = folder / "start.sqlite3"
        _start(stub, "ours", lambda: _our_bot(stub, file))
        log = folder / "imports"
        with log.open("w") as written:
            _start(stub, "ours", lambda: _our_bot(stub, file, errors=written.fileno(), PYTHONPROFILEIMPORTTIME="1"))
        lines = [line for line in log.read_text().splitlines() if line.startswith("import time:")]
    lines.sort(key=_own_time, reverse=True)
    print("\n".join(lines[:45]))  # noqa: T201 - a profile is for reading


def _own_time(line: str) -> int:
    own = line.removeprefix("import time:").partition("|")[0].strip()
    return int(own) if own.isdecimal() else -1


def _our_bot(stub: Server, file: Path, errors: int | None = None, **environment: str) -> Started:
    return process(
        "bot",
        "run",
        said=subprocess.DEVNULL,
        errors=errors,
        folder=file.parent,  # where there is no .env
        PYTHONPATH=str(ROOT),
        BOT_TOKEN="42:ours",
        BOT_ADMINS=str(PERSON),
        TELEGRAM_API_URL=stub.root,
        DATABASE_URL=f"sqlite+aiosqlite:///{file}",
        CALLDOG_URL=f"{stub.root}/ours",
        CALLDOG_API_KEY="bench-key-0123456789",
        WEB_PORT="0",
        LOG_LEVEL="ERROR",
        **environment,
    )


def _start(stub: Server, world: str, start: Callable[[], Started]) -> Start:
    stub.ask("expect", world=world, person=PERSON)
    at = time.monotonic()
    with start() as running:
        said_at: float = stub.ask("said", world=world)
        time.sleep(REST)
        used = memory(running.pid)
    return Start(said_at - at, used["uss"], used["rss"])


def _figures(pairs: list[tuple[Start, Start]], very_first: Start) -> tuple[list[Ratio], list[str]]:
    def ratio(what: str, field: str, unit: str, digits: int, target: float | None) -> Ratio:
        ours = [float(getattr(one, field)) for one, _ in pairs]
        bare = [float(getattr(other, field)) for _, other in pairs]
        value = middle([a / b for a, b in zip(ours, bare, strict=True)])
        shown = [f"{middle(side):.{digits}f} {unit}" for side in (ours, bare)]
        return Ratio(what, value, shown[0], shown[1], target)

    return [
        ratio("memory at rest (USS)", "uss", "MiB", 0, 1.35),
        ratio("memory at rest (RSS)", "rss", "MiB", 0, None),
        ratio("start to the first answer", "seconds", "s", 2, 1.4),
    ], [
        f"{STARTS} starts in turns, medians; the answer is to a /call that waits at Telegram",
        f"the very first start, with the tables to be made: {very_first.seconds:.2f} s",
    ]
