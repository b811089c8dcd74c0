"""HTTP to the Bot API: sensible timeouts, no token in anything that is raised or logged, and how it goes is noted."""

import json
from collections.abc import AsyncGenerator, Callable
from functools import cache
from typing import Any, TypeVar, cast

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.types import InputFile
from aiohttp import ClientConnectionError, ClientError, ClientResponseError, ClientSession, ClientTimeout, FormData

from bot.domain.errors import NotFound
from bot.ports import Clock
from bot.ports.vitals import Vitals
from bot.telegram.courtesy import Courtesy
from bot.telegram.limits import Limits
from bot.telegram.sender import OnMigrated, Sender
from bot.telegram.turnstile import Time

T = TypeVar("T")

CONNECT_TIMEOUT = 5.0
ANSWER_TIMEOUT = 10.0
UPLOAD_TIMEOUT = 120.0
"""For requests that carry a file, of up to 50 MB."""

_JSON = {"Content-Type": "application/json"}
_NO_ANSWER = (TelegramNetworkError, TelegramServerError)


class Observed(BaseRequestMiddleware):
    """The innermost request middleware: it sees each try. A refusal is an answer too, unless it is of our token."""

    def __init__(self, vitals: Vitals, clock: Clock) -> None:
        self._vitals = vitals
        self._clock = clock

    async def __call__(
        self, make_request: NextRequestMiddlewareType[T], bot: Bot, method: TelegramMethod[T]
    ) -> Response[T]:
        try:
            answer = await make_request(bot, method)
        except TelegramUnauthorizedError:
            self._vitals.telegram_refuses = True
            raise
        except TelegramAPIError as error:
            self._vitals.too_many_requests += isinstance(error, TelegramRetryAfter)
            if not isinstance(error, _NO_ANSWER):
                self._answered()
            raise
        self._answered()
        return answer

    def _answered(self) -> None:
        self._vitals.telegram_answered_at = self._clock.now()
        self._vitals.telegram_refuses = False


class DownloadError(AiogramError):
    """A file could not be fetched from Telegram. `status` is HTTP's, None when there was no answer."""

    def __init__(self, reason: str, status: int | None = None) -> None:
        super().__init__(reason)
        self.status = status


class TelegramSession(AiohttpSession):
    """aiohttp puts the URL, and so the token, into some of its errors; aiogram chains those.

    Errors are raised here outside of any `except`, so that nothing of aiohttp's hangs on them.
    """

    _failures: tuple[type[Exception], ...] = (ClientError,)
    """Errors that say that Telegram was not reached."""
    _is_closed = False

    async def create_session(self) -> ClientSession:
        """Raises ClientError once it is closed: aiogram would open it anew, and nobody would close that."""
        if self._is_closed:
            raise ClientConnectionError("the bot has stopped")
        session = await super().create_session()
        self._is_closed = False  # aiogram closes what was there before the first one
        return session

    def _setup_proxy_connector(self, proxy: Any) -> None:
        """As aiogram's, but it keeps aiogram's own certificates and limits. A proxy's errors are not aiohttp's."""
        import aiohttp_socks  # only here: whoever needs no proxy does not load it

        usual = self._connector_init
        super()._setup_proxy_connector(proxy)
        self._connector_init = {**usual, **self._connector_init}
        proxys = (aiohttp_socks.ProxyError, aiohttp_socks.ProxyConnectionError, aiohttp_socks.ProxyTimeoutError)
        self._failures = (ClientError, OSError, *proxys)

    async def make_request(self, bot: Bot, method: TelegramMethod[T], timeout: int | None = None) -> T:
        url = self.api.api_url(token=bot.token, method=method.__api_method__)
        body = self._body(bot, method)
        total = timeout or (UPLOAD_TIMEOUT if isinstance(body, FormData) else self.timeout)
        try:
            session = await self.create_session()
            async with session.post(
                url,
                data=body,
                headers=None if isinstance(body, FormData) else _JSON,
                timeout=ClientTimeout(total=total, sock_connect=CONNECT_TIMEOUT),
            ) as answer:
                content = await answer.text(errors="replace")
                status = answer.status
            problem = None
        except TimeoutError:
            problem = "no answer in time"
        except self._failures as error:
            problem = masked(f"{type(error).__name__}: {error}", bot.token)
        if problem is not None:
            raise TelegramNetworkError(method=method, message=problem)
        return cast("T", self.check_response(bot, method, status, content).result)

    def _body(self, bot: Bot, method: TelegramMethod[Any]) -> FormData | bytes:
        """Without a file JSON, which costs a fraction of a form: there each byte of a Russian letter is quoted."""
        files: dict[str, InputFile] = {}
        fields = {
            name: prepared
            for name, value in method.model_dump(warnings=False, exclude_none=True).items()
            if (prepared := self.prepare_value(value, bot=bot, files=files, _dumps_json=False)) not in (None, "")
        }
        return self.build_form_data(bot, method) if files else json.dumps(fields).encode()

    def check_response(self, bot: Bot, method: TelegramMethod[T], status_code: int, content: str) -> Response[T]:
        """As aiogram's, but a proxy's HTML page with status 502 is a server error."""
        if status_code >= 500:
            raise TelegramServerError(method=method, message=_description(content) or f"HTTP {status_code}")
        unreadable = False
        keep_type(type(method))
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError as error:
            if not isinstance(error.original, json.JSONDecodeError):
                raise
            unreadable = True
        except TelegramAPIError as error:
            if status_code != 429 or isinstance(error, TelegramRetryAfter):
                raise
        if unreadable and status_code != 429:
            raise TelegramNetworkError(method=method, message=f"unreadable answer, HTTP {status_code}")
        raise TelegramRetryAfter(method=method, message="no time given", retry_after=1)

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        """Raises DownloadError."""
        failure: DownloadError | None = None
        try:
            async for chunk in super().stream_content(url, headers, timeout, chunk_size, raise_for_status):
                yield chunk
        except ClientResponseError as error:
            failure = DownloadError(f"HTTP {error.status}", error.status)
        except TimeoutError:
            failure = DownloadError("TimeoutError")
        except self._failures as error:
            failure = DownloadError(type(error).__name__)
        if failure is not None:
            raise failure

    async def close(self) -> None:
        """aiogram waits a quarter of a second for TLS to end; without TLS there is nothing to wait for."""
        self._is_closed = True
        if self.api.base.startswith("https:"):
            await super().close()
        elif self._session is not None:
            await self._session.close()


