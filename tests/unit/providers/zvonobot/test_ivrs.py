"""A menu goes to the engine as its documents have it, or not at all: what is shown, sent and meant agree."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import ValidationError

from bot.domain.errors import Refused
from bot.domain.menu_rules import problems
from bot.domain.menus import STAYED, Branch, Menu
from bot.domain.phones import Duty, Phone
from bot.domain.reasons import Reason
from bot.domain.sayings import Record, Saying, Voice
from bot.ports import VoiceCall
from bot.providers.zvonobot.dialect import CALLDOG, OBZVONOV, Dialect, create_body, refuse_unplayable, unfit
from bot.sandbox.zvonobot.account import Dialect as TwinsDialect
from bot.sandbox.zvonobot.fields import Fields
from bot.sandbox.zvonobot.model import Block
from bot.sandbox.zvonobot.orders import read_blocks
from tests.support.menus import FULL, MANAGER, menu, menus

OURS = Phone("79991234500")
HOOK = "https://bot.example.ru/hooks/obzvonov/abc"
TWINS = {CALLDOG: TwinsDialect(), OBZVONOV: TwinsDialect(block_text=True, recognize=True)}
SENT = {
    "digit": 1,
    "keyWords": "да хочу",
    "needBlock": 1,
    "record": {"id": 1342},
    "managerPhone": "74951234567",
    "smsText": "Ждём вас",
    "webhookUrl": "https://example.ru/ivr",
    "webhookParameters": '{"order": "17"}',
}


def call(made: Menu | None, saying: Saying | None = None, ivr_url: str | None = None) -> VoiceCall:
    return VoiceCall(OURS, saying or Saying("Здравствуйте", voice=Voice.MALE), None, False, menu=made, ivr_url=ivr_url)


def ivrs(made: Menu, dialect: Dialect = OBZVONOV, **more: Any) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = create_body(call(made, **more), Duty.ANY, dialect)["ivrs"]
    return found


@pytest.mark.parametrize("dialect", [CALLDOG, OBZVONOV], ids=lambda dialect: dialect.name)
def test_every_field(dialect: Dialect) -> None:
    made = menu(FULL, provider=dialect.name)
    assert ivrs(made, dialect) == [SENT]
    refuse_unplayable(call(made), dialect)
    body = dialect.create.model_validate(create_body(call(made), Duty.ANY, dialect)).body()
    assert body["ivrs"] == [SENT]
    assert "recognize" not in body


def test_no_digit_is_staying_on_the_line() -> None:
    made = menu(Branch(STAYED, manager=MANAGER), Branch("words1", words=("нет",), tag="отказ"))
    assert ivrs(made) == [{"managerPhone": "74951234567"}, {"keyWords": "нет"}]


def test_speech_and_texts_of_the_older_dialect() -> None:
    made = menu(Branch("0", said="Ждём вас", recognize=True), recognize=True)
    body = create_body(call(made), Duty.ANY, OBZVONOV)
    assert body["recognize"] == 1
    assert body["ivrs"] == [{"digit": 0, "recognize": 1, "record": {"text": "Ждём вас", "gender": 1}}]
    assert OBZVONOV.create.model_validate(body).body()["ivrs"] == body["ivrs"]


def test_one_voice_says_it_all() -> None:
    made = menu(Branch("1", said="Ждём вас"), greeting=Saying("а", voice=Voice.FEMALE))
    assert ivrs(made)[0]["record"]["gender"] == 1
    assert ivrs(made, saying=Saying(Record("5"), voice=Voice.MALE))[0]["record"]["gender"] == 0


def test_a_branch_without_an_address_tells_us() -> None:
    made = menu(FULL, Branch("2", tag="нет"), Branch("3", tag="а", parameters={"a": "1"}))
    told = ivrs(made, ivr_url=HOOK)
    assert told[0] == SENT
    assert told[1] == {"digit": 2, "webhookUrl": HOOK}
    assert told[2] == {"digit": 3, "webhookUrl": HOOK}
    assert "webhookUrl" not in ivrs(made)[1]


def test_without_a_menu_nothing_is_said_of_one() -> None:
    for made in (None, menu()):
        assert not {"ivrs", "recognize"} & create_body(call(made), Duty.ANY, OBZVONOV).keys()


@pytest.mark.parametrize(
    ("made", "dialect"),
    [
        (menu(Branch("1", said="Ждём вас"), provider="calldog"), CALLDOG),
        (menu(Branch("1", tag="а", recognize=True), provider="calldog"), CALLDOG),
        (menu(Branch("1", tag="а"), recognize=True, provider="calldog"), CALLDOG),
        (menu(Branch("1", tag="а"), provider="calldog"), OBZVONOV),
        (menu(Branch("1")), OBZVONOV),
        (menu(Branch("words1", tag="а")), OBZVONOV),
        (menu(Branch(STAYED, tag="а", words=("да",))), OBZVONOV),
        (menu(Branch("1", tag="а"), Branch("1", tag="б")), OBZVONOV),
        (menu(Branch("1", tag="а", words=("да",)), Branch("2", tag="а", words=("ДА",))), OBZVONOV),
        (menu(Branch("1", said="а" * 1025)), OBZVONOV),
        (menu(Branch("1", sms="а" * 71)), OBZVONOV),
        (menu(Branch("1", said=Record("нет"))), OBZVONOV),
        (menu(Branch("1", manager=Phone("123"))), OBZVONOV),
        (menu(Branch("1", webhook="http://localhost/")), OBZVONOV),
        (menu(Branch("1", webhook="https://x.ru/", parameters={"call": "1"})), OBZVONOV),
    ],
)
def test_what_it_would_not_play_is_refused(made: Menu, dialect: Dialect) -> None:
    with pytest.raises(Refused) as caught:
        refuse_unplayable(call(made), dialect)
    assert caught.value.key == Reason.BAD_MENU


def test_the_greeting_is_the_orders_affair() -> None:
    refuse_unplayable(call(menu(Branch("1", tag="а"), greeting=Saying())), OBZVONOV)
    refuse_unplayable(call(menu(Branch("1", tag="а"), greeting=Saying("а" * 1025))), OBZVONOV)
    refuse_unplayable(call(None), OBZVONOV)


def meant(branch: Branch) -> Block:
    """The branch as the twin, which reads the request by rules of its own, should understand it."""
    return Block(
        digit=branch.digit,
        key_words=tuple(word.casefold() for word in branch.words),
        recognize=branch.recognize,
        need_block=branch.block,
        record_id=int(branch.record_id) if branch.record_id else None,
        record_text=branch.text,
        manager_phone=branch.manager,
        sms_text=branch.sms or None,
        webhook_url=branch.webhook or HOOK,
        webhook_parameters=dict(branch.parameters) if branch.webhook else {},
    )


@settings(deadline=None)
@given(menus)
def test_what_is_sent_is_what_was_made(made: Menu) -> None:
    for dialect, twins in TWINS.items():
        own = replace(made, provider=dialect.name)
        asked = call(own, ivr_url=HOOK)
        body = json.loads(json.dumps(create_body(asked, Duty.ANY, dialect)))
        try:
            refuse_unplayable(asked, dialect)
        except Refused:
            blocking = [flaw for flaw in problems(own, dialect.menu_limits) if flaw.blocks and flaw.part != "greeting"]
            assert blocking
            continue
        sent = json.loads(json.dumps(dialect.create.model_validate(body).body()))
        fields = Fields(sent)
        assert read_blocks(fields, twins) == tuple(map(meant, own.branches))
        assert not fields.problems
        assert sent.get("recognize", 0) == int(own.recognize)


def test_what_the_form_forbids_is_a_bad_menu_too() -> None:
    """Were a rule of ours missing, the service's own form of the request still stands before it."""
    body = create_body(call(menu(Branch("1", said="а"), provider="calldog")), Duty.ANY, CALLDOG)
    with pytest.raises(ValidationError) as caught:
        CALLDOG.create.model_validate(body)
    assert unfit(caught.value).key == Reason.BAD_MENU
