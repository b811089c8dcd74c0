"""Widgets, tags, Tap2Calls, the page of documentation; faults, the journal, the state."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from bot.sandbox.callkeeper.schedule import next_open, read_week, read_zone
from tests.sandbox.providers_bench import CALLKEEPER_KEY, Providers, order

APIAK = ("apiak", CALLKEEPER_KEY)
KEY = ("api_key", CALLKEEPER_KEY)


async def test_a_widget_made_used_and_removed(still: Providers) -> None:
    # A plus that was not escaped arrives as a space, as in the documents' own example.
    path = (
        f"callkeeper/createWidget?gmt=UTC+03:00&apiak={CALLKEEPER_KEY}&phone=89165554444&name=Bond&phoneadd=2311"
        "&site=www.test.ru&schedule=00002400&emails[0]=test@mal.ru&emails[1]=test@yandex.ru"
    )
    status, made = await still.ask("GET", path)
    assert (status, made["status"], made["name"]) == (200, "success", "Bond")
    assert re.fullmatch(r"[0-9a-f]{32}", made["whash"])
    _, placed = await still.callkeeper("makeCalls", *order({"client": "79991234500"}, whash=made["whash"]))
    assert placed[0]["manager"] == "79165554444^2311"
    assert await still.callkeeper("deleteWidget", APIAK, ("whash", made["whash"])) == (200, {"status": "success"})
    assert (await still.callkeeper("makeCalls", *order({"client": "79991234500"}, whash=made["whash"])))[0] == 424


async def test_tags_in_the_documents_own_spelling(still: Providers) -> None:
    _, placed = await still.callkeeper("makeCalls", *order({"client": "79991234500"}))
    call_id = placed[0]["id"]
    path = f"callkeeper/tag&action=set&apiak={CALLKEEPER_KEY}&tag=testApiTagging&call_id={call_id}"
    assert await still.ask("GET", path) == (200, {"status": "success"})
    await still.callkeeper("tag", ("action", "set"), APIAK, ("tag", "VIP клиент"), ("call_id", call_id), method="POST")
    _, body = await still.callkeeper("getCallInfo", KEY, ("id_call", call_id))
    assert [each["tags"] for each in body["result"]] == ["testApiTagging,VIP клиент"]
    (entry, _) = await still.journal("callkeeper", "tag")
    assert entry["request"]["apiak"] == "***"


async def test_taps_by_date(still: Providers) -> None:
    _, body = await still.callkeeper("getT2C", APIAK, ("date", ""))
    assert [each["phone1"] for each in body["result"]] == ["79991112233", "79994445566"]
    _, body = await still.callkeeper("getT2C", APIAK, ("date[from]", "2005-08-15"), ("date[to]", "2005-08-15T24:00:00"))
    assert body == {"result": []}


async def test_the_documentation_is_a_page(still: Providers) -> None:
    async with still.http.get(f"{still.root}/callkeeper/getDoc") as answer:
        assert (answer.status, answer.content_type) == (200, "text/html")
        assert "makeCalls" in await answer.text()


async def test_an_unknown_call_is_an_empty_list(still: Providers) -> None:
    assert await still.callkeeper("getCallInfo", KEY, ("id_call", "1")) == (200, {"result": []})


@pytest.mark.parametrize("applied", [False, True])
async def test_a_fault_spoils_one_answer(still: Providers, applied: bool) -> None:
    fault = {"target": "callkeeper", "operation": "makeCalls", "kind": "cut", "applied": applied}
    await still.ask("POST", "api/faults", json=fault)
    with pytest.raises(aiohttp.ClientError):
        await still.callkeeper("makeCalls", *order({"client": "79991234500"}), method="POST")
    assert len(await still.read_calls()) == int(applied)
    (entry,) = await still.journal("callkeeper", "makeCalls")
    assert (entry["fault"], entry["request"]["apiak"]) == ("cut", "***")


async def test_reset_forgets_and_never_gives_an_id_again(still: Providers) -> None:
    _, old = await still.callkeeper("makeCalls", *order({"client": "79991234500"}))
    await still.ask("POST", "api/reset")
    assert await still.read_calls() == []
    _, new = await still.callkeeper("makeCalls", *order({"client": "79991234500"}))
    assert int(new[0]["id"]) > int(old[0]["id"])


def test_working_hours() -> None:
    moscow = read_zone("europe/moscow")
    assert moscow == ZoneInfo("Europe/Moscow")
    sunday = datetime(2026, 11, 22, 12, tzinfo=moscow).timestamp()
    week = read_week("09001800100018000900200009001800090018000900180000000000")
    opens = next_open(week, moscow, sunday)
    assert opens == datetime(2026, 11, 23, 9, tzinfo=moscow).timestamp()
    assert opens is not None
    assert next_open(week, moscow, opens + 60) == opens + 60
    assert next_open(read_week("00000000"), UTC, sunday) is None
    night, three = read_week("20000600"), datetime(2026, 11, 23, 3, tzinfo=moscow).timestamp()
    assert next_open(night, moscow, three) == three
    assert next_open(night, moscow, three + 5 * 3600) == datetime(2026, 11, 23, 20, tzinfo=moscow).timestamp()
    for text in ("UTC+03:00", "UTC 03:00", "+0300"):
        assert (
            datetime(2026, 1, 1, tzinfo=read_zone(text)).utcoffset() == datetime(2026, 1, 1, tzinfo=moscow).utcoffset()
        )
