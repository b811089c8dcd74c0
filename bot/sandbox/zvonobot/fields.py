"""Fields of a request, read and checked: each check returns the value, or None after adding the problem.

An empty string and null count as absent, as zvonobot treats them.
"""

import json
import re
from typing import Any
from urllib.parse import urlsplit

PHONE = re.compile(r"7\d{10}", re.ASCII)
TIME_OF_DAY = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)
_WHOLE = re.compile(r"-?\d{1,18}", re.ASCII)


class ZvonobotError(Exception):
    """A refusal: an HTTP status and what goes under `data` of the error envelope."""

    def __init__(self, status: int, data: Any) -> None:
        super().__init__(status, data)
        self.status = status
        self.body: dict[str, Any] = {"status": "error", "data": data}


def refused(message: str, status: int = 400) -> ZvonobotError:
    """`{"status": "error", "data": {"message": "..."}}`."""
    return ZvonobotError(status, {"message": message})


class Fields:
    """`at` is the path of these fields, such as `ivrs.0`. `problems`: field → messages, shared with what is inside."""

    def __init__(self, values: dict[str, Any], at: str = "", problems: dict[str, list[str]] | None = None) -> None:
        self._values = values
        self._at = at
        self.problems = {} if problems is None else problems

    def path(self, name: str) -> str:
        return f"{self._at}.{name}" if self._at else name

    def add(self, name: str, message: str) -> None:
        """`{}` in the message is the field's path."""
        path = self.path(name)
        self.problems.setdefault(path, []).append(message.replace("{}", path))

    def require(self, name: str) -> None:
        self.add(name, "Поле {} обязательно для заполнения.")

    def refused(self, name: str) -> bool:
        return self.path(name) in self.problems

    def raise_if_any(self) -> None:
        """Raises ZvonobotError 422 with `{"status": "error", "data": {"phone": ["..."]}}`."""
        if self.problems:
            raise ZvonobotError(422, self.problems)

    def value(self, name: str) -> Any:
        """As it came; None where it is absent."""
        found = self._values.get(name)
        return None if found == "" else found

    def string(self, name: str, limit: int | None = None) -> str | None:
        value: str | None = self._of_type(name, str, "должно быть строкой")
        if value is not None and limit is not None and len(value) > limit:
            self.add(name, f"Количество символов в поле {{}} не может превышать {limit}.")
            return None
        return value

    def whole(self, name: str) -> int | None:
        """An integer, or its digits as a form sends them."""
        value = self.value(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        if isinstance(value, str) and _WHOLE.fullmatch(value):
            return int(value)
        self.add(name, "Поле {} должно быть целым числом.")
        return None

    def between(self, name: str, low: int, high: int) -> int | None:
        number = self.whole(name)
        if number is None or low <= number <= high:
            return number
        self.add(name, f"Поле {{}} должно быть между {low} и {high}.")
        return None

    def zero_or_one(self, name: str) -> int:
        """0 also where it is absent."""
        value = self.value(name)
        if not isinstance(value, bool) and value in (0, 1, "0", "1"):
            return int(value)
        if value is not None:
            self.add(name, "Выбранное значение для {} ошибочно.")
        return 0

    def boolean(self, name: str) -> bool:
        """False also where it is absent."""
        value = self.value(name)
        if isinstance(value, bool):
            return value
        known = {"true": True, "false": False, "1": True, "0": False}.get(str(value))
        if known is None and value is not None:
            self.add(name, "Поле {} должно иметь значение логического типа.")
        return known or False

    def phone(self, name: str) -> str | None:
        """string(11): `7` and ten digits."""
        return self.pattern(name, PHONE)

    def pattern(self, name: str, form: re.Pattern[str]) -> str | None:
        text = self.string(name)
        if text is not None and not form.fullmatch(text):
            self.add(name, "Поле {} имеет ошибочный формат.")
            return None
        return text

    def url(self, name: str, limit: int | None = None) -> str | None:
        text = self.string(name, limit)
        if text is None:
            return None
        try:
            parts = urlsplit(text)
            valid = parts.scheme in ("http", "https") and bool(parts.hostname)
        except ValueError:
            valid = False
        if not valid:
            self.add(name, "Поле {} имеет ошибочный формат URL.")
            return None
        return text

    def inside(self, name: str) -> "Fields | None":
        """The fields of an object."""
        value = self._of_type(name, dict, "должно быть объектом")
        return None if value is None else Fields(value, self.path(name), self.problems)

    def items(self, name: str) -> "Fields":
        """The elements of an array, named by their numbers; none where there is no array."""
        values = self._of_type(name, list, "должно быть массивом") or []
        return Fields({str(at): value for at, value in enumerate(values)}, self.path(name), self.problems)

    def names(self) -> list[str]:
        return list(self._values)

    def json_object(self, name: str) -> dict[str, Any]:
        """A JSON object written as a *string*, as `webhookParameters` is documented."""
        text = self.string(name)
        if text is None:
            return {}
        try:
            parsed = json.loads(text)
        except ValueError:
            parsed = None
        if not isinstance(parsed, dict):
            self.add(name, "Поле {} должно быть JSON строкой.")
            return {}
        return parsed

    def ids(self, name: str) -> list[int]:
        """A required, non-empty array of integers (or their digits)."""
        items = self.items(name)
        if not items.names() and not self.refused(name):
            self.require(name)
        numbers = [items.whole(at) for at in items.names()]
        for at in items.names():
            if items.value(at) is None:
                items.require(at)
        return [number for number in numbers if number is not None]

    def _of_type(self, name: str, kind: type, message: str) -> Any:
        value = self.value(name)
        if value is None or isinstance(value, kind):
            return value
        self.add(name, f"Поле {{}} {message}.")
        return None
