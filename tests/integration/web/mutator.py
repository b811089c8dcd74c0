"""Bodies that nearly are webhooks: valid ones, spoiled in every way that a wire, a bug or an enemy may spoil them."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

Spoil = Callable[[random.Random, bytes], bytes]

_ODD: list[Any] = [
    None,
    True,
    False,
    0,
    -1,
    10**18,
    10**400,
    -(10**4200),
    1.5,
    1e308,
    float("inf"),
    float("nan"),
    "",
    " ",
    "0",
    "-1",
    "²",
    "\0",
    "\ud83d",
    "\u202e",
    "\uffff@",
    "%_\\@",
    "7" * 400,
    "success",
    "error",
    "finished",
    "canceled",
    [],
    {},
    [[]],
    {"0": {}},
    [None, 1, "x"],
    {"id": 17},
    "a" * 5000,
]


def mutated(chance: random.Random, body: bytes) -> bytes:
    """Spoiled one to three times; one in ten stays as it is, which makes it a replay."""
    if chance.random() < 0.1:
        return body
    for _ in range(chance.randint(1, 3)):
        body = chance.choice(_WAYS)(chance, body)
    return body


def _flipped(chance: random.Random, body: bytes) -> bytes:
    changed = bytearray(body)
    for _ in range(min(len(changed), chance.randint(1, 6))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _cut(chance: random.Random, body: bytes) -> bytes:
    first, last = sorted((chance.randint(0, len(body)), chance.randint(0, len(body))))
    return chance.choice((body[:first], body[first:], body[:first] + body[last:]))


def _doubled(chance: random.Random, body: bytes) -> bytes:
    first, last = sorted((chance.randint(0, len(body)), chance.randint(0, len(body))))
    return body[:last] + body[first:last] + body[last:]


def _joined(chance: random.Random, body: bytes) -> bytes:
    return chance.choice((b"[%b,%b]", b"%b%b", b"%b\n%b", b"%b,%b")) % (body, body)


def _not_utf8(chance: random.Random, body: bytes) -> bytes:
    at = chance.randint(0, len(body))
    odd = chance.choice((b"\xff", b"\xc3", b"\xed\xa0\x80", b"\x00", b"\xef\xbb\xbf", b"\xf4\x90\x80\x80"))
    return body[:at] + odd * chance.randint(1, 4) + body[at:]


def _wrapped(chance: random.Random, body: bytes) -> bytes:
    name = chance.choice((b"data", b"apiCalls", b"result", b"call", b"0", b"calls", b"visit info"))
    return b'{"%b": %b}' % (name, body) if chance.random() < 0.6 else b"[%b]" % body


def _deep(chance: random.Random, body: bytes) -> bytes:
    depth = int(10 ** chance.uniform(0.5, 3.7))
    opening, closing = chance.choice(((b"[", b"]"), (b'{"call":', b"}"), (b'{"data":[', b"]}")))
    return opening * depth + body + closing * (depth if chance.random() < 0.7 else 0)


def _retyped(chance: random.Random, body: bytes) -> bytes:
    """One value somewhere in the JSON becomes another one."""
    try:
        whole = json.loads(body)
        holder: Any = whole
        while isinstance(holder, dict | list) and holder:
            place = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
            if not isinstance(holder[place], dict | list) or not holder[place] or chance.random() < 0.4:
                holder[place] = chance.choice(_ODD)
                break
            holder = holder[place]
        return json.dumps(whole, ensure_ascii=chance.random() < 0.7).encode("utf-8", "surrogatepass")
    except (ValueError, RecursionError):
        return body


def _renamed(chance: random.Random, body: bytes) -> bytes:
    names = (b'"id"', b'"calls"', b'"status"', b'"phone"', b'"answer"', b'"prevCallId"', b'"apiCallId"', b'"17"')
    return body.replace(chance.choice(names), chance.choice(names), chance.randint(1, 3))


def _huge_number(chance: random.Random, body: bytes) -> bytes:
    digits = str(chance.randint(1, 9)).encode() * int(10 ** chance.uniform(1, 4))
    return body.replace(b"17", chance.choice((digits, b"-" + digits, b"1e" + digits[:5], b"0." + digits)), 1)


def _large(chance: random.Random, body: bytes) -> bytes:
    """Makes a body of up to more than a MiB. It takes long, so it is rare."""
    if chance.random() < 0.997:
        return body
    size = chance.choice((200_000, 900_000, 1_100_000))
    filling = chance.choice((b" ", b"[],", b'{"id":17},', b'"\\u0000",'))
    return b"[" + filling * (size // len(filling)) + body + b"]"


_WAYS: tuple[Spoil, ...] = (
    _flipped,
    _cut,
    _doubled,
    _joined,
    _not_utf8,
    _wrapped,
    _deep,
    _retyped,
    _retyped,
    _retyped,
    _renamed,
    _huge_number,
    _large,
)
