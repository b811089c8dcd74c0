"""How a call goes by itself: the outcome is chosen by the ending of the called number.

Offsets are seconds at pace 1.0: created 1 s → processed 1 s → started (ringing) 3 s → answered 4 s → over.
"""

from typing import NamedTuple

from bot.sandbox.engine.model import STAYED_ON_LINE

BY_HAND = "by_hand"
REFUSED, ANSWER_LOST = "refused", "answer_lost"
TO_MANAGER = "manager"

# Q.850 causes: 17 user busy, 19 no answer, 31 normal, unspecified. The service's own list is not published.
CAUSE_BUSY, CAUSE_NO_ANSWER, CAUSE_MACHINE = 17, 19, 31


class Step(NamedTuple):
    after: float
    verb: str
    value: int | None = None


_RINGS = (Step(1, "process"), Step(2, "start"))
_TALKS = (*_RINGS, Step(5, "answer"))
_ENDS = Step(9, "finish")

SCRIPTS: dict[str, tuple[Step, ...]] = {
    "listened": (*_TALKS, _ENDS),
    "busy": (*_RINGS, Step(5, "busy", CAUSE_BUSY)),
    "no_answer": (*_RINGS, Step(5, "cancel", CAUSE_NO_ANSWER)),
    "pressed_1": (*_TALKS, Step(6, "press", 1), Step(7, "manager_answer"), _ENDS),
    "pressed_2": (*_TALKS, Step(6, "press", 2), Step(7, "manager_answer"), _ENDS),
    TO_MANAGER: (*_TALKS, Step(6, "pass_on"), Step(7, "manager_answer"), _ENDS),
    "stayed": (*_TALKS, Step(7, "press", STAYED_ON_LINE), Step(8, "manager_answer"), _ENDS),
    "voicemail": (*_TALKS, Step(6, "finish", CAUSE_MACHINE)),
}
SCRIPTS[ANSWER_LOST] = SCRIPTS["listened"]

_ENDINGS = {
    "00": "listened",
    "01": "busy",
    "02": "no_answer",
    "03": "pressed_1",
    "04": "pressed_2",
    "05": TO_MANAGER,
    "06": "stayed",
    "07": "voicemail",
    "08": REFUSED,
    "09": ANSWER_LOST,
}


def outcome_of(phone: str) -> str:
    return _ENDINGS.get(phone[-2:], "listened")
