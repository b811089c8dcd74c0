"""CallDog (`https://lk.calldog.ru`) as its documents describe it: the engine and CallDog's operations."""

from bot.sandbox.calldog.twin import CalldogTwin

__all__ = ["CalldogTwin"]
