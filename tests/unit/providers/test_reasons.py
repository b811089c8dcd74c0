"""Every reason has its text, and a failed question is told otherwise than a lost order."""

from __future__ import annotations

from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast

from bot.domain.reasons import Reason
from bot.providers.reasons import when_reading

LOCALES = Path(__file__).parents[3] / "locales"


@pytest.mark.parametrize("locale", ["ru", "en"])
def test_every_reason_has_a_text(locale: str) -> None:
    texts, reasons = _texts(locale, "*.ftl"), {str(reason) for reason in Reason}
    assert reasons <= texts
    assert _texts(locale, "provider.ftl") <= reasons


def _texts(locale: str, files: str) -> set[str]:
    parsed = [FluentParser().parse(path.read_text("utf-8")) for path in (LOCALES / locale).glob(files)]
    return {entry.id.name for resource in parsed for entry in resource.body if isinstance(entry, ast.Message)}


def test_a_failed_question_is_told_otherwise_than_a_lost_order() -> None:
    assert when_reading(Reason.TIMEOUT) == Reason.READ_TIMEOUT
    assert when_reading(Reason.UNREACHABLE) == Reason.UNREACHABLE
    assert when_reading("something-else") == "something-else"
