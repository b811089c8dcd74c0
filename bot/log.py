"""Logging: one handler at the root, for our records and everybody else's, and nothing secret gets past it."""

import logging
import sys
import threading
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import Any, Literal

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from bot.masking import MASK, Mask, masking

TALKATIVE = ("httpx", "httpcore", "apscheduler", "aiogram.event", "aiohttp.access")
"""One line a request, a tick or an update each: heard at DEBUG only."""

_HIDDEN = ("apikey", "token", "password", "secret", "authorization")
"""A field whose name ends so is never shown, whatever is in it."""

_PLAIN = (bool, float, type(None))


def set_up(level: str, log_format: Literal["console", "json"], secrets: Iterable[str] = ()) -> None:
    """Log to stderr from `level` up. Everything written is masked, `secrets` among it; see bot.masking."""
    mask = masking(secrets)
    shared = _shared_processors()
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = SafeHandler(mask)
    handler.setFormatter(_formatter(log_format, mask, shared))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.NOTSET if level == "DEBUG" else logging.WARNING)
    logging.captureWarnings(True)
    _log_crashes()


class SafeHandler(logging.StreamHandler[Any]):
    """Writes to stderr. Of a record that cannot be written it tells that much; logging would dump it raw."""

    def __init__(self, mask: Mask) -> None:
        super().__init__()
        self._mask = mask

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - the method of logging's Handler is named so
        what = self._mask(repr(sys.exc_info()[1]))
        sys.stderr.write(f"a record of {record.name}, line {record.lineno}, could not be logged: {what}\n")


def _shared_processors() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        # Text from here on, so that it is masked like any other; local variables are left out.
        structlog.processors.format_exc_info,
    ]


def _formatter(log_format: str, mask: Mask, shared: list[Processor]) -> logging.Formatter:
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(
            colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
        )
    )

    def masked(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return _masked_fields(event, mask)

    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, masked, renderer],
    )


def _masked_fields(fields: Mapping[Any, Any], mask: Mask) -> dict[str, Any]:
    return {
        mask(str(name)): MASK if _is_hidden(name) and value else _masked(value, mask) for name, value in fields.items()
    }


def _is_hidden(name: object) -> bool:
    return str(name).lower().replace("_", "").replace("-", "").endswith(_HIDDEN)


def _masked(value: Any, mask: Mask) -> Any:
    """`value` with every text in it masked. What is no number, list or mapping becomes text first."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, int):
        shown = mask(str(value))
        return value if shown == str(value) else shown
    if isinstance(value, Mapping):
        return _masked_fields(value, mask)
    if isinstance(value, list | tuple | set | frozenset):
        return [_masked(item, mask) for item in value]
    return mask(str(value))


def _log_crashes() -> None:
    """What ends the process or a thread is logged, masked, instead of printed as it is."""
    log = logging.getLogger("bot")

    def crashed(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            return
        log.critical("crashed", exc_info=(kind, error, trace))

    def thread_crashed(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
            crashed(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = crashed
    threading.excepthook = thread_crashed
