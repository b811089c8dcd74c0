"""The two languages, and which one a person is spoken to in."""

from __future__ import annotations

from bot.domain.access import Person

LOCALES = ("ru", "en")


def locale_of(person: Person, default: str) -> str:
    """Their own choice, else their Telegram's language when we speak it, else `default`."""
    if person.locale in LOCALES:
        return person.locale
    telegram = (person.telegram_locale or "")[:2]
    return telegram if telegram in LOCALES else default
