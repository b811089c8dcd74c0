"""The services that the provider contract is run against: a new one adds an entry here."""

from __future__ import annotations

from tests.contract.callkeeper import CALLKEEPER
from tests.contract.engine import CALLDOG, OBZVONOV
from tests.contract.fifth.entry import KOLOKOL
from tests.contract.mobilgroup import MOBILGROUP

SERVICES = [CALLDOG, OBZVONOV, CALLKEEPER, MOBILGROUP, KOLOKOL]
