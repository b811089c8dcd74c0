"""Starts, asks and ends the processes of a measurement. None outlives the `with` that began it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import psutil

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds. Whatever takes longer is broken."""
STOP_WITHIN = 40.0


@contextmanager
def process(
    module: str,
    *args: str,
    said: int | None = None,
    errors: int | None = None,
    folder: Path = ROOT,
    **environment: str,
) -> Iterator[subprocess.Popen[str]]:
    """`python -m module` in `folder`, ended by SIGTERM. `said` is where its stdout goes when it is not read here."""
    known = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    started = subprocess.Popen(
        [sys.executable, "-m", module, *args],
        cwd=folder,
        env={**known, **environment},
        stdout=subprocess.PIPE if said is None else said,
        stderr=errors,
        text=True,
    )
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(STOP_WITHIN)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()
        if started.stdout is not None:
            started.stdout.close()


@contextmanager
def server(module: str, *args: str) -> Iterator[Server]:
    """A process that prints its port first."""
    with process(module, *args) as started:
        if started.stdout is None:
            raise RuntimeError("no stdout")
        yield Server(f"http://127.0.0.1:{int(started.stdout.readline())}")


class Server:
    def __init__(self, root: str) -> None:
        self.root = root

    def ask(self, what: str, **order: Any) -> Any:
        request = Request(f"{self.root}/bench/{what}", data=json.dumps(order).encode())
        with urlopen(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read())


def cpu_seconds(pid: int) -> float:
    """Of all its threads, in user code and in the kernel."""
    times = psutil.Process(pid).cpu_times()
    return float(times.user + times.system)


def memory(pid: int) -> Mapping[str, float]:
    """MiB: `uss` is what would be free if the process ended, `rss` counts shared libraries too."""
    info = psutil.Process(pid).memory_full_info()
    return {"uss": info.uss / 2**20, "rss": info.rss / 2**20}
