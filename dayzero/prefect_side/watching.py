"""A worker that is awake: the pass of whoever recorded something begins within a moment.

Starting a process for each pass costs seconds, so a worker stays, with everything imported,
and looks at the records several times a second: one indexed query. Recording a
fact therefore needs nobody but the database; what nobody answers, the next sweep does.
"""

import logging
import threading
import time
from typing import Any
from uuid import UUID

from prefect import get_client
from prefect.client.schemas.objects import FlowRun, State
from prefect.exceptions import ObjectNotFound
from prefect.flow_engine import run_flow
from prefect.states import Pending
from sqlalchemy import Engine

from dayzero.prefect_side.every_minute import SECOND, SWEEP, ask_for
from dayzero.prefect_side.run_flows import THEIRS, held_at
from dayzero.prefect_side.this_worker import TAG
from flows.patient_path import patient_path
from flows.sweep import sweep
from models.records.store import StoreTrouble, called_subjects, take_calls
from tasks.prefect_pages.heartbeat import WITHOUT_HEARTBEAT
from tasks.prefect_pages.shown_path import PATHS
from wording.language import ENGLISH
from wording.refusals import say_refusal

LOG = logging.getLogger("dayzero.watch")
LOOK_EVERY_SECONDS = 0.2
TRY_AGAIN_SECONDS = 5.0
MANY = 10  # more calls at once are one sweep: Prefect keeps a row for each step of a single pass
DEPLOYMENT = "patient-path/patient-path"


class Watch:
    """Answers calls until it is told to stop; says each trouble once, not five times a second."""

    def __init__(self, engine: Engine, stop: threading.Event) -> None:
        self.engine = engine
        self.stop = stop
        self.trouble = ""
        self.looked_at = time.monotonic()
        self.client = get_client(sync_client=True)
        self.deployment: UUID | None = None

    def until_stopped(self) -> None:
        """Look, answer, look again."""
        with self.client:
            while not self.stop.wait(self.look()):
                pass

    def look(self) -> float:
        """Answer whoever calls now.

        Returns:
            How many seconds to wait before the next look.
        """
        self.looked_at = time.monotonic()
        try:
            called = called_subjects(self.engine, MANY + 1)
            if not called:
                return LOOK_EVERY_SECONDS
            if self.client.api_healthcheck() is not None:
                return self._later("Prefect's server does not answer")
            self._answer(called)
        except StoreTrouble as trouble:
            return self._later(say_refusal(trouble, ENGLISH))
        except Exception as error:  # noqa: BLE001  as when Prefect's server dies under a run
            return self._later(f"a pass was broken off ({type(error).__name__})")
        self._well_again()
        return 0.0

    def _answer(self, called: list[str]) -> None:
        taken = take_calls(self.engine, called)
        if len(taken) > MANY:
            if not ask_for(self.client, SWEEP, once_in=SECOND):
                _say("sweep", sweep(held_at(), return_state=True))
            return
        for subject in taken:
            if self.stop.is_set():  # what is left is due, and so is the next sweep's
                return
            _say(subject, self._pass_over(subject))

    def _pass_over(self, subject: str) -> State[Any]:
        """One pass in this process, as a run of its deployment where that is registered."""
        run = self._announced(subject)
        with WITHOUT_HEARTBEAT():
            if run is None:
                return patient_path(subject, held_at(), return_state=True)
            state: State[Any] = run_flow(patient_path, flow_run=run, return_type="state")  # type: ignore[assignment]  # a plain flow gives its state
        return state

    def _announced(self, subject: str) -> FlowRun | None:
        """A run that no worker takes, as it was never scheduled; None without deployment."""
        parameters = {"subject": subject, "as_of": held_at()}
        try:
            if self.deployment is None:
                self.deployment = self.client.read_deployment_by_name(DEPLOYMENT).id
            return self.client.create_flow_run_from_deployment(
                self.deployment,
                parameters=parameters,
                state=Pending(),
                name=subject,
                tags=[PATHS, TAG],
            )
        except ObjectNotFound:
            self.deployment = None
            return None

    def _later(self, trouble: str) -> float:
        if trouble != self.trouble:
            LOG.warning("%s; nothing is lost, passes wait", trouble)
        self.trouble = trouble
        return TRY_AGAIN_SECONDS

    def _well_again(self) -> None:
        if self.trouble:
            LOG.warning("passes go on")
        self.trouble = ""


def _say(what: str, state: State[Any]) -> None:
    level = logging.INFO if state.name in THEIRS else logging.ERROR
    LOG.log(level, "%s: %s", what, state.name)
