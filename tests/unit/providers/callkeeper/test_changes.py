"""What changes something and places no call: widgets and tags."""

from __future__ import annotations

import pytest

from bot.domain.calls import Handle
from bot.domain.errors import Uncertain
from bot.domain.reasons import Reason
from bot.domain.widgets import WidgetWish
from bot.ports.emulating import BadValues
from bot.providers.callkeeper.provider import CallkeeperProvider
from tests.unit.providers.callkeeper.conftest import HASH, KEY, Stub


async def test_widgets(stub: Stub, provider: CallkeeperProvider) -> None:
    stub.says("createWidget", {"status": "success", "hash": HASH})
    widget = WidgetWish("+7 916 555-44-44^2311", "UTC+03:00", "Bond", "www.test.ru", "09001800", "a@b.ru, c@d.ru")
    assert await provider.create_widget(widget) == HASH
    assert stub.forms("createWidget") == [
        {
            "apiak": KEY,
            "phone": "79165554444",
            "name": "Bond",
            "gmt": "UTC+03:00",
            "phoneadd": "2311",
            "site": "www.test.ru",
            "schedule": "09001800",
            "emails[0]": "a@b.ru",
            "emails[1]": "c@d.ru",
        }
    ]
    stub.says("deleteWidget", {"status": "success"})
    await provider.delete_widget(HASH)
    assert stub.forms("deleteWidget") == [{"apiak": KEY, "whash": HASH}]
    with pytest.raises(BadValues, match="schedule"):
        await provider.create_widget(WidgetWish("79165554444", hours="9-18"))


async def test_a_change_whose_answer_is_lost_is_not_repeated(stub: Stub, provider: CallkeeperProvider) -> None:
    for operation in ("createWidget", "deleteWidget", "tag"):
        stub.says(operation, "", 502)
    for ask in (
        provider.create_widget(WidgetWish("79165554444")),
        provider.delete_widget(HASH),
        provider.set_tag(Handle("1", "2"), "x"),
    ):
        with pytest.raises(Uncertain, match=Reason.CHANGE_LOST):
            await ask
    assert len(stub.asked) == 3
    stub.says("createWidget", {"status": "success"})
    with pytest.raises(Uncertain, match=Reason.CHANGE_LOST):
        await provider.create_widget(WidgetWish("79165554444"))


async def test_tags(stub: Stub, provider: CallkeeperProvider) -> None:
    stub.says("tag", {"status": "success"})
    await provider.set_tag(Handle("9721917", "1497096000"), "testApiTagging")
    assert stub.forms("tag") == [{"action": "set", "apiak": KEY, "tag": "testApiTagging", "call_id": "9721917"}]
