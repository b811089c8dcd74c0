"""Audio records: made from a text or a file, listed, removed; and the sounds themselves."""

import time
from typing import Any

from aiohttp import web

from bot.sandbox.engine import answers, rules
from bot.sandbox.engine.errors import Problems, refused
from bot.sandbox.engine.gateway import Asked
from bot.sandbox.engine.model import Record
from bot.sandbox.engine.params import Upload
from bot.sandbox.engine.placing import GENERATION
from bot.sandbox.engine.service import Engine
from bot.sandbox.engine.wav import NotForTheLine, seconds_of, tone


def create_record(engine: Engine, asked: Asked) -> dict[str, Any]:
    """One object; from a text it costs as much as any generating of a voice."""
    problems = Problems()
    name = rules.string(problems, "name", asked.params.get("name"))
    gender = rules.zero_or_one(problems, "gender", asked.params.get("gender")) or 0
    source = asked.params.get("source")
    if name is None and "name" not in problems.found:
        problems.required("name")
    upload = text = None
    if source == "file":
        upload = _audio(problems, asked.params.get("file"))
    elif source == "text":
        text = _text(problems, asked.params.get("text"))
    elif rules.absent(source):
        problems.required("source")
    else:
        problems.add("source", "Выбранное значение для source ошибочно.")
    problems.raise_if_any()
    record = _keep(engine, name or "", text, gender, upload)
    engine.record_changed(record)
    return engine.forms.record(record, asked.root)


def get_records(engine: Engine, asked: Asked) -> list[dict[str, Any]]:
    kept = [record for record in engine.account.records.values() if record.deleted_at is None]
    return [engine.forms.record(record, asked.root) for record in kept]


def remove_records(engine: Engine, asked: Asked) -> list[dict[str, Any]]:
    """Removes all of `idList` or, when one is unknown, nothing."""
    problems = Problems()
    ids = rules.id_list(problems, "idList", asked.params.get("idList"))
    problems.raise_if_any()
    return remove(engine, asked.root, ids)


def remove(engine: Engine, root: str, ids: list[int]) -> list[dict[str, Any]]:
    """Raises EngineError 400 when one is unknown."""
    records = []
    for record_id in dict.fromkeys(ids):
        record = engine.account.record(record_id)
        if record is None:
            raise refused(f"Аудиоролик {record_id} не найден.")
        records.append(record)
    for record in records:
        record.deleted_at = time.time()
        engine.record_changed(record)
    return [engine.forms.record(record, root) for record in records]


def sound_routes(engine: Engine) -> list[web.RouteDef]:
    """Recordings of calls and audio records, as real files and without a key, like the service's storage."""

    async def recording(request: web.Request) -> web.Response:
        engine.timeline.settle()
        call = engine.account.calls.get(int(request.match_info["id"]))
        if call is None or answers.recording(call) is None:
            raise web.HTTPNotFound
        return web.Response(body=tone(), content_type="audio/wav")

    async def record(request: web.Request) -> web.Response:
        found = engine.account.record(int(request.match_info["id"]))
        if found is None:
            raise web.HTTPNotFound
        return web.Response(body=found.audio or tone(), content_type="audio/wav")

    return [
        web.get(f"/{engine.name}/recordings/{{id:\\d+}}.wav", recording),
        web.get(f"/{engine.name}/records/{{id:\\d+}}.wav", record),
    ]


def _audio(problems: Problems, value: Any) -> Upload | None:
    if not isinstance(value, Upload) or not value.content:
        problems.required("file")
        return None
    try:
        seconds_of(value.content)
    except NotForTheLine as problem:
        problems.add("file", f"Поле file {problem}.")
        return None
    return value


def _text(problems: Problems, value: Any) -> str | None:
    text = rules.string(problems, "text", value)
    if text is not None and text.strip():
        return text
    if "text" not in problems.found:
        problems.required("text")
    return None


def _keep(engine: Engine, name: str, text: str | None, gender: int, upload: Upload | None) -> Record:
    if text is not None:
        if engine.account.balance < GENERATION:
            raise refused("Недостаточно средств на балансе.")
        engine.charged(GENERATION)
    record = engine.account.add_record(name, text or "", gender)
    record.cost = GENERATION if text is not None else record.cost
    if upload is not None:
        record.audio = upload.content
        record.seconds = seconds_of(upload.content)
    return record
