"""The provider's `get`, in a process of its own: `python -m tests.bench.poll_stub COUNT` knows so many calls.

Answers have the fields and types of the engine's real ones: some 40 a call.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from tests.bench.http_server import serve

FIRST_ID = 170_000_000
ASKED_AT = 1_714_993_771


class Calls:
    def __init__(self, count: int) -> None:
        self._calls = {FIRST_ID + number: _call(FIRST_ID + number) for number in range(count)}
        self._written = {str(id_): _json(call) for id_, call in self._calls.items()}
        self._moved = 0

    def handle(self, path: str, body: bytes) -> bytes:
        asked = json.loads(body)
        if path == "/bench/answer":
            self._let_answer(asked["count"])
            return b"null"
        found = [self._written[str(id_)] for id_ in asked["apiCallIdList"]]
        return b'{"status":"success","data":[%s]}' % b",".join(found)

    def _let_answer(self, count: int) -> None:
        """Lets `count` more people pick up, spread over all calls."""
        ids = list(self._calls)
        step = len(ids) // count
        for id_ in ids[self._moved :: step][:count]:
            leg = self._calls[id_]["calls"][0]
            leg.update(status="answered", answeredAt=ASKED_AT + 12, updatedAt=ASKED_AT + 12)
            self._written[str(id_)] = _json(self._calls[id_])
        self._moved += 1


def _call(id_: int) -> dict[str, Any]:
    return {
        "needRecording": 0,
        "plannedAt": None,
        "webhookUrl": None,
        "webhookParameters": None,
        "amScriptId": None,
        "recognitionGroupId": 1,
        "generateGroupId": 5,
        "needRecognition": False,
        "id": id_,
        "createdAt": ASKED_AT,
        "detectEndOfSpeech": False,
        "robotsBlockEnabled": False,
        "webhookTry": 0,
        "webhookSent": 0,
        "tag": None,
        "webhookHeaders": None,
        "smartDelay": None,
        "prevCallId": None,
        "voiceDetectionEnabled": False,
        "startTime": None,
        "endTime": None,
        "weekdays": None,
        "tagList": "",
        "timeout": 30,
        "calls": [_leg(id_)],
    }


def _leg(id_: int) -> dict[str, Any]:
    return {
        "id": 10 * id_,
        "phone": f"7999{id_ % 10**7:07}",
        "ivrDigit": None,
        "startedAt": ASKED_AT + 4,
        "answeredAt": None,
        "managerStartedAt": None,
        "managerAnsweredAt": None,
        "finishedAt": None,
        "toBlock": 0,
        "status": "started",
        "hangupCause": None,
        "managerStatus": None,
        "recordFilePath": None,
        "cost": "0",
        "createdAt": ASKED_AT,
        "updatedAt": ASKED_AT + 4,
        "ivrAnswers": "",
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


if __name__ == "__main__":
    asyncio.run(serve(Calls(int(sys.argv[1])).handle))
