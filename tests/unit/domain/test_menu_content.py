from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.menus import SLOTS, Branch, Menu, as_content, from_content
from bot.domain.phones import Phone
from bot.domain.sayings import Record, RecordKind, Saying, Voice

texts = st.text(st.characters(), max_size=20)  # lone surrogates too
maybe = st.none() | texts
said = maybe | st.builds(Record.of, texts.filter(bool))
sayings = st.builds(Saying, said, st.sampled_from(Voice), maybe)
branches = st.builds(
    Branch,
    slot=st.sampled_from(SLOTS),
    said=said,
    words=st.lists(texts, max_size=3).map(tuple),
    recognize=st.booleans(),
    manager=st.none() | st.from_regex(r"7[0-9]{10}", fullmatch=True).map(Phone),
    sms=texts,
    block=st.booleans(),
    tag=texts,
    webhook=texts,
    parameters=st.dictionaries(texts, texts, max_size=3),
)
menus = st.builds(
    Menu,
    name=texts,
    provider=texts,
    greeting=sayings,
    branches=st.lists(branches, max_size=4).map(tuple),
    recognize=st.booleans(),
    id=st.integers(0, 2**63 - 1),
    author_id=st.integers(0, 2**52),
)


@settings(deadline=None)
@given(menus)
def test_a_menu_comes_back_out_of_json_as_it_was(menu: Menu) -> None:
    content = as_content(menu)
    there_and_back = json.loads(json.dumps(content))
    assert there_and_back == content
    assert from_content(there_and_back) == menu


@settings(deadline=None)
@given(menus, st.data())
def test_what_an_older_version_did_not_write_takes_its_default(menu: Menu, data: st.DataObject) -> None:
    content = as_content(menu)
    gone = data.draw(st.sets(st.sampled_from(sorted(content))))
    defaults = as_content(Menu("", ""))
    older = {name: value for name, value in content.items() if name not in gone}
    assert as_content(from_content(older)) == {**content, **{name: defaults[name] for name in gone}}


@settings(deadline=None)
@given(branches, st.data())
def test_a_branch_may_say_nothing_but_its_slot(branch: Branch, data: st.DataObject) -> None:
    (content,) = as_content(Menu("", "", branches=(branch,)))["branches"]
    gone = data.draw(st.sets(st.sampled_from(sorted(content.keys() - {"slot"}))))
    (bare,) = as_content(Menu("", "", branches=(Branch(branch.slot),)))["branches"]
    older = {name: value for name, value in content.items() if name not in gone}
    (read,) = as_content(from_content({"branches": [older]}))["branches"]
    assert read == {**content, **{name: bare[name] for name in gone}}


def test_what_a_newer_version_wrote_is_passed_over() -> None:
    content = {"name": "а", "provider": "b", "mood": 1, "branches": [{"slot": "1", "colour": "red"}, {"colour": "red"}]}
    assert from_content(content) == Menu("а", "b", branches=(Branch("1"),))


@pytest.mark.parametrize(("voice", "kept"), [("male", Voice.MALE), ("robot", Voice.FEMALE), (None, Voice.FEMALE)])
def test_a_voice_that_is_not_known_is_the_usual_one(voice: str | None, kept: Voice) -> None:
    assert from_content({"greeting": {"voice": voice}}).greeting == Saying(voice=kept)


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ({}, None),
        ({"text": "а", "record_id": None}, "а"),
        ({"text": None, "record_id": "7"}, Record("7")),
        ({"text": "а", "record_id": "script:7"}, Record("7", RecordKind.SCRIPT)),
    ],
)
def test_what_is_said_is_a_text_or_a_record(kept: dict[str, str | None], said: str | Record | None) -> None:
    """A record is played where an earlier release has kept both."""
    assert Saying.of(kept) == Saying(said)
    assert from_content({"branches": [{"slot": "1", **kept}]}).branches == (Branch("1", said),)
