"""The texts against the code: every key is used, every used key exists, with the variables it needs."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.domain.access import LOCALES, Role
from bot.domain.callbacks import EXTRAS
from bot.domain.calls import CallState
from bot.domain.details import About
from bot.domain.history import Outcome
from bot.domain.records import RecordStage
from bot.domain.sayings import Voice
from bot.domain.spans import Span
from bot.domain.stats import PERIODS
from bot.domain.troubles import Loss, Trouble
from bot.domain.views import NoticeKind
from bot.ports import Shut
from bot.ports.emulating import Absent, ParameterKind
from bot.ports.watching import Unwritable
from bot.providers.callkeeper.client import ROUTES as CALLKEEPER_ROUTES
from bot.providers.callkeeper.details import CONNECTIONS
from bot.providers.callkeeper.mapping import TABLE
from bot.providers.forms import parameters_of
from bot.providers.mobilgroup.client import ROUTES as MOBILGROUP_ROUTES
from bot.providers.mobilgroup.mapping import CALL_STATES, SmsState
from bot.providers.zvonobot.details import CAUSES
from bot.providers.zvonobot.dialect import CALLDOG_ROUTES, OBZVONOV_ROUTES
from bot.providers.zvonobot.mapping import STATES
from bot.services.records.watching import RecordNews
from bot.telegram.export_rows import COLUMNS
from bot.telegram.menu import NEEDS
from handlers.call_widgets import WISHES
from handlers.calls.desk import FACETS
from handlers.emulator.problems import KNOWN
from handlers.emulator.texts import WORDED
from handlers.stats import NARROWED_BY
from tests.architecture.fluent import entries
from tests.architecture.tree import PACKAGES, parsed, shown, sources

NO_WINDOW = (ParameterKind.OBJECT, ParameterKind.LIST, ParameterKind.FLAG)
ROUTES = (*CALLDOG_ROUTES, *OBZVONOV_ROUTES, *CALLKEEPER_ROUTES, *MOBILGROUP_ROUTES)


def fields() -> set[str]:
    """The names of every field of every operation, those inside others among them."""
    found: set[str] = set()
    inside = [parameter for route in ROUTES for parameter in parameters_of(route.model)]
    while inside:
        parameter = inside.pop()
        found.add(parameter.name.lower())
        inside += parameter.items
    return found - {""}


def operations() -> list[str]:
    """The ids of every operation of every provider."""
    return [route.id for route in ROUTES]


FAMILIES: dict[str, list[str]] = {
    "role-": [*Role, "none"],
    "users-role-": [*Role, "none"],
    "users-ask-": [Role.ADMIN, "none"],
    "users-sure-": [Role.ADMIN, "none"],
    "call-state-": [*CallState],
    "settings-locale-": [*LOCALES, "auto"],
    "command-": [*NEEDS],
    "emulator-absent-": [*Absent],
    "emulator-ask-": [kind for kind in ParameterKind if kind not in NO_WINDOW],
    "emulator-does-": [id_.lower() for id_ in operations()],
    "emulator-field-": sorted(fields()),
    "emulator-limit-": [*WORDED.values(), "characters", "characters_up", "items", "items_up", "plain"],
    "emulator-problem-": [*(key for _, key in KNOWN), "other"],
    "cannot-": [
        *("voice_call", "callback", "caller_ids", "duty_number", "own_number", "languages", "voices", "recording"),
        *("records", "phrases", "scripts", "tags", "menus", "attempts", "repeats"),
    ],
    "call-draft-": ["record", "phrase", "script"],
    "callback-extra-": [*EXTRAS],
    "options-extra-ask-": [*EXTRAS],
    "at-service-span-": [*Span],
    "stats-range-": [*PERIODS, "own"],
    "stats-button-": [*PERIODS, *NARROWED_BY.values()],
    "stats-ask-": [*NARROWED_BY.values(), "no-list"],
    "widgets-field-": [*WISHES],
    "widgets-ask-": [*WISHES],
    "chat-shut-": [*Shut],
    "trouble-begun-": [trouble for trouble in Trouble if trouble is not Trouble.TELEGRAM],
    "trouble-over-": [trouble for trouble in Trouble if trouble is not Trouble.LOST],
    "trouble-now-": [trouble for trouble in Trouble if trouble not in (Trouble.LOST, Trouble.DATABASE)],
    "trouble-why-": [*Unwritable],
    "status-kind-": [kind for kind in NoticeKind if kind is not NoticeKind.TROUBLE],
    "status-why-": [*Loss],
    "calendar-of-": [str(number) for number in range(1, 13)],
    "calendar-short-": [str(number) for number in range(1, 8)],
    "history-column-": [*COLUMNS],
    "history-days-": [*Span],
    "history-outcome-": [*Outcome],
    "history-facet-": [*FACETS],
    "history-ask-": [*FACETS],
    "options-date-": ["today", "tomorrow", "after"],
    "calendar-weekday-": [str(number) for number in range(1, 8)],
    "none-": ["callback", "verification", "templates", "records", "menus", "widgets", "statistics"],
    "records-stage-": [*RecordStage, "none"],
    "records-news-": [*RecordNews],
    "settings-menu-": ["provider", "caller_id", "voice", "language"],
    "settings-line-": ["provider", "caller_id", "voice", "language"],
    "settings-ask-": ["provider", "caller_id", "voice", "language"],
    "settings-voice-": [*Voice],
    "details-about-": [*About],
    "details-deed-": [
        *("place", "place_missed", "withdraw", "change_planned", "place_again", "confirm_placed"),
        *("matched", "differs", "tag"),
    ],
    "details-leg-": [*map(str, {*CALL_STATES.values(), *STATES.values()})],
    "details-sms-": [*SmsState],
    "details-connection-": [str(kind) for kind in CONNECTIONS],
    "details-cause-": [str(code) for code in CAUSES],
    "callkeeper-status-": [pair.replace("/", "_") for pair in TABLE],
    "callkeeper-detail-": [pair.replace("/", "_") for pair in TABLE],
}
"""Keys that are put together from a beginning and one of these."""

NOT_KEYS: set[str] = set()
"""Words that look like a key of a conversation and are not one."""

KEY = re.compile(r"[a-z]+(-[a-z0-9_]+)+")
BEGINNING = re.compile(r"[a-z]+-([a-z0-9_]+-)*")


def our_sources() -> list[Path]:
    return [path for path in sources(*PACKAGES) if not shown(path).startswith("bot/sandbox/")]


@cache
def nodes() -> tuple[tuple[str, ast.AST], ...]:
    """Every node and its place. Parts of f-strings are left to `beginnings`."""
    inside = {
        id(part)
        for path in our_sources()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.JoinedStr)
        for part in node.values
    }
    return tuple(
        (f"{shown(path)}:{getattr(node, 'lineno', 0)}", node)
        for path in our_sources()
        for node in ast.walk(parsed(path))
        if id(node) not in inside
    )


def conversations() -> set[str]:
    return {key.split("-")[0] for key in entries("ru")}


def literals() -> Iterator[tuple[str, str]]:
    """(where, key) of every string that looks like a key of a conversation."""
    for where, node in nodes():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            word = node.value
            if KEY.fullmatch(word) and word.split("-")[0] in conversations() and word not in NOT_KEYS:
                yield where, word


def beginnings() -> Iterator[tuple[str, str]]:
    """(where, beginning) of f-strings that make keys."""
    for where, node in nodes():
        if isinstance(node, ast.JoinedStr) and len(node.values) > 1 and isinstance(node.values[0], ast.Constant):
            start = str(node.values[0].value)
            if BEGINNING.fullmatch(start) and start.split("-")[0] in conversations():
                yield where, start


@cache
def error_classes() -> frozenset[str]:
    """The names of ZvonarError and everything made of it."""
    bases = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for _, node in nodes()
        if isinstance(node, ast.ClassDef)
    }
    known = {"ZvonarError"}
    while more := {name for name, above in bases.items() if above & known} - known:
        known |= more
    return frozenset(known)


def calls() -> Iterator[tuple[str, str, set[str], bool]]:
    """(where, key, names of arguments, whether an error) of calls that name a key and all its arguments."""
    for where, node in nodes():
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        is_error = name in error_classes()
        if not is_error and name not in ("tr", "plain"):
            continue
        if all(keyword.arg for keyword in node.keywords):
            yield where, str(node.args[0].value), {str(keyword.arg) for keyword in node.keywords}, is_error


def test_every_used_key_exists() -> None:
    known = entries("ru").keys()
    used = [*literals(), *((where, key) for where, key, _, _ in calls())]
    used += [("FAMILIES", start + end) for start, ends in FAMILIES.items() for end in ends]
    assert sorted({f"{where}: {key}" for where, key in used if key not in known}) == []


def test_every_made_up_key_is_of_a_known_family() -> None:
    assert [f"{where}: {start}…" for where, start in beginnings() if start not in FAMILIES] == []
    assert FAMILIES.keys() - {start for _, start in beginnings()} == set()


def test_every_key_is_used() -> None:
    used = {key for _, key in literals()} | {start + end for start, ends in FAMILIES.items() for end in ends}
    assert sorted(entries("ru").keys() - used) == []


@pytest.mark.parametrize("locale", LOCALES)
def test_an_error_is_plain_text(locale: str) -> None:
    """It may be said by an alert: tags would be read as they are written."""
    known = entries(locale)
    said = {key for _, key, _, is_error in calls() if is_error}
    assert sorted(key for key in said & known.keys() if any("<" in text for text in known[key].texts)) == []


def test_a_text_gets_the_variables_it_needs() -> None:
    """An error may carry more, for the log."""
    known = entries("ru")
    wrong = [
        f"{where}: {key} needs {sorted(known[key].variables)}, gets {sorted(given)}"
        for where, key, given, is_error in calls()
        if key in known
        if not (known[key].variables <= given if is_error else known[key].variables == given)
    ]
    assert wrong == []
