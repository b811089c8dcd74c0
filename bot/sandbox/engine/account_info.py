"""`userInfo`: who the account belongs to and what money it has."""

from typing import Any

from bot.sandbox.engine.gateway import Asked
from bot.sandbox.engine.service import Engine


def user_info(engine: Engine, _: Asked) -> dict[str, Any]:
    return {"id": engine.account.user_id, "balance": f"{engine.account.balance:.2f}"}
