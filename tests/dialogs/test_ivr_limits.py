"""Every window of the menus in both languages, with the longest texts and with hostile ones, is taken by Telegram."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from aiogram.methods import EditMessageText, SendDocument, SendMessage, SendPhoto
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.access import Role
from bot.domain.menu_rules import problems
from bot.domain.menus import SLOTS, STAYED, Branch, Menu, MenuLimits
from bot.domain.phones import Phone
from bot.domain.sayings import Record, Saying
from bot.sandbox.telegram.text.html_parser import HtmlParser
from bot.services.menu_views import MenuView
from bot.telegram.cards import Rendered
from bot.telegram.html import CAPTION_LIMIT, utf16_length
from bot.telegram.menu_lines import order_menu_lines, picture_of
from handlers.ivr.menu_text import branch_text, free_silence, greeting_text, menu_text, used_keys
from tests.dialogs.building import kept, record
from tests.fakes.provider import FakeProvider
from tests.support.stage import Someone, Stage
from tests.unit.telegram.showing import LOOKS, judged, look
from tests.unit.telegram.test_cards_hostile import HOSTILE

LIMITS = MenuLimits(reads_texts=True, recognizes=True)


def filled(slot: str, said: str = "я", shift: int = 0) -> Branch:
    """Fills one slot with all that it can hold."""
    at = SLOTS.index(slot)
    return Branch(
        slot,
        said=said * (1024 + shift),
        words=() if slot == STAYED else tuple(f"{at}с{number}{'о' * 15}" for number in range(10)),
        recognize=True,
        manager=Phone("79991234567"),
        sms=said * (70 + shift),
        block=True,
        tag=said * (40 + shift),
        webhook="https://example.ru/" + "x" * (236 + shift),
        parameters={"order": said * (980 + shift)},
    )


def longest(said: str = "я", shift: int = 0) -> Menu:
    branches = tuple(filled(slot, said, shift) for slot in SLOTS)
    return Menu(said * (60 + shift), "calldog", Saying(said * (1024 + shift)), branches, recognize=True)


def seen(menu: Menu) -> MenuView:
    return MenuView(menu, "CallDog", LIMITS, problems(menu, LIMITS, {}))


class Reading(FakeProvider):
    name = "obzvonov"
    title = "Программа обзвонов"


@pytest.fixture
def services() -> list[FakeProvider]:
    return [FakeProvider(), Reading()]


WINDOWS = {
    "ru": {
        "one": ("Приветствие", "Позвонить", "Ещё"),
        "more": ("Название", "Сервис", "Удалить", "Картинка", "Файл"),
        "key": ("Текст, ролик", "Соединить", "SMS", "Метка", "Слова", "Вебхук", "Переставить"),
        "inner": ("Выбрать ролик", "Параметры"),
        "back": "◀️ Назад",
    },
    "en": {
        "one": ("Greeting", "Call…", "More"),
        "more": ("Name", "Service", "Delete", "Picture", "File"),
        "key": ("Text, record", "Connect", "SMS", "Tag", "Words", "Webhook", "Move"),
        "inner": ("Choose a record", "Parameters"),
        "back": "◀️ Back",
    },
}


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("said", ["я", "<", "🔥"])
async def test_every_window_with_the_longest_texts(stage: Stage, language: str, said: str) -> None:
    maria = await stage.person(3, Role.MANAGER, language, phone="79997654321")
    await kept(stage, longest(said))
    for number in range(20):
        await record(stage, f"{10**17 + number}", said * 60, seconds=99_999)
    await walked(maria, WINDOWS[language])
    asked = [*stage.telegram.asked(SendMessage), *stage.telegram.asked(EditMessageText)]
    for method in asked:
        judged(Rendered(method.text, method.reply_markup))
    for method in (*stage.telegram.asked(SendPhoto), *stage.telegram.asked(SendDocument)):
        assert utf16_length(HtmlParser(method.caption).parse().text) <= CAPTION_LIMIT
    assert len(asked) > 40
    keyboards = [method.reply_markup.inline_keyboard for method in asked if method.reply_markup]
    assert max(map(len, keyboards)) <= 8, "a phone shows the text above eight rows"


async def walked(someone: Someone, windows: dict[str, Any]) -> None:
    """Walks into every window and back."""
    back = windows["back"]
    await someone.says("/ivr")
    await someone.sends_data(first_data(someone), someone.last())
    for label in windows["one"]:
        await someone.presses(label)
        await inside(someone, windows)
        await someone.presses(back)
    await someone.presses(windows["one"][-1])
    for label in windows["more"]:
        await someone.presses(label)
        if not any(windows["more"][0] in shown for shown in someone.labels()):  # it leads to a window
            await someone.presses(back)
    await someone.presses(back)
    for key in ("1", "0"):
        await someone.presses(key)
        for label in windows["key"]:
            if any(label in shown for shown in someone.labels()):
                await someone.presses(label)
                await inside(someone, windows)
                await someone.presses(back)
        await someone.presses(back)


async def inside(someone: Someone, windows: dict[str, Any]) -> None:
    for label in windows["inner"]:
        if any(label in shown for shown in someone.labels()) and len(someone.labels()) < 6:
            await someone.presses(label)
            await someone.presses(windows["back"])


def first_data(someone: Someone) -> str:
    markup = someone.last().reply_markup
    assert markup is not None
    return str(markup.inline_keyboard[0][0].callback_data)


@pytest.mark.parametrize(("locale", "in_group"), LOOKS)
def test_what_is_cut_is_said_and_what_is_wrong_stays_in_sight(locale: str, in_group: bool) -> None:
    shown, whole = look(locale, in_group), longest()
    silent = replace(whole, greeting=Saying())
    said = judged(Rendered(menu_text(seen(silent), shown), None)).text
    assert shown.tr("ivr-one-cut") in said
    assert shown.tr("menu-no-greeting") in said
    for slot in ("0", "9", "⏳", "💬9"):
        assert f"\n{slot} " in said
    short = replace(whole, branches=whole.branches[:1], greeting=Saying("Здравствуйте"))
    assert shown.tr("ivr-one-cut") not in menu_text(seen(short), shown)
    assert "я" * 1024 in menu_text(seen(short), shown)


@pytest.mark.parametrize(("locale", "in_group"), LOOKS)
@pytest.mark.parametrize("slots", [3, 10, 11, 20])
def test_every_key_stays_in_sight(locale: str, in_group: bool, slots: int) -> None:
    """It holds however much each key does."""
    whole = longest()
    part = replace(whole, branches=whole.branches[:slots])
    said = judged(Rendered(menu_text(seen(part), look(locale, in_group)), None)).text
    for branch in part.branches[:11]:
        assert f"\n{'⏳' if branch.slot == STAYED else branch.slot}" in said


def test_texts_are_cut_to_what_fits_and_labels_to_a_button() -> None:
    whole = longest()
    four = seen(replace(whole, branches=whole.branches[:4]))
    said = judged(Rendered(menu_text(four, look()), None)).text
    assert f"{'я' * 199}…" in said
    assert "я" * 600 not in said
    tagged = replace(whole, branches=(Branch("1", tag="я" * 40),))
    assert used_keys(seen(tagged), look())[0] == ("1", f"1 · {'я' * 19}…")
    (line,) = order_menu_lines(whole, look())
    shown = line.count(" — ")
    assert 3 < shown < 20
    assert line.endswith(f"и ещё {20 - shown}"), "what is left out is counted"


def test_the_key_shows_all_of_its_texts() -> None:
    for slot in ("1", STAYED, "words9"):
        said = judged(Rendered(branch_text(seen(longest()), slot, look(), cleared=False), None)).text
        assert "я" * 1024 in said
        assert "я" * 980 in said


def everything(menu: Menu, locale: str, in_group: bool) -> list[str]:
    view, shown = seen(menu), look(locale, in_group)
    slots = [branch.slot for branch in menu.branches]
    return [
        menu_text(view, shown),
        greeting_text(view, shown),
        *(branch_text(view, slot, shown, cleared=False) for slot in slots[:3]),
        "\n".join(order_menu_lines(menu, shown)),
    ]


@pytest.mark.parametrize(("locale", "in_group"), [("ru", False), ("en", True)])
@pytest.mark.parametrize("said", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_texts(said: str, locale: str, in_group: bool) -> None:
    """A file or another version may hold anything: it is shown."""
    branches = tuple(replace(filled(slot), said=said, sms=said, tag=said, webhook=said) for slot in SLOTS[1::5])
    menu = Menu(said, "calldog", Saying(said), branches)
    for html in everything(menu, locale, in_group):
        judged(Rendered(html, None))
    for _, label in (*used_keys(seen(menu), look(locale)), *free_silence(menu, look(locale))):
        assert 0 < len(label) <= 24


BRANCHES = st.builds(
    Branch,
    slot=st.sampled_from(SLOTS),
    said=st.none() | st.text(max_size=1200) | st.builds(Record, st.text("0123456789", min_size=1, max_size=30)),
    words=st.lists(st.text(max_size=40), max_size=20).map(tuple),
    sms=st.text(max_size=90),
    tag=st.text(max_size=60),
    webhook=st.text(max_size=300),
    block=st.booleans(),
    recognize=st.booleans(),
    parameters=st.dictionaries(st.text(max_size=20), st.text(max_size=300), max_size=5),
)
MENUS = st.builds(
    Menu,
    name=st.text(min_size=1, max_size=80),
    provider=st.sampled_from(["calldog", "gone"]),
    greeting=st.builds(Saying, st.none() | st.text(max_size=1200)),
    branches=st.lists(BRANCHES, max_size=20, unique_by=lambda branch: branch.slot).map(tuple),
)


@settings(max_examples=50)
@given(MENUS, st.sampled_from(LOOKS))
def test_any_menu_is_shown(menu: Menu, seen_by: tuple[str, bool]) -> None:
    for html in everything(menu, *seen_by):
        judged(Rendered(html, None))
    picture = picture_of(menu, look(*seen_by))
    assert len(picture.keys) == len(menu.branches)
    assert all(key.lines for key in picture.keys)
