"""What each process loads: the bot no library for sounds or pictures, a child no library of the bot."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT


def loaded_by(module: str) -> set[str]:
    """The top-level names in sys.modules of a fresh process that imported it."""
    script = f"import sys, {module}; print(*{{name.split('.')[0] for name in sys.modules}})"
    told = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(told.stdout.split())


@pytest.mark.parametrize("module", ["bot.app", "bot.__main__"])
def test_the_bot_itself_loads_nothing_that_decodes_or_draws(module: str) -> None:
    assert loaded_by(module) & {"av", "numpy", "matplotlib", "PIL"} == set()


def test_the_child_that_decodes_loads_nothing_of_the_bots() -> None:
    loaded = loaded_by("bot.media.worker")
    assert "av" in loaded
    assert loaded & {"aiogram", "asyncio", "httpx", "matplotlib", "phonenumbers", "pydantic", "sqlalchemy"} == set()
