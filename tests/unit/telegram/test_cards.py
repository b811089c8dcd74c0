"""Every card in every state, language and kind of chat is one that Telegram takes, with the buttons of the design."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.calls import CallState
from bot.domain.phones import Phone
from bot.domain.sayings import Saying
from bot.domain.views import OrderView, Subject
from bot.telegram.buttons import is_address
from bot.telegram.cards import render, rendered, result_text
from bot.telegram.draft_card import draft_card
from tests.unit.telegram.showing import (
    LOOKS,
    MARIA,
    TEXT,
    as_text,
    call,
    draft,
    in_state,
    judged,
    labels,
    look,
    placed,
    subjects,
)

FOURTH = Phone("79991234504")
SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.mark.parametrize(("locale", "in_group"), LOOKS)
@pytest.mark.parametrize("subject", subjects().values(), ids=list(subjects()))
def test_telegram_takes_every_card(subject: Subject, locale: str, in_group: bool) -> None:
    card = render(subject, look(locale, in_group))
    judged(card)
    assert ("999\u00a0123-45-03" in card.html) is (not in_group and "+7\u00a0999" in card.html)


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_the_cards_read_as_they_were_agreed(locale: str) -> None:
    """After a wording is changed on purpose, delete the file, run this once and read what it wrote."""
    shown = {name: as_text(render(subject, look(locale))) for name, subject in subjects().items()}
    warning = look(locale).tr("call-draft-outside-window", time="23:15")
    shown["draft-outside-window"] = as_text(rendered(*draft_card(draft(), look(locale), warning)))
    grouped = {"group": in_state(CallState.COMPLETED), "group-draft": draft()}
    grouped["group-pressed"] = replace(in_state(CallState.RINGING), presser=MARIA)
    for name, view in grouped.items():
        shown[name] = as_text(render(view, look(locale, in_group=True)))
    for name in ("call-completed", "call-busy", "call-rejected", "call-unknown", "menu-pressed", "verify-done"):
        ended = subjects()[name]
        assert isinstance(ended, OrderView)
        shown[f"reply-{name}"] = result_text(ended, look(locale), is_reply=True) + "\n"
        shown[f"copy-{name}"] = result_text(ended, look(locale), is_reply=False, is_copy=True) + "\n"
    lists = placed(call(CallState.COMPLETED, digit=2), call(CallState.BUSY, phone=FOURTH, id_=71))
    shown["result-list"] = result_text(lists, look(locale), is_reply=True) + "\n"
    text = "\n".join(f"=== {name}\n{card}" for name, card in sorted(shown.items()))

    path = SNAPSHOTS / f"cards.{locale}.txt"
    if not path.exists():
        path.write_text(text, "utf-8")
        pytest.fail(f"{path.name} was written: read it")
    assert text == path.read_text("utf-8")


DRAFT_RU = [["📞 Позвонить"], ["🕒 Позже", "⚙️ Параметры"], ["✖️ Отмена"]]
DRAFT_EN = [["📞 Call now"], ["🕒 Later", "⚙️ Options"], ["✖️ Cancel"]]
LIST_RU = [["📞 Позвонить всем (2)"], *DRAFT_RU[1:]]
LIST_EN = [["📞 Call now (2)"], *DRAFT_EN[1:]]
MANAGERS_RU = [*DRAFT_RU[:2], ["⋯ Ещё", "✖️ Отмена"]]
MANAGERS_EN = [*DRAFT_EN[:2], ["⋯ More", "✖️ Cancel"]]
OVER_RU = [["🔁 Недозвонившимся (1)"], ["🔁 Всем ещё раз (3)"], ["ℹ️ Подробности"]]
OVER_EN = [["🔁 Redial those not reached (1)"], ["🔁 Call again (3)", "ℹ️ Details"]]
JUDGED_RU = [["✅ Совпал", "❌ Не совпал"], ["🔁 Позвонить ещё"]]
JUDGED_EN = [["✅ It matches", "❌ Not a match"], ["🔁 Call again"]]
ACCESS_RU = [
    ["Разрешить: оператор"],
    ["Разрешить как менеджеру"],
    ["Разрешить как админу"],
    ["Отклонить"],
]
ACCESS_EN = [["Approve: operator"], ["Approve as manager"], ["Approve as admin"], ["Deny"]]
KEEPER_RU = [
    ["🎧 Запись разговора"],
    ["🔁 Позвонить ещё", "ℹ️ Подробности"],
    ["🏷 Метка в CallKeeper"],
    ["⋯ Ещё"],
]
KEEPER_EN = [["🎧 Recording", "🔁 Call again"], ["ℹ️ Details", "⋯ More"], ["🏷 Tag in CallKeeper"]]
LOST_RU = [["✅ Звонок был …4567"], ["🔁 Позвонить снова …4567"], ["ℹ️ Подробности", "⋯ Ещё"]]
UNREADY_RU = [["⚙️ Параметры"], ["✖️ Отмена"]]


@pytest.mark.parametrize(
    ("name", "locale", "expected"),
    [
        ("draft", "ru", DRAFT_RU),
        ("draft", "en", DRAFT_EN),
        ("draft-list", "ru", LIST_RU),
        ("draft-list", "en", LIST_EN),
        ("draft-of-a-manager", "ru", MANAGERS_RU),
        ("draft-of-a-manager", "en", MANAGERS_EN),
        ("list-over", "ru", OVER_RU),
        ("list-over", "en", OVER_EN),
        ("list-going", "ru", [["ℹ️ Подробности", "⋯ Ещё"]]),
        ("call-looked-for", "ru", [["ℹ️ Подробности"]]),
        ("verify-done", "ru", JUDGED_RU),
        ("verify-done", "en", JUDGED_EN),
        ("verify-matches", "ru", [["🔁 Позвонить ещё"]]),
        ("draft-empty", "ru", UNREADY_RU),
        ("draft-too-long", "ru", UNREADY_RU),
        ("withdrawn", "ru", [["🔁 Позвонить ещё"]]),
        ("withdrawn", "en", [["🔁 Call again"]]),
        ("call-submitting", "ru", []),
        ("call-placed", "ru", []),
        ("call-ringing", "ru", []),
        ("call-talking", "ru", []),
        ("call-waiting", "ru", [["✏️ Изменить", "↩️ Отменить"]]),
        ("planned", "en", [["✏️ Change", "↩️ Undo"]]),
        ("planned-list", "ru", [["✏️ Изменить", "↩️ Отменить"], ["⋯ Ещё"]]),
        ("list-waiting", "ru", [["✖️ Отменить ожидающие"], ["ℹ️ Подробности", "⋯ Ещё"]]),
        ("missed", "ru", [["📞 Позвонить сейчас"], ["🔁 Позвонить ещё", "ℹ️ Подробности"]]),
        ("call-completed", "ru", [["🎧 Запись разговора"], ["🔁 Позвонить ещё", "ℹ️ Подробности"]]),
        ("call-completed", "en", [["🎧 Recording", "🔁 Call again"], ["ℹ️ Details"]]),
        ("callback-over-of-a-manager", "ru", KEEPER_RU),
        ("callback-over-of-a-manager", "en", KEEPER_EN),
        ("call-busy", "ru", [["🔁 Позвонить ещё", "ℹ️ Подробности"]]),
        ("call-rejected", "ru", [["🔁 Позвонить ещё", "ℹ️ Подробности"]]),
        ("call-unknown", "ru", [["✅ Звонок был", "🔁 Позвонить снова"], ["ℹ️ Подробности"]]),
        ("call-unknown", "en", [["✅ It was placed", "🔁 Place again"], ["ℹ️ Details"]]),
        ("call-again", "ru", []),
        ("list", "ru", LOST_RU),
        ("access", "ru", ACCESS_RU),
        ("access", "en", ACCESS_EN),
        ("access-approved", "ru", []),
        ("access-denied", "en", []),
    ],
)  # fmt: skip
def test_the_buttons_of_each_state(name: str, locale: str, expected: list[list[str]]) -> None:
    assert labels(render(subjects()[name], look(locale))) == expected


def test_a_list_asks_about_no_more_lost_calls_than_fit() -> None:
    """The next one is asked about once one is settled."""
    phones = [Phone(f"7999123450{n}") for n in range(9)]
    lost = [call(CallState.UNKNOWN, phone, 70 + n) for n, phone in enumerate(phones)]
    asked = [[label] for n in range(3) for label in (f"✅ Звонок был …450{n}", f"🔁 Позвонить снова …450{n}")]
    assert labels(render(placed(*lost), look()))[:-1] == asked
    settled = replace(lost[0], state=CallState.COMPLETED)
    assert ["✅ Звонок был …4503"] in labels(render(placed(settled, *lost[1:]), look()))


def test_outside_the_window_the_button_says_anyway() -> None:
    html, rows = draft_card(draft(), look(), look().tr("call-draft-outside-window", time="23:15"))
    assert "23:15" in html
    assert rows[0][0].text == "📞 Всё равно позвонить"


def test_the_words_of_the_design_for_an_unknown_call() -> None:
    assert "Неизвестно, прошёл ли этот звонок." in render(in_state(CallState.UNKNOWN), look()).html
    assert "It is not known whether this call was placed." in render(in_state(CallState.UNKNOWN), look("en")).html


@pytest.mark.parametrize(
    ("address", "is_valid"),
    [
        ("https://lk.calldog.ru/rec/1.mp3", True),
        ("http://lk.calldog.ru:8080/rec?id=1&a=b", True),
        ("rec/1.mp3", False),
        ("ftp://lk.calldog.ru/1.mp3", False),
        ("javascript:alert(1)", False),
        ("https://localhost/1.mp3", False),
        ("https://", False),
        ("https://[::1", False),
        ("https://lk.calldog.ru/a b.mp3", False),
        ("https://запись.рф/1.mp3", False),
        ("https://lk.calldog.ru/" + "a" * 2000, False),
    ],
)
def test_a_recording_is_a_button_only_where_telegram_takes_its_address(address: str, is_valid: bool) -> None:
    assert is_address(address) is is_valid
    card = render(placed(call(CallState.COMPLETED, recording_url=address)), look())
    assert any("🎧 Запись разговора" in row for row in labels(card)) is is_valid
    assert ("Запись разговора:" in card.html) is not is_valid
    judged(card)


def test_equal_cards_have_equal_digests_and_others_do_not() -> None:
    same = render(draft(), look()), render(draft(), look())
    assert same[0].digest == same[1].digest
    others = {render(subject, look()).digest for subject in subjects().values()}
    assert len(others) == len(subjects())


def test_a_draft_shows_what_will_be_said_and_how() -> None:
    html = render(
        draft(caller_id="74951234567", need_recording=True, saying=Saying(TEXT, language="en-US")), look()
    ).html
    assert TEXT in html
    number = "+7\u00a0495\u00a0123-45-67"
    assert f"Голос: женский, английский · Номер: {number} · Сервис: CallDog · С записью" in html


def test_a_service_that_is_gone_is_named_by_its_key() -> None:
    card = render(draft(provider="gone"), look())
    assert "Сервис: gone" in card.html
    assert labels(card) == UNREADY_RU
