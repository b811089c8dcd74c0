"""A role is lowered while a window is open: of every window of every dialog nothing is learnt or done any more."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiogram.methods import AnswerCallbackQuery
from aiogram.types import Message
from sqlalchemy import Connection, select, update

from bot.domain.access import Person, Role
from bot.services.people import RoleChange
from storage.material import audio_records, hidden_templates, menus, subscriptions, widgets
from storage.tables import calls, orders
from tests.dialogs import test_every_window
from tests.dialogs.emulating import Wire, stage_of
from tests.dialogs.test_every_window import WAYS, goes, services, shown
from tests.fakes.provider import FakeProvider
from tests.support.people import ANNA, OLEG
from tests.support.stage import Someone, Stage, open_prepared

__all__ = ["services", "shown"]  # fixtures

VERA = Person(7, "Вера", role=Role.ADMIN, telegram_locale="ru")
SECRET = re.compile(r"555.?00.?11|Тайный груз")
KEPT = (orders, calls, menus, audio_records, subscriptions, widgets, hidden_templates)
NOT_THEIRS = ("AtService", "CallWidgets", "Emulator", "Ivr", "Records", "Templates")
"""Dialogs that are not for operators at all."""


async def prepare(stage: Stage) -> None:
    await test_every_window.prepare(stage, VERA)


@pytest.fixture
async def vera(state: str, tmp_path: Path, services: list[FakeProvider]) -> AsyncIterator[Someone]:
    """As Anna in test_every_window, but no admin of the settings."""
    is_emulator = state.startswith("Emulator")
    async with stage_of(tmp_path, Wire()) if is_emulator else open_prepared(tmp_path, services, prepare) as stage:
        await stage.let_in(ANNA)
        await stage.let_in(OLEG)
        yield await stage.let_in(VERA)


async def give(stage: Stage, was: Role | None, role: Role | None) -> None:
    await stage.app.core.api.people.change_role(ANNA, RoleChange(VERA.id, was, role))
    await stage.app.core.deliveries.settle()


def others(connection: Connection) -> None:
    """All orders are a colleague's from now on."""
    for table in (orders, calls):
        connection.execute(update(table).values(author_id=OLEG.id))


def rows(connection: Connection) -> dict[str, list[Any]]:
    return {table.name: [*map(tuple, connection.execute(select(table).order_by(*table.primary_key)))] for table in KEPT}


def secret(step: str) -> str:
    return step.replace("+7 999 123-45-67", "+7 999 555-00-11").replace("Ваш заказ готов", "Тайный груз")


async def tap_all(someone: Someone, windows: list[Message]) -> None:
    for window in windows:
        for row in window.reply_markup.inline_keyboard if window.reply_markup else []:
            for button in row:
                if button.callback_data:
                    await someone.sends_data(button.callback_data, window)


@pytest.mark.parametrize("state", WAYS)
async def test_nothing_is_learnt_or_done(state: str, vera: Someone, shown: list[str]) -> None:
    stage = vera.stage
    await goes(vera, [secret(step) for step in WAYS[state]])
    windows = stage.telegram.in_chat(vera.id)
    await stage.app.database.run(others)
    await give(stage, Role.ADMIN, Role.OPERATOR)
    before, since, seen = await stage.app.database.run(rows), len(stage.telegram.requests), len(shown)

    await tap_all(vera, windows)
    await vera.says("Слова")
    await stage.app.core.deliveries.settle()

    said = [str(one) for one in stage.telegram.requests[since:] if getattr(one, "chat_id", 0) == vera.id]
    assert not [one for one in said if SECRET.search(one)]
    assert not [one for one in shown[seen:] if one.startswith(NOT_THEIRS)]
    assert await stage.app.database.run(rows) == before
    await vera.says("/cancel")
    await vera.says("/call")
    assert shown[-1] == "NewCall:phones", "nobody is stranded"

    await give(stage, Role.OPERATOR, None)
    since, seen = len(stage.telegram.requests), len(shown)
    await tap_all(vera, [*windows, vera.last()])
    assert {type(one) for one in stage.telegram.requests[since:]} <= {AnswerCallbackQuery}
    assert shown[seen:] == []
