"""What a log must never show, masked: keys, tokens, passwords and phone numbers."""

import json
import re
from collections.abc import Callable, Iterable
from urllib.parse import quote, quote_plus

MASK = "***"
_SHORTEST = 4
"""A shorter secret would blot out half of every line."""

Mask = Callable[[str], str]

# Between two digits of a number: spaces (no line breaks), brackets, dashes, dots, a form's plus for a space,
# invisible direction marks, and the same as URLs and reprs write them.
_GAP = (
    r"(?:[^\S\r\n]|[().+\[\]\-‐‑‒–—−\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]"
    r"|%20|%28|%29|%2D|%C2%A0|\\xa0|\\u[0-9a-f]{4}|&nbsp;)"
)
_GAPS = rf"{_GAP}{{0,4}}"
_REST = rf"(?:{_GAPS}[0-9])"
_STARTS = r"(?<![0-9])(?<![0-9]\.)"

_PHONE = re.compile(
    rf"""
    (?P<keep>                                                       # no number, but in part like one
        \b[0-9a-f]{{8}}-(?:[0-9a-f]{{4}}-){{3}}[0-9a-f]{{12}}\b       # a UUID
        | \b[0-9a-f]{{32,}}\b                                        # a digest
    )
    | (?P<phone>
        (?:\+|%2B){_GAPS}7{_REST}{{10}}                              # +7, written in whatever groups
        | {_STARTS}[78][0-9]{{10}}                                   # eleven digits in a row
        | {_STARTS}[78]{_GAP}{{1,4}}[3-9]{_REST}{{9}}                 # 8 (999) …; a date has 0, 1, 2 here
        | {_STARTS}[78](?=[3-9][0-9]{{2,6}}{_GAP})[3-9]{_REST}{{9}}   # 8999 123-45-67, 8999123 45 67
        # ten digits are a number only when grouped as one, 999 123-45-67: in a row they are somebody's id
        | {_STARTS}\(?9[0-9]{{2}}{_GAP}{{1,4}}[0-9]{{3}}{_GAP}{{1,2}}[0-9]{{2}}{_GAP}{{0,2}}[0-9]{{2}}
    )(?![0-9])
    """,
    re.VERBOSE | re.IGNORECASE,
)
_ESCAPES = re.compile(r"%[0-9a-f]{2}|\\xa0|\\u[0-9a-f]{4}", re.IGNORECASE)

_NAME = r"(?:api[_-]?key|passw(?:or)?d|access[_-]?token|secret[_-]?token|webhook[_-]?secret|bot[_-]?token)"
_QUOTE = r"\\*[\"']"
_BYTES = r"(?:b(?=[\"']))?"
_NAMED = [
    # "apiKey": "…", 'apiKey': '…', and pairs: ('apiKey', '…'), (b'apiKey', b'…')
    re.compile(
        rf"(?P<name>{_NAME}{_QUOTE}\s*[:=,]\s*{_BYTES})(?P<open>{_QUOTE})(?P<value>(?:(?!(?P=open))(?:\\.|.))+)",
        re.I | re.S,
    ),
    # apiKey=… in addresses and forms, apiKey='…' in reprs, API_KEY: …
    re.compile(rf"(?P<name>{_NAME}\s*(?:=|:|%3D)\s*)(?P<open>{_QUOTE}?)(?P<value>[^\s\"'&;,)}}\]\\<>]+)", re.I),
    re.compile(
        rf"(?P<name>authorization(?:{_QUOTE})?\s*[:=,]\s*{_BYTES})(?P<open>(?:{_QUOTE})?)"
        rf"(?P<value>(?:(?:bearer|basic|token|digest)\s+)?[^\s\"'\\,)}}\]]+)",
        re.I,
    ),
]
_BOT_TOKEN = re.compile(r"(?<![0-9])([0-9]{5,}(?::|%3A))[A-Za-z0-9_-]{30,}", re.I)
_IN_ADDRESS = re.compile(r"(://[^\s:/@]*:)[^\s/@]+(?=@)")


def masking(secrets: Iterable[str] = ()) -> Mask:
    """A function that masks these secrets, what is shaped like one, and phone numbers: `+7 999 ***-**-67`."""
    known = _any_of(secrets)

    def mask(text: str) -> str:
        if known:
            text = known.sub(MASK, text)
        for pattern in _NAMED:
            text = pattern.sub(rf"\g<name>\g<open>{MASK}", text)
        text = _BOT_TOKEN.sub(rf"\g<1>{MASK}", text)
        text = _IN_ADDRESS.sub(rf"\g<1>{MASK}", text)
        return _PHONE.sub(_masked_phone, text)

    return mask


def _any_of(secrets: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for the secrets, as they are and as URLs, forms, JSON and reprs write them."""
    spellings: set[str] = set()
    for secret in secrets:
        if len(secret) >= _SHORTEST:
            spellings |= {secret, quote(secret), quote(secret, safe=""), quote_plus(secret)}
            spellings |= {
                json.dumps(secret)[1:-1],
                json.dumps(secret, ensure_ascii=False)[1:-1],
                repr(secret)[1:-1],
            }
    longest_first = sorted(spellings, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))) if longest_first else None


def _masked_phone(found: re.Match[str]) -> str:
    if found["keep"]:
        return found["keep"]
    digits = re.sub(r"[^0-9]", "", _ESCAPES.sub("", found["phone"]))[-10:]
    return f"+7 {digits[:3]} ***-**-{digits[-2:]}"
