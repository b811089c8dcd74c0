"""Options where several providers are set up: each offers what it can, and is refused what it cannot."""

from __future__ import annotations

import pytest

from bot.domain.orders import Order
from bot.domain.sayings import Record, RecordKind, Saying, Voice
from tests.fakes.provider import FakeProvider
from tests.fakes.services import HavingPhrases, JoiningPeople, Verifying
from tests.support.people import CALL
from tests.support.stage import Someone, Stage


@pytest.fixture
def services() -> list[FakeProvider]:
    return [Verifying(), JoiningPeople(), HavingPhrases()]


async def order(stage: Stage) -> Order:
    return (await stage.orders())[-1]


async def test_the_menu_is_the_services(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    await oleg.presses("Параметры")
    assert oleg.labels() == [
        "📞 Позвонить",
        "✏️ Текст",
        "🎵 Ролик",
        "🗣 Голос: женский",
        "☎️ Дежурный номер",
        "📋 Меню: нет",
        "⏺ Запись: нет",
        "🕒 Когда: сейчас",
        "⋯ Ещё",
        "◀️ Назад",
    ]
    await oleg.presses("Голос")
    await oleg.presses("Запись")
    stale = oleg.last()
    await oleg.presses("Ещё")
    assert oleg.labels() == [
        "🌐 Язык: по умолчанию",
        "🎯 Повод: нет",
        "🛟 Запасной: нет",
        "✓ CallDog",
        "Mobilgroup",
        "Сделать обратным звонком",
        "◀️ Назад",
    ]
    await oleg.presses("Mobilgroup")
    assert oleg.labels() == [
        "🎵 Готовая фраза",
        "🎬 Скрипт",
        "🎯 Повод: нет",
        "🛟 Запасной: нет",
        "CallDog",
        "✓ Mobilgroup",
        "Сделать обратным звонком",
        "◀️ Назад",
    ]
    await oleg.presses("Назад")
    assert oleg.labels()[:3] == ["📞 Позвонить", "✏️ Текст", "☎️ Номер: по умолчанию"]
    moved = await order(stage)
    assert (moved.provider, moved.terms.saying, moved.terms.need_recording) == (
        "mobilgroup",
        Saying("Ваш заказ готов"),
        False,
    )
    await oleg.presses("Номер")
    assert oleg.labels() == ["+7 495 123-45-67", "◀️ Назад"], "it has no duty numbers"
    assert stale.message_id


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("voice", "не даёт выбирать голос"),
        ("recording", "не записывает разговоры"),
    ],
)
async def test_a_button_of_another_services_menu_says_why(stage: Stage, oleg: Someone, data: str, said: str) -> None:
    await oleg.says(CALL)
    await oleg.presses("Параметры")
    stale = oleg.last().model_copy()
    label = {"voice": "Голос", "recording": "Запись"}[data]
    await oleg.presses("Ещё")
    await oleg.presses("Mobilgroup")
    await oleg.presses("Назад")
    await oleg.presses(label, stale)
    assert said in (stage.telegram.answers()[-1] or "")


async def test_a_phrase_or_a_script_is_said(stage: Stage, oleg: Someone, services: list[FakeProvider]) -> None:
    await oleg.says(CALL)
    await oleg.presses("Параметры")
    await oleg.presses("Ещё")
    await oleg.presses("Mobilgroup")
    await oleg.presses("Готовая фраза")
    assert oleg.labels() == ["Заказ готов", "Ждём вас", "◀️ Назад"]
    await oleg.presses("Ждём вас")
    assert (await order(stage)).terms.saying == Saying(Record("13", RecordKind.PHRASE))
    assert "Прозвучит готовая фраза № 13" in (oleg.last().text or "")
    assert not any("Запасной" in label for label in oleg.labels()), "no other service knows this phrase"
    await oleg.presses("Скрипт")
    await oleg.presses("Опрос")
    assert "Сейчас — сумма" in (oleg.last().text or "")
    await oleg.presses("Готово")
    await oleg.presses("Назад")
    await oleg.presses("Позвонить")
    await stage.app.core.submitter.drain()
    assert [call.saying.record for call in services[2].placed] == [Record("7", RecordKind.SCRIPT)]


async def test_a_language_and_a_second_service(stage: Stage, oleg: Someone) -> None:
    await oleg.says(CALL)
    await oleg.presses("Параметры")
    await oleg.presses("Ещё")
    await oleg.presses("Язык: по умолчанию")
    await oleg.presses("Английский")
    assert "🌐 Язык: английский" in oleg.labels()
    await oleg.presses("Язык")
    assert "✓ Английский" in oleg.labels()
    await oleg.presses("Назад")
    await oleg.presses("Запасной")
    assert oleg.labels() == ["Mobilgroup", "◀️ Назад"], "only what reads texts, and another one"
    await oleg.presses("Mobilgroup")
    changed = await order(stage)
    assert (changed.terms.saying.language, changed.terms.fallback) == ("en-US", "mobilgroup")
    assert "Запасной: Mobilgroup" in (oleg.last().text or "")
    await oleg.presses("Назад")
    await oleg.presses("Ролик")
    await oleg.says("8812")
    assert (await order(stage)).terms.fallback is None, "a record is one service's own"


