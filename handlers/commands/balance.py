"""`/balance` and `/status`: what is left at the providers, and how the bot does."""

from __future__ import annotations

from decimal import Decimal

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot import __version__
from bot.domain.access import Person
from bot.ports.abilities import BalanceUnit
from bot.services.api import Api
from bot.services.money import ServiceBalance
from bot.telegram.buttons import button
from bot.telegram.format import money
from bot.telegram.presses import BalancePress, ReplayPress
from bot.telegram.texts import Translation
from handlers.asked import Asked
from handlers.redraw import redraw


async def on_balance(message: Message, actor: Person, tr: Translation, api: Api) -> None:
    services = await api.money.balances(actor)
    await message.answer(_text(services, tr), reply_markup=_keyboard(tr))


async def on_refresh(query: CallbackQuery, actor: Person, tr: Translation, bot: Bot, api: Api) -> None:
    services = await api.money.balances(actor)
    await query.answer(tr.plain("balance-press-fresh"))
    await redraw(bot, query.message, _text(services, tr), _keyboard(tr))


async def on_status(message: Message, actor: Person, tr: Translation, api: Api) -> None:
    status = await api.money.status(actor)
    minutes = int(status.uptime.total_seconds() // 60)
    lines = [
        tr("status-text-title", version=__version__),
        tr("status-text-uptime", hours=minutes // 60, minutes=minutes % 60),
        tr("status-text-open", count=status.open_calls),
        *([tr("status-text-problems", count=status.problems)] if status.problems else []),
        "",
        _text(status.services, tr),
    ]
    replay = InlineKeyboardMarkup(inline_keyboard=[[button(tr, "button-replay", ReplayPress(), "🔁")]])
    await message.answer("\n".join(lines), reply_markup=replay if status.problems else None)


async def on_replay(query: CallbackQuery, actor: Person, tr: Translation, api: Api) -> None:
    await query.answer(tr.plain("status-press-replayed", count=await api.calls.replay_reports(actor)))


def _text(services: list[ServiceBalance], tr: Translation) -> str:
    return "\n".join([tr("balance-list-title"), *(_line(service, tr) for service in services)])


def _line(service: ServiceBalance, tr: Translation) -> str:
    if service.amount is not None:
        line = tr("balance-list-amount", provider=service.title, amount=_amount(service, service.amount, tr))
        return f"{line}\n{tr('balance-list-low')}" if service.is_low else line
    if service.error is None:
        return tr("balance-list-silent", provider=service.title)
    lines = [tr("balance-list-silent", provider=service.title), tr(service.error.key, **service.error.args_)]
    if service.error.words:
        lines.append(tr("call-card-words", words=service.error.words[:300]))
    return "\n".join(lines)


def _amount(service: ServiceBalance, amount: Decimal, tr: Translation) -> str:
    if service.unit is BalanceUnit.ROUBLES:
        return money(amount, tr)
    return tr("balance-list-minutes", count=int(amount))


def _keyboard(tr: Translation) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(inline_keyboard=[[button(tr, "button-refresh", BalancePress(), "🔄")]])


def build() -> Router:
    router = Router(name="balance")
    router.message.register(on_balance, Asked("balance", linked=True))
    router.callback_query.register(on_refresh, BalancePress.filter())
    router.message.register(on_status, Asked("status", linked=True))
    router.callback_query.register(on_replay, ReplayPress.filter())
    return router
