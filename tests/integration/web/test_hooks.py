"""Webhooks in over real HTTP: who may speak, what is kept, and when it is applied."""

from __future__ import annotations

import asyncio
import json
from io import BytesIO

import pytest

from bot.domain.calls import CallState, Handle
from bot.ports import UnitOfWork
from bot.web.hooks import LARGEST
from tests.integration.web.bodies import (
    answer,
    callback,
    shapes_of_callkeeper,
    shapes_of_engine,
    status,
)
from tests.integration.web.conftest import Serve, Site

FAR = "203.0.113.7"
"""An address from which no test sends."""


async def test_it_is_answered_before_it_is_applied(site: Site) -> None:
    call = await site.placed("17")
    assert await site.post(f"calldog/{call.reference}", status(17)) == 200
    assert (await site.now(call)).state is CallState.PLACED
    assert [(applied, problem) for _, applied, problem in await site.kept()] == [(None, None)]

    await site.apply()
    assert (await site.now(call)).state is CallState.RINGING
    [(_, applied, problem)] = await site.kept()
    assert applied
    assert problem is None


async def test_repeats_are_answered_alike_and_kept_once(site: Site) -> None:
    call = await site.placed("17")
    assert [await site.post(f"calldog/{call.reference}", status(17)) for _ in range(3)] == [200] * 3
    await site.apply()
    assert await site.post(f"calldog/{call.reference}", status(17)) == 200
    assert len(await site.kept()) == 1


@pytest.mark.parametrize(
    "path",
    [
        "calldog/{other}",
        "calldog/made-up",
        "calldog/",
        "calldog",
        "calldog/{token}/more",
        "obzvonov/{token}",
        "callkeeper/{token}",
        "mobilgroup/{token}",
        "nobody/{token}",
        "{token}",
        "calldog/%00",
        "calldog/%ED%A0%80",
        "calldog/{token}%20",
        "CALLDOG/{token}",
        "calldog/" + "a" * 5000,
    ],
)
async def test_any_other_address_is_none(site: Site, path: str) -> None:
    call = await site.placed("17")
    known = {"token": call.reference, "other": site.token_of("callkeeper")}
    assert await site.post(path.format(**known), status(17, "finished")) == 404
    await site.apply()
    assert (await site.now(call)).state is CallState.PLACED
    assert await site.kept() == []


async def test_a_service_without_webhooks_has_no_address(site: Site) -> None:
    call = await site.placed("17:79991234567", "mobilgroup")
    for token in (call.reference, site.token_of("mobilgroup")):
        assert await site.post(f"mobilgroup/{token}", status(17)) == 404


async def test_only_a_post_is_one(site: Site) -> None:
    call = await site.placed("17")
    for method in ("GET", "PUT", "DELETE", "HEAD", "OPTIONS"):
        async with site.http.request(method, f"{site.root}/hooks/calldog/{call.reference}") as said:
            assert said.status == 405


# --- from where


async def test_another_address_is_refused(serve: Serve) -> None:
    site: Site = await serve(calldog=[f"{FAR}/32"])
    call = await site.placed("17")
    assert await site.post(f"calldog/{call.reference}", status(17)) == 403
    assert await site.post(f"calldog/{call.reference}", status(17), **{"X-Forwarded-For": FAR}) == 403
    assert await site.kept() == []


async def test_the_same_address_is_no_others_business(serve: Serve) -> None:
    site: Site = await serve(calldog=[f"{FAR}/32"])
    call = await site.placed("17", "obzvonov")
    assert await site.post(f"obzvonov/{call.reference}", status(17)) == 200


@pytest.mark.parametrize(
    ("passed", "answered"),
    [
        (FAR, 200),
        (f"198.51.100.9, {FAR}", 200),
        (f"{FAR}, 10.1.2.3", 200),
        (f" {FAR} ,10.1.2.3,127.0.0.1 ", 200),
        (f"{FAR}, 198.51.100.9", 403),
        (f"{FAR}, 198.51.100.9, 10.1.2.3", 403),
        ("198.51.100.9", 403),
        ("", 403),
        ("не адрес", 403),
        (f"{FAR},", 403),
        (f"{FAR}:443", 403),
    ],
)
async def test_a_trusted_proxy_is_believed(serve: Serve, passed: str, answered: int) -> None:
    """The last address that is no proxy of ours is the sender's: what stands before it, the sender wrote."""
    site: Site = await serve(proxies=["127.0.0.0/8", "10.0.0.0/8"], calldog=[f"{FAR}/32"])
    call = await site.placed("17")
    headers = {"X-Forwarded-For": passed}
    assert await site.post(f"calldog/{call.reference}", status(17), **headers) == answered
    assert len(await site.kept()) == (answered == 200)


async def test_a_forged_line_before_the_proxys_own(serve: Serve) -> None:
    site: Site = await serve(proxies=["127.0.0.0/8"], calldog=[f"{FAR}/32"])
    call = await site.placed("17")
    reader, writer = await site.connect()
    body = status(17)
    head = (
        f"POST /hooks/calldog/{call.reference} HTTP/1.1\r\nHost: x\r\nContent-Length: {len(body)}\r\n"
        f"X-Forwarded-For: {FAR}\r\nX-Forwarded-For: 198.51.100.9\r\n\r\n"
    )
    writer.write(head.encode() + body)
    assert (await reader.readline()).split()[1] == b"403"
    writer.close()
    await writer.wait_closed()


# --- how much


