"""What each process loads: the bot no library for sounds or pictures, a child no library of the bot."""

from __future__ import annotations

import subprocess
import sys

from tests.architecture.tree import ROOT

MAKE_A_BOT = "from bot.telegram.session import make_bot; make_bot('1:a', 'http://x')"


def loaded_by(modules: str, then: str = "pass") -> set[str]:
    """The top-level names in sys.modules of a fresh process that imported them; it looks for no garbage, as the bot."""
    tell = "print(*{name.split('.')[0] for name in sys.modules})"
    script = f"import gc, sys; gc.disable(); import {modules}; {then}; {tell}"
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(told.stdout.split())


def test_the_bot_itself_loads_nothing_that_decodes_or_draws_nor_what_only_a_proxy_needs() -> None:
    """One process imports all that the bot's own ones do: it costs three seconds. No proxy is set in it."""
    loaded = loaded_by("bot.app, bot.check, bot.__main__", MAKE_A_BOT)
    assert {"aiogram", "sqlalchemy", "typer"} <= loaded
    assert loaded & {"av", "numpy", "matplotlib", "PIL", "aiohttp_socks", "python_socks"} == set()


def test_the_child_that_decodes_loads_nothing_of_the_bots() -> None:
    loaded = loaded_by("bot.media.worker")
    assert "av" in loaded
    assert loaded & {"aiogram", "asyncio", "httpx", "matplotlib", "phonenumbers", "pydantic", "sqlalchemy"} == set()
