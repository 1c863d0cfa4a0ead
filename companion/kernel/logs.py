"""Logs: one JSON object per line on standard error, with an allowlist of fields.

No bodies, no query strings, no names, no ids in paths: the route pattern, the status, and the duration are enough.
"""

from __future__ import annotations

import contextlib
import logging
import sys

import structlog

_frames = structlog.tracebacks.ExceptionDictTransformer(show_locals=False, max_frames=20)


def _where(exc_info: structlog.typing.ExcInfo) -> list[dict[str, object]]:
    """Kind and frames of an unexpected error. Its message and local variables may hold what people wrote."""
    return [{"exc_type": each["exc_type"], "frames": each["frames"]} for each in _frames(exc_info)]


def configure(level: int = logging.INFO) -> None:
    """Send structured lines to standard error. Safe to call twice."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(_where),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=_StandardError,
        cache_logger_on_first_use=True,  # a logger kept in a module is put together once
    )


class _StandardError:
    """Writes each line whole, to the stream that is standard error at that moment."""

    def __init__(self, *_: object) -> None:
        pass

    def msg(self, line: str) -> None:
        with contextlib.suppress(
            OSError
        ):  # a terminal that was closed, a log on a full disk: no reason for work to fail
            sys.stderr.write(f"{line}\n")
            sys.stderr.flush()

    debug = info = warning = error = critical = exception = msg


def log(name: str) -> structlog.typing.FilteringBoundLogger:
    """A logger that names the package it belongs to."""
    logger: structlog.typing.FilteringBoundLogger = structlog.get_logger(part=name)
    return logger
