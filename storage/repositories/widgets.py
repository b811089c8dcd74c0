"""Widgets that were made from here: without their hash nobody can take them away again."""

from dataclasses import asdict, fields

from sqlalchemy import bindparam, delete, select

from bot.domain.widgets import KeptWidget
from storage.material import widgets
from storage.statements import Repository, per_dialect

_ADD = per_dialect(
    widgets, lambda insert: insert.on_conflict_do_nothing(index_elements=[widgets.c.provider, widgets.c.hash])
)
_COLUMNS = (widgets.c[field.name] for field in fields(KeptWidget))
_OF = select(*_COLUMNS).where(widgets.c.provider == bindparam("of_provider")).order_by(widgets.c.id)
_FORGET = delete(widgets).where(widgets.c.provider == bindparam("of_provider"), widgets.c.hash == bindparam("of_hash"))


class SqlWidgets(Repository):
    def add(self, widget: KeptWidget) -> None:
        self._put(_ADD, asdict(widget))

    def of(self, provider: str) -> list[KeptWidget]:
        return [KeptWidget(*row) for row in self._connection.execute(_OF, {"of_provider": provider})]

    def forget(self, provider: str, widget_hash: str) -> None:
        self._connection.execute(_FORGET, {"of_provider": provider, "of_hash": widget_hash})
