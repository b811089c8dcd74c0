"""CallKeeper's answers and their objects, read leniently: a wrong type is None, what is unknown is kept.

An answer is one object, an array of one, or `{"result": […]}`.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from pydantic import AliasChoices, BeforeValidator, Field, model_validator

from bot.domain.phones import Phone
from bot.providers import loose, wire
from bot.providers.loose import Id, Link, Loose, Money, Whole

_FAILED = frozenset({"fail", "failed", "error"})
_WORDS = ("reason", "message", "error")


@dataclass(frozen=True, slots=True)
class Said:
    """`items` are the objects of the answer. `refusal` is set when all of them were refused: their words, or ""."""

    items: tuple[dict[str, Any], ...]
    refusal: str | None = None


def understand(body: bytes) -> Said:
    """Raises ValueError for anything but a JSON object or list.

    `[{"id": "123456", "client": "79999999999", "status": "success"}]`, `{"result": []}`,
    `{"status": "fail", "reason": "Unauthorized host!"}`, `[{"reason": "Not the correct key api"}]`
    """
    whole = wire.decode_container(body)
    items = tuple(item for item in _listed(whole) if isinstance(item, dict))
    failed = bool(items) and all(is_failure(item) for item in items)
    return Said(items, words_of(items[0]) if failed else None)


def is_failure(item: dict[str, Any]) -> bool:
    """`status` here is a word; a call record's own codes are `status_code` and `status2_code`."""
    status = item.get("status")
    if isinstance(status, str) and status.strip().casefold() in _FAILED:
        return True
    return "reason" in item and "id" not in item


def words_of(item: dict[str, Any]) -> str:
    return next((found for name in _WORDS if (found := loose.text(item.get(name), limit=500))), "")


def _listed(whole: Any) -> list[Any]:
    """PHP writes a list with gaps as `{"0": …, "2": …}`; one object may stand alone."""
    if isinstance(whole, dict) and isinstance(whole.get("result"), dict | list) and not is_failure(whole):
        whole = whole["result"]
    if not isinstance(whole, dict):
        return list(whole)
    keyed = whole and all(isinstance(key, str) and key.isdecimal() for key in whole)
    return list(whole.values()) if keyed else [whole]


_HASH = re.compile(r"[0-9A-Fa-f]{32}")
_PHONE_PART = re.compile(r"[^0-9+]*(\+?[0-9][0-9 ()\-_]*)")
_NESTED = ("visit info", "visit_info", "session", "udata")


def _moment(value: Any) -> datetime | None:
    """`2017-06-10 12:00:00`, `2017-06-10T15:00:00+03:00`, UNIX seconds; UTC where no zone is written."""
    seconds = loose.moment(value)
    if seconds or not isinstance(value, str):
        return seconds
    try:
        found = datetime.fromisoformat(value.strip())
        found = found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if 1970 < found.year < 2100 else None


def _leading_phone(value: Any) -> Phone | None:
    """`79161115454`, `79161115454^123`, `79161115454 [123]`, `79161115454^_`: the number without its extension."""
    found = _PHONE_PART.match(loose.text(value) or "")
    return loose.phone(found.group(1)) if found else None


def _object(value: Any) -> dict[str, Any] | None:
    """PHP writes an empty map as `[]`."""
    return value if isinstance(value, dict) else None


def _tags(value: Any) -> tuple[str, ...]:
    """One space when there are none; else words between commas, or a list."""
    parts = value if isinstance(value, list) else (loose.text(value, limit=2000) or "").split(",")
    return tuple(tag for part in parts if (tag := loose.text(part)))


def _widgets(value: Any) -> dict[str, str] | None:
    """`[{"hash": "96d6ec69…", "name": "Сайт"}]`."""
    if not isinstance(value, list):
        return None
    found: dict[str, str] = {}
    for item in value:
        hash_ = (loose.text(item.get("hash")) or loose.text(item.get("whash"))) if isinstance(item, dict) else None
        if hash_:
            found[hash_] = loose.text(item.get("name")) or ""
    return found


Word = Annotated[str | None, loose.word(255)]
WrittenMoment = Annotated[datetime | None, BeforeValidator(_moment)]
Map = Annotated[dict[str, Any] | None, BeforeValidator(_object)]
Number = Annotated[Phone | None, BeforeValidator(_leading_phone)]


