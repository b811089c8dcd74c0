"""Who may do what, line by line."""

from __future__ import annotations

import pytest

from bot.domain.access import RIGHTS, Person, Right, Role, locale_of

ANYONE = {Right.REQUEST_ACCESS, Right.CHANGE_OWN_SETTINGS}
OPERATOR = ANYONE | {Right.PLACE_CALLS, Right.SEE_OWN_CALLS, Right.SEE_BALANCE}
MANAGER = OPERATOR | {
    Right.SEE_ALL_CALLS,
    Right.PRESS_OTHERS_CARDS,
    Right.RECEIVE_RESULTS,
    Right.SEE_EMULATOR,
    Right.MANAGE_TEMPLATES,
    Right.MANAGE_RECORDS,
    Right.MANAGE_MENUS,
    Right.SEE_REQUESTS,
}
ADMIN = MANAGER | {Right.MANAGE_PEOPLE, Right.MANAGE_WIDGETS, Right.SEE_STATUS, Right.SEND_EMULATED}


@pytest.mark.parametrize(
    ("role", "rights"),
    [(None, ANYONE), (Role.OPERATOR, OPERATOR), (Role.MANAGER, MANAGER), (Role.ADMIN, ADMIN)],
)
def test_what_a_role_may(role: Role | None, rights: set[Right]) -> None:
    person = Person(1, "Анна", role=role)
    assert {right for right in Right if person.may(right)} == rights


def test_every_role_is_in_the_table() -> None:
    assert set(RIGHTS) == {None, *Role}


@pytest.mark.parametrize(
    ("own", "telegram", "spoken"),
    [
        ("en", "ru", "en"),
        (None, "en-GB", "en"),
        (None, "ru", "ru"),
        (None, "de", "ru"),
        (None, None, "ru"),
        ("fr", None, "ru"),
    ],
)
def test_which_language_a_person_is_spoken_to_in(own: str | None, telegram: str | None, spoken: str) -> None:
    assert locale_of(Person(1, "Анна", locale=own, telegram_locale=telegram), "ru") == spoken
