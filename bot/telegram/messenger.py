"""`ports.Messenger` over the Bot API: what Telegram answers becomes what the workers need to know."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNotFound,
)
from aiogram.types import InlineKeyboardButton, Message, ReplyParameters

from bot.domain.orders import Place
from bot.domain.views import AccessRequest, Card, Notice, NoticeKind, OrderView, Subject
from bot.ports import Shown, Shut
from bot.ports.telling import BalanceUnit
from bot.telegram.access_card import access_notice, asker_card
from bot.telegram.buttons import Row, button, link
from bot.telegram.cards import Rendered, answer_text, render, rendered, result_row, result_text
from bot.telegram.format import money
from bot.telegram.look import Look, ShownProvider
from bot.telegram.presses import MutePress
from bot.telegram.record_lines import record_notice
from bot.telegram.sender import background
from bot.telegram.subscription_words import found_by, summary_text
from bot.telegram.texts import Texts
from bot.telegram.trouble_lines import trouble_text

_SHUT_WORDS: dict[Shut, tuple[str, ...]] = {
    Shut.TOPIC: (
        "message thread not found",  # Bot API server; a deleted topic
        "topic_closed",  # MTProto
        "topic_deleted",  # MTProto
        "topic_id_invalid",  # MTProto
    ),
    Shut.GONE: (
        "the group chat was deleted",  # Bot API server, a plain group
        "group chat was deactivated",  # the same, as it was worded before
        "chat not found",  # Bot API server
        "chat_id_invalid",  # MTProto
        "peer_id_invalid",  # MTProto
    ),
    Shut.REMOVED: (
        "bot was kicked from",  # Bot API server: «the group chat», «the supergroup chat», «the channel chat»
        "bot is not a member of",  # Bot API server, the same three
        "channel_private",  # MTProto
        "chat_guest_send_forbidden",  # MTProto: only members write
    ),
    Shut.MUTED: (
        "not enough rights to send",  # TDLib: «… text messages to the chat»
        "have no rights to send",  # TDLib
        "have no write access",  # TDLib
        "need administrator rights in the channel",  # TDLib
        "chat_write_forbidden",  # MTProto
        "chat_send_plain_forbidden",  # MTProto
        "chat_restricted",  # MTProto
        "chat_admin_required",  # MTProto
        "user_banned_in_channel",  # MTProto
    ),
}
"""How Telegram words it that nothing can be written in a chat any more.

Sources. The Bot API server: `check_chat_access`, `check_message_topic` in Client.cpp of tdlib/telegram-bot-api; its
`fail_query_with_error` makes a 400 of a 403 of the MTProto server, so codes in capitals come as «Bad Request».
TDLib: «not enough rights to send …», «have no rights …», «have no write access …».
MTProto: core.telegram.org/method/messages.sendMessage and messages.editMessage list the codes in capitals.
"""


def shut_by(error: TelegramAPIError) -> Shut | None:
    """Why the group takes no message any more. None when it may still take this one.

    Any other 403 of Telegram's means that the bot may not write to the group.
    """
    if not isinstance(error, TelegramBadRequest | TelegramForbiddenError):
        return None
    said = error.message.lower()
    for shut, wordings in _SHUT_WORDS.items():
        if any(words in said for words in wordings):
            return shut
    return Shut.MUTED if isinstance(error, TelegramForbiddenError) else None


def is_deaf(error: TelegramAPIError) -> bool:
    """The person of this private chat blocked the bot, never began it, or is gone."""
    if isinstance(error, TelegramBadRequest):
        return shut_by(error) is Shut.GONE
    return isinstance(error, TelegramForbiddenError | TelegramNotFound)


log = logging.getLogger(__name__)

_LOST_MESSAGE = ("message to edit not found", "message can't be edited", "message_id_invalid")


class TelegramMessenger:
    """Notices and the changes of cards leave room for what people wait for: answers, and a card that is new."""

    def __init__(self, bot: Bot, texts: Texts, providers: Mapping[str, ShownProvider], zone: ZoneInfo) -> None:
        self._bot = bot
        self._texts = texts
        self._providers = providers
        self._zone = zone

    def look(self, locale: str, place: Place) -> Look:
        return Look(self._texts.speak(locale), self._providers, place.is_group, self._zone)

    async def show_card(self, card: Card, subject: Subject) -> Shown:
        shown = self._rendered(card, subject)
        if card.message_id is not None and card.shown == shown.digest:
            return Shown(card.message_id, shown.digest)
        if card.message_id is None:
            return await _told(self.send(card.place, shown), card.place, shown.digest)
        with background(of_one=_is_of_one(subject)):
            return await _told(self._show_again(card, card.message_id, shown), card.place, shown.digest)

    def _rendered(self, card: Card, subject: Subject) -> Rendered:
        look = self.look(card.locale, card.place)
        if isinstance(subject, AccessRequest) and subject.person.id == card.place.chat_id:
            return rendered(*asker_card(subject, look))
        return render(subject, look)

    async def _show_again(self, card: Card, message_id: int, shown: Rendered) -> int:
        try:
            await self._bot.edit_message_text(
                text=shown.html,
                chat_id=card.place.chat_id,
                message_id=message_id,
                reply_markup=shown.keyboard,
            )
        except TelegramBadRequest as error:
            problem = error.message.lower()
            if "message is not modified" in problem:
                return message_id
            if not any(words in problem for words in _LOST_MESSAGE):
                raise
            return await self.send(card.place, shown)
        return message_id

    async def send(self, place: Place, shown: Rendered, reply_to: int | None = None, *, quiet: bool = False) -> int:
        """Returns the new message's id. It is no reply when `reply_to` is gone. `quiet`: it rings no bell."""
        reply = ReplyParameters(message_id=reply_to, allow_sending_without_reply=True) if reply_to else None
        sent: Message = await self._bot.send_message(
            chat_id=place.chat_id,
            message_thread_id=place.thread_id,
            text=shown.html,
            reply_markup=shown.keyboard,
            reply_parameters=reply,
            disable_notification=quiet or None,
        )
        return sent.message_id

    async def say(self, notice: Notice, subject: Subject | None) -> Shown:
        text = self._text(notice, subject)
        if text is None:
            return Shown()
        if why := notice.payload.get("shut"):
            text = f"{self.look(notice.locale, notice.place).tr(f'chat-shut-{why}')}\n\n{text}"
        look = self.look(notice.locale, notice.place)
        is_copy = isinstance(subject, OrderView) and _is_copy(notice, subject)
        row: Row = result_row(subject, look) if isinstance(subject, OrderView) and is_copy else []
        if notice.kind is NoticeKind.SUMMARY:
            row = [await self._way_to_calls(notice, look)]
        if notice.subscription_id is not None:
            row.append(button(look.tr, "button-mute", MutePress(), "🔕"))
        shown = rendered(text, [row] if row else [])
        with background(of_one=notice.subscription_id is None and _is_of_one(subject)):
            sending = self.send(notice.place, shown, notice.reply_to, quiet=is_copy)
            return await _told(sending, notice.place, shown.digest)

    async def _way_to_calls(self, summary: Notice, look: Look) -> InlineKeyboardButton:
        """Of a summary: the history is shown in private only."""
        found = found_by(summary.payload, look)
        if not summary.place.is_group:
            return button(look.tr, "notify-summary-open", found, "📄")
        address = f"https://t.me/{(await self._bot.me()).username}?start={found.pack()}"
        return link(look.tr, "notify-summary-open", address, "📄")

    async def is_heard(self) -> bool:
        try:
            await self._bot.get_me()
        except TelegramAPIError as error:
            log.warning("Telegram does not answer: %s", type(error).__name__)
            return False
        return True

    def _text(self, notice: Notice, subject: Subject | None) -> str | None:
        look = self.look(notice.locale, notice.place)
        if said := access_notice(notice, look.tr):
            return said
        if notice.kind is NoticeKind.SUMMARY:
            return summary_text(notice.payload, self._others(notice), look)
        if say := _SAYING.get(notice.kind):
            return say(notice, look)
        if not isinstance(subject, OrderView):
            return None
        if notice.kind is NoticeKind.ANSWER:
            return answer_text(subject, notice.payload, look)
        return result_text(subject, look, is_reply=notice.reply_to is not None, is_copy=_is_copy(notice, subject))

    def _others(self, summary: Notice) -> list[str]:
        """What a summary tells beside results."""
        kept = summary.payload["others"]
        others = [replace(summary, kind=NoticeKind(one["kind"]), payload=one["payload"]) for one in kept]
        return [text for other in others if (text := self._text(other, None))]


