"""A worker that is awake: the pass of whoever recorded something is made within a moment.

Starting a process for each pass costs seconds, so a worker stays, with everything imported,
and looks at the records several times a second: one indexed query. Recording a fact and
publishing what follows from it therefore need nobody but the database; what nobody answers,
the next sweep does. Prefect shows the path afterwards.
"""

import logging
import threading
import time
from datetime import UTC, datetime

from prefect import get_client
from sqlalchemy import Engine

from dayzero.prefect_side.every_minute import SECOND, SWEEP, ask_for
from dayzero.prefect_side.run_flows import held_at
from dayzero.prefect_side.to_show import ToShow
from dayzero.prefect_side.trouble import Trouble
from models.records.store import StoreTrouble, called_subjects, take_calls
from tasks.passes.at_once import pass_or_log
from wording.language import ENGLISH
from wording.refusals import say_refusal

LOG = logging.getLogger("dayzero.watch")
LOOK_EVERY_SECONDS = 0.2
TRY_AGAIN_SECONDS = 5.0
MANY = 10  # more calls at once are one sweep, in which several workers may share


class Watch:
    """Answers calls until it is told to stop; says each trouble once, not five times a second."""

    def __init__(self, engine: Engine, to_show: ToShow, stop: threading.Event) -> None:
        self.engine = engine
        self.to_show = to_show
        self.stop = stop
        self.trouble = Trouble(LOG, "passes wait", "passes go on")
        self.looked_at = time.monotonic()
        self.client = get_client(sync_client=True)

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
            self._answer(take_calls(self.engine, called))
        except StoreTrouble as trouble:
            self.trouble.met(say_refusal(trouble, ENGLISH))
            return TRY_AGAIN_SECONDS
        self.trouble.over()
        return 0.0

    def _answer(self, taken: list[str]) -> None:
        if len(taken) > MANY and self._a_sweep_comes():
            return
        for subject in taken:
            if self.stop.is_set():  # what is left is due, and so is the next sweep's
                return
            self.to_show.add(subject, pass_or_log(subject, held_at() or datetime.now(UTC)))

    def _a_sweep_comes(self) -> bool:
        """Whether Prefect was asked for a sweep."""
        try:
            return self.client.api_healthcheck() is None and ask_for(
                self.client, SWEEP, once_in=SECOND
            )
        except Exception as error:  # noqa: BLE001  as when Prefect's server dies meanwhile
            LOG.warning("no sweep could be asked for: %s", type(error).__name__)
            return False
