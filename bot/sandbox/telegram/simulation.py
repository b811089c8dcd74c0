"""The simulation API's part about people and chats, JSON in and JSON out."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from aiohttp import web

from bot.sandbox.steering import answered, read_object
from bot.sandbox.telegram import bodies
from bot.sandbox.telegram.content import Media, file_media, picture_size
from bot.sandbox.telegram.files import KINDS
from bot.sandbox.telegram.groups import Groups
from bot.sandbox.telegram.office import Office
from bot.sandbox.telegram.people import People
from bot.sandbox.telegram.views import shown_chat, shown_message
from bot.sandbox.telegram.world import Chat, Message, Person

# A document that somebody sent must never run as a page of this origin.
HARMLESS = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}

B = TypeVar("B", bound=bodies.Body)
Place = dict[str, int]
"""The numbers in the address: of the chat, the message, the topic, the person."""


class Simulation:
    def __init__(self, office: Office) -> None:
        self.office = office

    def routes(self) -> list[web.RouteDef]:
        chat = "/api/chats/{chat:-?[0-9]+}"
        return [
            _post("/api/people", bodies.NewPerson, self.add_person),
            _post("/api/people/{person:[0-9]+}/block", bodies.Block, self.block),
            _post("/api/chats", bodies.NewChat, self.add_chat),
            web.get(f"{chat}/messages", answered(self.transcript)),
            _post(f"{chat}/messages", bodies.Written, self.write),
            _post(f"{chat}/start", bodies.Started, self.start),
            _post(f"{chat}/messages/{{message:[0-9]+}}/press", bodies.Pressed, self.press),
            _post(f"{chat}/messages/{{message:[0-9]+}}/edit", bodies.Rewritten, self.edit),
            _post(f"{chat}/messages/{{message:[0-9]+}}/forward", bodies.Forwarded, self.forward),
            _post(f"{chat}/messages/{{message:[0-9]+}}/delete", bodies.OfPerson, self.delete),
            _post(f"{chat}/migrate", bodies.Body, self.migrate),
            _post(f"{chat}/members", bodies.MemberStatus, self._changing(self.set_member)),
            _post(f"{chat}/bot", bodies.BotStatus, self._changing(self.set_bot)),
            _post(f"{chat}/topics", bodies.NewTopic, self.add_topic),
            _post(f"{chat}/topics/{{topic:[0-9]+}}", bodies.TopicChange, self._changing(self.change_topic)),
            _post(f"{chat}/delete", bodies.Body, self._changing(self.delete_chat)),
            _post("/api/updates/repeat", bodies.Repetition, self.repeat),
            _post("/api/telegram/settings", bodies.Settings, self.settings),
            web.get("/api/files/{key}", self.file),
        ]

    @property
    def _people(self) -> People:
        return People(self.office)

    @property
    def _groups(self) -> Groups:
        return Groups(self._people)

    def _chat(self, place: Place) -> Chat:
        return self._people.chat(place["chat"])

    def _changing(self, change: Callable[[Chat, Place, B], None]) -> Callable[[Place, B], Awaitable[Any]]:
        """Answers with the chat as it became."""

        async def act(place: Place, body: B) -> Any:
            chat = self._chat(place)
            change(chat, place, body)
            return shown_chat(chat)

        return act

    async def add_person(self, _: Place, body: bodies.NewPerson) -> Any:
        world = self.office.world
        number = body.id or max(world.people) + 1
        if number in world.chats:
            raise ValueError(f"id {number} is taken")
        person = Person(number, **body.model_dump(exclude={"id"}))
        world.add_person(person)
        self.office.hub.publish("reload", {})
        return person.as_user()

    async def block(self, place: Place, body: bodies.Block) -> Any:
        self._people.block(self._people.person(place["person"]), body.blocked)
        return body.model_dump()

    async def add_chat(self, _: Place, body: bodies.NewChat) -> Any:
        members = list(self.office.world.people) if body.members is None else body.members
        return shown_chat(self._groups.create(body.type, body.title, members, body.is_forum))

    async def transcript(self, request: web.Request) -> Any:
        chat = self._people.chat(int(request.match_info["chat"]))
        return [shown_message(self.office.world, message) for message in chat.messages.values()]

    async def write(self, place: Place, body: bodies.Written) -> Any:
        people, chat = self._people, self._chat(place)
        person = people.person(body.person)
        target = self._replied(people, chat, person, body)
        message, update = people.write(
            chat, person, body.text or body.caption, self._media(body), target, body.thread, body.quote
        )
        return {"message_id": message.id, "update_id": update}

    async def start(self, place: Place, body: bodies.Started) -> Any:
        """A person opens a deep link: `https://t.me/<bot>?start=<payload>`."""
        people = self._people
        message, update = people.write(self._chat(place), people.person(body.person), f"/start {body.payload}")
        return {"message_id": message.id, "update_id": update}

    async def edit(self, place: Place, body: bodies.Rewritten) -> Any:
        """A person changes a message of their own."""
        people, message_id = self._people, place["message"]
        update = people.edit(self._chat(place), people.person(body.person), message_id, body.text)
        return {"message_id": message_id, "update_id": update}

    async def forward(self, place: Place, body: bodies.Forwarded) -> Any:
        """A person sends a message that they can read to a chat of theirs."""
        people = self._people
        person, to = people.person(body.person), people.chat(body.to)
        source = people.readable(self._chat(place), person, place["message"])
        message, update = people.forward(source, person, to, body.thread)
        return {"message_id": message.id, "update_id": update}

    async def delete(self, place: Place, body: bodies.OfPerson) -> Any:
        """A person deletes a message of their own for everybody."""
        people = self._people
        people.delete(self._chat(place), people.person(body.person), place["message"])
        return {"message_id": place["message"]}

    async def press(self, place: Place, body: bodies.Pressed) -> Any:
        people = self._people
        person, chat = people.person(body.person), self._chat(place)
        press = people.press(chat, person, place["message"], body.data, body.label, old=body.old)
        if body.wait > 0:
            await asyncio.wait([press.answer], timeout=body.wait)
        return {"callback_query_id": press.id, "answer": press.answer.result() if press.answer.done() else None}

    async def migrate(self, place: Place, _: bodies.Body) -> Any:
        return shown_chat(self._groups.migrate(self._chat(place)))

    def set_member(self, chat: Chat, _: Place, body: bodies.MemberStatus) -> None:
        self._groups.set_member(chat, self._people.person(body.person), body.status)

    def set_bot(self, chat: Chat, _: Place, body: bodies.BotStatus) -> None:
        self._groups.set_bot(chat, body.status)

    def change_topic(self, chat: Chat, place: Place, body: bodies.TopicChange) -> None:
        self._groups.change_topic(chat, place["topic"], body.change)

    def delete_chat(self, chat: Chat, _: Place, __: bodies.Body) -> None:
        self._groups.delete(chat)

    async def add_topic(self, place: Place, body: bodies.NewTopic) -> Any:
        return {"message_thread_id": self._groups.add_topic(self._chat(place), body.name)}

    async def repeat(self, _: Place, body: bodies.Repetition) -> Any:
        self.office.updates.repeat(body.update_id)
        return body.model_dump()

    async def settings(self, _: Place, body: bodies.Settings) -> Any:
        """Returns all of them, changed or not."""
        office = self.office
        if body.limits is not None:
            office.limits.on = body.limits
            office.limits.clear()
        if body.privacy is not None:
            office.world.bot.privacy = body.privacy
        if body.callback_lifetime is not None:
            office.callback_lifetime = body.callback_lifetime
        now = {"limits": office.limits.on, "privacy": office.world.bot.privacy}
        return {**now, "callback_lifetime": office.callback_lifetime}

    async def file(self, request: web.Request) -> web.Response:
        stored = self.office.files.by_key.get(request.match_info["key"])
        if stored is None:
            raise LookupError("no such file")
        return web.Response(body=stored.data, headers={**HARMLESS, "Content-Type": stored.mime})

    def _replied(self, people: People, chat: Chat, person: Person, body: bodies.Written) -> Message | None:
        if body.reply_to is None:
            return None
        other = chat if body.reply_to_chat is None else people.chat(body.reply_to_chat)
        return people.readable(other, person, body.reply_to)

    def _media(self, body: bodies.Written) -> Media | None:
        if body.contact:
            return Media("contact", body.contact.model_dump(exclude_none=True))
        for kind, usual in KINDS.items():
            if sent := getattr(body, kind):
                if kind == "photo" and picture_size(sent.data) is None:
                    raise ValueError("photo: not a picture")
                name, mime = sent.name or body.name or usual.name, sent.mime or body.mime or usual.mime
                details = {"duration": body.duration if sent.duration is None else sent.duration}
                stored = self.office.files.store(kind, sent.data, name, mime, details)
                return file_media(stored)
        return None


def _post(path: str, model: type[B], act: Callable[[Place, B], Awaitable[Any]]) -> web.RouteDef:
    """`act` gets the body as `model` reads it."""

    async def handle(request: web.Request) -> Any:
        body = model.model_validate(await read_object(request))
        return await act({name: int(number) for name, number in request.match_info.items()}, body)

    return web.post(path, answered(handle))
