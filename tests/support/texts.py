"""The texts, read once: that takes longer than most tests."""

from functools import cache

from bot.telegram.texts import Texts

texts = cache(Texts)
