"""A menu as a file: what is written is read again, and whatever else is in a file is refused with its place."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import MenuProblem
from bot.domain.menu_edits import change_branch
from bot.domain.menu_file import LARGEST, read_menu, write_menu
from bot.domain.menu_rules import LONGEST_TEXT, problems_anywhere
from bot.domain.menus import SLOTS, STAYED, Branch, Menu, as_content, from_content
from bot.domain.sayings import Record, Saying, Voice
from tests.architecture.fluent import entries
from tests.support.menus import FULL, menu, menus

WHOLE: dict[str, Any] = {
    "format": "zvonar-menu",
    "version": 1,
    "name": "Заказ готов",
    "service": "calldog",
    "greeting": {"text": "Ваш заказ готов", "voice": "male", "language": "ru-RU"},
    "recognize": True,
    "keys": {
        "stayed": {"manager": "74951234567"},
        "1": {"record": "1342", "sms": "Ждём вас", "blacklist": True, "tag": "согласен", "recognize": True},
        "words1": {"words": ["да"], "webhook": "https://example.ru/ivr", "parameters": {"order": "17"}, "text": "а"},
    },
}


def problem(content: str | bytes | dict[str, Any]) -> MenuProblem:
    with pytest.raises(MenuProblem) as caught:
        read_menu(json.dumps(content) if isinstance(content, dict) else content)
    assert entries("ru")[caught.value.key].variables <= caught.value.args_.keys()
    assert all(str(value).isprintable() for value in caught.value.args_.values())
    return caught.value


def changed(path: str, value: Any) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(json.dumps(WHOLE))
    *above, name = path.split(".")
    at = whole
    for step in above:
        at = at[step]
    at[name] = value
    return whole


def test_a_file_that_a_person_wrote() -> None:
    made = read_menu("\ufeff" + json.dumps(WHOLE, ensure_ascii=False))
    assert made.greeting == Saying("Ваш заказ готов", voice=Voice.MALE, language="ru-RU")
    assert (made.name, made.provider, made.recognize, made.id) == ("Заказ готов", "calldog", True, 0)
    assert made.branches == (
        Branch("1", said=Record("1342"), sms="Ждём вас", block=True, tag="согласен", recognize=True),
        Branch(STAYED, manager=FULL.manager),
        Branch("words1", said="а", words=("да",), webhook=FULL.webhook, parameters={"order": "17"}),
    )


def test_the_file_is_for_people() -> None:
    written = write_menu(menu(FULL, Branch("2", tag="а")))
    assert '\n  "name": "Заказ",\n' in written
    assert json.loads(written)["keys"]["2"] == {"tag": "а"}
    assert written.endswith("}\n")


@settings(deadline=None)
@given(menus)
def test_what_is_written_is_read_again(made: Menu) -> None:
    assert read_menu(write_menu(made)) == made
    assert read_menu(write_menu(made).encode()) == made


@settings(deadline=None)
@given(menus, st.integers(0, 10**9))
def test_what_is_stored_is_read_again(made: Menu, number: int) -> None:
    kept = replace(made, id=number, author_id=number)
    assert from_content(json.loads(json.dumps(as_content(kept)))) == kept


def test_the_largest_menu_fits() -> None:
    full = {"said": "🎉" * LONGEST_TEXT, "sms": "🎉" * 70, "tag": "🎉" * 40, "manager": FULL.manager, "block": True}
    address = {"webhook": "https://x.ru/" + "y" * 242, "parameters": {"a": "🎉" * 991}}
    made = menu(greeting=Saying("🎉" * LONGEST_TEXT))
    for slot in SLOTS:
        words = () if slot == STAYED else (slot + "🎉" * 190,)
        made = change_branch(made, slot, words=words, recognize=True, **full, **address)
    assert read_menu(write_menu(made).encode()) == made


def test_a_menu_that_no_file_can_have() -> None:
    with pytest.raises(MenuProblem, match="menu-slot-twice"):
        write_menu(menu(Branch("1", tag="а"), Branch("1", tag="б")))


@pytest.mark.parametrize(
    ("path", "value", "key", "where"),
    [
        ("name", 17, "menu-file-type", "name"),
        ("name", "", "menu-file-value", "name"),
        ("name", "а" * 61, "menu-file-long", "name"),
        ("service", "а" * 61, "menu-file-long", "service"),
        ("service", [], "menu-file-type", "service"),
        ("greeting", "текст", "menu-file-type", "greeting"),
        ("greeting.voice", "child", "menu-file-choice", "greeting.voice"),
        ("greeting.language", "русский", "menu-file-value", "greeting.language"),
        ("greeting.record", "5", "menu-file-two-sayings", "greeting"),
        ("greeting.pitch", 1, "menu-file-unknown", "greeting.pitch"),
        ("recognize", 1, "menu-file-type", "recognize"),
        ("keys", [], "menu-file-type", "keys"),
        ("keys.10", {}, "menu-file-unknown", "keys.10"),
        ("keys.1", "сброс", "menu-file-type", "keys.1"),
        ("keys.1.colour", "red", "menu-file-unknown", "keys.1.colour"),
        ("keys.1.sms", "а" * 71, "menu-file-long", "keys.1.sms"),
        ("keys.1.sms", "а\x00", "menu-file-odd-characters", "keys.1.sms"),
        ("keys.1.record", 1342, "menu-file-type", "keys.1.record"),
        ("keys.1.record", "01", "menu-file-value", "keys.1.record"),
        ("keys.1.blacklist", "да", "menu-file-type", "keys.1.blacklist"),
        ("keys.1.manager", "сам", "menu-file-value", "keys.1.manager"),
        ("keys.1.words", "да", "menu-file-type", "keys.1.words"),
        ("keys.1.words", ["ок", 1], "menu-file-type", "keys.1.words.2"),
        ("keys.1.words", ["две части"], "menu-file-value", "keys.1.words"),
        ("keys.words1.words", ["а", "а" * 200], "menu-file-long", "keys.words1.words"),
        ("keys.1.words", ["Да"], "menu-file-word-twice", "keys.words1.words"),
        ("keys.stayed.words", ["нет"], "menu-file-value", "keys.stayed.words"),
        ("keys.1.webhook", "http://localhost/", "menu-file-value", "keys.1.webhook"),
        ("keys.words1.parameters", {"a": 1}, "menu-file-type", "keys.words1.parameters.a"),
        ("keys.words1.parameters", {"call": "1"}, "menu-file-value", "keys.words1.parameters"),
        ("keys.words1.parameters", [], "menu-file-type", "keys.words1.parameters"),
        ("extra", None, "menu-file-unknown", "extra"),
        ("\ud800", 1, "menu-file-unknown", "?"),
    ],
)
def test_where_a_file_is_wrong(path: str, value: Any, key: str, where: str) -> None:
    found = problem(changed(path, value))
    assert (found.key, found.args_["path"]) == (key, where)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "menu-file-other"),
        (b"%PDF-1.7", "menu-file-other"),
        (b"\xff\xfe", "menu-file-not-text"),
        ("\ud800", "menu-file-not-text"),
        ("{", "menu-file-not-json"),
        ("[]", "menu-file-other"),
        ("17", "menu-file-other"),
        ("{}", "menu-file-other"),
        ('{"format": "zvonar-menu"}', "menu-file-version"),
        ('{"format": "zvonar-menu", "version": true}', "menu-file-version"),
        ('{"format": "zvonar-menu", "version": 2}', "menu-file-version"),
        ('{"format": "zvonar-menu", "version": "1"}', "menu-file-version"),
        ('{"format": "zvonar-menu", "version": {"a": []}}', "menu-file-version"),
        ('{"format": "zvonar-menu", "version": NaN}', "menu-file-other"),
        ('{"format": "zvonar-menu", "version": 1' + "0" * 5000 + "}", "menu-file-other"),
        ('{"format": "zvonar-menu", "version": "\\ud800"}', "menu-file-version"),
        ('{"a": 1, "b": 2, "a": 3}', "menu-file-twice"),
        ('{"\\ud800": 1, "\\ud800": 3}', "menu-file-twice"),
        ('{"format": "zvonar-menu", "version": 1, "keys": {"1": {}, "1": {}}}', "menu-file-twice"),
        ("[" * 60_000, "menu-file-other"),
        ('{"a":' * 12_000, "menu-file-other"),
        (b" " * (LARGEST + 1), "menu-file-large"),
        ("я" * (LARGEST // 2 + 1), "menu-file-large"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_no_such_file(content: str | bytes, key: str) -> None:
    assert problem(content).key == key


def test_a_service_whose_name_no_message_can_hold() -> None:
    assert read_menu(json.dumps(changed("service", "кол\ud800кол\x00"))).provider == "кол?кол?"


def test_the_place_of_a_mistake_is_told() -> None:
    assert problem('{\n  "format": нет}').args_ == {"line": 2, "column": 13}


NAMES = st.sampled_from([*WHOLE, *WHOLE["keys"], *FULL.__slots__, "greeting", "text", "voice", "blacklist", "10"])
VALUES = st.sampled_from(["zvonar-menu", 1, "1", True, None, "", 1.5, "да", "female", "74951234567", "https://x.ru/"])
JUNK = st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=6))


@settings(deadline=None)
@given(st.binary() | st.text() | JUNK.map(json.dumps))
def test_any_junk(content: str | bytes) -> None:
    problem(content)


@settings(deadline=None)
@given(st.sampled_from(["name", "service", "greeting", "recognize", "keys", "keys.1", "keys.2", "greeting.text"]), JUNK)
def test_almost_a_menu(path: str, value: Any) -> None:
    try:
        made = read_menu(json.dumps(changed(path, value)))
    except MenuProblem as found:
        known = entries("ru")[found.key].variables <= found.args_.keys()
        known = known and all(str(value).isprintable() for value in found.args_.values())
    else:
        known = not any(flaw.refused for flaw in problems_anywhere(made))
    assert known


@settings(deadline=None)
@given(menus, st.data())
def test_a_file_that_was_cut(made: Menu, data: st.DataObject) -> None:
    whole = write_menu(made).rstrip().encode()
    problem(whole[: data.draw(st.integers(0, len(whole) - 1))])
