"""A proposal of several moves as it stands in an address, and the facts that it says; pure.

`step.infusion.day=2026-03-20` gives a booking another day, `course.f9.day` ends a drug that goes
on. What is left out stays as it stands.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from dayzero.web.recording.every_form import RECORDINGS
from dayzero.web.recording.recording import REASON, Document, Fact
from dayzero.web.signing_in.forms import Form
from dayzero.web.views.fact_rows import still_given
from models.chart.facts import StepMark
from models.errors import Fault, InputRefused
from models.moments import Minute, at_zone
from models.protocol import Protocol
from models.reasons.alerts.asked import ways_of
from models.reasons.alerts.moves import MoveStep
from models.timeline.results import Alert, Plan, StepOutcome
from models.timeline.values import StepState

STEP: Final = "step."
COURSE: Final = "course."
FIRST: Final = ""
SECOND: Final = "b."
"""Before every field of the proposal that stands beside the first."""
PARTS: Final = ("day", "clock", "off")
_UNSAID: Final = "?"
"""The reason of what is only tried: no plan reads it."""
_SETTLED = {StepState.DONE, StepState.DONE_OUT_OF_WINDOW, StepState.NOT_APPLICABLE}

Tried = dict[str, Fact]
"""Each fact by the name of what it changes: `step.infusion`."""


def changeable(plan: Plan, protocol: Protocol) -> list[StepOutcome]:
    """The steps that can be given another date: nothing else sets it, and they were not done."""
    return [
        one
        for one in plan.steps
        if one.state not in _SETTLED and not protocol.step_by_id[one.step].passive
    ]


def fields_in(address: Mapping[str, str], proposal: str) -> dict[str, str]:
    """What an address says of one of the proposals, without its mark."""
    return {
        name.removeprefix(proposal): value
        for name, value in address.items()
        if value and name.startswith((proposal + STEP, proposal + COURSE))
    }


def fields_of(moves: Iterable[MoveStep], zone: ZoneInfo, proposal: str = FIRST) -> dict[str, str]:
    """The fields that say these moves."""
    said: dict[str, str] = {}
    for move in moves:
        said |= field_of_time(f"{proposal}{STEP}{move.step}", move.to, zone, move.whole_day)
    return said


def moves_asked(alert: Alert, zone: ZoneInfo) -> dict[str, str]:
    """The fields of the first move that an alert asks for; none where it asks for no move."""
    step = alert.move or alert.step
    if alert.to is None or step is None:
        return {}
    for way in ways_of(alert.ask) if alert.ask else ():
        if isinstance(way, MoveStep):
            return fields_of(way.moves, zone)
    return field_of_time(f"{STEP}{step}", alert.to, zone, whole_day=False)


def field_of_time(name: str, minute: Minute, zone: ZoneInfo, whole_day: bool) -> dict[str, str]:
    """The fields of one time; nobody books midnight: then a day is meant."""
    local = at_zone(minute, zone)
    day, clock = local.format("YYYY-MM-DD"), local.format("HH:mm").replace("00:00", "")
    return {f"{name}.day": day} | ({} if whole_day or not clock else {f"{name}.clock": clock})


def facts_tried(
    form: Form,
    plan: Plan,
    document: Document,
    protocol: Protocol,
    *,
    today: date,
    why: str = _UNSAID,
) -> Tried:
    """The facts that a proposal says; what it says as it stands already is none.

    Args:
        today: when a step is called off.

    Raises:
        InputRefused: with all that cannot be read; paths are its fields.
    """
    tried, faults = Tried(), list[Fault]()
    for name, kind, said in _filled_in(form, plan, document, protocol, today):
        try:
            fact = RECORDINGS[kind].make({**said, REASON: why}, document, plan.zone)
        except InputRefused as refused:
            faults += [
                Fault(f"{name}.{_part(fault.path)}", fault.reason) for fault in refused.faults
            ]
        else:
            tried[name] = fact
    if faults:
        raise InputRefused(faults)
    return tried


def _filled_in(
    form: Form, plan: Plan, document: Document, protocol: Protocol, today: date
) -> Iterator[tuple[str, str, dict[str, str]]]:
    """What is changed, in which form that is recorded, and what that form would say."""
    for outcome in changeable(plan, protocol):
        said = _parts(form, f"{STEP}{outcome.step}")
        if said and not said.items() <= _known(outcome, plan.zone).items():
            yield f"{STEP}{outcome.step}", "step", _step(outcome, said, plan.zone, today)
    for fact in still_given(document):
        said = _parts(form, f"{COURSE}{fact['id']}")
        if said:
            yield f"{COURSE}{fact['id']}", "stop", {**said, "fact": str(fact["id"])}


def _parts(form: Form, name: str) -> dict[str, str]:
    return {part: form[f"{name}.{part}"] for part in PARTS if form.get(f"{name}.{part}")}


def _step(
    outcome: StepOutcome, said: Mapping[str, str], zone: ZoneInfo, today: date
) -> dict[str, str]:
    """A booking keeps its hour where only its day is said, and its day where only the hour is."""
    if said.get("off"):
        called_off = {"state": StepMark.CANCELLED.value, "day": today.isoformat()}
        return {"step": outcome.step, **called_off}
    booked = {"step": outcome.step, "state": StepMark.BOOKED.value}
    return {**booked, **_known(outcome, zone), **said}


def _known(outcome: StepOutcome, zone: ZoneInfo) -> dict[str, str]:
    """Day and hour of a booking, as far as it has them."""
    at = outcome.at
    if at is None:
        return {}
    local = at_zone(at.earliest, zone)
    hour = {} if at.coarse else {"clock": local.format("HH:mm")}
    return {"day": local.format("YYYY-MM-DD"), **hour}


def _part(path: str) -> str:
    return "clock" if path == "clock" else "day"
