"""`ports.Messenger` over the Bot API: what Telegram answers becomes what the workers need to know."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
)
from aiogram.types import BufferedInputFile, InlineKeyboardButton, Message, ReplyParameters

from bot.domain.errors import NoPicture
from bot.domain.orders import Place
from bot.domain.subscriptions import is_going_list
from bot.domain.views import AccessRequest, Card, Notice, NoticeKind, OrderView, Subject
from bot.ports import Shown
from bot.ports.media import Painter
from bot.ports.telling import BalanceUnit
from bot.telegram.access_card import access_notice, asker_card
from bot.telegram.buttons import Row, button
from bot.telegram.cards import Rendered, answer_text, render, rendered, result_row, result_text
from bot.telegram.format import money
from bot.telegram.html import CAPTION_LIMIT, fit
from bot.telegram.look import Look, ShownProvider
from bot.telegram.presses import MutePress
from bot.telegram.record_lines import record_notice
from bot.telegram.refusals import is_deaf, shut_by
from bot.telegram.sender import background
from bot.telegram.summary_lines import chart_in, summary_text, ways_to_calls
from bot.telegram.texts import Texts
from bot.telegram.trouble_lines import trouble_text

log = logging.getLogger(__name__)

_LOST_MESSAGE = ("message to edit not found", "message can't be edited", "message_id_invalid")


class TelegramMessenger:
    """Notices and the changes of cards leave room for what people wait for: answers, and a card that is new."""

    def __init__(
        self,
        bot: Bot,
        texts: Texts,
        providers: Mapping[str, ShownProvider],
        zone: ZoneInfo,
        painter: Painter | None = None,
    ) -> None:
        """Without a `painter` digests have no picture."""
        self._bot = bot
        self._texts = texts
        self._providers = providers
        self._zone = zone
        self._painter = painter

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
        rows: list[Row] = [row] if row else []
        if notice.kind is NoticeKind.SUMMARY:
            rows = [[way] for way in await self._ways_to_calls(notice, look)]
        if notice.subscription_id is not None:
            rows = rows or [[]]
            rows[-1].append(button(look.tr, "button-mute", MutePress(), "🔕"))
        shown = rendered(text, rows)
        with background(of_one=notice.subscription_id is None and _is_of_one(subject)):
            return await _told(self._say(notice, shown, look, quiet=is_copy), notice.place, shown.digest)

    async def _say(self, notice: Notice, shown: Rendered, look: Look, *, quiet: bool) -> int:
        picture = await self._picture(notice, look)
        sent = await self._draw(notice.place, shown, picture) if picture else None
        return sent or await self.send(notice.place, shown, notice.reply_to, quiet=quiet)

    async def _picture(self, notice: Notice, look: Look) -> bytes | None:
        """None where there is none, or it cannot be drawn: the words say it all."""
        chart = chart_in(notice.payload, look) if notice.kind is NoticeKind.SUMMARY else None
        if chart is None or self._painter is None:
            return None
        with suppress(NoPicture):
            return await self._painter.chart(chart)
        return None

    async def _draw(self, place: Place, shown: Rendered, picture: bytes) -> int | None:
        """With the text below it. None when the chat takes no pictures, or the text is too long for one."""
        if fit(shown.html, CAPTION_LIMIT) != fit(shown.html):
            return None
        photo, thread_id = BufferedInputFile(picture, "picture.png"), place.thread_id
        with suppress(TelegramBadRequest, TelegramForbiddenError):
            sent = await self._bot.send_photo(
                place.chat_id, photo, message_thread_id=thread_id, caption=shown.html, reply_markup=shown.keyboard
            )
            return sent.message_id
        return None

    async def _ways_to_calls(self, summary: Notice, look: Look) -> Row:
        """Of a summary: the history is shown in private only."""
        ways = [(f"📄 {label}", press.pack()) for label, press in ways_to_calls(summary, look)]
        if not summary.place.is_group:
            return [InlineKeyboardButton(text=label, callback_data=press) for label, press in ways]
        start = f"https://t.me/{(await self._bot.me()).username}?start="
        return [InlineKeyboardButton(text=label, url=f"{start}{press}") for label, press in ways]

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
        text = result_text(subject, look, is_reply=notice.reply_to is not None, is_copy=_is_copy(notice, subject))
        is_last = notice.payload.get("of_list") and not is_going_list(subject.order)
        return f"{text}\n{look.tr('notify-list-ended')}" if is_last else text

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
