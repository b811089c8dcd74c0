"""Zvonar as it runs, but for Telegram's limits, which would hold back both sides alike.

`python -m tests.bench.our_bot ROOT NAME FILE PEOPLE [profile]`: FILE is the database; the poll does not run, for the
bare bot follows no calls. With `profile` the costliest functions are printed at the end.
"""

from __future__ import annotations

import sys
from pathlib import Path

import uvloop

from bot import garbage, log
from bot.app import App, Parts
from bot.settings import Settings, given
from bot.telegram.limits import Limits
from tests.bench.profiling import Profiled

NO_POLL = 86_400.0


def settings(root: str, name: str, file: Path, people: int) -> Settings:
    return given(
        bot_token=f"42:{name}",
        bot_admins=",".join(str(1001 + person) for person in range(people)),
        telegram_api_url=root,
        database_url=f"sqlite+aiosqlite:///{file}",
        calldog_url=f"{root}/{name}",
        calldog_api_key="bench-key-0123456789",
        call_window="00:00-24:00",
        poll_interval=NO_POLL,
        log_level="ERROR",
    )


async def main(chosen: Settings, *, profiled: bool) -> None:
    app = App(chosen, Parts(limits=Limits.off()))
    await app.start()
    garbage.collect_what_comes()  # as `python -m bot run` does
    try:
        if profiled:
            async with Profiled(app.database):
                await app.run()
        else:
            await app.run()
    finally:
        await app.stop()


if __name__ == "__main__":
    root, name, file, people, *rest = sys.argv[1:]
    chosen = settings(root, name, Path(file), int(people))
    log.set_up(chosen.log_level, chosen.log_format, chosen.secrets())
    uvloop.run(main(chosen, profiled=rest == ["profile"]))
