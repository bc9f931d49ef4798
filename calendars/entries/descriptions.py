"""What stands below an entry's title: the window, and what binds it, as reasons.

The revision and whose truth it is are added where the bytes are written.

Rules and moments only: feeds travel to calendar providers outside the hospital, so a drug's
name, a result or a birth date stays in the application.
"""

import re
from collections.abc import Iterable, Iterator

from calendars.entries.about import About, without_fact_ids
from calendars.entries.firm_windows import firm_window
from models.reasons.calendar.descriptions import (
    ClearFrom,
    ClosedBy,
    DateAlone,
    DateComputed,
    DatesWillCome,
    LengthByDefault,
    NotBeforeWhy,
    NothingMorePlanned,
    OpenedBy,
    TestCountsOn,
    WindowByDefault,
    WindowSpan,
)
from models.reasons.path.windows import OpensIfStoppedNow
from models.reasons.reason import Reason
from models.timeline.results import Plan, StepOutcome, Verdict
from models.timeline.values import StepState, VerdictValue

WASHOUT_RULE = re.compile(r"EX-(03(\.\d+)?|04[ab]|05|08b|12f1|20[ab])")
QUOTED = frozenset({VerdictValue.MET, VerdictValue.VIOLATION, VerdictValue.INDETERMINATE})

Lines = tuple[Reason, ...]


def about_an_appointment(
    plan: Plan, outcome: StepOutcome, about: About, *, minutes: int | None
) -> Lines:
    """Below a done, booked or computed step.

    `minutes` is the length shown, a site default; None for an all-day entry.
    """
    lines: list[Reason] = [] if outcome.at is not None else [DateComputed()]
    lines += _window(outcome)
    lines += _bound(plan, outcome, about)
    if minutes is not None:
        lines.append(LengthByDefault(minutes=minutes))
    elif outcome.at is not None:
        lines.append(DateAlone())
    return _each_once([*lines, *_marked(outcome)])


def about_a_window(plan: Plan, outcome: StepOutcome, about: About) -> Lines:
    """Below a band."""
    return _each_once([*_window(outcome), *_bound(plan, outcome, about), *_marked(outcome)])


def about_the_timeline(plan: Plan) -> Lines:
    """Below the notice; why a timeline closed stays in the application."""
    return (NothingMorePlanned(),) if plan.ended is not None else (DatesWillCome(),)


def about_a_washout(verdicts: Iterable[Verdict], about: About) -> Lines:
    """Below a washout's end: rules and moments; a drug's name stays in the application."""
    return _each_once(line for verdict in verdicts for line in _clear(verdict, about))


def _clear(verdict: Verdict, about: About) -> Iterator[Reason]:
    if verdict.clears_at is not None:
        yield ClearFrom(rule=about.cite(verdict.rule), minute=verdict.clears_at)


def _judged_on_a_firm_date(outcome: StepOutcome) -> bool:
    return outcome.at is not None or not outcome.floats


def _window(outcome: StepOutcome) -> Iterator[Reason]:
    opens, closes = firm_window(outcome)
    over = outcome.state in {StepState.MISSED, StepState.CANCELLED}
    if not over and (opens, closes) != (None, None):
        yield WindowSpan(opens=opens, closes=closes)


def _bound(plan: Plan, outcome: StepOutcome, about: About) -> Iterator[Reason]:
    if outcome.opened_by and not outcome.floats:
        yield OpenedBy(rules=about.cite_all(outcome.opened_by))
    if outcome.closed_by:
        yield ClosedBy(rules=about.cite_all(outcome.closed_by))
    if not outcome.floats:
        firm = (one for one in outcome.because if not isinstance(one, OpensIfStoppedNow))
        yield from (NotBeforeWhy(because=without_fact_ids(one)) for one in firm)
    if _judged_on_a_firm_date(outcome):
        yield from _judged(plan, outcome, about)


def _judged(plan: Plan, outcome: StepOutcome, about: About) -> Iterator[Reason]:
    for verdict in plan.verdicts:
        if verdict.step != outcome.step:
            continue
        if verdict.window is not None:
            first, last = verdict.window.opens, verdict.window.closes
            yield TestCountsOn(rule=about.cite(verdict.rule), first=first, last=last)
        elif WASHOUT_RULE.fullmatch(verdict.rule) and verdict.value in QUOTED:
            yield from _clear(verdict, about)


def _marked(outcome: StepOutcome) -> Lines:
    return (WindowByDefault(),) if outcome.site_default else ()


def _each_once(lines: Iterable[Reason]) -> Lines:
    return tuple(dict.fromkeys(lines))
