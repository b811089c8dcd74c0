from __future__ import annotations

import asyncio
import contextlib
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import psutil
import pytest

from bot.domain.errors import NoPicture
from bot.media.chart_picture import draw as draw_chart
from bot.media.menu_picture import draw
from bot.media.painter import SIGNATURE, MatplotlibPainter
from bot.ports.media import ChartBar, ChartPicture, ChartRow, ChartSection
from tests.unit.media.pictures import PLAIN

PNG = "printf '\\211PNG\\r\\n\\032\\n'"
NEVER = "cat > /dev/null; sleep 60"


def shell(script: str) -> Sequence[str]:
    return ("/bin/sh", "-c", script)


def children() -> list[psutil.Process]:
    """Returns the children that run `sleep 60`: other tests may have processes of their own."""
    found = []
    for child in psutil.Process().children(recursive=True):
        with contextlib.suppress(psutil.NoSuchProcess):
            if child.name() == "sleep":
                found.append(child)
    return found


def wait_for_a_child() -> None:
    while not children():
        pass


async def test_a_child_draws_what_would_be_drawn_here() -> None:
    assert await MatplotlibPainter(patience=250).menu(PLAIN) == draw(PLAIN)


async def test_figures_are_drawn_by_a_child_too() -> None:
    chart = ChartPicture(
        "Сегодня",
        "Все",
        [("Звонки", "3", "")],
        "По часам",
        ("да", "нет"),
        [ChartBar("9", 3, 2)],
        [ChartSection("Итоги", [ChartRow("да", "2", 0.5)])],
        dark=True,
    )
    assert await MatplotlibPainter(patience=250).chart(chart) == draw_chart(chart)


async def test_a_child_that_takes_too_long_is_ended() -> None:
    with pytest.raises(NoPicture):
        await MatplotlibPainter(shell("exec sleep 60"), patience=0.2).menu(PLAIN)
    assert children() == []


async def test_a_child_is_ended_with_whoever_asked_for_it() -> None:
    drawing = asyncio.create_task(MatplotlibPainter(shell("exec sleep 60")).menu(PLAIN))
    await asyncio.to_thread(wait_for_a_child)
    drawing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await drawing
    assert children() == []


@pytest.mark.parametrize("script", ["exit 1", f"{PNG}; exit 1", "cat > /dev/null; echo hello", "exec no-such-program"])
async def test_a_child_that_fails_gives_no_picture(script: str, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(NoPicture):
        await MatplotlibPainter(shell(script)).menu(PLAIN)
    assert "no picture of a menu" in caplog.text


async def test_one_is_drawn_at_a_time(tmp_path: Path) -> None:
    alone = f"mkdir {tmp_path}/busy || exit 3; cat > /dev/null; sleep 0.1; rmdir {tmp_path}/busy; {PNG}"
    painter = MatplotlibPainter(shell(alone))
    assert await asyncio.gather(*[painter.menu(PLAIN) for _ in range(3)]) == [SIGNATURE] * 3


async def test_no_setting_of_ours_reaches_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BOT_TOKEN", "42:secret")
    shown = await MatplotlibPainter(shell(f"cat > /dev/null; {PNG}; env")).menu(PLAIN)
    assert b"MPLCONFIGDIR" in shown
    assert b"42:secret" not in shown


def test_a_child_takes_no_more_than_its_share() -> None:
    greedy = "from bot.media.paint import bound_itself; bound_itself(); bytearray(2 << 30)"
    ended = subprocess.run([sys.executable, "-c", greedy], capture_output=True, check=False)
    assert b"MemoryError" in ended.stderr


def test_the_child_bounds_itself_before_it_draws() -> None:
    """Without memory it cannot draw."""
    small = "from bot.media import paint; paint.LARGEST_MEMORY = 1 << 20; paint.main()"
    asked = json.dumps({"menu": asdict(PLAIN)}).encode()
    ended = subprocess.run([sys.executable, "-c", small], input=asked, capture_output=True, check=False)
    assert ended.returncode != 0
    assert ended.stdout == b""


def test_the_child_loads_nothing_of_the_bots() -> None:
    look = "import sys, bot.media.paint, bot.media.menu_picture; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", look], capture_output=True, check=True, text=True)
    loaded = set(ended.stdout.split())
    assert "matplotlib" in loaded
    assert loaded & {"aiogram", "av", "httpx", "pydantic", "sqlalchemy"} == set()
