"""A worker's part that keeps the hospital's own calendar server up to date, event by event.

Each publication of a subject's calendar, by whatever process, is seen in the records within a
moment. It needs nothing of Prefect's, so a change that a pass published reaches the server
though Prefect is down.
"""

import logging
import threading
import time
from datetime import UTC, datetime

from sqlalchemy import Engine

from dayzero.prefect_side.trouble import Trouble
from models.reasons.refusals.settings import ServerBusy
from models.records.store import ChangeWatch, StoreTrouble
from tasks.pushing.calendar_server import CalendarServerTrouble
from tasks.pushing.rounds import push_round
from tasks.pushing.target import Target
from wording.language import ENGLISH
from wording.refusals import say_refusal

LOG = logging.getLogger("dayzero.push")
LOOK_EVERY_SECONDS = 0.2
LOOK_ANYWAY_SECONDS = 5.0  # for what must be tried again though nothing was written
TRY_AGAIN_SECONDS = 10.0


class Pushes:
    """Pushes until it is told to stop; says each trouble once."""

    def __init__(self, engine: Engine, target: Target, stop: threading.Event) -> None:
        self.engine = engine
        self.target = target
        self.stop = stop
        self.trouble = Trouble(LOG, "pushes wait", "pushes go on")
        self.looked_at = time.monotonic()
        self._changes = ChangeWatch(engine)
        self._state = -1
        self._asked_at = float("-inf")
        self._quiet_until = float("-inf")

    def until_stopped(self) -> None:
        """Look, push, look again."""
        while not self.stop.wait(self.look()):
            pass

    def look(self) -> float:
        """Push whoever waits now.

        Returns:
            How many seconds to wait before the next look.
        """
        self.looked_at = time.monotonic()
        if self.looked_at < self._quiet_until or not self._may_have_changed():
            return LOOK_EVERY_SECONDS
        try:
            taken = push_round(self.engine, self.target, lambda: datetime.now(UTC))
        except CalendarServerTrouble as trouble:
            asked = trouble.reason
            return self._later(
                trouble, asked.seconds if isinstance(asked, ServerBusy) else TRY_AGAIN_SECONDS
            )
        except StoreTrouble as trouble:
            return self._later(trouble, TRY_AGAIN_SECONDS)
        self.trouble.over()
        return 0.0 if taken else LOOK_EVERY_SECONDS

    def _may_have_changed(self) -> bool:
        """Whether anything was written since, or enough time went by to ask in any case."""
        state, now = self._changes.state(), time.monotonic()
        if state == self._state and now - self._asked_at < LOOK_ANYWAY_SECONDS:
            return False
        self._state, self._asked_at = state, now
        return True

    def _later(self, error: CalendarServerTrouble | StoreTrouble, seconds: float) -> float:
        """Ask nothing for so long; looks go on, as whoever minds the worker counts them."""
        self.trouble.met(say_refusal(error, ENGLISH))
        self._asked_at = float("-inf")
        self._quiet_until = time.monotonic() + seconds
        return LOOK_EVERY_SECONDS
