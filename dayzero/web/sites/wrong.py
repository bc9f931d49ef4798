"""What is wrong with a calendar that was sent, by the field of the form; pure."""

from typing import Final

from dayzero.web.views.when import Clock
from models.errors import DayZeroError, Fault, InputRefused
from models.reasons.facts import facts_by_name
from models.reasons.refusals.keeping.records import NothingLeft
from models.reasons.refusals.refusal import FaultReason, Plain, WithFacts
from wording.refusals import say_refusal

FILE: Final = "file"
NAME: Final = "name"
ALLOWED: Final = "allow_empty"


def faults_of(refused: DayZeroError | None, clock: Clock) -> dict[str, list[str]]:
    """Sentences by field; each of the file with the line where it stands."""
    said: dict[str, list[str]] = {}
    if refused is None:
        return said
    if not isinstance(refused, InputRefused):  # something is withdrawn from what is not there
        return {NAME: [say_refusal(refused, clock.language)]}
    for fault in refused.faults:
        said.setdefault(_field(fault), []).append(_sentence(fault, clock))
    return said


def lost_everything(refused: DayZeroError | None) -> bool:
    """Whether it is refused because every closure would go."""
    faults = refused.faults if isinstance(refused, InputRefused) else ()
    return any(isinstance(fault.reason, NothingLeft) for fault in faults)


def _field(fault: Fault) -> str:
    if isinstance(fault.reason, NothingLeft):
        return ALLOWED
    return {"--name": NAME, "reason": "reason"}.get(fault.path, FILE)


def _sentence(fault: Fault, clock: Clock) -> str:
    sentence = _said(fault.reason, clock)
    if _field(fault) != FILE or not fault.path:
        return sentence
    return fault.path + clock.words.common.colon + sentence


def _said(reason: FaultReason, clock: Clock) -> str:
    """With what can be done here, where the sentence of the command names its own options."""
    if isinstance(reason, NothingLeft):
        kind = f"nothing_left_{reason.of}"
    elif isinstance(reason, Plain):
        kind = reason.value.rpartition(".")[2]
    else:
        kind = reason.kind
    answer = clock.words.site_calendar.answers.get(kind)
    if answer is None:
        return say_refusal(reason, clock.language)
    return answer.format(**(facts_by_name(reason) if isinstance(reason, WithFacts) else {}))
