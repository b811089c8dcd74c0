"""Who did what, and when: written, never changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert

from storage.tables import audit

_ADD = insert(audit)


class SqlAudit:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, person_id: int, action: str, subject: str, at: datetime) -> None:
        self._connection.execute(_ADD, {"person_id": person_id, "action": action, "subject": subject, "at": at})
