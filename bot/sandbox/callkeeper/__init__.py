"""CallKeeper (`https://api.callkeeper.ru`) as its documents describe it: the manager is rung first, then the client."""

from bot.sandbox.callkeeper.twin import CallkeeperTwin

__all__ = ["CallkeeperTwin"]
