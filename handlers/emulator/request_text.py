"""A request and its answer as text to copy."""

from __future__ import annotations

from bot.ports.emulating import Emulation, Prepared
from bot.telegram.html import clean, escape
from bot.telegram.texts import Translation

ANSWER_SHOWN = 3000
"""Characters of an answer in its message; a longer one comes as a file too."""


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
    """As it came: the status, then the body, cut where a message would not hold it."""
    if sent.problem:
        words = [tr("call-card-words", words=sent.words[:300])] if sent.words else []
        return "\n".join([tr(sent.problem), *words])
    if sent.is_lost:
        return tr("emulator-answer-lost")
    lines: list[str] = [tr("emulator-answer-status", status=str(sent.status))]
    body = sent.answer or ""
    if not body.strip():
        return "\n".join([*lines, tr("emulator-answer-empty")])
    cut = len(body) > ANSWER_SHOWN
    lines.append(f"<pre>{escape(clean(body[:ANSWER_SHOWN]))}{'…' if cut else ''}</pre>")
    return "\n".join([*lines, tr("emulator-answer-file")] if cut else lines)


def _code(text: str, language: str) -> str:
    of = f' class="language-{language}"' if language else ""
    return f"<pre><code{of}>{escape(text)}</code></pre>" if language else f"<pre>{escape(text)}</pre>"
