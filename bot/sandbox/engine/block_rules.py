"""What `create` accepts as `ivrs`, the phone menu."""

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.engine import rules
from bot.sandbox.engine.errors import Problems
from bot.sandbox.engine.model import Block

TEXT_LIMIT = 1024
SMS_LIMIT = 70


@dataclass(slots=True, frozen=True)
class Dialect:
    """Where the engine's services differ in what `create` takes."""

    languages: tuple[str, ...] = ()
    """Empty: the service knows no `lang`."""
    block_text: bool = False
    """`ivrs.*.record.text` is taken."""
    recognize: bool = False
    """`recognize` and `ivrs.*.recognize` are taken: without them no word is recognised."""


def read_blocks(problems: Problems, value: Any, dialect: Dialect) -> tuple[Block, ...]:
    items = rules.array(problems, "ivrs", value) or []
    blocks: list[Block] = []
    for at, item in enumerate(items):
        fields = rules.mapping(problems, f"ivrs.{at}", item)
        if fields is None:
            problems.required(f"ivrs.{at}")
            continue
        block = _block(problems, f"ivrs.{at}", fields, dialect)
        if any(_same_choice(block, earlier) for earlier in blocks):
            problems.add(f"ivrs.{at}.digit", f"Поле ivrs.{at}.digit содержит повторяющееся значение.")
        blocks.append(block)
    return tuple(blocks)


def _block(problems: Problems, at: str, fields: dict[str, Any], dialect: Dialect) -> Block:
    words = rules.string(problems, f"{at}.keyWords", fields.get("keyWords")) or ""
    record_id, record_text = _block_record(problems, f"{at}.record", fields.get("record"), dialect)
    return Block(
        digit=rules.between(problems, f"{at}.digit", fields.get("digit"), 0, 9),
        key_words=tuple(word for word in re.split(r"[\s,]+", words.casefold()) if word),
        need_block=rules.zero_or_one(problems, f"{at}.needBlock", fields.get("needBlock")) == 1,
        recognize=dialect.recognize and rules.zero_or_one(problems, f"{at}.recognize", fields.get("recognize")) == 1,
        record_id=record_id,
        record_text=record_text,
        manager_phone=rules.phone(problems, f"{at}.managerPhone", fields.get("managerPhone")),
        sms_text=rules.string(problems, f"{at}.smsText", fields.get("smsText"), SMS_LIMIT),
        webhook_url=rules.url(problems, f"{at}.webhookUrl", fields.get("webhookUrl")),
        webhook_parameters=rules.json_object(problems, f"{at}.webhookParameters", fields.get("webhookParameters")),
    )


def _block_record(problems: Problems, at: str, value: Any, dialect: Dialect) -> tuple[int | None, str | None]:
    record = rules.mapping(problems, at, value)
    if record is None:
        return None, None
    record_id = rules.whole(problems, f"{at}.id", record.get("id"))
    if not dialect.block_text:
        if rules.absent(record.get("id")):
            problems.required(f"{at}.id")
        return record_id, None
    text = rules.string(problems, f"{at}.text", record.get("text"), TEXT_LIMIT)
    if rules.absent(record.get("id")) and rules.absent(record.get("text")):
        problems.required(f"{at}.id")
    return record_id, text


def _same_choice(one: Block, other: Block) -> bool:
    return one.digit == other.digit if one.digit is not None else one.stays and other.stays
