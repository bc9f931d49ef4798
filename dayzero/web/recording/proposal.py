"""A proposal of several moves as it stands in an address, and the facts that it says; pure.

`step.infusion.day=2026-03-20` gives a booking another day, `course.f9.day` ends a drug that goes
on; `step.infusion.is_day` says which is meant where a day can mean two. What is left out stays.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from dayzero.web.recording.every_form import RECORDINGS
from dayzero.web.recording.proposal_days import IS_DAY, as_typed, day_meant
from dayzero.web.recording.proposal_fields import COURSE, STEP
from dayzero.web.recording.recording import REASON, Document, Fact
from dayzero.web.recording.typed_days import around_of
from dayzero.web.signing_in.forms import Form
from dayzero.web.views.fact_rows import still_given
from models.chart.facts import StepMark
from models.errors import Fault, InputRefused
from models.moments import at_zone
from models.protocol import Protocol
from models.protocol.path import Step
from models.timeline.results import Plan, StepOutcome
from models.timeline.values import StepState

PARTS: Final = ("day", IS_DAY, "off")
_UNSAID: Final = "?"
"""The reason of what is only tried: no plan reads it."""
_SETTLED = {StepState.DONE, StepState.DONE_OUT_OF_WINDOW}

Tried = dict[str, Fact]
"""Each fact by the name of what it changes: `step.infusion`."""


def changeable(plan: Plan, protocol: Protocol) -> list[StepOutcome]:
    """The steps that can be given another date: nothing else sets it, and they were not done."""
    steps = (
        (one, protocol.step_by_id[one.step]) for one in plan.steps if one.state not in _SETTLED
    )
    return [one for one, step in steps if not step.passive and _may_be_held(one, step)]


def _may_be_held(outcome: StepOutcome, step: Step) -> bool:
    """Whether it concerns the subject, or would once it is booked."""
    return outcome.state is not StepState.NOT_APPLICABLE or step.optional


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
    around = around_of(lambda: plan, protocol, today)
    for name, kind, said, known in _filled_in(form, plan, document, protocol, today):
        try:
            day = day_meant(said, known, around)
            if day == known:
                continue
            whole = {**said, "day": day, REASON: why}
            tried[name] = RECORDINGS[kind].make(whole, document, plan.zone)
        except InputRefused as refused:
            faults += [Fault(f"{name}.day", fault.reason) for fault in refused.faults]
    if faults:
        raise InputRefused(faults)
    return tried


def dates_typed(
    form: Form, plan: Plan, document: Document, protocol: Protocol, today: date
) -> dict[str, Form]:
    """What was typed of each date, by its field; what is called off needs none."""
    return {
        f"{name}.day": as_typed(said, known)
        for name, _, said, known in _filled_in(form, plan, document, protocol, today)
        if not said.get("off") and form.get(f"{name}.day")
    }


def _filled_in(
    form: Form, plan: Plan, document: Document, protocol: Protocol, today: date
) -> Iterator[tuple[str, str, dict[str, str], str]]:
    """What is changed, the form that records it, what that form would say, and the day it has."""
    for outcome in changeable(plan, protocol):
        said = _parts(form, f"{STEP}{outcome.step}")
        if said.get("day") or said.get("off"):
            known = "" if said.get("off") else _known(outcome, plan.zone)
            yield f"{STEP}{outcome.step}", "step", _step(outcome, said, today), known
    for fact in still_given(document):
        said = _parts(form, f"{COURSE}{fact['id']}")
        if said.get("day"):
            yield f"{COURSE}{fact['id']}", "stop", {**said, "fact": str(fact["id"])}, ""


def _parts(form: Form, name: str) -> dict[str, str]:
    return {part: form[f"{name}.{part}"] for part in PARTS if form.get(f"{name}.{part}")}


def _step(outcome: StepOutcome, said: Mapping[str, str], today: date) -> dict[str, str]:
    if said.get("off"):
        called_off = {"state": StepMark.CANCELLED.value, "day": today.isoformat()}
        return {"step": outcome.step, **called_off}
    return {"step": outcome.step, "state": StepMark.BOOKED.value, **said}


def _known(outcome: StepOutcome, zone: ZoneInfo) -> str:
    """When a step is booked, as far as that is known; empty where it is not."""
    at = outcome.at
    if at is None:
        return ""
    form = "YYYY-MM-DD" if at.coarse else "YYYY-MM-DD HH:mm"
    return at_zone(at.earliest, zone).format(form)
