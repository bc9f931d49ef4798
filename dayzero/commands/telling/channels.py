"""`dayzero channels`: by which ways people are told, and whether each way works."""

from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from typing import Annotated

import typer
from rich import box
from rich.console import Console
from rich.table import Table

from dayzero import clock
from dayzero.commands.options import InLanguage
from dayzero.commands.telling.rota import rota
from dayzero.running.prefect_environment import tell_environment
from dayzero.terminal.language import words_in
from models.alerting.duty import is_on, off_duty
from models.alerting.routing import Channel, Routing
from models.errors import DayZeroError
from models.reasons.refusals.deliveries import NotSent
from tasks.telling.addressed import BLOCK, said_of
from tasks.telling.alert_routing import routing
from wording.terminal.channels import ChannelWords

channels = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
channels.command("rota")(rota)


class ChannelUnknown(DayZeroError):
    """A name that no channel of the routing has."""

    exit_code = 2
    kind = "channel_unknown"

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        super().__init__(name, known)
        self.name = name
        self.known = known


class NotTaken(DayZeroError):
    """A test message that its channel did not take."""

    exit_code = 6
    kind = "not_taken"

    def __init__(self, name: str, cause: NotSent) -> None:
        super().__init__(name, cause)
        self.name = name
        self.cause = cause


@channels.callback(invoke_without_command=True)
def list_(context: typer.Context, language: InLanguage = None) -> None:
    """List the routing's channels, whether each has an address, and who is told by it.

    Where the routing has a rota, it says who is on duty now, and who covers for whom.
    """
    if context.invoked_subcommand is None:
        told, words = routing(), words_in(language).channels
        Console().print(channels_table(told, words))
        for sentence in duty_lines(told, words, clock.now()):
            typer.echo(sentence)


@channels.command("test")
def try_(
    name: Annotated[str, typer.Argument(help="A channel of the routing.")],
    language: InLanguage = None,
) -> None:
    """Send a test message by one channel now, and say what came of it.

    Exit code 0: it was taken. 6: it was not.
    """
    words, known = words_in(language).channels, routing().channel_by_name
    if name not in known:
        raise ChannelUnknown(name, tuple(known))
    tell_environment()  # Prefect reads its environment when it is imported
    failure = import_module("tasks.telling.trying").try_channel(known[name], words)
    if failure is not None:
        raise NotTaken(name, failure.cause)
    typer.echo(words.taken.format(name=name))


def channels_table(told: Routing, words: ChannelWords) -> Table:
    """One row for each channel; an address itself is a secret and is not shown."""
    table = Table(*words.columns, box=box.SIMPLE)
    for channel in told.channel:
        readers = words.listed.join(_readers(told, channel))
        table.add_row(channel.name, _address(channel, words), readers)
    return table


def duty_lines(told: Routing, words: ChannelWords, now: datetime) -> Iterator[str]:
    """Who is on now, and who is told in whose place; nothing where there is no rota."""
    on = [one.name for one in told.recipient if is_on(told, one, now)]
    if on:
        yield words.on_duty.format(names=words.listed.join(on))
    for absent, cover in off_duty(told, now):
        form = words.uncovered if cover is None else words.covered
        yield form.format(name=absent.name, cover=cover.name if cover else "")


def _address(channel: Channel, words: ChannelWords) -> str:
    said = said_of(channel)
    if not said:
        return words.not_set.format(variable=channel.variable)
    if said.startswith(BLOCK):
        return words.in_block.format(block=said.removeprefix(BLOCK))
    return words.is_set


def _readers(told: Routing, channel: Channel) -> Iterator[str]:
    return (one.name for one in told.recipient if channel.name in one.channels)
