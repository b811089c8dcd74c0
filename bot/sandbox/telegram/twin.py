"""The Telegram half put together."""

from dataclasses import replace
from typing import Any

from aiohttp import web

from bot.sandbox.faults import Faults
from bot.sandbox.hub import Hub
from bot.sandbox.journal import Journal
from bot.sandbox.telegram.bot_api import BotApi
from bot.sandbox.telegram.methods.profile import all_menus
from bot.sandbox.telegram.office import Office
from bot.sandbox.telegram.simulation import Simulation
from bot.sandbox.telegram.views import shown_chat, shown_message
from bot.sandbox.telegram.webhook import WebhookSender

SHOWN = 300  # newest messages of each chat in a snapshot


class TelegramTwin:
    def __init__(self, hub: Hub, faults: Faults) -> None:
        self.journal = Journal(hub, "telegram.request")
        self._hub = hub
        self._office = self._opened()
        self._bot_api = BotApi(self._office, faults, self.journal)
        self._simulation = Simulation(self._office)
        self._senders: list[WebhookSender] = []

    def routes(self) -> list[web.RouteDef]:
        return [*self._bot_api.routes(), *self._simulation.routes()]

    def snapshot(self) -> dict[str, Any]:
        world = self._office.world
        return {
            "people": [person.as_user() for person in world.people.values()],
            "chats": [shown_chat(chat) for chat in world.chats.values()],
            "messages": {
                chat.id: [
                    shown_message(world, message, with_edits=False) for message in list(chat.messages.values())[-SHOWN:]
                ]
                for chat in world.chats.values()
            },
            "commands": all_menus(world),
            "bot": world.bot.as_user(),
        }

    async def reset(self) -> None:
        """Everything as at start, but what a running bot has told of itself stays.

        Update numbers go on: it would pass over smaller ones.
        """
        await self.close()
        bot, last_update = self._office.world.bot, self._office.updates.last_id
        self._office = self._opened()
        self._office.world.bot = replace(bot, privacy=self._office.world.bot.privacy)
        self._office.updates.last_id = last_update
        self._bot_api.office = self._simulation.office = self._office
        self.journal.clear()

    async def close(self) -> None:
        """Lets waiting requests go and stops posting to a webhook."""
        self._office.updates.close()
        for sender in self._senders:
            await sender.close()
        self._senders.clear()

    def _opened(self) -> Office:
        return Office(self._hub, restart_webhook=self._restart_webhook)

    def _restart_webhook(self) -> None:
        for sender in self._senders:
            sender.stop()
        webhook = self._office.webhook
        if webhook.url:
            sender = WebhookSender(webhook, self._office.updates, self._bot_api.call_from_webhook)
            self._senders.append(sender)
