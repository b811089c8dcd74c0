"""`python -m bot.sandbox [--host 127.0.0.1] [--port 0] [--pace 1.0]`

Prints its address, runs till SIGINT or SIGTERM.
"""

import argparse
import asyncio
import signal
import sys

from bot.sandbox.server import Sandbox


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0: a free one")
    parser.add_argument("--pace", type=float, default=1.0, help="multiplies a call's durations")
    return parser.parse_args()


async def run(host: str, port: int, pace: float) -> None:
    sandbox = Sandbox(pace=pace)
    root = await sandbox.start(host, port)
    sys.stdout.write(f"{root}\n")
    sys.stdout.flush()
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    await stopped.wait()
    await sandbox.stop()


if __name__ == "__main__":
    given = arguments()
    asyncio.run(run(given.host, given.port, given.pace))
