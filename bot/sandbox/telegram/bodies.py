"""What the simulation API takes, checked: an unknown field is a mistake of the caller's."""

import base64
import binascii
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainValidator


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid", populate_by_name=True)


def _decoded(value: Any) -> bytes:
    """Raises `ValueError` for what is no base64 or nothing at all."""
    try:
        content = base64.b64decode(str(value), validate=True)
    except binascii.Error as error:
        raise ValueError("not base64") from error
    if not content:
        raise ValueError("empty")
    return content


Base64 = Annotated[bytes, PlainValidator(_decoded)]


class OfPerson(Body):
    """What somebody does."""

    person: int = Field(alias="from")


class NewPerson(Body):
    id: int | None = Field(None, gt=0)
    first_name: str = Field(min_length=1, max_length=64)
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    hides_forwards: bool = False


class NewChat(Body):
    """The first of `members` owns the group; without any everybody is in it."""

    type: str = "group"
    title: str = ""
    members: list[int] | None = None
    is_forum: bool = False


class Contact(Body):
    phone_number: str = Field(min_length=1)
    first_name: str = Field(min_length=1)
    last_name: str | None = None
    user_id: int | None = None
    vcard: str | None = Field(None, max_length=2048)


class SentFile(Body):
    """`duration` in seconds."""

    data: Base64
    name: str | None = None
    mime: str | None = None
    duration: int | None = None


def _as_object(value: Any) -> Any:
    return {"data": value} if isinstance(value, str) else value


File = Annotated[SentFile, BeforeValidator(_as_object)]


class Written(OfPerson):
    """A file is an object, or a base64 string with `name` and `mime` beside it.

    `reply_to_chat`: the message replied to stands in another chat. `quote` is a part of that message's text.
    """

    text: str = ""
    caption: str = ""
    contact: Contact | None = None
    document: File | None = None
    voice: File | None = None
    audio: File | None = None
    video: File | None = None
    video_note: File | None = None
    photo: File | None = None
    name: str | None = None
    mime: str | None = None
    duration: int = 1
    reply_to: int | None = None
    reply_to_chat: int | None = None
    quote: str | None = Field(None, min_length=1, max_length=1024)
    thread: int | None = None


class Started(OfPerson):
    payload: str = Field(pattern="^[A-Za-z0-9_-]{1,64}$")


class Rewritten(OfPerson):
    text: str


class Forwarded(OfPerson):
    """`to` is the chat it goes to."""

    to: int
    thread: int | None = None


class Pressed(OfPerson):
    """`wait` in seconds: how long the bot's answer is waited for. `old`: Telegram no longer tells of the message."""

    data: str | None = None
    label: str | None = None
    wait: float = Field(0, ge=0, le=120)
    old: bool = False


class Block(Body):
    blocked: bool = True


class MemberStatus(Body):
    person: int
    status: str = "member"


class BotStatus(Body):
    status: str


class NewTopic(Body):
    name: str = "Тема"


class TopicChange(Body):
    """`close`, `reopen` or `delete`."""

    change: str


class Repetition(Body):
    update_id: int


class Settings(Body):
    """`callback_lifetime` in seconds; what is left out stays as it is."""

    limits: bool | None = None
    privacy: bool | None = None
    callback_lifetime: float | None = Field(None, ge=0)
