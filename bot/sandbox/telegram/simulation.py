"""The simulation API's part about people and chats, JSON in and JSON out."""

import asyncio
from typing import Any

from aiohttp import web

from bot.sandbox.steering import answered, read_object
from bot.sandbox.telegram import bodies
from bot.sandbox.telegram.content import Media
from bot.sandbox.telegram.groups import Groups
from bot.sandbox.telegram.media import file_media
from bot.sandbox.telegram.office import Office
from bot.sandbox.telegram.people import People
from bot.sandbox.telegram.pictures import picture_size
from bot.sandbox.telegram.views import shown_chat, shown_message
from bot.sandbox.telegram.world import Chat, Message, Person

FILES = {
    "document": ("file.bin", None),
    "voice": ("voice.ogg", "audio/ogg"),
    "audio": ("audio.mp3", "audio/mpeg"),
    "photo": ("photo.jpg", "image/jpeg"),
    "video": ("video.mp4", "video/mp4"),
    "video_note": ("video.mp4", "video/mp4"),
}
# A document that somebody sent must never run as a page of this origin.
HARMLESS = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}


class Simulation:
    def __init__(self, office: Office) -> None:
        self.office = office

    def routes(self) -> list[web.RouteDef]:
        chat = "/api/chats/{chat:-?[0-9]+}"
        return [
            web.post("/api/people", answered(self.add_person)),
            web.post("/api/people/{person:[0-9]+}/block", answered(self.block)),
            web.post("/api/chats", answered(self.add_chat)),
            web.get(f"{chat}/messages", answered(self.transcript)),
            web.post(f"{chat}/messages", answered(self.write)),
            web.post(f"{chat}/start", answered(self.start)),
            web.post(f"{chat}/messages/{{message:[0-9]+}}/press", answered(self.press)),
            web.post(f"{chat}/messages/{{message:[0-9]+}}/edit", answered(self.edit)),
            web.post(f"{chat}/migrate", answered(self.migrate)),
            web.post(f"{chat}/members", answered(self.set_member)),
            web.post(f"{chat}/bot", answered(self.set_bot)),
            web.post(f"{chat}/topics", answered(self.add_topic)),
            web.post(f"{chat}/topics/{{topic:[0-9]+}}", answered(self.change_topic)),
            web.post(f"{chat}/delete", answered(self.delete_chat)),
            web.post("/api/updates/repeat", answered(self.repeat)),
            web.post("/api/telegram/settings", answered(self.settings)),
            web.get("/api/files/{key}", self.file),
        ]

    @property
    def _people(self) -> People:
        return People(self.office)

    @property
    def _groups(self) -> Groups:
        return Groups(self._people)

    async def add_person(self, request: web.Request) -> Any:
        body = bodies.NewPerson.model_validate(await read_object(request))
        world = self.office.world
        number = body.id or max(world.people) + 1
        if number in world.chats:
            raise ValueError(f"id {number} is taken")
        person = Person(number, body.first_name, body.last_name, body.username, body.language_code)
        world.add_person(person)
        self.office.hub.publish("reload", {})
        return person.as_user()

    async def block(self, request: web.Request) -> Any:
        body = bodies.Block.model_validate(await read_object(request))
        person = self._people.person(int(request.match_info["person"]))
        self._people.block(person, body.blocked)
        return body.model_dump()

    async def add_chat(self, request: web.Request) -> Any:
        body = bodies.NewChat.model_validate(await read_object(request))
        members = list(self.office.world.people) if body.members is None else body.members
        chat = self._groups.create(body.type, body.title, members, body.is_forum)
        return shown_chat(chat)

    async def transcript(self, request: web.Request) -> Any:
        chat = self._chat(request)
        return [shown_message(self.office.world, message) for message in chat.messages.values()]

    async def write(self, request: web.Request) -> Any:
        body = bodies.Written.model_validate(await read_object(request))
        people, chat = self._people, self._chat(request)
        person = people.person(body.person)
        target = self._replied(people, chat, person, body)
        message, update = people.write(
            chat, person, body.text or body.caption, self._media(body), target, body.thread, body.quote
        )
        return {"message_id": message.id, "update_id": update}

    async def start(self, request: web.Request) -> Any:
        """A person opens a deep link."""
        body = bodies.Started.model_validate(await read_object(request))
        message, update = self._people.start(self._chat(request), self._people.person(body.person), body.payload)
        return {"message_id": message.id, "update_id": update}

    async def edit(self, request: web.Request) -> Any:
        """A person changes a message of their own."""
        body = bodies.Rewritten.model_validate(await read_object(request))
        people, message_id = self._people, int(request.match_info["message"])
        update = people.edit(self._chat(request), people.person(body.person), message_id, body.text)
        return {"message_id": message_id, "update_id": update}

    async def press(self, request: web.Request) -> Any:
        body = bodies.Pressed.model_validate(await read_object(request))
        people, message_id = self._people, int(request.match_info["message"])
        person = people.person(body.person)
        press = people.press(self._chat(request), person, message_id, body.data, body.label, old=body.old)
        if body.wait > 0:
            await asyncio.wait([press.answer], timeout=body.wait)
        answer = press.answer.result() if press.answer.done() else None
        return {"callback_query_id": press.id, "answer": answer}

    async def migrate(self, request: web.Request) -> Any:
        return shown_chat(self._groups.migrate(self._chat(request)))

    async def set_member(self, request: web.Request) -> Any:
        body = bodies.MemberStatus.model_validate(await read_object(request))
        chat = self._chat(request)
        self._groups.set_member(chat, self._people.person(body.person), body.status)
        return shown_chat(chat)

    async def set_bot(self, request: web.Request) -> Any:
        body = bodies.BotStatus.model_validate(await read_object(request))
        chat = self._chat(request)
        self._groups.set_bot(chat, body.status)
        return shown_chat(chat)

    async def add_topic(self, request: web.Request) -> Any:
        body = bodies.NewTopic.model_validate(await read_object(request))
        return {"message_thread_id": self._groups.add_topic(self._chat(request), body.name)}

    async def change_topic(self, request: web.Request) -> Any:
        body = bodies.TopicChange.model_validate(await read_object(request))
        chat = self._chat(request)
        self._groups.change_topic(chat, int(request.match_info["topic"]), body.change)
        return shown_chat(chat)

    async def delete_chat(self, request: web.Request) -> Any:
        chat = self._chat(request)
        self._groups.delete(chat)
        return shown_chat(chat)

    async def repeat(self, request: web.Request) -> Any:
        body = bodies.Repetition.model_validate(await read_object(request))
        self.office.updates.repeat(body.update_id)
        return body.model_dump()

    async def settings(self, request: web.Request) -> Any:
        """Returns all of them, changed or not."""
        body = bodies.Settings.model_validate(await read_object(request))
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
        stored = self.office.files.by_key(request.match_info["key"])
        if stored is None:
            raise LookupError("no such file")
        return web.Response(body=stored.data, headers={**HARMLESS, "Content-Type": stored.mime})

    def _replied(self, people: People, chat: Chat, person: Person, body: bodies.Written) -> Message | None:
        if body.reply_to is None:
            return None
        other = chat if body.reply_to_chat is None else people.chat(body.reply_to_chat)
        return people.readable(other, person, body.reply_to)

    def _chat(self, request: web.Request) -> Chat:
        return self._people.chat(int(request.match_info["chat"]))

    def _media(self, body: bodies.Written) -> Media | None:
        if body.contact:
            return Media("contact", body.contact.model_dump(exclude_none=True))
        for kind, (name, mime) in FILES.items():
            if sent := body.file(kind):
                if kind == "photo" and picture_size(sent.data) is None:
                    raise ValueError("photo: not a picture")
                details = {"duration": sent.duration}
                stored = self.office.files.store(kind, sent.data, sent.name or name, sent.mime or mime, details)
                return file_media(stored)
        return None