@cache
def keep_type(kind: type[TelegramMethod[Any]]) -> object:
    """The type that aiogram reads an answer with, kept.

    aiogram makes `Response[Message]` anew for each answer, and pydantic holds such a type weakly. Where nobody else
    keeps it, it is built again in milliseconds: an order costs 11.6 ms of CPU time instead of 9.5, which is 2.35 of
    the bare bot's instead of 2.1 (`make bench ARGS=orders`).
    """
    return Response.__class_getitem__(kind.__returning__)


def make_bot(
    token: str,
    api_url: str,
    limits: Limits | None = None,
    *,
    proxy: str | None = None,
    on_migrated: OnMigrated | None = None,
    time: Time | None = None,
    jitter: Callable[[], float] | None = None,
    session: BaseSession | None = None,
    observed: Observed | None = None,
) -> Bot:
    """A bot whose every request goes through one Sender, behind `Courtesy`; each try of it through `observed`.

    `api_url` is the server's root, without `/bot…`.

    `proxy` is an address such as `socks5://user:password@host:port`, of no use to a `session` that is given.
    Texts are HTML, links have no preview, and a reply whose message is gone is sent all the same.
    """
    session = session or TelegramSession(proxy, api=TelegramAPIServer.from_base(api_url), timeout=ANSWER_TIMEOUT)
    own = {} if jitter is None else {"jitter": jitter}
    sender = Sender(limits or Limits(), on_migrated=on_migrated, time=time, **own)
    session.middleware(Courtesy())
    session.middleware(sender)
    if observed is not None:
        session.middleware(observed)
    default = DefaultBotProperties(
        parse_mode=ParseMode.HTML, link_preview_is_disabled=True, allow_sending_without_reply=True
    )
    return Bot(token, session=session, default=default)


async def fetch_file(bot: Bot, file_id: str) -> bytes:
    """Up to 20 MB, which is what Telegram lets bots download. Raises NotFound when it has the file no more."""
    try:
        content = await bot.download(file_id)
    except (TelegramBadRequest, DownloadError) as error:
        raise NotFound("error-file-gone") from error
    return content.read() if content else b""


def masked(words: str, token: str) -> str:
    secret = token.partition(":")[2]
    return words.replace(token, "<token>").replace(secret, "<token>") if secret else words


def _description(content: str) -> str:
    try:
        said = json.loads(content)
    except ValueError:
        return ""
    return str(said.get("description") or "") if isinstance(said, dict) else ""
