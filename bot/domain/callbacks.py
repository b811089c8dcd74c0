"""What a callback carries beside its two phones: when it is tried again, and what people rarely choose."""

import re
from dataclasses import dataclass, fields
from urllib.parse import parse_qsl, urlsplit

from bot.domain.errors import OrderProblem

MOST_REDIALS = 5
LONGEST_REDIAL = 24 * 60
"""Minutes between two attempts."""
LONGEST_EXTRA = 255
"""Characters."""

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_NUMBERS = re.compile(r"\d{1,4}(?:[\s,;/]+\d{1,4})*", re.ASCII)


@dataclass(frozen=True, slots=True)
class CallbackExtras:
    """What CallKeeper keeps or plays beside the two texts, by its own names; all of it may be left out.

    `site` and `office_name` are shown in its account, `client_email` is the client's. To `notification` it writes how
    the call ended. `record_to_manager` and `record_to_await` are addresses of sounds that the manager hears: before the
    talk, and while the client is rung. `utm` are the marks of an advertisement: `utm_source=yandex&utm_campaign=зима`.
    """

    site: str = ""
    office_name: str = ""
    client_email: str = ""
    notification: str = ""
    record_to_manager: str = ""
    record_to_await: str = ""
    utm: str = ""

    def check(self) -> None:
        """Raises OrderProblem for what is too long, no e-mail or no web address."""
        for name in EXTRAS:
            value: str = getattr(self, name)
            if len(value) > LONGEST_EXTRA:
                raise OrderProblem("callback-extra-too-long", length=len(value), limit=LONGEST_EXTRA)
            if value and name in EMAILS and not is_email(value):
                raise OrderProblem("callback-extra-bad-email")
            if value and name in ADDRESSES and not _is_web_address(value):
                raise OrderProblem("callback-extra-bad-address")

    @property
    def marks(self) -> dict[str, str]:
        """Those of `utm` by their names."""
        return dict(part.split("=", 1) for part in self.utm.split("&") if "=" in part)


NO_EXTRAS = CallbackExtras()
EXTRAS = tuple(field.name for field in fields(CallbackExtras))
EMAILS = frozenset({"client_email", "notification"})
ADDRESSES = frozenset({"record_to_manager", "record_to_await"})


MARKS = frozenset({"utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "utm_type"})
VISITS = frozenset({"typein", "referral", "organic"})
"""What `utm_type` may be."""


def read_extra(name: str, written: str) -> str:
    """As it is kept: on one line, of `utm` the marks alone, whether alone or in a link. Raises OrderProblem."""
    written = " ".join(written.split())
    if name != "utm":
        return written
    query = urlsplit(written).query if "://" in written else re.sub(r"[ ,;]+(?=utm_)", "&", written)
    marks = {mark: value.replace("&", " ") for mark, value in parse_qsl(query) if mark in MARKS}
    if not marks or marks.get("utm_type", "typein") not in VISITS:
        raise OrderProblem("callback-extra-bad-marks")
    return "&".join(f"{mark}={value}" for mark, value in marks.items())


def is_email(written: str) -> bool:
    return _EMAIL.fullmatch(written) is not None


def _is_web_address(written: str) -> bool:
    try:
        parts = urlsplit(written)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", written)


def read_redials(written: str) -> tuple[int, ...]:
    """`5, 10, 15`: the minutes before each further attempt. Raises OrderProblem."""
    if not _NUMBERS.fullmatch(written.strip()):
        raise OrderProblem("callback-redials-unclear")
    return tuple(int(number) for number in re.findall(r"\d+", written))


def check_redials(redials: tuple[int, ...]) -> None:
    """Raises OrderProblem."""
    if len(redials) > MOST_REDIALS or not all(1 <= minutes <= LONGEST_REDIAL for minutes in redials):
        raise OrderProblem("callback-redials-bounds", most=MOST_REDIALS, longest=LONGEST_REDIAL)
