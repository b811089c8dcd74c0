"""From every window of every dialog there is a way out that leaves nothing: no bare question, no dead button."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aiogram.fsm.state import StatesGroup
from aiogram.methods import DeleteMessage
from aiogram.types import Message

from bot.domain.access import Person
from bot.domain.calls import CallState, Report
from bot.domain.menu_file import write_menu
from bot.ports import Capability
from handlers import states
from handlers.widgets import Window
from tests.dialogs.building import READY, kept, sends_file
from tests.dialogs.emulating import Wire, filled, stage_of
from tests.dialogs.recording import saved, speaks
from tests.dialogs.subscribing import SUBSCRIBING
from tests.fakes.provider import FakeProvider
from tests.fakes.services import HavingPhrases, JoiningPeople, KeepingAccount, ListingRecords, SecondRecords, Verifying
from tests.support.people import ANNA, CALL
from tests.support.stage import Someone, Stage, open_prepared

TAP = "👆 "
"""Begins what is tapped in the ways below; the rest is written, or is one of these."""
VOICE, TAKEN_FILE, OTHER_FILE = "a voice note", "the file of a menu that is there", "one of a service that is not here"
TALKED, FILLED = "a callback that is over", "a filled form"

OPTIONS = [CALL, "👆 Параметры"]
CALLBACK = ["/callback +7 999 123-45-67", "Не сейчас", "👆 Параметры"]
EXTRAS = [*CALLBACK, "👆 Сайт, почта"]
PLAN = [CALL, "👆 Позже"]
LATER = [*PLAN, "👆 Через час"]
WORDLESS = ["/call +7 999 123-45-67"]
MISREAD = ["/call +7 999 123-45-00, +7 999 123 Тест"]
MENU = ["/ivr", "👆 Подтверждение"]
KEY = [*MENU, "👆 1 ·"]
NEW_KEY = [*MENU, "👆 Клавиша", "👆 2"]
RECORD = ["/records", "👆 Готов"]
NEW_RECORD = [VOICE, "👆 Сохранить как"]
OWN_RECORDS = ["/call +7 999 123-45-67", VOICE, "👆 Сохранить в", "👆 Отправить", "/call +7 999 123-45-68", "👆 Ролик"]
TEMPLATES = ["/templates", "123"]
FORM = ["/emulator", "👆 CallDog", "👆 📞 create"]
WIDGETS = ["/settings", "👆 Виджеты"]
NEW_WIDGET = [*WIDGETS, "👆 Создать виджет", "+7 495 123-45-67"]
AT_SERVICE = ["/calls", "👆 У сервиса"]

WAYS = {
    "Options:main": OPTIONS,
    "Options:more": [*OPTIONS, "👆 Ещё"],
    "Options:words": WORDLESS,
    "Options:misread": MISREAD,
    "Options:fix": [*MISREAD, "👆 Исправить"],
    "Options:text": [*OPTIONS, "👆 Текст"],
    "Options:record": [*OPTIONS, "👆 Ещё", "👆 Программа", "👆 Назад", "👆 Ролик"],
    "Options:caller": [*OPTIONS, "👆 Дежурный номер"],
    "Options:joining": [*OPTIONS, "👆 Ещё", "👆 Сделать обратным"],
    "Options:parting": [*CALLBACK, "👆 Ещё", "👆 Сделать обычным"],
    "Options:second": [*OPTIONS, "👆 Ещё", "👆 Запасной"],
    "Options:language": [*OPTIONS, "👆 Ещё", "👆 Язык"],
    "Options:saved": [*OPTIONS, "👆 Ещё", "👆 Mobilgroup", "👆 Готовая фраза"],
    "Options:templates": [*WORDLESS, "👆 Шаблон", "123"],
    "Options:account": [*WORDLESS, "👆 Шаблон"],
    "Options:first": [*CALLBACK, "👆 Сначала"],
    "Options:office": [*CALLBACK, "👆 Сначала", "👆 Офис"],
    "Options:manager": [*CALLBACK, "👆 Сначала", "👆 Другой телефон"],
    "Options:info": [*CALLBACK, "👆 Дополнительно"],
    "Options:redials": [*CALLBACK, "👆 Ещё", "👆 Дозвон"],
    "Options:extras": EXTRAS,
    "Options:extra": [*EXTRAS, "👆 Итог на почту"],
    "Options:menu": [*OPTIONS, "👆 Меню"],
    "Options:plan": PLAN,
    "Options:plan_date": [*PLAN, "👆 Другой день"],
    "Options:plan_time": [*PLAN, "👆 Завтра"],
    "Options:attempts": [*OPTIONS, "👆 Ещё", "👆 Mobilgroup", "👆 Попытки"],
    "Options:records": [*OPTIONS, "👆 Ролик"],
    "Options:own_records": [*OWN_RECORDS, "👆 Удалить свой"],
    "Options:own_record": [*OWN_RECORDS, "👆 Удалить свой", "👆 🗑"],
    "Options:purpose": [*OPTIONS, "👆 Ещё", "👆 Повод"],
    "Options:inserts": [*OPTIONS, "👆 Ещё", "👆 Mobilgroup", "👆 Скрипт", "👆 Опрос"],
    "NewCall:phones": ["/call"],
    "Tag:word": [TALKED, "👆 Метка"],
    "Templates:account": ["/templates"],
    "Templates:all": TEMPLATES,
    "Templates:one": [*TEMPLATES, "👆 Заказ"],
    "Templates:add": [*TEMPLATES, "👆 Добавить"],
    "Templates:change": [*TEMPLATES, "👆 Заказ", "👆 Изменить"],
    "Templates:remove": [*TEMPLATES, "👆 Заказ", "👆 Удалить"],
    "Templates:saved": [*TEMPLATES, "👆 Добавить", "Имя\nТекст"],
    "Templates:request": [*TEMPLATES, "👆 Добавить", "Имя\nТекст", "👆 Показать запрос"],
    "Templates:answer": [*TEMPLATES, "👆 Добавить", "Имя\nТекст", "👆 Показать запрос", "👆 Ответ"],
    "Templates:call": [*TEMPLATES, "👆 Заказ", "👆 Позвонить с ним"],
    "Records:all": ["/records"],
    "Records:search": ["/records", "👆 Найти"],
    "Records:one": RECORD,
    "Records:rename": [*RECORD, "👆 Название"],
    "Records:remove": [*RECORD, "👆 Удалить"],
    "Records:call": [*RECORD, "👆 Позвонить с ним"],
    "Records:request": [*RECORD, "👆 Показать запрос"],
    "Records:answer": [*RECORD, "👆 Показать запрос", "👆 Ответ"],
    "NewRecord:offer": NEW_RECORD,
    "NewRecord:name": [*NEW_RECORD, "👆 Название"],
    "NewRecord:text": ["/records", "👆 Из текста"],
    "NewRecord:services": [*NEW_RECORD, "👆 Сервисы"],
    "NewRecord:sent": [*NEW_RECORD, "👆 Отправить"],
    "NewRecord:request": [*NEW_RECORD, "👆 Показать запрос"],
    "NewRecord:answer": [*NEW_RECORD, "👆 Отправить", "👆 Показать запрос", "👆 Ответ"],
    "NewRecord:call": [VOICE, "👆 Позвонить с ним"],
    "Calls:all": ["/calls"],
    "Calls:planned": [*LATER, *LATER, *LATER, "/calls", "👆 Планы"],
    "Calls:filter": ["/calls", "👆 Фильтр"],
    "Calls:choose": ["/calls", "👆 Фильтр", "👆 Когда"],
    "Calls:search": ["/calls", "👆 Найти"],
    "Calls:export": ["/export"],
    "Ivr:all": ["/ivr"],
    "Ivr:search": ["/ivr", "👆 Найти"],
    "Ivr:service": ["/ivr", "👆 Новое меню", "👆 📡"],
    "Ivr:name": ["/ivr", "👆 Новое меню"],
    "Ivr:one": MENU,
    "Ivr:more": [*MENU, "👆 Ещё"],
    "Ivr:keys": [*MENU, "👆 Клавиша"],
    "Ivr:rename": [*MENU, "👆 Ещё", "👆 Название"],
    "Ivr:move_service": [*MENU, "👆 Ещё", "👆 Сервис"],
    "Ivr:greeting": [*MENU, "👆 Приветствие"],
    "Ivr:greeting_record": [*MENU, "👆 Приветствие", "👆 Выбрать ролик"],
    "Ivr:branch": KEY,
    "Ivr:play": [*KEY, "👆 Текст, ролик"],
    "Ivr:play_record": [*KEY, "👆 Текст, ролик", "👆 Выбрать ролик"],
    "Ivr:manager": [*KEY, "👆 Соединить"],
    "Ivr:sms": [*KEY, "👆 SMS"],
    "Ivr:words": [*KEY, "👆 Слова"],
    "Ivr:tag": [*KEY, "👆 Метка"],
    "Ivr:webhook": [*KEY, "👆 Вебхук"],
    "Ivr:parameters": [*KEY, "👆 Вебхук", "https://example.org", "👆 Вебхук", "👆 Параметры"],
    "Ivr:move": [*KEY, "👆 Переставить"],
    "Ivr:remove": [*MENU, "👆 Ещё", "👆 Удалить"],
    "Ivr:call": [*MENU, "👆 Позвонить"],
    "Ivr:own": [*MENU, "👆 Проверить на себе"],
    "Ivr:bring": ["/ivr", "👆 Из файла"],
    "Ivr:brought": [OTHER_FILE],
    "Ivr:twin": [TAKEN_FILE],
    "Stats:main": ["/stats"],
    "Stats:more": ["/stats", "👆 Ещё"],
    "Stats:choose": ["/stats", "👆 Ещё", "👆 Список"],
    "Stats:days": ["/stats", "👆 Ещё", "👆 Другие дни"],
    "CallWidgets:all": WIDGETS,
    "CallWidgets:one": [*WIDGETS, "👆 На сайте"],
    "CallWidgets:remove": [*WIDGETS, "👆 На сайте", "👆 Удалить"],
    "CallWidgets:phone": [*WIDGETS, "👆 Создать виджет"],
    "CallWidgets:ready": NEW_WIDGET,
    "CallWidgets:value": [*NEW_WIDGET, "👆 Название"],
    **SUBSCRIBING,
    "AtService:calls": AT_SERVICE,
    "AtService:period": [*AT_SERVICE, "👆 Период"],
    "AtService:ends": [*AT_SERVICE, "👆 По итогу"],
    "Emulator:services": ["/emulator"],
    "Emulator:operations": ["/emulator", "👆 CallDog"],
    "Emulator:form": FORM,
    "Emulator:items": [*FORM, "👆 ivrs"],
    "Emulator:value": [*FORM, "👆 outgoingPhone"],
    "Emulator:ready": ["/emulator", "👆 CallDog", "👆 userInfo"],
    "Emulator:confirm": [FILLED, "👆 Показать запрос", "👆 Отправить сервису"],
    "Emulator:answer": ["/emulator", "👆 CallDog", "👆 userInfo", "👆 Отправить сервису"],
}
NO_DIALOG = {StatesGroup, states.OwnPhone, states.CallerNumber}
OUT = ("Закрыть", "Назад", "Отмена", "Другой запрос", "Изменить")
"""The labels that lead out of a window, the shortest way first."""
LONGEST_WAY_OUT = 6
QUESTION = re.compile(r"\?|Пришлите|Напишите")


class Usual(Verifying, ListingRecords):
    capabilities = Verifying.capabilities | ListingRecords.capabilities


class Redialling(HavingPhrases):
    capabilities = HavingPhrases.capabilities | {Capability.ATTEMPTS, Capability.REPEATS}


@pytest.fixture
def services() -> list[FakeProvider]:
    return [Usual(), KeepingAccount(), SecondRecords(), Redialling()]


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The states of the windows that were shown, the newest last."""
    states: list[str] = []
    render = Window.render_text

    async def noting(self: Window, *args: Any) -> str:
        states.append(str(self.get_state().state))
        return await render(self, *args)

    monkeypatch.setattr(Window, "render_text", noting)
    return states


