"""What the dialog of a new record begins with, when a sound is there already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from aiogram.types import Message

from bot.services.records.names import offered_name
from bot.telegram.look import Look
from handlers.new_record.sounds import SentSound
from handlers.numbers import source_of


def beginning(
    sound: SentSound, bearer: Message, names: Sequence[str], services: Sequence[str], look: Look
) -> dict[str, Any]:
    """`bearer` is the message that holds the sound: however often it is offered, one record a service is made of it."""
    moment = bearer.date.astimezone(look.zone).strftime("%d.%m.%Y %H:%M")
    return {
        "file": sound.file,
        "seconds": sound.seconds,
        "source": source_of(bearer),
        "name": offered_name(*names, look.tr.plain("records-offer-name", moment=moment)),
        "services": list(services[:1]),
    }
