"""What Zvonobot tells of a call beyond its card: the stages of dialling, why it ended, the manager's leg."""

from bot.domain.details import About, Detail, RawReport, Value, Words, in_order
from bot.providers import loose
from bot.providers.zvonobot.answers import call_id
from bot.providers.zvonobot.mapping import STATES, entry_of
from bot.providers.zvonobot.schemas import CallEntry

CAUSES = frozenset(
    {1, 2, 3, 6, 16, 17, 18, 19, 20, 21, 22, 26, 27, 28, 29, 31, 34, 38, 41, 42, 44, 47, 50, 52, 54, 57, 58, 63, 65, 66}
    | {69, 79, 88, 95, 102, 111, 127}
)
"""Those of Q.850 that telephone exchanges give. The documents of Zvonobot do not say what its codes mean."""


def details_of(raw: RawReport) -> list[Detail]:
    try:
        entry = CallEntry.model_validate(entry_of(dict(raw)))
    except (TypeError, ValueError):
        return []
    answers = entry.ivr_answers
    return in_order(
        {
            About.NUMBER: call_id(raw),
            About.CAUSE: _cause(entry.hangup_cause),
            About.DIALLED: entry.started_at,
            About.ANSWERED: entry.answered_at,
            About.ENDED: entry.finished_at,
            About.ANSWERS: ", ".join(answers) if len(answers) > 1 else None,
            About.PASSED_STATE: _state(entry.manager_status),
            About.PASSED_DIALLED: entry.manager_started_at,
            About.PASSED_ANSWERED: entry.manager_answered_at,
            About.BLOCKED: Words("details-blocked") if entry.to_block else None,
        }
    )


def _cause(code: str | None) -> Value | None:
    """0 stands for none yet."""
    number = loose.integer(code)
    if number == 0:
        return None
    return Words(f"details-cause-{number}", str(number)) if number in CAUSES else code


def _state(word: str | None) -> Value | None:
    state = STATES.get(word.casefold()) if word else None
    return Words(f"details-leg-{state}") if state else word
