"""`/api/send/`: a broadcast checked, priced and begun, each subscriber with a result of its own.

For what the documents forbid without naming a code (two of message, phrase and script; a bad schedule, attempts,
interval or repeat) the answer is `Error_Unknown_Request`.
"""

import re
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from bot.sandbox.mobilgroup import model
from bot.sandbox.mobilgroup.account import Mobilgroup
from bot.sandbox.mobilgroup.model import Broadcast, Call, Refusal, Said, Sound, Terms
from bot.sandbox.timeline import ANSWER_LOST, REFUSED, outcome_of
from bot.sandbox.wire import Lost

MESSAGE_LIMIT = 5_000
MOST_ATTEMPTS = 3
LONGEST_INTERVAL = 60
MOST_REPEATS = 3

# The documents say nothing of a zone; the company writes in its own.
MOSCOW = timezone(timedelta(hours=3))
_PHONE = re.compile(r"7\d{10}", re.ASCII)
_WHOLE = re.compile(r"\d{1,9}", re.ASCII)
_MONEY = re.compile(r"\d{1,9}([.,]\d{1,2})?", re.ASCII)
_DIGITS_OR_DATE = re.compile(r"\d+([.,]\d+)?|\d{4}-\d\d-\d\d|\d\d\.\d\d\.\d{4}", re.ASCII)
# «передаваемые данные могут быть либо датой, либо цифрой».
_SCRIPT_FIELDS = {"summa": _MONEY, **dict.fromkeys(("param1", "param2", "param3"), _DIGITS_OR_DATE)}

Fields = dict[str, Any]


def comma(amount: Decimal) -> str:
    """ "1,82": the answers to `send` and `balance`."""
    return f"{amount:.2f}".replace(".", ",")


def text(fields: Fields, name: str) -> str:
    """ "" for none; a number becomes its digits. Raises Refusal for anything else."""
    value = fields.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Refusal(model.UNKNOWN_REQUEST)
    return str(value).strip()


def send(provider: Mobilgroup, params: Fields) -> Fields | Lost:
    """Raises Refusal when nothing of it can be sent."""
    settings = params.get("settings")
    if not isinstance(settings, dict):
        raise Refusal(model.NO_ANI_PHONE)
    terms = _terms(provider, settings)
    said = _said(provider, settings)
    subscribers = params.get("subscribers")
    if not isinstance(subscribers, list) or not subscribers:
        raise Refusal(model.NO_SUBSCRIBERS)
    wanted = [_subscriber(said, item) for item in subscribers]
    if provider.settings.balance < min(each.price for _, each, _ in wanted):
        raise Refusal(model.NOT_ENOUGH_CREDITS)
    results = [_place(provider, terms, phone, each, fields) for phone, each, fields in wanted]
    broadcast = Broadcast([result for result in results if isinstance(result, Call)])
    provider.broadcasts[broadcast.id] = broadcast
    answer = {
        "result": "ok",
        "id": str(broadcast.id),
        "phones": str(len(results)),
        "budget": comma(broadcast.budget),
        "subscribers": [_placed(result) if isinstance(result, Call) else result for result in results],
    }
    return Lost(answer) if any(call.outcome == ANSWER_LOST for call in broadcast.calls) else answer


def _terms(provider: Mobilgroup, fields: Fields) -> Terms:
    number = text(fields, "number")
    if number not in provider.settings.numbers:
        raise Refusal(model.NO_ANI_PHONE)
    interval = _whole(fields, "interval", 0, LONGEST_INTERVAL)
    return Terms(
        number=number,
        start=_schedule(fields),
        attempts=_whole(fields, "attempts", 1, MOST_ATTEMPTS) or provider.settings.attempts,
        interval=provider.settings.interval if interval is None else interval,
        repeat=_whole(fields, "repeat", 1, MOST_REPEATS),
    )


def _whole(fields: Fields, name: str, low: int, high: int) -> int | None:
    """None for none. Mobilgroup quotes its integers: both `2` and `"2"` are taken."""
    value = text(fields, name)
    if not value:
        return None
    if not _WHOLE.fullmatch(value) or not low <= int(value) <= high:
        raise Refusal(model.UNKNOWN_REQUEST)
    return int(value)


def _schedule(fields: Fields) -> float | None:
    """`2020-02-04 14:25`, Moscow time, as UNIX seconds."""
    value = text(fields, "schedule")
    if not value:
        return None
    try:
        return datetime.strptime(value, "%Y-%m-%d %H:%M").replace(tzinfo=MOSCOW).timestamp()
    except ValueError as error:
        raise Refusal(model.UNKNOWN_REQUEST) from error


def _said(provider: Mobilgroup, fields: Fields) -> Said:
    given = {name: text(fields, name) for name in ("message", "phrase", "script") if text(fields, name)}
    if not given:
        raise Refusal(model.NO_MESSAGE)
    if len(given) > 1:
        raise Refusal(model.UNKNOWN_REQUEST)
    if message := given.get("message"):
        return Said(message=_message(message))
    if phrase := given.get("phrase"):
        return Said(phrase=_sound(provider.phrases, phrase))
    return Said(script=_sound(provider.scripts, given["script"]))


def _message(message: str) -> str:
    if len(message) > MESSAGE_LIMIT:
        raise Refusal(model.MESSAGE_TOO_LONG)
    if not any(letter.isalnum() for letter in message):
        raise Refusal(model.NOT_TTS_FILE)
    return message


def _sound(sounds: list[Sound], wanted: str) -> Sound:
    for sound in sounds:
        if sound.id == wanted:
            return sound
    raise Refusal(model.NOT_MEDIA_FILE)


def _subscriber(said: Said, item: Any) -> tuple[str, Said, dict[str, str]]:
    """(phone, what this one hears, what a script fills in). An own message counts only where a message is sent."""
    if not isinstance(item, dict):
        raise Refusal(model.NO_SUBSCRIBERS)
    own = text(item, "message")
    fields = {name: value for name in _SCRIPT_FIELDS if (value := text(item, name))}
    if not all(_SCRIPT_FIELDS[name].fullmatch(value) for name, value in fields.items()):
        raise Refusal(model.UNKNOWN_REQUEST)
    heard = Said(message=_message(own)) if own and said.message is not None else said
    return text(item, "phone"), heard, fields


def _place(provider: Mobilgroup, terms: Terms, phone: str, said: Said, fields: dict[str, str]) -> Call | Fields:
    """The documents show only `Error_Not_Enough_Money`; the other description is the sandbox's choice."""
    if not _PHONE.fullmatch(phone) or outcome_of(phone) == REFUSED:
        return {"phone": phone, "result": "error", "description": "Error_Incorrect_Phone"}
    if provider.settings.balance < said.price:
        return {"phone": phone, "result": "error", "description": "Error_Not_Enough_Money"}
    return provider.place(phone, said, terms, fields)


def _placed(call: Call) -> Fields:
    said = call.said
    return {"phone": call.phone, "result": "ok", "price": comma(said.price), "duration": str(said.duration)}
