"""What Telegram told is handled once, whenever the bot dies; a tap that people gave up on places nothing."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.telegram.inbox import TRIES
from tests.support.messages import Message
from tests.support.office import Office, Person, new_phone
from tests.support.people import ADMIN, make_database
from tests.support.processes import BotProcess, SandboxProcess, database_url

PLACED = "Звоним…"
TOO_LATE = "Нажатие дошло слишком поздно, поэтому звонка не было."
TOO_OLD = (
    '{"ok":false,"error_code":400,"description":'
    '"Bad Request: query is too old and response timeout expired or query ID is invalid"}'
)


class Machine:
    """Where the bot runs, dies and runs again on the same database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        make_database(database_url(folder))
        self.sandbox = SandboxProcess(folder)
        self.bot = self.start()

    def start(self) -> BotProcess:
        return BotProcess(self.folder, self.sandbox.root, str(ADMIN))

    async def restart(self, *, down_for: int = 0) -> None:
        """As if it had been down for so many seconds."""
        self.execute("UPDATE updates_heard SET at = datetime(at, ?)", f"-{down_for} seconds")
        self.bot = await asyncio.to_thread(self.start)

    def execute(self, statement: str, *values: str | int) -> None:
        with closing(sqlite3.connect(self.folder / "zvonar.sqlite3")) as database:
            database.execute(statement, values)
            database.commit()

    def tracebacks(self) -> int:
        return self.bot.log.read_text().count("Traceback")


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    machine = Machine(tmp_path_factory.mktemp("updates"))
    yield machine
    machine.bot.stop()
    machine.sandbox.stop()


@pytest.fixture
async def office(machine: Machine) -> AsyncIterator[Office]:
    office = Office(machine.sandbox.root)
    await office.open()
    yield office
    await office.no_more_faults()
    await office.post("telegram/settings", callback_lifetime=900)
    await office.close()
    assert machine.tracebacks() == 0


async def _draft(office: Office, ending: str = "01") -> tuple[Person, str, Message]:
    oleg, phone = await office.person(), new_phone(ending)
    await oleg.says(f"/call {phone} Ваш заказ готов")
    return oleg, phone, await oleg.sees("Ваш заказ готов")


async def _confirmed(office: Office, update_id: int) -> None:
    async def look() -> bool | None:
        polls = await office.requests("getUpdates", "telegram")
        return any(int(poll["request"].get("offset") or 0) > update_id for poll in polls) or None

    assert await office.until(look), "the bot confirms what it has stored"


# --- killed while it handles


async def _killed(machine: Machine, office: Office) -> tuple[Person, str, Any]:
    """Somebody's `/call`, its phone and what the sandbox says of it: the bot dies while it answers."""
    oleg, phone = await office.person(), new_phone("01")
    await office.fault("hang", "sendMessage", "telegram", chat_id=oleg.chat)
    said = await oleg.says(f"/call {phone} Ваш заказ готов")
    await office.request("sendMessage", target="telegram", chat_id=oleg.chat)
    await _confirmed(office, said["update_id"])

    machine.bot.kill()
    await office.no_more_faults()
    return oleg, phone, said


async def test_killed_while_a_handler_runs_it_answers_after_the_next_start(machine: Machine, office: Office) -> None:
    oleg, phone, _ = await _killed(machine, office)
    await machine.restart()
    card = await oleg.sees("Ваш заказ готов")
    assert await oleg.presses("Позвонить", card) == PLACED
    await oleg.sees_reply(card)
    assert len([message for message in await oleg.replies() if message.reply_to is None]) == 1
    assert await office.creates(phone) == 1


async def test_killed_while_it_answers_a_tap_it_places_once(machine: Machine, office: Office) -> None:
    oleg, phone, card = await _draft(office)
    await office.fault("hang", "answerCallbackQuery", "telegram")
    query = await oleg.taps("Позвонить", card)
    await office.request("answerCallbackQuery", target="telegram", callback_query_id=query)

    machine.bot.kill()
    await office.no_more_faults()
    await machine.restart()
    await oleg.sees_reply(card)
    assert await office.creates(phone) == 1


async def test_cut_off_too_often_it_tells_so(machine: Machine, office: Office) -> None:
    oleg, _, said = await _killed(machine, office)
    machine.execute("UPDATE updates SET tries = ? WHERE update_id = ?", TRIES - 1, said["update_id"])
    await machine.restart()
    assert (await oleg.sees("бот несколько раз прерывался")).reply_to == said["message_id"]
    assert [message for message in await oleg.replies() if message.has("Позвонить")] == []
    assert "is given up" in machine.bot.log.read_text()


# --- taps that people gave up on


