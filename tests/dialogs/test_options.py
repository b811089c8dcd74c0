"""The options of an order: every window in both languages, every change kept before it is shown."""

from __future__ import annotations

import asyncio

import pytest
from aiogram.methods import EditMessageText, SendMessage
from aiogram_dialog.api.entities import Stack

from bot.domain.access import Role
from bot.domain.errors import Unreachable
from bot.domain.orders import Order, Place
from bot.domain.phones import Duty
from bot.domain.sayings import Record, Saying, Voice
from bot.services.draft_orders import Press
from handlers.states import Options
from tests.support.people import ANNA, CALL, OLGA
from tests.support.stage import GROUP, Someone, Stage


async def order(stage: Stage) -> Order:
    return (await stage.orders())[-1]


MAIN_RU = [
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
MAIN_EN = [
    "📞 Call now",
    "✏️ Text",
    "🎵 Record",
    "🗣 Voice: female",
    "☎️ Shared number",
    "📋 Menu: none",
    "⏺ Recording: off",
    "🕒 When: now",
    "⋯ More",
    "◀️ Back",
]


@pytest.mark.parametrize(
    ("language", "options", "main", "windows"),
    [
        (
            "ru",
            "Параметры",
            MAIN_RU,
            {
                "Текст": ("одним сообщением, до 1024 знаков", ["◀️ Назад"]),
                "Ролик": ("Пришлите номер ролика", ["◀️ Назад"]),
                "Меню": ("пока нет ни одного меню", ["◀️ Назад"]),
                "Дежурный номер": ("С какого номера звонить?", ["+7 495 123-45-67", "✓ Дежурный номер", "◀️ Назад"]),
            },
        ),
        (
            "en",
            "Options",
            MAIN_EN,
            {
                "Text": ("up to 1024 characters", ["◀️ Back"]),
                "Record": ("Send the number of an audio record", ["◀️ Back"]),
                "Menu": ("has no menu yet", ["◀️ Back"]),
                "Shared number": ("Which number to call from?", ["+7 495 123-45-67", "✓ Shared number", "◀️ Back"]),
            },
        ),
    ],
)  # fmt: skip
async def test_the_windows(
    stage: Stage, language: str, options: str, main: list[str], windows: dict[str, tuple[str, list[str]]]
) -> None:
    someone = await stage.person(3, Role.OPERATOR, language)
    await someone.opens(CALL, options)
    assert someone.labels() == main
    for label, (text, labels) in windows.items():
        await someone.presses(label)
        shown = (someone.last().text or "").replace("\u00a0", " ")
        assert text in shown
        assert someone.labels() == labels
        await someone.presses(labels[-1])
        assert someone.labels() == main


@pytest.mark.parametrize(
    ("language", "options", "more", "labels"),
    [
        ("ru", "Параметры", "Ещё", ["🎯 Повод: нет", "◀️ Назад"]),
        ("en", "Options", "More", ["🎯 Purpose: none", "◀️ Back"]),
    ],
)
async def test_what_is_rare_stands_behind_more(
    stage: Stage, language: str, options: str, more: str, labels: list[str]
) -> None:
    someone = await stage.person(3, Role.OPERATOR, language)
    await someone.opens(CALL, options, more)
    assert someone.labels() == labels
    await someone.presses(labels[0])
    await someone.says("Повод позвонить")
    assert "Повод позво…" in someone.labels()[0], "back where the person came from"
    await someone.presses(labels[-1])
    assert someone.labels() == (MAIN_RU if language == "ru" else MAIN_EN)


async def test_everything_that_can_be_chosen(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, "Параметры")
    await oleg.presses("Текст")
    await oleg.says("Здр+авствуйте")
    await oleg.presses("Голос")
    await oleg.presses("Запись")
    await oleg.presses("Дежурный номер")
    await oleg.presses("+7 495")

    changed = await order(stage)
    assert changed.terms.saying == Saying("Здр+авствуйте", Voice.MALE)
    assert (changed.terms.need_recording, changed.terms.caller_id) == (True, "74951234567")
    shown = oleg.last().text or ""
    for part in ("Здр+авствуйте", "Голос: мужской", "Номер: +7 495 123-45-67", "С записью"):
        assert part in shown

    await oleg.presses("☎️ +7 495")
    await oleg.presses("Дежурный номер")
    await oleg.presses("Ролик")
    await oleg.says("№ 8812")
    changed = await order(stage)
    assert (changed.terms.saying.record, changed.terms.saying.text, changed.terms.caller_id) == (
        Record("8812"),
        None,
        Duty.ANY,
    )


@pytest.mark.parametrize("written", ["запись", "12a", "", "٨٨", "1" * 19])
async def test_a_record_has_a_number(stage: Stage, oleg: Someone, written: str) -> None:
    await oleg.opens(CALL, "Параметры")
    await oleg.presses("Ролик")
    await oleg.says(written)
    assert (await order(stage)).terms.saying.record is None


async def test_a_text_too_long_is_kept_and_said(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, "Параметры")
    await oleg.presses("Текст")
    await oleg.says("а" * 1025)
    assert "Сократите его" in (oleg.last().text or "")
    assert len((await order(stage)).terms.saying.text or "") == 1025


async def test_what_was_chosen_is_kept_though_it_could_not_be_shown(stage: Stage, oleg: Someone) -> None:
    """A failed edit rolls a dialog back, never the order."""
    await oleg.opens(CALL, "Параметры")
    window = oleg.last()
    stage.telegram.refusals[EditMessageText] = "Bad Request: have no rights"
    stage.telegram.refusals[SendMessage] = "Bad Request: have no rights"
    await oleg.presses("Запись", window)
    assert (await order(stage)).terms.need_recording

    stage.telegram.refusals.clear()
    await oleg.presses("Голос", window)
    assert (await order(stage)).terms.saying.voice is Voice.MALE
    assert "⏺ Запись: да" in oleg.labels()


async def test_presses_that_come_together_are_all_counted(stage: Stage, oleg: Someone) -> None:
    """Each reads what the one before has stored: nothing is read before the lock."""
    await oleg.opens(CALL, "Параметры")
    window = oleg.last()
    await asyncio.gather(*(oleg.presses("Запись", window) for _ in range(5)))
    assert (await order(stage)).terms.need_recording is True
    await asyncio.gather(*(oleg.presses("Запись", window) for _ in range(4)))
    assert (await order(stage)).terms.need_recording is True


async def test_a_press_beside_another_does_not_take_its_window_back(stage: Stage, oleg: Someone) -> None:
    """aiogram-dialog reads where a person is before it locks: the later press would store what it read."""
    await oleg.opens(CALL, "Параметры")
    window = oleg.last()
    await asyncio.gather(oleg.presses("Текст", window), oleg.presses("Голос", window))
    await oleg.says("Новый текст")
    assert (await order(stage)).terms.saying.text == "Новый текст"


async def test_a_dialog_goes_on_after_a_restart(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, "Параметры")
    await oleg.presses("Текст")
    await stage.restart()
    await oleg.says("Новый текст")
    assert (await order(stage)).terms.saying.text == "Новый текст"
    assert oleg.labels()[1] == "✏️ Текст"


async def test_commands_work_inside_a_dialog(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, "Параметры")
    await oleg.presses("Текст")
    for command, answer in (("/help", "Как позвонить"), ("/balance", "273,50")):
        await oleg.says(command)
        told, window = stage.telegram.in_chat(oleg.id)[-2:]
        assert answer in (told.text or "")
        assert "Напишите, что услышит абонент" in (window.text or ""), "it stands below what was looked at"
    assert (await order(stage)).terms.saying.text == "Ваш заказ готов", "a command is no text to be said"

    await oleg.says("/cancel")
    assert any("Всё осталось как было" in (message.text or "") for message in stage.telegram.in_chat(oleg.id))
    assert oleg.labels()[0] == "📞 Позвонить"
    assert "⚙️ Параметры" in oleg.labels(), "the card comes last"
    await oleg.says("просто слова")
    assert (await order(stage)).terms.saying.text == "Ваш заказ готов"


async def test_two_people_of_one_group_each_have_their_own(stage: Stage, oleg: Someone) -> None:
    olga = await stage.let_in(OLGA)
    await oleg.opens(CALL, "Параметры", chat=GROUP)
    await oleg.presses("Текст", oleg.last(GROUP))
    await olga.opens(CALL, "Параметры", chat=GROUP)
    await olga.presses("Ролик", olga.last(GROUP))

    await oleg.says("Текст Олега", GROUP)
    await olga.says("8812", GROUP)
    first, second = await stage.orders()
    assert (first.terms.saying.text, second.terms.saying.record) == ("Текст Олега", Record("8812"))


async def test_dialogs_opened_in_one_second_never_share_an_id(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's own ids are of the second and a random number below a hundred."""
    monkeypatch.setattr("random.randint", lambda low, high: low)
    monkeypatch.setattr("time.time", lambda: 1_700_000_000.0)
    ids = {Stack().push(Options.main, {}).id for _ in range(50)}
    assert len(ids) == 50


async def test_nobody_presses_in_a_dialog_of_another(stage: Stage, oleg: Someone) -> None:
    olga = await stage.let_in(OLGA)
    await oleg.opens(CALL, "Параметры", chat=GROUP)
    await olga.presses("Запись", oleg.last(GROUP))
    assert (await order(stage)).terms.need_recording is False
    assert stage.telegram.answers()[-1] == "Это окно открыл другой сотрудник."


async def test_an_order_that_was_placed_meanwhile_is_not_changed(stage: Stage, oleg: Someone, anna: Someone) -> None:
    await oleg.says(CALL)
    card = oleg.last()
    await oleg.presses("Параметры", card)
    window = oleg.last()
    (drafted,) = await stage.orders()
    press = Press(drafted.id, Place(1), None, "ru", drafted.mark)
    await stage.app.core.api.calls.place(ANNA, press)
    await oleg.presses("Запись", window)
    assert stage.telegram.answers()[-1] == "Звонок уже идёт, менять его поздно."
    await stage.until(lambda: "Запись" not in " ".join(oleg.labels(oleg.last())))
    assert (await order(stage)).terms.need_recording is False


async def test_a_service_that_does_not_tell_its_numbers_is_explained(stage: Stage, oleg: Someone) -> None:
    await oleg.opens(CALL, "Параметры")
    stage.provider.read_error = Unreachable("provider-read-timeout")

    async def caller_ids() -> list[object]:
        raise Unreachable("provider-read-timeout")

    setattr(stage.provider, "caller_ids", caller_ids)  # noqa: B010 - a method is replaced
    await oleg.presses("Дежурный номер")
    assert stage.telegram.answers()[-1] == "Сервис не ответил вовремя. Повторите через минуту."
    await oleg.presses("Голос")
    assert (await order(stage)).terms.saying.voice is Voice.MALE
