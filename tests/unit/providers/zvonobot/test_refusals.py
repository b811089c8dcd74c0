"""The engine's words, as its clients have met them or as such frameworks write them."""

from __future__ import annotations

import pytest

from bot.domain.reasons import Reason
from bot.providers.zvonobot.answers import reason_of


@pytest.mark.parametrize(
    ("status", "words", "reason"),
    [
        (401, "Номер не подтверждён", Reason.REFUSED_KEY),
        (403, "", Reason.REFUSED_KEY),
        (403, "Доступ запрещён", Reason.REFUSED_KEY),
        (403, "Недостаточно средств на балансе", Reason.REFUSED_MONEY),
        (402, "", Reason.REFUSED_MONEY),
        (200, "Неверный API-ключ", Reason.REFUSED_KEY),
        (422, "apiKey The api key field is required.", Reason.REFUSED_KEY),
        (200, "Недостаточно средств", Reason.REFUSED_MONEY),
        (200, "Пополните баланс", Reason.REFUSED_MONEY),
        (200, "Аудиоролик не прошёл модерацию", Reason.REFUSED_MODERATION),
        (200, "Record is not moderated", Reason.REFUSED_MODERATION),
        (200, "Исходящий номер не найден", Reason.REFUSED_CALLER_ID),
        (200, "Номер отправителя не подтвержден", Reason.REFUSED_CALLER_ID),
        (422, "outgoingPhone The outgoing phone field is required.", Reason.REFUSED_CALLER_ID),
        (422, "record.text Поле слишком длинное", Reason.REFUSED_TEXT),
        (200, "Текст аудиоролика длиннее 1024 символов", Reason.REFUSED_TEXT),
        (200, "Аудиозапись не найдена", Reason.REFUSED_RECORD),
        (422, "record.id The selected record.id is invalid.", Reason.REFUSED_RECORD),
        (422, "phone Неверный формат", Reason.REFUSED_PHONE),
        (200, "Номер абонента в чёрном списке", Reason.REFUSED_PHONE),
        (200, "Слишком много запросов", Reason.REFUSED_RATE),
        (429, "", Reason.REFUSED_RATE),
        (404, "", Reason.REFUSED_ADDRESS),
        (400, "", Reason.REFUSED_OTHER),
        (200, "Включите ключевые слова", Reason.REFUSED_OTHER),
    ],
)
def test_the_reason_of_a_refusal(status: int, words: str, reason: Reason) -> None:
    assert reason_of(status, words.casefold()) is reason
