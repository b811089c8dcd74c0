"""The form as text: every field with its limits, its value, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.ports.emulating import Operation, Parameter
from bot.services.emulator import EmulatedProvider
from bot.services.emulator_values import Path, value_at
from bot.telegram.format import sentence
from bot.telegram.html import escape
from bot.telegram.texts import Texts, Translation
from handlers.emulator import problems
from handlers.emulator.fields import limits_of, ordered, shown


@dataclass(frozen=True, slots=True)
class Form:
    """An object of the form that is open: the whole one, or one inside it. `wrong` holds the problems to show."""

    service: EmulatedProvider
    operation: Operation
    parameter: Parameter
    path: Path
    values: Mapping[str, Any]
    wrong: Mapping[str, str] = field(default_factory=dict)

    def value(self, *inside: str | int) -> Any:
        return value_at(self.values, (*self.path, *inside))

    def has_problem(self, name: str) -> bool:
        path = (*self.path, name)
        return problems.at(self.wrong, path) is not None or bool(problems.inside(self.wrong, path))


def title(service: EmulatedProvider, operation: Operation, path: Path, tr: Translation) -> str:
    where = "".join(f" › {step + 1 if isinstance(step, int) else step}" for step in path)
    return tr("emulator-form-title", service=service.title, operation=f"{operation.name}{where}")


def does(operation: Operation, texts: Texts, tr: Translation) -> str | None:
    """What the operation does; None for one that nobody has described."""
    key = f"emulator-does-{operation.id.lower()}"
    return tr(key) if texts.has(tr.locale, key) else None


def form_text(form: Form, texts: Texts, tr: Translation) -> str:
    parts = [_head(form, texts, tr)]
    here = [problems.at(form.wrong, form.path), None if form.path else form.wrong.get("")]
    parts += [tr("emulator-form-problem", problem=problems.in_words(found, tr)) for found in here if found]
    for group, key in ((True, "emulator-form-required"), (False, "emulator-form-optional")):
        fields = [one for one in ordered(form.parameter.items) if one.required is group]
        if fields:
            parts.append("\n".join([tr(key), *(_line(form, one, tr) for one in fields)]))
    if not form.parameter.items:
        parts.append(tr("emulator-form-nothing"))
    return "\n\n".join([*parts, *_foot(form, tr)])


def _head(form: Form, texts: Texts, tr: Translation) -> str:
    lines = [title(form.service, form.operation, form.path, tr)]
    if not form.path:
        what = does(form.operation, texts, tr)
        lines += [sentence([what])] if what else []
        lines += [tr("emulator-form-places")] if form.operation.places_call else []
    return "\n".join(lines)


def _line(form: Form, parameter: Parameter, tr: Translation) -> str:
    limits = limits_of(parameter, tr)
    value = shown(parameter, form.value(parameter.name), tr)
    line = f"• <code>{escape(parameter.name)}</code>"
    line += f" ({limits})" if limits else ""
    line += f": {escape(value)}" if value else ""
    path = (*form.path, parameter.name)
    if found := problems.at(form.wrong, path):
        return f"{line}\n    {tr('emulator-form-problem', problem=problems.in_words(found, tr))}"
    if problems.inside(form.wrong, path):
        return f"{line}\n    {tr('emulator-form-inside')}"
    return line


def _foot(form: Form, tr: Translation) -> list[str]:
    if form.path:
        return []
    absent = [tr(f"emulator-absent-{option}") for option in form.operation.absent]
    named = [tr("emulator-form-absent", options=", ".join(absent))] if absent else []
    return [*named, tr("emulator-form-key", secret=form.service.masked_key)]
