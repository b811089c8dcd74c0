"""Once imported, it has read the texts: processes forked later find them."""

from functools import cache

from bot.telegram import texts

texts._bundle = cache(texts._bundle)
texts.Texts()
