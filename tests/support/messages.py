"""Messages as the sandbox's transcript tells of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tests.support.texts import joined_numbers

_LETTERS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Message:
    """`html` is what it shows now, with tags; `seen` everything it ever showed, the first first."""

    id: int
    author: int
    text: str
    html: str
    labels: tuple[str, ...]
    links: dict[str, str]
    data: dict[str, str]
    reply_to: int | None
    seen: tuple[str, ...]
    by_bot: bool
    deleted: bool

    def has(self, label: str) -> bool:
        """A button of this label stands under it, whatever emoji stands before it."""
        return bare(label) in [bare(shown) for shown in self.labels]

    def data_of(self, label: str) -> str:
        """What the button of this label carries; an exact label before one that only begins so."""
        wanted = bare(label)
        fitting = sorted((len(bare(shown)), data) for shown, data in self.data.items() if wanted in bare(shown))
        assert fitting, f"no «{label}» under {self}"
        return fitting[0][1]

    def __str__(self) -> str:
        gone = " (deleted)" if self.deleted else ""
        return f"[{self.id} from {self.author}{gone}] {self.text} {list(self.labels)}"


def read_message(data: dict[str, Any]) -> Message:
    buttons = [button for row in data["buttons"] for button in row]
    versions = [data["original"], *data["edits"]]
    return Message(
        id=data["message_id"],
        author=data["from"]["id"],
        text=joined_numbers(data.get("text") or data.get("caption") or ""),
        html=data["html"],
        labels=tuple(joined_numbers(button["text"]) for button in buttons),
        links={button["text"]: button["url"] for button in buttons if "url" in button},
        data={button["text"]: button["data"] for button in buttons if "data" in button},
        reply_to=data["reply_to"],
        seen=tuple(version["html"] for version in versions),
        by_bot=data["from"].get("is_bot", False),
        deleted=data["deleted"],
    )


def bare(label: str) -> str:
    return _LETTERS.sub(" ", label).strip().lower()
