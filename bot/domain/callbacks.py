"""What a callback carries beside its two phones: when it is tried again, and what people rarely choose."""

import ipaddress
import re
from dataclasses import dataclass, fields, replace
from urllib.parse import unquote_plus, urlsplit

from bot.domain.errors import OrderProblem
from bot.domain.opening_hours import read_hours, shown_hours

MOST_REDIALS = 5
LONGEST_REDIAL = 24 * 60
"""Minutes between two attempts."""
LONGEST_EXTRA = 255
LONGEST_MARKS = 1000
"""Characters."""

_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>]+")
_NUMBERS = re.compile(r"\d{1,4}(?:[\s,;/]+\d{1,4})*", re.ASCII)


@dataclass(frozen=True, slots=True)
class CallbackExtras:
    """What CallKeeper keeps or plays beside the two texts, by its own names; all of it may be left out.

    `site` and `office_name` are shown in its account, `client_email` is the client's. To `notification` it writes how
    the call ended. `record_to_manager` and `record_to_await` are addresses of sounds that the manager hears: before the
    talk, and while the client is rung. `utm` are the marks of an advertisement and of analytics, by the names of MARKS:
    `utm_source=yandex&roistat_id=7492561`. `opening_hours` is when it may call, by the widget's clock.
    """

    site: str = ""
    office_name: str = ""
    client_email: str = ""
    notification: str = ""
    record_to_manager: str = ""
    record_to_await: str = ""
    utm: str = ""
    opening_hours: str = ""

    def check(self) -> None:
        """Raises OrderProblem for what is too long, no e-mail or no web address."""
        for name in EXTRAS:
            value: str = getattr(self, name)
            limit = LONGEST_MARKS if name == "utm" else LONGEST_EXTRA
            if len(value) > limit:
                raise OrderProblem("callback-extra-too-long", length=len(value), limit=limit)
            if value and name in EMAILS and not is_email(value):
                raise OrderProblem("callback-extra-bad-email")
            if value and name in ADDRESSES and not _is_web_address(value):
                raise OrderProblem("callback-extra-bad-address")

    @property
    def marks(self) -> dict[str, str]:
        """Those of `utm` by their names."""
        pairs = (part.split("=", 1) for part in self.utm.split("&") if "=" in part)
        return {name: value.replace("%26", "&") if name in PAGES else value for name, value in pairs}

    @property
    def unreported(self) -> "CallbackExtras":
        """Without what the service tells of a call by itself."""
        marks = (part for part in self.utm.split("&") if part.partition("=")[0] in UNREPORTED)
        return replace(self, site="", utm="&".join(marks))

    def shown(self, name: str) -> str:
        """A field as people read it."""
        if name == "utm":
            return ", ".join(f"{mark}={value}" for mark, value in self.marks.items())
        value: str = getattr(self, name)
        return shown_hours(value) if name == "opening_hours" else value


NO_EXTRAS = CallbackExtras()
EXTRAS = tuple(field.name for field in fields(CallbackExtras))
EMAILS = frozenset({"client_email", "notification"})
ADDRESSES = frozenset({"record_to_manager", "record_to_await"})


PAGES = frozenset({"current_page", "entry_point"})
MARKS = {
    **dict.fromkeys(("utm_source", "utm_medium", "utm_campaign", "utm_content", "utm_term", "tool_name"), r".{1,255}"),
    "utm_type": r"typein|referral|organic",
    "roistat_id": r"[\w.-]{1,64}",
    "ga_client_id": r"\d{1,30}\.\d{1,30}",
    "calltouch_session_id": r"[1-9]\d{0,17}",
    "ip_client": r".+",
    "user_agent": r".+",
    **dict.fromkeys(PAGES, r"\S+"),
}
"""CallKeeper's names of what tells where a client came from, and how the value of each is written."""
UNREPORTED = frozenset({"roistat_id", "calltouch_session_id", "tool_name"})
"""Marks that no report of CallKeeper's repeats."""
_PAGE = re.compile(rf"({'|'.join(sorted(PAGES))})=(\S+)")
_MARK = re.compile(rf"(?:^|[\s,;&?])({'|'.join(MARKS)})=")


def read_extra(name: str, written: str, kept: str = "") -> str:
    """As it is kept: on one line, the hours as CallKeeper writes them. Marks join those that are `kept`.

    Raises OrderProblem.
    """
    written = " ".join(written.split())
    if name == "opening_hours":
        return read_hours(written)
    if name != "utm":
        return written
    marks = CallbackExtras(utm=kept).marks | _marks_in(written)
    return "&".join(f"{mark}={marks[mark].replace('&', '%26')}" for mark in MARKS if mark in marks)


def _marks_in(written: str) -> dict[str, str]:
    """Written one after another, or in a link. Raises OrderProblem for none, and for one that cannot be.

    An address may hold anything, even marks of its own: it ends where the next blank stands.
    """
    found = {mark: page.rstrip(",;") for mark, page in _PAGE.findall(written)}
    _, *parts = _MARK.split(_PAGE.sub(" ", written))
    for mark, value in zip(parts[::2], parts[1::2], strict=True):
        found[mark] = unquote_plus(value.partition("&")[0]).replace("&", " ").strip(" ,;")
    found = {mark: value for mark, value in found.items() if value}
    if not found:
        raise OrderProblem("callback-extra-bad-marks")
    for mark, value in found.items():
        if not re.fullmatch(MARKS[mark], value, re.ASCII) or (mark == "ip_client" and not _is_ip(value)):
            raise OrderProblem("callback-extra-bad-mark", mark=mark)
    return found


def _is_ip(written: str) -> bool:
    try:
        ipaddress.ip_address(written)
    except ValueError:
        return False
    return True


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