def test_every_window_has_its_way() -> None:
    groups = [one for one in vars(states).values() if isinstance(one, type) and issubclass(one, StatesGroup)]
    named = {state for group in groups if group not in NO_DIALOG for state in group.__all_states_names__}
    assert named == set(WAYS)


async def prepare(stage: Stage, person: Person = ANNA) -> None:
    """There is a menu and a record."""
    someone = await stage.let_in(person)
    await saved(someone, "Готов")
    await someone.presses("Закрыть")
    for name in (READY.name, *"рстуфхц"):
        await kept(stage, replace(READY, name=name), f"kept:{name}", someone.id)
    stage.telegram.messages.clear()


@pytest.fixture
async def anna(state: str, tmp_path: Path, services: list[FakeProvider]) -> AsyncIterator[Someone]:
    """Who may do everything, in a chat with the bot and nothing in it yet."""
    is_emulator = state.startswith("Emulator")
    async with stage_of(tmp_path, Wire()) if is_emulator else open_prepared(tmp_path, services, prepare) as stage:
        yield await stage.let_in(ANNA)


async def goes(someone: Someone, steps: list[str]) -> None:
    doings: dict[str, Callable[[Someone], Awaitable[object]]] = {VOICE: speaks, TALKED: talks, FILLED: filled}
    for step in steps:
        if step.startswith(TAP):
            await someone.presses(step.removeprefix(TAP))
        elif step in doings:
            await doings[step](someone)
        elif step == TAKEN_FILE:
            await sends_file(someone, write_menu(READY).encode())
        elif step == OTHER_FILE:
            await sends_file(someone, write_menu(replace(READY, provider="elsewhere")).encode())
        else:
            await someone.says(step)


