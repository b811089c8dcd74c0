"""«Возможные статусы по звонку»: (status_code, status2_code) → what the cabinet says."""

import csv
from pathlib import Path

Pair = tuple[int, int]

RUNNING: Pair = (1, 0)
PLANNED: Pair = (2, 0)
TALKED: Pair = (200, 200)
CLIENT_BUSY: Pair = (200, 486)
CLIENT_NO_ANSWER: Pair = (200, 487)
MANAGER_HUNG_UP: Pair = (200, 0)
MANAGER_BUSY: Pair = (486, 0)
MANAGER_NO_ANSWER: Pair = (487, 0)
UNTAKEN = (CLIENT_BUSY, CLIENT_NO_ANSWER, MANAGER_BUSY, MANAGER_NO_ANSWER)
CANCELED_BY_MANAGER: Pair = (708, 0)
NO_WORKING_TIME: Pair = (702, 0)
SAME_NUMBERS: Pair = (703, 0)
WIDGET_DISABLED: Pair = (710, 0)
NO_MINUTES: Pair = (811, 0)

with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as rows:
    TABLE: dict[Pair, str] = {(int(code), int(code2)): words for code, code2, words in list(csv.reader(rows))[1:]}
