"""The reference of every command, one page for each room of `dayzero.commands`."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from dayzero.command_line import COMMANDS, LateCommand
from manual.markdown import code, page, table

TITLES: Mapping[str, str] = {
    "planning": "Plans and rules",
    "protocols": "A trial's data",
    "subjects": "Subjects and their facts",
    "calendars": "Calendars",
    "telling": "Alerts and who is told",
    "people": "People",
    "running": "Running it",
}
"""Each room of `dayzero.commands`, as its page is called."""

SOURCE = "the command line itself (Typer)"
ROOT = f"{Path(__file__).parents[1]}/"


def command_pages() -> Mapping[str, str]:
    """The text of each page under the name of its room.

    Raises:
        KeyError: if a room has no title in `TITLES`.
    """
    rooms = sorted(COMMANDS, key=lambda name: (_room(name), name))
    return {
        room: page(TITLES[room], SOURCE, *(part for name in names for part in _parts_of(name)))
        for room, names in groupby(rooms, _room)
    }


def _room(name: str) -> str:
    return COMMANDS[name][0].partition(".")[0]


def _parts_of(name: str) -> Iterator[str]:
    """The command, and whatever commands it has of its own."""
    yield from _described(f"dayzero {name}", LateCommand(name, *COMMANDS[name]).real(), level=2)


def _described(name: str, command: TyperCommand | TyperGroup, level: int) -> Iterator[str]:
    yield f"{'#' * level} {name}"
    if command.help:
        yield command.help.strip()
    own: Mapping[str, Any] = command.commands if isinstance(command, TyperGroup) else {}
    if not own or command.params:
        yield from _how_to_call(name, command)
    for word in sorted(own):
        yield from _described(f"{name} {word}", own[word], level + 1)


def _how_to_call(name: str, command: TyperCommand | TyperGroup) -> Iterator[str]:
    """One line of usage, and each argument and option as `--help` tells it."""
    context = typer.Context(command, info_name=name)
    yield f"```text\n{' '.join((name, *command.collect_usage_pieces(context)))}\n```"
    told = [record for one in command.params if (record := one.get_help_record(context))]
    if told:
        rows = ((code(what), meaning.replace(ROOT, "")) for what, meaning in told)
        yield table(("argument or option", "meaning"), rows)