def low_balance(notice: Notice, look: Look) -> str:
    left, limit = (Decimal(notice.payload[name]) for name in ("amount", "limit"))
    provider = notice.payload["service"]
    if notice.payload.get("unit") == BalanceUnit.MINUTES:
        return look.tr("balance-notice-low-minutes", provider=provider, amount=int(left), limit=int(limit))
    shown = {"amount": money(left, look.tr), "limit": money(limit, look.tr)}
    return look.tr("balance-notice-low", provider=provider, **shown)


_SAYING: dict[NoticeKind, Callable[[Notice, Look], str]] = {
    NoticeKind.LOW_BALANCE: low_balance,
    NoticeKind.TROUBLE: lambda notice, look: trouble_text(notice.payload, look),
    NoticeKind.RECORD: lambda notice, look: record_notice(notice.payload, look.tr),
    NoticeKind.CARD_MOVED: lambda _, look: look.tr("chat-moved-card"),
    NoticeKind.SUBSCRIPTIONS_LOST: lambda notice, look: look.tr("notify-lost-text", count=notice.payload["count"]),
}
"""What needs no order to be told."""


def _is_of_one(subject: Subject | None) -> bool:
    return isinstance(subject, OrderView) and len(subject.order.phones) == 1


def _is_copy(notice: Notice, view: OrderView) -> bool:
    """A result that is told beside those whose order it is."""
    is_theirs = notice.place == view.order.place or notice.place.chat_id == view.author.id
    is_subscribed = notice.subscription_id is not None or (notice.reply_to is None and not is_theirs)
    return notice.kind is NoticeKind.RESULT and is_subscribed


async def _told(sending: Awaitable[int], place: Place, digest: str) -> Shown:
    try:
        return Shown(await sending, digest)
    except TelegramMigrateToChat as error:
        return Shown(moved_to=error.migrate_to_chat_id)
    except TelegramAPIError as error:
        if place.is_group and (shut := shut_by(error)):
            log.warning("Telegram takes nothing in a group any more (%s): %s", shut, error.message)
            return Shown(shut=shut)
        if not place.is_group and is_deaf(error):
            log.info("a message reaches nobody: its person blocked the bot or is gone")
            return Shown()
        if isinstance(error, TelegramBadRequest):
            log.error("Telegram refused a message: %s", error.message)
        else:
            log.warning("Telegram did not take a message, tried again later: %s", type(error).__name__)
        return Shown(retry=True)
