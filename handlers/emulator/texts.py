"""The form, its fields, the request and its answer as text."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.ports.emulating import Emulation, Operation, Parameter, ParameterKind, Prepared
from bot.services.emulator import EmulatedProvider
from bot.services.emulator_values import Path, is_file, value_at
from bot.telegram.answer_view import indented
from bot.telegram.format import sentence
from bot.telegram.html import clean, escape
from bot.telegram.menu_lines import short
from bot.telegram.texts import Texts, Translation
from handlers.emulator import problems

ANSWER_SHOWN = 3000
"""Characters of an answer in its message; a longer one comes as a file too."""
LONG = 12
"""Lines of an answer from which on it is folded away."""
SHOWN = 60
"""Characters of a value in a list of fields."""
HIDDEN = "••••"
SMALL = 3
"""Fields of an object."""

UNIX_SECONDS = "UNIX seconds"
_CHARACTERS = re.compile(r"(.+) characters")
_ITEMS = re.compile(r"(.+) items")
WORDED = {
    UNIX_SECONDS: "seconds",
    "0 female, 1 male": "gender",
    "a JSON object": "json",
    "words separated by spaces": "words",
    "as in ru-RU": "language",
    "7XXXXXXXXXX, 11 digits": "phone",
    "7XXXXXXXXXX": "phone",
    "11 digits, no extension": "phone",
    "phone, phone^extension or office from 0": "manager",
    "09001800, or seven of them": "hours",
    "letters and digits": "letters",
    "32 hexadecimal digits": "hash",
    "up to 10 digits": "extension",
    "the service's id of the call": "call_id",
    "YYYY-MM-DD HH:MM": "minute",
    "YYYY-MM-DD, DD.MM.YYYY, 0–9": "date_or_digits",
}
"""How the providers' models word their limits; what is not here is an example, and needs no translation."""


def limits_of(parameter: Parameter, tr: Translation) -> str:
    limits = parameter.limits
    if limits in WORDED:
        return tr(f"emulator-limit-{WORDED[limits]}", range="")
    for pattern, key in ((_CHARACTERS, "characters"), (_ITEMS, "items")):
        if found := pattern.fullmatch(limits):
            most = found[1].removeprefix("≤ ")
            return tr(f"emulator-limit-{key}{'' if most == found[1] else '_up'}", range=most)
    if not limits and parameter.kind is ParameterKind.FLAG:
        limits = "0, 1"
    return tr("emulator-limit-plain", range=limits or ", ".join(parameter.choices))


def laid_out(parameter: Parameter) -> list[tuple[str, Parameter]]:
    """Its fields by their dotted names, required ones first; those of a small object stand among them."""
    return [pair for one in ordered(parameter.items) for pair in _spread(one)]


def _spread(one: Parameter) -> list[tuple[str, Parameter]]:
    return [(f"{one.name}.{field.name}", field) for field in one.items] if is_small(one) else [(one.name, one)]


def is_small(parameter: Parameter) -> bool:
    """Filled in from the form that holds it, without a window of its own."""
    return parameter.kind is ParameterKind.OBJECT and len(parameter.items) <= SMALL


def ordered(parameters: tuple[Parameter, ...]) -> list[Parameter]:
    """Required ones first, each in the provider's own order."""
    return sorted(parameters, key=lambda parameter: not parameter.required)


def shown(parameter: Parameter, value: Any, tr: Translation) -> str:
    """Plain text in one line; empty for nothing."""
    if value in (None, "", [], {}):
        return ""
    if parameter.secret:
        return HIDDEN
    return short(_in_line(value, tr), SHOWN)


def _in_line(value: Any, tr: Translation) -> str:
    if is_file(value):
        return tr.plain("emulator-form-file", name=str(value["name"]), size=max(1, round(int(value["size"]) / 1024)))
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_in_line(inner, tr)}" for name, inner in value.items())
    if isinstance(value, list):
        return "; ".join(_in_line(inner, tr) or "—" for inner in value)
    return str(value)


@dataclass(frozen=True, slots=True)
class Form:
    """An object of the form that is open: the whole one, or one inside it. `wrong` holds the problems to show."""

    provider: EmulatedProvider
    operation: Operation
    parameter: Parameter
    path: Path
    values: Mapping[str, Any]
    wrong: Mapping[str, str] = field(default_factory=dict)

    def value(self, *inside: str | int) -> Any:
        return value_at(self.values, (*self.path, *inside))

    def has_problem(self, *inside: str) -> bool:
        path = (*self.path, *inside)
        return problems.at(self.wrong, path) is not None or bool(problems.inside(self.wrong, path))


def title(provider: EmulatedProvider, operation: Operation, path: Path, tr: Translation) -> str:
    where = "".join(f" › {step + 1 if isinstance(step, int) else step}" for step in path)
    return tr("emulator-form-title", service=provider.title, operation=f"{operation.name}{where}")


