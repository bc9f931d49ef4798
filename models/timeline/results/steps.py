"""Where a step stands, and what was done of steps that are held again."""

from dataclasses import dataclass

from models.moments import Minute, Span
from models.reasons.reason import Reason
from models.texts import Texts
from models.timeline.results.alerts import Alert
from models.timeline.results.verdicts import Cause, Verdict
from models.timeline.values import StepState


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOutcome:
    """One step of the path, at one moment.

    Attributes:
        titles: the step in words, from the protocol.
        day: the protocol's Day number; None for steps that have none.
        at: when it was done, else when it is booked or assumed, else None.
        booked_by: the fact (or "assumed") that `at` comes from.
        clears_at: earliest minute certain for every timing criterion of recorded facts.
        opens, closes: the whole network's first and last minute; None where unbounded. It
            opens only at a time at which it can really be held: None where there is none.
        not_before: what the network asks for, also where no time is left after it.
        said_opens: `opens` as the protocol said it, without "now".
        proposed: the minute the planner suggests, on the site's days and hours.
        floats: true where the date hangs on "now" and so moves by itself every day.
        because: the chain of reasons from this step's opening back to recorded facts.
        opens_worst: `opens` if manufacturing takes its worst duration.
        site_default: true where part of its window is not stated by the registry entry.
        time: 2 where the step is held for the second time, and so on.
    """

    step: str
    titles: Texts
    state: StepState
    day: int | None = None
    at: Span | None = None
    booked_by: str | None = None
    clears_at: Minute | None = None
    cleared_by: tuple[Cause, ...] = ()
    opens: Minute | None = None
    not_before: Minute | None = None
    opened_by: tuple[str, ...] = ()
    closes: Minute | None = None
    closed_by: tuple[str, ...] = ()
    said_opens: Minute | None = None
    proposed: Minute | None = None
    floats: bool = False
    because: tuple[Reason, ...] = ()
    opens_worst: Minute | None = None
    site_default: bool = False
    time: int = 1

    @property
    def name(self) -> str:
        """The step's id; numbered where it is held again: `apheresis.2`."""
        return self.step if self.time == 1 else f"{self.step}.{self.time}"

    @property
    def no_time_left(self) -> bool:
        """Whether its window ends before it opens."""
        opens, closes = self.not_before, self.closes
        return opens is not None and closes is not None and opens > closes


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """Steps that were done and are held again, as they were judged for that time.

    Attributes:
        rule: why a step may be held again.
        steps: those that were done, in the protocol's order.
        lost: the fact by which the product was lost; None where a step is only repeated.
        reason: what happened, and why a step is held again.
    """

    rule: str
    steps: tuple[StepOutcome, ...]
    verdicts: tuple[Verdict, ...]
    alerts: tuple[Alert, ...]
    lost: str | None
    reason: Reason
