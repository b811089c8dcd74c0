"""The base of everything that a person can make the bot do: rights are checked here, once."""

import inspect
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from bot.domain.access import Person, Right
from bot.domain.errors import Forbidden, UndeclaredRight
from bot.domain.orders import Place
from bot.ports import UnitOfWork
from bot.services.deps import Deps

Result = TypeVar("Result")
Owner = TypeVar("Owner")
Rest = ParamSpec("Rest")

UseCaseMethod = Callable[Concatenate[Owner, Person, Rest], Coroutine[object, object, Result]]


def needs(
    right: Right,
) -> Callable[[Callable[Concatenate[Owner, Person, Rest], Awaitable[Result]]], UseCaseMethod[Owner, Rest, Result]]:
    """Declare the right that a method of a noun takes. The method raises Forbidden to an actor who lacks it."""

    def declare(
        method: Callable[Concatenate[Owner, Person, Rest], Awaitable[Result]],
    ) -> UseCaseMethod[Owner, Rest, Result]:
        @wraps(method)
        async def checked(owner: Owner, actor: Person, /, *args: Rest.args, **named: Rest.kwargs) -> Result:
            if not actor.may(right):
                raise Forbidden("access-forbidden")
            return await method(owner, actor, *args, **named)

        vars(checked)["right"] = right
        return checked

    return declare


def still(uow: UnitOfWork, actor: Person, right: Right) -> Person:
    """The actor as they are by now, for work that began long before. Raises Forbidden to one who has lost the right."""
    known = uow.people.get(actor.id)
    now = replace(actor, role=known.role if known else None)
    if not now.may(right):
        raise Forbidden("access-forbidden")
    return now


def right_of(method: object) -> Right | None:
    """What `needs` declared; None when nothing did."""
    found = getattr(method, "right", None)
    return found if isinstance(found, Right) else None


def clock_of(deps: Deps, uow: UnitOfWork, person: Person) -> ZoneInfo:
    """By which clock their days begin: what they chose for their notices, else the company's."""
    habits = uow.subscriptions.habits(Place(person.id))
    return habits.zone if habits else deps.hours.zone


class Noun:
    """Each public method is a use case. Without `needs`, defining the noun raises UndeclaredRight."""

    def __init__(self, deps: Deps) -> None:
        self._deps = deps

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        for name, method in inspect.getmembers(cls, callable):
            if not name.startswith("_") and right_of(method) is None:
                raise UndeclaredRight("access-undeclared", use_case=f"{cls.__name__}.{name}")
