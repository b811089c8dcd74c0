"""A list with a broken number in it: the others stand, and it is given back."""

import re

_PARTED = re.compile(r"[,;\n]")
_MORE_DIGITS = re.compile(r"[ \t()\-–—]*[0-9]")
MENDED = frozenset(
    {"phone-too-short", "phone-too-long", "phone-no-such-code", "phone-other-country", "phone-tax-number"}
)
"""Why a number may be given back."""


def without(written: str, piece: str) -> tuple[str, str] | None:
    """What is left of a list without its part that begins with `piece`, and that part.

    Words before a number are a name, and go with it; words behind it are the text, and stay. None where nobody can
    tell what belongs to it.
    """
    places = [found.span() for found in re.finditer(rf"(?<![0-9+]){re.escape(piece)}", written)]
    alone = [(at, end) for at, end in places if not _MORE_DIGITS.match(written, end)]
    if not piece or len(alone) != 1:
        return None
    ((at, end),) = alone
    begin = max((found.end() for found in _PARTED.finditer(written, 0, at)), default=0)
    name = written[begin:at]
    if any(char.isdigit() for char in name):
        return None
    behind = _PARTED.search(written, end)
    if name.strip(" \t+("):
        end = behind.start() if behind else len(written)
    if begin == 0:
        if behind is None or written[end : behind.start()].strip():
            return None
        return written[behind.end() :], written[:end].strip()
    return written[: begin - 1] + written[end:], written[begin:end].strip()
