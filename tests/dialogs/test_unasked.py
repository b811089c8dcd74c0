"""Commands as people write them, and what comes without one: in private never silence, in groups silence."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.types import Contact, Document, Location, MessageOriginHiddenUser, PhotoSize, Sticker

from bot.domain.access import Role
from bot.domain.number_list import LARGEST
from tests.support.people import MARIA
from tests.support.stage import GROUP, Someone, Stage

A, B = "79991234567", "79991234568"
CLIENT = MessageOriginHiddenUser(date=datetime.now(UTC), sender_user_name="Клиент")
FORWARDED: dict[str, Any] = {"forward_origin": CLIENT}
LIST = 'Телефон;Имя\n89991234567;Иван\n"8 (999) 123-45-68";Анна\n998901234567;Алишер\n89991234567;снова\n;Пусто'


def heard(someone: Someone) -> list[str]:
    return [message.text or "" for message in someone.stage.telegram.in_chat(someone.id)]


def last(someone: Someone) -> str:
    return someone.last().text or ""


def document(stage: Stage, name: str | None, content: str = LIST, codec: str = "cp1251", **fields: Any) -> Document:
    stage.telegram.files["list"] = content.encode(codec)
    size = len(stage.telegram.files["list"])
    return Document(**{"file_id": "list", "file_unique_id": "list", "file_name": name, "file_size": size, **fields})


async def sends(someone: Someone, chat: int | None = None, **fields: Any) -> None:
    await someone.stage.feed(message=someone.message(None, chat, **fields))


@pytest.mark.parametrize(
    "written",
    [
        "/Call 8 999 123-45-67 Ваш заказ готов",
        "/CALL@Zvonar_Bot +7 999 123-45-67 Ваш заказ готов",
        "/call+79991234567 Ваш заказ готов",
        "/call89991234567 Ваш заказ готов",
        "/call(999)123-45-67 Ваш заказ готов",
        "/call, 89991234567 Ваш заказ готов",
        "/call: 89991234567 Ваш заказ готов",
        "/call@zvonar_bot, 89991234567 Ваш заказ готов",
        "/Call@zvonar_bot+79991234567\nВаш заказ готов",
    ],
)
@pytest.mark.parametrize("chat", [None, GROUP])
async def test_call_however_it_is_written(stage: Stage, oleg: Someone, written: str, chat: int | None) -> None:
    await oleg.says(written, chat)
    (order,) = await stage.orders()
    assert (order.phones, order.terms.saying.text) == ((A,), "Ваш заказ готов")


@pytest.mark.parametrize("written", ["/call@other_bot+79991234567", "/call_38", "/callПривет", "/Call@other_bot, 8999"])
async def test_what_is_no_call_of_ours(stage: Stage, oleg: Someone, written: str) -> None:
    await oleg.says(written, GROUP)
    assert stage.telegram.in_chat(GROUP) == []


@pytest.mark.parametrize("written", ["/HELP", "/Settings", "/Start", "/CALLS"])
async def test_other_commands_in_any_case(oleg: Someone, written: str) -> None:
    await oleg.says(written)
    assert "Такой команды нет" not in last(oleg)
    assert len(heard(oleg)) == 1


@pytest.mark.parametrize(
    ("written", "phones", "text"),
    [
        ("+7 999 123-45-67", (A,), ""),
        ("8 999 123 45 67 Ваш заказ готов", (A,), "Ваш заказ готов"),
        ("89991234567, 89991234568\nВаш заказ готов", (A, B), "Ваш заказ готов"),
        ("Позвоните 8 999 123-45-67, это Иван", (A,), ""),
    ],
)
async def test_a_bare_number_is_like_call(
    stage: Stage, oleg: Someone, written: str, phones: tuple[str, ...], text: str
) -> None:
    await oleg.says(written)
    (order,) = await stage.orders()
    assert (order.phones, order.terms.saying.text or "") == (phones, text)
    assert any(label.startswith("📞 Позвонить") for label in oleg.labels()) is bool(text), (
        "without a text it is asked what to say"
    )
    assert stage.provider.placed == []


async def test_a_bare_number_delivered_twice_is_one_order(stage: Stage, oleg: Someone) -> None:
    message = oleg.message("+7 999 123-45-67 текст")
    await stage.feed(message=message)
    await stage.feed(message=message)
    assert len(await stage.orders()) == 1


@pytest.mark.parametrize("as_caption", [False, True])
async def test_a_forwarded_message_gives_its_numbers_alone(stage: Stage, oleg: Someone, as_caption: bool) -> None:
    words = "Перезвоните мне, 8 999 123-45-67"
    if as_caption:
        photo = [PhotoSize(file_id="p", file_unique_id="p", width=1, height=1)]
        await sends(oleg, photo=photo, caption=words, **FORWARDED)
    else:
        await oleg.says(words, **FORWARDED)
    (order,) = await stage.orders()
    assert (order.phones, order.terms.saying.is_empty) == ((A,), True)


async def test_what_stands_after_a_forwarded_number_is_not_spoken(stage: Stage, oleg: Someone) -> None:
    await oleg.says("8 999 123-45-67 это мой новый номер", **FORWARDED)
    (order,) = await stage.orders()
    assert order.terms.saying.is_empty


async def test_a_forwarded_message_without_a_number(stage: Stage, oleg: Someone) -> None:
    await oleg.says("Когда привезёте?", **FORWARDED)
    assert "не нашлось номера" in last(oleg)
    assert await stage.orders() == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("/cal +7 999 123-45-67 Ваш заказ готов", "Может быть, /call +7 999 123-45-67 Ваш заказ готов?"),
        ("/cal", "Может быть, /call?"),
        ("/setings", "Может быть, /settings?"),
        ("/Histroy", "Такой команды нет. Все команды — в меню слева от поля ввода."),
        ("/", "Такой команды нет. Все команды — в меню слева от поля ввода."),
        ("/звонок 89991234567", "Такой команды нет"),
        ("/cal " + "<b>" * 300, "Может быть, /call?"),
    ],
)
async def test_a_typo_is_answered_with_the_nearest(stage: Stage, oleg: Someone, written: str, said: str) -> None:
    await oleg.says(written)
    assert said in last(oleg)
    assert await stage.orders() == []


async def test_nobody_is_offered_what_they_may_not(oleg: Someone) -> None:
    await oleg.says("/statu")
    assert "/status" not in last(oleg)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("привет", "Чтобы позвонить, пришлите номер"),
        ("12", "Чтобы позвонить, пришлите номер"),
        ("Заказов было 12345678", "Чтобы позвонить, пришлите номер"),
        ("+7 999 123-45-6", "не хватает цифр"),
        ("+998 90 123 45 67", "начинаются с +7"),
    ],
)
async def test_words_are_answered(stage: Stage, oleg: Someone, written: str, said: str) -> None:
    await oleg.says(written)
    assert said in last(oleg)
    assert await stage.orders() == []


async def test_in_their_language(stage: Stage) -> None:
    john = await stage.person(6, Role.OPERATOR, "en", "John")
    await john.says("hello")
    assert "To call, send a number" in last(john)
    await john.says("/cal")
    assert "Did you mean /call?" in last(john)
    await sends(john, document=document(stage, "list.csv"))
    told = [words for words in heard(john) if words.startswith("📄")]
    assert told[0].splitlines()[0] == "📄 2 numbers are taken from the column “Телефон”."


def whatever() -> dict[str, dict[str, Any]]:
    named: dict[str, Any] = {"file_id": "x", "file_unique_id": "x"}
    sticker = Sticker(**named, type="regular", width=1, height=1, is_animated=False, is_video=False)
    return {
        "photo": {"photo": [PhotoSize(**named, width=1, height=1)]},
        "sticker": {"sticker": sticker},
        "pdf": {"document": Document(**named, file_name="Договор.pdf")},
        "nameless": {"document": Document(**named)},
        "place": {"location": Location(latitude=1, longitude=1)},
    }


@pytest.mark.parametrize("what", list(whatever()))
async def test_whatever_is_sent_is_answered_in_private_alone(stage: Stage, oleg: Someone, what: str) -> None:
    await sends(oleg, **whatever()[what])
    assert "Чтобы позвонить, пришлите номер" in last(oleg)
    await sends(oleg, GROUP, **whatever()[what])
    assert stage.telegram.in_chat(GROUP) == []


async def test_an_album_is_answered_once(stage: Stage, oleg: Someone) -> None:
    for album in ("1", "1", "2"):
        await sends(oleg, **whatever()["photo"], media_group_id=album)
    assert len(heard(oleg)) == 2


async def test_what_telegram_tells_by_itself_is_no_question(stage: Stage, oleg: Someone) -> None:
    await sends(oleg, pinned_message=oleg.message("привет"))
    assert heard(oleg) == []


@pytest.mark.parametrize("written", ["+7 999 123-45-67 Ваш заказ готов", "/cal", "привет"])
async def test_groups_stay_silent(stage: Stage, oleg: Someone, written: str) -> None:
    await oleg.says(written, GROUP)
    await oleg.says(written, GROUP, **FORWARDED)
    await sends(oleg, GROUP, document=document(stage, "list.csv"))
    assert stage.telegram.in_chat(GROUP) == []
    assert await stage.orders() == []


@pytest.mark.parametrize("said", ["8 999 123-45-68 это наш номер", "8 800 123-45-67 — вам ответят"])
async def test_a_dialog_that_waits_for_a_text_gets_it(stage: Stage, oleg: Someone, said: str) -> None:
    await oleg.says("/call +7 999 123-45-67")
    await oleg.says(said)
    (order,) = await stage.orders()
    assert (order.phones, order.terms.saying.text) == ((A,), said)


async def test_a_dialog_that_waits_for_nothing_stands_in_nobodys_way(stage: Stage, oleg: Someone) -> None:
    await oleg.opens("/call +7 999 123-45-67 Ваш заказ готов", "Параметры")
    window = oleg.last()
    await oleg.says("привет")
    assert oleg.labels() == oleg.labels(window), "it shows itself again"
    await oleg.says("/cal")
    assert "Может быть, /call?" in last(oleg)
    await oleg.says("8 999 123-45-68 Ваш заказ готов")
    assert [order.phones for order in await stage.orders()] == [(A,), (B,)]


async def test_a_contact_is_still_a_number(stage: Stage, oleg: Someone) -> None:
    await sends(oleg, contact=Contact(phone_number=A, first_name="Иван"))
    assert len(await stage.orders()) == 1


@pytest.mark.parametrize("name", ["clients.csv", "КЛИЕНТЫ.CSV", "list.txt", "list.tsv"])
async def test_a_list_gives_its_numbers(stage: Stage, oleg: Someone, name: str) -> None:
    await sends(oleg, document=document(stage, name), caption="Клиенты за май")
    (order,) = await stage.orders()
    assert (order.phones, order.terms.saying.is_empty) == ((A, B), True)
    told = next(words for words in heard(oleg) if words.startswith("📄"))
    taken, repeated, count, abroad, none = told.splitlines()
    assert taken == "📄 Из столбца «Телефон» взяты 2 номера."
    assert repeated == "Повторов: 1. По каждому номеру звонок будет один."
    assert (count, none) == ("Не взяты 2 строки:", "• строка 6: Номера здесь нет.")
    assert abroad.startswith("• строка 4: ")
    assert "«998901234567»" in abroad
    assert "Анна" not in " ".join(heard(oleg))
    assert "Что сказать абоненту?" in last(oleg)


@pytest.mark.parametrize("chat", [None, GROUP])
async def test_a_list_under_call_says_what_follows_it(stage: Stage, oleg: Someone, chat: int | None) -> None:
    await sends(oleg, chat, document=document(stage, "list.csv"), caption="/Call Завтра офис закрыт")
    (order,) = await stage.orders()
    assert (order.phones, order.terms.saying.text) == ((A, B), "Завтра офис закрыт")


async def test_many_rows_given_back_are_counted(stage: Stage, oleg: Someone) -> None:
    rows = "\n".join(["89991234567", *(f"99890123456{n}" for n in range(9))])
    await sends(oleg, document=document(stage, "list.txt", rows))
    told = next(words for words in heard(oleg) if words.startswith("📄"))
    assert told.count("• строка") == 5
    assert told.endswith("• и ещё 4")


@pytest.mark.parametrize(
    ("name", "content", "fields", "said"),
    [
        ("list.xlsx", "x", {}, "Сохраните её как CSV"),
        ("list.csv", "x", {"file_size": LARGEST + 1}, "до 1\u00a0МБ"),
        ("list.csv", "x" * (LARGEST + 1), {"file_size": None}, "до 1\u00a0МБ"),
        ("list.csv", "\n".join(f"899912{n:05}" for n in range(21)), {}, "до 20 номеров, а здесь их 21"),
        ("list.csv", "\n" * 3000, {}, "больше 2000 строк"),
        ("list.txt", "Договор оказания услуг", {}, "В файле нет номеров"),
        ("list.csv", "7,99912E+10\n7,99912E+10", {}, "• строка 2: "),
        ("list.csv", "\0\0", {}, "не похож на список"),
    ],
)
async def test_a_list_that_cannot_be_called(
    stage: Stage, oleg: Someone, name: str, content: str, fields: dict[str, Any], said: str
) -> None:
    await sends(oleg, document=document(stage, name, content, **fields))
    assert said in last(oleg)
    assert await stage.orders() == []


async def test_a_dialog_that_waits_for_a_file_gets_the_list(stage: Stage) -> None:
    maria = await stage.let_in(MARIA)
    await maria.says("/ivr")
    await maria.presses("файл")
    await sends(maria, document=document(stage, "menu.txt"))
    assert await stage.orders() == []
    assert not last(maria).startswith("📄")
