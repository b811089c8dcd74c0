"""What a message shows. An edit puts new content in place of the old one, whole."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.telegram.files import StoredFile
from bot.sandbox.telegram.keyboards import Markup
from bot.sandbox.telegram.text.formatted import Formatted


@dataclass(frozen=True, slots=True)
class Media:
    """`kind` names the field of the Bot API's message (`voice`, `document`, …), `data` stands in it."""

    kind: str
    data: Any
    file: StoredFile | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """`formatted` is the text, or the caption where there is `media`; `keyboard` is an inline one."""

    formatted: Formatted
    media: Media | None = None
    keyboard: Markup | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """`at` is a Unix time in seconds."""

    at: float
    content: Content
