"""The texts by themselves: both languages say the same, in all plural forms, in the tone the bot keeps."""

from __future__ import annotations

import re

import pytest

from tests.architecture.fluent import LOCALES, entries

KEY = re.compile(r"[a-z]+(-[a-z0-9_]+)+")
TAGS = {"b", "i", "u", "s", "code", "pre", "a", "blockquote", "tg-spoiler"}
"""The tags of Telegram's HTML that the texts use."""

FORMS = {"ru": {"one", "few", "many", "other"}, "en": {"one", "other"}}


def test_both_languages_have_the_same_keys() -> None:
    russian, english = (set(entries(locale)) for locale in LOCALES)
    assert russian ^ english == set()


def test_a_text_is_in_the_same_file_with_the_same_variables() -> None:
    russian, english = (entries(locale) for locale in LOCALES)
    both = russian.keys() & english.keys()
    assert [key for key in both if russian[key].file != english[key].file] == []
    assert [key for key in both if russian[key].variables != english[key].variables] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_keys_are_named_by_conversation_screen_and_thing(locale: str) -> None:
    assert [key for key in entries(locale) if not KEY.fullmatch(key)] == []


@pytest.mark.parametrize("locale", LOCALES)
def test_plurals_have_every_form(locale: str) -> None:
    wanted = FORMS[locale]
    wrong = [
        key
        for key, entry in entries(locale).items()
        for forms, default in entry.plurals
        if default != "other" or {form for form in forms if not form.isdigit()} != wanted
    ]
    assert wrong == []


@pytest.mark.parametrize("locale", LOCALES)
def test_nobody_is_shouted_at(locale: str) -> None:
    assert [key for key, entry in entries(locale).items() if any("!" in text for text in entry.texts)] == []


SAID_OTHERWISE = {
    "ru": {
        r"(?i)заказ(?! готов)": "звонок",
        r"(?i)провайдер": "сервис",
        r"(?i)(?<!личный )(?<!личного )(?<!личном )кабинет": "личный кабинет сервиса",
        r"(?i)(?<!«)аудиоролик": "ролик",
        r"(?i)размещ|размест": "звонить",
        r"(?i)сценари": "скрипт",
        r"(?i)\b(я|меня|мне|мы|нас|нам|наш(а|е|и|у|его|ему|ей|их|им|ими)?)\b": "nobody",
        r"(?i)\b(взяли|отметили|запомнили|обновили|сохранили)\b": "взято, отмечено, …",
        r"(?i)\b(отправляем|готовим|разбираем|уточняем|считаем|ждём)\b": "отправляется, готовится, …",
        r"(?i)\b(еще|ее|прошел|отменен|отключен|подтвержден|сохранен)\b": "ё",
        r"\b\d[ \u00a0]\d{3}\b(?![ \u00a0-]?\d)": "1024",
        r"— [А-ЯЁ][а-яё]": "a small letter after a dash",
        r"(?i)пожалуйста": "nothing",
    },
    "en": {
        r"(?i)\banew\b|\bafresh\b": "again",
        r"(?i)cabinet": "account",
        r"(?i)duty number": "shared number",
        r"(?i)phone menu": "voice menu",
        r"(?i)\border(?! is ready)(ed|s)?\b": "call",
        r"\b\d,\d{3}\b": "1024",
        r"\bI\b": "nobody",
        r"(?i)\bplease\b": "nothing",
        r"[a-z]'[a-z]": "’",
    },
}
"""What the texts do not say, and what they say instead: «Words» in CONTRIBUTING.md."""

QUOTED = ("callkeeper-status-", "callkeeper-detail-")
"""A service's own words. People look for them in its account."""


@pytest.mark.parametrize("locale", LOCALES)
def test_the_words_are_those_of_the_glossary(locale: str) -> None:
    wrong = [
        f"{key}: {found[0]} → {better}"
        for key, entry in entries(locale).items()
        if not key.startswith(QUOTED)
        for text in entry.texts
        for pattern, better in SAID_OTHERWISE[locale].items()
        if (found := re.search(pattern, re.sub("<code>.*?</code>", "", text)))
    ]
    assert wrong == []


@pytest.mark.parametrize("locale", LOCALES)
def test_tags_are_telegrams_and_closed(locale: str) -> None:
    assert [key for key, entry in entries(locale).items() if not all(map(_is_closed, entry.texts))] == []


def _is_closed(text: str) -> bool:
    is_open: list[str] = []
    for end, name in re.findall(r"<(/?)([a-z0-9-]+)[^>]*>", text):
        if name not in TAGS or (end and (not is_open or is_open.pop() != name)):
            return False
        if not end:
            is_open.append(name)
    return not is_open
