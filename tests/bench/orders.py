"""`/call` and «Call now» per second, ours against the bare bot's, in turns on the same machine."""

from __future__ import annotations

import subprocess
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.bench.figures import Ratio, middle
from tests.bench.processes import Server, cpu_seconds, process, server

PEOPLE = 64
ORDERS = 500
WARM_UP = 400
ROUNDS = 5
NOT_AN_ORDER = {"getUpdates", "getMe", "deleteWebhook", "setMyCommands", "get"}


def measure(folder: Path) -> tuple[list[Ratio], list[str]]:
    with ExitStack() as stack:
        stub = stack.enter_context(server("tests.bench.stub"))
        file = str(folder / "orders.sqlite3")
        ours = stack.enter_context(
            process("tests.bench.our_bot", stub.root, "ours", file, str(PEOPLE), said=subprocess.DEVNULL)
        )
        bare = stack.enter_context(process("tests.bench.bare_bot", stub.root, "bare", said=subprocess.DEVNULL))
        sides = {"ours": ours.pid, "bare": bare.pid}
        rounds: dict[str, list[dict[str, Any]]] = {name: [] for name in sides}
        for name in sides:
            _round(stub, name, sides[name], WARM_UP)
        for number in range(ROUNDS):
            for name in sorted(sides, reverse=bool(number % 2)):
                rounds[name].append(_round(stub, name, sides[name], ORDERS))
    return _figures(rounds["ours"], rounds["bare"])


def profile(folder: Path) -> None:
    with server("tests.bench.stub") as stub:
        args = (stub.root, "ours", str(folder / "orders.sqlite3"), str(PEOPLE), "profile")
        with process("tests.bench.our_bot", *args, said=1):
            stub.ask("round", world="ours", people=PEOPLE, orders=WARM_UP + ORDERS)


def _round(stub: Server, name: str, pid: int, orders: int) -> dict[str, Any]:
    before = cpu_seconds(pid)
    told: dict[str, Any] = stub.ask("round", world=name, people=PEOPLE, orders=orders)
    return {
        "rate": orders / told["seconds"],
        "cpu": (cpu_seconds(pid) - before) / orders,
        "stub": told["cpu"] / told["seconds"],
        "requests": {method: count / orders for method, count in sorted(told["counts"].items())},
    }


def _figures(ours: list[dict[str, Any]], bare: list[dict[str, Any]]) -> tuple[list[Ratio], list[str]]:
    def of(side: list[dict[str, Any]], what: str) -> float:
        return middle([one[what] for one in side])

    def ratio(what: str) -> float:
        return middle([a[what] / b[what] for a, b in zip(ours, bare, strict=True)])

    rate, cpu = f"{of(ours, 'rate'):.0f}/s", f"{of(ours, 'cpu') * 1000:.2f} ms"
    ratios = [
        Ratio("orders per second", ratio("rate"), rate, f"{of(bare, 'rate'):.0f}/s", 0.8, at_least=True),
        Ratio("CPU time of an order", ratio("cpu"), cpu, f"{of(bare, 'cpu') * 1000:.2f} ms"),
    ]
    notes = [
        f"{ROUNDS} rounds in turns, {ORDERS} orders by {PEOPLE} people at once each; medians",
        f"requests per order: ours {_requests(ours)}",
        f"                    bare {_requests(bare)}",
        f"the stub's load: {of(ours, 'stub'):.0%} of a core for ours, {of(bare, 'stub'):.0%} for the bare bot",
    ]
    return ratios, notes


def _requests(side: list[dict[str, Any]]) -> str:
    names = sorted({method for one in side for method in one["requests"]})
    counts = {method: middle([one["requests"].get(method, 0.0) for one in side]) for method in names}
    of_order = sum(count for method, count in counts.items() if method not in NOT_AN_ORDER)
    return f"{of_order:.2f} (" + ", ".join(f"{method} {count:.2f}" for method, count in counts.items() if count) + ")"
