"""The register of deliveries as the page shows it; pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final

from dayzero.web.views.when import Clock, When
from models.alerting.tellings import ToldState
from models.reasons.refusals.deliveries import NotSent
from models.records.store import SENT, AttemptLine, DeliveryLine
from models.timeline.values import Severity
from pictures.colours import Colour
from wording.refusals import say_refusal

COLOURS: Final = {
    ToldState.SENT: Colour.GREEN,
    ToldState.WAITING: Colour.ORANGE,
    ToldState.DEAD: Colour.RED,
    ToldState.WITHDRAWN: Colour.GREY,
}


@dataclass(frozen=True, slots=True)
class TryRow:
    """One try: through which channel, when, and what came of it."""

    channel: str
    at: When
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryRow:
    """One message.

    Attributes:
        title: what was said, as sent; empty where it is hidden, or nothing was sent.
        hidden: whether it also tells of subjects whom the reader may not see.
        next_try: None where it waits for none.
    """

    number: int
    state: ToldState
    state_word: str
    colour: Colour
    kind: str
    recipient: str
    severity: Severity
    severity_word: str
    subjects: tuple[str, ...]
    title: str
    hidden: bool
    recorded: When
    tries: tuple[TryRow, ...]
    next_try: When | None


def delivery_rows(
    found: Iterable[DeliveryLine], mine: Collection[str] | None, clock: Clock
) -> list[DeliveryRow]:
    """The messages in their order.

    Args:
        mine: the subjects whom the reader may see; None for all of them.
    """
    return [_row(one, mine, clock) for one in found]


def _row(one: DeliveryLine, mine: Collection[str] | None, clock: Clock) -> DeliveryRow:
    says = clock.words.deliveries
    seen = tuple(subject for subject in one.subjects if mine is None or subject in mine)
    hidden = mine is not None and (len(seen) < len(one.subjects) or not one.subjects)
    return DeliveryRow(
        number=one.number,
        state=one.state,
        state_word=says.states[one.state],
        colour=COLOURS[one.state],
        kind=says.kinds[one.kind],
        recipient=one.recipient,
        severity=one.severity,
        severity_word=clock.words.listed.severities[one.severity],
        subjects=seen,
        title="" if hidden else one.title or "",
        hidden=hidden,
        recorded=clock.instant(one.recorded_at),
        tries=tuple(_try(attempt, clock) for attempt in one.attempts),
        next_try=clock.instant(one.try_at) if one.state is ToldState.WAITING else None,
    )


def _try(attempt: AttemptLine, clock: Clock) -> TryRow:
    says, ended = clock.words.deliveries, attempt.outcome
    said = say_refusal(ended, clock.language) if isinstance(ended, NotSent) else ended
    outcome = says.sent if said == SENT else said or says.unfinished
    return TryRow(attempt.channel, clock.instant(attempt.begun_at), outcome)
