"""Texts in both languages: safe for HTML by themselves, and loud where something is missing."""

from __future__ import annotations

import pytest

from bot.domain.access import LOCALES
from bot.domain.calls import CallState
from bot.domain.reasons import Reason
from bot.telegram.cards import render
from bot.telegram.texts import LONGEST_ARGUMENT, Html
from tests.architecture.fluent import entries
from tests.unit.telegram.showing import TEXTS, call, judged, look, placed

tr = TEXTS.speak("ru")


def test_arguments_are_escaped_once() -> None:
    assert tr("call-card-by", author="<b>&") == "Сотрудник: &lt;b&gt;&amp;"
    assert tr("call-card-by", author=Html("<b>Олег</b>")) == "Сотрудник: <b>Олег</b>"
    assert tr("call-card-by", author=tr("role-admin")) == "Сотрудник: администратор"


def test_buttons_and_answers_know_no_html() -> None:
    assert tr.plain("call-card-by", author="<b>&") == "Сотрудник: <b>&"


@pytest.mark.parametrize("filling", ['"', "&", "а", "👍", "א\n"])
def test_an_argument_of_any_length_is_taken(filling: str) -> None:
    shown = tr("call-card-by", author=filling * 5000)
    assert shown.endswith(("…", "…\u2069"))
    assert tr.plain("call-card-by", author=filling * 5000)
    assert 20 * len("+7 999 123-45-67, ") <= LONGEST_ARGUMENT, "a list of phones is shown whole"


@pytest.mark.parametrize(("key", "args"), [("no-such-key", {}), ("call-card-by", {}), ("call-card-by", {"x": "y"})])
def test_what_is_missing_is_an_error_and_no_odd_text(key: str, args: dict[str, str]) -> None:
    with pytest.raises(LookupError):
        tr(key, **args)


def test_a_language_we_do_not_speak_is_the_first_one() -> None:
    assert TEXTS.speak("fr").locale == "ru"
    assert TEXTS.speak("en").locale == "en"


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "0 звонков"), (1, "1 звонок"), (2, "2 звонка"), (5, "5 звонков"), (11, "11 звонков"), (21, "21 звонок")],
)
def test_russian_counts_as_russian_does(count: int, said: str) -> None:
    assert said in tr("call-card-list-title", count=count, over=0)


@pytest.mark.parametrize(("locale", "said"), [("ru", "1\u202f234\u202f567"), ("en", "1,234,567")])
def test_numbers_are_written_as_the_language_does(locale: str, said: str) -> None:
    shown = TEXTS.speak(locale)("call-card-list-title", count=1_234_567, over=0)
    assert said in shown.replace("\xa0", "\u202f")


@pytest.mark.parametrize("locale", LOCALES)
def test_every_reason_can_stand_on_a_card(locale: str) -> None:
    """A call keeps the key of its reason and nothing else, so such a text needs no variables."""
    absent = {"provider-absent"}  # said before anything is placed
    keys = [key for key in entries("ru") if key.startswith(("provider-", "reason-")) and key not in absent]
    assert len(keys) > 20
    for key in keys:
        state = CallState.PLACED if key == Reason.NOT_BEGUN else CallState.REJECTED
        card = render(placed(call(state, reason_key=key)), look(locale))
        assert TEXTS.get(locale, key, {}) in judged(card).text
