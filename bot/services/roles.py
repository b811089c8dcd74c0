"""What comes with a role."""

from datetime import datetime

from bot.domain.access import Person, Right, Role
from bot.domain.subscriptions import usual
from bot.ports import UnitOfWork


def give_role(uow: UnitOfWork, was: Person | None, person_id: int, role: Role | None, now: datetime) -> None:
    """Whoever becomes a manager hears of everybody's results, until they choose otherwise. `was`: who they were."""
    uow.people.set_role(person_id, role)
    may = Person(person_id, "", role=role).may(Right.RECEIVE_RESULTS)
    might = was is not None and was.may(Right.RECEIVE_RESULTS)
    one = usual(person_id)
    if may and not might and not uow.subscriptions.of(one.place):
        uow.subscriptions.add(one, now)
