"""A real aiogram bot on the sandbox, by polling and by webhook."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.exceptions import TelegramBadRequest, TelegramConflictError, TelegramRetryAfter
from aiogram.filters import Command
from aiogram.types import (
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaDocument,
    Message,
)
from aiogram.webhook.aiohttp_server import SimpleRequestHandler
from aiohttp import web

from tests.sandbox.telegram_bench import ANNA, PATIENCE, TelegramBench

SECRET = "hook-secret"
BUTTON = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="☎️ Позвонить", callback_data="c")]])


@pytest.fixture
async def bot(telegram: TelegramBench) -> AsyncIterator[Bot]:
    bot = telegram.bot()
    bot.default = DefaultBotProperties(parse_mode="HTML")
    yield bot
    await bot.session.close()


def dispatcher() -> Dispatcher:
    router = Router()

    @router.message(Command("call"))
    async def on_call(message: Message) -> None:
        await message.reply("<b>Позвонить?</b>", reply_markup=BUTTON)

    @router.callback_query(F.data == "c")
    async def on_press(query: CallbackQuery) -> None:
        assert isinstance(query.message, Message)
        await query.message.edit_text("Звоню…")
        await query.answer("Пошло")

    made = Dispatcher()
    made.include_router(router)
    return made


async def conversation(telegram: TelegramBench) -> None:
    """A person asks, the bot answers; the person presses, the bot edits."""
    seq = telegram.sandbox.hub.seq
    await telegram.write(ANNA, "/call 1")
    async with asyncio.timeout(PATIENCE):
        while len(shown := await telegram.transcript(ANNA)) < 2:
            seq = (await telegram.api("GET", f"wait?after={seq}&timeout={PATIENCE}"))["seq"]
    assert (shown[1]["html"], shown[1]["reply_to"]) == ("<b>Позвонить?</b>", shown[0]["message_id"])
    pressed = await telegram.press(ANNA, shown[1]["message_id"], label="Позвонить", wait=PATIENCE)
    assert pressed["answer"] == {"text": "Пошло", "show_alert": False}
    assert (await telegram.transcript(ANNA))[1]["html"] == "Звоню…"


async def test_polling(telegram: TelegramBench, bot: Bot) -> None:
    made = dispatcher()
    running = asyncio.create_task(made.start_polling(bot, handle_signals=False))
    await conversation(telegram)
    await made.stop_polling()
    await asyncio.wait_for(running, PATIENCE)


@pytest.mark.parametrize("background", [True, False])
async def test_webhook(telegram: TelegramBench, bot: Bot, background: bool) -> None:
    app = web.Application()
    handler = SimpleRequestHandler(dispatcher(), bot, handle_in_background=background, secret_token=SECRET)
    handler.register(app, "/hook")
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token=SECRET)
    with pytest.raises(TelegramConflictError, match="while webhook is active"):
        await bot.get_updates()
    await conversation(telegram)
    assert (await bot.get_webhook_info()).pending_update_count == 0
    await bot.delete_webhook()
    assert await bot.get_updates() == []
    await runner.cleanup()


async def test_a_webhook_is_tried_until_it_answers_well(telegram: TelegramBench, bot: Bot) -> None:
    seen: list[tuple[int, str | None]] = []
    done = asyncio.Event()

    async def receive(request: web.Request) -> web.Response:
        update = await request.json()
        seen.append((update["update_id"], request.headers.get("X-Telegram-Bot-Api-Secret-Token")))
        if len(seen) == 3:
            done.set()
        return web.Response(status=500 if len(seen) == 1 else 200)

    app = web.Application()
    app.router.add_post("/hook", receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token=SECRET)
    first = (await telegram.write(ANNA, "раз"))["update_id"]
    await telegram.write(ANNA, "два")
    await asyncio.wait_for(done.wait(), PATIENCE)
    assert seen == [(first, SECRET), (first, SECRET), (first + 1, SECRET)]
    assert "500" in ((await bot.get_webhook_info()).last_error_message or "")
    await runner.cleanup()


async def test_webhook_addresses_that_are_refused(telegram: TelegramBench, bot: Bot) -> None:
    for url, words in (
        ("http://example.com/", "An HTTPS URL must be provided for webhook"),
        ("https://example.com:8080/", "Webhook can be set up only on ports 80, 88, 443 or 8443"),
        ("ftp://example.com/", "invalid webhook URL specified"),
    ):
        with pytest.raises(TelegramBadRequest, match=words):
            await bot.set_webhook(url)
    with pytest.raises(TelegramBadRequest, match="unallowed characters"):
        await bot.set_webhook("https://example.com/", secret_token="с пробелом")


async def test_everything_our_bot_calls_is_there(telegram: TelegramBench, bot: Bot) -> None:
    await telegram.begun()
    sent = await bot.send_document(ANNA, BufferedInputFile(b"x", "x.txt"), caption="a", reply_markup=BUTTON)
    assert sent.document is not None
    assert (await bot.download(sent.document.file_id)) is not None
    media = InputMediaDocument(media=BufferedInputFile(b"y", "y.txt"), caption="<i>b</i>")
    edited = await bot.edit_message_media(media, chat_id=ANNA, message_id=sent.message_id)
    assert isinstance(edited, Message)
    assert edited.html_text == "<i>b</i>"
    assert (await bot.get_chat(ANNA)).full_name == "Анна Смирнова"
    assert (await bot.get_chat_member(ANNA, ANNA)).status == "member"
    assert await bot.send_chat_action(ANNA, "typing")
    assert await bot.delete_my_commands()
    assert await bot.log_out()


async def test_a_fault_reaches_aiogram_as_its_own_error(telegram: TelegramBench, bot: Bot) -> None:
    await telegram.begun()
    await telegram.api("POST", "faults", target="telegram", operation="sendMessage", kind="429", retry_after=3)
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(ANNA, "x")
    assert caught.value.retry_after == 3
