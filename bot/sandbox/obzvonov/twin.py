"""Программа обзвонов: the engine with its older operations and words."""

from collections.abc import Mapping

from bot.sandbox.engine.service import Engine
from bot.sandbox.engine.twin import EngineTwin
from bot.sandbox.faults import Faults
from bot.sandbox.hub import Hub
from bot.sandbox.journal import Journal
from bot.sandbox.obzvonov.answers import OLDER
from bot.sandbox.obzvonov.operations import operations

KEY = "sandbox-obzvonov-key"


class ObzvonovTwin(EngineTwin):
    """`pace` multiplies every duration; a webhook is retried each (paced) minute until HTTP 200, however long."""

    access: Mapping[str, str] = {"api_key": KEY}

    def __init__(self, hub: Hub, faults: Faults, pace: float) -> None:
        engine = Engine("obzvonov", KEY, hub, pace, OLDER, webhook_attempts=None)
        super().__init__(engine, operations, faults, Journal(hub, "obzvonov.request"))
