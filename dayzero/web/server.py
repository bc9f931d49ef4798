"""The web application as a process: uvicorn, with logs that hold no token."""

import logging
import re
from typing import Any

import uvicorn
from sqlalchemy import Engine
from uvicorn.config import LOGGING_CONFIG

from dayzero.web.application import create_app
from dayzero.web.feeds.calendars_first import CalendarsFirst

_ACCESS_FACTS = ("client", "method", "path", "version", "status")
PRIVATE = re.compile(r"/calendar/[^\s\"?]*")


def run_server(engine: Engine, *, host: str, port: int, access_log: bool = True) -> None:
    """Serve until told to stop."""
    uvicorn.run(
        CalendarsFirst(create_app(engine)),
        host=host,
        port=port,
        log_config=logging_config(),
        access_log=access_log,  # takes a third of the time of a 304
        server_header=False,
    )


def logging_config() -> dict[str, Any]:
    """The server's own logging with every calendar's address cut out of every line."""
    config: dict[str, Any] = {**LOGGING_CONFIG, "filters": {"tokens": {"()": WithoutTokens}}}
    config["handlers"] = {
        name: {**handler, "filters": ["tokens"]}
        for name, handler in LOGGING_CONFIG["handlers"].items()
    }
    config["handlers"]["access"]["filters"] = []  # its lines are made by AccessLine
    config["formatters"] = {**LOGGING_CONFIG["formatters"], "access": {"()": AccessLine}}
    ours = {"handlers": ["default"], "level": "INFO", "propagate": False}
    config["loggers"] = {**LOGGING_CONFIG["loggers"], "dayzero": ours}
    return config


class AccessLine(logging.Formatter):
    """One answered request in a line, without the address of a calendar and without colours.

    uvicorn's own formatter took a third of the time of a 304.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Write what uvicorn notes of each request: client, method, path, version, status."""
        if not isinstance(record.args, tuple) or len(record.args) != len(_ACCESS_FACTS):
            return str(_cut(record.getMessage()))
        client, method, path, version, status = record.args
        return f'INFO:     {client} - "{method} {_cut(path)} HTTP/{version}" {status}'


class WithoutTokens(logging.Filter):
    """Replaces the address of a calendar, which is its key, by `/calendar/…`."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_cut(argument) for argument in record.args)
        record.msg = _cut(record.msg)
        return True


def _cut(value: object) -> object:
    return PRIVATE.sub("/calendar/…", value) if isinstance(value, str) else value
