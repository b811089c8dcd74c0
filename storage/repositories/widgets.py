"""Widgets that were made from here: without their hash nobody can take them away again."""

from sqlalchemy import bindparam, delete, select

from bot.domain.widgets import KeptWidget
from storage.material import widgets
from storage.statements import Repository, per_dialect

_FIELDS = ("provider", "hash", "name", "phone", "made_by", "made_at")
_ADD = per_dialect(
    widgets, lambda insert: insert.on_conflict_do_nothing(index_elements=[widgets.c.provider, widgets.c.hash])
)
_OF = (
    select(*(widgets.c[name] for name in _FIELDS))
    .where(widgets.c.provider == bindparam("of_provider"))
    .order_by(widgets.c.id)
)
_FORGET = delete(widgets).where(widgets.c.provider == bindparam("of_provider"), widgets.c.hash == bindparam("of_hash"))


class SqlWidgets(Repository):
    def add(self, widget: KeptWidget) -> None:
        self._put(_ADD, {name: getattr(widget, name) for name in _FIELDS})

    def of(self, provider: str) -> list[KeptWidget]:
        return [KeptWidget(*row) for row in self._connection.execute(_OF, {"of_provider": provider})]

    def forget(self, provider: str, widget_hash: str) -> None:
        self._connection.execute(_FORGET, {"of_provider": provider, "of_hash": widget_hash})
