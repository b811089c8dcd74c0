"""Any sequence of edits gives a menu that is in order, or says why it does not; nothing else ever changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import menu_edits as edits
from bot.domain.errors import BadPhone, MenuProblem, ZvonarError
from bot.domain.menu_rules import LONGEST_TEXT, brought_in, problems_anywhere
from bot.domain.menus import SLOTS, STAYED, WORDS, Branch, Menu
from bot.domain.sayings import Record, Saying, Voice
from tests.architecture.fluent import entries
from tests.support.menus import FULL, MANAGER, Model, Step, menu, steps


def attempt(step: Step, before: Menu) -> Menu | ZvonarError:
    try:
        return step.apply(before)
    except (MenuProblem, BadPhone) as problem:
        return problem


@settings(deadline=None)
@given(st.lists(steps, max_size=30))
def test_any_sequence_of_edits(taken: list[Step]) -> None:
    made, model = menu(), Model("Заказ")
    for step in taken:
        got = attempt(step, made)
        if isinstance(got, ZvonarError):
            assert entries("ru")[got.key].variables <= got.args_.keys(), step.what
            continue
        made = got
        step.expect(model)
        assert model.agrees_with(made), step.what
        assert [flaw.key for flaw in problems_anywhere(made) if flaw.refused] == [], step.what


def test_a_new_menu_needs_a_name() -> None:
    made = edits.new_menu("  Заказ \n готов ", "calldog", 17)
    assert made == Menu("Заказ готов", "calldog", author_id=17)
    for name, key in (
        ("", "menu-no-name"),
        (" \n", "menu-no-name"),
        ("а" * 61, "menu-long-name"),
        ("а\x00", "menu-odd-characters"),
    ):
        with pytest.raises(MenuProblem, match=key):
            edits.new_menu(name, "calldog")
        with pytest.raises(MenuProblem, match=key):
            edits.rename(made, name)
        with pytest.raises(MenuProblem, match=key):
            edits.copy_of(made, name)


def test_a_copy_is_a_menu_of_its_own() -> None:
    old = menu(FULL, id=5, author_id=1)
    assert edits.copy_of(old, "Заказ (копия)", 2) == replace(old, name="Заказ (копия)", id=0, author_id=2)


@pytest.mark.parametrize(
    ("slot", "fields", "key"),
    [
        ("1", {"sms": "а" * 71}, "menu-long-sms"),
        ("1", {"tag": "а" * 41}, "menu-long-tag"),
        ("1", {"said": "а" * 5001}, "menu-long-text"),
        ("1", {"said": Record("01")}, "menu-bad-record"),
        ("1", {"said": Record("нет")}, "menu-bad-record"),
        ("1", {"manager": "123"}, "menu-bad-manager"),
        ("1", {"manager": "+74951234567"}, "menu-bad-manager"),
        ("1", {"words": ("а" * 201,)}, "menu-long-words"),
        ("1", {"words": ("две части",)}, "menu-bad-words"),
        ("1", {"words": ("",)}, "menu-bad-words"),
        ("1", {"words": ("да,нет",)}, "menu-bad-words"),
        ("1", {"words": ("да;",)}, "menu-bad-words"),
        ("1", {"words": ("да\x00",)}, "menu-bad-words"),
        ("1", {"webhook": "ftp://x.ru"}, "menu-bad-webhook"),
        ("1", {"webhook": "http://localhost/"}, "menu-private-webhook"),
        ("1", {"webhook": "https://x.ru/" + "y" * 250}, "menu-long-webhook"),
        ("1", {"parameters": {"call": "1"}}, "menu-reserved-parameter"),
        ("1", {"parameters": {"два слова": "1"}}, "menu-bad-parameter"),
        ("1", {"parameters": {"a": "y" * 1000}}, "menu-long-parameters"),
        ("1", {"sms": "а\x00"}, "menu-odd-characters"),
        ("1", {"said": "\ud800"}, "menu-odd-characters"),
        ("1", {"parameters": {"a": "\x07"}}, "menu-odd-characters"),
        (STAYED, {"words": ("да",)}, "menu-silent-words"),
        ("10", {"tag": "а"}, "menu-no-such-slot"),
        ("2", {"words": ("Да",)}, "menu-word-twice"),
    ],
)
def test_what_can_never_be_right_is_refused(slot: str, fields: dict[str, object], key: str) -> None:
    old = menu(Branch("3", words=("да",), tag="а"))
    with pytest.raises(MenuProblem) as caught:
        edits.change_branch(old, slot, **fields)
    assert caught.value.key == key


def test_at_the_limits_it_fits() -> None:
    made = edits.change_branch(
        menu(), "1", sms="а" * 70, tag="а" * 40, words=("а" * 99, "б" * 100), said="а" * LONGEST_TEXT
    )
    made = edits.set_webhook(made, "1", "https://x.ru/" + "y" * 242)
    made = edits.set_parameters(made, "1", "a = " + "y" * 991)
    assert len(made.branches[0].webhook) == 255
    with pytest.raises(MenuProblem, match="menu-long-parameters"):
        edits.set_parameters(made, "1", "a = " + "y" * 992)


def test_a_greeting_can_be_taken_away() -> None:
    assert edits.set_greeting(menu(), Saying(" ")).greeting == Saying()


def test_a_text_and_a_record_drive_each_other_out() -> None:
    made = edits.set_text(edits.set_record(menu(), "1", "1342"), "1", " Ждём вас ")
    assert made.branches == (Branch("1", said="Ждём вас"),)
    made = edits.set_record(made, "1", "7")
    assert made.branches == (Branch("1", said=Record("7")),)
    assert edits.set_text(made, "1", " ").branches == (Branch("1", said=Record("7")),)
    assert edits.set_record(made, "1", None).branches == (Branch("1"),)
    assert edits.set_record(edits.set_text(made, "1", "а"), "1", None).branches == (Branch("1", said="а"),)


def test_moving() -> None:
    made = menu(Branch("1", tag="один"), Branch("2", tag="два"))
    assert edits.move_branch(made, "1", "9").branches == (Branch("2", tag="два"), Branch("9", tag="один"))
    assert edits.move_branch(made, "1", "1") == made
    for slot, to, key in (
        ("1", "2", "menu-slot-taken"),
        ("3", "4", "menu-branch-gone"),
        ("1", "х", "menu-no-such-slot"),
    ):
        with pytest.raises(MenuProblem, match=key):
            edits.move_branch(made, slot, to)
    with pytest.raises(MenuProblem, match="menu-silent-words"):
        edits.move_branch(menu(Branch("1", words=("да",))), "1", STAYED)
    with pytest.raises(MenuProblem, match="menu-branch-gone"):
        edits.drop_branch(made, "3")


def test_branches_stand_as_on_a_phone() -> None:
    made = menu()
    for slot in reversed(SLOTS):
        made = edits.change_branch(made, slot, tag="а", words=(slot,) if slot in WORDS else ())
    assert [branch.slot for branch in made.branches] == list(SLOTS)
    with pytest.raises(MenuProblem, match="menu-words-full"):
        edits.free_words_slot(made)
    assert edits.free_words_slot(edits.drop_branch(made, "words3")) == "words3"


def test_without_an_address_parameters_go_too() -> None:
    made = edits.set_webhook(menu(FULL), "1", "")
    assert (made.branches[0].webhook, made.branches[0].parameters) == ("", {})


def test_another_service_knows_no_record() -> None:
    greeting = Saying(Record("5"), voice=Voice.MALE, language="en-US")
    old = menu(FULL, Branch("2", said="Ждём вас"), greeting=greeting)
    moved = edits.change_provider(old, "calldog")
    assert moved.greeting == Saying(voice=Voice.MALE)
    assert moved.branches == (replace(FULL, said=None), Branch("2", said="Ждём вас"))
    assert edits.change_provider(old, "obzvonov") == old


def test_what_was_wrong_before_stays_editable() -> None:
    """Rules of a later version may be stricter than those a menu was made by."""
    old = menu(Branch("1", sms="а" * 80), Branch("2", tag="два"))
    assert edits.set_tag(old, "2", "три").branches[1].tag == "три"
    assert edits.move_branch(old, "1", "5").branches[1].sms == "а" * 80
    with pytest.raises(MenuProblem, match="menu-long-sms"):
        edits.set_sms(old, "1", "а" * 79)
    with pytest.raises(MenuProblem, match="menu-long-sms"):
        edits.put_branch(old, Branch("3", sms="а" * 80))
    assert edits.set_sms(old, "1", "а").branches[0].sms == "а"
    assert brought_in(problems_anywhere(old), problems_anywhere(old)) == ()


def test_a_manager_is_written_in_any_way() -> None:
    assert edits.set_manager(menu(), "1", "8 (495) 123-45-67").branches[0].manager == MANAGER
    assert edits.set_manager(menu(FULL), "1", " ").branches[0].manager is None
    with pytest.raises(BadPhone):
        edits.set_manager(menu(), "1", "+7 495 123-45-67 доб. 12")


def test_words() -> None:
    assert edits.parse_words(" Да, ДА;хочу\nнет ") == ("да", "хочу", "нет")
    assert edits.parse_words(" ,; ") == ()


def test_new_words_take_the_first_free_slot_and_are_found_there() -> None:
    made = edits.add_words(edits.add_words(edits.new_menu("а", "calldog"), "да"), "нет")
    assert (edits.words_slot(made, "да"), edits.words_slot(made, "нет")) == ("words1", "words2")
    assert edits.words_slot(made, "потом") == ""
