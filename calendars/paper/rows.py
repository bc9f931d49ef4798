"""The visits to come, as the patient reads them in one language.

The patient's own folder: no results, no drugs, no reasons, no birth date, no name.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from calendars.entries.firm_windows import firm_window
from models.moments import Span, at_zone, local_day
from models.protocol import Protocol
from models.protocol.path import Step
from models.timeline.results import Plan, StepOutcome
from models.timeline.values import StepState
from wording.calendars.paper import PaperWording
from wording.texts import in_language

DONE = frozenset({StepState.DONE, StepState.DONE_OUT_OF_WINDOW})
OFF = frozenset({StepState.MISSED, StepState.CANCELLED})
DEFAULT_MARK, TEST_MARK = "*", "†"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One visit to come.

    Attributes:
        day: the Day number, if the step has one.
        title: ends with a dagger where a test counts on these days only.
        when: ends with a star where the days are a site default.
        dated: an appointment or a recorded day, not days that a rule leaves.
    """

    day: int | None
    title: str
    when: str
    dated: bool
    state: StepState
    said_state: str


def rows_of(plan: Plan, protocol: Protocol, says: PaperWording) -> Iterator[Row]:
    """One row for each visit to come, in the protocol's order."""
    for step, outcome in steps_kept(plan, protocol):
        if (
            step.passive
            or outcome.state in DONE
            or (plan.ended is not None and outcome.state in OFF)
        ):
            continue
        yield Row(
            day=_day_number(step, outcome),
            title=title_of(step, outcome, says) + (TEST_MARK if step.evidence else ""),
            when=_when(plan, protocol, outcome, says),
            dated=outcome.at is not None,
            state=outcome.state,
            said_state=says.states[outcome.state],
        )


def steps_kept(plan: Plan, protocol: Protocol) -> Iterator[tuple[Step, StepOutcome]]:
    """Steps at which the patient is present and can still be, or has been.

    Not the manufacturer's, none that stands for another, and none that a later step has
    overtaken: there only the record can be missing, and that is the coordinator's.
    """
    done = {outcome.step for outcome in plan.steps if outcome.state in DONE}
    overtaken = {earlier for step in done for earlier in protocol.before[step]} - done
    for step in protocol.step:
        outcome = plan.step(step.id)
        concerns = outcome.state is not StepState.NOT_APPLICABLE and step.id not in overtaken
        if concerns and step.ours and step.same_as is None:
            yield step, outcome


def _day_number(step: Step, outcome: StepOutcome) -> int | None:
    """As it is counted; None for a step that the protocol does not number."""
    return None if step.day is None else outcome.day


def title_of(step: Step, outcome: StepOutcome, says: PaperWording) -> str:
    """The step in words, for which time it is held, with its Day number."""
    title = says.feed.numbered(in_language(step.titles, says.language), outcome.time)
    return title[:1].upper() + title[1:] + says.feed.say_day_number(_day_number(step, outcome))


def _when(plan: Plan, protocol: Protocol, outcome: StepOutcome, says: PaperWording) -> str:
    if outcome.at is not None:
        return _say_recorded(plan, outcome.at, says)
    if outcome.state in OFF or outcome.state is StepState.BLOCKED:
        return says.unknown
    opens, closes = (
        None if minute is None else local_day(minute, plan.zone) for minute in firm_window(outcome)
    )
    mark = DEFAULT_MARK if _is_site_default(outcome, protocol) else ""
    if closes is not None:
        return _say_window(plan, opens, closes, says) + mark
    return says.unknown if opens is None else says.since.format(day=says.say_year(opens)) + mark


def _say_recorded(plan: Plan, at: Span, says: PaperWording) -> str:
    first, last = local_day(at.earliest, plan.zone), local_day(at.latest, plan.zone)
    if not at.coarse:
        clock = at_zone(at.earliest, plan.zone).format("HH:mm")
        return says.time.format(day=says.say_day(first), time=clock)
    return says.say_days(first, last)


def _say_window(plan: Plan, opens: date | None, closes: date, says: PaperWording) -> str:
    """Days to come: what has passed of a window is not said."""
    if opens == closes:
        return says.say_day(closes)
    if opens is None or opens <= local_day(plan.as_of, plan.zone):
        return says.until.format(day=says.say_year(closes))
    return says.say_days(opens, closes)


def _is_site_default(outcome: StepOutcome, protocol: Protocol) -> bool:
    """Whether a rule that binds the window is not in the registry entry."""
    binding = {*outcome.opened_by, *outcome.closed_by}
    return any(link.site_default and link.rule in binding for link in protocol.link)
