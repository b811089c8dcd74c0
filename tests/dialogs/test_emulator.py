"""`/emulator`: forms made from the providers' models, filled in by tapping, up to a request on the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiogram.methods import EditMessageText, SendMessage

from bot.domain.access import Role
from bot.ports.emulating import RawAnswer
from tests.dialogs.emulating import HASH, KEY, NOWHERE, Wire, filled, services, stage_of, text
from tests.support.stage import Someone, Stage


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
async def stage(tmp_path: Path, wire: Wire) -> AsyncIterator[Stage]:
    async with stage_of(tmp_path, wire) as stage:
        yield stage


async def test_every_form_of_every_service(stage: Stage, anna: Someone) -> None:
    """Each opens, names its fields, says in words what is missing, and all of it fits."""
    for service in services().by_name.values():
        await anna.says("/emulator")
        await anna.presses(service.title)
        assert "Через API его не сменить" in text(anna)
        names = [label for label in anna.labels() if "Назад" not in label]
        assert len(names) == len(getattr(service, "operations"))  # noqa: B009 - a capability, not part of Provider
        for at, operation in enumerate(getattr(service, "operations").values()):  # noqa: B009 - as above
            await anna.says("/emulator")
            await anna.presses(service.title)
            data = stage.telegram.messages[anna.id, anna.last().message_id].reply_markup
            assert data is not None
            pressed = [button for row in data.inline_keyboard for button in row][at]
            await anna.sends_data(str(pressed.callback_data), anna.last())
            for parameter in operation.parameters:
                assert parameter.name in text(anna)
            assert len(anna.rows()) <= 8
            if not operation.parameters:
                assert any("Отправить" in label for label in anna.labels()), "there is nothing to fill in"
                continue
            await anna.presses("Показать запрос")
            if any(parameter.required for parameter in operation.parameters):
                assert "Заполните это поле" in text(anna)


async def test_the_request_as_it_would_be_sent(stage: Stage, anna: Someone, wire: Wire) -> None:
    await filled(anna)
    await anna.presses("Показать запрос")
    for part in (
        f"POST {NOWHERE}/apiCalls/create",
        '"apiKey": "call…"',
        '"phone": "79991234567"',
        "Ваш <заказ> готов",
        "настоящий звонок",
    ):
        assert part in text(anna)
    assert KEY not in text(anna)
    assert wire.sent == []
    await anna.presses("curl")
    said = [message.text or "" for message in stage.telegram.in_chat(anna.id)]
    assert any(line.startswith("curl -X POST") for line in said)
    assert not any(KEY in line for line in said)
    assert any("Отправить сервису" in label for label in anna.labels()), "the window moved below the line"


async def test_a_problem_of_the_whole_request_is_said_once(anna: Someone) -> None:
    await anna.opens("/emulator", "CallDog", "create", "record › text")
    await anna.says("Ваш заказ готов")
    await anna.presses(" phone")
    await anna.says("8 (999) 123-45-67")
    await anna.presses("Показать запрос")
    assert text(anna).count("Нужно одно из двух полей: outgoingPhone или dutyPhone") == 1
    assert "phone — номер абонента (7XXXXXXXXXX, 11 цифр): 79991234567" in text(anna), "as it will be sent"


async def test_the_fields_of_a_small_object_stand_in_the_form(anna: Someone) -> None:
    await anna.opens("/emulator", "CallDog", "create", "Показать запрос")
    assert "⚠️ Заполните это поле" in text(anna).partition("record › gender")[2].partition("\n•")[0]
    await anna.presses("record › text")
    await anna.says("Ваш заказ готов")
    assert "record › text — текст" in text(anna), "back in the whole form"
    assert "Ваш заказ готов" in text(anna)
    await anna.opens("/emulator", "Mobilgroup", "set templates", "templates", "Добавить", " name")
    await anna.says("Название")
    assert any("message" in label for label in anna.labels()), "an item of a list has its own form"


async def test_problems_are_said_at_their_field_in_words(anna: Someone) -> None:
    await anna.opens("/emulator", "CallDog", "create")
    assert "Заполните" not in text(anna), "nobody is told of what they had no time to fill in"
    await anna.presses(" phone")
    await anna.says("12")
    assert "⚠️" in text(anna)
    assert "ivrs" not in text(anna), "the field stays open, and says why"
    await anna.presses("Назад")
    assert "⚠️" in text(anna)
    await anna.presses("ivrs")
    await anna.presses("Добавить")
    await anna.presses("digit")
    await anna.says("11")
    assert "Не больше 9" in text(anna)
    await anna.presses("Назад")
    assert "Не больше 9" in text(anna)
    await anna.presses("Назад")
    assert "⚠️" in anna.labels()[0]
    await anna.presses("Назад")
    assert "Внутри есть ошибки" in text(anna)
    await anna.presses("Показать запрос")
    assert "Заполните это поле" in text(anna)
    assert (anna.stage.telegram.answers()[-1] or "").startswith("Проверьте поля: ")
    assert any("Показать запрос" in label for label in anna.labels())


async def test_lists_and_nested_objects_by_tapping(stage: Stage, anna: Someone, wire: Wire) -> None:
    await filled(anna)
    await anna.presses("ivrs")
    for digit in ("1", "2"):
        await anna.presses("Добавить")
        await anna.presses("digit")
        await anna.says(digit)
        await anna.presses("needBlock")
        assert any("needBlock: да" in label for label in anna.labels())
        await anna.presses("needBlock")
        assert any("needBlock: нет" in label for label in anna.labels())
        await anna.presses("Назад")
    await anna.presses("1. ")
    await anna.presses("Убрать пункт")
    assert [label for label in anna.labels() if "digit" in label] == ["1. digit: 2, needBlock: 0"]
    await anna.presses("Назад")
    await anna.presses(" phone")
    await anna.presses("Убрать значение")
    await anna.presses("phones")
    await anna.says("89991234567, 89991234568\n89991234569")
    await anna.presses("89991234568")
    await anna.presses("Назад")
    await anna.presses("Показать запрос")
    assert '"79991234567",\n    "79991234569"' in text(anna)
    assert '"ivrs": [\n    {\n      "digit": 2,\n      "needBlock": 0\n    }\n  ]' in text(anna)


async def test_a_long_request_is_cut_and_nothing_is_lost(stage: Stage, anna: Someone) -> None:
    await anna.opens("/emulator", "CallDog", "createRecord")
    await anna.presses("name")
    await anna.says("Ролик")
    await anna.presses("source")
    await anna.presses("text")
    await anna.presses(" text")
    assert "зам+ок" in text(anna)
    long = " ".join(f"слово{number}" for number in range(380))
    await anna.says(long)
    await anna.presses(" text")
    await anna.says(long + " конец")
    before = len(stage.telegram.asked(SendMessage))
    await anna.presses("Показать запрос")
    sent = [message.text or "" for message in stage.telegram.asked(SendMessage)[before:]]
    assert all(len(part) <= 4200 for part in sent)
    assert "конец" in "".join(sent) + text(anna)


async def test_last_values_come_back_without_secrets(stage: Stage, anna: Someone) -> None:
    await filled(anna)
    await anna.presses("Показать запрос")
    await anna.opens("/emulator", "CallDog", "create")
    assert "79991234567" not in text(anna)
    await anna.presses("Как раньше")
    assert "79991234567" in text(anna)
    assert not any("Как раньше" in label for label in anna.labels())
    await anna.presses(" phone")
    assert "79991234567" in anna.labels(), "offered, as it was used before"

    await anna.opens("/emulator", "CallKeeper", "deleteWidget")
    await anna.presses("whash")
    assert "секретное" in text(anna)
    await anna.says(HASH)
    assert HASH not in text(anna)
    await anna.presses("Показать запрос")
    assert HASH not in text(anna)
    await anna.opens("/emulator", "CallKeeper", "deleteWidget")
    assert not any("Как раньше" in label for label in anna.labels())
    rows = await stage.app.database.transact(lambda uow: uow.emulations.remembered(anna.id, "callkeeper"))
    assert rows == {"CK9": {}}


async def test_choices_come_from_what_was_read_before(anna: Someone, wire: Wire) -> None:
    wire.answer = RawAnswer(200, '{"data": [{"phone": "74951112233", "enable": true}]}')
    await anna.opens("/emulator", "CallDog", "getPhones")
    await anna.presses("Показать запрос")
    await anna.presses("Отправить сервису")
    await anna.opens("/emulator", "CallDog", "create")
    await anna.presses("outgoingPhone")
    assert "74951112233" in anna.labels()
    assert len(wire.sent) == 1


async def test_what_the_api_does_not_name_is_said(anna: Someone) -> None:
    await anna.opens("/emulator", "CallDog", "create")
    for option in ("фильтр автоответчиков", "распознавание тишины", "метки у клавиш"):
        assert option in text(anna)


async def test_a_time_as_people_write_it(anna: Someone) -> None:
    await anna.opens("/emulator", "CallDog", "create")
    await anna.presses("plannedAt")
    await anna.says("25.11.2026 14:30")
    assert "1795606200" in text(anna)


async def test_in_english(stage: Stage) -> None:
    john = await stage.person(6, Role.ADMIN, "en")
    await john.opens("/emulator", "Mobilgroup", "send")
    await john.presses("Show request")
    assert "Fill in this field" in text(john)
    stage.telegram.refusals[EditMessageText] = "Bad Request: have no rights"
    await john.presses("Back")
