"""Mobilgroup's voice broadcasts (`https://voice.mobilgroup.ru`) as their documents describe them."""

from bot.sandbox.mobilgroup.twin import MobilgroupTwin

__all__ = ["MobilgroupTwin"]
