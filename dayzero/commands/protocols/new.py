"""`dayzero protocol new`: a trial's folder to begin with."""

from pathlib import Path
from typing import Annotated

import typer

from dayzero.authoring.beginning import begin_trial
from dayzero.commands.options import InLanguage
from dayzero.terminal.language import words_in


def new(
    trial: Annotated[str, typer.Argument(metavar="ID", help="The trial's id: NCT00000000.")],
    *,
    folder: Annotated[
        Path | None, typer.Option(help="A new folder; else one called as the trial, here.")
    ] = None,
    language: InLanguage = None,
) -> None:
    """Write a folder with a commented trial that loads and plans, to be edited there.

    Its titles are in English, and in the language asked for beside it. What is there already is
    never overwritten.
    """
    words, place = words_in(language), folder or Path(trial.lower())
    begin_trial(trial, place, words.language)
    says = words.authoring
    typer.echo(says.begun.format(trial=trial, folder=place))
    typer.echo(says.next_check.format(folder=place))
    typer.echo(says.next_plan.format(folder=place))
