"""A worker's part that mails calendar invitations as soon as what they tell is published.

The look of each minute would send them, too, as a run that Prefect shows; a coordinator's own
calendar would then be a minute behind the hospital's. What is not sent here is sent by that run.
"""

import logging
import threading
import time
from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy import Engine

from dayzero.prefect_side.run_flows import held_at
from models.records.store import ChangeWatch, revisions_to_invite_to
from tasks.telling.delivering import invite_at_once

LOG = logging.getLogger("dayzero.invitations")
LOOK_EVERY_SECONDS = 0.2
TRY_AGAIN_SECONDS = 60.0


class Invitations:
    """Sends until it is told to stop; says a trouble once, not at each look."""

    def __init__(self, engine: Engine, stop: threading.Event) -> None:
        self.engine = engine
        self.stop = stop
        self.trouble = ""
        self.looked_at = time.monotonic()
        self._changes = ChangeWatch(engine)
        self._state = -1
        self._known: Mapping[str, int] = {}
        self._quiet_until = float("-inf")

    def until_stopped(self) -> None:
        """Look, send, look again."""
        while not self.stop.wait(LOOK_EVERY_SECONDS):
            self.look()

    def look(self) -> int:
        """Send what became due since the last look.

        Returns:
            How many subjects had another calendar.
        """
        self.looked_at = time.monotonic()
        if self.looked_at < self._quiet_until or not self._was_written_to():
            return 0
        try:
            changed = self._send()
        except Exception as error:  # noqa: BLE001  whatever it is, the minute's own run tells it
            self._later(type(error).__name__)
            return 0
        self.trouble = ""
        return changed

    def _was_written_to(self) -> bool:
        before, self._state = self._state, self._changes.state()
        return self._state < 0 or self._state != before

    def _send(self) -> int:
        found = revisions_to_invite_to(self.engine)
        changed = {one for one, revision in found.items() if self._known.get(one) != revision}
        if changed:
            invite_at_once(changed, held_at() or datetime.now(UTC))
        self._known = found
        return len(changed)

    def _later(self, said: str) -> None:
        if said != self.trouble:
            LOG.warning("no invitation goes at once (%s); each minute's run sends them", said)
        self.trouble = said
        self._quiet_until = time.monotonic() + TRY_AGAIN_SECONDS
