"""How a plan is said at a terminal: its headline, timeline, reasons and verdicts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from models.timeline.values import Severity, StepState, VerdictValue
from wording.catalogue import Counted
from wording.filled import From, Keys, part

_MARKED_DAYS = (0, 28, -28, 365, 730, 91, -5)


@part("terminal", "plan")
@dataclass(frozen=True, slots=True, kw_only=True)
class PlanWords:
    """One language; every text names its own blanks.

    Attributes:
        zones: what people call a time zone, where they do not use its id.
        columns: above the timeline: step, Day number, state, date.
        marks: above the bars, by days from Day 0; the first are kept where room is short.
        apart: between two reasons; `listed` between two rules.
        again: the title of a step that is held for the second time, or a later one.
        by_rules: behind a bound, the rules that put it there; `now` stands among them where
            nothing else does.
    """

    states: Mapping[StepState, str]
    verdicts: Mapping[VerdictValue, str]
    severities: Mapping[Severity, str]
    zones: Annotated[Mapping[str, str], From("pages", "common.zones")]
    subject: str
    as_of: str
    closed: str
    not_feasible: str
    otherwise: str
    gate: str
    gate_by: str
    gate_open: str
    gate_told: Counted
    missing_by: str
    columns: tuple[str, str, str, str]
    marks: Annotated[Mapping[int, str], Keys(_MARKED_DAYS)]
    again: str
    apart: Annotated[str, From("pages", "common.apart")]
    listed: Annotated[str, From("feeds", "calendar.listed")]
    now: Annotated[str, From("pictures", "timeline.now")]
    step_because: str
    booked: str
    no_time: str
    from_until: str
    from_on: str
    until: str
    by_rules: str
    washouts_over: str
    worst: str
    no_date: str
    same_fact: str
    unrecorded: Counted
    others: Counted
    withheld: str
    next_change: str
    legend: str
