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
        said = None
        try:
            async with (
                ClientSession(timeout=ClientTimeout(total=WITHIN), trust_env=True) as http,
                http.get(self._url) as answer,
            ):
                said = f"HTTP {answer.status}" if answer.status >= 400 else None
        except (ClientError, OSError) as error:  # TimeoutError among them
            said = type(error).__name__  # its words may hold the address
        except ValueError:
            said = "the address cannot be asked"
        if said:
            log.warning("the watcher of HEARTBEAT_URL was not reached: %s", said)


def heartbeat(url: SecretStr | None) -> Beat | None:
    """None when nobody is to be asked."""
    return Heartbeat(url.get_secret_value()).beat if url else None
