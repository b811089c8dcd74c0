"""The texts are read once for all tests: reading takes longer than most tests."""

from functools import cache

from bot.telegram.texts import Texts

texts = cache(Texts)
