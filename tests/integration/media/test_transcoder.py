"""Files through the real child: what comes back, what it costs, and that the bot answers others meanwhile."""

from __future__ import annotations

import asyncio
import resource
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import psutil
import pytest
from aiohttp import web

from bot.domain.errors import BadAudio
from bot.media.transcoder import AT_ONCE, BIGGEST, WORKER, PyavTranscoder
from bot.ports.media import PhoneAudio
from tests.support.hostile_sounds import hours_of_silence, noise, playlists, refers_to, wav_header
from tests.support.odd_sounds import FORMATS
from tests.support.sounds import KINDS, encoded, measured, silence, tone, video_note, voice

MEGABYTE = 1024 * 1024
PATIENCE = 250.0
"""Seconds that a child may take where the test is not about its time."""
SPOKEN = voice(3.0)
RARE = ["adpcm.wav", "nokia.3gp", "radio.aac", "studio.flac", "browser.webm", "windows.wma"]
LONG = np.tile(voice(7.0, 24_000), 17)


def work_of_children() -> float:
    """Seconds of the processor that those had which have ended: how long they take is the machine's affair."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


async def outcome(source: bytes, by: PyavTranscoder | None = None) -> PhoneAudio | str:
    try:
        return await (by or PyavTranscoder(120, PATIENCE)).for_phone(source)
    except BadAudio as problem:
        return problem.key


@dataclass(slots=True)
class Watched:
    """`busy`: the longest work, in seconds of the processor, during which the loop answered nobody; `answered`: how
    often it could have. `memory`: bytes of the biggest child.
    """

    busy: float = 0
    answered: int = 0
    memory: int = 0
    children: int = 0


@asynccontextmanager
async def watching(memory: bool = False) -> AsyncIterator[Watched]:
    watched = Watched()

    async def tick() -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(0.02 if memory else 0.005)  # weighing takes longer than looking
            watched.busy = max(watched.busy, time.thread_time() - before)
            watched.answered += 1
            if memory:
                _weigh(watched)

    ticker = asyncio.create_task(tick())
    yield watched
    ticker.cancel()


def _weigh(watched: Watched) -> None:
    workers = []
    for child in psutil.Process().children():
        try:
            if WORKER in child.cmdline():
                workers.append(child.memory_info().rss)
        except psutil.Error:
            continue
    watched.children = max(watched.children, len(workers))
    watched.memory = max([watched.memory, *workers])


@pytest.mark.parametrize("kind", [*KINDS, "a video note", *RARE])
async def test_every_kind_of_file_goes_through_the_child(kind: str) -> None:
    source = (
        video_note(SPOKEN) if kind == "a video note" else FORMATS[kind]() if kind in RARE else encoded(SPOKEN, kind)
    )
    told: list[float] = []
    made = await PyavTranscoder(120, PATIENCE).for_phone(source, told.append)
    assert made.seconds == pytest.approx(4 if kind in RARE else 3, abs=0.3)
    for sound in (made.wav, made.voice):
        assert measured(sound).loudness == pytest.approx(-18, abs=1)
    assert measured(made.wav).true_peak <= -3
    assert told == sorted(told)
    assert all(0 <= part <= 1 for part in told)


async def test_a_look_names_what_is_no_sound_and_decodes_nothing() -> None:
    by = PyavTranscoder(120, PATIENCE)
    await by.look(encoded(silence(3), "ogg"))
    for source, key, kind in (
        (b"%PDF-1.7", "audio-unknown", "pdf"),
        (encoded(tone(1), "matroska", coder="tta").replace(b"A_TTA1", b"A_ZZZ1"), "audio-unknown", "coder"),
        (video_note(None), "audio-no-sound", None),
    ):
        with pytest.raises(BadAudio) as caught:
            await by.look(source)
        assert (caught.value.key, caught.value.args_.get("kind")) == (key, kind)


async def test_the_problem_comes_back_with_what_it_needs() -> None:
    with pytest.raises(BadAudio) as caught:
        await PyavTranscoder(2, PATIENCE).for_phone(encoded(SPOKEN, "ogg"))
    assert (caught.value.key, caught.value.args_) == ("audio-too-long", {"limit": 2})


async def test_a_file_that_is_too_big_starts_nothing() -> None:
    assert await outcome(bytes(BIGGEST + 1), PyavTranscoder(120, worker=["no.such.module"])) == "audio-too-big"


async def test_a_cancelled_one_leaves_its_place_to_the_next() -> None:
    by = PyavTranscoder(120, PATIENCE)
    tasks = [asyncio.create_task(by.for_phone(noise(BIGGEST))) for _ in range(AT_ONCE)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    assert isinstance(await outcome(encoded(SPOKEN, "ogg"), by), PhoneAudio)
    assert all(isinstance(one, asyncio.CancelledError) for one in await asyncio.gather(*tasks, return_exceptions=True))


async def test_no_more_than_two_at_once() -> None:
    by, source = PyavTranscoder(120, PATIENCE), encoded(SPOKEN, "ogg")
    async with watching(memory=True) as watched:
        made = await asyncio.gather(*(outcome(source, by) for _ in range(5)))
    assert all(isinstance(one, PhoneAudio) for one in made)
    assert watched.children == 2


@pytest.fixture
async def asked() -> AsyncIterator[tuple[str, list[str]]]:
    """A server on this machine, and everything that anyone asked of it."""
    paths: list[str] = []

    async def answer(request: web.Request) -> web.Response:
        paths.append(request.path)
        return web.Response(body=encoded(SPOKEN, "wav"), content_type="audio/wav")

    app = web.Application()
    app.router.add_get("/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/canary.wav", paths
    await runner.cleanup()


async def test_no_file_makes_the_decoder_ask_an_address(asked: tuple[str, list[str]], tmp_path: Path) -> None:
    address, paths = asked
    canary = tmp_path / "canary.mp4"
    canary.write_bytes(encoded(tone(2), "mp4"))
    files = [*playlists(address).values(), refers_to(canary.read_bytes(), address)]
    files.append(refers_to(canary.read_bytes(), str(canary)))
    by = PyavTranscoder(120, PATIENCE)
    answers = await asyncio.gather(*(outcome(file, by) for file in files))
    assert set(answers) <= {"audio-unknown", "audio-broken"}
    assert paths == []


async def test_hostile_files_cost_little_and_hold_nobody_up() -> None:
    hostile = {
        "nothing": (b"", "audio-unknown"),
        "noise": (noise(BIGGEST), "audio-unknown"),
        "noise as MP3": (b"ID3\4\0\0\0\0\0\0" + noise(BIGGEST - 10), "audio-broken"),
        "ten hours": (hours_of_silence(encoded(silence(4), "ogg"), 10, 1), "audio-too-long"),
        "a claim of ten hours": (wav_header(36_000) + noise(1000), "audio-too-long"),
        "a video without sound": (video_note(None), "audio-no-sound"),
        "cut": (encoded(SPOKEN, "mp4")[:-2000], "audio-broken"),
        "AMR without a word": (b"#!AMR\n" + b"\x7c" * (BIGGEST - 6), "audio-broken"),
        "hours of AAC": (encoded(silence(4), "adts") * 2000, "audio-too-long"),
        "boxes without end": (b"\0\0\0\x10ftypqt  \0\0\0\0" + b"\0\0\0\x08free" * 200_000, "audio-broken"),
        "twenty megabytes of WAV": (wav_header(BIGGEST / 16_000 - 1) + noise(BIGGEST - 44), "audio-too-long"),
    }
    by = PyavTranscoder(120, PATIENCE)
    async with watching(memory=True) as watched:
        for name, (source, key) in hostile.items():
            before = work_of_children()
            assert await outcome(source, by) == key, name
            assert work_of_children() - before < 10, name
    assert 20 * MEGABYTE < watched.memory < 200 * MEGABYTE


async def test_the_loop_answers_others_meanwhile() -> None:
    by = PyavTranscoder(120, PATIENCE)
    sources = [
        noise(BIGGEST),
        wav_header(100, 100_000) + noise(BIGGEST - 44),
        encoded(LONG, "mp3", 24_000),
    ]
    async with watching() as watched:
        await asyncio.gather(*(outcome(source, by) for source in sources))
    assert 0 < watched.busy < 0.5, "the files take seconds, and none of them here"
    assert watched.answered > 20, "nor does the loop sit and wait for the children"


async def test_a_long_voice_in_bounded_time_and_memory() -> None:
    source, told = encoded(LONG, "ogg", 24_000), list[float]()
    async with watching(memory=True) as watched:
        before = work_of_children()
        made = await PyavTranscoder(120, PATIENCE).for_phone(source, told.append)
    work = work_of_children() - before
    assert made.seconds == pytest.approx(119, abs=0.5)
    assert 0 < work < 15
    assert len(told) > 2
    assert watched.memory < 200 * MEGABYTE


def doing(deed: str, within: float = PATIENCE) -> PyavTranscoder:
    """Its child does this instead of decoding."""
    return PyavTranscoder(1, within, ["tests.support.probe", deed])


@pytest.mark.parametrize(
    ("deed", "key"),
    [("abort", "audio-broken"), ("flood", "audio-broken"), ("exhaust", "audio-broken"), ("spin", "audio-too-slow")],
)
async def test_what_befalls_the_child_is_told_as_the_files_fault(deed: str, key: str) -> None:
    assert await outcome(b"x", doing(deed)) == key


async def test_a_child_that_does_not_come_back() -> None:
    assert await outcome(b"x", doing("wait", within=0.5)) == "audio-too-slow"


async def test_a_child_that_cannot_work_is_our_fault(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(RuntimeError):
        await outcome(b"x", doing("fail"))
    assert "no library" in caplog.text


async def test_only_numbers_are_progress() -> None:
    told: list[float] = []
    assert await doing("speak").for_phone(b"x", told.append) == PhoneAudio(b"WW", b"VVV", 1.5)
    assert told == [0.25, 0.5]
