"""`dayzero protocol check`: all flaws of a trial's data at once."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from dayzero.authoring.trial_check.checking import Checked, check_trial
from dayzero.commands.options import AsJson, InLanguage
from dayzero.terminal.language import words_in
from models.errors import ProtocolRefused
from wording.language import Language
from wording.lists import say_list
from wording.refusals import say_refusal
from wording.terminal import TerminalWords

FLAWS = 2
Trial = Annotated[
    Path, typer.Argument(metavar="FOLDER", help="The folder of a trial's data, or its one file.")
]


def check(folder: Trial, *, language: InLanguage = None, as_json: AsJson = False) -> None:
    """Say everything that is wrong with a trial's data, and what of it will never matter.

    Each with its file, its line, and how to mend it. Nothing is changed. Exit code 2: a flaw
    refuses the data.
    """
    words, found = words_in(language), check_trial(folder)
    if as_json:
        typer.echo(json.dumps(_document(found, words.language), ensure_ascii=False, indent=1))
    else:
        for line in _lines(folder, found, words):
            typer.echo(line)
    if found.flaws:
        raise typer.Exit(FLAWS)


def _lines(folder: Path, found: Checked, words: TerminalWords) -> Iterator[str]:
    says = words.authoring
    yield from (say_refusal(flaw, words.language) for flaw in found.flaws)
    for one in found.idle:
        yield says.idle.format(what=say_refusal(one, words.language))
    if found.flaws:
        yield says.unsound.format(path=folder, flaws=says.flaws.of(len(found.flaws)))
    else:
        yield says.sound.format(path=folder, idles=says.idles.of(len(found.idle)))
    if found.waits:
        yield says.waits
    if found.borrowed:
        yield says.borrowed.format(files=say_list(found.borrowed, words.language))


def _document(found: Checked, language: Language) -> dict[str, Any]:
    return {
        "flaws": [_placed(one, language) for one in found.flaws],
        "remarks": [_placed(one, language) for one in found.idle],
        "complete": not found.waits,
        "of_the_installation": list(found.borrowed),
    }


def _placed(one: ProtocolRefused, language: Language) -> dict[str, Any]:
    return {"file": one.source, "line": one.line, "says": say_refusal(one.reason, language)}
