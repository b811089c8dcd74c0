"""How every test of this suite runs.

What costs every test the same and proves nothing is done once here, in modules that somebody has imported already: a
test of the domain alone should not wait for Telegram's models.
"""

from __future__ import annotations

import gc
import os
import ssl
import sys
from collections.abc import AsyncIterator, Iterator
from functools import cache
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from hypothesis import settings

from tests.order import slowest_first

if TYPE_CHECKING:
    from tests.browser_support import Browser

# How long an example takes says more about the machine than about the code. What lands is judged by the same examples
# each time; at a desk every run tries others.
settings.register_profile("zvonar", deadline=None, derandomize=os.environ.get("REQUIRE_BROWSER") == "1")
settings.load_profile("zvonar")


def pytest_sessionstart() -> None:
    """Freezes the garbage collector: six thousand tests and their libraries stay in memory anyway."""
    gc.disable()


def pytest_collection_finish() -> None:
    """From here on the oldest are searched less often: they are the bots of past tests, and each search takes 0.2 s."""
    gc.freeze()
    gc.set_threshold(2000, 20, 50)
    gc.enable()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """`-n auto` is two more than there are cores: half of them mostly wait, see tests.order.

    Picked tests run in one process.
    """
    picked = config.option.keyword or config.option.markexpr or config.args != config.getini("testpaths")
    return 0 if picked else len(os.sched_getaffinity(0)) + 2


@pytest.hookimpl(tryfirst=True)  # who asks for a random order gets it
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if worker := getattr(config, "workerinput", None):
        items[:] = slowest_first(items, [item.nodeid for item in items], worker["workercount"])


@pytest.fixture(scope="session", autouse=True)
def _authorities_are_read_once() -> Iterator[None]:
    """Reads the certificate authorities once: each HTTP client would take 20 ms for it, and none here uses TLS."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


@pytest.fixture(scope="session", autouse=True)
def _handlers_are_read_once() -> Iterator[None]:
    """Reads each handler's signature once: aiogram reads 1300 of them for each bot, half of a dialog test."""
    handler = sys.modules.get("aiogram.dispatcher.event.handler")
    if handler is None:
        yield
        return
    known: dict[object, tuple[bool, set[str], bool]] = {}
    read = handler.CallableObject.__post_init__

    def remember(self: Any) -> None:
        if (key := _signed_as(self.callback)) is None:
            read(self)
            return
        if key not in known:
            read(self)
            known[key] = self.awaitable, self.params, self.varkw
        self.awaitable, self.params, self.varkw = known[key]

    read_handler = handler.HandlerObject.__post_init__
    nobody = sys.modules["aiogram"].Router().message._handler.callback.__code__  # of every event of every router

    def remember_handler(self: Any) -> None:
        if getattr(self.callback, "__code__", None) is nobody:
            self.awaitable, self.params, self.varkw = False, set(), False
        else:
            read_handler(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(handler.CallableObject, "__post_init__", remember)
        patch.setattr(handler.HandlerObject, "__post_init__", remember_handler)
        yield


def _signed_as(callback: object) -> object:
    """Returns what the signature depends on, None when it is not known."""
    kind = type(callback)
    called = callback if kind in (FunctionType, MethodType) else kind.__call__
    code = getattr(called, "__code__", None)
    return None if code is None or hasattr(callback, "__wrapped__") else (kind, code)


@pytest.fixture(scope="session", autouse=True)
def _routers_are_built_once() -> Iterator[None]:
    """Gives a bot the routers of one that has stopped. They keep nothing, and building them took a third of a test."""
    app = sys.modules.get("bot.app")
    if app is None:
        yield
        return
    build, stop = app.build_routers, app.App.stop
    lent: set[Any] = set()
    free: list[list[Any]] = []

    def take() -> list[Any]:
        routers = free.pop() if free else build()
        lent.update(routers)
        return routers

    async def stop_and_give_back(self: Any) -> None:
        await stop(self)
        routers = [router for router in self.dispatcher.sub_routers if router in lent]
        for router in routers:
            lent.remove(router)
            router._parent_router = None
        if routers:
            free.append(routers)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "build_routers", take)
        patch.setattr(app.App, "stop", stop_and_give_back)
        yield


@pytest.fixture(scope="session", autouse=True)
def _statements_are_compiled_once() -> Iterator[None]:
    """Lets all SQLite databases share what SQLAlchemy compiled: each test would compile its thirty statements anew."""
    sqlite = sys.modules.get("storage.sqlite")
    if sqlite is None:
        yield
        return
    connect = sqlite._engine
    known = connect(sqlite.URL.create("sqlite"))
    known.connect().close()

    def engine(url: Any) -> Any:
        made = connect(url)
        made.dialect = made.pool._dialect = known.dialect
        made._compiled_cache = known._compiled_cache
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite, "_engine", engine)
        yield


@pytest.fixture(scope="session", autouse=True)
def _bots_of_past_tests_are_forgotten() -> Iterator[None]:
    """aiogram remembers of what kind the last 128 updates were, by the update: each keeps its bot in memory."""
    aiogram = sys.modules.get("aiogram.types")
    if aiogram is None:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(aiogram.Update, "event_type", property(aiogram.Update.event_type.fget.__wrapped__))
        yield


@pytest.fixture(autouse=True)
def _nobody_pulls_the_plug(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite does not wait for the disk here. It does in separate processes and in the tests of the storage."""
    if sqlite := sys.modules.get("storage.sqlite"):
        careless = [pragma.replace("synchronous = FULL", "synchronous = OFF") for pragma in sqlite.PRAGMAS]
        monkeypatch.setattr(sqlite, "PRAGMAS", tuple(careless))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def _chromium() -> AsyncIterator[Browser]:
    from tests.browser_support import MICROPHONE, Browser, chromium

    async with chromium(*MICROPHONE) as browser:
        yield Browser(browser)


@pytest_asyncio.fixture(loop_scope="session")
async def browser(_chromium: Browser) -> AsyncIterator[Browser]:
    """For tests that are `in_browser`; what a test opened is cleared behind it."""
    yield _chromium
    await _chromium.clear()
