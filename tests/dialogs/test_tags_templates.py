"""A tag under a call's card, and templates of a provider that keeps them."""

from __future__ import annotations

import pytest

from bot.domain.calls import CallState, Handle, Report
from bot.domain.errors import Uncertain
from bot.ports.abilities import Template
from tests.fakes.provider import FakeProvider
from tests.fakes.services import HavingPhrases, JoiningPeople
from tests.support.people import OLGA
from tests.support.stage import Someone, Stage


@pytest.fixture
def services() -> list[FakeProvider]:
    return [FakeProvider(), JoiningPeople(), HavingPhrases()]


@pytest.fixture
def keeper(services: list[FakeProvider]) -> JoiningPeople:
    assert isinstance(services[1], JoiningPeople)
    return services[1]


@pytest.fixture
def phrases(services: list[FakeProvider]) -> HavingPhrases:
    assert isinstance(services[2], HavingPhrases)
    return services[2]


async def test_one_message_tags_a_call(stage: Stage, oleg: Someone, keeper: JoiningPeople) -> None:
    await oleg.says("/callback +7 999 123-45-67")
    await oleg.says("Не сейчас")
    card = oleg.last()
    await oleg.presses("Позвонить", card)
    await stage.app.core.submitter.drain()
    await stage.until(lambda: "звонок в очереди" in (stage.telegram.messages[oleg.id, card.message_id].text or ""))
    assert oleg.under("🏷 Метка в CallKeeper") is None, "it goes on"
    keeper.reports["501"] = Report(CallState.COMPLETED)
    stage.clock.advance(600)
    await stage.app.core.track.poll()
    await stage.until(lambda: oleg.last().text == "✅ разговор состоялся")
    tagged = await stage.until(lambda: oleg.under("🏷 Метка в CallKeeper"))
    await oleg.presses("Метка", tagged)
    assert "Напишите метку" in (oleg.last().text or "")
    await oleg.says("  важный \n клиент ")
    assert keeper.tags == [(Handle("501", "1"), "важный клиент")]
    assert "поставлена" in (oleg.last().text or "")
    word = "🏷 важный клиент"
    assert await stage.until(lambda: word in (stage.telegram.messages[oleg.id, tagged.message_id].text or ""))
    await oleg.opens("/calls")
    assert word in (oleg.last().text or "")


async def test_no_other_service_shows_the_button(stage: Stage, oleg: Someone) -> None:
    await oleg.says("/call +7 999 123-45-67 Текст")
    card = oleg.last()
    await oleg.presses("Позвонить")
    await stage.app.core.submitter.drain()
    await stage.until(lambda: "звонок в очереди" in (stage.telegram.messages[oleg.id, card.message_id].text or ""))
    assert oleg.under("🏷 Метка") is None
    (order,) = await stage.orders()
    await oleg.sends_data(f"call:tag:{order.calls[0].id}", card)
    assert "не хранит метки" in (stage.telegram.answers()[-1] or "")


async def test_nobody_tags_anothers_call(stage: Stage, oleg: Someone, keeper: JoiningPeople) -> None:
    await oleg.says("/callback +7 999 123-45-67")
    await oleg.says("Не сейчас")
    card = oleg.last()
    await oleg.presses("Позвонить", card)
    await stage.app.core.submitter.drain()
    olga = await stage.let_in(OLGA)
    (order,) = await stage.orders()
    await olga.sends_data(f"call:tag:{order.calls[0].id}", card)
    assert "другого сотрудника" in (stage.telegram.answers()[-1] or "")


async def test_templates_are_listed_added_and_changed(maria: Someone, phrases: HavingPhrases) -> None:
    await maria.says("/templates")
    assert "Шаблоны какого клиента?" in (maria.last().text or "")
    await maria.says("123")
    assert maria.labels() == ["Заказ", "➕ Добавить", "👤 Другой клиент", "Закрыть"]
    await maria.presses("Добавить")
    await maria.says("Привет\nЗдравствуйте,\nждём вас\n\nПлохой\nтекст")
    assert "✅ Привет: сохранён" in (maria.last().text or "")
    assert "❌ Плохой: сервис не принял («Template_not_found»)" in (maria.last().text or "")
    assert phrases.stored["123"][-1] == Template("Привет", "Здравствуйте,\nждём вас", "2")

    await maria.presses("Назад")
    await maria.presses("Заказ")
    assert "Ваш заказ готов" in (maria.last().text or "")
    await maria.presses("Изменить")
    await maria.says("Заказ\nЗаказ <готов>")
    assert Template("Заказ", "Заказ <готов>", "1") in phrases.stored["123"]
    await maria.says("/templates 123")
    await maria.presses("Заказ")
    assert "Заказ <готов>" in (maria.last().text or "")


async def test_a_template_without_a_text_is_not_sent(maria: Someone, phrases: HavingPhrases) -> None:
    await maria.says("/templates 123")
    await maria.presses("Добавить")
    await maria.says("Только название")
    assert "В «Только название» нет текста" in (maria.last().text or "")
    assert len(phrases.stored["123"]) == 1


async def test_a_lost_answer_says_to_look_first(maria: Someone, phrases: HavingPhrases) -> None:
    async def lost(account: str, templates: object) -> list[Template]:
        raise Uncertain("provider-change-lost")

    setattr(phrases, "save_templates", lost)  # noqa: B010 - a method is replaced
    await maria.says("/templates 123")
    await maria.presses("Добавить")
    await maria.says("Имя\nТекст")
    assert "неизвестно, выполнил ли он просьбу" in (maria.last().text or "")


async def test_operators_have_no_templates(oleg: Someone) -> None:
    await oleg.says("/templates 123")
    assert "нет прав" in (oleg.last().text or "")


async def test_an_edited_call_says_what_its_template_says(stage: Stage, maria: Someone, phrases: HavingPhrases) -> None:
    phrases.stored["123"].append(Template("Ждём", "Ждём вас до восьми", "2"))
    await maria.says("/templates 123")
    written = maria.message("/call 89991234567 #заказ")
    await stage.feed(message=written)
    (order,) = await stage.orders()
    assert order.terms.saying.text == "Ваш заказ готов"
    for text, said in (("#ждём", "Ждём вас до восьми"), ("#нет такого", "Ждём вас до восьми"), ("Текст", "Текст")):
        edit = {"text": f"/call 89991234576 {text}", "edit_date": 1795800030}
        await stage.feed(edited_message=written.model_copy(update=edit))
        (order,) = await stage.orders()
        assert (order.phones, order.terms.saying.text) == (("79991234576",), said)
    assert any("«нет такого»" in (one.text or "") for one in stage.telegram.in_chat(maria.id))
