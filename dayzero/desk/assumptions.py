"""`--assume STEP=WHEN`: dates to judge as if they were booked, without recording them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from models.errors import Fault, InputRefused
from models.moments import DAY, INSTANT, Span, read_span
from models.protocol import Protocol
from models.reasons.refusals.assumptions import (
    AssumedStepUnknown,
    AssumedTwice,
    Dated,
    DoneAlready,
    DoneThen,
    NoAssumption,
    OfNobody,
)
from models.reasons.refusals.refusal import FaultReason, ValueRefused, nearest, shown
from models.reasons.refusals.times import AssumedTimeNeeded
from models.timeline.history.step_records import ASSUMED
from models.timeline.results import Plan, StepOutcome
from models.timeline.values import StepState

OPTION = "--assume"


def read_assumptions(texts: Sequence[str], protocol: Protocol, zone: ZoneInfo) -> dict[str, Span]:
    """Read each STEP=WHEN; WHEN is an instant with its offset, or a date at the site.

    Raises:
        InputRefused: with every one that is wrong, and every step that is assumed twice.
    """
    assumed: dict[str, Span] = {}
    faults: list[Fault] = []
    for text in texts:
        step, _, when = text.partition("=")
        try:
            _refuse_unless(text, step, protocol)
            assumed[step] = _when(step, when, zone)
        except InputRefused as refused:
            faults.extend(refused.faults)
    faults.extend(_twice(texts))
    if faults:
        raise InputRefused(faults)
    return assumed


def _refuse_unless(text: str, step: str, protocol: Protocol) -> None:
    if "=" not in text:
        raise InputRefused([Fault(OPTION, NoAssumption(word=shown(text)))])
    if step not in protocol.step_by_id:
        known = tuple(protocol.order)
        near = nearest(step, known)
        unknown = AssumedStepUnknown(word=shown(step), known=known, near=near)
        raise InputRefused([Fault(OPTION, unknown)])


def _when(step: str, when: str, zone: ZoneInfo) -> Span:
    where = f"{OPTION} {step}"
    if not (INSTANT.fullmatch(when) or DAY.fullmatch(when)):
        raise InputRefused([Fault(where, AssumedTimeNeeded(word=shown(when)))])
    try:
        return read_span(when, zone)
    except ValueRefused as error:
        raise InputRefused([Fault(where, error.reason)]) from error


def _twice(texts: Iterable[str]) -> Iterator[Fault]:
    for step, times in Counter(text.partition("=")[0] for text in texts).items():
        if times > 1:
            yield Fault(OPTION, AssumedTwice(word=shown(step)))


def left_aside(assumed: Iterable[str], plan: Plan) -> Iterator[FaultReason]:
    """What assumptions did not change: a step that is done, or concerns nobody like this."""
    for step in assumed:
        outcome = plan.step(step)
        if outcome.state is StepState.NOT_APPLICABLE:
            yield OfNobody(option=OPTION, step=step)
        elif outcome.booked_by != ASSUMED:
            yield _done(outcome, plan)


def _done(outcome: StepOutcome, plan: Plan) -> FaultReason:
    if outcome.at is None or outcome.booked_by is None:
        return DoneAlready(option=OPTION, step=outcome.step)
    when = Dated(outcome.at, plan.zone)
    return DoneThen(option=OPTION, step=outcome.step, when=when, fact=outcome.booked_by)
