"""Menus: one row a source. A removed one stays in its row and in the orders that took it, and nowhere else."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, text, update

from bot.domain.menu_rules import plays
from bot.domain.menus import Menu, as_content, from_content
from storage.material import KEPT, menus
from storage.rows import AnyRow
from storage.statements import Repository, folded, holds, per_dialect

_ADD = per_dialect(
    menus,
    lambda insert: insert.on_conflict_do_nothing(index_elements=[menus.c.source]).returning(menus.c.id),
)
_COLUMNS = (menus.c.id, menus.c.author_id, menus.c.provider, menus.c.name, menus.c.content)
_BY_SOURCE = select(*_COLUMNS).where(menus.c.source == bindparam("of_source"))
_KEPT = select(*_COLUMNS).where(text(KEPT))
_BY_ID = _KEPT.where(menus.c.id == bindparam("menu_id"))
_LOCKED = _BY_ID.with_for_update()
_AT_PROVIDER = _KEPT.where(menus.c.provider == bindparam("of_provider")).order_by(menus.c.folded, menus.c.id)
_CHANGE = update(menus).where(menus.c.id == bindparam("menu_id"), text(KEPT))


class SqlMenus(Repository):
    def add(self, menu: Menu, source: str, at: datetime) -> Menu:
        new = {"author_id": menu.author_id, "source": source, "created_at": at, **_columns_of(menu, at)}
        self._put(_ADD, new)
        return _as_menu(self._connection.execute(_BY_SOURCE, {"of_source": source}).one())

    def made_from(self, source: str) -> bool:
        return self._connection.execute(_BY_SOURCE, {"of_source": source}).first() is not None

    def get(self, menu_id: int, *, lock: bool = False) -> Menu | None:
        row = self._connection.execute(_LOCKED if lock else _BY_ID, {"menu_id": menu_id}).first()
        return _as_menu(row) if row else None

    def page(self, search: str, offset: int, limit: int) -> list[Menu]:
        found = _KEPT.where(holds(menus.c.folded, search)).order_by(menus.c.folded, menus.c.id)
        return [_as_menu(row) for row in self._connection.execute(found.offset(offset).limit(limit))]

    def count(self, search: str) -> int:
        found = select(func.count()).select_from(menus).where(text(KEPT), holds(menus.c.folded, search))
        return int(self._connection.execute(found).scalar_one())

    def of(self, provider: str, limit: int) -> list[Menu]:
        found = self._connection.execute(_AT_PROVIDER.limit(limit), {"of_provider": provider})
        return [_as_menu(row) for row in found]

    def change(self, menu: Menu, at: datetime) -> bool:
        """Its author stays."""
        changed = self._connection.execute(_CHANGE, {"menu_id": menu.id, **_columns_of(menu, at)})
        return changed.rowcount == 1

    def remove(self, menu_id: int, at: datetime) -> bool:
        removed = self._connection.execute(_CHANGE, {"menu_id": menu_id, "removed_at": at, "changed_at": at})
        return removed.rowcount == 1

    def playing(self, provider: str, record_id: str) -> list[Menu]:
        """Menus are tens, so they are looked through here, the same way for both databases."""
        kept = [_as_menu(row) for row in self._connection.execute(_AT_PROVIDER, {"of_provider": provider})]
        return [menu for menu in kept if plays(menu, record_id)]


def _columns_of(menu: Menu, at: datetime) -> dict[str, Any]:
    return {
        "provider": menu.provider,
        "name": menu.name,
        "folded": folded(menu.name),
        "content": as_content(menu),
        "changed_at": at,
    }


def _as_menu(row: AnyRow) -> Menu:
    """Id and author are the row's: the content is written before there is an id, and may name another author."""
    kept = from_content(row.content)
    return replace(kept, id=row.id, author_id=row.author_id, provider=row.provider, name=row.name)