def named(field: str, texts: Texts, tr: Translation) -> str:
    """What people call it, after a dash; empty where nobody has said."""
    key = f"emulator-field-{field.lower()}"
    return f" — {tr(key)}" if texts.has(tr.locale, key) else ""


def does(operation: Operation, texts: Texts, tr: Translation) -> str | None:
    """What the operation does; None for one that nobody has described."""
    key = f"emulator-does-{operation.id.lower()}"
    return tr(key) if texts.has(tr.locale, key) else None


def form_text(form: Form, texts: Texts, tr: Translation) -> str:
    parts = [_head(form, texts, tr)]
    for group, key in ((True, "emulator-form-required"), (False, "emulator-form-optional")):
        fields = [one for one in ordered(form.parameter.items) if one.required is group]
        if fields:
            parts.append("\n".join([tr(key), *(line for one in fields for line in _lines(form, one, texts, tr))]))
    if not form.parameter.items:
        parts.append(tr("emulator-form-nothing"))
    parts += _foot(form, tr)
    if found := problems.at(form.wrong, form.path):  # at the end, which a phone shows
        parts.append(tr("emulator-form-problem", problem=problems.in_words(found, tr)))
    return "\n\n".join(parts)


def _head(form: Form, texts: Texts, tr: Translation) -> str:
    lines = [title(form.provider, form.operation, form.path, tr)]
    if not form.path:
        what = does(form.operation, texts, tr)
        lines += [sentence([what])] if what else []
        lines += [tr("emulator-form-places")] if form.operation.places_call else []
    return "\n".join(lines)


def _lines(form: Form, parameter: Parameter, texts: Texts, tr: Translation) -> list[str]:
    lines = [_line(form, name, field, texts, tr) for name, field in _spread(parameter)]
    found = problems.at(form.wrong, (*form.path, parameter.name)) if is_small(parameter) else None
    return [*lines, f"    {tr('emulator-form-problem', problem=problems.in_words(found, tr))}"] if found else lines


def _line(form: Form, name: str, parameter: Parameter, texts: Texts, tr: Translation) -> str:
    steps = name.split(".")
    limits = limits_of(parameter, tr)
    value = shown(parameter, form.value(*steps), tr)
    line = f"• <code>{escape(written(steps))}</code>{named(parameter.name, texts, tr)}"
    line += f" ({limits})" if limits else ""
    line += f": {escape(value)}" if value else ""
    path = (*form.path, *steps)
    if found := problems.at(form.wrong, path):
        return f"{line}\n    {tr('emulator-form-problem', problem=problems.in_words(found, tr))}"
    if problems.inside(form.wrong, path):
        return f"{line}\n    {tr('emulator-form-inside')}"
    return line


def written(steps: Sequence[str]) -> str:
    return " › ".join(steps)


def _foot(form: Form, tr: Translation) -> list[str]:
    if form.path:
        return []
    absent = [tr(f"emulator-absent-{option}") for option in form.operation.absent]
    named = [tr("emulator-form-absent", options=", ".join(absent))] if absent else []
    return [*named, tr("emulator-form-key", secret=form.provider.masked_key)]


def request_html(request: Prepared) -> str:
    """The request line, the headers, the body: each by itself, so that a tap copies it."""
    lines = [f"<code>{escape(f'{request.method} {request.url}')}</code>"]
    lines += [f"<code>{escape(f'{name}: {value}')}</code>" for name, value in request.headers.items()]
    if request.body:
        is_json = request.body.lstrip()[:1] in ("{", "[")
        lines.append(_code(request.body, "json" if is_json else ""))
    return "\n".join(lines)


def curl_html(request: Prepared) -> str:
    return _code(request.curl, "bash")


def answer_html(sent: Emulation, tr: Translation) -> str:
    """The status, then the body, cut where a message would not hold it."""
    if sent.problem:
        words = [tr("call-card-words", words=sent.words[:300])] if sent.words else []
        return "\n".join([tr(sent.problem), *words])
    if sent.is_lost:
        return tr("emulator-answer-lost")
    lines: list[str] = [tr("emulator-answer-status", status=str(sent.status))]
    body = indented(sent.answer or "")
    if not body.strip():
        return "\n".join([*lines, tr("emulator-answer-empty")])
    cut = len(body) > ANSWER_SHOWN
    shown = f"{escape(clean(body[:ANSWER_SHOWN]))}{'…' if cut else ''}"
    is_long = body.count("\n") >= LONG
    lines.append(f"<blockquote expandable>{shown}</blockquote>" if is_long else f"<pre>{shown}</pre>")
    return "\n".join([*lines, tr("emulator-answer-file")] if cut else lines)


def _code(text: str, language: str) -> str:
    of = f' class="language-{language}"' if language else ""
    return f"<pre><code{of}>{escape(text)}</code></pre>" if language else f"<pre>{escape(text)}</pre>"
