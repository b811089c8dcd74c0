"""Программа обзвонов (`https://admin.programma-obzvonov.ru`) as its documents describe it: the older dialect."""

from bot.sandbox.obzvonov.twin import ObzvonovTwin

__all__ = ["ObzvonovTwin"]
