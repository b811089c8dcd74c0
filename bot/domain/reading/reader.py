"""Numbers at a place of a text: what callers of every kind rest on."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from bot.domain.errors import BadPhone, NotOurNumber
from bot.domain.reading import figures, shapes
from bot.domain.reading.figures import MAX_WRITTEN, Expression, Group, digits_of, first_cells
from bot.domain.reading.plain import Plain

_GAP = r"[ \t()\[\].\-]"
_EXPRESSION = re.compile(rf"{_GAP}*(?P<plus>\+?){_GAP}*(?P<digits>[0-9][0-9 \t()\[\].\-]{{0,60}}[0-9]*)")
_GROUP = re.compile(rf"(?P<gap>{_GAP}*)(?P<digits>[0-9]+)")
_GLUED = re.compile(r"[\w@%]|[.\-/:][0-9]")
_GLUED_BEFORE = re.compile(r"(?:[\w@=&#^%]|[\w/]/|[0-9][.,:\-])\Z")
_STOPS = re.compile(r"[-.:]+(?=\s|$)")
_JOINT = re.compile(r"[,;&/]")
"""Between numbers without a blank."""
_ZEROS = re.compile(r"[.,]0{1,2}(?![0-9])")
_EXPONENT = re.compile(r"[+\-]?[0-9](?:[.,][0-9]+)?[ ]?[EeЕе][ ]?\+?[ ]?[0-9]{1,2}(?![0-9\w])")
_DIGIT = re.compile("[0-9]")
_AHEAD_OF_DIGIT = re.compile(r"[+(\[][ (\[\-]*\Z")
_ATTEMPT_DIGITS = 7
_REACH = 40
"""Characters before a number that may make it a part of something."""


class Where(Enum):
    """Where a number is looked for: what stands there is one the more easily."""

    FIRST = auto()
    """At the beginning, where only a number may stand."""
    HARD = auto()
    """After a number and a comma, a semicolon or a line."""
    SOFT = auto()
    """After a number and blanks."""
    FREE = auto()
    """Anywhere in what somebody wrote."""


@dataclass(frozen=True, slots=True)
class Number:
    """`digits` are eleven, from 7. It stands from `start` to `end`, its extension with it.

    `doubt`: see shapes.
    """

    digits: str
    start: int
    end: int
    extension: str = ""
    doubt: int = 0


@dataclass(frozen=True, slots=True)
class Broken:
    """Meant as a number, and none that can be called."""

    error: BadPhone
    end: int


Read = Number | Broken | None


class Reader:
    def __init__(self, plain: Plain) -> None:
        self.plain = plain
        self.text = plain.text
        self._moments = shapes.moments(plain.text)

    def item(self, at: int, where: Where, *, labels: bool = True) -> Read:
        """The number at `at`, past quotes, bullets, its place in a list, «тел.:» and links that dial it."""
        begin = self._past(shapes.SYMBOLS, at)
        bare = self._decorated(begin, where, labels=labels)
        if isinstance(bare, Number):
            return bare
        marker = shapes.MARKER.match(self.text, begin)
        if marker is None:
            return bare
        marked = self._decorated(self._past(shapes.SYMBOLS, marker.end()), where, labels=labels)
        return marked if isinstance(marked, Number) or bare is not None else bare

    def _decorated(self, begin: int, where: Where, *, labels: bool) -> Read:
        label = shapes.LABELLED.match(self.text, begin) if labels else None
        after_label = self._past(shapes.SYMBOLS, label.end() if label else begin)
        link = shapes.LINK.match(self.text, after_label)
        read = self.number(link.end() if link else after_label, where)
        if isinstance(read, Number):
            end = read.end
            if link is not None:
                end = self._past(shapes.LINK_REST, end)
            if self._opens(begin, read.start):
                end = self._past(shapes.QUOTES, end)
            return self._extended(replace(read, end=end))
        return read

    def _opens(self, begin: int, start: int) -> bool:
        """Whether a quotation mark stands right before the number."""
        before = self.text[max(0, begin - 2) : start].rstrip(" +([")
        return bool(before) and shapes.QUOTES.fullmatch(before[-1]) is not None

    def number(self, at: int, where: Where) -> Read:
        if _EXPONENT.match(self.text, at):
            return Broken(NotOurNumber("phone-excel", written=self.text[at:].split("\n")[0].strip()[:MAX_WRITTEN]), at)
        expression = self.expression(at)
        if expression is None or self._is_no_number(expression, where):
            return None
        count = figures.complete(expression.groups, plus=expression.plus)
        end = expression.groups[(count or len(expression.groups)) - 1].end
        if count is not None and self._is_glued(end):
            count = None
        if self._is_foreign(expression, count, where):
            written = self.text[at : expression.end].strip()[:MAX_WRITTEN]
            return Broken(NotOurNumber("phone-other-country", written=written), expression.end)
        if count is None or (where is Where.FIRST and shapes.RUNS_ON.match(self.text, end)):
            return self._attempt(expression, where)
        return self._given(expression, count, where)

    def expression(self, at: int) -> Expression | None:
        """None where a word, a date or a clock stands."""
        found = _EXPRESSION.match(self.text, at)
        if found is None:
            return None
        begin = found.start("digits")
        end = min((start for start, _ in self._moments if begin < start < found.end()), default=found.end())
        if any(start <= begin < stop for start, stop in self._moments):
            return None
        groups, plus = tuple(self._groups(begin, end)), bool(found["plus"])
        own = first_cells(groups, plus=plus)
        return Expression(own, at, end if own == groups else own[-1].end, plus)

    def _groups(self, begin: int, end: int) -> Iterator[Group]:
        """Where something invisible was taken out a group may end too."""
        for found in _GROUP.finditer(self.text, begin, end):
            start, gap = found.start("digits"), found["gap"]
            joints = self.plain.joints and [at for at in range(start + 1, found.end()) if at in self.plain.joints]
            for stop in (*joints, found.end()):
                yield Group(self.text[start:stop], start, stop, gap)
                start, gap = stop, ""

    def _is_glued(self, end: int) -> bool:
        if _ZEROS.match(self.text, end) or end in self.plain.joints:
            return False
        slash = self.text[end : end + 1] == "/" and isinstance(self._next_complete(end + 1), int)
        return not slash and _GLUED.match(self.text, end) is not None

    def _next_complete(self, at: int) -> int | None:
        found = self.expression(at)
        return figures.complete(found.groups, plus=found.plus) if found else None

    def _is_no_number(self, expression: Expression, where: Where) -> bool:
        """What people would read as a date, a sum, the number of a paper or an order."""
        start, text = expression.groups[0].start, self.text
        count = figures.complete(expression.groups, plus=expression.plus)
        end = expression.groups[(count or len(expression.groups)) - 1].end
        if expression.plus:
            return False
        if where is Where.FIRST:
            return shapes.is_said_to_be_a_paper(text, start, end)
        if shapes.is_moment(text, start) or self._is_paper(start) or shapes.is_sum(text, start, end):
            return True
        dialled = count is not None and len(digits_of(expression.groups[:count])) == 11
        visible = [group for group in expression.groups[:count] if group.gap]
        return not (dialled and visible) and shapes.is_labelled(text, start, end)

    def _is_paper(self, start: int) -> bool:
        """By the blanks that were written: papers' numbers have ordinary ones."""
        return (end := shapes.end_of_paper(self.text, start)) is not None and self.plain.has_ordinary_blanks(start, end)

    def _is_foreign(self, expression: Expression, count: int | None, where: Where) -> bool:
        groups = expression.groups
        stop = next((i for i, group in enumerate(groups) if "\t" in group.gap and i >= (count or 1)), len(groups))
        if count is not None and count < stop:
            following = self._next_complete(groups[count].start)
            if following is not None and groups[count].gap:
                stop = count
        foreign = figures.is_foreign(groups[:stop], count, plus=expression.plus)
        if foreign and expression.plus and where in (Where.HARD, Where.SOFT):
            return len(expression.digits) >= _ATTEMPT_DIGITS or self._is_alone(expression.end)
        return foreign

    def _given(self, expression: Expression, count: int, where: Where) -> Read:
        groups, end = expression.groups[:count], expression.groups[count - 1].end
        digits = digits_of(groups)
        ours = "7" + digits[-10:]
        written = self.text[expression.start : end]
        if figures.is_given(ours):
            start = groups[0].start
            if where is Where.FREE and shapes.is_run(self.text, start, end) and shapes.has_cents(self.text, end):
                return None
            return Number(ours, start, self._closed(written, end), doubt=shapes.doubt(self.text, start, end))
        if len(digits) == 10 and digits[0] in "78":
            return self._attempt(expression, where)
        is_prefixed = expression.plus or len(digits) == 11
        if where is Where.FREE or (not is_prefixed and where is not Where.FIRST and not self._is_alone(end)):
            return None
        return Broken(BadPhone("phone-no-such-code", written=written.strip()[:MAX_WRITTEN]), end)

    def _closed(self, written: str, end: int) -> int:
        """Past Excel's `,00`, and past the bracket that the number stands in."""
        zeros = _ZEROS.match(self.text, end)
        end = zeros.end() if zeros else end
        opened = written.count("(") + written.count("[") > written.count(")") + written.count("]")
        end += opened and self.text.startswith((")", "]"), end)
        return self._past(_STOPS, end)

    def _extended(self, number: Number) -> Number:
        if found := shapes.EXTENSION.match(self.text, number.end):
            extension = found["digits"] or found["bracketed"]
            return replace(number, end=self._past(_STOPS, found.end()), extension=extension)
        return number

    def _attempt(self, expression: Expression, where: Where) -> Read:
        """Digits that make no number: refused where they were meant as one, else a part of the text."""
        written, digits = self.text[expression.start : expression.end], expression.digits
        error = Broken(figures.wrong_length(written, digits, plus=expression.plus), expression.end)
        if where is Where.FIRST:
            return error
        if where is Where.FREE or self.text.startswith("@", expression.end):
            return None
        if expression.plus:
            return error if len(digits) >= _ATTEMPT_DIGITS or self._is_alone(expression.end) else None
        begins_as_ours = digits[0] in "78"
        is_run = len(expression.groups) == 1
        if is_run:
            meant = 9 <= len(digits) <= 13 and digits[:2] in ("79", "89", "74", "84", "73", "83", "78", "88")
        else:
            dashed = re.search(r"[0-9]-[0-9]{2}(?![0-9])", written) is not None
            led = begins_as_ours and len(expression.groups[0].digits) in (1, 4)
            meant = led or dashed or written.strip()[0] in "(["
        if where is Where.SOFT:
            return error if meant and begins_as_ours and len(digits) >= 9 else None
        if len(digits) < _ATTEMPT_DIGITS:
            return None
        if self._is_alone(expression.end):
            is_amount = shapes.is_grouped_by_thousands(self.text, expression.groups[0].start)
            return None if is_amount and not meant else error
        return error if meant else None

    def _is_alone(self, end: int) -> bool:
        """Whether nothing else stands before the next comma, semicolon or line."""
        return not re.split(r"[,;\n]", self.text[end:], maxsplit=1)[0].strip()

    def scan(self, start: int = 0, end: int | None = None) -> Iterator[Number]:
        """Every number between the two places, in words of any kind."""
        stop = len(self.text) if end is None else end
        at, free = start, -1
        while found := _DIGIT.search(self.text, at, stop):
            ahead = _AHEAD_OF_DIGIT.search(self.text[at : found.start()])
            begin = at + ahead.start() if ahead else found.start()
            is_tied = begin != free and self._is_tied(begin, start)
            read = None if is_tied else self.number(begin, Where.FREE)
            if isinstance(read, Number):
                read = self._extended(read)
                yield read
                at = max(read.end, found.end())
                free = self._past(_JOINT, at)
            elif marker := self._place_in_list(found.start()):
                at = free = marker.end()
            else:
                at = self._past_digits(found.start())

    def _place_in_list(self, at: int) -> re.Match[str] | None:
        """At the beginning of a line."""
        line = self.text[max(0, at - _REACH) : at].rpartition("\n")[2]
        return None if line.strip(" \t№#") else shapes.MARKER.match(self.text, at)

    def _is_tied(self, begin: int, start: int) -> bool:
        """Whether it is a part of a word, an address, a longer number."""
        if self.text[begin] in "+([":
            return False
        before = self.text[max(start, begin - _REACH) : begin]
        listed = before.endswith("/") and before[:-1].rstrip()[-1:].isdigit()
        return _GLUED_BEFORE.search(before) is not None and shapes.DECORATION.search(before) is None and not listed

    def _past_digits(self, at: int) -> int:
        """Past a date, or past these digits; at a cell behind them, and at a whole number, or its 8 or 7, apart."""
        for start, stop in self._moments:
            if start <= at < stop:
                return stop
        expression = self.expression(at)
        if expression is None:
            return at + 1
        groups, is_foreign = expression.groups, figures.is_foreign(expression.groups, None, plus=expression.plus)
        for place, group in enumerate(groups[1:], 1):
            before, rest, in_cell = digits_of(groups[:place]), groups[place:], "\t" in group.gap
            if (count := figures.complete(rest, plus=False)) is None:
                continue
            is_abroad = figures.is_abroad(before, rest[:count]) if in_cell else len(before) <= figures.LONGEST_CODE
            apart = in_cell or (" " in group.gap and (group.digits in ("7", "8") or figures.is_whole(group.digits)))
            if apart and not (is_foreign and (expression.plus or is_abroad)):
                return group.start
        return expression.end

    def _past(self, pattern: re.Pattern[str], at: int) -> int:
        found = pattern.match(self.text, at)
        return found.end() if found else at
