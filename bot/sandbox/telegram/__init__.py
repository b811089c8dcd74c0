"""Telegram's Bot API over HTTP, and the people who write to the bot."""

from bot.sandbox.telegram.twin import TelegramTwin

__all__ = ["TelegramTwin"]
