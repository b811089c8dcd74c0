"""A card says what a provider calls a status, and at length where that explains what went wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.calls import CallState
from bot.domain.orders import OrderState
from bot.providers.callkeeper.provider import CallkeeperProvider
from bot.providers.callkeeper.settings import CallkeeperConfig
from bot.telegram.cards import render, result_text
from tests.unit.telegram.showing import joined, joined_call, look

FORBIDDEN, AT_LENGTH = "Клиент временно недоступен", "Оператор связи запрещает вызов"
BUSY = "Номер клиента занят"


def card(state: CallState, vendor_status: str) -> str:
    provider = CallkeeperProvider(CallkeeperConfig("https://api.callkeeper.ru", "key"))
    plain = look()
    services = {**plain.providers, "callkeeper": replace(plain.providers["callkeeper"], worded=provider)}
    view = joined(OrderState.PLACED, joined_call(state, vendor_status=vendor_status))
    shown = replace(plain, providers=services)
    text = result_text(view, shown, is_reply=True)
    html = render(view, shown).html
    assert "\n" not in text
    said = [words for words in (FORBIDDEN, AT_LENGTH, BUSY) if words in html][:1]
    assert [words for words in (FORBIDDEN, AT_LENGTH, BUSY) if words in text] == said, (
        "the reply says the first of them"
    )
    return html


def test_what_went_wrong_is_explained() -> None:
    html = card(CallState.FAILED, "200/403")
    assert html.index(FORBIDDEN) < html.index(AT_LENGTH)


def test_the_same_words_are_not_said_twice() -> None:
    assert card(CallState.BUSY, "200/486").count(BUSY) == 1


@pytest.mark.parametrize(
    ("state", "vendor_status", "short"),
    [
        (CallState.COMPLETED, "200/200", "Звонок прошёл успешно"),
        (CallState.RINGING, "1/0", "Звонок происходит прямо сейчас"),
    ],
)
def test_what_the_card_says_already_is_not_said_in_their_words(
    state: CallState, vendor_status: str, short: str
) -> None:
    assert short not in card(state, vendor_status)


def test_what_the_service_waits_for_is_said_in_its_words() -> None:
    assert "Запланирован" in card(CallState.PLACED, "2/0")


def test_while_a_call_goes_on_nothing_is_explained_at_length() -> None:
    html = card(CallState.PLACED, "200/403")
    assert FORBIDDEN in html
    assert AT_LENGTH not in html


def test_a_status_that_the_provider_does_not_list_has_no_words() -> None:
    assert FORBIDDEN not in card(CallState.FAILED, "200/999")
