"""What comes with a role."""

from datetime import datetime

from bot.domain.access import Person, Right, Role
from bot.domain.subscriptions import usual
from bot.domain.views import CardKind
from bot.ports import UnitOfWork

_CARDS = {Right.PRESS_OTHERS_CARDS: CardKind.ORDER, Right.MANAGE_PEOPLE: CardKind.ACCESS}
"""Whose right it takes to see the cards of others."""


def give_role(uow: UnitOfWork, was: Person | None, person_id: int, role: Role | None, now: datetime) -> None:
    """Whoever becomes a manager hears of everybody's results, until they choose otherwise. `was`: who they were.

    Whoever may hear of something no more is not told what was gathered of it either, and their cards of it stay as
    they are.
    """
    uow.people.set_role(person_id, role)
    person, usually = Person(person_id, "", role=role), usual(person_id)
    there = uow.subscriptions.of(usually.place)
    for one in there:
        if not person.may(one.right):
            uow.subscriptions.remove(one.id)
            uow.gathered.drop(one.id)
    for right, kind in _CARDS.items():
        if not person.may(right):
            uow.cards.forget_others(person_id, kind)
    might = was is not None and was.may(Right.RECEIVE_RESULTS)
    if person.may(Right.RECEIVE_RESULTS) and not might and usually.wanted not in [one.wanted for one in there]:
        uow.subscriptions.add(usually, now)
