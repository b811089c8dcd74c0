"""Recordings of talks, as providers keep them."""

from typing import Protocol


class RecordingSource(Protocol):
    async def fetch(self, provider: str, address: str) -> bytes:
        """The recording that a provider named this address for.

        Raises NotFound when the address is not the provider's own, or the file there is too large; RecordingLate
        when it is not there yet.
        """
