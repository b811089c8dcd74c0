"""«Show request», and beside it «Answer», in dialogs: what goes or went to providers, and what they answered."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiogram.fsm.state import State
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import SwitchTo
from aiogram_dialog.widgets.kbd.base import Keyboard

from bot.domain.access import Right
from bot.services.call_answers import Exchange
from bot.telegram.answer_view import in_one_message, plain_answer_text, request_text
from bot.telegram.look import Look
from handlers.here import Here, here
from handlers.kit import BODY
from handlers.widgets import Window, label

Read = Callable[[DialogManager], Awaitable[list[Exchange]]]


def may_look(data: dict[str, Any], widget: object, manager: DialogManager) -> bool:
    """Whether this person is shown requests: for `when`."""
    return here(manager).actor.may(Right.SEE_REQUESTS)


def opens_request(state: State, when: str = "") -> SwitchTo:
    """`when`: the getter's value that says if there is a request at all."""

    def is_shown(data: dict[str, Any], widget: object, manager: DialogManager) -> bool:
        return bool(data.get(when, True)) and may_look(data, widget, manager)

    return SwitchTo(label("exchange-request"), id="request", state=state, when=is_shown)


def exchange_windows(read: Read, request: State, answer: State, back: Sequence[Keyboard]) -> tuple[Window, Window]:
    """The window of the request, and that of the answer. `back`: the buttons out of both."""

    async def get_request(dialog_manager: DialogManager, where: Here, **_: Any) -> dict[str, Any]:
        found = await read(dialog_manager)
        body = "\n\n".join(request_text(one.title, one.request, 1, where.look) for one in found)
        return {"body": in_one_message(body, where.look), "is_answered": any(one.answer for one in found)}

    async def get_answer(dialog_manager: DialogManager, look: Look, **_: Any) -> dict[str, Any]:
        told = [plain_answer_text(one.title, one.answer, look) for one in await read(dialog_manager) if one.answer]
        return {"body": in_one_message("\n\n".join(told), look)}

    to_answer = SwitchTo(label("exchange-answer"), id="answer", state=answer, when="is_answered")
    to_request = SwitchTo(label("exchange-request"), id="request", state=request)
    return (
        Window(BODY, to_answer, *back, state=request, getter=get_request),
        Window(BODY, to_request, *back, state=answer, getter=get_answer),
    )
