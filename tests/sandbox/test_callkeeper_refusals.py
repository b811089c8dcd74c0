"""What CallKeeper refuses: each reason of the documents with its HTTP status."""

from collections.abc import Iterable

import pytest

from tests.sandbox.providers_bench import CALLKEEPER_KEY, WIDGET, Providers, order

HEX = "8abee9a093a4c8344ccfd761e1aba739"
CLIENT = {"client": "79991234500"}
Pairs = Iterable[tuple[str, str]]

ORDERS: list[tuple[str, Pairs, int, str]] = [
    ("no unique", order(CLIENT, unique=""), 400, "Key 'unique' is not defined!"),
    ("no key", order(CLIENT, apiak=""), 400, "Key 'apiak' is not defined!"),
    ("no widget", order(CLIENT, whash=""), 400, "Key 'whash' and 'walias' are not defined!"),
    ("no calls", order(), 400, "Key 'calls' is not defined!"),
    ("calls no array", [*order(), ("calls", "one")], 406, "Wrong data type!"),
    ("calls of words", [*order(), ("calls[]", "one")], 406, "Wrong data type!"),
    ("unique", order(CLIENT, unique="a & b"), 406, "Wrong data type!"),
    ("zone", order(CLIENT, utc="Mars/Olympus"), 406, "Wrong data type!"),
    ("hours", order(CLIENT, opening_hours="0900"), 406, "Wrong data type!"),
    ("52 digits", order(CLIENT, opening_hours="0900" * 13), 406, "Wrong data type!"),
    ("notification", order(CLIENT, notification="nobody"), 406, "Wrong data type!"),
    ("ip", order(CLIENT, ip_client="1.2.3"), 406, "Wrong data type!"),
    ("time", order({**CLIENT, "time_to_call": "tomorrow"}), 406, "Wrong data type!"),
    ("utm type", order({**CLIENT, "utm][utm_type": "teleport"}), 406, "Wrong data type!"),
    ("client", order({"client": "12345"}), 409, "Invalid manager or client phone number"),
    ("no client", order({"site": "example.com"}), 409, "Invalid manager or client phone number"),
    ("client ext", order({"client": "79991234500^12"}), 409, "Invalid manager or client phone number"),
    ("eighth", order({"client": "79991234508"}), 409, "Invalid manager or client phone number"),
    ("office", order({**CLIENT, "manager": "7"}), 409, "Invalid manager or client phone number"),
    (
        "key form",
        order(CLIENT, apiak="short"),
        417,
        "Apiak or Hash shorter or longer then was required or not hexadecimal",
    ),
    (
        "hash form",
        order(CLIENT, whash="short"),
        417,
        "Apiak or Hash shorter or longer then was required or not hexadecimal",
    ),
    ("key pair", order(CLIENT, apiak=HEX), 424, "Wrong pair whash or walias and apiak!"),
    ("hash pair", order(CLIENT, whash=HEX), 424, "Wrong pair whash or walias and apiak!"),
    ("alias pair", order(CLIENT, whash="", walias="other"), 424, "Wrong pair whash or walias and apiak!"),
]


@pytest.mark.parametrize(("pairs", "status", "reason"), [row[1:] for row in ORDERS], ids=[row[0] for row in ORDERS])
async def test_orders_refused(still: Providers, pairs: Pairs, status: int, reason: str) -> None:
    code, body = await still.callkeeper("makeCalls", *pairs)
    assert (code, body) == (status, {"status": "fail", "reason": reason})
    assert await still.read_calls() == []


KEY = ("api_key", CALLKEEPER_KEY)
APIAK = ("apiak", CALLKEEPER_KEY)
OTHERS: list[tuple[str, Pairs, int, str]] = [
    ("getUserInfo", [], 403, "Not the correct key api"),
    ("getUserInfo", [("api_key", HEX)], 403, "Not the correct key api"),
    ("getCallInfo", [KEY], 409, "Not enough values"),
    ("getCallInfo", [KEY, ("id_call", "x")], 406, "Wrong data type!"),
    ("getCallsInfo", [KEY], 409, "Not enough values"),
    ("getCallsInfo", [KEY, ("date", "2017-05-01")], 406, "Date is not array"),
    ("getCallsInfo", [KEY, ("date[from]", "May")], 406, "Wrong data type!"),
    ("getCallsByStatus", [KEY, ("date", "")], 409, "Not enough values"),
    ("getCallsByStatus", [KEY, ("date", ""), ("statuses", "200")], 406, "Wrong data type!"),
    ("createWidget", [("phone", "79161115454")], 400, "Key 'apiak' is not defined!"),
    ("createWidget", [APIAK], 409, "Phone not provided or invalid"),
    ("createWidget", [("apiak", HEX), ("phone", "79161115454")], 412, "Unknown user"),
    ("deleteWidget", [APIAK], 409, "Not enough values"),
    ("deleteWidget", [APIAK, ("whash", HEX)], 424, "Wrong pair whash or walias and apiak!"),
    ("tag", [APIAK, ("tag", "a"), ("call_id", "1")], 404, "Mismatched request!"),
    ("tag", [APIAK, ("action", "set"), ("tag", "a")], 409, "Not enough values"),
    ("callMe", [KEY], 404, "Mismatched request!"),
]


@pytest.mark.parametrize(
    ("operation", "pairs", "status", "reason"), OTHERS, ids=[f"{row[0]}-{row[2]}-{at}" for at, row in enumerate(OTHERS)]
)
async def test_others_refused(still: Providers, operation: str, pairs: Pairs, status: int, reason: str) -> None:
    assert await still.callkeeper(operation, *pairs) == (status, {"status": "fail", "reason": reason})


async def test_methods_hosts_widgets_and_users_switched_off(still: Providers) -> None:
    assert (await still.callkeeper("getDoc", method="PUT"))[0] == 405
    await still.steer("callkeeper/settings", widgets=[{"hash": WIDGET, "enabled": False}])
    assert await still.callkeeper("makeCalls", *order(CLIENT)) == (
        710,
        {"status": "fail", "reason": "The widget is disabled"},
    )
    await still.steer("callkeeper/settings", enabled=False)
    assert await still.callkeeper("getUserInfo", KEY) == (412, {"status": "fail", "reason": "Unknown user"})
    await still.steer("callkeeper/settings", enabled=True, host_check=True)
    assert await still.callkeeper("getUserInfo", KEY) == (401, {"status": "fail", "reason": "Unauthorized host!"})
    await still.steer("callkeeper/settings", hosts=["127.0.0.1"])
    assert (await still.callkeeper("getUserInfo", KEY))[0] == 200


async def test_errors_as_an_array(still: Providers) -> None:
    await still.steer("callkeeper/settings", answer_shape="array")
    assert await still.callkeeper("getUserInfo") == (403, [{"status": "fail", "reason": "Not the correct key api"}])
    _, users = await still.callkeeper("getUserInfo", KEY)
    assert users[0]["balance"] == "300"


async def test_settings_not_understood(still: Providers) -> None:
    for wrong in ({"balance": "many"}, {"answer_shape": "round"}, {"colour": "red"}):
        assert (await still.steer("callkeeper/settings", **wrong))[0] == 400
    assert (await still.state("callkeeper"))["settings"]["balance"] == "300"
