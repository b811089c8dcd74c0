"""Menus as people make them: edits with good and bad values, and a model that says what must come of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st

from bot.domain import menu_edits as edits
from bot.domain.errors import BadPhone, MenuProblem
from bot.domain.menu_webhooks import parse_parameters
from bot.domain.menus import DIGITS, SLOTS, STAYED, Branch, Menu, MenuLimits
from bot.domain.phones import Phone
from bot.domain.sayings import Record, Saying, Voice

SPEAKING = MenuLimits(reads_texts=True, recognizes=True)
PLAYING = MenuLimits(reads_texts=False, recognizes=False)
MANAGER = Phone("74951234567")
FULL = Branch(
    slot="1",
    said=Record("1342"),
    words=("да", "хочу"),
    manager=MANAGER,
    sms="Ждём вас",
    block=True,
    tag="согласен",
    webhook="https://example.ru/ivr",
    parameters={"order": "17"},
)
"""A branch with everything that both providers can do."""


def menu(*branches: Branch, **fields: Any) -> Menu:
    return Menu(
        **{"name": "Заказ", "provider": "obzvonov", "greeting": Saying("Ваш заказ готов"), **fields},
        branches=branches,
    )


texts = st.one_of(
    st.sampled_from(["", "  ", "Ваш заказ готов", "а" * 70, "а" * 71, "а" * 1024, "а" * 1025, "а" * 5001]),
    st.sampled_from(["две\nстроки", "+прив+ет - пауза", "\x00", "\ud800", "<b>&amp;", '"}]', "🎉" * 40]),
    st.text(max_size=20),
)
names = st.one_of(texts, st.sampled_from(["Меню", "а" * 60, "а" * 61]))
records = st.sampled_from([None, "", "1", "1342", "9" * 18, "9" * 19, "0", "01", "script:7", "-1", "١", "1 2"])
phones = st.sampled_from(
    ["", "+7 495 123-45-67", "8 (495) 123-45-67", "123", "сам", "+1 202 555 0100", "74951234567^12"]
)
words = st.one_of(st.sampled_from(["", "да", "да, нет; хочу", "ДА", "нет", "а" * 200, "а" * 201, "1 2", "\x00"]), texts)
addresses = st.sampled_from(
    (
        *("", "https://example.ru/ivr", "http://a.рф/x?y=1#z", "https://example.ru/" + "y" * 240, "ftp://x.ru"),
        *("example.ru", "https://localhost/x", "http://127.0.0.1/x", "http://u:p@x.ru/", "https://x.ru/a b"),
        *("https://x.ru:99999/", "https://"),
    )
)
parameters = st.sampled_from(
    ["", "order = 17", "a=1\nb=2", "a=1\na=2", "call = 1", "нет", "= 1", "a=" + "y" * 1001, "a=\x01", 'q="}']
)
slots = st.sampled_from([*SLOTS, "10", "", "-1", "words0"])
likely_slots = st.sampled_from([*DIGITS[:4], STAYED, "words1", "words2"])
sayings = st.builds(
    Saying,
    st.none() | texts | st.builds(Record, records.filter(bool)),
    voice=st.sampled_from(Voice),
    language=st.sampled_from([None, "ru-RU"]),
)


@dataclass(frozen=True)
class Step:
    """One edit: `apply` to the menu, `expect` on the model (only when the menu took it)."""

    what: str
    apply: edits.Edit
    expect: Callable[[Model], None]


@dataclass
class Model:
    """The menu as a person expects it, kept in dictionaries."""

    name: str
    greeting: dict[str, Any] = field(default_factory=dict)
    recognize: bool = False
    branches: dict[str, dict[str, Any]] = field(default_factory=dict)

    def set(self, slot: str, **fields: Any) -> None:
        self.branches.setdefault(slot, {}).update(fields)

    def said(self, slot: str) -> object:
        return self.branches.setdefault(slot, {}).get("said")

    def record(self, slot: str, record_id: str | None) -> None:
        if record_id or isinstance(self.said(slot), Record):
            self.set(slot, said=Record(record_id) if record_id else None)

    def text(self, slot: str, written: str) -> None:
        if written.strip() or isinstance(self.said(slot), str):
            self.set(slot, said=written.strip() or None)

    def webhook(self, slot: str, written: str) -> None:
        self.set(slot, webhook=written.strip())
        if not written.strip():
            self.set(slot, parameters={})

    def drop(self, slot: str) -> None:
        del self.branches[slot]

    def move(self, slot: str, to: str) -> None:
        self.branches[to] = self.branches.pop(slot)

    def agrees_with(self, menu: Menu) -> bool:
        there = {branch.slot: branch for branch in menu.branches}
        return (
            menu.name == self.name
            and menu.recognize == self.recognize
            and all(getattr(menu.greeting, name) == value for name, value in self.greeting.items())
            and there == {slot: Branch(slot, **fields) for slot, fields in self.branches.items()}
            and list(there) == [slot for slot in SLOTS if slot in there]
        )


def _renamed(name: str) -> Step:
    return Step(
        f"rename {name!r}",
        lambda menu: edits.rename(menu, name),
        lambda model: setattr(model, "name", " ".join(name.split())),
    )


def _greeted(saying: Saying) -> Step:
    fields = {"text": (saying.text or "").strip() or None, "record": saying.record, "voice": saying.voice}
    return Step(
        f"greeting {saying}",
        lambda menu: edits.set_greeting(menu, saying),
        lambda model: setattr(model, "greeting", fields),
    )


def _listening(on: bool) -> Step:
    return Step(
        f"recognize {on}", lambda menu: replace(menu, recognize=on), lambda model: setattr(model, "recognize", on)
    )


def _dropped(slot: str) -> Step:
    return Step(f"drop {slot}", lambda menu: edits.drop_branch(menu, slot), lambda model: model.drop(slot))


def _moved(slot: str, to: str) -> Step:
    return Step(f"move {slot} {to}", lambda menu: edits.move_branch(menu, slot, to), lambda model: model.move(slot, to))


def _put(branch: Branch) -> Step:
    fields = {name: getattr(branch, name) for name in Branch.__slots__ if name != "slot"}
    return Step(
        f"put {branch}",
        lambda menu: edits.put_branch(menu, branch),
        lambda model: model.branches.update({branch.slot: fields}),
    )


def _branch_step(name: str, edit: Callable[..., Menu], expect: Callable[..., None]) -> Callable[[str, Any], Step]:
    def made(slot: str, value: Any) -> Step:
        return Step(
            f"{name} {slot} {value!r}", lambda menu: edit(menu, slot, value), lambda model: expect(model, slot, value)
        )

    return made


def _flagged(name: str) -> Callable[..., Menu]:
    return lambda menu, slot, on: edits.change_branch(menu, slot, **{name: on})


_text = _branch_step("text", edits.set_text, Model.text)
_record = _branch_step("record", edits.set_record, Model.record)
_webhook = _branch_step("webhook", edits.set_webhook, Model.webhook)
_manager = _branch_step(
    "manager", edits.set_manager, lambda model, slot, written: model.set(slot, manager=MANAGER if written else None)
)
_sms = _branch_step("sms", edits.set_sms, lambda model, slot, written: model.set(slot, sms=written.strip()))
_tag = _branch_step("tag", edits.set_tag, lambda model, slot, written: model.set(slot, tag=" ".join(written.split())))
_words = _branch_step(
    "words", edits.set_words, lambda model, slot, written: model.set(slot, words=edits.parse_words(written))
)
_block = _branch_step("block", _flagged("block"), lambda model, slot, on: model.set(slot, block=on))
_recognize = _branch_step("listen", _flagged("recognize"), lambda model, slot, on: model.set(slot, recognize=on))
_parameters = _branch_step(
    "parameters",
    edits.set_parameters,
    lambda model, slot, written: model.set(slot, parameters=parse_parameters(written)),
)
_any_slot = likely_slots | slots
steps = st.one_of(
    st.builds(_renamed, names),
    st.builds(_greeted, sayings),
    st.builds(_listening, st.booleans()),
    st.builds(_dropped, _any_slot),
    st.builds(_moved, _any_slot, _any_slot),
    st.builds(_text, _any_slot, texts),
    st.builds(_record, _any_slot, records),
    st.builds(_manager, _any_slot, phones),
    st.builds(_sms, _any_slot, texts),
    st.builds(_tag, _any_slot, names),
    st.builds(_words, _any_slot, words),
    st.builds(_block, _any_slot, st.booleans()),
    st.builds(_recognize, _any_slot, st.booleans()),
    st.builds(_webhook, _any_slot, addresses),
    st.builds(_parameters, _any_slot, parameters),
    st.builds(lambda slot: _put(replace(FULL, slot=slot)), _any_slot),
)


def _follow(taken: list[Step]) -> Menu:
    made = menu()
    for step in taken:
        try:
            made = step.apply(made)
        except (MenuProblem, BadPhone):
            continue
    return made


menus = st.lists(steps, max_size=25).map(_follow)
"""Menus that edits can make."""
