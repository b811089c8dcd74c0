"""The methods of the Bot API that the sandbox knows; each module declares its own."""

from bot.sandbox.telegram.methods import chats, media, messages, polling, profile

__all__ = ["chats", "media", "messages", "polling", "profile"]
