"""Which trial a command means."""

from typing import Annotated

import typer

from models.errors import Fault, InputRefused
from models.protocol import Protocol, installed_trials, load_protocol
from models.reasons.refusals.charts import NoSuchTrial
from models.reasons.refusals.refusal import shown

Trial = Annotated[
    str | None,
    typer.Option("--trial", help="The trial's id; needed where several are installed."),
]


def named_trial(trial: str | None) -> Protocol:
    """The trial as it was told; where one alone is installed, none needs to be.

    Raises:
        TrialNotNamed: if none is told, and several are installed.
        InputRefused: if no such trial is installed.
    """
    if trial is None:
        return load_protocol()
    known = {each.id: each for each in installed_trials()}
    if trial not in known:
        raise InputRefused([Fault("--trial", NoSuchTrial(word=shown(trial), known=tuple(known)))])
    return known[trial]
