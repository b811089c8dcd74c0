"""The texts are read once for all tests: reading takes longer than most tests."""

import re
from functools import cache

from bot.telegram.texts import Texts

texts = cache(Texts)


def joined_numbers(text: str) -> str:
    """With ordinary spaces in phone numbers, and before units, in place of those that do not break."""
    counted = re.sub(r"(?<=\d)\u00a0(?=[a-zа-я])|(?<=из)\u00a0(?=\d)", " ", text)
    return re.sub(r"(\+7)\u00a0(\d{3})\u00a0", r"\1 \2 ", counted)
