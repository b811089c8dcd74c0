"""Templates that were deleted here, while their provider keeps them."""

from sqlalchemy import bindparam, delete, select

from storage.material import hidden_templates
from storage.statements import Repository, per_dialect

_ADD = per_dialect(hidden_templates, lambda insert: insert.on_conflict_do_nothing())
_OF_CLIENT = (
    hidden_templates.c.provider == bindparam("of_provider"),
    hidden_templates.c.account == bindparam("of_account"),
)
_OF = select(hidden_templates.c.template_id).where(*_OF_CLIENT)
_FORGET = delete(hidden_templates).where(*_OF_CLIENT, hidden_templates.c.template_id == bindparam("of_id"))


class SqlHiddenTemplates(Repository):
    def add(self, provider: str, account: str, template_id: str) -> None:
        self._put(_ADD, {"provider": provider, "account": account, "template_id": template_id})

    def forget(self, provider: str, account: str, template_id: str) -> None:
        self._connection.execute(_FORGET, {"of_provider": provider, "of_account": account, "of_id": template_id})

    def of(self, provider: str, account: str) -> set[str]:
        found = self._connection.execute(_OF, {"of_provider": provider, "of_account": account})
        return set(found.scalars())
