"""One look at a subject: what a person would see change, and until when it cannot."""

from dataclasses import dataclass, replace

from models.moments import Minute
from models.timeline.alerts.alerts import alerts_of
from models.timeline.alerts.situation import Situation
from models.timeline.planning.judging import judge_without_moves
from models.timeline.planning.watched_now import WatchedNow
from models.timeline.results import Alert
from models.timeline.verdicts.washout_verdicts import valued
from models.timeline.windows.case import Case

Signature = tuple[object, ...]
"""What a person would see change: states, verdicts, alerts; not the sliding dates."""


@dataclass(frozen=True)
class Look:
    """One subject judged at one moment.

    Attributes:
        alerts: those of the steps to come; what was before does not change any more.
        turns: the first later minute at which something that was compared with now turns;
            NEVER where nothing does. What slides with now may change before it.
    """

    situation: Situation
    alerts: tuple[Alert, ...]
    turns: Minute

    @property
    def minute(self) -> Minute:
        """The moment itself."""
        return int(self.situation.scene.now)

    @property
    def signature(self) -> Signature:
        """Equal for two looks between which nobody would see a difference."""
        seen = self.situation
        return (
            not seen.conflicts,
            tuple(seen.states.items()),
            tuple(map(valued, seen.verdicts)),
            tuple(sorted((alert.key, alert.severity) for alert in self.alerts)),
        )


def look_at(case: Case, now: Minute) -> Look:
    """Judge a subject at a moment, without what would mend its conflicts."""
    watched = WatchedNow(now)
    return looked_at(judge_without_moves(case, watched), watched)


def looked_at(situation: Situation, watched: WatchedNow) -> Look:
    """What a judging at a watched moment found, with its alerts."""
    alerts = alerts_of(situation)
    return Look(situation, alerts, watched.turning.at)


def read_at(now: Minute, situation: Situation) -> Situation:
    """The same situation with a plain minute as its now: what is read from it turns nothing."""
    return replace(situation, scene=replace(situation.scene, now=now))