async def test_the_text_has_to_fit_both_services(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call +7 999 123-45-67 " + "а" * 1500)
    assert "1024" in (oleg.last().text or "")
    await oleg.presses("Параметры")
    await oleg.presses("Ещё")
    await oleg.presses("Mobilgroup")
    assert "Сократите" not in (oleg.last().text or "")
    await oleg.presses("Запасной")
    await oleg.presses("CallDog")
    assert "1024" in (oleg.last().text or "")


async def test_what_calls_begin_with(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/settings")
    await oleg.presses("Параметры по умолчанию")
    assert oleg.labels() == ["📡 Сервис", "☎️ Номер", "🗣 Голос", "🌐 Язык", "◀️ Назад"]
    for menu, choice in (("Номер", "+7 495"), ("Голос", "Мужской"), ("Язык", "Русский")):
        await oleg.presses(menu)
        assert ("По умолчанию" in "".join(oleg.labels())) == (menu != "Голос"), "there is always a voice"
        await oleg.presses(choice)
        await oleg.presses(menu)
        assert [label for label in oleg.labels() if "✓" in label] == [
            next(label for label in oleg.labels() if choice in label)
        ]
        await oleg.presses("Назад")
    shown = oleg.last().text or ""
    for part in ("Сервис: CallDog", "Номер: +7 495 123-45-67", "Голос: мужской", "Язык: русский"):
        assert part in shown
    await oleg.says(CALL)
    begun = await order(stage)
    assert begun.terms.saying == Saying("Ваш заказ готов", Voice.MALE, "ru-RU")
    assert begun.terms.caller_id == "74951234567"

    await oleg.says("/settings")
    await oleg.presses("Параметры по умолчанию")
    await oleg.presses("Сервис")
    await oleg.presses("Mobilgroup")
    assert oleg.labels() == ["📡 Сервис", "☎️ Номер", "◀️ Назад"]
    await oleg.says(CALL)
    begun = await order(stage)
    assert (begun.provider, begun.terms.caller_id) == ("mobilgroup", None), "a number is its service's own"
    assert begun.terms.saying == Saying("Ваш заказ готов")
    await oleg.says("/settings")
    await oleg.presses("Параметры по умолчанию")
    await oleg.presses("Сервис")
    await oleg.presses("По умолчанию")
    await oleg.says(CALL)
    assert (await order(stage)).provider == "calldog"


async def test_the_service_chosen_last_is_remembered(stage: Stage, oleg: Someone, anna: Someone) -> None:
    await oleg.opens(CALL, "Параметры", "Ещё", "Mobilgroup")
    await oleg.says(CALL)
    assert (await order(stage)).provider == "mobilgroup"
    await anna.says(CALL)
    assert (await order(stage)).provider == "calldog", "it is one person's own"
    await oleg.says("/settings")
    await oleg.presses("Параметры по умолчанию")
    await oleg.presses("Сервис")
    assert "✓ Mobilgroup" in oleg.labels(), "the tick stands where calls begin"
    await oleg.presses("CallDog")
    await oleg.opens(CALL, "Параметры", "Ещё", "Mobilgroup")
    await oleg.says(CALL)
    assert (await order(stage)).provider == "calldog", "the settings say otherwise"


async def test_a_number_of_ones_own_keeps_its_service(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/settings")
    await oleg.presses("Параметры по умолчанию")
    await oleg.presses("Номер")
    await oleg.presses("+7 495 123-45-67")
    await oleg.opens(CALL, "Параметры", "Ещё", "Mobilgroup")
    await oleg.says(CALL)
    begun = await order(stage)
    assert (begun.provider, begun.terms.caller_id) == ("calldog", "74951234567")


async def test_a_phone_is_told_and_forgotten(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/settings")
    assert "Ваш телефон: не указан" in (oleg.last().text or "")
    await oleg.presses("Указать мой телефон")
    contact = {"phone_number": "79990001122", "first_name": "Олег", "user_id": oleg.id}
    await oleg.says("", contact=contact)
    await oleg.says("/settings")
    assert "Ваш телефон: +7 999 000-11-22" in (oleg.last().text or "")
    await oleg.presses("Забыть мой телефон")
    assert "Ваш телефон: не указан" in (oleg.last().text or "")


async def test_a_call_written_instead_leaves_no_question(stage: Stage, oleg: Someone) -> None:
    await oleg.opens("/settings", "Указать мой телефон")
    question = oleg.last()
    await oleg.says("8 999 123-45-68 Ваш заказ готов")
    assert (oleg.id, question.message_id) not in stage.telegram.messages
    assert oleg.labels()[0] == "📞 Позвонить"
    assert (await order(stage)).phones == ("79991234568",)


async def test_balances_stand_side_by_side(stage: Stage, oleg: Someone, services: list[FakeProvider]) -> None:
    verifying = services[0]
    assert isinstance(verifying, Verifying)
    await oleg.says("/balance")
    assert "мало" not in (oleg.last().text or "")
    assert "CallKeeper: 12 минут" in (oleg.last().text or "")
    assert "💰 Баланс на 12:00:00" in (oleg.last().text or "")
    verifying.amount = type(verifying.amount)("99.99")
    await oleg.says("/balance")
    assert "⚠️ CallDog: 99,99 ₽ — пора пополнить" in (oleg.last().text or "").replace("\u00a0", " ")
