"""What a coordinator must know, and where its cause shows."""

from dataclasses import dataclass

from models.moments import Minute
from models.reasons.alerts.asked import Asked
from models.reasons.alerts.told import AlertTold
from models.reasons.kept import AsSaidBefore
from models.reasons.reason import Reason
from models.timeline.values import AlertKind, Severity


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Place:
    """Where a cause shows: by the kind of alert that it would be there, step, rule and fact."""

    kind: AlertKind
    step: str | None = None
    rule: str | None = None
    fact: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """Something a coordinator must know; derived anew from each plan, one for each cause.

    Attributes:
        key: the same for the same cause, however often the plan is made.
        cause: what is wrong.
        ask: what to do; None where there is nothing to be done.
        cause_asks: True where the sentence of the cause says what to do already.
        step, rule, fact: where the cause shows most urgently.
        also: where else it shows; no other alert tells of those.
        deadline: the last minute at which acting still helps, where there is one.
        opens: the first minute at which what is asked for would count, where there is one.
        booked: the deadline is an appointment that stands.
        overtaken: what follows is done already, so that only the record can be missing.
        to: the nearest minute to which a step that must move could move.
        move: that step, where it is another than the one that the alert is on.
    """

    key: str
    kind: AlertKind
    severity: Severity
    cause: Reason
    ask: Asked | None = None
    cause_asks: bool = False
    step: str | None = None
    rule: str | None = None
    fact: str | None = None
    also: tuple[Place, ...] = ()
    deadline: Minute | None = None
    opens: Minute | None = None
    booked: bool = False
    overtaken: bool = False
    to: Minute | None = None
    move: str | None = None

    @property
    def reason(self) -> AlertTold:
        """What to do and why, as they are read one after the other."""
        return AlertTold(cause=self.cause, ask=None if self.cause_asks else self.ask)

    @property
    def asks_nothing(self) -> bool:
        """It is only to be known, as that a step is booked."""
        return self.ask is None and not isinstance(self.cause, AsSaidBefore)

    @property
    def places(self) -> tuple[Place, ...]:
        """Everywhere that its cause shows, its own place first."""
        own = Place(kind=self.kind, step=self.step, rule=self.rule, fact=self.fact)
        return (own, *self.also)
