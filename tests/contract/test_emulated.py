"""Every operation as a form: shown as it is sent, sent once, nothing secret shown."""

from __future__ import annotations

import json
import shlex
from typing import Any, cast

import pytest

from bot.domain.errors import ProviderError
from bot.ports.emulating import BadValues, Emulated, Parameter, ParameterKind
from bot.providers.emulating import LONGEST_ANSWER
from bot.providers.secrecy import hidden
from tests.contract.entries import ENTRIES
from tests.contract.entry import Built, Entry, each
from tests.contract.raw import RawServer, closed_root


def emulated(provider: Built) -> Emulated:
    return cast(Emulated, provider)


def walked(parameters: tuple[Parameter, ...]) -> list[Parameter]:
    return [found for parameter in parameters for found in (parameter, *walked(parameter.items))]


def test_every_operation_has_an_example(entry: Entry, at_raw: Built) -> None:
    assert entry.emulated.keys() == emulated(at_raw).operations.keys()


def test_forms_are_whole(entry: Entry, at_raw: Built) -> None:
    for id_, operation in emulated(at_raw).operations.items():
        assert operation.id == id_
        for parameter in walked(operation.parameters):
            assert parameter.items or parameter.kind not in (ParameterKind.OBJECT, ParameterKind.LIST)
            assert bool(parameter.choices) == (parameter.kind is ParameterKind.CHOICE)
        names = [parameter.name for parameter in operation.parameters]
        assert len(names) == len(set(names))


def test_placing_is_marked(entry: Entry, at_raw: Built) -> None:
    assert any(operation.places_call for operation in emulated(at_raw).operations.values())
    assert not all(operation.places_call for operation in emulated(at_raw).operations.values())


@each(ENTRIES, lambda entry: entry.emulated)
async def test_what_is_shown_is_what_is_sent(raw: RawServer, entry: Entry, at_raw: Built, case: str) -> None:
    values = entry.emulated[case]
    shown = emulated(at_raw).prepare(case, values)
    assert raw.requests == []
    raw.answer(json.dumps({"status": "ok", "you sent": entry.secrets}))
    answer = await emulated(at_raw).send(case, values)

    [request] = raw.requests
    head, _, body = request.partition(b"\r\n\r\n")
    method, path, _ = head.decode().split("\r\n")[0].split(" ")
    assert (shown.method, shown.url) == (method, hidden(raw.root + path, entry.secrets))
    assert same(shown.body, hidden(body.decode("utf-8", "replace"), (*entry.secrets, *entry.entered)))
    for name, value in shown.headers.items():
        if "boundary" not in value:
            assert f"{name}: {value}".casefold() in hidden(head.decode(), entry.secrets).casefold()
    words = shlex.split(shown.curl.replace("\\\n", ""))
    assert words[:3] == ["curl", "-X", method]
    assert shown.url in words
    told = [repr(shown), shown.curl, repr(answer), answer.body]
    assert not [line for line in told for secret in entry.secrets if secret in line]
    assert answer.status == 200


def same(shown: str, sent: str) -> bool:
    """Whether both say the same. JSON may be shown in lines, a file by its size."""
    if "form-data" in sent:
        parts = [text.split("\r\n")[1:2] for text in (shown, sent)]
        return parts[0] == parts[1]
    return shown == sent or loaded(shown) == loaded(sent)


def loaded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


async def test_a_refusal_is_an_answer_like_any_other(raw: RawServer, entry: Entry, at_raw: Built) -> None:
    raw.answer("x" * (LONGEST_ANSWER + 1), b"HTTP/1.1 500 Oops\r\n")
    operation = next(iter(entry.emulated))
    answer = await emulated(at_raw).send(operation, entry.emulated[operation])
    assert answer.status == 500
    assert (len(answer.body), answer.is_cut) == (LONGEST_ANSWER, True)
    assert len(raw.requests) == 1


async def test_no_answer_is_an_error(entry: Entry, make: Any) -> None:
    provider = emulated(make(closed_root()))
    operation = next(iter(entry.emulated))
    with pytest.raises(ProviderError):
        await provider.send(operation, entry.emulated[operation])


async def test_what_does_not_fit_is_named_and_not_sent(raw: RawServer, entry: Entry, at_raw: Built) -> None:
    for operation in emulated(at_raw).operations.values():
        required = {parameter.name for parameter in operation.parameters if parameter.required}
        for values in ({}, {"no such field": "x"}):
            if not required and not values:
                continue
            with pytest.raises(BadValues) as caught:
                await emulated(at_raw).send(operation.id, values)
            assert required <= caught.value.problems.keys()
            with pytest.raises(BadValues):
                emulated(at_raw).prepare(operation.id, values)
    assert raw.requests == []


def test_an_operation_that_there_is_not(entry: Entry, at_raw: Built) -> None:
    with pytest.raises(BadValues):
        emulated(at_raw).prepare("nothing", {})
