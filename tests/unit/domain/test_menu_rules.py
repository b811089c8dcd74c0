"""Whether a menu can be played is told in full, and where each thing is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from bot.domain.menu_rules import LONGEST_TEXT, MenuFlaw, problems, problems_anywhere
from bot.domain.menus import STAYED, Branch, Menu, MenuLimits
from bot.domain.records import RecordStage
from bot.domain.sayings import Record, Saying
from tests.architecture.fluent import entries
from tests.support.menus import FULL, PLAYING, SPEAKING, menu, menus

PLAYED = menu(Branch("1", said=Record("1342")), greeting=Saying(Record("7")))


def found(made: Menu, limits: MenuLimits = SPEAKING) -> list[tuple[str, str | None, str]]:
    return [(flaw.key, flaw.slot, flaw.part) for flaw in problems(made, limits)]


def test_a_whole_menu_has_no_flaws() -> None:
    made = menu(FULL, Branch(STAYED, said="До свидания"), Branch("words1", words=("нет",), tag="нет"), recognize=True)
    assert problems(made, SPEAKING, {"1342": RecordStage.APPROVED}) == ()
    played = menu(FULL, Branch(STAYED, said=Record("5")))
    assert problems(played, PLAYING, {"1342": RecordStage.READY, "5": RecordStage.APPROVED}) == ()


def test_nothing_is_there_yet() -> None:
    made = Menu("", "calldog")
    assert found(made) == [
        ("menu-no-name", None, "name"),
        ("menu-no-greeting", None, "greeting"),
        ("menu-no-branches", None, ""),
    ]
    flaws = problems(made, SPEAKING)
    assert [flaw.blocks for flaw in flaws] == [True, True, False]
    assert any(flaw.blocks for flaw in flaws)
    assert not any(flaw.blocks for flaw in problems(menu(), SPEAKING))


def test_where_it_is() -> None:
    made = menu(
        Branch("2", said="а" * 1025),
        Branch("1"),
        Branch("words1", tag="а"),
        Branch("0", tag="а", parameters={"a": "1"}),
        Branch(STAYED, tag="а", words=("да",)),
        greeting=Saying("а" * 1025),
    )
    assert found(made) == [
        ("menu-long-text", None, "greeting"),
        ("menu-not-listening", None, "recognize"),
        ("menu-long-text", "2", "text"),
        ("menu-empty-branch", "1", ""),
        ("menu-needs-words", "words1", "words"),
        ("menu-unused-parameters", "0", "parameters"),
        ("menu-silent-words", STAYED, "words"),
    ]
    blocking = {flaw.key: flaw.blocks for flaw in problems(made, SPEAKING)}
    assert [key for key, blocks in blocking.items() if not blocks] == ["menu-not-listening", "menu-unused-parameters"]
    assert problems(made, SPEAKING)[0].args == {"length": 1025, "limit": 1024}


def test_a_length_is_told_once() -> None:
    assert found(menu(Branch("1", said="а" * 1024), greeting=Saying("а" * 1024))) == []
    flaws = problems(menu(Branch("1", said="а" * (LONGEST_TEXT + 1))), SPEAKING)
    assert [(flaw.key, flaw.args["limit"]) for flaw in flaws] == [("menu-long-text", LONGEST_TEXT)]


def test_a_name_is_one_line() -> None:
    assert found(menu(Branch("1", tag="а"), name="Заказ\nготов")) == [("menu-odd-characters", None, "name")]


def test_what_a_service_cannot_do() -> None:
    made = menu(Branch("1", said="Ждём вас", recognize=True), recognize=True)
    assert found(made) == []
    assert found(made, PLAYING) == [
        ("menu-no-recognition", None, "recognize"),
        ("menu-text-not-read", "1", "text"),
        ("menu-no-recognition", "1", "recognize"),
    ]
    assert all(flaw.blocks and flaw.refused for flaw in problems(made, PLAYING))
    short = MenuLimits(reads_texts=True, recognizes=True, text_limit=7)
    assert found(made, short) == [("menu-long-text", None, "greeting"), ("menu-long-text", "1", "text")]


def test_key_words_need_no_switch_where_there_is_none() -> None:
    made = menu(Branch("1", words=("да",), tag="а"))
    assert found(made) == [("menu-not-listening", None, "recognize")]
    assert found(made, PLAYING) == []


def test_two_ways_to_one_slot() -> None:
    made = menu(Branch("1", tag="а"), Branch("1", tag="б"), Branch(STAYED, tag="а"), Branch(STAYED, tag="б"))
    assert found(made) == [("menu-digit-twice", "1", "slot"), ("menu-slot-twice", STAYED, "slot")]


def test_one_word_in_two_branches() -> None:
    made = menu(Branch("1", words=("да", "Да"), tag="а"), Branch("2", words=("ДА",), tag="б"), recognize=True)
    assert problems(made, SPEAKING) == (MenuFlaw("menu-word-twice", "2", "words", {"word": "да"}, refused=True),)


@pytest.mark.parametrize(
    ("stage", "key", "blocks"),
    [
        (None, "menu-record-unknown", False),
        (RecordStage.WAITING, "menu-record-waiting", False),
        (RecordStage.REFUSED, "menu-record-refused", True),
        (RecordStage.REMOVED, "menu-record-removed", True),
        (RecordStage.APPROVED, None, False),
        (RecordStage.READY, None, False),
    ],
)
def test_records_that_are_not_approved(stage: RecordStage | None, key: str | None, blocks: bool) -> None:
    stages = {} if stage is None else {"7": stage, "1342": stage}
    flaws = problems(PLAYED, PLAYING, stages)
    expected = (
        [] if key is None else [(key, None, "greeting", {"record": "7"}), (key, "1", "record_id", {"record": "1342"})]
    )
    assert [(flaw.key, flaw.slot, flaw.part, flaw.args) for flaw in flaws] == expected
    assert all(flaw.blocks == blocks for flaw in flaws)
    assert problems(PLAYED, PLAYING) == ()


@settings(deadline=None)
@given(menus)
def test_every_flaw_has_its_text(made: Menu) -> None:
    for limits in (SPEAKING, PLAYING):
        for flaw in problems(made, limits, {"1": RecordStage.WAITING, "1342": RecordStage.REMOVED}):
            assert entries("ru")[flaw.key].variables <= flaw.args.keys()
            assert flaw.slot is None or made.branch(flaw.slot)
            assert flaw.blocks or not flaw.refused
    assert not any(flaw.refused for flaw in problems_anywhere(made))
