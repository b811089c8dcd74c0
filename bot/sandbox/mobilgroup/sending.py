"""`/api/send/`: a broadcast checked, priced and begun, each subscriber with a result of its own.

For what the documents forbid without naming a code (two of message, phrase and script; a bad schedule, attempts,
interval or repeat) the answer is `Error_Unknown_Request`.
"""

from decimal import Decimal
from typing import Any

from bot.sandbox.engine.script import ANSWER_LOST, REFUSED, outcome_of
from bot.sandbox.mobilgroup import checks, errors
from bot.sandbox.mobilgroup.errors import Refusal
from bot.sandbox.mobilgroup.gateway import Lost
from bot.sandbox.mobilgroup.model import Account, Call, Said, Sound, Terms
from bot.sandbox.mobilgroup.service import Mobilgroup
from bot.sandbox.mobilgroup.words import comma

MESSAGE_LIMIT = 5_000
MOST_ATTEMPTS = 3
LONGEST_INTERVAL = 60
MOST_REPEATS = 3

Fields = dict[str, Any]


def send(service: Mobilgroup, params: Fields) -> Fields | Lost:
    """Raises Refusal when nothing of it can be sent."""
    settings = params.get("settings")
    if not isinstance(settings, dict):
        raise Refusal(errors.NO_ANI_PHONE)
    account = service.account
    terms = _terms(account, settings)
    said = _said(account, settings)
    subscribers = params.get("subscribers")
    if not isinstance(subscribers, list) or not subscribers:
        raise Refusal(errors.NO_SUBSCRIBERS)
    wanted = [_subscriber(said, item) for item in subscribers]
    if account.balance < min((each.price for _, each, _ in wanted), default=Decimal(0)):
        raise Refusal(errors.NOT_ENOUGH_CREDITS)
    results = [_place(service, terms, phone, each, fields) for phone, each, fields in wanted]
    calls = [result for result in results if isinstance(result, Call)]
    broadcast = account.add_broadcast(calls)
    answer = {
        "result": "ok",
        "id": str(broadcast.id),
        "phones": str(len(results)),
        "budget": comma(broadcast.budget),
        "subscribers": [_result(result) for result in results],
    }
    return Lost(answer) if any(call.outcome == ANSWER_LOST for call in calls) else answer


def _terms(account: Account, fields: Fields) -> Terms:
    number = checks.text(fields, "number")
    if number not in account.numbers:
        raise Refusal(errors.NO_ANI_PHONE)
    return Terms(
        number=number,
        start=checks.schedule(fields),
        attempts=checks.whole(fields, "attempts", 1, MOST_ATTEMPTS) or account.settings.attempts,
        interval=_interval(account, fields),
        repeat=checks.whole(fields, "repeat", 1, MOST_REPEATS),
    )


def _interval(account: Account, fields: Fields) -> int:
    given = checks.whole(fields, "interval", 0, LONGEST_INTERVAL)
    return account.settings.interval if given is None else given


def _said(account: Account, fields: Fields) -> Said:
    given = {name: checks.text(fields, name) for name in ("message", "phrase", "script") if checks.text(fields, name)}
    if not given:
        raise Refusal(errors.NO_MESSAGE)
    if len(given) > 1:
        raise Refusal(errors.UNKNOWN_REQUEST)
    if message := given.get("message"):
        return Said(message=_message(message))
    if phrase := given.get("phrase"):
        return Said(phrase=_sound(account.phrases, phrase))
    return Said(script=_sound(account.scripts, given["script"]))


def _message(message: str) -> str:
    if len(message) > MESSAGE_LIMIT:
        raise Refusal(errors.MESSAGE_TOO_LONG)
    if not any(letter.isalnum() for letter in message):
        raise Refusal(errors.NOT_TTS_FILE)
    return message


def _sound(sounds: list[Sound], wanted: str) -> Sound:
    for sound in sounds:
        if sound.id == wanted:
            return sound
    raise Refusal(errors.NOT_MEDIA_FILE)


def _subscriber(said: Said, item: Any) -> tuple[str, Said, dict[str, str]]:
    """(phone, what this one hears, what a script fills in). An own message counts only where a message is sent."""
    if not isinstance(item, dict):
        raise Refusal(errors.NO_SUBSCRIBERS)
    own = checks.text(item, "message")
    fields = {
        "summa": checks.money(item, "summa"),
        **{name: checks.digits_or_date(item, name) for name in ("param1", "param2", "param3")},
    }
    heard = Said(message=_message(own)) if own and said.message is not None else said
    return checks.text(item, "phone"), heard, {name: value for name, value in fields.items() if value}


def _place(service: Mobilgroup, terms: Terms, phone: str, said: Said, fields: dict[str, str]) -> Call | Fields:
    if not checks.PHONE.fullmatch(phone) or outcome_of(phone) == REFUSED:
        return _refused(phone, errors.INCORRECT_PHONE)
    if service.account.balance < said.price:
        return _refused(phone, errors.NOT_ENOUGH_MONEY)
    return service.place(phone, said, terms, fields)


def _refused(phone: str, description: str) -> Fields:
    return {"phone": phone, "result": "error", "description": description}


def _result(result: Call | Fields) -> Fields:
    if not isinstance(result, Call):
        return result
    return {
        "phone": result.phone,
        "result": "ok",
        "price": comma(result.reserved),
        "duration": str(result.said.duration),
    }
