"""The token is in every URL of the Bot API; it must be in nothing that is raised or logged."""

from __future__ import annotations

import io
import logging
import traceback
from collections.abc import AsyncIterator, Iterator

import pytest
from aiogram.exceptions import AiogramError, TelegramNetworkError
from aiogram.types import BufferedInputFile
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.telegram.session import DownloadError, make_bot
from tests.integration.telegram.conftest import TOKEN, Office
from tests.integration.telegram.quicktime import QuickTime

SECRET = TOKEN.partition(":")[2]


def everything_said(error: BaseException | None) -> Iterator[str]:
    """The error, what it was caused by or met, all their arguments, and the traceback as it is logged."""
    while error is not None:
        yield from (str(error), repr(error), repr(error.args), repr(vars(error)))
        yield "".join(traceback.format_exception(error))
        error = error.__cause__ or error.__context__


def assert_secret_kept(error: BaseException, caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("tests").error("caught", exc_info=error)
    for words in [*everything_said(error), caplog.text]:
        assert SECRET not in words
        assert "%3A" not in words


@pytest.fixture(autouse=True)
def debug(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)


@pytest.fixture
async def roundabout() -> AsyncIterator[str]:
    """A server that sends everybody back to where they came from."""

    async def around(request: web.Request) -> web.Response:
        raise web.HTTPFound(request.rel_url)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", around)
    server = TestServer(app)
    await server.start_server(access_log=None)
    yield f"http://127.0.0.1:{server.port}"
    await server.close()


@pytest.mark.parametrize("kind", ["reset", "cut", "status", "invalid_json", "hang"])
async def test_spoiled_answers(office: Office, kind: str, caplog: pytest.LogCaptureFixture) -> None:
    office.bot.session.timeout = 0.05
    await office.fault(kind, times=3)
    with pytest.raises(AiogramError) as caught:
        await office.bot.send_message(1001, "hello")
    assert_secret_kept(caught.value, caplog)


async def test_an_upload(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    await office.fault("reset", "sendDocument", times=3)
    with pytest.raises(TelegramNetworkError) as caught:
        await office.bot.send_document(1001, BufferedInputFile(b"x", "x.csv"))
    assert_secret_kept(caught.value, caplog)


async def test_redirects(roundabout: str, caplog: pytest.LogCaptureFixture) -> None:
    bot = make_bot(TOKEN, roundabout, time=QuickTime())
    with pytest.raises(TelegramNetworkError) as caught:
        await bot.get_me()
    await bot.session.close()
    assert "TooManyRedirects" in caught.value.message
    assert_secret_kept(caught.value, caplog)


@pytest.mark.parametrize("address", ["http://127.0.0.1:{port}", "http://127.0.0.1:99999999", "htp://127.0.0.1"])
async def test_addresses_that_lead_nowhere(address: str, caplog: pytest.LogCaptureFixture) -> None:
    bot = make_bot(TOKEN, address.format(port=unused_port()), time=QuickTime())
    with pytest.raises(TelegramNetworkError) as caught:
        await bot.get_me()
    await bot.session.close()
    assert_secret_kept(caught.value, caplog)


async def test_downloads(office: Office, roundabout: str, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(DownloadError) as caught:
        await office.bot.download_file("voice/nothing.ogg")
    assert caught.value.status == 404
    assert_secret_kept(caught.value, caplog)
    bot = make_bot(TOKEN, roundabout)
    with pytest.raises(DownloadError) as caught:
        await bot.download_file("voice/file.ogg", io.BytesIO())
    await bot.session.close()
    assert_secret_kept(caught.value, caplog)


async def test_a_download_that_works(office: Office) -> None:
    message = await office.bot.send_document(1001, BufferedInputFile(b"1;2;3\n", "numbers.csv"))
    assert message.document is not None
    file = await office.bot.download(message.document)
    assert file is not None
    assert file.read() == b"1;2;3\n"
