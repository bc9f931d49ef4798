"""Logs of processes that run for ever: lines for people, or JSON for whoever collects them."""

import logging
from typing import Any

import structlog

TEXT, JSON = "text", "json"
ACCESS_FACTS = ("client", "method", "path", "status")


def json_formatter() -> logging.Formatter:
    """One JSON object a line: event, level, logger, moment in UTC, and a request's own facts."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.stdlib.add_log_level,
            structlog.stdlib.add_logger_name,
            structlog.stdlib.ExtraAdder(ACCESS_FACTS),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def log_ours(form: str) -> None:
    """Our own lines to standard error, in the form that the settings name."""
    handler = logging.StreamHandler()
    plain = logging.Formatter("%(asctime)s %(message)s")
    handler.setFormatter(json_formatter() if form == JSON else plain)
    ours = logging.getLogger("dayzero")
    ours.addHandler(handler)
    ours.setLevel(logging.INFO)


def in_json(config: dict[str, Any]) -> dict[str, Any]:
    """The same logging of a server, with every line as JSON."""
    formatters = {name: {"()": json_formatter} for name in config["formatters"]}
    return {**config, "formatters": formatters}
