"""The methods of the Bot API that the sandbox knows, by their names in small letters."""

from bot.sandbox.telegram.methods import chats, media, messages, polling, profile
from bot.sandbox.telegram.methods.call import Call, Method

METHODS: dict[str, Method] = {
    method.name.lower(): method for module in (messages, media, chats, polling, profile) for method in module.METHODS
}

__all__ = ["METHODS", "Call", "Method"]
