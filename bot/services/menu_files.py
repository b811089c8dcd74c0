"""Menus that leave as files and come back: what a person has to say before one is taken, and how a file is named."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.domain.errors import MenuProblem
from bot.domain.menus import LONGEST_NAME, Menu
from bot.ports import UnitOfWork

Titles = tuple[tuple[str, str], ...]
"""(name, title) of providers."""


class Twin(StrEnum):
    """What becomes of the menu that has the name and the provider of the one in a file."""

    REPLACED = "replaced"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class ExportedMenu:
    menu: Menu
    file_name: str
    content: bytes


class ProviderNotChosen(MenuProblem):
    """The file's provider is not set up here: a person has to say to which of `choices` the menu goes."""

    def __init__(self, provider: str, choices: Titles) -> None:
        super().__init__("menu-file-which-service", service=provider)
        self.provider = provider
        self.choices = choices


class TwinIsThere(MenuProblem):
    """A person has to say what becomes of it."""

    def __init__(self, menu: Menu) -> None:
        super().__init__("menu-file-twin", name=menu.name)
        self.menu = menu


def twin_of(uow: UnitOfWork, menu: Menu, most: int) -> Menu | None:
    """The menu of this name at this provider."""
    named = uow.menus.page(menu.name, 0, most)
    return next((one for one in named if (one.name, one.provider) == (menu.name, menu.provider)), None)


def beside(uow: UnitOfWork, menu: Menu, most: int) -> Menu:
    """The menu under a name that is free at its provider: `Delivery (2)`."""
    made, number = menu, 1
    while twin_of(uow, made, most) is not None:
        number += 1
        more = f" ({number})"
        made = replace(menu, name=menu.name[: LONGEST_NAME - len(more)].rstrip() + more)
    return made


def file_name(name: str) -> str:
    """Of letters and digits that every system takes."""
    plain = re.sub(r"[^\w-]+", "-", name).strip("-_")[:40]
    return f"{plain or 'menu'}.zvonar.json"