async def test_a_mebibyte_is_taken_and_not_a_byte_more(site: Site) -> None:
    call = await site.placed("17")
    fitting = status(17).ljust(LARGEST)
    assert await site.post(f"calldog/{call.reference}", BytesIO(fitting)) == 200
    assert await site.post(f"calldog/{call.reference}", BytesIO(fitting + b" ")) == 413
    assert len(await site.kept()) == 1
    await site.apply()
    assert (await site.now(call)).state is CallState.RINGING


async def test_an_endless_body_is_not_waited_for(site: Site) -> None:
    call = await site.placed("17")
    reader, writer = await site.connect()
    head = f"POST /hooks/calldog/{call.reference} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
    writer.write(head.encode())
    answered, sent = asyncio.create_task(reader.readline()), 0
    while not answered.done():
        writer.write(b"10000\r\n%b\r\n" % (b" " * 0x10000))
        await writer.drain()
        sent += 0x10000
    assert (await answered).split()[1] == b"413"
    writer.transport.abort()
    assert sent < 50 * LARGEST
    assert await site.kept() == []


# --- what it says


@pytest.mark.parametrize("service", ["calldog", "obzvonov"])
async def test_every_shape_of_the_engine(site: Site, service: str) -> None:
    for number, _ in enumerate(shapes_of_engine(17), start=170):
        body = shapes_of_engine(number)[number - 170]
        call = await site.placed(str(number), service)
        assert await site.post(f"{service}/{call.reference}", body) == 200
        await site.apply()
        assert (await site.now(call)).state is CallState.COMPLETED, body
    assert {problem for *_, problem in await site.kept()} <= {None, "no call of ours"}


async def test_callkeeper_names_the_call_at_the_one_address_it_has(site: Site) -> None:
    token = site.token_of("callkeeper")
    for number, _ in enumerate(shapes_of_callkeeper("31"), start=310):
        body = shapes_of_callkeeper(str(number))[number - 310]
        call = await site.placed(Handle(str(number), "1763600000"), "callkeeper")
        other = await site.placed(Handle(f"{number}9", "1763600000"), "callkeeper")
        assert await site.post(f"callkeeper/{token}", body) == 200
        await site.apply()
        expected = CallState.COMPLETED if b"over" in body else CallState.RINGING
        assert (await site.now(call)).state is expected, body
        assert (await site.now(other)).state is CallState.PLACED
    assert {problem for *_, problem in await site.kept()} == {None}


async def test_one_services_calls_are_not_anothers(site: Site) -> None:
    call = await site.placed("31", "calldog")
    before = await site.as_stored(call)
    assert await site.post(f"callkeeper/{site.token_of('callkeeper')}", callback("31")) == 200
    await site.apply()
    assert await site.as_stored(call) == before


# --- told once


@pytest.mark.parametrize("webhook_first", [True, False])
async def test_webhook_and_poll_together_tell_each_event_once(site: Site, webhook_first: bool) -> None:
    call = await site.placed("17", need_recording=False)

    async def by_webhook(body: bytes) -> None:
        assert await site.post(f"calldog/{call.reference}", body) == 200
        await site.apply()

    async def by_poll(body: bytes) -> None:
        item = json.loads(body)["apiCalls"][0]
        site.service.answer(json.dumps({"status": "success", "data": [{**item, "webhookTry": 0}]}))
        site.clock.advance(600)
        await site.core.track.poll()

    ways = (by_webhook, by_poll) if webhook_first else (by_poll, by_webhook)
    await by_webhook(answer(1))
    for body in (status(17), status(17, "answered", ivrDigit=1), status(17, "finished", ivrDigit=1, cost="0.9")):
        for way in ways:
            await way(body)
    await by_webhook(answer(1, webhookTry=2))
    await by_webhook(status(17, "finished", ivrDigit=1, cost="0.9", webhookTry=3))

    ended = await site.now(call)
    assert (ended.state, ended.digit) == (CallState.COMPLETED, 1)
    assert await site.told() == ["result"], "it says the key too, so the answer that waited is not said again"


# --- what must not stop the others


async def test_a_webhook_that_cannot_be_applied_holds_up_no_other(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = await site.placed("17"), await site.placed("18")
    tell = site.core.webhooks._tell_one

    def broken(uow: UnitOfWork, service: str, own: object, one: object, now: object) -> bool:
        if getattr(one, "id", "") == "17":
            uow.calls.stop_polling([first.id])
            raise OverflowError("as a database may say")
        return tell(uow, service, own, one, now)  # type: ignore[arg-type]  # passed on as it came

    monkeypatch.setattr(site.core.webhooks, "_tell_one", broken)
    before = await site.as_stored(first)
    for call, body in ((first, status(17)), (second, status(18))):
        assert await site.post(f"calldog/{call.reference}", body) == 200
    await site.apply()
    assert [problem for *_, problem in await site.kept()] == ["could not be applied", None]
    assert (await site.now(second)).state is CallState.RINGING
    assert await site.as_stored(first) == before


@pytest.mark.parametrize("pressed", ["²", "--1", "1000", "00", "١", "9" * 5000, "-", "1e3", "+1"])
async def test_what_looks_like_a_digit_and_is_none(site: Site, pressed: str) -> None:
    call = await site.placed("17")
    assert await site.post(f"calldog/{call.reference}", answer(pressed)) == 200
    await site.apply()
    found = await site.now(call)
    assert (found.digit, bool(found.answer)) == (None, True)


async def test_a_lost_call_does_not_take_another_ones_id(site: Site) -> None:
    known, lost = await site.placed("17"), await site.submitting()
    before = await site.as_stored(known)
    assert await site.post(f"calldog/{lost.reference}", status(17, "finished")) == 200
    await site.apply()
    assert (await site.now(lost)).handle is None
    assert await site.as_stored(known) == before
