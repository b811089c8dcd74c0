"""Zvonobot's objects, read leniently: a wrong type is None, what we do not know is kept."""

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from bot.domain.errors import Uncertain
from bot.domain.reasons import Reason
from bot.ports.abilities import NewRecord, ProviderRecord, RecordState
from bot.providers import loose
from bot.providers.loose import Flag, Id, Link, Loose, Moment, Money, Number
from bot.providers.zvonobot.answers import Said
from bot.providers.zvonobot.requests import CreateRecord, gender


def _answers(value: Any) -> tuple[str, ...]:
    """`1`, `"1,2"`, `"1 2"`, `"не знаю"`, `[1, "да"]`, `[{"answer": 1}]` → each answer, in its order."""
    if isinstance(value, list):
        return tuple(answer for item in value[:100] for answer in _answers(item))
    if isinstance(value, dict):
        return _answers(next((value[name] for name in ("answer", "ivrAnswer", "ivrDigit") if name in value), None))
    written = loose.text(loose.integer(value) if isinstance(value, float) and value.is_integer() else value)
    return tuple(answer for part in (written or "").split(",") for answer in _spaced(part))


def _spaced(part: str) -> list[str]:
    """Digits may stand apart by spaces alone; words of one answer do too."""
    pieces = part.split()
    return pieces if all(loose.integer(piece) is not None for piece in pieces) else [part.strip()]


def _digit(answer: str) -> int | None:
    digit = loose.integer(answer)
    return digit if digit is not None and -1 <= digit <= 9 else None


_Word = Annotated[str | None, loose.word(64)]
_Line = Annotated[str, loose.line(1000)]
_Answers = Annotated[tuple[str, ...], BeforeValidator(_answers)]


class CallEntry(Loose):
    """One entry of `calls` in the answer of `get`.

    `{"id": 1933618469, "phone": "79…", "status": "finished", "ivrDigit": 1, "ivrAnswers": "1",
    "startedAt": 1714993775, "answeredAt": 1714993783, "finishedAt": 1714993801, "hangupCause": 16,
    "recordFilePath": "https://…", "cost": "1.2"}`

    An answer is a digit, −1 for «stayed on the line» or a word; the documents name `ivrAnswer`, `ivrDigit`
    and `ivrAnswers` in different places, so any of them is read.
    """

    status: _Word = None
    ivr_digit: _Answers = Field(default=(), alias="ivrDigit")
    ivr_answer: _Answers = Field(default=(), alias="ivrAnswer")
    ivr_answers: _Answers = Field(default=(), alias="ivrAnswers")
    cost: Money = None
    hangup_cause: _Word = Field(default=None, alias="hangupCause")
    started_at: Moment = Field(default=None, alias="startedAt")
    answered_at: Moment = Field(default=None, alias="answeredAt")
    finished_at: Moment = Field(default=None, alias="finishedAt")
    manager_status: _Word = Field(default=None, alias="managerStatus")
    manager_started_at: Moment = Field(default=None, alias="managerStartedAt")
    manager_answered_at: Moment = Field(default=None, alias="managerAnsweredAt")
    to_block: Flag = Field(default=None, alias="toBlock")
    record_file_path: Link = Field(default=None, alias="recordFilePath")
    record_path: Link = Field(default=None, alias="recordPath")

    @property
    def digit(self) -> int | None:
        """0–9 or −1; of several answers the last that is a digit."""
        return next((digit for answer in self._latest_first() if (digit := _digit(answer)) is not None), None)

    @property
    def word(self) -> str | None:
        """What was said instead, such as `да`; of several answers the last with a letter in it."""
        return next((answer for answer in self._latest_first() if any(map(str.isalpha, answer))), None)

    @property
    def recording(self) -> str | None:
        return self.record_file_path or self.record_path

    def _latest_first(self) -> Iterator[str]:
        for answers in (self.ivr_digit, self.ivr_answer, self.ivr_answers):
            yield from reversed(answers)


class UserInfo(Loose):
    """`{"id": 31298, "balance": "1273.50"}`"""

    balance: Money = None


class OutgoingPhone(Loose):
    """`{"id": 1, "phone": "74951234567", "enable": true}`; `enable` false: not confirmed."""

    phone: Number = None
    enable: Flag = None


def user_info(said: Said) -> UserInfo:
    """Raises Uncertain for an answer without a balance."""
    for item in said.items:
        info = UserInfo.model_validate(item) if isinstance(item, dict) else None
        if info and info.balance is not None:
            return info
    raise Uncertain(Reason.UNREADABLE)


