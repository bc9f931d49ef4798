"""A worker's part that shows on Prefect's pages what another part has published already.

A run of a path makes a row for each of its steps and takes seconds; nobody's calendar or alert
waits for it. While Prefect's server is down the paths wait here, and what is published does not.
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

from dayzero.prefect_side.run_flows import THEIRS, held_at
from dayzero.prefect_side.this_worker import TAG
from dayzero.prefect_side.to_show import ToShow
from dayzero.prefect_side.trouble import Trouble
from flows.patient_path import patient_path
from tasks.passes.at_once import ToTell
from tasks.passes.events import tell
from tasks.prefect_pages.heartbeat import WITHOUT_HEARTBEAT
from tasks.prefect_pages.shown_path import PATHS

LOG = logging.getLogger("dayzero.watch")
LOOK_EVERY_SECONDS = 0.2
TRY_AGAIN_SECONDS = 5.0
MANY = 10  # more are left to the sweep: Prefect keeps a row for each step of a path
DEPLOYMENT = "patient-path/patient-path"


class Showing:
    """Shows path after path until it is told to stop; says each trouble once."""

    def __init__(self, to_show: ToShow, stop: threading.Event) -> None:
        self.to_show = to_show
        self.stop = stop
        self.trouble = Trouble(LOG, "paths are shown later", "paths are shown again")
        self.looked_at = time.monotonic()
        self.client = get_client(sync_client=True)
        self.deployment: UUID | None = None

    def until_stopped(self) -> None:
        """Look, show, look again."""
        with self.client:
            while not self.stop.wait(self.look()):
                pass

    def look(self) -> float:
        """Show one path.

        Returns:
            How many seconds to wait before the next look.
        """
        self.looked_at = time.monotonic()
        if not self.to_show.waiting():
            return LOOK_EVERY_SECONDS
        if self.client.api_healthcheck() is not None:
            self.trouble.met("Prefect's server does not answer")
            return TRY_AGAIN_SECONDS
        many = self.to_show.waiting() > MANY
        while (taken := self.to_show.next_one()) is not None:
            try:
                self._show(*taken, run=not many)
            except Exception as error:  # noqa: BLE001  as when Prefect's server dies under a run
                self.to_show.put_back(*taken)
                self.trouble.met(f"a run was broken off ({type(error).__name__})")
                return TRY_AGAIN_SECONDS
            if not many:
                break
        self.trouble.over()
        return 0.0

    def _show(self, subject: str, to_tell: list[ToTell], *, run: bool) -> None:
        """A run of the path; where many wait, the sweep makes one of each whose word changed."""
        if run:
            _say(subject, self._pass_over(subject))
        while to_tell:
            one = to_tell.pop(0)
            for name, payload in one.told:
                tell(name, payload, subject=one.subject, site=one.site, trial=one.trial)

    def _pass_over(self, subject: str) -> State[Any]:
        """One more pass in this process, as a run of its deployment where that is registered."""
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


def _say(subject: str, state: State[Any]) -> None:
    level = logging.INFO if state.name in THEIRS else logging.ERROR
    LOG.log(level, "%s: %s", subject, state.name)