async def test_a_tap_of_over_a_minute_ago_places_nothing_and_the_card_asks_again(
    machine: Machine, office: Office
) -> None:
    oleg, phone, card = await _draft(office)
    _, unknown, lost = await _unknown(office, oleg)
    await oleg.says(f"/call {new_phone('00')} Заезжайте за заказом")
    free = await oleg.sees("Заезжайте за заказом")
    machine.bot.kill()
    await oleg.taps("Позвонить", card)
    await oleg.taps("Позвонить снова", lost)
    await oleg.taps("Параметры", free)
    await machine.restart(down_for=70)

    asked = await oleg.sees_in(card, TOO_LATE)
    asked_again = await oleg.sees_in(lost, TOO_LATE)
    await oleg.sees("Ваш заказ готов")
    await oleg.sees(lambda message: message.id == free.id and message.has("Ещё"))  # what costs nothing is done
    assert (await office.creates(phone), await office.creates(unknown)) == (0, 1)

    assert await oleg.presses("Позвонить", asked) == PLACED
    assert await oleg.presses("Позвонить снова", asked_again) == "Звоним снова…"
    ended = await oleg.sees_in(card, "занято")
    assert TOO_LATE not in ended.text
    await oleg.sees_in(lost, "занято")
    assert (await office.creates(phone), await office.creates(unknown)) == (1, 2)


async def _unknown(office: Office, oleg: Person) -> tuple[Person, str, Message]:
    phone = new_phone("01")
    await office.fault("reset", "create")
    await oleg.says(f"/call {phone} Заберите посылку")
    card = await oleg.sees("Заберите посылку")
    await oleg.presses("Позвонить", card)
    return oleg, phone, await oleg.sees_in(card, "Неизвестно, прошёл ли этот звонок.")


async def test_a_tap_during_a_short_restart_is_obeyed(machine: Machine, office: Office) -> None:
    oleg, phone, card = await _draft(office)
    machine.bot.kill()
    await oleg.taps("Позвонить", card)
    await machine.restart()
    await oleg.sees_reply(card)
    assert await office.creates(phone) == 1


async def test_an_english_card_says_so_in_english(machine: Machine, office: Office) -> None:
    anna, phone = await office.person(language="en"), new_phone("01")
    await anna.says(f"/call {phone} Your order is ready")
    card = await anna.sees("Your order is ready")
    machine.bot.kill()
    await anna.taps("Call now", card)
    await machine.restart(down_for=70)
    asked = await anna.sees_in(card, "The tap came too late, so nothing was placed.")
    assert asked.has("Call now")
    assert await office.creates(phone) == 0


async def test_a_tap_that_takes_no_answer_places_nothing_but_does_all_else(office: Office) -> None:
    oleg, phone, card = await _draft(office)
    await office.post("telegram/settings", callback_lifetime=0)
    await oleg.taps("Позвонить", card)
    asked = await oleg.sees_in(card, TOO_LATE)
    assert await office.creates(phone) == 0

    await oleg.taps("Параметры", asked)
    options = await oleg.sees(lambda message: message.has("Ещё"))
    await oleg.taps("Голос: женский", options)
    await oleg.sees(lambda message: message.has("Голос: мужской"))

    await office.post("telegram/settings", callback_lifetime=900)


async def test_one_that_takes_no_answer_is_told_of_an_error_by_a_message(office: Office) -> None:
    oleg, _, card = await _draft(office)
    maria = await office.person()
    group = await office.group(oleg, maria)
    await oleg.at(group).says(f"/call {new_phone('01')} Ваш заказ готов")
    card = await oleg.at(group).sees("Ваш заказ готов")
    await office.post("telegram/settings", callback_lifetime=0)
    await maria.at(group).taps("Позвонить", card)
    await maria.at(group).sees(f"{oleg.name}")


async def _answer_is_lost(office: Office) -> None:
    """It got through, which nobody knows; the repetition is refused."""
    await office.fault("reset", "answerCallbackQuery", "telegram", applied=True)
    await office.fault("status", "answerCallbackQuery", "telegram", status=400, body=TOO_OLD)


async def test_a_button_works_though_its_answer_is_lost(office: Office) -> None:
    oleg, phone, card = await _draft(office)
    doings: dict[str, Any] = {
        "Параметры": lambda message: message.has("Ещё"),
        "Голос: женский": lambda message: message.has("Голос: мужской"),
    }
    shown = card
    for label, fits in doings.items():
        await _answer_is_lost(office)
        await oleg.taps(label, shown)
        shown = await oleg.sees(fits)
    await oleg.presses("Назад")
    await _answer_is_lost(office)
    again = await oleg.sees(lambda message: message.id == card.id and message.has("Позвонить"))
    await oleg.taps("Позвонить", again)
    await oleg.sees_reply(card, "занято")
    assert await office.creates(phone) == 1
    await _answer_is_lost(office)
    await oleg.taps("Позвонить ещё", await oleg.sees_in(card, "занято"))
    await oleg.sees(lambda message: message.id > card.id and message.has("Позвонить"))


async def test_a_button_works_though_its_answer_never_ends(office: Office) -> None:
    oleg, phone, card = await _draft(office)
    await office.fault("hang", "answerCallbackQuery", "telegram", times=5)
    await oleg.taps("Позвонить", card)
    await oleg.sees_reply(card)
    assert await office.creates(phone) == 1
