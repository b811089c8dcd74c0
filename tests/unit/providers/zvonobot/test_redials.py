"""A redial is a new record of the engine's; for us it is news of the call that it repeats."""

from __future__ import annotations

from typing import Any

from bot.domain.calls import CallState
from bot.providers.zvonobot import mapping
from bot.providers.zvonobot.mapping import Reader, Redials


def item(number: int, status: str, before: Any = None, created: int = 0) -> dict[str, Any]:
    return {"id": number, "prevCallId": before, "createdAt": created or number, "calls": [{"status": status}]}


def reader() -> Reader:
    return Reader("calldog", "https://lk.calldog.ru")


def seen(read: Reader, items: list[Any], *wanted: str) -> dict[str, CallState | None]:
    found = read.sightings(items, wanted)
    assert len(found) == len({sighting.id for sighting in found})
    return {sighting.id: sighting.read().state for sighting in found}


FIRST, SECOND, THIRD = item(17, "canceled"), item(18, "busy", 17), item(19, "started", "18")


def test_the_newest_redial_is_the_news() -> None:
    for items in ([FIRST, SECOND, THIRD], [THIRD, SECOND, FIRST], [THIRD, SECOND]):
        assert seen(reader(), items, "17") == {"17": CallState.RINGING}
    assert seen(reader(), [FIRST, SECOND], "17") == {"17": CallState.BUSY}


def test_a_redial_of_nobody_we_follow_is_left_out() -> None:
    assert seen(reader(), [SECOND, THIRD, item(5, "busy")], "5") == {"5": CallState.BUSY}


def test_a_redial_that_we_follow_itself_stays_itself() -> None:
    assert seen(reader(), [FIRST, SECOND], "17", "18") == {"17": CallState.NO_ANSWER, "18": CallState.BUSY}


def test_a_chain_is_remembered_from_answer_to_answer() -> None:
    read = reader()
    seen(read, [SECOND], "17")
    assert read.redials.of(["17", "5"]) == ["18"]
    assert seen(read, [THIRD], "17") == {"17": CallState.RINGING}
    assert read.redials.of(["17"]) == ["19"]


def test_its_fingerprint_is_its_own_and_unchanged_is_left_out() -> None:
    read = reader()
    [redial] = read.sightings([FIRST, SECOND], ["17"])
    [first] = read.sightings([FIRST], ["17"])
    assert redial.fingerprint != first.fingerprint
    known = {"17": redial.fingerprint}
    assert read.sightings([FIRST, SECOND], ["17"], known) == []
    assert read.sightings([FIRST, item(18, "finished", 17)], ["17"], known)


def test_a_webhook_tells_of_the_first_call() -> None:
    read = reader()
    assert [found.id for found in read.every([SECOND])] == ["17"]
    assert [found.id for found in read.every([THIRD])] == ["17"]
    [both] = read.every([FIRST, SECOND])
    assert both.read().state is CallState.BUSY


def test_odd_redials_spoil_nothing() -> None:
    odd = [{"id": 18, "prevCallId": 17, "calls": [5]}, {"id": None, "prevCallId": 17}, item(20, "busy", {"x": 1})]
    assert seen(reader(), [FIRST, *odd, item(19, "busy", 19)], "17") == {"17": CallState.NO_ANSWER}


def test_circles_end() -> None:
    circle = Redials()
    circle.learn("1", "2")
    circle.learn("2", "1")
    circle.learn("3", "3")
    assert circle.followed("1", {"5"}) is None
    assert circle.first("1") in ("1", "2")
    assert circle.of(["1", "3"]) in (["1"], ["2"])


def test_what_is_remembered_is_bounded() -> None:
    known = Redials()
    for number in range(mapping.REMEMBERED + 50):
        known.learn(f"redial {number}", f"call {number}")
    assert known.of(["call 0", "call 60"]) == ["redial 60"]
    assert len(known._before) == len(known._newest) == mapping.REMEMBERED
