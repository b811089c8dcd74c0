"""The bot to compare with: aiogram, two handlers, the same requests, and nothing kept.

`python -m tests.bench.bare_bot ROOT NAME`: ROOT is the stub's address, NAME its world.
"""

from __future__ import annotations

import asyncio
import logging
import sys
from typing import Any

import httpx
from aiogram import Bot, Dispatcher, F
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, InlineKeyboardButton, InlineKeyboardMarkup, Message

GATE = 4
"""Requests at once to the provider, as many as ours sends: httpx's pool slows down when many wait inside it."""


async def on_call(message: Message, command: CommandObject) -> None:
    phone = (command.args or "")[:16]
    rows = [("📞 Позвонить", "place"), ("⚙️ Параметры", "options")], [("🧾 Показать запрос", "request")]
    keyboard = [
        [InlineKeyboardButton(text=text, callback_data=f"{data}:{phone}") for text, data in row] for row in rows
    ]
    said = f"<blockquote>{(command.args or '')[17:]}</blockquote>"
    text = f"<b>Новый звонок</b>\nКому: {phone}\n{said}\nженский голос, через CallDog"
    await message.answer(text, reply_markup=InlineKeyboardMarkup(inline_keyboard=keyboard))


async def on_place(query: CallbackQuery, http: httpx.AsyncClient, gate: asyncio.Semaphore, service: str) -> None:
    phone = (query.data or "").partition(":")[2]
    await query.answer("Звоним")
    digits = "".join(char for char in phone if char.isdigit())
    order: dict[str, Any] = {
        "apiKey": "key",
        "phone": digits,
        "dutyPhone": 1,
        "record": {"text": "Ваш заказ готов", "gender": 0},
    }
    async with gate:
        answer = await http.post(f"{service}/apiCalls/create", json=order)
    placed = answer.json()["data"][0]["id"]
    if isinstance(query.message, Message):
        said = "<blockquote>Ваш заказ готов</blockquote>"
        text = f"<b>Звонок {phone}</b>\nзвонок в очереди {placed}\n{said}\n<i>через CallDog</i>"
        await query.message.edit_text(text)


async def main(root: str, name: str) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(root))
    bot = Bot(f"42:{name}", session=session, default=DefaultBotProperties(parse_mode=ParseMode.HTML))
    dispatcher = Dispatcher()
    dispatcher.message.register(on_call, Command("call"))
    dispatcher.callback_query.register(on_place, F.data.startswith("place:"))
    async with httpx.AsyncClient(trust_env=False) as http:
        await dispatcher.start_polling(bot, http=http, gate=asyncio.Semaphore(GATE), service=f"{root}/{name}")


if __name__ == "__main__":
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(main(*sys.argv[1:3]))
