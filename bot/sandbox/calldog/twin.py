"""CallDog: the engine with CallDog's operations."""

from collections.abc import Mapping

from bot.sandbox.calldog.operations import operations
from bot.sandbox.engine.service import Engine
from bot.sandbox.engine.twin import EngineTwin
from bot.sandbox.faults import Faults
from bot.sandbox.hub import Hub
from bot.sandbox.journal import Journal

KEY = "sandbox-calldog-key"


class CalldogTwin(EngineTwin):
    """`pace` multiplies every duration; a call planned for a time waits for that time itself."""

    access: Mapping[str, str] = {"api_key": KEY}

    def __init__(self, hub: Hub, faults: Faults, pace: float) -> None:
        engine = Engine("calldog", KEY, hub, pace)
        super().__init__(engine, operations, faults, Journal(hub, "calldog.request"))
