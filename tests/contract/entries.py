"""The providers that the contract is run against: a new one adds its entry here."""

from __future__ import annotations

from tests.contract.callkeeper import CALLKEEPER
from tests.contract.engine import CALLDOG, OBZVONOV
from tests.contract.fifth.entry import KOLOKOL
from tests.contract.mobilgroup import MOBILGROUP

ENTRIES = [CALLDOG, OBZVONOV, CALLKEEPER, MOBILGROUP, KOLOKOL]
