"""People, chats and messages: what Telegram itself would remember."""

import time
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.telegram.content import Content, Version
from bot.sandbox.telegram.keyboards import Markup

SUPERGROUP = -1_000_000_000_000
MESSAGES_KEPT = 20_000  # in one chat
EDITS_KEPT = 500  # of one message
WITHOUT_BOT = {"left", "kicked"}
GENERAL = 1  # a forum's topic of what names no topic


@dataclass(slots=True)
class Person:
    """`hides_forwards`: what is forwarded from them tells their name and no account, as their privacy settings want."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    hides_forwards: bool = False

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name or ''}".strip()

    def as_user(self) -> dict[str, Any]:
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        for name in ("last_name", "username", "language_code"):
            if value := getattr(self, name):
                user[name] = value
        return user


@dataclass(slots=True)
class Chat:
    """`members` maps people to their status; `bot` is its own: `left` in a private chat not begun yet.

    `closed` are topics, of which `GENERAL` is one, that only administrators write in.
    """

    id: int
    type: str
    title: str | None = None
    person: Person | None = None
    username: str | None = None
    members: dict[int, str] = field(default_factory=dict)
    bot: str = "member"
    is_forum: bool = False
    topics: dict[int, str] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    is_deleted: bool = False
    migrated_to: int | None = None
    messages: "dict[int, Message]" = field(default_factory=dict)
    last_id: int = 0
    keyboard: Markup | None = None

    @property
    def is_private(self) -> bool:
        return self.type == "private"

    def as_chat(self) -> dict[str, Any]:
        chat: dict[str, Any] = {"id": self.id, "type": self.type}
        if self.person is not None:
            chat["first_name"] = self.person.first_name
            for name in ("last_name", "username"):
                if value := getattr(self.person, name):
                    chat[name] = value
            return chat
        chat["title"] = self.title
        if self.username:
            chat["username"] = self.username
        if self.is_forum:
            chat["is_forum"] = True
        return chat


@dataclass(slots=True)
class Message:
    """`sender` is None for the bot. `markup` is a reply keyboard: such a message can never be edited."""

    chat: Chat
    id: int
    sender: Person | None
    date: int
    content: Content
    reply_to: "Message | None" = None
    quote: dict[str, Any] | None = None
    thread: int | None = None
    markup: Markup | None = None
    service: dict[str, Any] | None = None
    forward_origin: dict[str, Any] | None = None
    protected: bool = False
    edits: list[Version] = field(default_factory=list)
    original: Version | None = None
    edited: int | None = None
    deleted: bool = False
    reactions: list[dict[str, Any]] = field(default_factory=list)

    def edit(self, content: Content) -> None:
        now = time.time()
        if self.original is None:
            self.original = Version(float(self.date), self.content)
        self.content = content
        self.edits.append(Version(now, content))
        del self.edits[:-EDITS_KEPT]
        self.edited = int(now)


@dataclass(slots=True)
class Bot:
    """The one bot there is; its id follows the token it was last addressed with."""

    id: int = 7_000_000_001
    username: str = "zvonar_demo_bot"
    name: str = "Звонарь"
    privacy: bool = True
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    """Name and descriptions, by the name of the field and the language."""
    commands: dict[tuple[str, int, int, str], list[dict[str, Any]]] = field(default_factory=dict)

    def text(self, field_name: str, language: str = "") -> str:
        found = self.texts.get((field_name, language)) or self.texts.get((field_name, ""))
        return found or (self.name if field_name == "name" else "")

    def as_user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": True, "first_name": self.text("name"), "username": self.username}


class World:
    def __init__(self) -> None:
        self.bot = Bot()
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self._shared_id = 0
        self._last_group = 2

    def add_person(self, person: Person) -> None:
        self.people[person.id] = person
        self.chats[person.id] = Chat(person.id, "private", person=person, bot="left")

    def add_group(self, kind: str, title: str, members: list[int], chat_id: int | None = None) -> Chat:
        if chat_id is None:
            self._last_group += 1
            chat_id = (SUPERGROUP if kind == "supergroup" else 0) - self._last_group
        chat = Chat(chat_id, kind, title=title, members=dict.fromkeys(members, "member"))
        self.chats[chat_id] = chat
        return chat

    def user(self, user_id: int) -> dict[str, Any] | None:
        if user_id == self.bot.id:
            return self.bot.as_user()
        person = self.people.get(user_id)
        return person.as_user() if person else None

    def sender(self, message: Message) -> dict[str, Any]:
        return message.sender.as_user() if message.sender else self.bot.as_user()

    def next_id(self, chat: Chat) -> int:
        """Supergroups count for themselves; private chats and plain groups share the bot's own count."""
        if chat.type == "supergroup":
            chat.last_id += 1
            return chat.last_id
        self._shared_id += 1
        return self._shared_id

    def add_message(self, chat: Chat, sender: Person | None, content: Content, **more: Any) -> Message:
        message = Message(chat, self.next_id(chat), sender, int(time.time()), content, **more)
        chat.messages[message.id] = message
        if len(chat.messages) > MESSAGES_KEPT:
            del chat.messages[next(iter(chat.messages))]
        return message


def founded() -> World:
    """The two teams every sandbox begins with, each with its language and its group."""
    world = World()
    teams = {
        "Поддержка": (
            Person(1001, "Анна", "Смирнова", "anna", "ru"),
            Person(1002, "Олег", "Петров", "oleg", "ru"),
            Person(1003, "Мария", "Кузнецова", "maria", "ru"),
            Person(1004, "Иван", "Новиков", "ivan", "ru"),
        ),
        "Support": (
            Person(1005, "John", "Carter", "john", "en"),
            Person(1006, "Emma", "Clark", "emma", "en"),
            Person(1007, "Grace", "Miller", "grace", "en"),
            Person(1008, "Tom", "Baker", "tom", "en"),
        ),
    }
    for number, (title, team) in enumerate(teams.items(), start=1):
        for person in team:
            world.add_person(person)
        world.add_group("supergroup", title, [person.id for person in team], SUPERGROUP - number)
    return world
