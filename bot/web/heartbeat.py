"""An address that is asked every minute while all is well, so that somebody outside notices the bot's own silence."""

import logging

from aiohttp import ClientError, ClientSession, ClientTimeout
from pydantic import SecretStr

from bot.services.watch import Beat

log = logging.getLogger(__name__)

WITHIN = 10.0
"""Seconds."""


class Heartbeat:
    """The address is a secret: whoever knows it could keep the watcher quiet."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def beat(self) -> None:
        """A watcher that cannot be reached is logged: what it makes of that is its own business."""
        ok, said = await self.ask()
        if not ok:
            log.warning("the watcher of HEARTBEAT_URL was not reached: %s", said)

    async def ask(self) -> tuple[bool, str]:
        """Whether the watcher took it, and what it said."""
        try:
            async with (
                ClientSession(timeout=ClientTimeout(total=WITHIN), trust_env=True) as http,
                http.get(self._url) as answer,
            ):
                return answer.status < 400, f"HTTP {answer.status}"
        except (ClientError, OSError) as error:  # TimeoutError among them
            return False, type(error).__name__  # its words may hold the address
        except ValueError:
            return False, "the address cannot be asked"


def heartbeat(url: SecretStr | None) -> Beat | None:
    """None when nobody is to be asked."""
    return Heartbeat(url.get_secret_value()).beat if url else None