class PlacedCall(Loose):
    """`{"id": "123456", "manager": "79999999999^_", "client": "79999999999", "status": "success"}`"""

    id: Id = None
    client: Number = None
    failed: bool = False
    words: str = ""

    @model_validator(mode="before")
    @classmethod
    def _judged(cls, item: dict[str, Any]) -> dict[str, Any]:
        return {**item, "failed": is_failure(item), "words": words_of(item)}


class CallRecord(Loose):
    """Every field that the documents list under «Параметры ответа».

    `{"id": "2366", "status_code": 200, "status2_code": "486", "phone1": "74642512525^4342", "phone2": "79999999999",
    "date": "2017-06-10 12:00:00", "duration_sec": 41, "duration_min": "1", "record_url": "", "tags": " ",
    "attempt": 1, "visit info": {"current": {"utm_source": "…"}, "session": {"pgs": 3, "cpg": "https://…"}}}`

    The documents do not draw how the parts of «visit info» nest: they are found at any of its levels.
    """

    id: Id = None
    visit_info: Map = Field(default=None, validation_alias=AliasChoices("visit info", "visit_info"))
    session: Map = None
    udata: Map = None
    current: Map = None
    current_add: Map = None
    first: Map = None
    first_add: Map = None
    pgs: Whole = None
    cpg: Link = None
    vst: Whole = None
    uag: Word = None
    status_code: Whole = None
    status_reason: Word = None
    status2_code: Whole = None
    status2_reason: Word = None
    ip: Word = None
    country: Word = None
    city: Word = None
    region: Word = None
    district: Word = None
    site: Word = None
    ga_clientid: Word = None
    phone1: Word = None
    phone2: Word = None
    widget_hash: Word = Field(default=None, repr=False)
    date: WrittenMoment = None
    duration_sec: Money = None
    duration_min: Money = None
    duration2_sec: Money = None
    duration2_min: Money = None
    record_url: Link = None
    attempt: Whole = None
    a_type: Whole = None
    playback_tick: Whole = None
    tags: Annotated[tuple[str, ...], BeforeValidator(_tags)] = ()
    asr_attempts: Whole = None
    hook_event: Word = None
    reference: Word = Field(
        default=None, validation_alias=AliasChoices("external_service_identifier", "ext_id", "external_id")
    )

    @model_validator(mode="before")
    @classmethod
    def _flattened(cls, item: dict[str, Any]) -> dict[str, Any]:
        return {**_parts(item, 2), **item}

    @property
    def manager(self) -> Phone | None:
        return _leading_phone(self.phone1)

    @property
    def client(self) -> Phone | None:
        return _leading_phone(self.phone2)

    @property
    def ended_at(self) -> datetime | None:
        """`date` is when the call began."""
        if self.date is None or self.duration_sec is None:
            return None
        return self.date + timedelta(seconds=float(self.duration_sec))

    @property
    def client_answered_at(self) -> datetime | None:
        """`duration2_sec` counts from there to the end."""
        ended = self.ended_at
        return ended - timedelta(seconds=float(self.duration2_sec)) if ended and self.duration2_sec else None


class UserInfo(Loose):
    """What the key's owner has. The documents speak of minutes only and show no answer; clients have met `paid_till`.

    `[{"id": 17, "balance": "120", "paid_till": "2017-06-10T00:00:00+03:00"}]`
    """

    minutes: Money = Field(
        default=None,
        validation_alias=AliasChoices("balance", "minutes", "balance_minutes", "minutes_balance", "balance_min"),
    )
    widgets: Annotated[dict[str, str] | None, BeforeValidator(_widgets)] = Field(default=None, repr=False)
    """Names by hash. None: no list."""


class CreatedWidget(Loose):
    """The documents show no answer: the hash is looked for under its likely names, then wherever one stands."""

    hash: str | None = Field(default=None, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _found(cls, item: dict[str, Any]) -> dict[str, Any]:
        likely = [item.get(name) for name in ("whash", "hash", "widget_hash", "widgetHash")]
        found = (value for value in [*likely, *item.values()] if isinstance(value, str) and _HASH.fullmatch(value))
        return {**item, "hash": next(found, None)}


def _parts(item: dict[str, Any], depth: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name in _NESTED:
        inner = item.get(name)
        if isinstance(inner, dict) and depth >= 0:
            found |= {**_parts(inner, depth - 1), **inner}
    return found
