"""Staying with one's children: one that dies is started anew, one that keeps dying ends all.

One that lives and answers nothing hangs: it is killed, and so has died.
"""

import signal
import time
from collections import deque
from collections.abc import Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field

from dayzero.running.processes import Child, Children, answer_of
from models.reasons.refusals.settings import PartEndedOften

LOOK_EVERY_SECONDS = 0.5
DEATHS_AT_MOST = 3  # within the time below: what dies oftener will not be mended by starting it
WITHIN_SECONDS = 120.0
ASK_EVERY_SECONDS = 5.0
SILENT_SECONDS = 60.0  # longer than a busy machine keeps a server waiting
START_SECONDS = 120.0  # on top of it, until a new process may first be heard


@dataclass
class Heard:
    """When a process was last heard, and when it is next asked."""

    last: float
    ask_at: float = 0.0


Say = Callable[[str], object]


@dataclass
class Supervision:
    """Watches over the children that should run for ever."""

    family: Children
    say: Say
    clock: Callable[[], float] = time.monotonic
    deaths: MutableMapping[str, deque[float]] = field(default_factory=dict)
    heard: MutableMapping[int, Heard] = field(default_factory=dict)

    def stay(self, servers: Sequence[Child]) -> None:
        """Stay until a signal comes, or until one child cannot be kept alive.

        Raises:
            ChildFailed: if a child keeps dying.
            SystemExit: on a signal.
        """
        running = {child.name: child for child in servers}
        while True:
            running = self.look(running)
            time.sleep(LOOK_EVERY_SECONDS)

    def look(self, running: Mapping[str, Child]) -> dict[str, Child]:
        """Start anew whoever died since the last look, or has answered nothing for a minute.

        Raises:
            ChildFailed: if it has died too often.
        """
        return {name: self._kept(child) for name, child in running.items()}

    def _kept(self, child: Child) -> Child:
        if child.process.poll() is None and self._hangs(child):
            self.say(f"{child.name} has answered nothing for {SILENT_SECONDS:.0f} s; it is killed")
            child.send(signal.SIGKILL)
            child.process.wait()
        return child if child.process.poll() is None else self._started_anew(child)

    def _hangs(self, child: Child) -> bool:
        """Whether it has answered nothing, neither good nor bad, for too long."""
        if child.health is None:
            return False
        now = self.clock()
        heard = self.heard.setdefault(child.process.pid, Heard(now + START_SECONDS))
        if now < heard.ask_at:
            return False
        heard.ask_at = now + ASK_EVERY_SECONDS
        if answer_of(*child.health) is not None:
            heard.last = now
        return now - heard.last > SILENT_SECONDS

    def _started_anew(self, child: Child) -> Child:
        code = child.process.poll()
        died = self.deaths.setdefault(child.name, deque(maxlen=DEATHS_AT_MOST))
        died.append(self.clock())
        if len(died) == DEATHS_AT_MOST and died[-1] - died[0] < WITHIN_SECONDS:
            seconds = round(WITHIN_SECONDS)
            child.fail(PartEndedOften(code=code or 0, times=DEATHS_AT_MOST, seconds=seconds))
        self.say(f"{child.name} ended with {code}; it is started anew")
        return self.family.start_anew(child)
