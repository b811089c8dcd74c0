"""Finds Debian's chromium and shares one between the tests marked `browser`.

Starting one takes a second, and so does each of its tabs: a test gets the browser that runs, and the tabs that others
left behind, wiped. A browser lives in the event loop in which it was started, so these tests share one loop: they are
`in_browser`, their fixtures `shared`.
"""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

import pytest
import pytest_asyncio
from playwright import async_api
from playwright.async_api import Page, ViewportSize, async_playwright, expect

PATIENCE = 30_000
"""Milliseconds, on a busy machine."""
NAMES = ("chromium", "chromium-browser", "google-chrome")
MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
"""The microphone beeps, and no permission is asked."""
FONTS = {
    "wide": "font-family: 'DejaVu Sans', Verdana, sans-serif !important; letter-spacing: .05em !important",
    "wider": "letter-spacing: .12em !important",
    "narrow": "font-family: 'Liberation Sans Narrow', sans-serif !important; letter-spacing: -.03em !important",
    "of one width": "font-family: monospace !important",
}
"""Letter spacing stands in for wider fonts, which the machine need not have."""
ITS_OWN_AND_OTHERS = ("", *FONTS.values())

expect.set_options(timeout=PATIENCE)
shared = partial(pytest_asyncio.fixture, loop_scope="session")
in_browser = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def chromium_path() -> str:
    """Skips the test when there is no chromium; fails it when REQUIRE_BROWSER=1."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    reason = f"no chromium on this machine: looked for {', '.join(NAMES)}"
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


class Browser:
    """Its tabs are kept for the next test: what a fresh one costs is a process of its own and half of such a test."""

    def __init__(self, real: async_api.Browser) -> None:
        self._real = real
        self._free: dict[frozenset[tuple[str, Any]], list[Page]] = {}
        self._taken: list[tuple[frozenset[tuple[str, Any]], Page]] = []

    async def new_page(self, viewport: ViewportSize | None = None, **options: Any) -> Page:
        """A blank tab, the test's own until it ends; `options` are those of playwright's `new_context`."""
        kind = frozenset(options.items())
        free = self._free.setdefault(kind, [])
        page = free.pop() if free else await self._real.new_page(**options)
        self._taken.append((kind, page))
        await page.set_viewport_size(viewport or ViewportSize(width=1280, height=720))
        return page

    async def clear(self) -> None:
        """Takes back the tabs of a test that has ended; nothing stays in them or beside them."""
        while self._taken:
            kind, page = self._taken.pop()
            for other in page.context.pages:
                if other is not page:
                    await other.close()
            if page.is_closed():
                await page.context.close()
                continue
            if page.url.startswith("http"):
                await page.evaluate("localStorage.clear(); sessionStorage.clear()")
            await page.goto("about:blank")
            self._free[kind].append(page)


@asynccontextmanager
async def chromium(*switches: str) -> AsyncIterator[async_api.Browser]:
    path = chromium_path()
    async with async_playwright() as playwright:
        # Chromium's own sandbox needs privileges that containers do not give.
        browser = await playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu", *switches]
        )
        try:
            yield browser
        finally:
            await browser.close()


def complaints_of(page: Page) -> list[str]:
    """A list that grows with every error or warning of the page's console and every uncaught exception."""
    complaints: list[str] = []
    page.on(
        "console",
        lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


async def set_in(page: Page, font: str) -> None:
    """Shows the page in one of the `FONTS`, or in its own again. Open it with `bypass_csp`: it allows its own alone."""
    await page.evaluate(
        """(rules) => {
            const style = document.getElementById("font") ?? document.head.appendChild(document.createElement("style"));
            style.id = "font";
            style.textContent = rules;
        }""",
        f"* {{ {font} }}" if font else "",
    )
