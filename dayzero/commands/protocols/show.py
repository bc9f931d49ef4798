"""`dayzero protocol show`: a protocol's path, windows and rules, with their sources."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from dayzero.authoring.new_files import write_new
from dayzero.authoring.outline.outline import outline_of
from dayzero.authoring.outline.page import outline_page
from dayzero.authoring.trial_files import one_trial
from dayzero.commands.named_trials import Trial, named_trial
from dayzero.commands.options import InLanguage
from dayzero.terminal.language import words_in
from dayzero.terminal.outlines import outline_tables


def show(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A trial's folder, or its one file; else the trial in force."),
    ] = None,
    *,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE.html", help="Write a page with a picture to this new file."),
    ] = None,
    trial: Trial = None,
    language: InLanguage = None,
) -> None:
    """Show a protocol: its path, when each step may be, its rules, and where each is stated."""
    says = words_in(language).outline
    protocol = one_trial(folder) if folder else named_trial(trial)
    if output is not None:
        write_new(output, outline_page(protocol, says))
        typer.echo(says.written.format(file=output))
        return
    console = Console()
    for part in outline_tables(outline_of(protocol, says), says):
        console.print(part)
