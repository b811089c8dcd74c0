"""Builds the use cases of menus, by the names that the handlers ask for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.ports import Clock, Database
from bot.services.menus import call_me, call_with, changing, files, reading
from bot.services.providers import Providers
from bot.services.records.listing import Listings


def menu_cases(database: Database, providers: Providers, clock: Clock, listings: Listings) -> Mapping[str, Any]:
    change_menu = changing.ChangeMenu(database, providers, clock)
    return {
        "list_menu_services": reading.ListMenuServices(providers),
        "list_menus": reading.ListMenus(database, providers),
        "read_menu": reading.ReadMenu(database, providers),
        "choose_menus": reading.ChooseMenus(database, providers),
        "read_menu_use": reading.ReadMenuUse(database),
        "create_menu": changing.CreateMenu(database, providers, clock),
        "change_menu": change_menu,
        "rename_menu": changing.RenameMenu(change_menu),
        "copy_menu": changing.CopyMenu(database, providers, clock),
        "move_menu": changing.MoveMenu(database, providers, clock),
        "remove_menu": changing.RemoveMenu(database, clock),
        "import_menu": files.ImportMenu(database, providers, clock, listings),
        "export_menu": files.ExportMenu(database),
        "call_me_first": call_me.CallMeFirst(database, providers, clock),
        "call_with_menu": call_with.CallWithMenu(database, providers, clock),
    }
