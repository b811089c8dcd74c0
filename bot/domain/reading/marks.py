"""What stands around a number and is no part of a text: its place in a list, quotes, «тел.:», links, extensions."""

from __future__ import annotations

import re

EXTENSION_WORD = re.compile(
    r"[ \t]{0,6}[,;-]?[ \t]{0,6}[(\[]?[ \t]{0,6}"
    r"(?:(?:доб(?:авочн\w*)?|вн(?:утр(?:енн\w*)?)?|ext(?:ension)?)(?!\w)|[xх](?=[. ]*[0-9])|\^|#)\.?",
    re.IGNORECASE,
)
EXTENSION = re.compile(
    rf"(?:{EXTENSION_WORD.pattern}|[ \t]{{0,6}}(?:доб|ext)(?=[0-9]))"
    r"[ \t]{0,6}(?:номер|№|[:-])?[ \t]{0,6}(?P<digits>[0-9]{1,10})(?!\w)[ \t]{0,6}[)\]]?",
    re.IGNORECASE,
)
SYMBOLS = re.compile(r"(?:[ \t]|[^\w\s+(\[,;№#^@%$€₽/])*")
MARKER = re.compile(
    r"(?:[№#][ ]?[0-9]{1,4}[.):]?|[0-9]{1,4}[ ]?[.):])[ \t]+|[0-9]{1,4}\t|[№#]?[ ]?[0-9]{1,4}[.):](?=\+|[78][ (0-9])"
)
LABEL = (
    r"(?:(?:номер[ ]+)?тел(?:ефон\w*)?|моб(?:ильн\w*)?|сот(?:ов\w*)?|номер|т|"
    r"tel(?:ephone)?|phone|mobile|mob|cell|number|whats?app|в[оа]тс[аеэ]п|viber|вайбер)\b\.?[ ]*(?:[:=\-][ ]*)?"
)
LABELLED = re.compile(LABEL, re.IGNORECASE)
LINK = re.compile(
    r"(?:tel|callto|sms|whatsapp):(?://)?(?:send/?\?phone=)?|"
    r"(?:https?://)?(?:www\.)?(?:wa\.me/|api\.whatsapp\.com/send/?\?phone=|t\.me/)",
    re.IGNORECASE,
)
LINK_REST = re.compile(r"[/?&]\S*")
DECORATION = re.compile(rf"(?:{LINK.pattern}|(?<!\w){LABEL})[ (\[]*\Z", re.IGNORECASE)
QUOTES = re.compile(r"[\"'`*_«»“”„’‘>~]+")
