"""CallDog's operations: their names, methods and addresses, and the few that only CallDog has."""

import itertools
import time
from functools import partial
from typing import Any

from bot.sandbox.engine import account_info, answers, asking, placing, recording, rules
from bot.sandbox.engine.block_rules import Dialect
from bot.sandbox.engine.errors import Problems, refused
from bot.sandbox.engine.gateway import Asked, Lost, Operation
from bot.sandbox.engine.script import ANSWER_LOST, REFUSED, outcome_of
from bot.sandbox.engine.service import Engine

LANGUAGES = ("ru-RU", "en-US", "kk-KZ", "uk-UA", "de-DE", "fr-FR", "es-ES", "tr-TR")
DIALECT = Dialect(languages=LANGUAGES)

_verification_ids = itertools.count(501)


def operations(engine: Engine) -> list[Operation]:
    """CD1 to CD8; `getRecords` and `remove` are not in the documents, but clients of the engine use them."""
    calls: list[tuple[str, Any]] = [
        ("create", partial(placing.create, dialect=DIALECT)),
        ("get", asking.get),
        ("remove", asking.remove),
        ("createRecord", recording.create_record),
        ("removeRecord", recording.remove_records),
        ("getRecords", recording.get_records),
        ("userInfo", account_info.user_info),
        ("getPhones", get_phones),
    ]
    posted = [Operation(name, "POST", f"apiCalls/{name}", partial(act, engine)) for name, act in calls]
    return [
        *posted,
        Operation("getAvailableLanguages", "GET", "apiCalls/getAvailableLanguages", available_languages),
        Operation("confirmPhone", "POST", "apiVerificationPhones/confirmPhone", confirm_phone),
    ]


def get_phones(engine: Engine, asked: Asked) -> list[dict[str, Any]]:
    """The confirmed numbers; with `all` also those not confirmed (`enable: false`)."""
    problems = Problems()
    every = rules.boolean(problems, "all", asked.params.get("all")) or False
    problems.raise_if_any()
    return [answers.outgoing_phone(phone) for phone in engine.account.phones if every or phone.enable]


def available_languages(_: Asked) -> list[str]:
    """The documents show no answer; a plain list of codes is the sandbox's choice."""
    return list(LANGUAGES)


def confirm_phone(asked: Asked) -> dict[str, Any] | Lost:
    """FlashOnCall: the number is rung, and the last digits of who rang are the code.

    The documents show no answer; these fields are the sandbox's choice.
    """
    problems = Problems()
    phone = rules.phone(problems, "phone", asked.params.get("phone"))
    if phone is None and not problems.found:
        problems.required("phone")
    problems.raise_if_any()
    outcome = outcome_of(phone or "")
    if outcome == REFUSED:
        raise refused(placing.NUMBER_REFUSED)
    number = next(_verification_ids)
    data = {"id": number, "phone": phone, "code": f"{number % 10_000:04}", "createdAt": int(time.time())}
    return Lost(data) if outcome == ANSWER_LOST else data
