from __future__ import annotations

import subprocess
import sys

PRINT = "print({'click', 'pygments', 'rich'} & set(sys.modules))"


def told(script: str) -> str:
    ended = subprocess.run([sys.executable, "-c", f"import sys; {script}"], capture_output=True, check=True, text=True)
    return ended.stdout.strip()


def test_a_hidden_library_is_not_loaded_and_can_be_afterwards() -> None:
    load = "from bot.lean import load; load('structlog', 'httpx', without=('rich', 'click'))"
    assert told(f"{load}; {PRINT}; import rich.table; print(rich.table.__name__)") == "set()\nrich.table"


def test_the_running_bot_loads_no_library_for_terminals() -> None:
    """Settings and the run itself are left out: what is looked at is what has been imported by then, and the rest."""
    run = "import bot.__main__ as m; m._settings = m._log_as = lambda *_: None; m._start = lambda work: work.close()"
    assert told(f"{run}; m.run(); import bot.app, bot.log; {PRINT}") == "set()"
