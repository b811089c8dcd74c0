"""What lives at a provider, as far as only we know of it: widgets made from here, templates deleted here.

Without its hash nobody can take a widget away again.
"""

from dataclasses import asdict, fields

from sqlalchemy import bindparam, delete, select

from bot.domain.widgets import KeptWidget
from storage.material import hidden_templates, widgets
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


_HIDE = per_dialect(hidden_templates, lambda insert: insert.on_conflict_do_nothing())
_OF_CLIENT = (
    hidden_templates.c.provider == bindparam("of_provider"),
    hidden_templates.c.account == bindparam("of_account"),
)
_HIDDEN = select(hidden_templates.c.template_id).where(*_OF_CLIENT)
_BRING_BACK = delete(hidden_templates).where(*_OF_CLIENT, hidden_templates.c.template_id == bindparam("of_id"))


class SqlHiddenTemplates(Repository):
    def add(self, provider: str, account: str, template_id: str) -> None:
        self._put(_HIDE, {"provider": provider, "account": account, "template_id": template_id})

    def forget(self, provider: str, account: str, template_id: str) -> None:
        self._connection.execute(_BRING_BACK, {"of_provider": provider, "of_account": account, "of_id": template_id})

    def of(self, provider: str, account: str) -> set[str]:
        found = self._connection.execute(_HIDDEN, {"of_provider": provider, "of_account": account})
        return set(found.scalars())
