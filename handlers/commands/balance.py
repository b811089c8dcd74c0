"""`/balance` and `/status`: what is left at the providers, and how the bot does."""

from decimal import Decimal

from aiogram import Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from bot import __version__
from bot.ports.telling import BalanceUnit
from bot.services.money import ProviderBalance, Status
from bot.telegram.buttons import button, closable
from bot.telegram.format import money
from bot.telegram.presses import BalancePress, ReplayPress, SendAgainPress
from bot.telegram.texts import Translation
from bot.telegram.trouble_lines import lost_lines, trouble_lines
from handlers.asked import Asked
from handlers.here import Here


async def on_balance(message: Message, where: Here) -> None:
    providers = await where.api.money.balances(where.actor)
    await message.answer(_text(providers, where), reply_markup=_keyboard(where.tr))


async def on_refresh(query: CallbackQuery, where: Here) -> None:
    providers = await where.api.money.balances(where.actor)
    await query.answer(where.tr.plain("balance-press-fresh"))
    await where.redraw(query, _text(providers, where), _keyboard(where.tr))


async def on_status(message: Message, where: Here) -> None:
    text, keyboard = await _status(where)
    await message.answer(text, reply_markup=keyboard)


async def _status(where: Here) -> tuple[str, InlineKeyboardMarkup]:
    status = await where.api.money.status(where.actor)
    minutes = int(status.uptime.total_seconds() // 60)
    lines = [
        where.tr("status-text-title", version=__version__),
        where.tr("status-text-uptime", hours=minutes // 60, minutes=minutes % 60),
        *_running(status, where),
        *([where.tr("status-text-problems", count=status.problems)] if status.problems else []),
        *trouble_lines(status.troubles, where.look),
        *_lost(status, where),
        "",
        _text(status.providers, where),
    ]
    rows = [[button(where.tr, "button-send_again", SendAgainPress(), "📭")]] if status.outbox.lost else []
    rows += [[button(where.tr, "button-replay", ReplayPress(), "🔁")]] if status.problems else []
    return "\n".join(lines), closable(where.tr, *rows)


def _running(status: Status, where: Here) -> list[str]:
    tr, age, oldest_at = where.tr, status.poll_age, status.outbox.oldest_at
    by_provider = ", ".join(f"{title} {count}" for title, count in sorted(status.open_calls.items()))
    waited = int((where.clock.now() - oldest_at).total_seconds() // 60) if oldest_at else 0
    return [
        tr("status-text-open", count=sum(status.open_calls.values()), where=by_provider),
        tr("status-text-unpolled") if age is None else tr("status-text-polled", seconds=int(age.total_seconds())),
        tr("status-text-outbox", count=status.outbox.waiting, minutes=waited),
    ]


def _lost(status: Status, where: Here) -> list[str]:
    if not status.outbox.lost:
        return []
    more = ["…"] if status.outbox.lost > len(status.lost) else []
    return ["", where.tr("status-text-lost", count=status.outbox.lost), *lost_lines(status.lost, where.look), *more]


async def on_send_again(query: CallbackQuery, where: Here) -> None:
    await query.answer(where.tr.plain("status-press-again", count=await where.api.money.send_again(where.actor)))
    await where.redraw(query, *await _status(where))


async def on_replay(query: CallbackQuery, where: Here) -> None:
    await query.answer(where.tr.plain("status-press-replayed", count=await where.api.calls.replay_reports(where.actor)))


def _text(providers: list[ProviderBalance], where: Here) -> str:
    """To the second, so that a refreshed one is seen to be."""
    time = where.clock.now().astimezone(where.look.zone).strftime("%H:%M:%S")
    lines = [where.tr("balance-list-title", time=time), *(_line(provider, where.tr) for provider in providers)]
    return "\n".join(lines)


def _line(provider: ProviderBalance, tr: Translation) -> str:
    if provider.amount is not None:
        amount = _amount(provider, provider.amount, tr)
        key = "balance-list-scarce" if provider.is_low else "balance-list-amount"
        return tr(key, provider=provider.title, amount=amount)
    if provider.error is None:
        return tr("balance-list-silent", provider=provider.title)
    lines = [tr("balance-list-silent", provider=provider.title), tr(provider.error.key, **provider.error.args_)]
    if provider.error.words:
        lines.append(tr("call-card-words", words=provider.error.words[:300]))
    return "\n".join(lines)


def _amount(provider: ProviderBalance, amount: Decimal, tr: Translation) -> str:
    if provider.unit is BalanceUnit.ROUBLES:
        return money(amount, tr)
    return tr("balance-list-minutes", count=int(amount))


def _keyboard(tr: Translation) -> InlineKeyboardMarkup:
    return closable(tr, [button(tr, "button-refresh", BalancePress(), "🔄")])


def build() -> Router:
    router = Router(name="balance")
    router.message.register(on_balance, Asked("balance", linked=True))
    router.callback_query.register(on_refresh, BalancePress.filter())
    router.message.register(on_status, Asked("status", linked=True))
    router.callback_query.register(on_replay, ReplayPress.filter())
    router.callback_query.register(on_send_again, SendAgainPress.filter())
    return router