def outgoing_phones(said: Said) -> list[OutgoingPhone]:
    return [OutgoingPhone.model_validate(item) for item in said.items if isinstance(item, dict)]


class RecordEntry(Loose):
    """`createRecord`, `getRecords`, and `removeRecord` of the older dialect (with `deletedAt`).

    `{"id": 2859334, "name": "Пробный", "needModeration": false, "moderatorComment": "", "status": "ready",
    "path": "https://…wav", "recordText": "…", "cost": "0.9", "gender": "0", "createdAt": 1714995180}`
    """

    id: Id = None
    name: _Line = ""
    need_moderation: Flag = Field(default=None, alias="needModeration")
    moderator_comment: _Line = Field(default="", alias="moderatorComment")
    status: _Word = None
    path: Link = None
    record_text: _Line = Field(default="", alias="recordText")
    cost: Money = None
    deleted_at: Moment = Field(default=None, alias="deletedAt")


class IvrAction(Loose):
    """`call` of an IVR webhook: `{"apicallId": 173011933, "phone": "79…", "answer": 1}`, `answer` a digit or a word."""

    apicall_id: Id = Field(default=None, alias="apicallId")
    phone: Number = None
    answer: Annotated[str | None, BeforeValidator(loose.text)] = None


_LANGUAGE = re.compile(r"[a-z]{2,3}-[A-Z]{2}")
_NESTED = 6


def language_codes(said: Said) -> list[str]:
    """Every code like `ru-RU`, wherever it stands.

    `["ru-RU"]`, `[{"code": "ru-RU", "name": "Русский"}]`, `{"ru-RU": "Русский"}`
    """
    return list(dict.fromkeys(_codes(said.data, _NESTED)))


_CODE = re.compile(r"[0-9]{2,10}")


def code_of_verification(said: Said) -> str | None:
    """The last digits of the number that rings the callee, as far as the provider names them.

    `{"status": "success", "data": {"id": 501, "phone": "79991234500", "code": "0501"}}` → `0501`. The documents show no
    answer: a bare string of digits is a code too, and what holds none is none.
    """
    found = said.data
    for _ in range(_NESTED):
        if isinstance(found, list) and len(found) == 1:
            found = found[0]
        elif isinstance(found, dict):
            found = found.get("code")
    written = loose.text(found, limit=20)
    return written if written is not None and _CODE.fullmatch(written) else None


def _codes(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str) and _LANGUAGE.fullmatch(value):
        yield value
    if depth < 0:
        return
    if isinstance(value, dict):
        yield from (name for name in value if _LANGUAGE.fullmatch(name))
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _codes(item, depth - 1)


_REFUSED = frozenset({"refused", "rejected", "declined", "blocked"})


def new_record(record: NewRecord) -> CreateRecord:
    """Raises pydantic's ValidationError unless there is exactly one of text and audio."""
    if record.audio is not None:
        return CreateRecord(name=record.name, source="file", file=record.audio, text=record.text)
    return CreateRecord(name=record.name, source="text", text=record.text, gender=gender(record.voice))


def provider_records(items: Iterable[Any]) -> list[ProviderRecord]:
    """Those that can be read and are not deleted."""
    entries = [RecordEntry.model_validate(item) for item in items if isinstance(item, dict)]
    return [_record(entry) for entry in entries if entry.id and not entry.deleted_at]


def created_record(items: list[Any]) -> ProviderRecord:
    """Raises Uncertain when the answer names no record."""
    for record in provider_records(items):
        return record
    raise Uncertain(Reason.NO_ID)


def _record(entry: RecordEntry) -> ProviderRecord:
    return ProviderRecord(
        id=entry.id or "",
        name=entry.name,
        state=_state(entry),
        comment=entry.moderator_comment,
        text=entry.record_text,
        cost=entry.cost,
        url=entry.path,
    )


def _state(entry: RecordEntry) -> RecordState:
    """`needModeration` tells if the record still needs a moderator; a comment beside it is why it was turned down.

    The documents name no statuses; only `ready` and an empty one were ever seen.
    """
    if entry.status and entry.status.casefold() in _REFUSED:
        return RecordState.REFUSED
    if entry.need_moderation is None:
        return RecordState.UNKNOWN
    if not entry.need_moderation:
        return RecordState.APPROVED
    return RecordState.REFUSED if entry.moderator_comment else RecordState.WAITING
