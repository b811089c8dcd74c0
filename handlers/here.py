"""What a dialog knows of the update it answers, typed: the one place that asks aiogram for it by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram import Bot
from aiogram.fsm.context import FSMContext
from aiogram_dialog import DialogManager

from bot.domain.access import Person
from bot.domain.orders import Place
from bot.ports import Clock
from bot.ports.media import Painter
from bot.services.api import Api
from bot.telegram.look import Look
from bot.telegram.texts import Translation


class Here:
    """`late`: people gave up on this tap, see LatenessMiddleware. `everything`: as aiogram's own filters take it."""

    def __init__(self, data: dict[str, Any]) -> None:
        self._data = data

    @property
    def everything(self) -> Mapping[str, Any]:
        return self._data

    @property
    def api(self) -> Api:
        found: Api = self._data["api"]
        return found

    @property
    def actor(self) -> Person:
        found: Person = self._data["actor"]
        return found

    @property
    def place(self) -> Place:
        found: Place = self._data["place"]
        return found

    @property
    def look(self) -> Look:
        found: Look = self._data["look"]
        return found

    @property
    def tr(self) -> Translation:
        found: Translation = self._data["tr"]
        return found

    @property
    def bot(self) -> Bot:
        found: Bot = self._data["bot"]
        return found

    @property
    def clock(self) -> Clock:
        found: Clock = self._data["clock"]
        return found

    @property
    def painter(self) -> Painter:
        found: Painter = self._data["painter"]
        return found

    @property
    def state(self) -> FSMContext:
        """aiogram's own, apart from the dialogs."""
        found: FSMContext = self._data["state"]
        return found

    @property
    def late(self) -> bool:
        return bool(self._data["late"])


def here(manager: DialogManager) -> Here:
    return Here(manager.middleware_data)
