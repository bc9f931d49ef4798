"""Until when a test on record counts, as a line of its own on its last day."""

from datetime import date

from calendars.entries.about import About
from calendars.entries.washouts import OVER
from models.reasons.calendar.changes import BoundByRules
from models.reasons.calendar.descriptions import TestExpires
from models.reasons.calendar.titles import TestCountsUntil
from models.schedule import Entry, EntryKind, EntryStatus
from models.timeline.results import Plan, StepOutcome, Verdict
from models.timeline.values import VerdictValue


def evidence_entries(plan: Plan, about: About) -> list[Entry]:
    """One line for each rule that a test on record meets for a step still to come.

    Neither what was tested nor with which result: the rule, the step and the day.
    """
    steps = {outcome.step: outcome for outcome in plan.steps}
    return [
        _entry(plan, steps[verdict.step], verdict, verdict.counts_until, about)
        for verdict in plan.verdicts
        if verdict.counts_until is not None
        and verdict.value is VerdictValue.MET
        and verdict.step in steps
        and steps[verdict.step].state not in OVER
    ]


def _entry(plan: Plan, outcome: StepOutcome, verdict: Verdict, until: date, about: About) -> Entry:
    expires = TestExpires(
        rule=about.cite(verdict.rule), step=outcome.step, time=outcome.time, day=until
    )
    return Entry(
        subject=plan.subject,
        key=".".join(filter(None, ("evidence", verdict.rule, verdict.fact))),
        step=verdict.step,
        status=EntryStatus.CONFIRMED,
        title=TestCountsUntil(
            subject=plan.subject,
            rule=verdict.rule,
            step=outcome.step,
            time=outcome.time,
            day=until,
        ),
        about=(expires,),
        place=about.place,
        first_day=until,
        last_day=until,
        zone=plan.zone.key,
        kind=EntryKind.EVIDENCE,
        busy=False,
        because=BoundByRules(rules=(verdict.rule,)),
    )
