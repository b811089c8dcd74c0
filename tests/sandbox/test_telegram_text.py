"""Mark-up as Telegram reads it and refuses it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox.telegram.refusal import RefusalError
from bot.sandbox.telegram.text.compose import message_text, person_text
from bot.sandbox.telegram.text.formatted import Formatted, utf16_length
from bot.sandbox.telegram.text.html_writer import to_html
from bot.sandbox.telegram.text.links import LinkError, checked_link


def known(user_id: int) -> dict[str, object] | None:
    return {"id": 7, "is_bot": False, "first_name": "A"} if user_id == 7 else None


def read(source: str, mode: str | None = "HTML") -> Formatted:
    return message_text(source, mode, [], known)


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>a</b>b", "ab", [{"type": "bold", "offset": 0, "length": 1}]),
        ("😀<i>x</i>", "😀x", [{"type": "italic", "offset": 2, "length": 1}]),
        ("<B>a</b >", "a", [{"type": "bold", "offset": 0, "length": 1}]),
        ("a &lt; b &amp; c &#8212; &#x2014; &quot;", 'a < b & c — — "', []),
        ("&nbsp;&copy &laquo;", "&nbsp;&copy &laquo;", []),
        ("AT&T", "AT&T", []),
        ('<pre><code class="language-py">x</code></pre>', "x",
         [{"type": "pre", "offset": 0, "length": 1, "language": "py"}]),
        ("<pre>x</pre>", "x", [{"type": "pre", "offset": 0, "length": 1}]),
        ("<blockquote expandable>x</blockquote>", "x",
         [{"type": "expandable_blockquote", "offset": 0, "length": 1}]),
        ('<span class="tg-spoiler">x</span>', "x", [{"type": "spoiler", "offset": 0, "length": 1}]),
        ('<a href="http://a.ru/?x=1&amp;y=2">x</a>', "x",
         [{"type": "text_link", "url": "http://a.ru/?x=1&y=2", "offset": 0, "length": 1}]),
        ('<a href="tg://user?id=7">x</a>', "x",
         [{"type": "text_mention", "user": known(7), "offset": 0, "length": 1}]),
        ('<a href="tg://user?id=8">x</a>', "x", []),
        ('<a href="javascript:alert(1)">x</a>', "x", []),
        ("<b></b>x", "x", []),
        ("  <b> a</b> ", "a", [{"type": "bold", "offset": 0, "length": 1}]),
        ("<b>a<i>b</i></b>", "ab",
         [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 1}]),
        ("<b>a</>", "a", [{"type": "bold", "offset": 0, "length": 1}]),
    ],
)  # fmt: skip
def test_html_is_read(source: str, text: str, entities: list[dict[str, object]]) -> None:
    assert read(source) == Formatted(text, entities)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("a <x>b</x>", 'Unsupported start tag "x" at byte offset 2'),
        ("ж <p>b</p>", 'Unsupported start tag "p" at byte offset 3'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("1 < 2", "Unsupported start tag"),
        ("1 <", "Unclosed start tag at byte offset 2"),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>a<i>b</b>", 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<a href="x', "Unclosed start tag"),
        ("<a href=http://a.ru>x</a>", "Unexpected end of name token at byte offset 8"),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<tg-emoji emoji-id="x">x</tg-emoji>', "Invalid custom emoji identifier specified"),
        ("&#xD83D;", "Text contains invalid Unicode characters"),
    ],
)
def test_broken_html_is_refused(source: str, words: str) -> None:
    if source == "1 < 2":
        source += ">"
    with pytest.raises(RefusalError) as caught:
        read(source)
    assert caught.value.description.startswith(f"Bad Request: can't parse entities: {words}")


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*a* _b_ __c__ ~d~ ||e|| `f`", "a b c d e f",
         ["bold", "italic", "underline", "strikethrough", "spoiler", "code"]),
        (r"1\.5 \*", "1.5 *", []),
        ("[x](http://a.ru/)", "x", ["text_link"]),
        ("```py\nx*\n```", "x*", ["pre"]),
        (">a\n>b\nc", "a\nb\nc", ["blockquote"]),
        (">a||\nc", "a\nc", ["expandable_blockquote"]),
        ("*a _b_*", "a b", ["bold", "italic"]),
        ("```py x```", "x", ["pre"]),
        (r"[http://a\.ru]", "http://a.ru", ["text_link"]),
    ],
)  # fmt: skip
def test_markdown_v2_is_read(source: str, text: str, entities: list[str]) -> None:
    formatted = read(source, "MarkdownV2")
    assert formatted.text == text
    assert [entity["type"] for entity in formatted.entities] == entities


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("1.5", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("*a", "Can't find end of Bold entity at byte offset 0"),
        ("a [b](c", "Can't find end of a URL at byte offset 6"),
    ],
)
def test_broken_markdown_v2_is_refused(source: str, words: str) -> None:
    with pytest.raises(RefusalError) as caught:
        read(source, "MarkdownV2")
    assert caught.value.description == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("http://127.0.0.1:8080/a b", "http://127.0.0.1:8080/a%20b"),
        ("Example.COM?x=1", "http://example.com/?x=1"),
        ("https://зво.рф/путь", "https://зво.рф/путь"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("http://[::1]:80", "http://[::1]:80/"),
    ],
)
def test_links_are_taken(url: str, link: str) -> None:
    assert checked_link(url) == link


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://localhost:8080/", "Wrong HTTP URL"),
        ("ftp://example.com/", "Unsupported URL protocol"),
        ("http://example.com:0/", "Wrong port number specified in the URL"),
        ("http:///x", "URL host is empty"),
        ("http://a b.ru/", "Disallowed character in URL host"),
    ],
)
def test_links_are_refused(url: str, words: str) -> None:
    with pytest.raises(LinkError, match=words):
        checked_link(url)


def test_length_is_counted_after_entities_in_utf16() -> None:
    assert read("<b>" + "x" * 4096 + "</b>").text == "x" * 4096
    for text in ("x" * 4097, "😀" * 2049):
        with pytest.raises(RefusalError, match="message is too long"):
            read(text)


def test_entities_over_a_hundred_are_dropped_in_silence() -> None:
    formatted = read("<b>x</b> " * 150)
    assert len(formatted.entities) == 100
    assert formatted.text.count("x") == 150


def test_what_a_person_types_is_found() -> None:
    formatted = person_text("😀 /call@zvonar_demo_bot +7 999 #срочно @anna a@b.ru https://x.ru/a?b=1. 1/2")
    found = {entity["type"]: (entity["offset"], entity["length"]) for entity in formatted.entities}
    assert found["bot_command"] == (3, 21)
    assert set(found) == {"bot_command", "hashtag", "mention", "email", "url"}
    assert found["url"][1] == len("https://x.ru/a?b=1")


def test_the_page_gets_safe_html() -> None:
    formatted = read('<b>&lt;script&gt;</b> <a href="http://a.ru/&quot;onclick=1">x</a>')
    assert to_html(formatted).startswith("<b>&lt;script&gt;</b> ")
    assert 'http://a.ru/"' not in to_html(formatted)


def test_crossing_entities_still_nest() -> None:
    entities = [{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 2}]
    assert to_html(Formatted("abc", entities)) == "<b>a<i>b</i></b><i>c</i>"


@given(st.text(alphabet="ab<>/&;*_`[]()|~\\! \n😀#x\"'=", max_size=40), st.sampled_from(["HTML", "MarkdownV2"]))
def test_any_text_is_read_or_refused(source: str, mode: str) -> None:
    try:
        formatted = read(source, mode)
    except RefusalError:
        return
    length = utf16_length(formatted.text)
    assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= length for e in formatted.entities)
    assert to_html(formatted).count("<") == 2 * to_html(formatted).count("</")
