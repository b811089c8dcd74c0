"""Keeping up with chats: which group has a new id, which topic an old card stands in."""

from bot.domain.orders import Order
from bot.domain.views import CardKind
from bot.ports import Database, UnitOfWork


class Chats:
    """No noun: Telegram tells it, no person asks, and the use case behind a button checks the right."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def moved(self, old: int, new: int) -> None:
        await self._database.transact(lambda uow: uow.move_chat(old, new))

    async def topic_of_order(self, chat_id: int, message_id: int, order_id: int) -> int | None:
        """The topic of an order's message: Telegram does not tell an old one's. None in General, and if unknown."""
        return await self._database.transact(lambda uow: _topic(uow, chat_id, message_id, uow.orders.get(order_id)))

    async def topic_of_call(self, chat_id: int, message_id: int, call_id: int) -> int | None:
        def work(uow: UnitOfWork) -> int | None:
            call = uow.calls.get(call_id)
            return _topic(uow, chat_id, message_id, uow.orders.get(call.order_id) if call else None)

        return await self._database.transact(work)


def _topic(uow: UnitOfWork, chat_id: int, message_id: int, order: Order | None) -> int | None:
    """A card knows best: it may be followed in another topic than the one its order was written in."""
    if order is None:
        return None
    for card in uow.cards.of(CardKind.ORDER, order.id):
        if (card.place.chat_id, card.message_id) == (chat_id, message_id):
            return card.place.thread_id
    return order.place.thread_id if order.place.chat_id == chat_id else None
