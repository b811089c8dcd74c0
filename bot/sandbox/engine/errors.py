"""Refusals in the engine's own shapes."""

from typing import Any


class EngineError(Exception):
    """A refusal: an HTTP status and what goes under `data` of the error envelope."""

    def __init__(self, status: int, data: Any) -> None:
        super().__init__(status, data)
        self.status = status
        self.body: dict[str, Any] = {"status": "error", "data": data}


def refused(message: str, status: int = 400) -> EngineError:
    """`{"status": "error", "data": {"message": "..."}}`."""
    return EngineError(status, {"message": message})


class Problems:
    """Collects a map of field → messages, answered as `{"status": "error", "data": {"phone": ["..."]}}`."""

    def __init__(self) -> None:
        self.found: dict[str, list[str]] = {}

    def add(self, field: str, message: str) -> None:
        self.found.setdefault(field, []).append(message)

    def required(self, field: str) -> None:
        self.add(field, f"Поле {field} обязательно для заполнения.")

    def raise_if_any(self) -> None:
        """Raises EngineError 422 when a field was refused."""
        if self.found:
            raise EngineError(422, self.found)
