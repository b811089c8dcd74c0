"""How a callback goes by itself: the ending of the client's number chooses the outcome, as with every service.

CallKeeper has no words for digits a client presses, nor for an answering machine: those endings are talks, the last one
short. A manager's number ending in 91 is busy, in 92 is not answered.
Offsets are seconds at pace 1.0.
"""

from bot.sandbox.callkeeper.statuses import (
    CLIENT_BUSY,
    CLIENT_NO_ANSWER,
    MANAGER_BUSY,
    MANAGER_NO_ANSWER,
    Pair,
)
from bot.sandbox.engine.script import Step

_CONNECTS = (Step(1, "ring_manager"), Step(3, "manager_answer"), Step(4, "ring_client"))
_TALK = (*_CONNECTS, Step(7, "client_answer"), Step(11, "hang_up"))
_SHORT_TALK = (*_CONNECTS, Step(7, "client_answer"), Step(9, "hang_up"))

_BY_OUTCOME: dict[str, tuple[Step, ...]] = {
    "busy": (*_CONNECTS, Step(7, "end_client", CLIENT_BUSY[1])),
    "no_answer": (*_CONNECTS, Step(7, "end_client", CLIENT_NO_ANSWER[1])),
    "voicemail": _SHORT_TALK,
}
_BY_MANAGER = {"91": MANAGER_BUSY, "92": MANAGER_NO_ANSWER}


def script_for(outcome: str, manager: str) -> tuple[Step, ...]:
    if pair := _BY_MANAGER.get(manager[-2:]):
        return (Step(1, "ring_manager"), Step(3, "end_manager", pair[0]))
    return _BY_OUTCOME.get(outcome, _TALK)


def refusal_script(pair: Pair) -> tuple[Step, ...]:
    """The service itself ends the call before anybody is rung."""
    return (Step(1, "end_manager", pair[0]),)
