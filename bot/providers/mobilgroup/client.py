"""Mobilgroup's operations, one method each. What changes something is sent once; questions are repeated."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from bot.domain.errors import ProviderError, Uncertain
from bot.domain.reasons import Reason
from bot.providers import wire
from bot.providers.base import Answer, Http
from bot.providers.emulating import Route
from bot.providers.mobilgroup import schemas
from bot.providers.mobilgroup.outcome import LOGIN_REFUSED, answered, sent
from bot.providers.mobilgroup.requests import Nothing, Request, Send, SetTemplates, State, Templates
from bot.providers.mobilgroup.settings import Access, MobilgroupConfig
from bot.providers.retry import Client
from bot.providers.spec import Timing

SEND, GET, SET = "/api/send/", "/api/get/", "/api/set/"

T = TypeVar("T")
Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Question(Route):
    """`asked` is the `request` in the body."""

    asked: str = ""

    def body(self, request: Request) -> Body:
        return {"request": self.asked, **request.body()} if self.asked else request.body()


SET_TEMPLATES = Question("MG8", SET, SetTemplates, named="set templates", asked="templates")
ROUTES = (
    Question("MG1", SEND, Send, named="send", places_call=True),
    *(
        Question(id_, GET, model, named=asked, asked=asked)
        for id_, asked, model in (
            ("MG2", "state", State),
            ("MG3", "balance", Nothing),
            ("MG4", "scripts", Nothing),
            ("MG5", "phrases", Nothing),
            ("MG6", "numbers", Nothing),
            ("MG7", "templates", Templates),
        )
    ),
    SET_TEMPLATES,
)
_BY_NAME = {route.name: route for route in ROUTES}


class MobilgroupClient(Client):
    """Raises ProviderError. Its repr holds neither the key nor the login nor the password."""

    def __init__(self, config: MobilgroupConfig, timing: Timing | None = None) -> None:
        self.access = Access(config)
        super().__init__(Http(config.url, timing, self.access.headers))

    async def send(self, request: Send) -> schemas.Sent:
        """Places real calls. Raises Refused when none was placed, Unreachable or Uncertain; see `outcome.part_of`."""
        return await self._told(self._send(request))

    async def state(self, request: State) -> schemas.Called:
        return await self._get("state", request, schemas.Called.model_validate)

    async def balance(self) -> schemas.Balance:
        return await self._get("balance", Nothing(), _balance)

    async def scripts(self) -> list[schemas.Listed]:
        return await self._get("scripts", Nothing(), lambda body: _list(body, schemas.Listed.model_validate))

    async def phrases(self) -> list[schemas.Listed]:
        return await self._get("phrases", Nothing(), lambda body: _list(body, schemas.Listed.model_validate))

    async def numbers(self) -> list[schemas.OwnNumber]:
        return await self._get("numbers", Nothing(), lambda body: _list(body, schemas.OwnNumber.model_validate))

    async def templates(self, request: Templates) -> list[schemas.StoredTemplate]:
        return await self._get("templates", request, lambda body: _list(body, schemas.StoredTemplate.model_validate))

    async def set_templates(self, request: SetTemplates) -> schemas.SavedTemplates:
        """Sent once: a template without an id, sent twice, is two. Each one's fate is in its `result`."""
        return await self._change(
            lambda: self.ask(SET_TEMPLATES, request),
            lambda said: schemas.SavedTemplates.model_validate(answered(said)),
        )

    async def ask(self, route: Question, request: Request) -> Answer:
        """One request, signed. Raises Unreachable or Uncertain."""
        return await self._http.post(route.path, wire.encode(self.access.signed(route.body(request))))

    async def _send(self, request: Send) -> schemas.Sent:
        return sent(await self.ask(_BY_NAME["send"], request))

    async def _get(self, name: str, request: Request, extract: Callable[[Body], T]) -> T:
        return await self._read(lambda: self.ask(_BY_NAME[name], request), lambda answer: extract(answered(answer)))

    def _worded(self, error: ProviderError) -> ProviderError:
        """Who signs with a login is not told of a key."""
        if self.access.uses_login and error.key == Reason.REFUSED_KEY:
            return type(error)(LOGIN_REFUSED, error.words)
        return error

    def _secrets(self) -> Sequence[str]:
        return self.access.secrets


def _balance(body: Body) -> schemas.Balance:
    found = schemas.Balance.model_validate(body)
    if found.balance is None:
        raise Uncertain(Reason.UNREADABLE)
    return found


def _list(body: Body, entry: Callable[[Any], T]) -> list[T]:
    """`{"result": "ok", "data": [{"id": "1", …}, …]}`"""
    return [entry(item) for item in schemas.objects(body.get("data"))]
