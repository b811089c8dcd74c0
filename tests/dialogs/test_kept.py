"""What is kept of a person beside their dialogs: nothing else that ends takes it away."""

from __future__ import annotations

from tests.dialogs.test_callback import CLIENT, services, shares
from tests.support.stage import Someone, Stage

__all__ = ["services"]  # the fixture


async def test_what_is_kept_of_a_person_outlives_the_question(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/calls 4567")
    assert "…4567" in (oleg.last().text or "")
    await oleg.says(CLIENT)
    await shares(oleg, oleg.id)
    await oleg.says("/calls")
    assert "…4567" in (oleg.last().text or "")
