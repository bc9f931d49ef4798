"""The web application as a process: uvicorn, with logs that hold no token."""

import logging
import re
import signal
import sys
from types import FrameType
from typing import Any

import uvicorn
from sqlalchemy import Engine
from uvicorn.config import LOGGING_CONFIG

from dayzero.logs import JSON, TEXT, in_json
from dayzero.settings import read_settings
from dayzero.web.application import create_app
from dayzero.web.feeds.calendars_first import CalendarsFirst

_ACCESS_FACTS = ("client", "method", "path", "version", "status")
PRIVATE = re.compile(r"/calendar/[^\s\"?]*")


def run_server(engine: Engine, *, host: str, port: int, access_log: bool = True) -> None:
    """Serve until told to stop.

    Raises:
        SettingsRefused: if the settings cannot be read.
    """
    settings = read_settings()
    signal.signal(signal.SIGTERM, _ended)  # uvicorn ends in order, then raises its signal again
    uvicorn.run(
        CalendarsFirst(create_app(engine, settings)),
        forwarded_allow_ips=settings.trusted_proxies,
        host=host,
        port=port,
        log_config=logging_config(settings.logs),
        access_log=access_log,  # takes a third of the time of a 304
        server_header=False,
    )


def _ended(_number: int, _frame: FrameType | None) -> None:
    """SIGTERM asks for an end; one in order is no failure."""
    sys.exit(0)


def logging_config(form: str = TEXT) -> dict[str, Any]:
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
    if form == JSON:
        config["filters"]["requests"] = {"()": AccessAsFacts}
        config["handlers"]["access"]["filters"] = ["requests"]
        return in_json(config)
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


class AccessAsFacts(logging.Filter):
    """Makes of one answered request its facts by name, without the address of a calendar."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple) and len(record.args) == len(_ACCESS_FACTS):
            record.client, record.method, path, _, record.status = record.args
            record.path = _cut(path)
            record.msg, record.args = "request", ()
        else:
            record.msg, record.args = _cut(record.getMessage()), ()
        return True


class WithoutTokens(logging.Filter):
    """Replaces the address of a calendar, which is its key, by `/calendar/…`."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_cut(argument) for argument in record.args)
        record.msg = _cut(record.msg)
        return True


def _cut(value: object) -> object:
    return PRIVATE.sub("/calendar/…", value) if isinstance(value, str) else value
