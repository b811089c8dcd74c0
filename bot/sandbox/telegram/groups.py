"""Groups: made, upgraded, joined and left, divided into topics."""

from typing import Any

from bot.sandbox.telegram.people import People
from bot.sandbox.telegram.world import GENERAL, Chat, Person

STATUSES = {"creator", "administrator", "member", "left", "kicked"}
OF_BOT = STATUSES - {"creator"} | {"restricted"}


class Groups:
    """Raises `LookupError` and `ValueError` as `People` does."""

    def __init__(self, people: People) -> None:
        self.people = people
        self._world = people.office.world

    def create(self, kind: str, title: str, members: list[int], is_forum: bool) -> Chat:
        if kind not in ("group", "supergroup"):
            raise ValueError("type: group or supergroup")
        if is_forum and kind != "supergroup":
            raise ValueError("only a supergroup has topics")
        founders = [self.people.person(person_id) for person_id in members]
        if not founders:
            raise ValueError("members: at least one person")
        chat = self._world.add_group(kind, title, members)
        chat.is_forum = is_forum
        if is_forum:
            chat.last_id = GENERAL  # the message of that number made the group
        chat.members[founders[0].id] = "creator"
        chat.bot = "left"
        self.people.set_bot_status(chat, founders[0], "member")
        return chat

    def migrate(self, chat: Chat) -> Chat:
        """A plain group becomes a supergroup with another id; the old one only names the new one."""
        if chat.type != "group":
            raise ValueError("only a plain group can be upgraded; POST /api/chats makes one")
        if chat.migrated_to is not None:
            raise ValueError(f"already upgraded to {chat.migrated_to}")
        new = self._world.add_group("supergroup", chat.title or "", list(chat.members))
        new.members, new.bot = dict(chat.members), chat.bot
        person = self._someone(chat)
        self.people.service(chat, person, {"migrate_to_chat_id": new.id})
        chat.migrated_to = new.id
        self.people.service(new, person, {"migrate_from_chat_id": chat.id})
        self.people.office.hub.publish("reload", {})
        return new

    def set_member(self, chat: Chat, person: Person, status: str) -> None:
        if status not in STATUSES or chat.is_private:
            raise ValueError("status: creator, administrator, member, left or kicked, in a group")
        was_inside = person.id in chat.members
        if status in ("left", "kicked"):
            chat.members.pop(person.id, None)
            if was_inside:
                self.people.service(chat, person, {"left_chat_member": person.as_user()})
        else:
            chat.members[person.id] = status
            if not was_inside:
                self.people.service(chat, person, {"new_chat_members": [person.as_user()]})
        self.people.office.hub.publish("reload", {})

    def set_bot(self, chat: Chat, status: str) -> None:
        """`restricted`: it may not write."""
        if status not in OF_BOT or chat.is_private:
            raise ValueError("status: administrator, member, restricted, left or kicked, in a group")
        self.people.set_bot_status(chat, self._someone(chat), status)

    def add_topic(self, chat: Chat, name: str) -> int:
        if not chat.is_forum:
            raise ValueError("only a forum has topics")
        data: dict[str, Any] = {"forum_topic_created": {"name": name, "icon_color": 0x6FB9F0}}
        message = self.people.service(chat, self._someone(chat), data)
        chat.topics[message.id] = name
        return message.id

    def change_topic(self, chat: Chat, topic: int, change: str) -> None:
        """`close`, `reopen` or `delete`: a deleted one takes its messages along. `GENERAL` is a topic that stays."""
        if topic not in chat.topics and (topic != GENERAL or not chat.is_forum):
            raise LookupError(f"no topic {topic} in chat {chat.id}")
        if change == "close":
            chat.closed.add(topic)
        elif change == "reopen":
            chat.closed.discard(topic)
        elif change == "delete" and topic != GENERAL:
            del chat.topics[topic]
            chat.closed.discard(topic)
            for message in chat.messages.values():
                message.deleted = message.deleted or message.thread == topic
        else:
            raise ValueError("change: close, reopen or delete, and General is never deleted")
        self.people.office.hub.publish("reload", {})

    def delete(self, chat: Chat) -> None:
        """Of a deleted supergroup Telegram says no more than that the bot is out of it."""
        if chat.is_private:
            raise ValueError("only a group is deleted")
        if chat.type == "supergroup":
            chat.bot = "kicked"
        else:
            chat.is_deleted = True
        chat.members.clear()
        self.people.office.hub.publish("reload", {})

    def _someone(self, chat: Chat) -> Person:
        return self.people.person(next(iter(chat.members)))
