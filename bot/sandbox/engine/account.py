"""The account at the service: money, calls, records, outgoing numbers."""

import itertools
import time
from decimal import Decimal

from bot.sandbox.engine.model import Call, Order, OutgoingPhone, Record, Settings
from bot.sandbox.engine.script import outcome_of

# Counted over the whole process: after a reset a client still asking for an old call must not meet a new one.
_call_ids = itertools.count(173_811_933)
_leg_ids = itertools.count(1_933_618_469)
_record_ids = itertools.count(2_859_334)
_phone_ids = itertools.count(104)

SAVED_RECORD_ID = 2_689_342


class Account:
    """Everything the service remembers; thrown away and made anew by a reset."""

    user_id = 31298

    def __init__(self, key: str) -> None:
        self.settings = Settings(key=key)
        self.balance = Decimal("5000.00")
        self.calls: dict[int, Call] = {}
        self.phones = [
            OutgoingPhone(101, "79932432781", enable=True, duty=True),
            OutgoingPhone(102, "74951234567", enable=True),
            OutgoingPhone(103, "78005553535", enable=False),
        ]
        saved = Record(SAVED_RECORD_ID, "Запись", time.time(), text="Здравствуйте, это тестовая запись")
        self.records: dict[int, Record] = {saved.id: saved}

    def add_call(self, phone: str, order: Order, held: bool) -> Call:
        now = time.time()
        call = Call(next(_call_ids), next(_leg_ids), phone, order, outcome_of(phone), now, now)
        call.held = held
        self.calls[call.id] = call
        return call

    def add_record(self, name: str, text: str, gender: int) -> Record:
        """A new record; with moderation on it waits for it."""
        waits = self.settings.moderation
        record = Record(next(_record_ids), name, time.time(), text, gender, need_moderation=waits)
        record.status = "" if waits else "ready"
        self.records[record.id] = record
        return record

    def record(self, record_id: int) -> Record | None:
        found = self.records.get(record_id)
        return None if found is None or found.deleted_at is not None else found

    def set_phones(self, phones: list[tuple[str, bool]]) -> None:
        """Replaces the outgoing numbers; numbers already known keep their ids."""
        known = {phone.phone: phone for phone in self.phones}
        self.phones = [
            OutgoingPhone(
                known[number].id if number in known else next(_phone_ids),
                number,
                enable,
                duty=number in known and known[number].duty,
            )
            for number, enable in phones
        ]

    def confirmed(self, phone: str) -> bool:
        return any(own.phone == phone and own.enable for own in self.phones)

    def duty_phone(self) -> str | None:
        """The documents say «at random»; the sandbox takes the first, so that runs repeat themselves."""
        enabled = [own for own in self.phones if own.enable]
        duty = [own for own in enabled if own.duty] or enabled
        return duty[0].phone if duty else None

    def unmoderated(self, order: Order) -> bool:
        """The order says something nobody has moderated yet."""
        if not self.settings.moderation:
            return False
        ids = [order.record_id, *(block.record_id for block in order.blocks)]
        records = [self.records[record_id] for record_id in ids if record_id is not None]
        return order.generated > 0 or any(record.need_moderation for record in records)
