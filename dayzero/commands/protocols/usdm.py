"""`dayzero protocol import usdm`, `export usdm`: a schedule in CDISC's form, in and out."""

from pathlib import Path
from typing import Annotated

import typer

from dayzero.authoring.new_files import write_new
from dayzero.authoring.trial_files import one_trial
from dayzero.authoring.usdm.draft import write_draft
from dayzero.authoring.usdm.reading import read_usdm
from dayzero.authoring.usdm.schedule import schedule_of, steps_of_some
from dayzero.authoring.usdm.writing import usdm_text
from dayzero.commands.named_trials import Trial, named_trial
from dayzero.commands.options import InLanguage
from dayzero.terminal.language import words_in
from models.reasons.refusals.usdm import LinkUnwritten, StepOfSome
from wording.refusals import say_refusal


def import_usdm(
    file: Annotated[Path, typer.Argument(metavar="FILE.json", help="A study in USDM 4.")],
    *,
    folder: Annotated[
        Path | None, typer.Option(help="A new folder; else one called as the trial, here.")
    ] = None,
    language: InLanguage = None,
) -> None:
    """Draft a trial from the schedule of a USDM 4 file; what cannot be read is listed by its id.

    Rules, ages and sites are no part of a schedule: its author writes them into the draft.
    """
    words, found = words_in(language), read_usdm(file)
    place = folder or Path(found.schedule.trial.lower())
    write_draft(found.schedule, place)
    says = words.authoring
    typer.echo(says.drafted.format(trial=found.schedule.trial, folder=place))
    for one in found.unread:
        typer.echo(say_refusal(one, words.language))
    typer.echo(says.next_check.format(folder=place))


def export_usdm(
    folder: Annotated[
        Path | None,
        typer.Argument(help="A trial's folder, or its one file; else the trial in force."),
    ] = None,
    *,
    output: Annotated[Path, typer.Option(metavar="FILE.json", help="A new file.")],
    trial: Trial = None,
    language: InLanguage = None,
) -> None:
    """Write a trial's schedule as USDM 4; what it cannot say is listed: windows, whose a step is.

    Rules on drugs, tests and values are no part of a schedule, and are not written.
    """
    words = words_in(language)
    protocol = one_trial(folder) if folder else named_trial(trial)
    schedule, unwritten = schedule_of(protocol)
    write_new(output, usdm_text(schedule))
    typer.echo(words.authoring.exported.format(file=output))
    for rule in dict.fromkeys(link.rule for link in unwritten):
        typer.echo(say_refusal(LinkUnwritten(rule=rule), words.language))
    for step in steps_of_some(protocol):
        typer.echo(say_refusal(StepOfSome(step=step), words.language))
