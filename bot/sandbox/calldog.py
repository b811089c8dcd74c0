"""CallDog (`https://lk.calldog.ru`) as its documents describe it: zvonobot with the few operations of CallDog alone."""

import itertools
import time
from collections.abc import Mapping
from typing import Any

from bot.sandbox.timeline import ANSWER_LOST, REFUSED, outcome_of
from bot.sandbox.wire import Asked, Lost
from bot.sandbox.zvonobot import answers, operations
from bot.sandbox.zvonobot.account import Dialect, Zvonobot
from bot.sandbox.zvonobot.fields import Fields, refused
from bot.sandbox.zvonobot.orders import NUMBER_REFUSED, create, phones_of
from bot.sandbox.zvonobot.twin import Operation, ZvonobotTwin

LANGUAGES = ("ru-RU", "en-US", "kk-KZ", "uk-UA", "de-DE", "fr-FR", "es-ES", "tr-TR")

_verification_ids = itertools.count(501)


def get_phones(provider: Zvonobot, asked: Asked) -> list[dict[str, Any]]:
    """The confirmed numbers; with `all` also those not confirmed (`enable: false`)."""
    fields = Fields(asked.params)
    every = fields.boolean("all")
    fields.raise_if_any()
    return [answers.outgoing_phone(phone) for phone in provider.phones if every or phone.enable]


def available_languages(_: Zvonobot, __: Asked) -> list[str]:
    """The documents show no answer; a plain list of codes is the sandbox's choice."""
    return list(LANGUAGES)


def confirm_phone(_: Zvonobot, asked: Asked) -> dict[str, Any] | list[dict[str, Any]] | Lost:
    """FlashOnCall: the number is rung, and the last digits of who rang are the code.

    The documents show no answer; these fields are the sandbox's choice.
    """
    fields = Fields(asked.params)
    many = phones_of(fields)
    fields.raise_if_any()
    outcomes = [outcome_of(phone) for phone in many]
    if REFUSED in outcomes:
        raise refused(NUMBER_REFUSED)
    rung = [_rung(phone) for phone in many]
    data = rung if fields.value("phone") is None else rung[0]
    return Lost(data) if ANSWER_LOST in outcomes else data


def _rung(phone: str) -> dict[str, Any]:
    number = next(_verification_ids)
    return {"id": number, "phone": phone, "code": f"{number % 10_000:04}", "createdAt": int(time.time())}


class CalldogTwin(ZvonobotTwin):
    """CD1 to CD8; `getRecords` and `remove` are not in the documents, but clients of zvonobot use them."""

    name = "calldog"
    access: Mapping[str, str] = {"api_key": "sandbox-calldog-key"}
    dialect = Dialect(languages=LANGUAGES)
    operations = (
        Operation("create", create),
        Operation("get", operations.get),
        Operation("remove", operations.remove),
        Operation("createRecord", operations.create_record),
        Operation("removeRecord", operations.remove_records),
        Operation("getRecords", operations.get_records),
        Operation("userInfo", operations.user_info),
        Operation("getPhones", get_phones),
        Operation("getAvailableLanguages", available_languages, method="GET"),
        Operation("confirmPhone", confirm_phone, folder="apiVerificationPhones"),
    )
