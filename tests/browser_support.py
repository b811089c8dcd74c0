"""Finding and starting Debian's chromium for the tests marked `browser`."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page, async_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")


def chromium_path() -> str:
    """Skips the test when there is no chromium; fails it when REQUIRE_BROWSER=1."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    reason = f"no chromium on this machine: looked for {', '.join(NAMES)}"
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@asynccontextmanager
async def chromium(*switches: str) -> AsyncIterator[Browser]:
    path = chromium_path()
    async with async_playwright() as playwright:
        # Chromium's own sandbox needs privileges that containers do not give.
        browser = await playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *switches])
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
