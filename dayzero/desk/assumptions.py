"""`--assume STEP=WHEN`: dates to judge as if they were booked, without recording them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from models.chart.wording import nearest, quoted
from models.errors import Fault, InputRefused
from models.moments import DAY, INSTANT, Span, read_span
from models.protocol import Protocol
from models.timeline.history.standing import ASSUMED
from models.timeline.results import Plan, StepOutcome
from models.timeline.values import StepState
from models.timeline.words import say_when

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
        sentence = f"{quoted(text)} is not STEP=WHEN like infusion=2026-03-02"
        raise InputRefused([Fault(OPTION, sentence)])
    if step not in protocol.step_by_id:
        hint = nearest(step, protocol.order, f"use one of {', '.join(protocol.order)}")
        raise InputRefused([Fault(OPTION, f"{quoted(step)} is not a step; {hint}")])


def _when(step: str, when: str, zone: ZoneInfo) -> Span:
    where = f"{OPTION} {step}"
    if not (INSTANT.fullmatch(when) or DAY.fullmatch(when)):
        sentence = f"{quoted(when)} is not a date like 2026-03-02 or an instant with its offset"
        raise InputRefused([Fault(where, f"{sentence} like 2026-03-02T10:00+08:00")])
    try:
        return read_span(when, zone)
    except ValueError as error:
        raise InputRefused([Fault(where, str(error))]) from error


def _twice(texts: Iterable[str]) -> Iterator[Fault]:
    for step, times in Counter(text.partition("=")[0] for text in texts).items():
        if times > 1:
            yield Fault(OPTION, f"{quoted(step)} is assumed twice; keep one")


def left_aside(assumed: Iterable[str], plan: Plan) -> Iterator[str]:
    """What assumptions did not change: a step that is done, or concerns nobody like this."""
    for step in assumed:
        outcome = plan.step(step)
        if outcome.state is StepState.NOT_APPLICABLE:
            yield f"{OPTION} {step} is left aside: the step does not concern this subject"
        elif outcome.booked_by != ASSUMED:
            yield f"{OPTION} {step} is left aside: the step is done{_on(outcome, plan)}"


def _on(outcome: StepOutcome, plan: Plan) -> str:
    if outcome.at is None:
        return ""
    return f", {say_when(outcome.at, plan.zone)} ({outcome.booked_by})"
