"""How the Bot API says no."""

from typing import Any


class RefusalError(Exception):
    """`code` is both the HTTP status and `error_code`; the client reads the others."""

    def __init__(self, code: int, description: str, parameters: dict[str, Any] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def answer(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def bad_request(text: str) -> RefusalError:
    return RefusalError(400, f"Bad Request: {text}")


def forbidden(text: str) -> RefusalError:
    return RefusalError(403, f"Forbidden: {text}")


def conflict(text: str) -> RefusalError:
    return RefusalError(409, f"Conflict: {text}")


def too_many_requests(retry_after: int) -> RefusalError:
    return RefusalError(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})
