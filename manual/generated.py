"""Every part of `docs` that is written from the program, by its name there."""

from collections.abc import Mapping
from functools import cache

from dayzero.authoring.schema import SCHEMA, protocol_schema
from manual.architecture import architecture
from manual.commands import command_pages
from manual.events import events_page
from manual.protocol_format import protocol_page
from manual.routing_format import routing_page
from manual.settings import settings_page


@cache
def generated() -> Mapping[str, str]:
    """The text of each generated file, under its path within `docs`."""
    return {
        **{f"reference/commands/{name}.md": text for name, text in command_pages().items()},
        "reference/settings.md": settings_page(),
        "reference/events.md": events_page(),
        "reference/protocol-format.md": protocol_page(),
        f"reference/{SCHEMA}": protocol_schema(),
        "reference/routing-format.md": routing_page(),
        "explanation/architecture.svg": architecture(),
    }
