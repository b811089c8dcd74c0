"""What was deleted here, while its provider keeps it."""

from typing import Protocol


class HiddenTemplates(Protocol):
    """`account` is the client in the company's own CRM, `template_id` the provider's."""

    def add(self, provider: str, account: str, template_id: str) -> None: ...
    def forget(self, provider: str, account: str, template_id: str) -> None: ...
    def of(self, provider: str, account: str) -> set[str]:
        """Their ids."""
