"""Files that people sent."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

FetchFile = Callable[[str], Awaitable[bytes]]
"""A file's content by its Telegram id. Raises NotFound when Telegram has it no more."""
