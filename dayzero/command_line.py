"""The command `dayzero`: every command by name, each imported only when it runs.

A new command is a line in `COMMANDS`. It points at a function with Typer's annotations,
or at a `typer.Typer` that groups several; its module may import what it likes, because
no other command pays for it.
"""

import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from dayzero.importing import everything_stays
from dayzero.private_files import for_nobody_else
from dayzero.terminal.output import output_kept
from dayzero.terminal.plain_text import print_anywhere
from models.errors import DayZeroError

COMMANDS: Mapping[str, tuple[str, str]] = {
    "plan": ("planning.plan:plan", "Plan one chart: dates, reasons, alerts."),
    "rules": ("planning.rules:rules", "List every rule, its source, and site defaults."),
    "protocol": ("protocols.protocol:protocol", "A trial's data, and its amendments."),
    "init": ("subjects.records:init", "Set the database up, or bring it up to date."),
    "import": ("subjects.imports:import_", "Bring in charts, or lists of other systems."),
    "record": ("subjects.facts:recording", "Record a fact about a subject."),
    "book": ("subjects.facts:book", "Book a step for a subject."),
    "correct": ("subjects.facts:correct", "Correct a recorded fact, with the reason."),
    "continue": (
        "subjects.continuing:continue_",
        "Say that two numbers in two trials are one person.",
    ),
    "export": ("subjects.export:export", "Write a chart back out, or lists for spreadsheets."),
    "subjects": ("subjects.records:subjects", "List the subjects and where they stand."),
    "show": ("subjects.records:show", "Show a subject's facts and timeline."),
    "audit": ("subjects.audit:audit", "List who did what, when and why."),
    "today": ("subjects.today:today", "Write what waits at a site as a page to print."),
    "pass": ("running.operate:pass_", "Plan and publish subjects now, through Prefect."),
    "sweep": ("running.operate:sweep", "Plan and publish everyone whose pass is due."),
    "alerts": ("telling.alerts:alerts", "List open alerts; acknowledge, snooze."),
    "deliver": ("telling.deliver:deliver", "Tell everybody who must be told now."),
    "deliveries": ("telling.deliveries:deliveries", "List what was told to whom."),
    "channels": ("telling.channels:channels", "List the ways to tell people; test one."),
    "deviations": ("subjects.deviations:deviations", "The register of deviations."),
    "feed": ("calendars.feeds:feed", "Hand out and take back calendar links."),
    "coordinator": (
        "people.coordinators:coordinator",
        "Say who looks after which subject.",
    ),
    "lint": ("calendars.lint:lint", "Find the faults of a calendar file."),
    "person": ("people.people:person", "Let people sign in to the pages, or no longer."),
    "token": ("people.api_tokens:token", "Let programs act for a person."),
    "paper": ("calendars.paper:paper", "Print a subject's visits on one page, as a PDF."),
    "calendar": (
        "calendars.imported:calendar",
        "Bring in a site's closures, or a unit's free slots.",
    ),
    "push": ("calendars.push:push", "Write calendars into the hospital's own server."),
    "backup": ("running.copies:backup", "Copy all records into one file, while they are used."),
    "restore": ("running.copies:restore", "Put a copy in the place of the records."),
    "archive": ("running.archive:archive", "Close a trial; write its records for the file."),
    "checkpoint": ("running.checkpoint:checkpoint", "Write how far the records have come."),
    "verify": ("running.verify:verify", "Name what was changed in the records behind our back."),
    "serve": ("running.serve:serve", "Serve the pages and the subscribed calendars."),
    "doctor": ("running.doctor:doctor", "Check that this installation does its work."),
    "qualify": ("running.qualify:qualify", "Write the installation check that a hospital signs."),
    "up": ("running.up:up", "Run it all on this machine, with one Ctrl-C."),
    "worker": ("running.worker:worker", "Run what is scheduled, and what is recorded."),
    "deploy": ("running.deploy:deploy", "Register work pools and deployments."),
    "automations": (
        "running.automations:automations",
        "What Prefect tells an operations team of by itself.",
    ),
    "demo": ("running.demo:demo", "Show it all with two dozen synthetic subjects."),
}
"""Name → where in `dayzero.commands` the command is, and its line in `dayzero --help`."""


class LateCommand(TyperCommand):
    """A command known by name and one line, until it is called."""

    def __init__(self, name: str, place: str, summary: str) -> None:
        super().__init__(name, help=summary)
        self.place = place

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: Any = None,
        **extra: Any,
    ) -> Any:
        """Import the real command and let it read its arguments."""
        return self.real().make_context(info_name, args, parent, **extra)

    def real(self) -> Any:
        """The command itself, imported."""
        module, _, attribute = self.place.partition(":")
        with everything_stays():
            found = getattr(import_module(f"dayzero.commands.{module}"), attribute)
        if isinstance(found, typer.Typer):
            return get_command(found)
        single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        single.command(self.name)(found)
        return get_command(single)


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"dayzero {version('dayzero')}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option(
        "--version", is_eager=True, callback=_say_version, help="Say which version this is."
    ),
]


def _whole(*, version: Version = False) -> None:
    """The dates of each CAR-T subject: planned, explained, subscribed to and watched."""
    del version  # it was said, and the program ended


def program() -> TyperGroup:
    """The whole command line, with no command imported yet."""
    root = typer.Typer(name="dayzero", add_completion=False, no_args_is_help=True)
    root.callback()(_whole)
    group: TyperGroup = get_group(root)
    group.commands = {
        name: LateCommand(name, place, summary) for name, (place, summary) in COMMANDS.items()
    }
    return group


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command; an error is told on stderr, and is its own exit code."""
    print_anywhere(sys.stdout, sys.stderr)
    words = sys.argv[1:] if argv is None else argv
    try:
        with output_kept(), for_nobody_else():
            program().main(args=words, prog_name="dayzero")
    except DayZeroError as error:
        with suppress(OSError):  # a disk that is full for one is often full for both
            print(_printable(_said(error, words)), file=sys.stderr, flush=True)  # noqa: T201  stderr is for what went wrong
        sys.exit(error.exit_code)


def _said(error: DayZeroError, words: Sequence[str]) -> str:
    """Why, in the language that was asked for; what says it is imported for that alone."""
    language = import_module("dayzero.terminal.language").language_of(words)
    said: str = import_module("wording.refusals").say_refusal(error, language)
    return said


def _printable(sentences: str) -> str:
    """Keep what was quoted from an input from steering the terminal."""
    lines = sentences.split("\n")
    return "\n".join("".join(c if c.isprintable() else "�" for c in line) for line in lines)
