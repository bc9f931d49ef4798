"""Staying with one's children: one that dies is started anew, one that keeps dying ends all."""

import time
from collections import deque
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field

from dayzero.running.leaving import CTRL_C
from dayzero.running.processes import Child, Children
from models.reasons.refusals.settings import PartEndedOften

LOOK_EVERY_SECONDS = 0.5
DEATHS_AT_MOST = 3  # within the time below: what dies oftener will not be mended by starting it
WITHIN_SECONDS = 120.0

Say = Callable[[str], object]


@dataclass
class Supervision:
    """Watches over the children that should run for ever."""

    family: Children
    say: Say
    clock: Callable[[], float] = time.monotonic
    deaths: MutableMapping[str, deque[float]] = field(default_factory=dict)

    def stay(self, servers: Sequence[Child]) -> None:
        """Stay until Ctrl-C, which is a good end, or until one child cannot be kept alive.

        Raises:
            ChildFailed: if a child keeps dying.
            SystemExit: on any other signal.
        """
        running = {child.name: child for child in servers}
        try:
            while True:
                running = self.look(running)
                time.sleep(LOOK_EVERY_SECONDS)
        except SystemExit as asked:
            if asked.code != CTRL_C:
                raise
            self.say("ending")

    def look(self, running: Mapping[str, Child]) -> dict[str, Child]:
        """Start anew whoever died since the last look.

        Raises:
            ChildFailed: if it has died too often.
        """
        return {
            name: child if child.process.poll() is None else self._started_anew(child)
            for name, child in running.items()
        }

    def _started_anew(self, child: Child) -> Child:
        code = child.process.poll()
        died = self.deaths.setdefault(child.name, deque(maxlen=DEATHS_AT_MOST))
        died.append(self.clock())
        if len(died) == DEATHS_AT_MOST and died[-1] - died[0] < WITHIN_SECONDS:
            seconds = round(WITHIN_SECONDS)
            child.fail(PartEndedOften(code=code or 0, times=DEATHS_AT_MOST, seconds=seconds))
        self.say(f"{child.name} ended with {code}; it is started anew")
        return self.family.start_anew(child)
