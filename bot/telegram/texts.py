"""Texts in both languages, safe for Telegram's HTML.

Fluent does not escape, so arguments are escaped here, once; `Html` marks what is markup already.
"""

from pathlib import Path

from fluent.runtime import FluentBundle
from fluent.runtime.types import fluent_number
from fluent.syntax import FluentParser

from bot.domain.access import LOCALES
from bot.telegram.html import clean, escape, shorten

FOLDER = Path(__file__).parents[2] / "locales"

Argument = str | int

LONGEST_ARGUMENT = 400
"""Characters. Fluent refuses an argument of more than 2,500, and escaping makes up to six of one."""


class Html(str):
    """A text that is HTML already: its entities are closed and its outside parts escaped."""

    __slots__ = ()


class Texts:
    """All texts in all languages. A missing key or argument raises LookupError, which tests find before people do.

    `default` is for people who speak none of these languages.
    """

    def __init__(self, default: str = LOCALES[0]) -> None:
        self.default = default
        self._bundles = {locale: _bundle(locale, FOLDER / locale) for locale in LOCALES}

    def get(self, locale: str, key: str, args: dict[str, Argument]) -> str:
        bundle = self._bundles[locale]
        if not bundle.has_message(key):
            raise LookupError(key)
        pattern = bundle.get_message(key).value
        if pattern is None:
            raise LookupError(key)
        text, errors = bundle.format_pattern(pattern, {name: _ungrouped(value) for name, value in args.items()})
        if errors:
            raise LookupError(f"{key}: {errors}")
        return str(text)

    def has(self, locale: str, key: str) -> bool:
        return self._bundles[locale].has_message(key)

    def speak(self, locale: str) -> "Translation":
        return Translation(self, locale if locale in self._bundles else self.default)


class Translation:
    """`tr("call-card-title", phone=…)` is HTML. `tr.plain(…)` is for buttons and answers to presses: they know none."""

    def __init__(self, texts: Texts, locale: str) -> None:
        self._texts = texts
        self.locale = locale

    def __call__(self, key: str, **args: Argument) -> Html:
        return Html(self._texts.get(self.locale, key, {name: _escaped(value) for name, value in args.items()}))

    def plain(self, key: str, **args: Argument) -> str:
        return self._texts.get(self.locale, key, {name: _cleaned(value) for name, value in args.items()})


def _escaped(value: Argument) -> Argument:
    return escape(str(_cleaned(value))) if isinstance(value, str) and not isinstance(value, Html) else value


def _cleaned(value: Argument) -> Argument:
    return clean(shorten(value, LONGEST_ARGUMENT)) if isinstance(value, str) else value


def _ungrouped(value: Argument) -> object:
    """Four digits are written together, «до 1024 знаков»; Fluent groups from five on."""
    return fluent_number(value, useGrouping=False) if isinstance(value, int) and abs(value) < 10_000 else value


def _bundle(locale: str, folder: Path) -> FluentBundle:
    parser = FluentParser(with_spans=False)  # where in its file each word stands would take as much memory again
    bundle = FluentBundle([locale], use_isolating=False)
    for path in sorted(folder.glob("*.ftl")):
        bundle.add_resource(parser.parse(path.read_text("utf-8")))
    return bundle
