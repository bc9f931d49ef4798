"""The flows, run in this process and told in lines for a terminal."""

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import typer
from prefect import get_client
from prefect.client.schemas.objects import State
from prefect.settings import PREFECT_API_URL

from dayzero import clock
from flows.patient_path import patient_path
from flows.sweep import sweep
from models.errors import DayZeroError
from models.reasons.refusals.settings import PrefectFlaw
from models.timeline.path_word import Word
from tasks.passes.sweeping import SWEPT
from tasks.prefect_pages.heartbeat import WITHOUT_HEARTBEAT

ON_ITS_OWN = "PREFECT_API_URL names no server: a temporary one is started, which takes a while"
THEIRS = frozenset({*(word.value for word in Word), SWEPT})
"""Names of final states that say how a patient stands, or that the work was done."""


class PrefectUnreachable(DayZeroError):
    """Prefect's server does not answer; what is recorded waits for the next sweep."""

    exit_code = 4
    kind = "prefect_unreachable"

    def __init__(self, where: str | PrefectFlaw) -> None:
        super().__init__(where)
        self.where = where


class RunFailed(DayZeroError):
    """A flow run that did not do its work."""

    exit_code = 5
    kind = "run_failed"

    def __init__(self, what: str, why: str | DayZeroError) -> None:
        super().__init__(what, why)
        self.what = what
        self.why = why


def pass_over(subjects: Iterable[str], now: datetime) -> Iterator[str]:
    """One run for each subject; a line when it is done.

    Raises:
        PrefectUnreachable: before anything ran.
        RunFailed: at the first run that failed by our own fault.
    """
    check_reachable()
    for subject in subjects:
        with WITHOUT_HEARTBEAT():
            state = patient_path(subject, now, return_state=True)
        yield f"{subject}  {state.name}: {_work_done(subject, state)}"


def sweep_once(now: datetime) -> str:
    """One sweep; the line that it ends with.

    Raises:
        PrefectUnreachable: before anything ran.
        RunFailed: if some pass failed; the others were made.
    """
    check_reachable()
    return _work_done("sweep", sweep(now, return_state=True))


def held_at() -> datetime | None:
    """Where the environment holds the clock; None while it runs."""
    return clock.now() if os.environ.get(clock.HELD) else None


def check_reachable() -> None:
    """Ask Prefect's server whether it is there; where none is named, one is started for us.

    Raises:
        PrefectUnreachable: if it does not answer.
    """
    if PREFECT_API_URL.value() is None:
        typer.echo(ON_ITS_OWN, err=True)
    try:
        with get_client(sync_client=True) as client:
            trouble = client.api_healthcheck()
    except RuntimeError as error:  # Prefect's own, with no class of its own
        trouble = error
    if trouble is not None:
        raise PrefectUnreachable(
            PREFECT_API_URL.value() or PrefectFlaw.TEMPORARY_ADDRESS
        ) from trouble


def _work_done(what: str, state: State[Any]) -> str:
    """What a final state says of the work.

    Raises:
        RunFailed: if the work was not done.
    """
    if state.name not in THEIRS:
        raise RunFailed(what, why_of(state))
    return state.message or ""


def why_of(state: State[Any]) -> str | DayZeroError:
    """Why a run did not do its work: our own error where that ended it, else Prefect's word."""
    error = state.result(raise_on_failure=False) if state.is_failed() else None
    return error if isinstance(error, DayZeroError) else state.message or str(state.name)
