"""Cutting and fitting, judged by the sandbox's parser, which refuses what Telegram refuses."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.telegram.text.formatted import Formatted, utf16_length
from bot.sandbox.telegram.text.html_parser import HtmlParser
from bot.telegram.html import CAPTION_LIMIT, MESSAGE_LIMIT, cut, escape, fit

WORDS = st.text(st.sampled_from("ab Яё\n\t<>&\"';#😀👍🏽\u200d\u200f\u200e\u0301שע🇷🇺\ufe0f"), min_size=1, max_size=12)
PLAIN = WORDS.map(escape)
PAIRS = [
    ("<b>", "</b>"),
    ("<i>", "</i>"),
    ('<a href="https://example.com/?a=1&amp;b=2">', "</a>"),
    ("<pre><code class='language-py'>", "</code></pre>"),
    ('<span class="tg-spoiler">', "</span>"),
    ("<blockquote expandable>", "</blockquote>"),
]
REFERENCES = st.sampled_from(["&lt;", "&amp;", "&quot;", "&#39;", "&#x1F600;", "&nbsp;", "&", "&#0;"])


def _wrapped(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tagged = st.tuples(st.sampled_from(PAIRS), inner).map(lambda pair: pair[0][0] + pair[1] + pair[0][1])
    return st.lists(st.one_of(inner, tagged), min_size=1, max_size=6).map("".join)


MARKUP = st.recursive(st.one_of(PLAIN, REFERENCES), _wrapped, max_leaves=40)
LONG = st.tuples(st.lists(MARKUP, min_size=1, max_size=5), st.integers(1, 12)).map(lambda t: "".join(t[0]) * t[1])
LIMITS = st.sampled_from([9, 60, CAPTION_LIMIT, MESSAGE_LIMIT])


def shown(html: str) -> Formatted:
    return HtmlParser(html).parse()


def solid(text: str) -> str:
    return re.sub(r"\s", "", text)


def dressed(parts: list[Formatted]) -> list[tuple[str, frozenset[str]]]:
    """Each visible character with the entities it is in."""
    result: list[tuple[str, frozenset[str]]] = []
    for part in parts:
        at = 0
        for char in part.text:
            kinds = {
                entity["type"]
                for entity in part.entities
                if entity["offset"] <= at < entity["offset"] + entity["length"]
            }
            result.append((char, frozenset(kinds)))
            at += utf16_length(char)
    return [pair for pair in result if not pair[0].isspace()]


@given(LONG, LIMITS)
@settings(max_examples=60, deadline=None)
def test_parts_are_valid_within_limits_and_lose_nothing(html: str, limit: int) -> None:
    parts = [shown(part) for part in cut(html, limit)]
    for part in parts:
        assert utf16_length(part.text) <= limit
        assert len(part.entities) <= 100
        assert part.text.strip()
    invisible = "[\u200d\u200e\u200f]"
    said = re.sub(invisible, "", solid("".join(part.text for part in parts)))
    assert said == re.sub(invisible, "", solid(shown(html).text))


@given(LONG)
@settings(max_examples=40, deadline=None)
def test_every_character_keeps_its_looks(html: str) -> None:
    parts = [shown(part) for part in cut(html, 60)]
    visible = [pair for pair in dressed([shown(html)]) if pair[0] not in "\u200d\u200e\u200f"]
    assert [pair for pair in dressed(parts) if pair[0] not in "\u200d\u200e\u200f"] == visible


@given(LONG, LIMITS)
@settings(max_examples=100, deadline=None)
def test_a_fitted_text_is_one_valid_message_that_begins_as_the_whole(html: str, limit: int) -> None:
    whole, fitted = shown(html).text, shown(fit(html, limit))
    assert utf16_length(fitted.text) <= limit
    assert len(fitted.entities) <= 100
    if utf16_length(whole) <= limit:
        assert fitted.text == whole
    else:
        assert fitted.text.endswith("…")
        assert whole.startswith(fitted.text[:-1])


@given(st.text(max_size=300), LIMITS)
@settings(max_examples=200, deadline=None)
def test_what_is_no_html_is_text(text: str, limit: int) -> None:
    for part in [*cut(text, limit), fit(text, limit)]:
        assert utf16_length(shown(part).text) <= limit


@given(st.text(st.sampled_from('<>/ab &"=;#x1span-hrefi \n'), max_size=80))
@settings(max_examples=300, deadline=None)
def test_broken_html_comes_out_valid(text: str) -> None:
    shown(fit(text))
    for part in cut(text, 9):
        shown(part)


@given(st.text(max_size=200))
def test_an_escaped_text_is_shown_as_it_is(text: str) -> None:
    assert shown(fit(escape(text))).text == text
    assert shown(f'<a href="https://example.com/{escape(text)}">x</a>').text == "x"


@pytest.mark.parametrize("unit", ["<b>жирный</b> ", "&amp;", "😀", "\u200fשלום ", "x", "👨‍👩‍👧‍👦", "a\n", "\u0301"])
def test_ten_thousand_of_anything(unit: str) -> None:
    html = unit * 10_000
    parts = cut(html)
    whole = shown(html).text
    assert solid("".join(shown(part).text for part in parts)) == solid(whole)
    assert all(utf16_length(shown(part).text) <= MESSAGE_LIMIT for part in parts)
    assert all(len(shown(part).entities) <= 100 for part in parts)


def test_it_is_cut_between_lines_outside_of_tags_where_it_can() -> None:
    html = "первая строка\n<b>вторая\nстрока</b>\nтретья"
    assert cut(html, 30) == ["первая строка\n<b>вторая\nстрока</b>\n", "третья"]
    assert cut(html, 22) == ["первая строка\n", "<b>вторая\nстрока</b>\nтретья"]
    assert cut("<i>первая\nвторая</i>", 10) == ["<i>первая\n</i>", "<i>вторая</i>"]


def test_emoji_flags_and_accents_stay_whole() -> None:
    for whole in ("👨‍👩‍👧‍👦", "👍🏽", "🇷🇺", "e\u0301", "☎\ufe0f"):
        parts = cut(whole * 40, 30)
        assert len(parts) > 1
        assert all(part.replace(whole, "") == "" for part in parts)


def test_white_space_alone_is_no_message() -> None:
    assert cut(" \n" * 5000) == []
    assert cut("") == []
    assert [part.strip() for part in cut("a" + "\n" * 9000 + "b")] == ["a", "b"]


def test_fit_ends_at_a_word() -> None:
    assert fit("<b>Ваш заказ готов и ждёт</b> вас", 20) == "<b>Ваш заказ готов и</b>…"
    assert fit("коротко", 20) == "коротко"


def test_fit_keeps_all_text_when_only_entities_are_too_many() -> None:
    fitted = shown(fit("<b>x</b> " * 150))
    assert fitted.text == "x " * 150
    assert len(fitted.entities) == 100