async def talks(someone: Someone) -> None:
    stage = someone.stage
    await goes(someone, [*CALLBACK[:2], "👆 Позвонить"])
    await stage.app.core.submitter.drain()
    keeper = stage.app.providers.by_name["callkeeper"]
    assert isinstance(keeper, JoiningPeople)
    keeper.reports["501"] = Report(CallState.COMPLETED)
    stage.clock.advance(600)
    await stage.app.core.track.poll()
    card = await stage.until(lambda: someone.under("🏷 Метка в CallKeeper"))
    stage.telegram.messages = {(someone.id, card.message_id): card}


def is_window(message: Message) -> bool:
    rows = message.reply_markup.inline_keyboard if message.reply_markup else []
    return any("\x1d" in (button.callback_data or "") for row in rows for button in row)


def left(someone: Someone) -> list[Message]:
    """What nobody can use: windows, and questions that nothing answers any more."""
    there = someone.stage.telegram.in_chat(someone.id)
    bare = [one for one in there if not someone.labels(one) and QUESTION.search(one.text or "")]
    return [one for one in there if is_window(one)] + bare


@pytest.mark.parametrize("state", WAYS)
async def test_cancel_leaves_nothing(state: str, anna: Someone, shown: list[str]) -> None:
    await goes(anna, WAYS[state])
    assert shown[-1] == state
    await anna.says("/cancel")
    await anna.stage.until(lambda: not left(anna))


@pytest.mark.parametrize("state", WAYS)
async def test_one_that_cannot_be_deleted_strands_nobody(state: str, anna: Someone, shown: list[str]) -> None:
    """It is of days ago, or in a group without the right: its buttons are taken off at least."""
    await goes(anna, WAYS[state])
    anna.stage.telegram.refusals[DeleteMessage] = "Bad Request: message can't be deleted for everyone"
    await anna.says("/cancel")
    await anna.stage.until(lambda: not any(is_window(one) for one in anna.stage.telegram.in_chat(anna.id)))
    await anna.says("/call")
    assert shown[-1] == "NewCall:phones"


@pytest.mark.parametrize("state", WAYS)
async def test_its_buttons_lead_out(state: str, anna: Someone, shown: list[str]) -> None:
    await goes(anna, WAYS[state])
    for _ in range(LONGEST_WAY_OUT):
        if shown[-1] == "Ivr:own":
            await anna.says("Не сейчас")
        if not (windows := [one for one in anna.stage.telegram.in_chat(anna.id) if is_window(one)]):
            break
        out = [label for label in OUT if any(label in one for one in anna.labels(windows[-1]))]
        await anna.presses(out[0], windows[-1])
    await anna.stage.until(lambda: not left(anna))
