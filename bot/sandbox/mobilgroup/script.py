"""How a subscriber's call goes by itself: the ending of the number chooses the outcome, as with every service.

The documents have no words for digits, staying on the line or an answering machine: those calls are «Успешно»,
the machine's a short one. A digit or the manager's ending is passed on where the script names a number to pass to.
Offsets are seconds at pace 1.0, counted from the beginning of an attempt.
"""

from bot.sandbox.engine.script import Step

_RINGS = (Step(1, "ring"),)
_TALKS = (*_RINGS, Step(4, "answer"))
_LISTENED = (*_TALKS, Step(8, "finish"))

_BY_OUTCOME: dict[str, tuple[Step, ...]] = {
    "busy": (*_RINGS, Step(4, "busy")),
    "no_answer": (*_RINGS, Step(4, "no_answer")),
    "pressed_1": (*_TALKS, Step(5, "press", 1), Step(8, "finish")),
    "pressed_2": (*_TALKS, Step(5, "press", 2), Step(8, "finish")),
    "manager": (*_TALKS, Step(5, "pass_on"), Step(8, "finish")),
    "voicemail": (*_TALKS, Step(5, "finish")),
}


def script_for(outcome: str) -> tuple[Step, ...]:
    return _BY_OUTCOME.get(outcome, _LISTENED)
