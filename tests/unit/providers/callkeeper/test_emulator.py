"""Every operation as a form: what would be sent, what is sent, and no secret in either."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest

from bot.domain.errors import Unreachable
from bot.ports.emulating import BadValues, ParameterKind
from bot.providers.callkeeper.provider import CallkeeperProvider
from bot.providers.callkeeper.settings import CallkeeperConfig
from bot.providers.emulating import LONGEST_ANSWER
from tests.contract.raw import closed_root
from tests.unit.providers.callkeeper.conftest import HASH, KEY, PATIENT, Stub

OTHER_HASH = "2ec6af2bd04f89a2620016a675224c7a"
VALUES: dict[str, dict[str, Any]] = {
    "CK1": {
        "calls": [{"client": "+7 999 123-45-67", "manager": "0", "utm": {"utm_type": "organic"}}],
        "utc": "Europe/Moscow",
        "opening_hours": "09001800",
    },
    "CK2": {"client": "79991234567", "interval": "5,10,15", "referrer": "yandex.ru", "whash": OTHER_HASH},
    "CK3": {"id_call": "2366"},
    "CK4": {"date": {"from": "2017-05-01", "to": "2017-06-01"}, "time_zone": "Europe/Moscow"},
    "CK5": {},
    "CK6": {"statuses": "200/0,200/1"},
    "CK7": {},
    "CK8": {"phone": "79165554444", "emails": "a@b.ru, c@d.ru"},
    "CK9": {"whash": OTHER_HASH},
    "CK10": {"date": {"from": "2017-06-05", "to": "2017-07-01"}},
    "CK11": {"tag": "vip", "call_id": "9721917"},
    "CK12": {},
}
DOCUMENTED = {
    "CK1": "unique whash walias utc opening_hours notification ga_client_id tool_name ip_client calls utm",
    "CK2": "unique whash utc opening_hours notification ga_client_id tool_name ip_client interval referrer"
    " client manager text_to_manager info_to_manager external_service_identifier time_to_call site utm_source"
    " utm_medium utm_campaign utm_content utm_term entry_point user_agent client_email calltouch_session_id roistat_id"
    " current_page record_to_manager office_name",
    "CK3": "id_call",
    "CK4": "date time_zone",
    "CK5": "date time_zone",
    "CK6": "date time_zone statuses",
    "CK7": "",
    "CK8": "phone name gmt phoneadd site schedule emails",
    "CK9": "whash",
    "CK10": "date",
    "CK11": "action tag call_id",
    "CK12": "",
}
ITEM = (
    "client manager origin text_to_manager info_to_manager external_service_identifier ext_id time_to_call site"
    " client_email calltouch_session_id roistat_id current_page record_to_manager record_to_await office_name utm"
)
UTM = "utm_source utm_medium utm_campaign utm_content utm_term entry_point user_agent utm_type"


def test_every_operation_of_the_documents_with_every_parameter(provider: CallkeeperProvider) -> None:
    found = {each.id: {parameter.name for parameter in each.parameters} for each in provider.operations.values()}
    assert found == {id_: set(names.split()) for id_, names in DOCUMENTED.items()}
    calls = next(each for each in provider.operations["CK1"].parameters if each.name == "calls")
    assert {each.name for each in calls.items} == set(ITEM.split())
    utm = next(each for each in calls.items if each.name == "utm")
    assert {each.name for each in utm.items} == set(UTM.split())
    assert (calls.kind, calls.required, utm.kind) == (ParameterKind.LIST, True, ParameterKind.OBJECT)


def test_only_orders_disturb_people(provider: CallkeeperProvider) -> None:
    assert {each.id for each in provider.operations.values() if each.places_call} == {"CK1", "CK2"}


@pytest.mark.parametrize("id_", VALUES)
async def test_what_is_prepared_is_what_is_sent(stub: Stub, provider: CallkeeperProvider, id_: str) -> None:
    name = provider.operations[id_].name
    stub.says(name, [{"status": "fail", "reason": f"{KEY} {OTHER_HASH}"}], 409)
    prepared = provider.prepare(id_, VALUES[id_])
    assert stub.asked == []
    answer = await provider.send(id_, VALUES[id_])

    [(asked, form)] = stub.asked
    assert (prepared.method, prepared.url, asked) == ("POST", f"{stub.root}/{name}", name)
    shown = {key: value for key, [value] in parse_qs(prepared.body, keep_blank_values=True).items()}
    hidden = {KEY: "eb2c…", HASH: "96d6…", OTHER_HASH: "2ec6…"}
    assert shown == {key: hidden.get(value, value) for key, value in form.items()}
    assert prepared.url in prepared.curl
    assert prepared.body in prepared.curl
    assert answer.status == 409
    for text in (repr(prepared), prepared.curl, repr(answer)):
        assert KEY not in text
        assert HASH not in text
    if "whash" in VALUES[id_]:
        assert OTHER_HASH not in repr(prepared) + repr(answer)


async def test_values_that_do_not_fit(stub: Stub, provider: CallkeeperProvider) -> None:
    with pytest.raises(BadValues) as caught:
        provider.prepare("CK1", {"calls": [{"client": "12"}], "opening_hours": "9"})
    assert set(caught.value.problems) == {"calls.0.client", "opening_hours"}
    with pytest.raises(BadValues):
        await provider.send("CK6", {})
    with pytest.raises(BadValues):
        provider.prepare("CK99", {})
    assert stub.asked == []


async def test_a_hash_in_an_answer_is_masked_and_the_answer_is_bounded(
    stub: Stub, provider: CallkeeperProvider
) -> None:
    stub.says("createWidget", f'{{"whash": "{OTHER_HASH}", "rest": "{"x" * 200_000}"}}')
    answer = await provider.send("CK8", VALUES["CK8"])
    assert '"whash": "2ec6…"' in answer.body
    assert (len(answer.body) > 200_000, answer.is_cut) == (True, False)
    stub.says("createWidget", "x" * (LONGEST_ANSWER + 1))
    answer = await provider.send("CK8", VALUES["CK8"])
    assert (len(answer.body), answer.is_cut) == (LONGEST_ANSWER, True)


async def test_what_cannot_be_sent_is_told() -> None:
    provider = CallkeeperProvider(CallkeeperConfig(closed_root(), KEY, widget_hash=HASH), PATIENT)
    with pytest.raises(Unreachable):
        await provider.send("CK7", {})
    await provider.aclose()
